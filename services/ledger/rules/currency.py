"""Amounts of foreign documents in lei.

The total, each VAT and each payment are converted on their own and rounded to the ban, half away from zero. What is
then left of the total goes to the largest base; a purchase that is paid in full is paid in full in lei, the last
payment taking the difference. So a note of converted amounts adds up like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.common.errors import Invalid
from services.common.money import divide
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Method, Purchase
from services.ledger.rules.vat import VatReading

LEU = "RON"
SOURCE = "Cod fiscal art. 290 (2), cursul BNR"
OLDEST = timedelta(days=10)
"""BNR is silent on weekends and feasts; a rate that is older than this is none for the day."""


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """What BNR published on a day: so many ten-thousandths of a leu for so many units (100 for HUF, JPY …)."""

    currency: str
    day: date
    ten_thousandths: int
    units: int = 1

    def in_lei(self, amount: int) -> int:
        """Bani of an amount in hundredths."""
        return divide(amount * self.ten_thousandths, 10_000 * self.units)

    def __str__(self) -> str:
        """As BNR prints it: `4.9746`, `1.2932/100`."""
        whole, rest = divmod(self.ten_thousandths, 10_000)
        return f"{whole}.{rest:04d}" + (f"/{self.units}" if self.units > 1 else "")


def rate_day(issued: date, policy: Policy) -> date:
    """The day whose rate a document takes, or the last one before it that has any."""
    return issued - timedelta(days=1) if policy.exchange_rate_day == "day_before" else issued


def rate_for(purchase: Purchase, issued: date, rate: ExchangeRate | None, policy: Policy) -> ExchangeRate | None:
    """The rate that the document is booked at; None for one in lei.

    Raises Invalid(rate_missing) without the currency's rate, with one after the document, or with an old one.
    """
    if purchase.currency in (None, LEU):
        return None
    day = rate_day(issued, policy)
    if rate is None or rate.currency != purchase.currency or not issued - OLDEST <= rate.day <= issued:
        metadata = {"currency": purchase.currency or "", "day": day.isoformat()}
        raise Invalid("rate_missing", "There is no exchange rate for the document's date.", metadata)
    return rate


def reading_in_lei(reading: VatReading, total: int, rate: ExchangeRate) -> VatReading:
    """The VAT in lei; `total` is the document's, in lei."""
    if not reading.parts:
        return replace(reading, untaxed=total)
    parts = [replace(part, base=rate.in_lei(part.base), amount=rate.in_lei(part.amount)) for part in reading.parts]
    untaxed = rate.in_lei(reading.untaxed)
    largest = max(range(len(parts)), key=lambda index: abs(parts[index].base))
    rest = total - untaxed - sum(part.in_total for part in parts)
    parts[largest] = replace(parts[largest], base=parts[largest].base + rest)
    return replace(reading, parts=tuple(parts), untaxed=untaxed)


def payments_in_lei(
    by_method: Mapping[Method, int], document_total: int, total: int, rate: ExchangeRate
) -> dict[Method, int]:
    """The payments in lei; `document_total` is in the document's currency, `total` in lei."""
    paid = {method: rate.in_lei(amount) for method, amount in by_method.items()}
    if paid and sum(by_method.values()) == document_total:
        last = list(paid)[-1]
        paid[last] += total - sum(paid.values())
    return {method: amount for method, amount in paid.items() if amount}
