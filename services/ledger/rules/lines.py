"""The lines of a purchase's note: debit = credit each, so that the note balances by construction."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.common.money import divide, format_amount, format_rate
from services.ledger.rules.currency import ExchangeRate
from services.ledger.rules.extras import Extra
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Kind, Method, Purchase
from services.ledger.rules.settlement import Settlement, account_of
from services.ledger.rules.vat import VatPart

_KIND_NAMES = {
    Kind.RECEIPT: "Bon fiscal",
    Kind.INVOICE: "Factură",
    Kind.CREDIT_NOTE: "Factură storno",
    Kind.OTHER: "Document",
}
_METHOD_NAMES = {
    Method.CASH: "Plată numerar",
    Method.VOUCHER: "Plată tichete",
    Method.CARD: "Plată card",
    Method.ADVANCE: "Plată din avans",
}


@dataclass(frozen=True, slots=True)
class Line:
    """The same amount, in bani, on a debit and a credit account; rate in basis points where the line has one."""

    debit: str
    credit: str
    amount: int
    explanation: str
    vat_rate: int | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Everything about a purchase that its lines follow from, settled and in lei.

    `defers` says whether charged VAT waits for its payment; the parts say how much of it still does.
    """

    purchase: Purchase
    total: int
    expense: str
    vat: tuple[VatPart, ...]
    defers: bool
    settlement: Settlement
    rate: ExchangeRate | None
    policy: Policy
    extras: tuple[Extra, ...] = ()

    @property
    def owed_to(self) -> str:
        return self.policy.supplier_of(self.expense)

    @property
    def non_deductible(self) -> str:
        """Where VAT goes that can't be deducted: with the cost, or to an account of its own."""
        return self.policy.non_deductible_vat or self.expense

    @property
    def text(self) -> str:
        """Such as `Bon fiscal 0123 din 15.03.2024, OMV PETROM MARKETING SRL`."""
        bought = self.purchase
        day = bought.issued.strftime("%d.%m.%Y") if bought.issued else ""
        head = " ".join(part for part in (_KIND_NAMES[bought.kind], bought.full_number, "din", day) if part)
        price = f"{format_amount(bought.total or 0)} {bought.currency} la curs {self.rate}" if self.rate else ""
        return ", ".join(part for part in (head, bought.supplier_name, price) if part)


def with_deferral(parts: tuple[VatPart, ...], paid: int, total: int) -> tuple[VatPart, ...]:
    """The parts with what stays deferred: VAT becomes deductible in the proportion of the total that is paid."""
    return tuple(
        part if part.reverse else replace(part, deferred=part.deductible - divide(part.deductible * paid, total))
        for part in parts
    )


def lines_of(booking: Booking) -> tuple[Line, ...]:
    """Cost and VAT = supplier, the buyer's own VAT, supplier = payment, and the release of VAT that is paid."""
    lines = [
        *_purchase_lines(booking),
        *_reverse_lines(booking),
        *_payment_lines(booking),
        *_release_lines(booking),
    ]
    return tuple(line for line in lines if line.amount)


def _purchase_lines(booking: Booking) -> list[Line]:
    """6xx = 401 for the net total less what has an account of its own, then 4426 (or 4428) = 401, one line a rate.

    Together they are the total.
    """
    charged = [part for part in booking.vat if not part.reverse]
    net = booking.total - sum(part.amount for part in charged) - sum(extra.amount for extra in booking.extras)
    rate = booking.vat[0].rate if len(booking.vat) == 1 and booking.vat[0].base == net else None
    account = booking.policy.deferred_vat if booking.defers else booking.policy.vat
    return [
        Line(booking.expense, booking.owed_to, net, booking.text, rate),
        *(
            Line(extra.account, booking.owed_to, extra.amount, f"{extra.name}: {booking.text}")
            for extra in booking.extras
        ),
        *(line for part in charged for line in _vat_lines(booking, part, account, booking.owed_to, "")),
    ]


def _reverse_lines(booking: Booking) -> list[Line]:
    """4426 = 4427: the buyer's own VAT, which the supplier is not owed."""
    credit = booking.policy.collected_vat
    reverse = [part for part in booking.vat if part.reverse]
    return [
        line for part in reverse for line in _vat_lines(booking, part, booking.policy.vat, credit, " taxare inversă")
    ]


def _vat_lines(booking: Booking, part: VatPart, account: str, credit: str, how: str) -> list[Line]:
    """The VAT of one rate: what can be deducted, and what joins the cost."""
    name = f"{_vat_name(part.rate)}{how}"
    return [
        Line(account, credit, part.deductible, f"{name}: {booking.text}", part.rate),
        Line(booking.non_deductible, credit, part.non_deductible, f"{name} nedeductibilă: {booking.text}", part.rate),
    ]


def _payment_lines(booking: Booking) -> list[Line]:
    foreign = booking.rate is not None
    booked = (
        (method, account_of(method, booking.policy, foreign=foreign), amount)
        for method, amount in booking.settlement.by_method.items()
    )
    return [
        Line(booking.owed_to, account, amount, f"{_METHOD_NAMES[method]}: {booking.text}")
        for method, account, amount in booked
        if account is not None
    ]


def _release_lines(booking: Booking) -> list[Line]:
    """4426 = 4428 for the deferred VAT that was paid at once."""
    if not booking.defers:
        return []
    released = [(part, part.deductible - part.deferred) for part in booking.vat if not part.reverse]
    return [release_line(part.rate, amount, booking.text, booking.policy) for part, amount in released]


def release_line(rate: int | None, amount: int, text: str, policy: Policy) -> Line:
    """Deferred VAT of one rate becomes deductible."""
    return Line(policy.vat, policy.deferred_vat, amount, f"{_vat_name(rate)} plătită: {text}", rate)


def _vat_name(rate: int | None) -> str:
    return "TVA" if rate is None else f"TVA {format_rate(rate)}%"
