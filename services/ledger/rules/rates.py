"""VAT rates of Romania with the time they are in force: data, never code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in basis points with its first and last day (None: still in force) and its source."""

    basis_points: int
    first: date
    last: date | None
    source: str


RATES = (
    Rate(2400, date(2010, 7, 1), date(2015, 12, 31), "OUG 58/2010"),
    Rate(2000, date(2016, 1, 1), date(2016, 12, 31), "Legea 227/2015, art. 291 (1)"),
    Rate(1900, date(2017, 1, 1), date(2025, 7, 31), "Legea 227/2015, art. 291 (1)"),
    Rate(900, date(2004, 1, 1), date(2025, 7, 31), "Legea 227/2015, art. 291 (2)"),
    Rate(500, date(2008, 12, 15), date(2025, 7, 31), "Legea 227/2015, art. 291 (3)"),
    Rate(2100, date(2025, 8, 1), None, "Legea 141/2025"),
    Rate(1100, date(2025, 8, 1), None, "Legea 141/2025"),
    Rate(900, date(2025, 8, 1), date(2026, 7, 31), "Legea 141/2025, some housing"),
)


def rates_on(day: date) -> frozenset[int]:
    """The rates in force on a day, in basis points; zero (exempt) is none of them."""
    return frozenset(
        rate.basis_points for rate in RATES if rate.first <= day and (rate.last is None or day <= rate.last)
    )
