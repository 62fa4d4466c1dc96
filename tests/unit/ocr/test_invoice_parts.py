"""Promises of the parts of the invoice reader: rows, totals, labels, papers that are none, and files of several."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from services.ocr.extract.bundle import part_documents
from services.ocr.extract.classify import classify
from services.ocr.extract.invoice_rows import Row, read_row
from services.ocr.extract.invoice_table import read_summed_table, read_table
from services.ocr.extract.invoice_totals import Totals, read_totals
from services.ocr.layout import TextLine, read_all_lines
from services.ocr.words import Page, Word

LETTER, HEIGHT, PITCH, COLUMN = 10.0, 18.0, 26.0, 60.0


def page(rows: Sequence[str], number: int = 1) -> Page:
    """A page of rows whose cells are parted by `|` on the way to the right."""
    words = []
    for index, row in enumerate(rows):
        x, top = 40.0, 40 + index * PITCH
        for cell in row.split("|"):
            for part in cell.split():
                right = x + len(part) * LETTER
                words.append(Word(part, ((x, top), (right, top), (right, top + HEIGHT), (x, top + HEIGHT)), 0.99))
                x = right + LETTER * 0.6
            x += COLUMN
    return Page(words, 1600, 2200, number, source="pdf_text", to_file=np.diag([1 / 1600, 1 / 2200, 1]))


def lines(*rows: str) -> list[TextLine]:
    return read_all_lines([page(rows)])


def row(text: str, *, discounted: bool = False) -> Row | None:
    return read_row(lines(text)[0], taxed=True, discounted=discounted)


def told(found: Totals) -> tuple[int | None, int | None, int | None, bool]:
    net, vat, total = (amount.minor if amount else None for amount in (found.net, found.vat, found.total))
    return net, vat, total, found.proved


@pytest.mark.parametrize(
    ("text", "net", "rate", "vat"),
    [
        ("1|Scaun|buc|2,00|100,00|200,00|21|42,00", 20000, 2100, 4200),
        ("7|Ulei motor|buc|100,00|190,68|19 068,00|21|4 004,28", 1906800, 2100, 400428),
        ("3|Transport|cursa|1,00|1 771,49|1 771,49 21 372,01", 177149, 2100, 37201),
        ("1|Abonament Business|1|50,13|9,52|59,65", 5013, 1900, 952),
        ("Discount 5%|-192,15|-40,35", -19215, 2100, -4035),
        ("2|Zahăr|kg|18,300|3,62|66,25B", 6625, None, None),
        ("1|Meniu festiv (32 persoane)|pers|32|4.110,09|9%|369,91|4.480,00", 411009, 900, 36991),
        ("3|Lichid parbriz|3,00|BUC|19,967|50,34|19|9,56|59,90", 5034, 1900, 956),
        ("3|Taxă ANCPI|430,00|fără TVA|0,00|430,00", 43000, 0, 0),
        ("8|ex.|Manual normative 2025|142,86|5%|1142,88", 114288, 500, None),
        ("1|Business plan, 15 users|15|€12.90|21%|€193.50", 19350, 2100, None),
    ],
)
def test_a_row_gives_value_rate_and_vat(text: str, net: int, rate: int | None, vat: int | None) -> None:
    read = row(text)
    assert read is not None
    assert (read.net, read.rate, read.vat) == (net, rate, vat)


def test_a_discount_of_the_row_stands_between_price_and_value() -> None:
    read = row("4|Făină albă|buc|5,00|4,23|10,00|19,04|11|2,09|21,13", discounted=True)
    assert read is not None
    assert (read.net, read.rate, read.vat) == (1904, 1100, 209)
    read = row("1|Centrală termică|buc|2|4.890,00|12%|1.173,60|8.606,40|21%", discounted=True)
    assert read is not None
    assert (read.net, read.rate) == (860640, 2100)
    read = row("4|Scaun vizitator|buc|10|234,48|5%|2.227,56|21", discounted=True)
    assert read is not None
    assert (read.net, read.rate) == (222756, 2100)


@pytest.mark.parametrize("text", ["0|1|2|3|4|5(3x4)|6", "0|2|3|4|5 (3x4)|6", "21%|1.750,80|367,67|2.118,47"])
def test_numbered_columns_and_summaries_are_no_rows(text: str) -> None:
    assert row(text) is None


HEADINGS = "Nr.|Denumire|U.M.|Cant.|Pret|Valoare|Cota TVA|Valoare TVA"


def test_what_is_carried_over_pages_is_neither_row_nor_total() -> None:
    first = page([HEADINGS, "1|Ciment|sac|2,00|10,00|20,00|21%|4,20", "|Total de reportat|20,00|4,20"])
    second = page([HEADINGS, "|Report|20,00|4,20", "2|Var|sac|1,00|5,00|5,00|21%|1,05", "TOTAL|25,00|5,25"], 2)
    found = read_table(read_all_lines([first, second]))
    assert found is not None
    assert [one.net for one in found.rows] == [2000, 500]
    assert found.totals == 6


def test_a_table_in_parts_is_one_and_an_annex_is_none_of_it() -> None:
    work = HEADINGS.replace("Denumire", "Operatie")
    parts = lines(HEADINGS, "1|Filtru|buc|1|38,66|38,66|21%|8,12", "Subtotal piese|38,66", work,
                  "1|Schimb|ore|0,6|180,00|108,00|21%|22,68", "Total|146,66|30,80")  # fmt: skip
    first = page([HEADINGS, "1|Diesel|L|100|5,85|585,00|21%|122,85", "Total factura|585,00|122,85|707,85"])
    annex = page(["Card / Nr. auto|Data|Statie|Cantitate L|Pret net/L|Valoare neta", "TM 44|Pecica|100|5,85|585,00"], 2)
    nets = [read_table(parts), read_table(read_all_lines([first, annex]))]
    assert [[one.net for one in found.rows] if found else None for found in nets] == [[3866, 10800], [58500]]


def test_the_headings_may_stand_on_two_lines() -> None:
    found = read_table(
        lines("|Valoare", "Explicatii|Cota TVA", "1|Bonus|1|842,30|842,30|19%|160,04", "Total document|842,30")
    )
    assert found is not None
    assert [one.net for one in found.rows] == [84230]


def test_a_description_goes_on_below_its_row() -> None:
    found = read_table(
        lines(
            HEADINGS,
            "1|Mentenanță|luna|1,00|90,00|90,00|21%|18,90",
            "|perioada martie conform contract",
            "2|Var|sac|1,00|5,00|5,00|21%|1,05",
            "TOTAL|95,00|19,95",
        )
    )
    assert found is not None
    assert [one.description for one in found.rows] == ["Mentenanță perioada martie conform contract", "Var"]


_PRINTED = ("1|A|buc|2|100,00|200,00|42,00", "2|B|buc|1|50,00|50,00|10,50")
ROWS = [found for text in _PRINTED if (found := row(text)) is not None]


@pytest.mark.parametrize(
    ("rows", "net", "vat", "total"),
    [
        (["Stampila|Total|250,00|52,50", "furnizorului|de primire|302,50 RON"], 25000, 5250, 30250),
        (["valabila conform art. 319 alin. 29 din Legea 227/2015.|Total|250,00 Lei|52,50 Lei", "Total plata|302,50"],
         25000, 5250, 30250),
        (["Total fără TVA / TVA 21%|250,00|52,50", "Sold anterior|100,00", "Total de plată|402,50",
          "Total factură curentă|302,50"], 25000, 5250, 30250),
        (["Subtotal|250,00", "Discount 10%|-25,00", "Total fără TVA|225,00", "TVA 21%|47,25", "Total plată|272,25"],
         22500, 4725, 27225),
        (["TOTAL|250,00|52,50|302,50"], 25000, 5250, 30250),
    ],
)  # fmt: skip
def test_totals_are_proved_by_rows_and_rates_whatever_stands_beside_them(
    rows: list[str], net: int, vat: int, total: int
) -> None:
    assert told(read_totals(lines(*rows), ROWS)) == (net, vat, total, True)


@pytest.mark.parametrize(
    "rows",
    [
        ["Total fără TVA|250,00", "Total TVA|52,50", "TOTAL DE PLATĂ|303,50"],
        ["Sold anterior|250,00", "Penalități|52,50", "Total de plată|302,50"],
        ["Total TVA|52,50", "TOTAL DE PLATĂ|250,00"],
    ],
)
def test_totals_that_nothing_proves_are_not_called_proved(rows: list[str]) -> None:
    assert not read_totals(lines(*rows), []).proved


def test_vat_by_rate_is_read_from_a_summary_beside_the_totals() -> None:
    found = read_totals(
        lines(
            "Cota TVA|Baza|Valoare TVA|Total fara TVA|341,43",
            "19,00%|334,30|63,52|Total TVA|64,16",
            "9,00%|7,13|0,64|Total factura|405,59 RON",
        ),
        [],
    )
    assert [(group.rate, group.base, group.amount) for group in found.groups] == [(1900, 33430, 6352), (900, 713, 64)]
    assert found.proved


def test_a_summary_of_bases_and_vat_proves_the_totals_without_rows() -> None:
    found = read_totals(
        lines("Total net fără TVA|2653,40", "TVA 19% (la baza 657,99)|125,02", "TVA 5% (la baza 1995,41)|99,77",
              "Total de plată RON|2878,19"),
        [],
    )  # fmt: skip
    assert told(found) == (265340, 22479, 287819, True)


def test_rows_round_their_vat_each_for_itself() -> None:
    rows = [one for text in ("1|A|buc|1|2,02|2,02|21%|0,42", "2|B|buc|1|2,02|2,02|21%|0,42") if (one := row(text))]
    found = read_totals(lines("TOTAL|4,04|0,85|4,89"), rows)
    assert (found.proved, [(group.base, group.amount) for group in found.groups]) == (True, [(404, 85)])


TRADERS = ["Furnizor: ALFA SRL|Client: BETA SRL", "CIF: RO14399840|CIF: RO29152430", "IBAN: RO00"]
TABLE = [HEADINGS, "1|Scaun|buc|2,00|100,00|200,00|21%|42,00", "TOTAL DE PLATA|242,00 lei"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("FACTURA", "invoice"),
        ("Factura fiscala", "invoice"),
        ("FACTURĂ STORNO", "credit_note"),
        ("F A C T U R A nr. 127", "invoice"),
        ("Nr. factură 127", "invoice"),
        ("Proforma", "other"),
        ("FACTURĂ PROFORMĂ", "other"),
        ("AVIZ DE ÎNSOȚIRE A MĂRFII", "other"),
        ("OFERTĂ DE PREȚ", "other"),
        ("Comandă nr. 12", "other"),
    ],
)
def test_only_invoices_are_called_so(title: str, kind: str) -> None:
    assert classify(lines(*TRADERS, title, "Seria AB nr. 12 Data: 02.04.2026", *TABLE)).kind == kind


def leaf(number: int, place: int, *, total: bool = True, extra: str = "") -> Page:
    foot = "TOTAL DE PLATA|242,00 lei" if total else "De reportat|200,00|42,00"
    return page([*TRADERS, f"FACTURA Seria AB nr. {number} {extra}", "Data: 02.04.2026", *TABLE[:-1], foot], place)


def grouped(*pages: Page) -> list[list[int]]:
    return [[one.number for one in document] for document in part_documents(pages)]


def test_each_invoice_of_a_file_is_a_document() -> None:
    assert grouped(leaf(101, 1), leaf(102, 2), leaf(103, 3)) == [[1], [2], [3]]


def test_an_invoice_over_several_pages_is_one_document() -> None:
    terms = page(["Termeni si conditii", "Plata se face in 15 zile."], 3)
    assert grouped(leaf(101, 1, total=False), leaf(101, 2), terms, leaf(102, 4)) == [[1, 2, 3], [4]]


def test_a_misread_number_does_not_part_an_invoice_that_goes_on() -> None:
    assert grouped(leaf(101, 1, total=False), leaf(107, 2)) == [[1, 2]]
    assert grouped(leaf(101, 1), leaf(107, 2, extra="Pagina 2 din 2")) == [[1, 2]]


def summed(due: int, *rows: str) -> list[tuple[str, int, int | None]] | None:
    of = lines(*rows)
    found = read_summed_table(of, read_table(of), [due])
    return [(one.description, one.net, one.rate) for one in found.rows] if found else None


def test_amounts_of_a_column_that_add_up_to_the_net_value_are_rows() -> None:
    bill = ("Servicii|TVA %|Valoare fara TVA, lei", "Abonament|21|49,50", "Telefonie|21|12,40", "Reducerea|21|-15,00")
    rows = [("Abonament", 4950, 2100), ("Telefonie", 1240, 2100), ("Reducerea", -1500, 2100)]
    assert summed(4690, *bill, "Total servicii fara TVA|46,90", "TVA 21%|9,85") == rows
    assert summed(4691, *bill, "Total servicii fara TVA|46,91", "TVA 21%|9,85") is None


def test_a_line_that_is_the_net_value_is_no_row_of_it() -> None:
    assert summed(9000, "Explicatie|U.M.|Valoare|TVA", "Valoare neta|90,00", "TVA 21%|18,90") is None


def test_rows_of_a_column_may_go_on_with_the_next_page() -> None:
    head = "Poz.|Material|Cantitate|Pret per UM|TVA|Valoare neta"
    first = page(
        [head, "10|Rulment|50 BUC|1.890,00|100 BUC|19%|945,00", "|Report|945,00", "Banca", "Capital", "Pagina 1"]
    )
    second = page(
        [
            "FACTURA",
            "Seria A",
            "Data",
            "Client",
            head,
            "20|Curelei|25 BUC|1.100,00|100 BUC|19%|275,00",
            "Total|1.220,00",
        ],
        2,
    )
    of = read_all_lines([first, second])
    found = read_summed_table(of, read_table(of), [122000])
    assert found is not None
    assert [one.net for one in found.rows] == [94500, 27500]


def test_tables_with_sums_of_their_own_are_one_where_they_add_up() -> None:
    work = (
        "MANOPERA",
        "Nr.|Operatiune|UM|Timp|Tarif|Valoare",
        "1|Distributie|ore|2,00|155,00|310,00",
        "Total manopera|310,00",
    )
    parts = ("PIESE", HEADINGS, "1|Filtru|buc|1|38,66|38,66|21%|8,12", "Total piese|38,66", "Total fara TVA|348,66")
    assert [net for _, net, _ in summed(34866, *work, *parts) or []] == [31000, 3866]


def test_a_bill_s_further_page_without_a_title_belongs_to_it() -> None:
    first = page(
        ["Factura serie TMN nr. 250914477", "Furnizor: TELCOM SA", "Data emiterii: 05.09.2025", "Total de plata|326,51"]
    )
    second = page(
        ["Servicii facturate|Cant.|Pret unitar|Total fara TVA", "Internet|1|50,41|50,41", "Total factura|326,51",
         "TELCOM SA CIF RO11027630, capital social 90.000 lei", "Plati pana la 04.09.2025"], 2,
    )  # fmt: skip
    assert len(part_documents([first, second])) == 1


def test_vat_that_was_rounded_row_by_row_fits_its_base_where_their_sum_says_so() -> None:
    found = read_totals(
        lines("21%|44.602,98|9.366,66|53.969,64", "Total|44.602,98|9.366,66", "Total de plata|53.969,64"), []
    )
    assert told(found) == (4460298, 936666, 5396964, True)


def test_headings_of_the_invoice_s_own_data_do_not_make_it_another_paper() -> None:
    told = [*TRADERS, "Factura MCA nr.|Data|Scadenta|Contract", "2025-318|18.09.2025|03.10.2025|77/2025", *TABLE]
    assert classify(lines(*told)).kind == "invoice"


def test_sections_of_one_table_are_its_rows_where_their_totals_add_up() -> None:
    head = "Operatie / Articol|UM|Cant|Tarif|Val. neta"
    work = ("Kit ambreiaj|ore|5.40|180.00|972.00", "Diagnoza comp|ore|0.50|180.00|90.00", "Total manopera|1062.00")
    parts = ("Kit volanta L|buc|1.00|214.76|214.76", "Ulei cutie 75|lit|2.20|47.93|105.45", "Total piese|320.21")
    told = summed(138221, head, *work, *parts, "Total fara TVA|1382.21")
    assert [net for _, net, _ in told or []] == [97200, 9000, 21476, 10545]


def test_a_sum_of_the_rows_without_a_word_is_no_row() -> None:
    rows = ("1|Alarma|luni|1|120,00|120,00|25,20", "2|Transport|curse|2|40,00|80,00|16,80")
    found = read_table(lines("Nr.|Explicatii|UM|Cant.|Tarif|Valoare|TVA", *rows, "Plata in 10 zile.|200,00|42,00"))
    assert found is not None
    assert [one.net for one in found.rows] == [12000, 8000]
