"""What stands in a printed table, as Romanian paper has it: 1.234,56 and 15.03.2024."""

from __future__ import annotations

from datetime import date

from services.common.messages import ROMANIAN
from services.common.money import format_amount
from services.ledger.reports.report import Kind, Value, Words
from services.ledger.reports.values import as_text, rate_name

OPEN = "…"


def printed(value: Value, kind: Kind) -> str:
    """A value in one line."""
    if kind is Kind.RATE and not isinstance(value, str | Words):
        return rate_name(value if isinstance(value, int) else None).ro
    if isinstance(value, int):
        return amount(value) if kind is Kind.AMOUNT else str(value)
    if isinstance(value, date):
        return day(value)
    text = as_text(value, kind, ROMANIAN)
    if kind is Kind.MONTH and text[4:5] == "-":
        return f"{text[5:7]}.{text[:4]}"
    return plain(text)


def plain(text: str) -> str:
    """Words in one line, without what no printer knows."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def amount(bani: int) -> str:
    """With a dot between thousands and a comma before the bani."""
    sign, text = ("-" if bani < 0 else ""), format_amount(abs(bani))
    whole, bani_text = text.split(".")
    return f"{sign}{int(whole):,}".replace(",", ".") + f",{bani_text}"


def day(value: date) -> str:
    return f"{value:%d.%m.}{value.year:04}"


def period(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return "toate perioadele"
    return f"{day(first) if first else OPEN} – {day(last) if last else OPEN}"
