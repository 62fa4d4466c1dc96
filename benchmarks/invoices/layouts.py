"""How Romanian invoicing programs lay a bill out: where the parties stand, how number, table and totals are worded."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from benchmarks.invoices.bill import Bill, BillLine
from benchmarks.invoices.sheet import WIDTH, Align, Sheet
from benchmarks.receipts.catalogue import Shop
from benchmarks.receipts.wording import PLAIN_LETTERS

LEFT, RIGHT = 36.0, WIDTH - 36.0


@dataclass(frozen=True, slots=True)
class Hand:
    """The habits of one program: separators, dates, letters."""

    decimal: str
    thousands: str
    date_format: str
    diacritics: bool
    size: float
    rng: Random

    def amount(self, minor: int) -> str:
        sign = "-" if minor < 0 else ""
        whole, cents = divmod(abs(minor), 100)
        return f"{sign}{whole:,}".replace(",", self.thousands) + f"{self.decimal}{cents:02d}"

    def quantity(self, value: Decimal) -> str:
        places = self.rng.choice((2, 3)) if value != value.to_integral_value() else self.rng.choice((0, 2))
        return f"{value:.{places}f}".replace(".", self.decimal)

    def text(self, text: str) -> str:
        return text if self.diacritics else text.translate(PLAIN_LETTERS)

    def pick(self, *choices: str) -> str:
        return self.text(self.rng.choice(choices))


def draw_hand(rng: Random) -> Hand:
    decimal = rng.choice(".,,")
    return Hand(
        decimal=decimal,
        thousands=rng.choice(("", "", " ", "." if decimal == "," else ",")),
        date_format=rng.choice(("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y")),
        diacritics=rng.random() < 0.55,
        size=rng.choice((8.0, 8.5, 9.0, 9.5)),
        rng=rng,
    )


def compose(bill: Bill, rng: Random) -> Sheet:
    """The whole sheet in one of five arrangements of head and parties, with one of the tables and totals."""
    sheet, hand = Sheet(), draw_hand(rng)
    y = rng.choice(HEADS)(sheet, bill, hand)
    columns = _columns(bill, hand)
    y = _table(sheet, bill, hand, columns, y + 14)
    y = _totals(sheet, bill, hand, y + 8, rates_told=len(columns) > 6)
    _foot(sheet, bill, hand, y + 16)
    return sheet


def _party(sheet: Sheet, hand: Hand, shop: Shop, label: str, x: float, y: float) -> float:
    """One party's block; what stands on which row differs from program to program."""
    rng = hand.rng
    step = hand.size * 1.35
    code = ("RO" if shop.vat_payer else "") + shop.cui
    cif = rng.choice(
        ("CIF: {}", "C.I.F.: {}", "CUI: {}", "Cod fiscal: {}", "C.U.I. {}", "CIF {}", "CUI / CIF: {}")
    ).format(code)
    register = rng.choice(
        ("Reg. com.: {}", "Nr. ord. reg. com.: {}", "Nr. Reg. Com. {}", "{}", "Nr.ord.Reg.Com./an: {}")
    )
    address = f"{shop.street}, {shop.town}"
    rows = [register.format(shop.register), cif] if rng.random() < 0.5 else [cif, register.format(shop.register)]
    rows.append(rng.choice(("Adresa: {}", "Sediul: {}", "{}")).format(address))
    if rng.random() < 0.5:
        rows.append(f"{rng.choice(('Jud.', 'Județ:', 'Judetul'))} {shop.county}")
    if rng.random() < 0.7:
        bank = rng.choice(("Banca Transilvania", "BCR", "ING Bank", "BRD"))
        iban = f"RO{rng.randint(10, 99)}BTRL{rng.randint(10**15, 10**16 - 1)}"
        rows += [rng.choice(("IBAN: {}", "Cont: {}", "IBAN {}")).format(iban), f"Banca: {bank}"]
    if rng.random() < 0.3:
        rows.append(f"Tel: {shop.phone}")
    name = shop.name
    if label and rng.random() < 0.4:
        sheet.put(x, y, hand.text(f"{label}: {name}"), hand.size, bold=rng.random() < 0.5)
    else:
        if label:
            sheet.put(
                x, y, hand.text(rng.choice((f"{label}:", label, label.upper()))), hand.size, bold=rng.random() < 0.6
            )
            y += step
        sheet.put(x, y, hand.text(name), hand.size + rng.choice((0, 1)), bold=rng.random() < 0.7)
    for row in rows:
        y += step
        sheet.put(x, y, hand.text(row), hand.size)
    return y + step


