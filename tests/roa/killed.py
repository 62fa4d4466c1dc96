"""A process that posts and is killed at a step, for each of several postings: `python -m tests.roa.killed`.

Reads one JSON object: the settings and a list of {document_id, step, when}.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import datetime
from uuid import UUID

from services.ledger.sinks.attachments import Attachment
from services.ledger.sinks.roa.pool import Pool
from services.ledger.sinks.roa.posting import Posting, post
from services.ledger.sinks.roa.settings import RoaSettings
from tests.roa.faults import FaultyConnection, breaking
from tests.roa.notes import note


def main() -> None:
    work = json.load(sys.stdin)
    settings = RoaSettings.read(work["settings"])
    for case in work["cases"]:
        child = os.fork()
        if child == 0:
            _post_and_die(settings, UUID(case["document_id"]), case["step"], case["when"])
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "finished", flush=True)


def _post_and_die(settings: RoaSettings, document_id: UUID, step: str, when: str) -> None:
    def die(_: FaultyConnection) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    pool = Pool(settings, breaking(step, when, die))
    made = note(document_id=document_id)
    with pool.session() as connection:
        charset = pool.charset(connection)
        at = datetime(2024, 3, 16, 10)  # noqa: DTZ001 (civil time, as ROA keeps it)
        post(connection, Posting(made, made.posting_key, settings, charset, at, (Attachment("bon.jpg", b"\xff\xd8"),)))


if __name__ == "__main__":
    main()
