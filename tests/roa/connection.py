"""The seam: psycopg behind as much of oracledb's connection as the adapter uses, with oracledb's own errors.

It changes three things in a statement and nothing else: `:NAME` binds, `SEQUENCE.NEXTVAL`, and how a procedure is
called. What Oracle would refuse in binds is refused here too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import oracledb
import psycopg
from oracledb.errors import _Error

_BIND = re.compile(r":([A-Z_]+)")
_NEXTVAL = re.compile(r"\b([A-Z_]+)\.NEXTVAL\b")
_DSN = re.compile(r"([^:/]+):([0-9]+)/(\w+)")
_NAME = re.compile(r"[A-Z_]+\.[A-Z_]+")
_STATES = {
    "23502": (1400, "cannot insert NULL"),
    "23505": (1, "unique constraint violated"),
    "23503": (2291, "integrity constraint violated - parent key not found"),
    "23514": (2290, "check constraint violated"),
    "42P01": (942, "table or view does not exist"),
    "42703": (904, "invalid identifier"),
    "42883": (6550, "PLS-00201: identifier must be declared"),
    "3F000": (6550, "PLS-00201: identifier must be declared"),
    "42501": (1031, "insufficient privileges"),
    "22003": (1438, "value larger than specified precision allowed for this column"),
    "22P05": (12713, "Character data loss in NCHAR/CHAR conversion"),
    "40P01": (60, "deadlock detected while waiting for resource"),
    "55P03": (54, "resource busy and acquire with NOWAIT specified or timeout expired"),
}


def oracle_error(code: int, text: str) -> oracledb.Error:
    """An error as the driver raises it, with its own class and code."""
    made = _Error(message=f"ORA-{code:05}: {text}", code=code)
    return made.exc_type(made)


def driver_error(number: int, text: str) -> oracledb.Error:
    made = _Error(message=f"DPY-{number:04}: {text}")
    return made.exc_type(made)


def connect(*, dsn: str, user: str, password: str, **_: Any) -> Connection:
    """In place of oracledb.connect; the DSN is `host:port/database`."""
    match = _DSN.fullmatch(dsn)
    assert match, dsn
    host, port, database = match.groups()
    try:
        session = psycopg.connect(host=host, port=int(port), dbname=database, user=user, password=password)
    except psycopg.OperationalError as error:
        if "authentication failed" in str(error):
            raise oracle_error(1017, "invalid username/password; logon denied") from error
        raise driver_error(6005, "cannot connect to database") from error
    return Connection(session)


class Connection:
    version = "19.0.0.0.0"

    def __init__(self, session: psycopg.Connection) -> None:
        self.session = session

    @property
    def call_timeout(self) -> int:
        raise NotImplementedError

    @call_timeout.setter
    def call_timeout(self, milliseconds: int) -> None:
        self._translated(lambda: self.session.execute(f"SET statement_timeout = {int(milliseconds)}"))
        self._translated(self.session.commit)

    @property
    def backend(self) -> int:
        return self.session.info.backend_pid

    def cursor(self) -> Cursor:
        return Cursor(self)

    def commit(self) -> None:
        self._translated(self.session.commit)

    def rollback(self) -> None:
        self._translated(self.session.rollback)

    def ping(self) -> None:
        self._translated(lambda: self.session.execute("SELECT 1"))

    def close(self) -> None:
        if not self.session.closed:
            self.session.close()

    def _translated(self, work: Any) -> Any:
        try:
            return work()
        except psycopg.Error as error:
            raise translated(error, self.session) from error


class Variable:
    def __init__(self) -> None:
        self.value: Any = None

    def getvalue(self) -> Any:
        return self.value


class Cursor:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor = connection.session.cursor()
        self._types: dict[str, Any] = {}

    def __enter__(self) -> Cursor:
        return self

    def __exit__(self, *_: object) -> None:
        self._cursor.close()

    def setinputsizes(self, **types: Any) -> None:
        self._types = types

    def execute(self, statement: str, parameters: Mapping[str, Any] | None = None) -> None:
        parameters, types = parameters or {}, self._types
        self._types = {}
        checked_binds(statement, parameters, types)
        self._run(lambda: self._cursor.execute(_as_postgres(statement), parameters))

    def executemany(self, statement: str, parameters: Sequence[Mapping[str, Any]]) -> None:
        types, self._types = self._types, {}
        for row in parameters:
            checked_binds(statement, row, types)
        self._run(lambda: self._cursor.executemany(_as_postgres(statement), parameters))

    def fetchone(self) -> Any:
        return self._run(self._cursor.fetchone)

    def fetchall(self) -> list[Any]:
        return list(self._run(self._cursor.fetchall))

    def var(self, typ: Any, size: int = 0) -> Variable:
        assert typ in (oracledb.DB_TYPE_NUMBER, oracledb.DB_TYPE_VARCHAR)
        return Variable()

    def callproc(self, name: str, *, keyword_parameters: dict[str, Any]) -> None:
        given = {key: None if isinstance(value, Variable) else value for key, value in keyword_parameters.items()}
        self._run(lambda: self._cursor.execute(f"CALL {_call(name, given)}", given))
        if self._cursor.description is not None:
            answers = dict(zip((column.name for column in self._cursor.description), self.fetchone(), strict=True))
            for key, value in keyword_parameters.items():
                if isinstance(value, Variable):
                    value.value = answers[key.lower()]

    def callfunc(self, name: str, return_type: Any, *, keyword_parameters: dict[str, Any]) -> Any:
        self._run(lambda: self._cursor.execute(f"SELECT {_call(name, keyword_parameters)}", keyword_parameters))
        return return_type(self.fetchone()[0])

    def _run(self, work: Any) -> Any:
        return self._connection._translated(work)


def checked_binds(statement: str, parameters: Mapping[str, Any], types: Mapping[str, Any]) -> None:
    """What the driver refuses before the database sees it; a float, which no amount may be; bytes that are no BLOB."""
    wanted, given = set(_BIND.findall(statement)), set(parameters)
    if wanted - given:
        raise driver_error(4010, f"a bind variable replacement value for placeholder {wanted - given} was not provided")
    if given - wanted:
        raise driver_error(4008, f"no bind placeholder named {given - wanted} was found in the SQL text")
    for name, value in parameters.items():
        if isinstance(value, bytes) and types.get(name) is not oracledb.DB_TYPE_BLOB:
            raise driver_error(3002, f"{name} holds bytes but is not bound as a BLOB")
        if isinstance(value, bool) or not isinstance(value, int | str | Decimal | date | bytes | None):
            raise driver_error(3002, f"Python value of type {type(value)} is not supported")


def translated(error: psycopg.Error, session: psycopg.Connection) -> oracledb.Error:
    """PostgreSQL's error as Oracle would tell it. The procedures write Oracle's codes themselves."""
    text = (error.diag.message_primary or str(error)).strip()
    known = re.match(r"ORA-([0-9]{5}): (.*)", text)
    if known:
        return oracle_error(int(known[1]), known[2])
    state = error.sqlstate or ""
    if session.closed or not state or state.startswith(("08", "57P")):
        return driver_error(4011, "the database or network closed the connection")
    if state == "57014":
        return driver_error(4024, "call timeout of some milliseconds exceeded")
    code, words = _STATES.get(state, (600, "internal error code"))
    return oracle_error(code, f"{words} ({text})")


def _as_postgres(statement: str) -> str:
    return _NEXTVAL.sub(r"nextval('\1')", _BIND.sub(r"%(\1)s", statement.replace("%", "%%")))


def _call(name: str, parameters: Mapping[str, Any]) -> str:
    assert _NAME.fullmatch(name), name
    return f"{name}({', '.join(f'{key} => %({key})s' for key in parameters)})"
