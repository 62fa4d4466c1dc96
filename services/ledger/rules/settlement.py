"""What was paid at once, out of which account, and what stays open on the supplier's account."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from services.common.errors import Invalid
from services.common.money import format_amount
from services.ledger.rules.cautions import Caution
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Kind, Method, Payment, Purchase


@dataclass(frozen=True, slots=True)
class Settlement:
    """`by_method` is what was read, in bani; `paid` is what counts as paid on the document's day.

    A card payment or transfer is paid when the bank statement says so (Norme Cod fiscal, pct. 26, on art. 282).
    """

    by_method: dict[Method, int]
    cautions: tuple[Caution, ...] = ()

    @property
    def paid(self) -> int:
        return self.by_method.get(Method.CASH, 0) + self.by_method.get(Method.VOUCHER, 0)

    @property
    def name(self) -> str:
        """How it was paid, in one word: part of the rule's name."""
        if len(self.by_method) > 1:
            return "mixed"
        return next((method.value.lower() for method in self.by_method), "unpaid")


def settle(purchase: Purchase, total: int, policy: Policy) -> Settlement:
    """Sort the payments. Raises Invalid(payments_mismatch) if they are not the total, or for an invoice exceed it."""
    if not purchase.settled and any(payment.method in (Method.CASH, Method.VOUCHER) for payment in purchase.payments):
        return Settlement({}, (Caution.PAYMENT_NOT_PROVEN,))
    payments = _completed(purchase.payments, total)
    if payments is None:
        return Settlement({}, _unknown(purchase))
    by_method: dict[Method, int] = {}
    for payment in payments:
        by_method[payment.method] = by_method.get(payment.method, 0) + (payment.amount or 0)
    _refuse_wrong_sum(purchase, by_method.values(), total)
    by_method = {method: amount for method, amount in by_method.items() if amount}
    cautions = [Caution.PAYMENT_OTHER] if Method.OTHER in by_method else []
    limit = policy.cash_to_one_supplier
    if limit is not None and by_method.get(Method.CASH, 0) > limit:
        cautions.append(Caution.CASH_OVER_LIMIT)
    return Settlement(by_method, tuple(cautions))


def account_of(method: Method, policy: Policy) -> str | None:
    """The account that a payment is booked from at once; None where the bank statement or a person does it."""
    return {Method.CASH: policy.cash, Method.VOUCHER: policy.vouchers, Method.CARD: policy.card}.get(method)


def _completed(payments: tuple[Payment, ...], total: int) -> tuple[Payment, ...] | None:
    """Payments that all have an amount: a single unread one is what the others leave. None if that can't be told."""
    unread = sum(1 for payment in payments if payment.amount is None)
    if not payments or unread > 1:
        return None
    rest = total - sum(payment.amount or 0 for payment in payments)
    if (rest < 0) != (total < 0):
        rest = 0
    return tuple(Payment(payment.method, rest) if payment.amount is None else payment for payment in payments)


def _unknown(purchase: Purchase) -> tuple[Caution, ...]:
    """An invoice without payment is nothing unusual; a receipt is always paid."""
    return (
        ()
        if purchase.kind in (Kind.INVOICE, Kind.CREDIT_NOTE) and not purchase.payments
        else (Caution.PAYMENT_UNKNOWN,)
    )


def _refuse_wrong_sum(purchase: Purchase, amounts: Collection[int], total: int) -> None:
    """A receipt is paid in full; an invoice may be paid in part. Nothing is paid against the total's direction."""
    sign = 1 if total > 0 else -1
    paid = sum(amounts) * sign
    in_part = purchase.kind in (Kind.INVOICE, Kind.CREDIT_NOTE) and paid < abs(total)
    if (paid != abs(total) and not in_part) or any(amount * sign < 0 for amount in amounts):
        raise Invalid(
            "payments_mismatch",
            "The payments don't add up to the total.",
            {"payments": " + ".join(map(format_amount, amounts)), "total": format_amount(total)},
        )
