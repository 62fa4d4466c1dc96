"""The tills: which blocks stand in which order, in the manner of the makes and chains seen in Romanian shops."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.receipts import blocks, settlement, tail
from benchmarks.receipts.blocks import ARTICLES, Block
from benchmarks.receipts.catalogue import Trade
from benchmarks.receipts.sale import Sale
from benchmarks.receipts.settlement import VAT
from benchmarks.receipts.wording import Row, Voice


@dataclass(frozen=True, slots=True)
class Layout:
    """One till's order of blocks.

    `order` names the blocks from top to bottom, apart by spaces; `articles` and `vat` say which prints of those parts
    it uses (indexes into ARTICLES and VAT, empty for any).
    """

    name: str
    order: str
    trades: tuple[Trade, ...]
    articles: tuple[int, ...] = ()
    vat: tuple[int, ...] = ()


ANY: tuple[Trade, ...] = ("grocery", "shop", "hardware", "pharmacy", "restaurant", "hotel")
CLASSIC = "header opening articles subtotal total vat payments tail closing"

LAYOUTS = (
    Layout("datecs", "header buyer opening articles subtotal total vat payments closing tail", ANY, (0,), (0,)),
    Layout("datecs-old", "header opening articles total payments vat buyer tail", ANY, (0, 4), (0, 4)),
    Layout("tremol", "header articles rule total payments vat tail buyer closing", ANY, (1, 2), (0,)),
    Layout("partner", "header opening buyer articles total vat payments closing tail", ANY, (1, 5), (5,)),
    Layout("daisy", "header articles subtotal total vat rule payments tail", ANY, (0, 2), (4,)),
    Layout("elcom", "header opening articles total vat payments tail closing buyer", ANY, (3,), (0, 5)),
    Layout("zit", "header rule articles rule total payments rule vat buyer tail", ANY, (1,), (3,)),
    Layout("custom", "header buyer rule articles total payments vat tail closing", ANY, (4,), (3, 4)),
    Layout("discounter", "header opening articles total payments vat buyer closing tail", ("grocery",), (0,), (3,)),
    Layout(
        "hypermarket",
        "header articles rule subtotal total payments vat closing tail slip",
        ("grocery",),
        (0, 1),
        (0, 3),
    ),
    Layout("corner-shop", "header articles total vat payments tail", ("grocery", "shop"), (3,), (0, 6)),
    Layout(
        "proximity",
        "header opening buyer articles subtotal total payments vat tail closing",
        ("grocery",),
        (0, 3),
        (4, 5),
    ),
    Layout("petrol-green", "header opening fuel articles total vat payments buyer tail closing", ("fuel",), (0, 1)),
    Layout("petrol-blue", "header buyer articles fuel total payments vat tail slip", ("fuel",), (1, 2)),
    Layout("petrol-red", "header rule articles rule total vat payments fuel tail buyer", ("fuel",), (2, 3)),
    Layout("do-it-yourself", "header buyer articles rule total vat payments closing tail", ("hardware",), (5, 1)),
    Layout("chemist", "header opening articles total payments vat buyer tail", ("pharmacy",), (1, 4)),
    Layout("restaurant", "header opening articles rule total payments vat tail closing buyer", ("restaurant",), (3, 0)),
    Layout("taxi", "header articles total vat payments tail", ("taxi",), (2, 3)),
    Layout("parking", "header opening articles total payments vat tail buyer", ("parking",), (3, 1)),
    Layout("hotel", "header buyer rule articles total vat payments tail closing", ("hotel",), (1, 5)),
    Layout("any", CLASSIC, (*ANY, "fuel", "taxi", "parking")),
    Layout("any-buyer-top", CLASSIC.replace("header", "header buyer"), (*ANY, "fuel")),
    Layout("any-buyer-bottom", CLASSIC + " buyer", (*ANY, "fuel")),
    Layout("bank-slip", "slip-alone", ("grocery", "fuel", "shop")),
)

_BLOCKS: dict[str, Block] = {
    "header": blocks.header,
    "opening": blocks.opening,
    "buyer": blocks.buyer,
    "fuel": blocks.fuel_details,
    "subtotal": settlement.subtotal,
    "total": settlement.total,
    "payments": settlement.payments,
    "tail": tail.fiscal_tail,
    "closing": tail.closing,
}


def compose(layout: Layout, sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """All rows of the receipt in this till's order, case and letters.

    A layout that has no place for the buyer's CIF takes it from the sale, so that the truth says what is printed.
    """
    if "buyer" not in layout.order.split():
        sale.buyer_cui = None
    if layout.name == "bank-slip":
        sale.kind = "slip"
    articles = ARTICLES[rng.choice(layout.articles)] if layout.articles else rng.choice(ARTICLES)
    vat = VAT[rng.choice(layout.vat)] if layout.vat else rng.choice(VAT)
    rows: list[Row] = []
    for part in layout.order.split():
        if part == "articles":
            rows += articles(sale, voice, rng)
        elif part == "vat":
            rows += settlement.vat(vat, sale, voice, rng)
        elif part == "rule":
            rows.append(Row(left=voice.rule * voice.columns))
        elif part == "slip":
            if sale.payments[-1].method == "CARD" and len(sale.payments) == 1:
                rows += [Row(), Row(left=voice.rule * voice.columns), *tail.card_slip(sale, voice, rng)]
        elif part == "slip-alone":
            rows += [Row(centre=sale.shop.name), Row(centre=sale.shop.town), *tail.card_slip(sale, voice, rng)]
        else:
            rows += _BLOCKS[part](sale, voice, rng)
    return [voice.spoken(row) for row in rows]
