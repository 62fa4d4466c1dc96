"""VAT rates and when they were in force, as data. Rates in basis points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    rate: int
    first: date
    last: date


_ALWAYS = date(9999, 12, 31)

ROMANIA: tuple[Period, ...] = (
    Period(2400, date(2010, 7, 1), date(2015, 12, 31)),
    Period(2000, date(2016, 1, 1), date(2016, 12, 31)),
    Period(1900, date(2017, 1, 1), date(2025, 7, 31)),
    Period(900, date(2008, 12, 1), date(2026, 7, 31)),  # since 2025-08-01 for some housing only (Legea 141/2025)
    Period(500, date(2008, 12, 1), date(2025, 7, 31)),
    Period(2100, date(2025, 8, 1), _ALWAYS),
    Period(1100, date(2025, 8, 1), _ALWAYS),
    Period(0, date(1990, 1, 1), _ALWAYS),
)
"""Cod fiscal art. 291, as changed by Legea 227/2015 and Legea 141/2025."""

ROMANIAN_RATES = frozenset(period.rate for period in ROMANIA)
EUROPEAN_RATES = frozenset(
    (0, 210, 250, 260, 300, 380, 400, 500, 550, 600, 700, 770, 800, 810, 900, 950, 1000, 1100, 1200, 1300, 1350, 1400)
) | frozenset((1500, 1600, 1700, 1800, 1900, 2000, 2100, 2200, 2300, 2400, 2500, 2550, 2700))
"""Rates that receipts from elsewhere print (EU, UK, Switzerland, Malaysia), to tell a rate from another percentage."""


def is_valid_in_romania(rate: int, day: date) -> bool:
    """Whether a rate could stand on a document of that day."""
    return any(period.rate == rate and period.first <= day <= period.last for period in ROMANIA)
