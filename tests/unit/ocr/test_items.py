"""The lines of a receipt: quantity before, after or beside the name, letters on either side, discounts and returns."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from services.ocr.extract.items import read_items
from services.ocr.extract.ledger import read_ledger
from services.ocr.layout import read_lines
from services.ocr.words import Page

Told = tuple[str, str | None, str | None, int, str | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.000 BUC x 4.50\nPAINE      9.00 B", [("PAINE", "2.000", "4.50", 900, "B")]),
        ("PAINE\n2 BUC X 4,50      9,00 B", [("PAINE", "2", "4.50", 900, "B")]),
        ("PAINE      9.00 B\n2 x 4.50", [("PAINE", "2", "4.50", 900, "B")]),
        ("PAINE 2 x 4.50      9.00 B", [("PAINE", "2", "4.50", 900, "B")]),
        ("PAINE 4,50 x 2      9,00 B", [("PAINE", "2", "4.50", 900, "B")]),
        ("PAINE\n2 BUC. 4.50      9.00 B", [("PAINE", "2", "4.50", 900, "B")]),
        ("PAINE\n2 BUC LA 4.50      9.00 B", [("PAINE", "2", "4.50", 900, "B")]),
        ("1. PAINE\n2,00 x 4,50: 9,00 B", [("PAINE", "2.00", "4.50", 900, "B")]),
        ("PAINE      9.00-B\n(2 x 4.50)", [("PAINE", "2", "4.50", 900, "B")]),
        ("SGR      1.00-S", [("SGR", None, None, 100, "S")]),
        ("2.000_PORT X 4.50\nSUPA      9.00 B", [("SUPA", "2.000", "4.50", 900, "B")]),
        ("1 BUC x 2,382.39\nLAPTOP      2,382.39 A", [("LAPTOP", "1", "2382.39", 238239, "A")]),
        ("CARTE POEZII\n14.28 C\nTOTAL      14.28", [("CARTE POEZII", None, None, 1428, "C")]),
        ("OREZ BOB ROTUND      9.29\nTOTAL      9.29", [("OREZ BOB ROTUND", None, None, 929, None)]),
        ("CAFEA\n3.000¥ 5.00\nAPA 0.33 ¥15.00 B", [("APA 0.33", "3.000", "5.00", 1500, "B")]),
        ("BENZINA\n55.432 1 x 7.2285/1      400.69 A", [("BENZINA", "55.432", "7.2285", 40069, "A")]),
        ("PAINE      9.00 B\nCOTA NET TVA BRUT\nB-9%   8.26   0.74   9.00", [("PAINE", None, None, 900, "B")]),
        ("PAINE      9.00 B\nDISCOUNT FIDELITATE 10%\n-0.90 B",
         [("PAINE", None, None, 900, "B"), ("DISCOUNT FIDELITATE 10%", None, None, -90, "B")]),
        ("BIDON INOX 0,81      54,90 A\nART.87 1 x 54,90", [("BIDON INOX 0,81", "1", "54.90", 5490, "A")]),
        ("IBUC x 4.50\nPAINE      4.50 B", [("PAINE", "1", "4.50", 450, "B")]),
        ("ULEI      18,58.8", [("ULEI", None, None, 1858, "B")]),
        ("6.000 0RE H 4.50\nPARCARE      27.00 A", [("PARCARE", "6.000", "4.50", 2700, "A")]),
        ("PAINE      9.00 B\nTVA A 19%  DIN 9.00\n1.44", [("PAINE", None, None, 900, "B")]),
        ("PARCARE      16.00 A\n4 ore a 4.00", [("PARCARE", "4", "4.00", 1600, "A")]),
        ("TARIF LEI/KM      2.69\nCURSA      43.27 A", [("CURSA", None, None, 4327, "A")]),
        ("4 buc X 18.99\nSERVETELE 3x      75.96 A", [("SERVETELE 3x", "4", "18.99", 7596, "A")]),
        ("60.60 1litri * 7.97\nMOTORINA      482.98 A", [("MOTORINA", "60.60", "7.97", 48298, "A")]),
        ("2.000 BUC. X 4.50 =9.00\nPAINE      9.00 B", [("PAINE", "2.000", "4.50", 900, "B")]),
        ("022893 CIORBA\nPORT 2,00 * 4,50 = 9,00-A", [("022893 CIORBA", "2.00", "4.50", 900, "A")]),
        ("PARCARE      9.00 A\nINTRARE 02.01 13:49", [("PARCARE", None, None, 900, "A")]),
        ("ZIARE 8 *27.50 A", [("ZIARE 8", None, None, 2750, "A")]),
        ("DISTANTA 8.87 KM\nTARIF 3.49 LEI/KM\nCURSA      30.94", [("CURSA", None, None, 3094, None)]),
        (
            "PAINE      9.00 B\nDISCOUNT SUBTOTAL 10%      -0.90",
            [("PAINE", None, None, 900, "B"), ("DISCOUNT SUBTOTAL 10%", None, None, -90, None)],
        ),
        ("B PAINE      9.00", [("PAINE", None, None, 900, "B")]),
        ("(B) PAINE      9.00", [("PAINE", None, None, 900, "B")]),
        ("TVA B PAINE      9.00", [("PAINE", None, None, 900, "B")]),
        ("PAINE      9.00 TVA B", [("PAINE", None, None, 900, "B")]),
        ("PAINE      9.00 LEI B", [("PAINE", None, None, 900, "B")]),
        ("PAINE      9.008", [("PAINE", None, None, 900, "B")]),
        ("PAINE      9.00 11%", [("PAINE", None, None, 900, None)]),
        ("PAINE......9,00 B", [("PAINE", None, None, 900, "B")]),
        ("APA 0.33\n1 x 9.00      9.00 B", [("APA 0.33", "1", "9.00", 900, "B")]),
        ("MERE      9.00 B\nREDUCERE      -1.00 B",
         [("MERE", None, None, 900, "B"), ("REDUCERE", None, None, -100, "B")]),
        ("MERE      9.00 B\nDISCOUNT      1.00 B",
         [("MERE", None, None, 900, "B"), ("DISCOUNT", None, None, -100, "B")]),
        ("MERE      9.00 B\nPROMOTIE      1,41- B",
         [("MERE", None, None, 900, "B"), ("PROMOTIE", None, None, -141, "B")]),
        ("APA PLATA 2L      4.00 B\nCARD MEMORIE      9.00 A", [
            ("APA PLATA 2L", None, None, 400, "B"), ("CARD MEMORIE", None, None, 900, "A"),
        ]),
        ("MOTORINA\n41.27 L x 7.599      313.61 A", [("MOTORINA", "41.27", "7.599", 31361, "A")]),
    ],
)  # fmt: skip
def test_item_lines_in_every_print(paper: Callable[..., Page], text: str, expected: list[Told]) -> None:
    page = paper(f"{text}\nTOTAL LEI      99.99\nCARD      99.99")
    items = [item.line for item in read_items(read_ledger(read_lines(page)))]
    told = [(line.description, line.quantity, line.unit_price, line.amount, line.vat_code) for line in items]
    assert told == [
        (name, quantity and Decimal(quantity), price and Decimal(price), amount, code)
        for name, quantity, price, amount, code in expected
    ]


def test_quantity_lines_go_to_the_item_that_they_explain(paper: Callable[..., Page]) -> None:
    before = paper("2 x 1.50\nLAPTE      3.00 B\n3 x 2.00\nPAINE      6.00 B\nTOTAL      9.00")
    after = paper("LAPTE      3.00 B\n2 x 1.50\nPAINE      6.00 B\n3 x 2.00\nTOTAL      9.00")
    for page in (before, after):
        items = read_items(read_ledger(read_lines(page)))
        assert [(item.line.description, item.line.quantity) for item in items] == [("LAPTE", 2), ("PAINE", 3)]


def test_nothing_below_the_total_is_an_item(paper: Callable[..., Page]) -> None:
    page = paper("LAPTE      3.00 B\nTOTAL      3.00\nCARD      3.00\nTVA B 9%      0.25\nPUNCTE      12.00")
    assert [item.line.description for item in read_items(read_ledger(read_lines(page)))] == ["LAPTE"]
