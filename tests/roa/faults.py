"""Connections that break at a step of a posting, before it or right after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.ledger.sinks.roa import statements
from tests.roa import connection as double
from tests.roa.connection import Connection, Cursor

STEPS = {
    statements.CHARACTER_SET: "charset",
    statements.LOCK: "lock",
    statements.FIND_NOTE: "find",
    statements.INITIALISE: "initialise",
    statements.FIND_PARTNER: "partner",
    statements.ADD_PARTNER: "new partner",
    statements.NEXT_CODE: "code",
    statements.INSERT_LINE: "insert",
    statements.NEXT_ATTACHMENT: "attachment number",
    statements.INSERT_ATTACHMENT: "attachment",
    statements.INSERT_REFERENCE: "reference",
    statements.FINALISE: "finalise",
    statements.COUNT_WAITING: "count",
    statements.COUNT_MOVED: "moved",
    "COMMIT": "commit",
}
ALL_STEPS = tuple(STEPS.values())

Fault = Callable[["FaultyConnection"], None]


class FaultyConnection(Connection):
    """Runs `fault` once, the first time that `step` is reached: `when` is before or after."""

    def __init__(self, whole: Connection, step: str, when: str, fault: Fault) -> None:
        super().__init__(whole.session)
        self._awaited = (step, when)
        self._fault: Fault | None = fault

    def cursor(self) -> Cursor:
        return _FaultyCursor(self)

    def commit(self) -> None:
        self.passing("COMMIT", super().commit)

    def passing(self, statement: str, work: Callable[[], Any]) -> Any:
        self._meet(statement, "before")
        result = work()
        self._meet(statement, "after")
        return result

    def _meet(self, statement: str, when: str) -> None:
        if (STEPS.get(statement), when) == self._awaited and self._fault is not None:
            fault, self._fault = self._fault, None
            fault(self)


class _FaultyCursor(Cursor):
    def __init__(self, connection: FaultyConnection) -> None:
        super().__init__(connection)
        self._passing = connection.passing

    def execute(self, statement: str, parameters: Any = None) -> None:
        self._passing(statement, lambda: super(_FaultyCursor, self).execute(statement, parameters))

    def executemany(self, statement: str, parameters: Any) -> None:
        self._passing(statement, lambda: super(_FaultyCursor, self).executemany(statement, parameters))

    def callproc(self, name: str, *, keyword_parameters: dict[str, Any]) -> None:
        self._passing(name, lambda: super(_FaultyCursor, self).callproc(name, keyword_parameters=keyword_parameters))

    def callfunc(self, name: str, return_type: Any, *, keyword_parameters: dict[str, Any]) -> Any:
        work = super().callfunc
        return self._passing(name, lambda: work(name, return_type, keyword_parameters=keyword_parameters))


def breaking(step: str, when: str, fault: Fault) -> Callable[..., FaultyConnection]:
    """In place of oracledb.connect: every session breaks once at the step."""

    def connect(**parameters: Any) -> FaultyConnection:
        return FaultyConnection(double.connect(**parameters), step, when, fault)

    return connect
