"""What was paid at once, out of which account, and what stays open on the supplier's account."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.common.errors import Invalid
from services.common.money import format_amount
from services.ledger.rules.cautions import Caution
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Kind, Method, Payment, Purchase

_AT_ONCE = (Method.CASH, Method.VOUCHER, Method.ADVANCE)
_NEVER_BY_EMPLOYEES = (Method.VOUCHER, Method.TRANSFER)


@dataclass(frozen=True, slots=True)
class Settlement:
    """`by_method` is what was read, in bani; `paid` is what counts as paid on the document's day.

    A card payment or transfer is paid when the bank statement says so (Norme Cod fiscal, pct. 26, on art. 282).
    """

    by_method: Mapping[Method, int]
    cautions: tuple[Caution, ...] = ()

    @property
    def paid(self) -> int:
        return sum(self.by_method.get(method, 0) for method in _AT_ONCE)

    @property
    def name(self) -> str:
        """How it was paid, in one word: part of the rule's name."""
        if len(self.by_method) > 1:
            return "mixed"
        return next((method.value.lower() for method in self.by_method), "unpaid")


def settle(purchase: Purchase, total: int, policy: Policy) -> Settlement:
    """Sort the payments. Raises Invalid(payments_mismatch) if they are not the total, or for an invoice exceed it."""
    read = _read(purchase, total)
    if purchase.paid_from_advance:
        return Settlement(_all_from_advance(read.by_method, total))
    from_advance = purchase.paid_from_advance is None and policy.cash_paid_from == "advance"
    if not from_advance or Method.CASH not in read.by_method:
        return read
    names = {Method.CASH: Method.ADVANCE}
    return Settlement({names.get(method, method): paid for method, paid in read.by_method.items()}, read.cautions)


def account_of(method: Method, policy: Policy, *, foreign: bool = False) -> str | None:
    """The account that a payment is booked from at once; None where the bank statement or a person does it."""
    return {
        Method.CASH: policy.foreign_cash if foreign else policy.cash,
        Method.VOUCHER: policy.vouchers,
        Method.CARD: policy.card,
        Method.ADVANCE: policy.advance,
    }.get(method)


def _read(purchase: Purchase, total: int) -> Settlement:
    """The payments as the document has them."""
    if not purchase.settled and any(payment.method in _AT_ONCE for payment in purchase.payments):
        return Settlement({}, (Caution.PAYMENT_NOT_PROVEN,))
    payments = _completed(purchase.payments, total)
    if payments is None:
        return Settlement({}, _unknown(purchase))
    by_method: dict[Method, int] = {}
    for payment in payments:
        by_method[payment.method] = by_method.get(payment.method, 0) + (payment.amount or 0)
    _refuse_wrong_sum(purchase, by_method.values(), total)
    by_method = {method: amount for method, amount in by_method.items() if amount}
    return Settlement(by_method, (Caution.PAYMENT_OTHER,) if Method.OTHER in by_method else ())


def _all_from_advance(by_method: Mapping[Method, int], total: int) -> dict[Method, int]:
    """Whatever an employee can have paid, the document's means being the employee's own."""
    kept = {method: paid for method, paid in by_method.items() if method in _NEVER_BY_EMPLOYEES}
    rest = total - sum(kept.values())
    return {**kept, Method.ADVANCE: rest} if rest else kept


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
