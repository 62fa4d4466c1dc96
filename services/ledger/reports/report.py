"""What a report is: columns, rows and a row of totals; and what one is asked of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.errors import Invalid
from services.common.money import format_rate
from services.ledger.workbooks import Cell

MOST_ROWS = 60_000
"""What fits into one answer; more is asked for in shorter periods."""
UNKNOWN_RATE = "cotă necunoscută"


@dataclass(frozen=True, slots=True)
class Scope:
    """Notes of one company, both days included; `supplier_cui` without RO, empty for all."""

    client_id: UUID
    first: date
    last: date
    supplier_cui: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A name for programs and a heading for people. Amounts are summed up in the totals unless said otherwise."""

    name: str
    title: str
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A table. Integers are bani; `totals` has a cell for each column, or none at all."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    totals: tuple[Cell, ...] = ()

    @property
    def all_rows(self) -> list[tuple[Cell, ...]]:
        """The rows and, where there are any, the totals."""
        return [*self.rows, self.totals] if self.totals else [*self.rows]


def summed(title: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> Report:
    """The report with its totals; the first column says what they are."""
    sums = [
        sum(amount for row in rows if isinstance(amount := row[index], int)) if column.summed else ""
        for index, column in enumerate(columns)
    ]
    return Report(title, tuple(columns), rows, ("TOTAL", *sums[1:]))


async def rows_of(session: AsyncSession, statement: TextClause, scope: Scope, **values: object) -> Sequence[Any]:
    """At most one more than a report may have."""
    asked: Mapping[str, object] = {
        "client": scope.client_id,
        "first": scope.first,
        "last": scope.last,
        "most": MOST_ROWS + 1,
        **values,
    }
    rows: Sequence[Any] = (await session.execute(statement, asked)).all()
    checked(len(rows), MOST_ROWS)
    return rows


def checked(rows: int, most: int) -> None:
    """Raises Invalid(report_too_large) for more rows than a file or an answer holds."""
    if rows > most:
        raise Invalid("report_too_large", "The report has too many rows.", {"most": str(most)})


def rate_name(rate: int | None) -> str:
    return UNKNOWN_RATE if rate is None else f"{format_rate(rate)}%"
