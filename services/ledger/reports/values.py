"""Values of a report as text for programs, and as cells of the tables that people open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from services.common.messages import ROMANIAN
from services.common.money import format_amount, format_rate
from services.ledger.reports.report import Column, Kind, Report, Value, Words
from services.ledger.workbooks import Cell

UNKNOWN_RATE = Words("cotă necunoscută", "unknown rate")


def rate_name(rate: int | None) -> Words:
    if rate is None:
        return UNKNOWN_RATE
    name = f"{format_rate(rate)}%"
    return Words(name, name)


def as_text(value: Value, kind: Kind, language: str) -> str:
    """As a message has it: every kind in its one way of writing, words in the caller's language."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return _NUMBERS[kind](value)
    if isinstance(value, Words):
        return value.said(language)
    return "" if value is None else value.isoformat()


_NUMBERS: Mapping[Kind, Callable[[int], str]] = {Kind.AMOUNT: format_amount, Kind.RATE: format_rate, Kind.COUNT: str}


def texts(report: Report, language: str) -> Iterable[tuple[str, ...]]:
    """All rows as messages have them. There may be half a million values: in each column, each is written once."""
    columns = zip(zip(*report.rows, strict=True), report.columns, strict=False)
    return zip(*(_written(values, column.kind, language) for values, column in columns), strict=True)


def _written(values: Sequence[Value], kind: Kind, language: str) -> list[str]:
    known = {value: as_text(value, kind, language) for value in set(values)}
    return [known[value] for value in values]


def header(report: Report) -> list[str]:
    return [column.title.ro for column in report.columns]


def cells(report: Report) -> list[list[Cell]]:
    """Rows and totals for a file: money as numbers, everything else as Romanian words."""
    return [
        [_cell(value, column) for value, column in zip(row, report.columns, strict=True)] for row in report.all_rows
    ]


def _cell(value: Value, column: Column) -> Cell:
    if column.kind is Kind.RATE and not isinstance(value, str | Words):
        return rate_name(value if isinstance(value, int) else None).ro
    if isinstance(value, date) or (isinstance(value, int) and column.kind is Kind.AMOUNT):
        return value
    return as_text(value, column.kind, ROMANIAN)