def _labels(hand: Hand) -> tuple[str, str]:
    supplier = hand.rng.choice(("Furnizor", "Furnizor", "Vânzător", "Prestator", "Emitent"))
    return supplier, hand.rng.choice(("Cumpărător", "Client", "Beneficiar", "Cumpărător", "Client"))


def _title(bill: Bill, hand: Hand) -> str:
    if bill.storno:
        return hand.pick("FACTURĂ STORNO", "Factură storno", "NOTĂ DE CREDITARE", "FACTURA STORNO")
    return hand.pick("FACTURĂ", "FACTURA FISCALA", "FACTURĂ FISCALĂ", "Factură", "FACTURA")


def _number_rows(bill: Bill, hand: Hand) -> list[str]:
    """Series, number, date and due date in one of the usual wordings."""
    day, due = bill.day.strftime(hand.date_format), bill.due.strftime(hand.date_format)
    series, number = bill.series, bill.number
    joined = f"{series}{number}" if series.endswith("-") else f"{series} {number}".strip()
    if series:
        rows = hand.rng.choice(
            (
                [f"Seria {series} Nr. {number}", f"Data: {day}"],
                [f"Seria: {series}", f"Numărul: {number}", f"Data: {day}"],
                [f"Seria {series} nr. {number} din {day}"],
                [f"Nr. factură: {joined}", f"Data emiterii: {day}"],
                [f"Seria {series}, număr {number}", f"Data (zi/lună/an): {day}"],
                [f"Seria: {series} Numar: {number}", f"Data facturii {day}"],
            )
        )
    else:
        rows = hand.rng.choice(
            (
                [f"Nr. {number}", f"Data: {day}"],
                [f"Număr factură: {number}", f"Data facturii: {day}"],
                [f"nr. {number} din data de {day}"],
                [f"Nr. factură {number}", f"Data emiterii {day}"],
            )
        )
    if bill.due != bill.day and hand.rng.random() < 0.7:
        rows = [*rows, hand.rng.choice(("Data scadenței: {}", "Scadența: {}", "Termen de plată: {}")).format(due)]
    return rows


def _beside(sheet: Sheet, bill: Bill, hand: Hand) -> float:
    """Parties left and right, title between or under them."""
    supplier, buyer = _labels(hand)
    top = 40.0
    end = max(
        _party(sheet, hand, bill.supplier, supplier, LEFT, top),
        _party(sheet, hand, bill.buyer, buyer, WIDTH / 2 + 30, top),
    )
    sheet.put(WIDTH / 2, end + 8, _title(bill, hand), 15, bold=True, align="centre")
    return _rows(sheet, hand, _number_rows(bill, hand), WIDTH / 2, end + 30, "centre")


def _title_first(sheet: Sheet, bill: Bill, hand: Hand) -> float:
    """Title and number at the top left, then the parties side by side."""
    sheet.put(LEFT, 36, _title(bill, hand), 18, bold=True)
    y = _rows(sheet, hand, _number_rows(bill, hand), LEFT, 62, "left") + 12
    supplier, buyer = _labels(hand)
    return max(
        _party(sheet, hand, bill.supplier, supplier, LEFT, y),
        _party(sheet, hand, bill.buyer, buyer, WIDTH / 2 + 10, y),
    )


