"""Deferred VAT that a later payment makes deductible: 4426 = 4428 in the proportion that is paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from services.common.errors import Invalid
from services.common.money import divide, format_amount
from services.ledger.rules.lines import release_line
from services.ledger.rules.note import Draft
from services.ledger.rules.policy import Policy
from services.ledger.rules.regime import Regime
from services.ledger.rules.vat import VatPart

RULE = "release_deferred_vat"


def release_note(booked: Draft, paid_before: int, payment: int, day: date, policy: Policy) -> Draft:
    """The note of a payment, on the day of the payment and with that day's policy.

    `booked` is the purchase's note, `paid_before` what of its total was paid until then, at once or later, `payment`
    what is paid now; both in bani of the document as it was booked. Every payment releases what all payments together
    make deductible less what the earlier ones did: the last ban comes with the last payment, however many there are.
    The note has no total of its own: it moves VAT that the purchase's note has in its sum.

    Raises Invalid(vat_not_deferred) if nothing waits, Invalid(payments_mismatch) if more is paid than was open.
    """
    if not any(part.deferred for part in booked.vat):
        raise Invalid("vat_not_deferred", "The note has no VAT that waits for a payment.")
    _refuse_wrong_payment(booked.total, paid_before, payment)
    released = list(_released(booked, paid_before, paid_before + payment))
    text = booked.lines[0].explanation
    return replace(
        booked,
        rule=RULE,
        source=Regime.DEFERRED.source,
        date=day,
        total=0,
        non_deductible=0,
        lines=tuple(release_line(part.rate, amount, text, policy) for part, amount in released if amount),
        vat=tuple(VatPart(part.rate, 0, 0, -amount) for part, amount in released),
        cautions=(),
    )


def _released(booked: Draft, before: int, after: int) -> Iterator[tuple[VatPart, int]]:
    for part in booked.vat:
        if part.deferred:
            earned = [divide(part.deductible * paid, booked.total) for paid in (before, after)]
            yield part, earned[1] - earned[0]


def _refuse_wrong_payment(total: int, paid_before: int, payment: int) -> None:
    sign = 1 if total > 0 else -1
    if payment * sign <= 0 or paid_before * sign < 0 or (paid_before + payment) * sign > abs(total):
        payments = " + ".join(map(format_amount, (paid_before, payment)))
        raise Invalid(
            "payments_mismatch",
            "The payments don't fit the total.",
            {"payments": payments, "total": format_amount(total)},
        )
