"""What a report is: columns that say what their values are, rows and a row of totals; and what one is asked of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import TextClause
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.errors import Invalid
from services.common.messages import ENGLISH

MOST_ROWS = 60_000
"""What fits into one answer; more is asked for in shorter periods."""


class Words(NamedTuple):
    """What a report says by itself, in both languages."""

    ro: str
    en: str

    def said(self, language: str) -> str:
        return self.en if language == ENGLISH else self.ro


NOBODY = Words("", "")


class Kind(StrEnum):
    """What the values of a column are, and what they are in `Report.rows`."""

    TEXT = "TEXT"
    """Words of a note (str), or of the report itself (Words)."""
    CODE = "CODE"
    """str: a fiscal code, an account, a document's number."""
    DATE = "DATE"
    """date."""
    MONTH = "MONTH"
    """str, such as `2025-08`."""
    AMOUNT = "AMOUNT"
    """int, bani."""
    RATE = "RATE"
    """int, basis points; None where it is not known."""
    COUNT = "COUNT"
    """int."""


Value = str | Words | int | date | None
"""Of a kind as above. An empty string stands for what has no value in a row, such as a rate in the totals."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Notes of one company, both days included; `supplier_cui` without RO, empty for all."""

    client_id: UUID
    first: date
    last: date
    supplier_cui: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A name for programs and a heading for people. `summed` columns have their sum in the totals."""

    name: str
    title: Words
    kind: Kind = Kind.TEXT
    summed: bool = False


def amount(name: str, ro: str, en: str) -> Column:
    """A column of money that is summed up."""
    return Column(name, Words(ro, en), Kind.AMOUNT, summed=True)


@dataclass(frozen=True, slots=True)
class Report:
    """A table. `totals` has a value for each column, or none at all.

    `documents` has the document that each row is of (empty for none), or is empty where rows are of several. `subject`
    is whom the report is of, where it is of one partner alone.
    """

    title: Words
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]
    totals: tuple[Value, ...] = ()
    documents: Sequence[str] = ()
    subject: Words = NOBODY

    @property
    def all_rows(self) -> list[tuple[Value, ...]]:
        """The rows and, where there are any, the totals."""
        return [*self.rows, self.totals] if self.totals else [*self.rows]


def summed(
    title: Words, columns: Sequence[Column], rows: Sequence[tuple[Value, ...]], documents: Sequence[str] = ()
) -> Report:
    """The report with its totals; the first column says what they are."""
    sums = [
        sum(value for row in rows if isinstance(value := row[index], int)) if column.summed else ""
        for index, column in enumerate(columns)
    ]
    return Report(title, tuple(columns), rows, ("TOTAL", *sums[1:]), documents)


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