def _title_right(sheet: Sheet, bill: Bill, hand: Hand) -> float:
    """The seller at the top left without a label, title and number at the right, the buyer below."""
    y = _party(sheet, hand, bill.supplier, "", LEFT, 40)
    sheet.put(RIGHT, 40, _title(bill, hand), 16, bold=True, align="right")
    _rows(sheet, hand, _number_rows(bill, hand), RIGHT, 64, "right")
    return _party(
        sheet, hand, bill.buyer, _labels(hand)[1], LEFT if hand.rng.random() < 0.5 else WIDTH / 2 + 10, y + 14
    )


def _between(sheet: Sheet, bill: Bill, hand: Hand) -> float:
    """The form of old: seller, title and number, buyer in three columns."""
    supplier, buyer = _labels(hand)
    left = _party(sheet, hand, bill.supplier, supplier, LEFT, 40)
    sheet.put(WIDTH / 2 + 8, 44, _title(bill, hand), 13, bold=True, align="centre")
    middle = _rows(sheet, hand, _number_rows(bill, hand), WIDTH / 2 + 8, 66, "centre")
    right = _party(sheet, hand, bill.buyer, buyer, 405, max(40, middle + 6) if hand.rng.random() < 0.4 else 40)
    return max(left, middle, right)


def _stacked(sheet: Sheet, bill: Bill, hand: Hand) -> float:
    """Seller above buyer, title between."""
    supplier, buyer = _labels(hand)
    y = _party(sheet, hand, bill.supplier, supplier, LEFT, 36)
    sheet.put(LEFT, y + 6, _title(bill, hand), 14, bold=True)
    y = _rows(sheet, hand, _number_rows(bill, hand), LEFT, y + 26, "left")
    return _party(sheet, hand, bill.buyer, buyer, LEFT, y + 10)


HEADS: tuple[Callable[[Sheet, Bill, Hand], float], ...] = (_beside, _title_first, _title_right, _between, _stacked)


def _rows(sheet: Sheet, hand: Hand, rows: list[str], x: float, y: float, align: Align) -> float:
    for row in rows:
        sheet.put(x, y, hand.text(row), hand.size + 0.5, align=align, bold=hand.rng.random() < 0.3)
        y += hand.size * 1.5
    return y


Column = tuple[str, float, Align, Callable[[int, BillLine], str]]


def _columns(bill: Bill, hand: Hand) -> list[Column]:
    """(heading, x, alignment, cell) of one of three tables."""
    amount = hand.amount

    def rate(_: int, line: BillLine) -> str:
        return "TI" if bill.reverse_charge else f"{line.rate // 100}%"

    name = hand.pick("Denumirea produselor sau a serviciilor", "Denumire produs / serviciu", "Descriere", "Produs")
    number: Column = (hand.pick("Nr. crt.", "Nr.", "#", "Crt"), LEFT, "left", lambda index, _: str(index))
    described: Column = (name, LEFT + 28, "left", lambda _, line: hand.text(line.name))
    unit: Column = (hand.pick("U.M.", "UM"), 268, "left", lambda _, line: line.unit)
    quantity: Column = (
        hand.pick("Cantitate", "Cant.", "Cantitatea"),
        342,
        "right",
        lambda _, line: hand.quantity(line.quantity),
    )
    price: Column = (
        hand.pick("Preț unitar", "Pret unitar (fara TVA)", "Preț"),
        404,
        "right",
        lambda _, line: amount(line.price),
    )
    net: Column = (hand.pick("Valoare", "Valoarea", "Valoare fără TVA"), 478, "right", lambda _, line: amount(line.net))
    vat: Column = (hand.pick("TVA", "Valoare TVA", "Valoarea TVA"), RIGHT, "right", lambda _, line: amount(line.vat))
    rated: Column = (hand.pick("Cota TVA", "% TVA", "TVA %"), 442, "right", rate)
    gross: Column = (hand.pick("Total", "Valoare cu TVA"), RIGHT, "right", lambda _, line: amount(line.net + line.vat))
    narrow: Column = (net[0], 505, "right", net[3])
    return hand.rng.choice(
        (
            [number, described, unit, quantity, price, net, vat],
            [number, described, unit, quantity, price, rated, narrow, vat],
            [described, unit, quantity, price, rated, (net[0], 496, "right", net[3]), gross],
            [number, described, unit, quantity, price, net],
        )
    )


