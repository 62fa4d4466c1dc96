"""The connection test: whether ROA is there as we take it to be, told one finding at a time. It writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from services.common.errors import Unavailable
from services.ledger.errors import Refused
from services.ledger.sinks.roa import statements
from services.ledger.sinks.roa.driver import Connection
from services.ledger.sinks.roa.pool import Pool
from services.ledger.sinks.roa.posting import LOCKS, hold, initialise
from services.ledger.sinks.roa.settings import RoaSettings
from services.ledger.sinks.sink import Found

_PROBE_LOCK = LOCKS - 1


Check = Callable[[Connection], Found]


def examine(pool: Pool, settings: RoaSettings, at: datetime) -> list[Found]:
    """Everything in the order in which it can fail; without a login there is only that to tell."""
    login = _looked(pool, _version)
    if not login.ok:
        return [login]
    return [login, *(_looked(pool, check) for check in _checks(pool, settings, at))]


def _checks(pool: Pool, settings: RoaSettings, at: datetime) -> Iterator[Check]:
    yield lambda connection: _charset(pool, connection)
    for table in statements.TABLES:
        if settings.attachments or table not in statements.ATTACHMENT_TABLES:
            yield lambda connection, table=table: _table(connection, table)  # type: ignore[misc]
    for name in (statements.INITIALISE, statements.FINALISE, statements.ADD_PARTNER):
        yield lambda connection, name=name: _procedure(connection, name)  # type: ignore[misc]
    yield lambda connection: _sequences(connection, settings)
    yield _lock
    yield lambda connection: _month(connection, settings, at)


def _looked(pool: Pool, check: Check) -> Found:
    """One check in a session and a transaction of its own, that is rolled back."""
    try:
        with pool.session() as connection:
            return check(connection)
    except (Refused, Unavailable) as failure:
        return Found(failure.reason, False, failure.metadata)


def _version(connection: Connection) -> Found:
    return Found("roa_login_works", True, {"version": connection.version})


def _charset(pool: Pool, connection: Connection) -> Found:
    charset = pool.charset(connection)
    return Found("roa_charset_known" if charset.known else "roa_charset_unknown", charset.known, {"name": charset.name})


def _table(connection: Connection, table: str) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(statements.columns_of(table))
        cursor.fetchall()
    return Found("roa_object_found", True, {"name": table})


def _procedure(connection: Connection, name: str) -> Found:
    """Whether it may be called and has the arguments that it is called with."""
    package, _, procedure = name.partition(".")
    with connection.cursor() as cursor:
        cursor.execute(statements.ARGUMENTS, {"PACKAGE": package, "PROCEDURE": procedure})
        declared = {str(row[0]) for row in cursor.fetchall()}
    if not declared:
        return Found("roa_procedure_missing", False, {"name": name})
    missing = sorted(set(statements.CALLS[name]) - declared)
    if missing:
        return Found("roa_arguments_differ", False, {"name": name, "arguments": ", ".join(missing)})
    return Found("roa_object_found", True, {"name": name})


def _sequences(connection: Connection, settings: RoaSettings) -> Found:
    wanted = {"SEQ_COD"} | ({"SEQ_ATAS_ATASAMENTE"} if settings.attachments else set())
    with connection.cursor() as cursor:
        cursor.execute(statements.SEQUENCES)
        missing = sorted(wanted - {str(row[0]) for row in cursor.fetchall()})
    if missing:
        return Found("roa_sequence_missing", False, {"name": ", ".join(missing)})
    return Found("roa_object_found", True, {"name": ", ".join(sorted(wanted))})


def _lock(connection: Connection) -> Found:
    with connection.cursor() as cursor:
        hold(cursor, _PROBE_LOCK, 1)
    return Found("roa_object_found", True, {"name": statements.LOCK})


def _month(connection: Connection, settings: RoaSettings, at: datetime) -> Found:
    """Opens a writing session for the month and drops it: the only way to ask that needs no table of ROA's months."""
    with connection.cursor() as cursor:
        initialise(cursor, settings, at.year, at.month, at)
    connection.rollback()
    return Found("roa_month_open", True, {"month": f"{at.month:02d}.{at.year}"})
