"""What the rules look at: a purchase as it was approved and the company that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What the document is; OTHER also stands for a kind that was not read."""

    RECEIPT = "receipt"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    OTHER = "other"


class Method(StrEnum):
    """How something was paid."""

    CASH = "CASH"
    CARD = "CARD"
    VOUCHER = "VOUCHER"
    TRANSFER = "TRANSFER"
    OTHER = "OTHER"
    ADVANCE = "ADVANCE"
    """Out of an employee's advance (avans de trezorerie); no document says so, an approval or a setting does."""


@dataclass(frozen=True, slots=True)
class Vat:
    """VAT of one rate as printed: rate in basis points, base and amount in bani; None where it was not read."""

    rate: int | None = None
    base: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment in bani; None where its amount was not read."""

    method: Method
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing bought; the amount in bani."""

    description: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """An approved document. Amounts in bani of `currency`, fiscal codes digits only, None where nothing was read.

    `settled` is False where `payments` only say how the document is to be paid, as in an e-Factura's PaymentMeans.
    `supplier_defers_vat` is True where the document says that the supplier applies TVA la încasare, which such an
    invoice has to (Cod fiscal art. 319 (20) r); `reverse_charge` where it says taxare inversă (lit. n).
    `plates` and `fuel_cards` are what stands on it, as `bare_mark` has them; of a card maybe the last digits alone.
    `paid_from_advance` is the approval's word on whether an employee paid; None leaves it to the office's setting.
    """

    kind: Kind = Kind.OTHER
    supplier_name: str | None = None
    supplier_cui: str | None = None
    supplier_vat_payer: bool | None = None
    buyer_cui: str | None = None
    series: str | None = None
    number: str | None = None
    issued: date | None = None
    currency: str | None = None
    total: int | None = None
    net_total: int | None = None
    vat_total: int | None = None
    vat: tuple[Vat, ...] = ()
    payments: tuple[Payment, ...] = ()
    items: tuple[Item, ...] = ()
    settled: bool = True
    supplier_defers_vat: bool = False
    reverse_charge: bool = False
    fiscal_serial: str | None = None
    plates: frozenset[str] = frozenset()
    fuel_cards: frozenset[str] = frozenset()
    paid_from_advance: bool | None = None

    @property
    def full_number(self) -> str:
        """Series and number, as a journal shows them; empty if neither was read."""
        return " ".join(part for part in (self.series, self.number) if part)

    @property
    def is_from_abroad(self) -> bool:
        """Whether the supplier is of another state: its fiscal code has that one's letters, or it has none and asks for
        other money than lei.
        """
        if self.supplier_cui:
            return not bare_cui(self.supplier_cui).isdigit()
        return self.currency not in (None, "RON")


@dataclass(frozen=True, slots=True)
class Company:
    """The client company at the time of the approval."""

    cui: str
    vat_payer: bool
    defers_vat: bool = False
    """Applies TVA la încasare itself."""


def with_storno_signs(purchase: Purchase) -> Purchase:
    """A credit note with every amount negative, whether it was printed with or without minus signs.

    Each group is turned round as a whole, so that a correction inside of a group keeps its opposite sign.
    """
    if purchase.kind is not Kind.CREDIT_NOTE:
        return purchase
    vat, payments, items = purchase.vat, purchase.payments, purchase.items
    if sum(group.amount or group.base or 0 for group in vat) > 0:
        vat = tuple(replace(group, base=_minus(group.base), amount=_minus(group.amount)) for group in vat)
    if sum(payment.amount or 0 for payment in payments) > 0:
        payments = tuple(replace(payment, amount=_minus(payment.amount)) for payment in payments)
    if sum(item.amount or 0 for item in items) > 0:
        items = tuple(replace(item, amount=_minus(item.amount)) for item in items)
    return replace(
        purchase,
        total=_negative(purchase.total),
        net_total=_negative(purchase.net_total),
        vat_total=_negative(purchase.vat_total),
        vat=vat,
        payments=payments,
        items=items,
    )


def same_cui(one: str, other: str) -> bool:
    """Whether two fiscal codes are the same but for an RO in front, blanks and leading zeros."""
    return bare_cui(one) == bare_cui(other)


def bare_cui(cui: str) -> str:
    """A fiscal code without RO in front, blanks and leading zeros."""
    return "".join(cui.upper().split()).removeprefix("RO").lstrip("0")


def _negative(amount: int | None) -> int | None:
    return None if amount is None else -abs(amount)


def _minus(amount: int | None) -> int | None:
    return None if amount is None else -amount
