"""One invoice with everything it may say; net, VAT and total add up to the ban and are the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from benchmarks.receipts.catalogue import Shop, draw_shop
from benchmarks.receipts.sale import NEW_RATES, lei

_SERVICES = (
    ("Servicii contabilitate luna {m}", "luna", 30000, 250000), ("Abonament mentenanță IT", "buc", 15000, 90000),
    ("Chirie spațiu birou", "luna", 80000, 900000), ("Transport marfă Cluj - București", "cursa", 90000, 350000),
    ("Consultanță juridică", "ore", 15000, 60000), ("Servicii curățenie", "luna", 40000, 180000),
    ("Hârtie copiator A4 80g", "top", 1800, 2900), ("Toner HP CF217A", "buc", 12000, 29000),
    ("Scaun ergonomic negru", "buc", 35000, 120000), ("Cablu UTP cat. 6 305m", "rola", 25000, 52000),
    ("Ciment Portland 40kg", "sac", 1900, 2900), ("Oțel beton fasonat PC52 D12", "kg", 380, 690),
    ("Motorină auto vrac", "L", 560, 720), ("Monitor LED 27\"", "buc", 60000, 150000),
    ("Dezvoltare software conform contract 45/2023", "ore", 12000, 35000), ("Găzduire web anuală", "an", 20000, 90000),
)  # fmt: skip
_REDUCED = (
    ("Pâine feliată 500g", "buc", 280, 620), ("Făină albă tip 650", "kg", 250, 420),
    ("Manual școlar clasa a V-a", "buc", 2500, 5200), ("Cazare cameră dublă", "noapte", 16000, 42000),
    ("Paracetamol 500mg", "cutie", 550, 1200),
)  # fmt: skip
_SERIES = ("", "", "FCT", "SB", "ABC", "F", "CJ-", "TM", "FV", "BUC", "2024-", "AFS", "MXN", "SRL", "FF")


_METHODS = {"card": "CARD", "numerar": "CASH"}


@dataclass(frozen=True, slots=True)
class BillLine:
    """Net amounts in minor units; quantity with its sign (negative on a storno)."""

    name: str
    unit: str
    quantity: Decimal
    price: int
    net: int
    rate: int
    vat: int


@dataclass(slots=True)
class Bill:
    supplier: Shop
    buyer: Shop
    series: str
    number: str
    day: date
    due: date
    currency: str
    lines: list[BillLine]
    storno: bool
    reverse_charge: bool
    on_collection: bool
    paid: str | None
    notes: list[str] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[int, int, int]]:
        """Per rate, highest first: rate in basis points, net and VAT in minor units."""
        rates = sorted({line.rate for line in self.lines}, reverse=True)
        return [
            (
                rate,
                sum(line.net for line in self.lines if line.rate == rate),
                sum(line.vat for line in self.lines if line.rate == rate),
            )
            for rate in rates
        ]

    @property
    def net(self) -> int:
        return sum(line.net for line in self.lines)

    @property
    def vat(self) -> int:
        return sum(line.vat for line in self.lines)

    @property
    def total(self) -> int:
        return self.net + self.vat

    def as_truth(self) -> dict[str, Any]:
        regimes = ["reverse_charge"] * self.reverse_charge + ["vat_on_collection"] * self.on_collection
        return {
            "kind": "credit_note" if self.storno else "invoice",
            "supplier": {
                "name": self.supplier.name,
                "cui": self.supplier.cui,
                "vat_payer": self.supplier.vat_payer,
            },
            "buyer": {"name": self.buyer.name, "cui": self.buyer.cui},
            **({"series": self.series} if self.series else {}),
            "number": self.number,
            "issue_date": self.day.isoformat(),
            "currency": self.currency,
            "net_total": lei(self.net),
            "vat_total": lei(self.vat),
            "total": lei(self.total),
            "vat": [
                {"rate": str(rate // 100), "base": lei(base), "amount": lei(vat)}
                for rate, base, vat in self.groups
                if rate
            ],
            "lines": [{"description": line.name, "amount": lei(line.net)} for line in self.lines],
            "payments": [{"method": _METHODS[self.paid], "amount": lei(self.total)}] if self.paid else [],
            **({"regimes": regimes} if regimes else {}),
        }


def draw_bill(rng: Random) -> Bill:
    supplier, buyer = draw_shop(rng, "shop"), draw_shop(rng, rng.choice(("shop", "restaurant", "hardware")))
    day = date(2023, 1, 9) + timedelta(days=rng.randint(0, 1390))
    storno = rng.random() < 0.1
    reverse = supplier.vat_payer and not storno and rng.random() < 0.08
    standard, reduced = (2100, 1100) if day >= NEW_RATES else (1900, 900)
    if not supplier.vat_payer or reverse:
        standard = reduced = 0
    goods = [(*good, standard) for good in _SERVICES]
    if rng.random() < 0.3:
        goods += [(*good, reduced) for good in _REDUCED] * 2
    count = rng.choice((1, 1, 2, 3, 4, 6, rng.randint(5, 12)))
    return Bill(
        supplier=supplier,
        buyer=buyer,
        series=rng.choice(_SERIES),
        number=rng.choice((str(rng.randint(1, 999)), f"{rng.randint(1, 99999):05d}", str(rng.randint(1000, 9999999)))),
        day=day,
        due=day + timedelta(days=rng.choice((0, 7, 15, 30, 60))),
        currency="EUR" if rng.random() < 0.06 else "RON",
        lines=[_line(rng, good, -1 if storno else 1, day) for good in rng.sample(goods, min(count, len(goods)))],
        storno=storno,
        reverse_charge=reverse,
        on_collection=supplier.vat_payer and not reverse and rng.random() < 0.12,
        paid=rng.choice((None, None, None, "card", "numerar")),
    )


def _line(rng: Random, good: tuple[str, str, int, int, int], sign: int, day: date) -> BillLine:
    name, unit, low, high, rate = good
    price = rng.randint(low, high)
    if unit in ("kg", "L"):
        quantity = Decimal(rng.randint(1000, 90000)) / 100
    else:
        quantity = Decimal(rng.choice((1, 1, 1, 2, 3, 5, 10, 12)))
    quantity *= sign
    net = _rounded(quantity * price)
    return BillLine(
        name.format(m=f"{day:%m/%Y}"), unit, quantity, price, net, rate, _rounded(Decimal(net * rate) / 10000)
    )


def _rounded(exact: Decimal) -> int:
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
