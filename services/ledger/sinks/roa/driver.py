"""As much of `oracledb`'s connections as ROA is reached through. The tests' double has the same, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Variable(Protocol):
    """Where a procedure leaves what it gives back."""

    def getvalue(self) -> Any: ...


class Cursor(AbstractContextManager["Cursor"], Protocol):
    def execute(self, statement: str, parameters: Mapping[str, Any] = ...) -> Any: ...

    def executemany(self, statement: str, parameters: Sequence[Mapping[str, Any]]) -> None: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def setinputsizes(self, **types: Any) -> Any: ...

    def var(self, typ: Any, size: int = ...) -> Variable: ...

    def callproc(self, name: str, *, keyword_parameters: dict[str, Any]) -> Any: ...

    def callfunc(self, name: str, return_type: Any, *, keyword_parameters: dict[str, Any]) -> Any: ...


class Connection(Protocol):
    @property
    def version(self) -> str: ...

    call_timeout: int
    """Milliseconds that one round trip may take; then DPY-4024."""

    def cursor(self) -> Cursor: ...

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def ping(self) -> None: ...

    def close(self) -> None: ...


Connect = Callable[..., Connection]
"""`oracledb.connect`, or what stands for it."""
