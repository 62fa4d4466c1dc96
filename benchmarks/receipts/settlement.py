"""Totals, VAT legends, payments and the fiscal tail, each in the many prints of Romanian tills."""

from __future__ import annotations

from random import Random

from benchmarks.receipts.blocks import Block
from benchmarks.receipts.sale import Payment, Sale, VatGroup
from benchmarks.receipts.wording import Row, Voice


def subtotal(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    if rng.random() < 0.6:
        return []
    label = rng.choice(("SUBTOTAL", "SUBTOTAL:", "Subtotal", "SUB TOTAL", "SUBTOTAL LEI", "TOTAL PARTIAL"))
    return [Row(left=label, right=voice.amount(sale.total))]


def total(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """The total, often in big letters, sometimes ruled off, sometimes on two rows."""
    label = rng.choice(
        (
            "TOTAL", "TOTAL", "TOTAL LEI", "TOTAL LEI", "TOTAL:", "Total", "TOTAL BON", "TOTAL DE PLATA",
            "TOTAL GENERAL",
            "T O T A L", "TOTAL RON", "Total lei", "TOTAL BON LEI", "TOTAL (LEI)", "DE PLATA", "TOTAL =",
            "Total de plata:",
        )
    )  # fmt: skip
    wide, tall = rng.choice(((1, 1), (1, 2), (1, 2), (2, 2), (2, 1), (1, 1)))
    figure = voice.amount(sale.total) + (voice.currency if rng.random() < 0.4 else "")
    if wide * (len(label) + len(figure) + 2) > voice.columns:
        wide = 1
    row = Row(left=label, right=figure, wide=wide, tall=tall, bold=rng.random() < 0.6)
    rule = Row(left=voice.rule * voice.columns)
    shape = rng.random()
    if shape < 0.45:
        return [row]
    if shape < 0.6:
        return [rule, row]
    if shape < 0.75:
        return [rule, row, rule]
    if shape < 0.85:
        return [row, rule]
    if shape < 0.92:
        return [Row(), row, Row()]
    return [Row(left=label, bold=True), Row(right=figure, wide=wide, tall=tall, bold=True)]


def _vat_plain(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    places = rng.choice((0, 0, 2, 2, 1))
    pattern = rng.choice(
        (
            "TVA {code} {rate}%", "TVA {code} - {rate}%", "TVA {code}: {rate}%", "TVA {code}={rate}%",
            "{code} - TVA {rate}%",
            "TOTAL TVA {code} {rate}%", "TOTAL TVA {code} - {rate}%", "TVA {rate}% ({code})", "TVA {code} ({rate}%)",
            "TVA-{code} {rate}%", "T.V.A. {code} {rate}%", "{code}={rate}% TVA", "TVA {rate}% {code}",
            "TVA COTA {code} {rate}%",
            "VAL. TVA {code} {rate}%", "TVA {code}-{rate} %", "{code} {rate}% TVA:", "TAXA {code} {rate}%",
            "TVA{code} {rate}%",
            "TVA inclus {code} {rate}%", "Valoare TVA {rate}%", "din care TVA {rate}%", "*TVA {code} {rate}%",
            "TVA {rate}%",
        )
    )  # fmt: skip
    separator = rng.choice(("", "", ":", " :", " ="))
    rows = [
        Row(
            left=pattern.format(code=group.code, rate=voice.percent(group.rate, places)) + separator,
            right=voice.amount(group.amount),
        )
        for group in sale.groups
    ]
    return _with_vat_total(rows, sale, voice, rng)


def _with_vat_total(rows: list[Row], sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    label = rng.choice(
        ("TOTAL TVA", "TOTAL TVA:", "TVA TOTAL", "TOTAL TVA BON", "Total TVA", "TOTAL TAXE", "TOTAL T.V.A.")
    )
    row = Row(left=label, right=voice.amount(sale.vat_total))
    where = rng.random()
    if where < 0.5:
        return [*rows, row]
    return [row, *rows] if where < 0.62 else rows


def _vat_table(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """Rate, base, VAT (and gross) in columns under a heading."""
    places = rng.choice((0, 2))
    gross_too = rng.random() < 0.5 and voice.columns >= 40
    vat_first = rng.random() < 0.35
    names = rng.choice(
        (("COTA", "BAZA", "TVA", "TOTAL"), ("TVA%", "NET", "TVA", "BRUT"), ("Cota TVA", "Valoare", "TVA", "Total"))
    )
    width = voice.columns // (4 if gross_too else 3)

    def cells(first: str, base: str, vat: str, gross: str) -> Row:
        middle = (vat, base) if vat_first else (base, vat)
        columns = [*middle, gross] if gross_too else [*middle]
        return Row(left=first.ljust(width) + "".join(cell.rjust(width) for cell in columns))

    rows = [cells(names[0], names[1], names[2], names[3])]
    for group in sale.groups:
        mark = (
            rng.choice((f"{group.code} ", f"{group.code}=", f"{group.code}-")) + voice.percent(group.rate, places) + "%"
        )
        rows.append(cells(mark, voice.amount(group.base), voice.amount(group.amount), voice.amount(group.gross)))
    return _with_vat_total(rows, sale, voice, rng)


def _vat_one_row(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """Gross or net and VAT of a rate on one row, or on two."""
    places = rng.choice((0, 2))
    shape = rng.choice(("total", "net", "two", "din"))
    rows: list[Row] = []
    for group in sale.groups:
        rate = voice.percent(group.rate, places)
        gross, net, vat = voice.amount(group.gross), voice.amount(group.base), voice.amount(group.amount)
        if shape == "total":
            rows.append(Row(left=f"{group.code} {rate}% TOTAL {gross}", right=f"TVA {vat}"))
        elif shape == "net":
            rows.append(Row(left=f"{group.code}-{rate}% NET {net}", right=f"TVA {vat}"))
        elif shape == "two":
            rows.append(Row(left=f"TOTAL {group.code} {rate}%", right=gross))
            rows.append(Row(left=f"TVA {group.code} {rate}%", right=vat))
        else:
            rows.append(Row(left=f"TVA {group.code} {rate}% DIN {gross}", right=vat))
    return _with_vat_total(rows, sale, voice, rng)


def _vat_legend_apart(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """Amounts by letter, and a legend that says what the letters mean."""
    rows = [Row(left=f"TVA {group.code}:", right=voice.amount(group.amount)) for group in sale.groups]
    rows = _with_vat_total(rows, sale, voice, rng)
    legend = rng.choice(("{code}={rate}%", "{code}-{rate}%", "{code}: TVA {rate}%", "Cota {code} {rate}%"))
    joined = rng.choice(("  ", " ", "; ")).join(
        legend.format(code=group.code, rate=voice.percent(group.rate, 0)) for group in sale.groups
    )
    return [*rows, Row(left=joined)] if rng.random() < 0.6 else [Row(left=joined), *rows]


def _vat_dotted(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    rows = []
    for group in sale.groups:
        label = f"TVA {group.code} {voice.percent(group.rate, 0)}%"
        figure = voice.amount(group.amount)
        rows.append(Row(left=label + "." * max(3, voice.columns - len(label) - len(figure)) + figure))
    return _with_vat_total(rows, sale, voice, rng)


VAT: tuple[Block, ...] = (
    _vat_plain,
    _vat_plain,
    _vat_plain,
    _vat_table,
    _vat_one_row,
    _vat_legend_apart,
    _vat_dotted,
)


def vat(block: Block, sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """The VAT part of a payer's receipt; who is not registered prints nothing or says so."""
    if sale.shop.vat_payer:
        return block(sale, voice, rng)
    zero: VatGroup = sale.groups[0]
    return rng.choice(
        (
            [],
            [Row(left=rng.choice(("NEPLATITOR TVA", "Neplatitor de TVA", "SCUTIT TVA")))],
            [Row(left=f"TVA {zero.code} {voice.percent(0, 2)}%", right=voice.amount(0))],
            [
                Row(left=f"{zero.code} - SCUTIT DE TVA", right=voice.amount(0)),
                Row(left="TOTAL TVA", right=voice.amount(0)),
            ],
        )
    )


_MEANS: dict[str, tuple[str, ...]] = {
    "CARD": (
        "CARD", "CARD", "Card", "CARD BANCAR", "PLATA CARD", "CARD CREDIT", "CARD LEI", "PLATA CU CARDUL",
        "Card bancar",
        "CARD VISA", "MASTERCARD", "POS BCR", "Plata card:", "CREDIT CARD",
    ),
    "CASH": (
        "NUMERAR", "NUMERAR", "Numerar", "NUMERAR LEI", "CASH", "PLATA NUMERAR", "Plata numerar:", "NUMERAR RON",
        "Cash",
    ),
    "VOUCHER": (
        "TICHETE MASA", "TICHET MASA", "BONURI VALORICE", "VOUCHER", "TICHETE CADOU", "Tichete valorice", "CARD CADOU",
        "TICHETE DE MASA", "BON VALORIC",
    ),
}  # fmt: skip


def payments(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """How it was paid; change after cash."""
    rows: list[Row] = []
    change = 0
    change_when_none = rng.random() < 0.25
    for payment in sale.payments:
        rows.append(_payment(payment, voice, rng))
        change += payment.tendered - payment.amount
    if change or (change_when_none and all(p.method == "CASH" for p in sale.payments)):
        label = rng.choice(("REST", "REST", "REST LEI", "Rest", "REST NUMERAR", "REST:", "Rest de plata", "REST DAT"))
        rows.append(Row(left=label, right=voice.amount(change)))
    return rows


def _payment(payment: Payment, voice: Voice, rng: Random) -> Row:
    label = rng.choice(_MEANS[payment.method])
    figure = voice.amount(payment.tendered) + (voice.currency if rng.random() < 0.2 else "")
    return Row(left=label, right=figure)


def fiscal_tail(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """Receipt number, Z report, date, time and serial of the device, in one of the usual orders."""
    day, clock = voice.day(sale.day), voice.clock(sale.clock)
    number = rng.choice((str(sale.number), f"{sale.number:04d}", f"{sale.number:06d}", f"{sale.number:04d}"))
    z_number = rng.choice((f"{sale.z_number:04d}", str(sale.z_number)))
    serial = sale.serial
    spaced = rng.choice((serial, serial, f"{serial[:2]} {serial[2:]}"))
    styles: tuple[list[Row], ...] = (
        [
            Row(left=f"NR. BON: {number}", right=f"Z: {z_number}"),
            Row(left=f"DATA: {day}", right=f"ORA: {clock}"),
            Row(left=f"ID: {spaced}"),
        ],
        [Row(left=f"{day}  {clock}", right=f"BF {number}"), Row(left=f"Z {z_number}", right=spaced)],
        [
            Row(left=f"BON FISCAL NR. {number}"),
            Row(left=f"Data {day} Ora {clock}"),
            Row(left=f"RAPORT Z {z_number}"),
            Row(left=f"SERIE FISCALA {spaced}"),
        ],
        [
            Row(left=f"BF: {number}", right=f"Z: {z_number}"),
            Row(centre=f"{day} {clock}"),
            Row(centre="BON FISCAL", bold=True, tall=2),
            Row(centre=spaced),
        ],
        [Row(left=f"NR.BF:{number} Z:{z_number}", right=f"{day} {clock}"), Row(left=f"SERIE AMEF: {spaced}")],
        [
            Row(left=f"Nr. bon fiscal: {number}"),
            Row(left=f"Nr. raport Z: {z_number}"),
            Row(left=f"{day}", right=f"{clock}"),
            Row(left=f"Serie fiscala: {spaced}"),
        ],
        [Row(left=f"#{number}", right=f"{clock} {day}"), Row(centre="BON FISCAL"), Row(centre=f"S/N {spaced}")],
        [
            Row(left=f"DATA {day}  ORA {clock}"),
            Row(left=f"BON NR {number}"),
            Row(left=f"AMEF {spaced}", right=f"Z{z_number}"),
        ],
        [
            Row(left=f"Z:{z_number} BF:{number}"),
            Row(left=f"Data: {day}"),
            Row(left=f"Ora: {clock}"),
            Row(left=f"NUI: {spaced}"),
        ],
        [
            Row(left=f"ORA {clock}", right=f"DATA {day}"),
            Row(left=f"NR. BF {number}", right=f"NR. Z {z_number}"),
            Row(left=f"ID UNIC {spaced}"),
        ],
        [
            Row(left=f"{clock}  {day}", right=f"BF {number}"),
            Row(centre="BON  FISCAL", bold=True),
            Row(centre=spaced, bold=True),
        ],
        [
            Row(left=f"Bon: {number} / {day} {clock}"),
            Row(left=f"Casa: {sale.till} Z: {z_number}"),
            Row(left=f"Cod AMEF: {spaced}"),
        ],
    )
    return rng.choice(styles)


def closing(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """Thanks, loyalty, counts, a bar code's digits: what stands around and may mislead."""
    rows: list[Row] = []
    if rng.random() < 0.5:
        rows.append(
            Row(
                centre=rng.choice(
                    ("VA MULTUMIM!", "Va multumim si va mai asteptam!", "MULTUMIM! O ZI BUNA!", "LA REVEDERE")
                )
            )
        )
    if rng.random() < 0.2:
        rows.append(Row(left=rng.choice(("NR. ARTICOLE", "Articole:", "POZITII")), right=str(len(sale.items))))
    if rng.random() < 0.12:
        rows.append(Row(centre=f"Puncte acumulate: {sale.total // 1000} "))
    if rng.random() < 0.12:
        rows.append(Row(centre=f"ATI ECONOMISIT {voice.amount(rng.randint(50, 2000))} LEI"))
    if rng.random() < 0.15:
        rows.append(Row(centre=f"{rng.randint(10**12, 10**13 - 1)}"))
    return rows


def card_slip(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """The bank's slip, alone or under the receipt."""
    bank = rng.choice(("BANCA TRANSILVANIA", "BCR", "ING BANK", "BRD GSG", "RAIFFEISEN BANK", "UNICREDIT", "EURONET"))
    return [
        Row(centre=bank),
        Row(centre=rng.choice(("VANZARE", "SALE", "CUMPARARE", "PLATA"))),
        Row(left=f"TID: {rng.randint(10**7, 10**8 - 1)}", right=f"MID: {rng.randint(10**8, 10**9 - 1)}"),
        Row(left=f"{voice.day(sale.day)}", right=voice.clock(sale.clock)),
        Row(left=rng.choice(("VISA", "MASTERCARD", "VISA DEBIT")), right=f"************{rng.randint(1000, 9999)}"),
        Row(left=rng.choice(("SUMA", "SUMA RON", "TOTAL", "AMOUNT")), right=f"{voice.amount(sale.total)} RON"),
        Row(left=f"COD AUTORIZARE: {rng.randint(100000, 999999)}"),
        Row(left=f"RRN: {rng.randint(10**11, 10**12 - 1)}", right="CONTACTLESS"),
        Row(centre=rng.choice(("TRANZACTIE APROBATA", "APROBAT 00", "TRANSACTION APPROVED"))),
    ]
