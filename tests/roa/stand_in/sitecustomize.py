"""In front of PYTHONPATH, this has a ledger that is started as a process of its own reach the double for Oracle.

Python imports it at the start. Nothing of the ledger knows of it, and no other process is changed.
"""

import sys

if "services.ledger.main" in sys.orig_argv:
    import oracledb

    from tests.roa.connection import connect

    oracledb.connect = connect
