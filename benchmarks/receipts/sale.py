"""One sale with everything a receipt may say about it; the amounts add up to the ban and are the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, Literal

from benchmarks.receipts.catalogue import GOODS, Good, Shop, Trade, VatClass, draw_cui, draw_shop

Method = Literal["CARD", "CASH", "VOUCHER"]

NEW_RATES = date(2025, 8, 1)
"""From here on 21 % and 11 % stand in place of 19 %, 9 % and 5 % (Legea 141/2025)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the receipt; `amount` is bani with VAT, negative for a discount or what is brought back."""

    name: str
    quantity: Decimal
    unit: str
    unit_price: int
    amount: int
    code: str
    role: Literal["good", "discount", "deposit", "tip", "return"] = "good"


@dataclass(frozen=True, slots=True)
class VatGroup:
    """All that was sold at one rate: gross, VAT and net in bani; rate in basis points."""

    code: str
    rate: int
    gross: int

    @property
    def amount(self) -> int:
        exact = Decimal(self.gross * self.rate) / (10000 + self.rate)
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def base(self) -> int:
        return self.gross - self.amount


@dataclass(frozen=True, slots=True)
class Payment:
    """`amount` settles the total; `tendered` is what was handed over (more than `amount` when change is given)."""

    method: Method
    amount: int
    tendered: int


@dataclass(slots=True)
class Sale:
    shop: Shop
    day: date
    clock: time
    items: list[Item]
    rates: dict[str, int]
    payments: list[Payment]
    buyer_cui: str | None
    buyer_vat_payer: bool
    number: int
    z_number: int
    serial: str
    till: int
    operator: str
    fuel: dict[str, str] = field(default_factory=dict)
    kind: Literal["receipt", "slip"] = "receipt"

    @property
    def total(self) -> int:
        return sum(item.amount for item in self.items)

    @property
    def groups(self) -> list[VatGroup]:
        """The VAT groups in the order of their letters; an exempt group has rate 0."""
        gross: dict[str, int] = {}
        for item in self.items:
            gross[item.code] = gross.get(item.code, 0) + item.amount
        return [VatGroup(code, self.rates[code], gross[code]) for code in sorted(gross) if gross[code]]

    @property
    def vat_total(self) -> int:
        return sum(group.amount for group in self.groups)

    def as_truth(self) -> dict[str, Any]:
        """The key fields in the shape of contract 8; the VAT list leaves out rates of 0 %."""
        if self.kind == "slip":
            return {"kind": "other"}
        truth: dict[str, Any] = {
            "kind": "receipt",
            "supplier": {"name": self.shop.name, "cui": self.shop.cui, "vat_payer": self.shop.vat_payer},
            "buyer": {"cui": self.buyer_cui} if self.buyer_cui else {},
            "number": str(self.number),
            "issue_date": self.day.isoformat(),
            "issue_time": self.clock.strftime("%H:%M"),
            "currency": "RON",
            "total": lei(self.total),
            "vat": [
                {"code": g.code, "rate": str(g.rate // 100), "base": lei(g.base), "amount": lei(g.amount)}
                for g in self.groups
                if g.rate
            ],
            "vat_total": lei(self.vat_total),
            "payments": [{"method": p.method, "amount": lei(p.amount)} for p in self.payments],
            "fiscal_serial": self.serial,
            "lines": [
                {"description": i.name, "quantity": str(i.quantity), "amount": lei(i.amount), "vat_code": i.code}
                for i in self.items
            ],
        }
        return truth


def lei(bani: int) -> str:
    sign = "-" if bani < 0 else ""
    return f"{sign}{abs(bani) // 100}.{abs(bani) % 100:02d}"


def draw_sale(rng: Random, trade: Trade, longest: int = 14) -> Sale:
    """Draw a sale of one trade with at most `longest` articles."""
    shop = draw_shop(rng, trade)
    day = date(2023, 1, 3) + timedelta(days=rng.randint(0, 1400))
    codes, rates = _vat_letters(rng, shop, day)
    items = _fuel_items(rng, codes) if trade == "fuel" else _goods(rng, trade, codes, longest)
    items += _extras(rng, trade, items, codes)
    total = sum(item.amount for item in items)
    has_buyer = rng.random() < 0.6
    return Sale(
        shop=shop,
        day=day,
        clock=time(rng.randint(6, 22), rng.randint(0, 59), rng.randint(0, 59)),
        items=items,
        rates=rates,
        payments=_payments(rng, total),
        buyer_cui=draw_cui(rng) if has_buyer else None,
        buyer_vat_payer=rng.random() < 0.75,
        number=rng.choice((rng.randint(1, 99), rng.randint(1, 999), rng.randint(1000, 99999))),
        z_number=rng.randint(1, 2400),
        serial=rng.choice(("DB", "DA", "TM", "ZK", "CU", "EC", "PR", "DT", "AN", "OR", "AC"))
        + rng.choice(("40000", "50000", "41000", "00000", "44001"))
        + f"{rng.randint(0, 99999):05d}",
        till=rng.randint(1, 24),
        operator=rng.choice(("Maria P.", "IONESCU ANA", "Casier 3", "OPERATOR 1", "Andrei", "Elena D", "0012")),
        fuel={
            "pump": str(rng.randint(1, 12)),
            "plate": f"{rng.choice(('B', 'CJ', 'TM', 'IS', 'BV'))} {rng.randint(10, 999)} {_letters(rng, 3)}",
        }
        if trade == "fuel"
        else {},
    )


def _letters(rng: Random, count: int) -> str:
    return "".join(rng.choice("ABCDEFGHJKLMNPRSTVXYZ") for _ in range(count))


def _vat_letters(rng: Random, shop: Shop, day: date) -> tuple[dict[VatClass, str], dict[str, int]]:
    """Which letter this till prints for which class of goods, and the rate of each letter on that day."""
    if not shop.vat_payer:
        code = rng.choice(("E", "D", "A", "F"))
        return {"standard": code, "reduced": code, "books": code, "none": code}, {code: 0}
    standard, reduced, books = (2100, 1100, 1100) if day >= NEW_RATES else (1900, 900, 500)
    letters = rng.choice(("ABCD", "ABCD", "ABCD", "ABCE", "ABCF", "BACD", "BCDA", "CBAE"))
    codes: dict[VatClass, str] = {"standard": letters[0], "reduced": letters[1], "none": letters[3]}
    codes["books"] = letters[1] if books == reduced else letters[2]
    return codes, {codes["standard"]: standard, codes["reduced"]: reduced, codes["books"]: books, codes["none"]: 0}


def _goods(rng: Random, trade: Trade, codes: dict[VatClass, str], longest: int) -> list[Item]:
    price_list = GOODS[trade]
    most = {"taxi": 1, "parking": 1, "hotel": 3, "restaurant": 7, "pharmacy": 5}.get(trade, longest)
    count = min(len(price_list), rng.choice((1, 2, 3, 4, 5, rng.randint(1, most), most)), most)
    return [_item(rng, good, codes) for good in rng.sample(price_list, count)]


def _item(rng: Random, good: Good, codes: dict[VatClass, str]) -> Item:
    price = rng.randint(good.low, good.high)
    if good.unit in ("KG", "M", "KM"):
        quantity = Decimal(rng.randint(120, 4800)) / 1000
    else:
        quantity = Decimal(rng.choice((1, 1, 1, 1, 2, 2, 3, 4, 6)))
    return Item(good.name, quantity, good.unit, price, _rounded(quantity * price), codes[good.vat])


def _rounded(exact: Decimal) -> int:
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _fuel_items(rng: Random, codes: dict[VatClass, str]) -> list[Item]:
    good = rng.choice(GOODS["fuel"])
    price = rng.randint(good.low, good.high)
    litres = Decimal(rng.randint(500, 6500)) / 100
    items = [Item(good.name, litres, "L", price, _rounded(litres * price), codes["standard"])]
    if rng.random() < 0.25:
        items += _goods(rng, "grocery", codes, 2)[:2]
    return items


def _extras(rng: Random, trade: Trade, items: list[Item], codes: dict[VatClass, str]) -> list[Item]:
    """Deposits, tips, discounts and goods brought back, where the trade knows them."""
    extras: list[Item] = []
    none = codes["none"]
    if trade == "grocery":
        bottles = sum(int(i.quantity) for i in items if any(w in i.name for w in ("Apă", "Bere", "Cola", "Vin")))
        if bottles:
            name = rng.choice(
                ("Garanție ambalaj SGR", "SGR PET 0.5", "Garanție SGR", "Ambalaj SGR", "Taxa garanție SGR")
            )
            extras.append(Item(name, Decimal(bottles), "BUC", 50, 50 * bottles, none, "deposit"))
    if trade == "restaurant" and rng.random() < 0.3:
        tip = rng.choice((500, 1000, 1500, 2000))
        extras.append(Item("Bacșiș", Decimal(1), "BUC", tip, tip, none, "tip"))
    total = sum(item.amount for item in items)
    if trade in ("grocery", "hardware", "shop", "fuel", "pharmacy") and rng.random() < 0.25:
        target = max(items, key=lambda item: item.amount)
        cut = max(1, target.amount * rng.choice((5, 10, 15, 20)) // 100)
        extras.append(Item("Reducere", Decimal(1), "BUC", -cut, -cut, target.code, "discount"))
    if trade in ("grocery", "hardware") and total > 4000 and rng.random() < 0.08:
        back = min(items, key=lambda item: item.amount)
        if back.amount * 3 < total:
            extras.append(
                Item(
                    f"Retur {back.name}", -back.quantity, back.unit, back.unit_price, -back.amount, back.code, "return"
                )
            )
    return extras


def _payments(rng: Random, total: int) -> list[Payment]:
    way = rng.choices(("card", "cash", "exact", "mixed", "voucher"), (45, 27, 10, 11, 7))[0]
    if way == "card":
        return [Payment("CARD", total, total)]
    if way == "cash":
        note = rng.choice((100, 500, 1000, 5000, 10000))
        return [Payment("CASH", total, -(-total // note) * note)]
    if way == "exact" or total < 2500:
        return [Payment("CASH", total, total)]
    part = rng.randint(5, total // 100 - 5) * 100
    if way == "mixed":
        return [Payment("CASH", part, part), Payment("CARD", total - part, total - part)]
    rest: Method = rng.choice(("CARD", "CASH"))
    return [Payment("VOUCHER", part, part), Payment(rest, total - part, total - part)]
