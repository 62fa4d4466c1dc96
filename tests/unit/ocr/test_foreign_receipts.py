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


TAXES = {
    "a table above the total": (
        """
        Hotel Polna Sp. z o.o.
        NIP 526-10-52-231
        24.10.2025
        Stawka  Netto     VAT     Brutto
        8%      200,00    16,00   216,00
        Razem   200,00    16,00   216,00
        Do zaplaty:            216,00 PLN
        """,
        [(800, 20000, 1600)],
    ),
    "gross, net and tax in any order, letters before": (
        """
        LIDL Neustadt GmbH
        ZU ZAHLEN            48,00
        Steuer  Brutto   Netto    MwSt
        A 19%    11,90   10,00    1,90
        B  7%    36,10   33,74    2,36
        01.02.2025
        """,
        [(1900, 1000, 190), (700, 3374, 236)],
    ),
    "tax and net on lines of their own": (
        """
        PARKHAUS AM DOM GmbH
        Parkentgelt          12,50 EUR
        inkl. 19% MwSt        2,00 EUR
        Netto                10,50 EUR
        28.04.2025 14:31
        """,
        [(1900, 1050, 200)],
    ),
    "the rate alone on its line": (
        """
        STATION DU LAC SARL
        19/05/2025
        MONTANT     64,80 EUR
        TVA 20,00%
        Montant HT  54,00 EUR
        Montant TVA 10,80 EUR
        """,
        [(2000, 5400, 1080)],
    ),
    "the rate on the items, the tax without a rate": (
        """
        BAR SPORT SAS
        CAFFE'            10%    1,30
        TOAST             10%    8,60
        TOTALE COMPLESSIVO       9,90
        di cui IVA               0,90
        CONTANTI                10,00
        RESTO                    0,10
        17/10/2025 08:09
        """,
        [(1000, 900, 90)],
    ),
    "the tax on the line below the base": (
        """
        FERRAMENTA GALLI S.R.L.
        Imponibile 22%           32,83
        Imposta                   7,22
        TOTALE A PAGARE EUR      40,05
        27.03.2025
        """,
        [(2200, 3283, 722)],
    ),
    "with tax and without it, said in words": (
        """
        Restaurant de la Gare Sàrl
        01.02.2025 12:48
        TOTAL                CHF 86.20
        TVA 8.1%  (incl.)    CHF  6.46
        Hors taxe            CHF 79.74
        """,
        [(810, 7974, 646)],
    ),
    "a town's tax is none": (
        """
        HOTEL DES VOSGES SARL
        9 octobre 2025
        Nuit                            112,00
        Total HT                        101,82
        TVA 10 %                         10,18
        Taxe de séjour                    2,40
        NET A PAYER EUR                 114,40
        """,
        [(1000, 10182, 1018)],
    ),
    "Polish gross by letter and tax by letter": (
        """
        Restauracja Pod Aniolami Sp. z o.o.
        16-08-2025
        PARAGON FISKALNY
        Pierogi            64,00 B
        Piwo               65,50 A
        Sprzed. opod. PTU A        65,50
        Kwota A 23,00%             12,25
        Sprzed. opod. PTU B        64,00
        Kwota B 08,00%              4,74
        Podatek PTU                16,99
        SUMA PLN                  129,50
        """,
        [(2300, 5325, 1225), (800, 5926, 474)],
    ),
    "forints without decimals": (
        """
        Shell Hungary Zrt.
        2025.07.03.
        FIZETENDO            18 900 Ft
        Adókulcs  Nettó     ÁFA    Bruttó
        27%      14 882   4 018    18 900
        """,
        [(2700, 1488200, 401800)],
    ),
}


