"""The parts that receipts are made of, each in the many prints of Romanian tills; a layout picks among them.

Every block is a function `(sale, voice, rng) -> rows`. They differ by what real tills differ in: order, wording,
punctuation and what stands on one row.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from benchmarks.receipts.sale import Item, Sale
from benchmarks.receipts.wording import PLAIN_LETTERS, Row, Voice

Block = Callable[[Sale, Voice, Random], list[Row]]

_CIF = (
    "CIF: {}", "C.I.F.: {}", "COD FISCAL: {}", "CUI: {}", "C.U.I. {}", "Cod Fiscal {}", "C.I.F. {}", "CIF {}",
    "COD IDENTIFICARE FISCALA: {}", "Cod de identificare fiscala {}", "COD UNIC {}", "CIF:{}", "C.F. {}", "CF: {}",
    "Cod Unic de Inregistrare: {}", "CUI/CIF: {}", "COD INREG. FISCALA: {}", "Cod identif.fiscala: {}", "C.I.F.:{}",
)  # fmt: skip
_BUYER = (
    "CIF CLIENT: {}", "C.I.F. CLIENT: {}", "CIF CUMPARATOR: {}", "C.I.F. CUMPARATOR {}", "COD FISCAL CLIENT: {}",
    "CUI CLIENT: {}", "COD CLIENT: {}", "CIF CUMP.: {}", "CLIENT CIF: {}", "CLIENT C.U.I.: {}", "CIF BENEFICIAR: {}",
    "C.U.I./C.I.F. CUMPARATOR: {}", "COD IDENT. FISCALA CLIENT: {}", "CUI CUMPARATOR {}", "CNP/CUI CLIENT: {}",
    "COD FISCAL CUMPARATOR: {}", "Cod fiscal cump.: {}", "CIF client:{}", "CUMPARATOR: {}", "CUMPARATOR CIF: {}",
    "Cod de identificare fiscala cumparator: {}", "COD FISCAL BENEFICIAR {}", "Client: {}", "C.I.F.CLIENT:{}",
)  # fmt: skip


def _with_prefix(cui: str, vat_payer: bool, rng: Random) -> str:
    return rng.choice(("RO", "RO", "RO", "RO ")) + cui if vat_payer else cui


def header(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """Brand, firm, address and CIF, in one of the usual orders."""
    shop = sale.shop
    cif = Row(centre=rng.choice(_CIF).format(_with_prefix(shop.cui, shop.vat_payer, rng)))
    firm = Row(centre=shop.name, bold=rng.random() < 0.3)
    if rng.random() < 0.5:
        county = rng.choice(("", "jud. ", "JUD.")) if not shop.county.startswith("Sector") else ""
        address = [Row(centre=shop.street), Row(centre=f"{shop.town}, {county}{shop.county}")]
    else:
        address = [Row(centre=f"{shop.county}, {shop.town}"), Row(centre=shop.street)]
    brand = [Row(centre=shop.brand, wide=rng.choice((1, 2)), tall=2)] if shop.brand else []
    extra = []
    if rng.random() < 0.25:
        extra.append(Row(centre=rng.choice((f"TEL: {shop.phone}", f"Tel. {shop.phone}", f"Telefon:{shop.phone}"))))
    if rng.random() < 0.15:
        extra.append(
            Row(centre=f"{rng.choice(('Nr. Reg. Com.', 'Reg. Com.', 'ORC', 'Nr.Ord.Reg.Com:'))} {shop.register}")
        )
    if rng.random() < 0.1:
        extra.append(Row(centre=f"Capital social: {rng.choice(('200', '45.000', '1.500.000'))} lei"))
    if rng.random() < 0.1:
        extra.append(Row(centre=f"www.{shop.name.split()[1].strip('.').lower().translate(PLAIN_LETTERS)}.ro"))
    if rng.random() < 0.15:
        extra.append(Row(centre=rng.choice(("PUNCT DE LUCRU: ", "P.L. ")) + shop.town))
    rows = rng.choice(
        (
            [*brand, firm, *address, cif, *extra],
            [*brand, firm, cif, *address, *extra],
            [firm, *address, *extra, cif],
            [firm, *brand, *address, cif, *extra],
            [firm, cif, *extra, *address],
        )
    )
    if rng.random() < 0.15:
        rows.insert(0, Row(art="logo"))
    elif rng.random() < 0.2:
        rows = [Row(left=row.centre, wide=row.wide, tall=row.tall, bold=row.bold) for row in rows]
    return rows


def opening(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """What some tills print between header and articles."""
    choices: list[list[Row]] = [
        [],
        [Row(left=voice.rule * voice.columns)],
        [Row(right=rng.choice(("LEI", "Lei", "RON", "- LEI -")))],
        [Row(left=f"Casier: {sale.operator}", right=f"CASA {sale.till}")],
        [Row(centre=rng.choice(("BON FISCAL", "- BON FISCAL -", "*** BON FISCAL ***")), bold=True)],
        [Row(left=f"#{sale.till} {sale.operator}"), Row(left=voice.rule * voice.columns)],
        [Row(left=f"OPERATOR: {sale.operator}", right=f"POS {sale.till:02d}"), Row(left=voice.rule * voice.columns)],
        [Row(left="ARTICOL", right="VALOARE"), Row(left=voice.rule * voice.columns)],
        [Row(centre=rng.choice(("BINE ATI VENIT!", "Bine ati venit", "*** VA ASTEPTAM ***")))],
        [Row(left="Cant. x Pret", right="Valoare"), Row(left=voice.rule * voice.columns)],
        [Row(left=f"Masa: {rng.randint(1, 40)}", right=f"Ospatar: {sale.operator}")],
    ]
    return rng.choice(choices)


def buyer(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    if not sale.buyer_cui:
        return []
    written = rng.choice(_BUYER)
    code = _with_prefix(sale.buyer_cui, sale.buyer_vat_payer, rng)
    if rng.random() < 0.12:
        name = rng.choice(("ALFA CONSULT SRL", "SC DENTA MED SRL", "P.F.A. ILIE ION", "TEHNO INSTAL GRUP SA"))
        who = rng.choice(("CLIENT: {}", "CUMPARATOR: {}", "Beneficiar: {}", "CUMPARATOR {}"))
        return [
            Row(left=who.format(name)),
            Row(left=rng.choice(("CIF: {}", "C.U.I. {}", "COD FISCAL: {}")).format(code)),
        ]
    if rng.random() < 0.12:
        return [Row(left=written.format("").rstrip()), Row(left=code)]
    if rng.random() < 0.12:
        return [Row(left=written.format("").rstrip(" :"), right=code)]
    text = written.format(code)
    return [Row(centre=text) if rng.random() < 0.3 else Row(left=text)]


_DISCOUNTS = (
    "Reducere", "DISCOUNT", "Red. comerciala", "REDUCERE ARTICOL", "Discount client", "REDUCERE -5%", "Discount 10%",
    "PROMOTIE", "Red. card fidelitate", "RABAT",
)  # fmt: skip


def _articles(sale: Sale, voice: Voice, rng: Random, article: Callable[[Item, str, str], list[Row]]) -> list[Row]:
    rows: list[Row] = []
    places = rng.choice((0, 2, 3))
    gap = rng.choice((" ", " ", "  ", "", " *", " TVA ", " ("))
    percent = rng.random() < 0.06
    for item in sale.items:
        letter = f"{gap}{item.code}" + (")" if gap == " (" else "")
        if percent:
            letter = f" {sale.rates[item.code] // 100}%"
        if item.role in ("discount", "deposit", "tip") and item.quantity == 1:
            label = item.name
            if item.role == "discount":
                label = rng.choice(_DISCOUNTS)
            elif item.role == "tip":
                label = rng.choice(("Bacșiș", "BACSIS", "Bacsis 10%", "TIPS"))
            rows.append(Row(left=label, right=voice.amount(item.amount) + letter))
            continue
        fine = item.quantity != item.quantity.to_integral_value()
        quantity = voice.number(item.quantity, (2 if item.unit == "L" else 3) if fine else places)
        rows += article(item, quantity, letter)
    return rows


def _articles_quantity_first(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    times = rng.choice((" x ", " X ", "x", " * "))
    unit = rng.random() < 0.5
    always = rng.random() < 0.5

    def article(item: Item, quantity: str, letter: str) -> list[Row]:
        name = Row(left=item.name[: voice.columns - 12], right=voice.amount(item.amount) + letter)
        if item.quantity == 1 and not always:
            return [name]
        measure = f"{quantity} {voice.unit(item.unit)}" if unit else quantity
        return [Row(left=f"{measure}{times}{voice.amount(item.unit_price)}"), name]

    return _articles(sale, voice, rng, article)


def _articles_name_first(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    times = rng.choice((" x ", " X ", "x", " * "))
    indent = rng.choice(("", "  ", "    "))

    def article(item: Item, quantity: str, letter: str) -> list[Row]:
        price = f"{indent}{quantity} {voice.unit(item.unit)}{times}{voice.amount(item.unit_price)}"
        return [Row(left=item.name[: voice.columns]), Row(left=price, right=voice.amount(item.amount) + letter)]

    return _articles(sale, voice, rng, article)


def _articles_equation(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    equals = rng.choice(("=", " = "))
    times = rng.choice(("x", " x ", " X ", "*"))

    def article(item: Item, quantity: str, letter: str) -> list[Row]:
        left = f"{quantity}{item.unit}{times}{voice.amount(item.unit_price)}{equals}"
        if rng.random() < 0.3:
            return [Row(left=item.name[: voice.columns]), Row(left=f"{left}{voice.amount(item.amount)}{letter}")]
        return [Row(left=f"{item.name[: voice.columns]}"), Row(left=left, right=voice.amount(item.amount) + letter)]

    return _articles(sale, voice, rng, article)


def _articles_one_row(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    def article(item: Item, quantity: str, letter: str) -> list[Row]:
        if item.quantity == 1:
            return [Row(left=item.name[: voice.columns - 12], right=voice.amount(item.amount) + letter)]
        middle = f"{quantity}x{voice.amount(item.unit_price)}"
        name = item.name[: max(8, voice.columns - len(middle) - 13)]
        return [Row(left=f"{name} {middle}", right=voice.amount(item.amount) + letter)]

    return _articles(sale, voice, rng, article)


def _articles_letter_first(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    mark = rng.choice(("{} ", "({}) ", "{}-", "TVA {} "))

    def article(item: Item, quantity: str, letter: str) -> list[Row]:
        row = Row(left=mark.format(item.code) + item.name[: voice.columns - 14], right=voice.amount(item.amount))
        if item.quantity == 1:
            return [row]
        return [row, Row(left=f"   {quantity} {item.unit} la {voice.amount(item.unit_price)}")]

    return _articles(sale, voice, rng, article)


def _articles_numbered(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    order = iter(range(1, 100))

    def article(item: Item, quantity: str, letter: str) -> list[Row]:
        return [
            Row(left=f"{next(order)}. {item.name[: voice.columns - 4]}"),
            Row(left=f"{quantity} x {voice.amount(item.unit_price)}", right=voice.amount(item.amount) + letter),
        ]

    return _articles(sale, voice, rng, article)


ARTICLES: tuple[Block, ...] = (
    _articles_quantity_first,
    _articles_name_first,
    _articles_equation,
    _articles_one_row,
    _articles_letter_first,
    _articles_numbered,
)


def fuel_details(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """Pump, plate and kilometres of a filling station."""
    if not sale.fuel:
        return []
    pump, plate = sale.fuel["pump"], sale.fuel["plate"]
    litres = sale.items[0]
    rows = [
        Row(
            left=rng.choice(
                (f"POMPA {pump}", f"Pompa nr. {pump}", f"POMPA: {pump}", f"PUMP {pump}", f"Nr pompa: {pump}")
            )
        )
    ]
    if rng.random() < 0.5:
        rows.append(Row(left=rng.choice((f"NR AUTO: {plate}", f"Nr. inmatriculare {plate}", f"AUTO {plate}"))))
    if rng.random() < 0.3:
        rows.append(Row(left=f"KM: {rng.randint(10_000, 290_000)}"))
    if rng.random() < 0.3:
        price = voice.number(Decimal(litres.unit_price) / 100, 3)
        rows.append(Row(left=f"Pret litru {price} LEI/L"))
    return rows
