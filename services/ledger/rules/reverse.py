"""Reverse charge (taxare inversă): the buyer owes the VAT and deducts it, 4426 = 4427 (Cod fiscal art. 331)."""

from __future__ import annotations

from services.common.money import divide
from services.ledger.rules.cautions import Caution
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Purchase, Vat
from services.ledger.rules.vat import TOLERANCE, Group, VatPart, VatReading, doubts, read_vat, with_bases


def read_reverse_charge(purchase: Purchase, total: int, policy: Policy) -> VatReading:
    """The VAT of a document that says taxare inversă.

    Where it charges no VAT, or prints the VAT beside a total without it, all of it is under reverse charge. Where the
    total has VAT in it, what is charged is deducted as ever and only the rate of zero is under reverse charge; without
    such a rate the mention has no effect, which a caution says. Raises Invalid(vat_exceeds_total).
    """
    if not _charges(purchase) or _stands_beside(purchase, total):
        return _reversed(purchase.vat, purchase.vat_total, total, policy)
    charged = read_vat(purchase, total, policy.vat_rates)
    free = [part for part in charged.parts if part.rate == 0 and part.amount == 0]
    if not free:
        return VatReading(charged.parts, charged.untaxed, (*charged.cautions, Caution.REVERSE_CHARGE))
    base = sum(part.base for part in free)
    turned = _reversed((), None, base, policy)
    kept = tuple(part for part in charged.parts if part not in free)
    cautions = (*charged.cautions, Caution.REVERSE_CHARGE_IN_PART, *turned.cautions)
    return VatReading((*kept, *turned.parts), charged.untaxed, cautions)


def _charges(purchase: Purchase) -> bool:
    """Whether any VAT was printed; a rate alone, or with its base, says what the buyer owes."""
    return bool(purchase.vat_total) or any(group.amount for group in purchase.vat)


def _stands_beside(purchase: Purchase, total: int) -> bool:
    """Whether the printed VAT is not in the total: the net total or the bases already are all of it."""
    bases = [group.base for group in purchase.vat]
    nets = [purchase.net_total, None if None in bases or not bases else sum(base or 0 for base in bases)]
    return any(net is not None and abs(net - total) <= TOLERANCE for net in nets)


def _reversed(groups: tuple[Vat, ...], printed: int | None, total: int, policy: Policy) -> VatReading:
    """Every group with the VAT that the buyer owes: as printed, else base × the printed rate or the standard one."""
    if len(groups) < 2:
        group = groups[0] if groups else Vat()
        amount = group.amount if group.amount is not None else printed
        groups = (Vat(group.rate, group.base or total, amount),)
    cautions = [Caution.REVERSE_CHARGE_RATE_ASSUMED] if any(not group.rate for group in groups) else []
    parts, untaxed = with_bases(_by_rate(groups, policy.standard_vat_rate or 0), total, cautions)
    owed = tuple(
        VatPart(part.rate, part.base, part.amount or divide(part.base * (part.rate or 0), 10_000), reverse=True)
        for part in parts
    )
    return VatReading(owed, untaxed, (*cautions, *doubts(owed, policy.vat_rates)))


def _by_rate(groups: tuple[Vat, ...], standard: int) -> list[Group]:
    """One group a rate, those without a rate at the standard one."""
    merged: dict[int, Group] = {}
    for group in groups:
        rate = group.rate or standard
        known = merged.get(rate, Group(rate, 0, 0))
        base = None if known.base is None or group.base is None else known.base + group.base
        merged[rate] = Group(rate, base, known.amount + (group.amount or 0))
    return list(merged.values())
