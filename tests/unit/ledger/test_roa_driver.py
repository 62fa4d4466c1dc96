"""What the adapter calls is there in the real driver, with the arguments that it gives."""

from __future__ import annotations

import inspect
from typing import Any

import oracledb
import pytest

from services.ledger.sinks.roa import driver
from tests.roa import connection as double


@pytest.mark.parametrize(
    ("call", "positional", "named"),
    [
        (oracledb.connect, (), {"dsn", "user", "password", "tcp_connect_timeout", "expire_time", "retry_count"}),
        (oracledb.Cursor.execute, ("cursor", "statement", {}), set()),
        (oracledb.Cursor.executemany, ("cursor", "statement", [{}]), set()),
        (oracledb.Cursor.callproc, ("cursor", "name"), {"keyword_parameters"}),
        (oracledb.Cursor.callfunc, ("cursor", "name", int), {"keyword_parameters"}),
        (oracledb.Cursor.var, ("cursor", oracledb.DB_TYPE_VARCHAR, 4000), set()),
        (oracledb.Cursor.setinputsizes, ("cursor",), {"CONTINUT"}),
        (oracledb.Cursor.fetchone, ("cursor",), set()),
        (oracledb.Cursor.fetchall, ("cursor",), set()),
        (oracledb.Connection.commit, ("connection",), set()),
        (oracledb.Connection.rollback, ("connection",), set()),
        (oracledb.Connection.ping, ("connection",), set()),
        (oracledb.Connection.close, ("connection",), set()),
    ],
)
def test_the_driver_takes_what_the_adapter_gives(call: Any, positional: tuple[Any, ...], named: set[str]) -> None:
    inspect.signature(call).bind(*positional, **dict.fromkeys(named))


def test_the_double_has_no_more_than_the_driver() -> None:
    """Else the adapter could come to lean on something that Oracle's driver lacks."""
    for ours, theirs, seam in (
        (double.Connection, oracledb.Connection, driver.Connection),
        (double.Cursor, oracledb.Cursor, driver.Cursor),
    ):
        named = {name for name in {*vars(seam), *seam.__annotations__} if not name.startswith("_")}
        assert named <= set(dir(theirs))
        extra = {name for name in vars(ours) if not name.startswith("_")} - named
        assert extra <= {"backend"}, "for the tests themselves"


def test_the_driver_is_in_thin_mode() -> None:
    assert oracledb.is_thin_mode()
