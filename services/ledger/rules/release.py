"""Deferred VAT that a later payment makes deductible: 4426 = 4428 in the proportion that is paid."""

from __future__ import annotations

from dataclasses import dataclass

from services.common.errors import Invalid
from services.common.money import divide, format_amount
from services.ledger.rules.lines import Line, release_line
from services.ledger.rules.policy import Policy
from services.ledger.rules.regime import Regime
from services.ledger.rules.vat import VatPart

RULE = "release_deferred_vat"
SOURCE = Regime.DEFERRED.source


@dataclass(frozen=True, slots=True)
class Waiting:
    """VAT of one rate: all that can be deducted, and what of it became deductible until now."""

    rate: int | None
    deductible: int
    released: int


@dataclass(frozen=True, slots=True)
class OpenPurchase:
    """A purchase in the books, in bani as it was booked; `paid` is what counts as paid until now, at once or later.

    `parts` are those whose VAT waited when it was booked.
    """

    total: int
    paid: int
    parts: tuple[Waiting, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """What a payment does. It has no total of its own: it moves VAT that the purchase's note has in its sum."""

    lines: tuple[Line, ...]
    vat: tuple[VatPart, ...]


def release(purchase: OpenPurchase, payment: int, policy: Policy) -> Release:
    """What becomes deductible by a payment, with the accounts of its day.

    All payments together make the paid share of the VAT deductible, and each one what the others left of that: the
    last ban comes with the last payment, however many there are and whichever were taken back. None takes VAT back.

    Raises Invalid(vat_not_deferred) if nothing ever waited, Invalid(payment_exceeds_open) if more is paid than is open.
    """
    if not purchase.parts:
        raise Invalid("vat_not_deferred", "The note has no VAT that waits for a payment.")
    _refuse_wrong_payment(purchase, payment)
    paid = purchase.paid + payment
    released = [(part, _released(part, paid, purchase.total)) for part in purchase.parts]
    moved = [(part.rate, amount) for part, amount in released if amount]
    return Release(
        lines=tuple(release_line(rate, amount, purchase.text, policy) for rate, amount in moved),
        vat=tuple(VatPart(rate, 0, 0, -amount) for rate, amount in moved),
    )


def _released(part: Waiting, paid: int, total: int) -> int:
    rest = divide(part.deductible * paid, total) - part.released
    return rest if rest * part.deductible > 0 else 0


def _refuse_wrong_payment(purchase: OpenPurchase, payment: int) -> None:
    """In the total's direction, and no more than is open."""
    sign = 1 if purchase.total > 0 else -1
    left = purchase.total - purchase.paid
    if not 0 < payment * sign <= left * sign:
        metadata = {"amount": format_amount(payment), "open": format_amount(left)}
        raise Invalid("payment_exceeds_open", "The payment is not within what is open.", metadata, {"amount": "wrong"})
