"""What kind of paper it is: a receipt, an invoice, a credit note, a card slip or none of these."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from services.ocr.extract import extract
from services.ocr.extract.classify import classify
from services.ocr.layout import read_lines
from services.ocr.words import Page

SLIP = """
BANCA TRANSILVANIA
SUPERMARKET LUNCA
TID: 12345678   MID: 000011112222
VANZARE
VISA  ************1234
SUMA:        49.90 RON
COD AUTORIZARE: 556677
RRN: 401112345678
11.01.2024 15:20
"""
INVOICE = """
FACTURA
Seria AB nr. 123 din 11.01.2024
FURNIZOR: ATELIERUL MECANIC SRL     CUMPARATOR: TEHNO INSTAL SRL
CIF: RO12345674                     CIF: RO36512095
Nr. Reg. Com. J04/1/2010            IBAN RO49AAAA1B31007593840000
Nr  Denumire     Cant  Pret unitar  Valoare  Valoare TVA
1   Reparatie    1     100.00       100.00   19.00
Total de plata                               119.00
"""
RECEIPT = """
ATELIERUL SRL
CIF RO12345674
FILTRU       95.20 A
TOTAL LEI    95.20
CARD         95.20
TVA A 19%    15.20
BON FISCAL NR 1
"""


@pytest.mark.parametrize(
    ("text", "kind", "romanian"),
    [
        (RECEIPT, "receipt", True),
        (SLIP, "other", True),
        (INVOICE, "invoice", True),
        (INVOICE.replace("FACTURA\n", "FACTURA STORNO\n"), "credit_note", True),
        (RECEIPT.replace("BON FISCAL NR 1", "NU TINE LOC DE FACTURA"), "receipt", True),
        (
            "KEDAI SDN BHD\nTAX INVOICE\nPEN   RM 1.00\nTOTAL   RM 1.00\nCASH   RM 5.00\nCHANGE   RM 4.00",
            "receipt",
            False,
        ),
        ("Laden GmbH\nSUMME EUR   5,00\nBar   5,00\nMwSt 19%   0,80", "receipt", False),
        ("Dragă Ana, ne vedem mâine la munte.", "other", False),
    ],
)
def test_the_kind_and_the_country(paper: Callable[..., Page], text: str, kind: str, romanian: bool) -> None:
    found = classify(read_lines(paper(text)))
    assert found.kind == kind
    if kind != "other":
        assert found.romanian is romanian


def test_a_card_slip_says_that_it_is_no_receipt(paper: Callable[..., Page]) -> None:
    read = extract([paper(SLIP)], date(2026, 11, 20))
    assert read.kind == "other"
    assert read.review_reasons[0] == "card_slip"
    assert read.total == 4990


@pytest.mark.parametrize("words", ["NOTA DE PLATA", "NU ESTE BON FISCAL", "BON NEFISCAL"])
def test_a_bill_that_is_no_fiscal_receipt_says_so(paper: Callable[..., Page], words: str) -> None:
    read = extract([paper(RECEIPT.replace("BON FISCAL NR 1", words))], date(2026, 11, 20))
    assert read.kind == "other"
    assert read.review_reasons[0] == "not_fiscal"


def test_a_slip_below_a_receipt_leaves_it_a_receipt(paper: Callable[..., Page]) -> None:
    assert classify(read_lines(paper(RECEIPT + SLIP))).kind == "receipt"
