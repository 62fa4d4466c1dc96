"""Values that an office may choose, and limits that the law moves.

One policy serves all offices now. The place to grow: a table `ledger.settings` with one row per office and validity,
read by `operations` and handed to the rules as a `Policy`; the rules need not change for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Policy:
    """Accounts that notes are built with. Without `card`, card payments are left to the bank statement."""

    supplier: str = "401"
    cash: str = "5311"
    vouchers: str = "5328"
    card: str | None = None
    vat: str = "4426"
    deferred_vat: str = "4428"
    default_expense: str = "6028"


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount in bani that holds from a date on, until the next one."""

    since: date
    bani: int


SIMPLIFIED_INVOICE = (Limit(date(2016, 1, 1), 450_00), Limit(date(2019, 1, 1), 480_00), Limit(date(2022, 1, 1), 500_00))
"""100 EUR, VAT included (Cod fiscal art. 319 (12)), in round lei: it causes a caution, never a different note."""

CASH_TO_ONE_SUPPLIER = (Limit(date(2015, 5, 9), 5_000_00),)
"""Payments in cash to one supplier in a day (Legea 70/2015, art. 3). Cash & carry shops have twice as much."""


def limit_on(limits: tuple[Limit, ...], day: date) -> int | None:
    """The limit in bani that holds on a day; None before the first."""
    held = [limit.bani for limit in limits if limit.since <= day]
    return held[-1] if held else None
