"""What a document charges beside the goods and without VAT: deposits for packaging, and tips.

A deposit is owed back by the return system and so no cost (HG 1074/2021, garanția SGR). A tip is no supply (OUG
28/1999, art. 2^3) and hospitality for who pays it (Cod fiscal art. 25 (3) a). Either is told from a line of the
document, and believed only if the document's VAT leaves just as much untaxed: a beer sold `CU SGR` is a beer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.common.errors import Invalid
from services.ledger.rules.cautions import Caution
from services.ledger.rules.currency import LEU
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Purchase
from services.ledger.rules.vat import VatReading, read_vat
from services.ledger.rules.words import Finder

DEPOSIT, TIP = "deposit", "tip"
_LINES = Finder(
    {
        DEPOSIT: (
            "SGR",
            "GARANTIE AMBALAJ*",
            "GARANTIE RETURNARE",
            "GARANTIE PET",
            "GARANTIE DOZA",
            "GARANTIE STICLA",
            "AMBALAJ RETURNABIL*",
            "AMBALAJE RETURNABILE",
            "RETURO",
        ),
        TIP: ("BACSIS*", "TIPS"),
    }
)
_NAMES = {DEPOSIT: "Garanție ambalaje", TIP: "Bacșiș"}
_SOURCES = {
    DEPOSIT: "HG 1074/2021; OMFP 1802/2014, funcțiunea contului 461",
    TIP: "OUG 28/1999 art. 2^3; Cod fiscal art. 25 (3) a)",
}


@dataclass(frozen=True, slots=True)
class Extra:
    """Bani that are booked on an account of their own, and whose word that is."""

    account: str
    amount: int
    name: str
    source: str


def read_extras(purchase: Purchase, total: int, policy: Policy, plain: VatReading) -> tuple[VatReading, list[Extra]]:
    """The VAT as it reads with deposits and tips set apart, and these; `plain` and none where that does not add up."""
    found = _found(purchase)
    apart = sum(found.values())
    reading = _without(purchase, total, apart, policy, plain) if apart else None
    if reading is None:
        return plain, []
    accounts = {DEPOSIT: policy.deposit, TIP: policy.tip}
    extras = [
        Extra(account, amount, _NAMES[kind], _SOURCES[kind])
        for kind, amount in found.items()
        if amount and (account := accounts[kind]) is not None
    ]
    return reading, extras


def _found(purchase: Purchase) -> dict[str, int]:
    """Sums by kind. There is neither abroad."""
    sums: dict[str, int] = {}
    for item in purchase.items if purchase.currency in (None, LEU) else ():
        kind = _LINES.find(item.description)
        if kind is not None and item.amount is not None:
            sums[kind[0]] = sums.get(kind[0], 0) + item.amount
    return sums


def _without(purchase: Purchase, total: int, apart: int, policy: Policy, plain: VatReading) -> VatReading | None:
    """The reading in which the extras are what has no VAT: a rate of zero that holds them, or what the rates leave."""
    if not plain.parts:
        complete = all(item.amount is not None for item in purchase.items)
        return plain if complete and sum(item.amount or 0 for item in purchase.items) == total else None
    free = sum(part.base for part in plain.parts if part.rate == 0)
    if not plain.untaxed and min(0, free) <= apart <= max(0, free):
        return plain
    try:
        taxed = read_vat(replace(purchase, net_total=None), total - apart, policy.vat_rates)
    except Invalid:
        return None
    if taxed.untaxed or Caution.VAT_BASES_EXCEED_NET in taxed.cautions or Caution.VAT_RATE_MISMATCH in taxed.cautions:
        return None
    return replace(taxed, untaxed=apart)