@pytest.mark.parametrize(("text", "taxes"), TAXES.values(), ids=TAXES.keys())
def test_each_rate_comes_with_its_base_and_tax(
    text: str, taxes: list[tuple[int, int, int]], paper: Callable[..., Page]
) -> None:
    read = extract([paper(text)], TODAY)
    assert [(vat.rate, vat.base, vat.amount) for vat in read.vat] == taxes
    assert all(check.ok for check in read.checks if check.name.startswith("vat"))


BULGARIAN_AS_READ = """
    . .
    ENK 131129282
    3  BG131129282
    HE P 1K       43.20 b
    OA CYMA       43.20
    B PO          50.00
    PECTO          6.80
    20%            7.20
    18-03-{year} 18:29:10
"""


@pytest.mark.parametrize(("year", "currency"), [(2025, "BGN"), (2026, "EUR")])
def test_cyrillic_read_as_latin_gives_figures_but_no_name(year: int, currency: str, paper: Callable[..., Page]) -> None:
    read = extract([paper(BULGARIAN_AS_READ.format(year=year))], TODAY)
    assert read.supplier.name is None
    assert read.supplier.cui is None
    assert (read.total, read.currency, read.issue_date) == (4320, currency, date(year, 3, 18))
    assert [(paid.method, paid.amount) for paid in read.payments] == [("CASH", 4320)]
    assert read.confidence["currency"] < 0.9


def test_a_currency_that_no_sign_names_is_the_countrys_and_less_sure(paper: Callable[..., Page]) -> None:
    read = extract([paper("Bar Roma\nP.IVA 04916380159\nTOTALE  5,00\n12/03/2025")], TODAY)
    assert read.currency == "EUR"
    assert read.confidence["currency"] < 0.9


def test_what_was_sold_at_a_rate_is_not_taken_for_its_tax(paper: Callable[..., Page]) -> None:
    text = "SPAR Kft.\nÖSSZESEN  8.170 Ft\nB 18,00%  1.180 Ft\nC 27,00%  6.990 Ft\n2025.04.09. 12:12"
    read = extract([paper(text)], TODAY)
    assert [(vat.rate, vat.amount) for vat in read.vat] == [(1800, None), (2700, None)]


def test_cash_paid_is_not_lessened_where_what_was_handed_over_is_told_apart(paper: Callable[..., Page]) -> None:
    text = "RAIL Ltd\nTOTAL  £38.40\nAmount paid  £38.40\nCash tendered  £40.00\nChange given  £1.60"
    read = extract([paper(text)], TODAY)
    assert [(paid.method, paid.amount) for paid in read.payments] == [("CASH", 3840)]


def test_a_payment_printed_with_a_minus_is_what_was_paid(paper: Callable[..., Page]) -> None:
    read = extract([paper("dm-drogerie markt GmbH\nSUMME EUR  48,00\nEC-Cash EUR  -48,00\n06.05.2025")], TODAY)
    assert [(paid.method, paid.amount) for paid in read.payments] == [("CARD", 4800)]


def test_a_spanish_cif_makes_no_romanian_receipt(paper: Callable[..., Page]) -> None:
    text = "FERRETERIA LOPEZ SL\nCIF B48221190\nTOTAL EUR  18,15\nRecibido  20,00\nA devolver  1,85\n15/07/2025"
    read = extract([paper(text)], TODAY)
    assert (read.currency, read.total, read.supplier.cui) == ("EUR", 1815, None)
    assert "foreign_document" in read.review_reasons
    assert [(paid.method, paid.amount) for paid in read.payments] == [("CASH", 1815)]


def test_an_american_date_is_month_first(paper: Callable[..., Page]) -> None:
    read = extract([paper("Lou's Diner\nNew York, NY 10128\n09/04/2025 1:07 PM\nTOTAL  $29.39")], TODAY)
    assert read.issue_date == date(2025, 9, 4)


def test_a_foreign_tax_number_is_never_given_as_a_romanian_code(receipt: Receipt, paper: Callable[..., Page]) -> None:
    assert extract([paper(receipt.text)], TODAY).supplier.cui is None


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
