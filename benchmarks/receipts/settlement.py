"""Totals, VAT legends and payments, each in the many prints of Romanian tills."""

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
            "SUMA DE PLATA", "SUMA TOTALA", "TOTAL  LEI", "Total bon fiscal", "TOTAL LEI *",
            "Total de plata:",
        )
    )  # fmt: skip
    wide, tall = rng.choice(((1, 1), (1, 2), (1, 2), (2, 2), (2, 1), (1, 1)))
    figure = voice.amount(sale.total) + (voice.currency if rng.random() < 0.4 else "")
    if rng.random() < 0.05:
        figure = rng.choice(("*{}", "={}", "LEI {}", "# {}")).format(figure)
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
            "TVA inclus {code} {rate}%", "TVA {code} {rate}% LEI", "COTA TVA {code} ({rate}%)",
            "TVA({code}) {rate}%", "Tva {rate} % {code}",
            "Valoare TVA {rate}%", "din care TVA {rate}%", "*TVA {code} {rate}%",
            "TVA {rate}%",
        )
    )  # fmt: skip
    separator = rng.choice(("", "", ":", " :", " ="))
    unit = voice.currency if rng.random() < 0.12 else ""
    rows = [
        Row(
            left=pattern.format(code=group.code, rate=voice.percent(group.rate, places)) + separator,
            right=voice.amount(group.amount) + unit,
        )
        for group in (_every_rate(sale) if rng.random() < 0.25 else sale.groups)
    ]
    return _with_vat_total(rows, sale, voice, rng)


def _every_rate(sale: Sale) -> list[VatGroup]:
    """All letters of the till: many print also those that nothing was sold at."""
    sold = {group.code: group for group in sale.groups}
    return [sold.get(code, VatGroup(code, rate, 0)) for code, rate in sorted(sale.rates.items())]


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
    shape = rng.choice(("total", "net", "two", "din", "base", "two-base"))
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
        elif shape == "base":
            rows.append(Row(left=f"TVA {group.code} {rate}% BAZA {net}", right=vat))
        elif shape == "two-base":
            rows.append(Row(left=f"BAZA TVA {group.code} {rate}%", right=net))
            rows.append(Row(left=f"VALOARE TVA {group.code}", right=vat))
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
        "CARD VISA", "MASTERCARD", "POS BCR", "Plata card:", "CREDIT CARD", "CARD 1", "Achitat card", "CARD ONLINE",
        "Card (POS)",
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
    if rng.random() < 0.06:
        rows.insert(0, Row(left=rng.choice(("MOD DE PLATA:", "PLATI:", "Modalitate plata"))))
    if rng.random() < 0.05:
        rows.insert(0, Row(left="TOTAL EUR", right=f"{voice.amount(sale.total * 100 // 497)} (4{voice.decimal}9723)"))
    if change or (change_when_none and all(p.method == "CASH" for p in sale.payments)):
        label = rng.choice(("REST", "REST", "REST LEI", "Rest", "REST NUMERAR", "REST:", "Rest de plata", "REST DAT"))
        rows.append(Row(left=label, right=voice.amount(change)))
    return rows


def _payment(payment: Payment, voice: Voice, rng: Random) -> Row:
    label = rng.choice(_MEANS[payment.method])
    figure = voice.amount(payment.tendered) + (voice.currency if rng.random() < 0.2 else "")
    return Row(left=label, right=figure)
