"""The VAT of a purchase by rate, from whatever was printed, so that bases and VAT add up to the total to the ban."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from services.common.errors import Invalid
from services.common.money import divide, format_amount
from services.ledger.rules.cautions import Caution
from services.ledger.rules.purchase import Purchase, Vat

TOLERANCE = 5
"""Bani that printed VAT may differ from base × rate: tills round line by line. The printed VAT is booked."""


@dataclass(frozen=True, slots=True)
class VatPart:
    """Base and VAT of one rate in bani; rate in basis points, None where it is not known.

    `deferred` is the share of `amount` that can't be deducted before it is paid (TVA neexigibilă), `non_deductible`
    the share that never can. Under reverse charge (`reverse`) the amount is owed by the buyer and not in the total.
    """

    rate: int | None
    base: int
    amount: int
    deferred: int = 0
    non_deductible: int = 0
    reverse: bool = False

    @property
    def deductible(self) -> int:
        """What can be deducted, now or when it is paid."""
        return self.amount - self.non_deductible

    @property
    def charged(self) -> int:
        """The VAT that the supplier is owed."""
        return 0 if self.reverse else self.amount

    @property
    def in_total(self) -> int:
        """What the part is of the document's total."""
        return self.base + self.charged


@dataclass(frozen=True, slots=True)
class VatReading:
    """The parts by rate, and the part of the net total that belongs to none of them."""

    parts: tuple[VatPart, ...] = ()
    untaxed: int = 0
    cautions: tuple[Caution, ...] = ()

    @property
    def amount(self) -> int:
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True)
class Group:
    """VAT of one rate whose amount is settled, before its base is."""

    rate: int | None
    base: int | None
    amount: int


def read_vat(purchase: Purchase, total: int, in_force: Set[int]) -> VatReading:
    """Settle amount, rate and base of each group; `in_force` are the day's rates. Raises Invalid(vat_exceeds_total)."""
    groups, cautions = _with_amounts(purchase)
    amount = sum(group.amount for group in groups)
    if amount and (abs(amount) >= abs(total) or (amount < 0) != (total < 0)):
        raise Invalid(
            "vat_exceeds_total",
            "The VAT doesn't fit into the total.",
            {"vat": format_amount(amount), "total": format_amount(total)},
        )
    if purchase.vat_total is not None and groups and abs(purchase.vat_total - amount) > TOLERANCE:
        cautions.append(Caution.VAT_TOTAL_MISMATCH)
    if purchase.net_total is not None and groups and abs(purchase.net_total + amount - total) > TOLERANCE:
        cautions.append(Caution.NET_TOTAL_MISMATCH)
    named = _merged(_with_rate(group, groups, in_force, total - amount, cautions) for group in groups)
    parts, untaxed = with_bases(named, total - amount, cautions)
    cautions += doubts(parts, in_force)
    return VatReading(parts, untaxed, tuple(cautions))


def _with_amounts(purchase: Purchase) -> tuple[list[Group], list[Caution]]:
    """Groups whose VAT was read, or follows from the printed sum or from base × rate."""
    if not purchase.vat:
        return ([Group(None, None, purchase.vat_total)] if purchase.vat_total else []), []
    groups: list[Group] = []
    cautions: list[Caution] = []
    for group in purchase.vat:
        amount = group.amount if group.amount is not None else _rest_of_sum(group, purchase)
        if amount is None and group.rate is not None and group.base is not None:
            amount = divide(group.base * group.rate, 10_000)
            if group.rate:
                cautions.append(Caution.VAT_COMPUTED)
        if amount is None:
            cautions.append(Caution.VAT_UNREAD)
        else:
            groups.append(Group(group.rate, group.base, amount))
    return groups, cautions


def _rest_of_sum(group: Vat, purchase: Purchase) -> int | None:
    """The VAT of the only group without one: what the others leave of the printed sum."""
    unread = [other for other in purchase.vat if other.amount is None]
    if purchase.vat_total is None or len(unread) != 1 or group.rate == 0:
        return None
    return purchase.vat_total - sum(other.amount or 0 for other in purchase.vat)


def _with_rate(group: Group, groups: Sequence[Group], in_force: Set[int], net: int, cautions: list[Caution]) -> Group:
    """A group without a rate takes the one rate in force that its base, or the net total of a single group, fits."""
    if group.rate is not None:
        return group
    base = group.base if group.base is not None else net if len(groups) == 1 else None
    rates = {0} if group.amount == 0 else in_force
    fitting = [] if base is None else [rate for rate in rates if _fits(rate, base, group.amount)]
    if len(fitting) != 1:
        cautions.append(Caution.VAT_RATE_UNKNOWN)
        return group
    cautions.append(Caution.VAT_RATE_DERIVED)
    return replace(group, rate=fitting[0])


def _merged(groups: Iterable[Group]) -> list[Group]:
    """One group a rate, in the order of their first appearance: tills may print two letters for the same rate."""
    merged: dict[int | None, Group] = {}
    for group in groups:
        known = merged.get(group.rate)
        if known is None:
            merged[group.rate] = group
        else:
            base = None if known.base is None or group.base is None else known.base + group.base
            merged[group.rate] = Group(group.rate, base, known.amount + group.amount)
    return list(merged.values())


def with_bases(groups: list[Group], net: int, cautions: list[Caution]) -> tuple[tuple[VatPart, ...], int]:
    """The parts, and what of the net total is in none. Rounding differences go to the largest base."""
    if not groups:
        return (), net
    bases = [_base(group, len(groups), net) for group in groups]
    rest = net - sum(bases)
    if 0 < abs(rest) <= TOLERANCE * len(groups):
        largest = max(range(len(bases)), key=lambda index: abs(bases[index]))
        bases[largest] += rest
        rest = 0
    elif rest and (rest < 0) != (net < 0):
        cautions.append(Caution.VAT_BASES_EXCEED_NET)
        bases = _spread(net, bases)
        rest = 0
    elif rest:
        cautions.append(Caution.UNTAXED_PART)
    parts = tuple(VatPart(group.rate, base, group.amount) for group, base in zip(groups, bases, strict=True))
    return parts, rest


def _base(group: Group, count: int, net: int) -> int:
    """The printed base; else the net total if it fits or nothing says otherwise; else what the VAT stands for."""
    if group.base is not None:
        return group.base
    if not group.rate:
        return net if count == 1 else 0
    return net if count == 1 and _fits(group.rate, net, group.amount) else divide(group.amount * 10_000, group.rate)


def _spread(net: int, bases: Sequence[int]) -> list[int]:
    """The net total in the proportion of bases that are too large for it; the last one takes the rounding."""
    whole = sum(bases)
    spread = [divide(net * base, whole) for base in bases[:-1]]
    return [*spread, net - sum(spread)]


def doubts(parts: Sequence[VatPart], in_force: Set[int]) -> list[Caution]:
    """Where printed VAT contradicts its rate, or the rate its time."""
    found = []
    if any(part.rate is not None and not _fits(part.rate, part.base, part.amount) for part in parts):
        found.append(Caution.VAT_RATE_MISMATCH)
    if any(part.rate and part.rate not in in_force for part in parts):
        found.append(Caution.VAT_RATE_NOT_IN_FORCE)
    return found


def _fits(rate: int, base: int, amount: int) -> bool:
    return abs(divide(base * rate, 10_000) - amount) <= TOLERANCE