def _table(sheet: Sheet, bill: Bill, hand: Hand, columns: list[Column], y: float) -> float:
    small = min(hand.size, 8.0)
    sheet.rule(LEFT, y - 4, RIGHT, y - 4)
    for heading, x, align, _ in columns:
        rows = [heading] if align == "left" else textwrap.wrap(heading, 11)
        for place, row in enumerate(rows):
            sheet.put(x, y + place * small * 1.2, row, small, bold=True, align=align)
    y += small * 3.9
    sheet.rule(LEFT, y - 3, RIGHT, y - 3)
    pitch = hand.size * hand.rng.choice((1.5, 1.8, 2.2))
    for index, line in enumerate(bill.lines, 1):
        for _, x, align, cell in columns:
            sheet.put(x, y, cell(index, line), small, align=align)
        y += pitch
    sheet.rule(LEFT, y, RIGHT, y)
    return y


def _totals(sheet: Sheet, bill: Bill, hand: Hand, y: float, *, rates_told: bool) -> float:
    amount, rng = hand.amount, hand.rng
    step = hand.size * 1.6
    unit = rng.choice(("", "", f" {bill.currency}", " lei" if bill.currency == "RON" else " EUR"))
    rows: list[tuple[str, str]] = []
    by_rate = rng.random() < 0.5 or (len(bill.groups) > 1 and not rates_told)
    if by_rate and bill.vat:
        for rate, base, vat in bill.groups:
            rows.append((hand.pick(f"Bază TVA {rate // 100}%", f"Total bază {rate // 100}%"), amount(base)))
            rows.append((f"TVA {rate // 100}%", amount(vat)))
    net = hand.pick("Total fără TVA", "Total net", "Subtotal", "Valoare fără TVA", "Total valoare")
    rows += [(net, amount(bill.net)), (hand.pick("Total TVA", "TVA", "Valoare TVA"), amount(bill.vat))]
    if rng.random() < 0.25 and (rates_told or len(bill.groups) == 1):
        sheet.put(360, y, "TOTAL", hand.size, bold=True)
        sheet.put(478, y, amount(bill.net), hand.size, align="right")
        sheet.put(RIGHT, y, amount(bill.vat), hand.size, align="right")
        rows = []
        y += step
    for label, figure in rows:
        sheet.put(330, y, label, hand.size)
        sheet.put(RIGHT, y, figure + unit, hand.size, align="right")
        y += step
    label = hand.pick(
        "TOTAL DE PLATĂ",
        "Total de plată",
        "TOTAL GENERAL",
        "Total factură",
        "Total cu TVA",
        "Total plată (col.5+col.6)",
    )
    sheet.put(300, y + 3, label, hand.size + 2, bold=True)
    sheet.put(RIGHT, y + 3, amount(bill.total) + unit, hand.size + 2, bold=True, align="right")
    return y + step + 4


def _foot(sheet: Sheet, bill: Bill, hand: Hand, y: float) -> None:
    rows = []
    if bill.reverse_charge:
        rows.append(
            hand.pick("Taxare inversă", "TAXARE INVERSA conf. art. 331 Cod fiscal", "Operațiune cu taxare inversă")
        )
    if bill.on_collection:
        rows.append(hand.pick("TVA la încasare", "Furnizorul aplică sistemul TVA la încasare"))
    if not bill.supplier.vat_payer:
        rows.append(hand.pick("Neplătitor de TVA", "Scutit de TVA conf. art. 310 Cod fiscal"))
    if bill.currency == "EUR":
        rows.append(f"Curs BNR: 1 EUR = 4{hand.decimal}9765 RON")
    if bill.paid:
        rows.append(f"Achitat {bill.paid}")
    rows.append(
        hand.pick(
            "Întocmit de: Popescu Ioana  CI seria KX nr. 123456", "Factura circulă fără semnătură și ștampilă", ""
        )
    )
    for row in rows:
        sheet.put(LEFT, y, hand.text(row), hand.size)
        y += hand.size * 1.6
