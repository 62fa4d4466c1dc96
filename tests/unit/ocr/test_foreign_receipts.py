"""Receipts from abroad, typed: supplier, date, total, tax and currency in the languages that employees bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from services.ocr.extract import extract
from services.ocr.words import Page

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Receipt:
    language: str
    text: str
    supplier: str
    day: date
    total: int
    currency: str
    tax: int | None


RECEIPTS = [
    Receipt(
        "German",
        """
            Bäckerei Morgenrot GmbH
            Hauptstraße 5
            04109 Leipzig
        2x Brezel             1,60  B
        Kaffee groß           3,40  A
        SUMME           EUR   5,00
        Bar             EUR  10,00
        Rückgeld        EUR   5,00
        MwSt    Netto   Steuer  Brutto
        A 19%    2,86     0,54    3,40
        B  7%    1,50     0,10    1,60
        Datum: 04.08.2025  Uhrzeit: 07:31
        """,
        "Bäckerei Morgenrot GmbH", date(2025, 8, 4), 500, "EUR", 64,
    ),
    Receipt(
        "German, deposit and card",
        """
            Getränke Süd KG
            Am Markt 2, 80331 München
        Limonade 12er         8,99 A
        PFAND                 3,30 A
        ZU ZAHLEN            12,29
        EC-Karte    EUR      12,29
        inkl. 19% MwSt        1,96
        12.06.24  18:10  Bon 4711
        Gültig bis 12/27
        """,
        "Getränke Süd KG", date(2024, 6, 12), 1229, "EUR", 196,
    ),
    Receipt(
        "English",
        """
            THE CORNER DELI LTD
            12 High Street, London
            VAT No 123 4567 89
        Sandwich              £4.50
        Latte                 £3.20
        Subtotal              £7.70
        Total                 £7.70
        Contactless           £7.70
        VAT 20% included      £1.28
        14 Feb 2026 12:45
        """,
        "THE CORNER DELI LTD", date(2026, 2, 14), 770, "GBP", 128,
    ),
    Receipt(
        "French",
        """
            BOULANGERIE DU PONT SARL
            3 rue de la Gare 67000 Strasbourg
            SIRET 123 456 789 00012
        Croissant x4           4,80
        Café                   2,10
        TOTAL TTC              6,90 EUR
        CB                     6,90
        TVA 10,00%   HT 6,27   TVA 0,63
        Le 09/03/2025 à 08:12
        Merci de votre visite
        """,
        "BOULANGERIE DU PONT SARL", date(2025, 3, 9), 690, "EUR", 63,
    ),
    Receipt(
        "Italian",
        """
            TRATTORIA DA GINO SRL
            Via Roma 10, Bologna
            P.IVA 01234567890
        Tagliatelle          12,00
        Acqua                 2,50
        Coperto               2,00
        TOTALE COMPLESSIVO € 16,50
        di cui IVA 10%        1,50
        Pagamento elettronico 16,50
        21-09-2025 13:40
        """,
        "TRATTORIA DA GINO SRL", date(2025, 9, 21), 1650, "EUR", 150,
    ),
    Receipt(
        "Spanish",
        """
            CAFETERIA SOL S.L.
            Calle Mayor 8, Madrid
            NIF B12345678
        Tostada               2,30
        Zumo naranja          3,10
        TOTAL                 5,40 €
        EFECTIVO             10,00
        CAMBIO                4,60
        IVA 10%  Base 4,91  Cuota 0,49
        Fecha: 05/05/2026  Hora: 09:20
        """,
        "CAFETERIA SOL S.L.", date(2026, 5, 5), 540, "EUR", 49,
    ),
    Receipt(
        "Hungarian, no decimals",
        """
            KISBOLT KERESKEDELMI KFT
            1052 Budapest, Váci utca 3.
            ADÓSZÁM: 12345678-2-41
        KENYÉR                  890 Ft
        TEJ 1L                  449 Ft
        ÖSSZESEN:             1 339 Ft
        KÉSZPÉNZ              2 000 Ft
        VISSZAJÁRÓ              661 Ft
        2025.11.03. 10:15
        """,
        "KISBOLT KERESKEDELMI KFT", date(2025, 11, 3), 133900, "HUF", None,
    ),
    Receipt(
        "Polish",
        """
            SKLEP ZIELONY SP. Z O.O.
            ul. Długa 4, 31-147 Kraków
            NIP 123-456-78-90
            PARAGON FISKALNY
        Chleb         1 x 5,49    5,49C
        Ser żółty     1 x 12,30  12,30C
        SPRZEDAZ OPODATKOWANA C  17,79
        PTU C 5%                  0,85
        SUMA PLN                 17,79
        KARTA                    17,79
        2026-01-17 18:22
        """,
        "SKLEP ZIELONY SP. Z O.O.", date(2026, 1, 17), 1779, "PLN", 85,
    ),
    Receipt(
        "Bulgarian",
        """
            МАГАЗИН РОДОПИ ЕООД
            гр. София, ул. Шипка 6
            ЕИК 123456789
        Хляб                  1.80 Б
        Сирене                9.40 Б
        ОБЩА СУМА            11.20
        В БРОЙ               20.00
        РЕСТО                 8.80
        Валута: BGN
        18.04.2025 17:05
        """,
        "МАГАЗИН РОДОПИ ЕООД", date(2025, 4, 18), 1120, "BGN", None,
    ),
    Receipt(
        "Malaysian, rounded",
        """
            KEDAI BUKU ILMU SDN BHD (123456-X)
            NO 5, JALAN BESAR
            43000 KAJANG, SELANGOR
            TAX INVOICE
        PEN BLUE       3 X 1.52     4.56 S
        FILE A4        1 X 7.90     7.90 S
        TOTAL (INCL GST)    RM     12.46
        ROUNDING ADJUSTMENT RM     -0.01
        TOTAL ROUNDED       RM     12.45
        CASH                RM     20.00
        CHANGE              RM      7.55
        GST SUMMARY  AMOUNT(RM)  TAX(RM)
        S = 6%       11.75       0.71
        DATE: 03/04/2018 14:05:09
        """,
        "KEDAI BUKU ILMU SDN BHD", date(2018, 4, 3), 1245, "MYR", 71,
    ),
    Receipt(
        "American date and dollars",
        """
            BLUE DINER INC
            500 Main St, Springfield
        Burger               $11.00
        Soda                  $2.50
        Subtotal             $13.50
        Tax                   $1.08
        Total                $14.58
        Visa                 $14.58
        07/23/2025 1:15 PM
        """,
        "BLUE DINER INC", date(2025, 7, 23), 1458, "USD", 108,
    ),
]  # fmt: skip


@pytest.fixture(params=RECEIPTS, ids=lambda receipt: receipt.language)
def receipt(request: pytest.FixtureRequest) -> Receipt:
    found: Receipt = request.param
    return found


def test_a_receipt_from_abroad_gives_its_key_values(receipt: Receipt, paper: Callable[..., Page]) -> None:
    read = extract([paper(receipt.text)], TODAY)
    assert read.kind == "receipt"
    assert read.supplier.name == receipt.supplier
    assert read.issue_date == receipt.day
    assert read.total == receipt.total
    assert read.currency == receipt.currency
    assert read.vat_total == receipt.tax


def test_a_receipt_from_abroad_is_always_shown_to_a_person(receipt: Receipt, paper: Callable[..., Page]) -> None:
    read = extract([paper(receipt.text)], TODAY)
    assert read.needs_review
    assert "foreign_document" in read.review_reasons
