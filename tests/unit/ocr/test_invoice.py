"""Promises of the Romanian invoice reader on words placed here by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from services.ocr.extract import extract
from services.ocr.words import Page, Word

TODAY = date(2026, 5, 4)
LETTER, HEIGHT, PITCH = 10.0, 18.0, 26.0

Placed = tuple[float, str]


def page(rows: list[list[Placed]]) -> Page:
    """One row of text after the other; each text is cut into words that stand a letter apart."""
    words = []
    for index, row in enumerate(rows):
        top = 40 + index * PITCH
        for x, text in row:
            place = x
            for part in text.split(" "):
                right = place + len(part) * LETTER
                quad = ((place, top), (right, top), (right, top + HEIGHT), (place, top + HEIGHT))
                words.append(Word(part, quad, 0.99))
                place = right + LETTER * 0.6
    return Page(words, 1240, 1754, source="pdf_text", to_file=np.diag([1 / 1240, 1 / 1754, 1]))


SELLER = ["Furnizor: ALFA CONSULT SRL", "CIF: RO14399840", "Nr. Reg. Com.: J40/7626/2011", "Str. Lungă 14, Brașov"]
BUYER = ["Client: ȘCOALA FOENI", "Cod fiscal: 29152430", "Reg. com.: J35/12/2010", "Foeni nr. 383"]
TITLE = [[(520.0, "FACTURA FISCALA")], [(480.0, "Seria ACB Nr. 00127")], [(480.0, "Data: 30.04.2026")]]
HEADINGS: list[Placed] = [
    (40, "Nr. crt"),
    (130, "Denumirea produselor"),
    (560, "U.M."),
    (660, "Cant."),
    (760, "Pret"),
    (900, "Valoare"),
    (1080, "TVA"),
]


def row(*texts: str) -> list[Placed]:
    return list(zip((40, 130, 560, 660, 760, 900, 1080), texts, strict=False))


ROWS = [
    row("1", "Scaun rotativ negru", "buc", "2,00", "100,00", "200,00", "42,00"),
    row("2", "Pâine albă 500 g", "buc", "12,5", "4,00", "50,00", "5,50"),
]
TOTALS: list[list[Placed]] = [
    [(700.0, "Total fără TVA"), (1080.0, "250,00 lei")],
    [(700.0, "Total TVA"), (1080.0, "47,50 lei")],
    [(700.0, "TOTAL DE PLATĂ"), (1080.0, "297,50 lei")],
]


def beside(left: list[str], right: list[str]) -> list[list[Placed]]:
    return [[(40.0, one), (700.0, other)] for one, other in zip(left, right, strict=True)]


def read(rows: list[list[Placed]]) -> dict[str, Any]:
    return extract([page(rows)], TODAY).as_json()


def invoice(
    *,
    head: list[list[Placed]] | None = None,
    rows: list[list[Placed]] | None = None,
    totals: list[list[Placed]] | None = None,
    foot: list[list[Placed]] | None = None,
) -> dict[str, Any]:
    first = [*beside(SELLER, BUYER), *TITLE] if head is None else head
    return read([*first, HEADINGS, *(rows or ROWS), *(totals or TOTALS), *(foot or [])])


def test_a_sound_invoice_is_read_whole_and_needs_no_review() -> None:
    found = invoice()
    assert (found["kind"], found["needs_review"]) == ("invoice", False)
    assert found["supplier"] == {
        "name": "ALFA CONSULT SRL",
        "cui": "14399840",
        "address": "Str. Lungă 14, Brașov",
        "vat_payer": True,
    }
    assert found["buyer"] == {"name": "ȘCOALA FOENI", "cui": "29152430"}
    assert (found["series"], found["number"], found["issue_date"]) == ("ACB", "00127", "2026-04-30")
    assert (found["net_total"], found["vat_total"], found["total"]) == ("250.00", "47.50", "297.50")
    assert found["vat"] == [
        {"rate": "21", "base": "200.00", "amount": "42.00"},
        {"rate": "11", "base": "50.00", "amount": "5.50"},
    ]
    assert found["currency"] == "RON"
    assert [line["description"] for line in found["lines"]] == ["Scaun rotativ negru", "Pâine albă 500 g"]


def test_rows_keep_quantity_unit_and_price() -> None:
    lines = extract([page([*beside(SELLER, BUYER), *TITLE, HEADINGS, *ROWS, *TOTALS])], TODAY).lines
    assert [(line.quantity, line.unit, line.unit_price, line.amount) for line in lines] == [
        (Decimal("2.00"), "buc", Decimal("100.00"), 20000),
        (Decimal("12.5"), "buc", Decimal("4.00"), 5000),
    ]


def test_parties_one_above_the_other_are_told_apart() -> None:
    stacked: list[list[Placed]] = [
        [(40.0, text)] for text in (*SELLER, "FACTURA", "Nr. 127", "Data: 30.04.2026", *BUYER)
    ]
    found = invoice(head=stacked)
    assert (found["supplier"]["cui"], found["buyer"]["cui"]) == ("14399840", "29152430")


def test_long_names_in_the_head_do_not_hide_title_and_buyer() -> None:
    first: list[Placed] = [
        (40, "Furnizor: ALFA CONSULT SI ASOCIATII SRL"),
        (455, "FACTURA"),
        (548, "Client: ȘCOALA FOENI"),
    ]
    rest = [[(40.0, one), (520.0, other)] for one, other in zip(SELLER[1:], BUYER[1:], strict=True)]
    found = invoice(head=[first, *rest, *TITLE[1:]])
    assert (found["kind"], found["supplier"]["cui"], found["buyer"]["cui"]) == ("invoice", "14399840", "29152430")
    assert (found["supplier"]["name"], found["buyer"]["name"]) == ("ALFA CONSULT SI ASOCIATII SRL", "ȘCOALA FOENI")


def test_a_seller_without_a_label_is_the_one_at_the_top() -> None:
    head: list[list[Placed]] = [
        [(40.0, "ALFA CONSULT SRL"), (900.0, "FACTURA")],
        [(40.0, "RO14399840"), (900.0, "Seria ACB nr. 127")],
        [(900.0, "Data emiterii 30.04.2026")],
        *[[(40.0, text)] for text in BUYER],
    ]
    found = invoice(head=head)
    assert (found["supplier"]["name"], found["supplier"]["cui"]) == ("ALFA CONSULT SRL", "14399840")
    assert (found["buyer"]["name"], found["buyer"]["cui"]) == ("ȘCOALA FOENI", "29152430")


@pytest.mark.parametrize(
    ("written", "series", "number"),
    [
        ("Seria ACB Nr. 00127", "ACB", "00127"),
        ("Seria: ACB, numărul 127", "ACB", "127"),
        ("Factura nr. 127 din 30.04.2026", None, "127"),
        ("Nr. factură: ACB 00127", "ACB", "00127"),
        ("Nr. factură: CJ-127", "CJ", "127"),
        ("Număr factură: 4060895", None, "4060895"),
        ("FACTURA SERIA TM NR 9", "TM", "9"),
        ("Seria 2024- Nr. 745", "2024", "745"),
        ("Serie: ACB Numar: 745", "ACB", "745"),
        ("FACTURA nr. ACB745/30.04.2026", "ACB", "745"),
        ("Factura nr. 0067764/30.04.2026", None, "0067764"),
        ("Seria / Series: ACB Nr. / No.: 745", "ACB", "745"),
        ("ACB nr. 745", "ACB", "745"),
        ("Seria FNB25 Nr. 58812736", "FNB25", "58812736"),
        ("Factura nr. ALD25 00718832 din data de 30.04.2026", "ALD25", "00718832"),
        ("Seria BV APA Nr. 1827364 Data 30.04.2026", "BV APA", "1827364"),
        ("SERIA NB NR. 0074124", "NB", "0074124"),
        ("No. / Nr. ICP 2025/0617", "ICP", "2025/0617"),
        ("Factura: CN 2025-1177", "CN", "2025-1177"),
        ("Număr document: NC-000087", "NC", "000087"),
        ("Invoice number / Număr INV-2026-004417", "INV", "2026-004417"),
        ("Factura seria/nr. EFC/9002817736", "EFC", "9002817736"),
        ("Serie și număr factură TMX 250918873302", "TMX", "250918873302"),
    ],
)
def test_series_and_number_in_their_many_wordings(written: str, series: str | None, number: str) -> None:
    head = [*beside(SELLER, BUYER), [(480.0, "FACTURA")], [(480.0, written)], [(480.0, "Data: 30.04.2026")]]
    found = invoice(head=head)
    assert (found.get("series"), found["number"]) == (series, number)


@pytest.mark.parametrize(
    "other", ["Chitanța seria LFC nr. 17", "la factura seria XYZ nr. 99", "CI seria MX nr. 778201 eliberat SPCLEP Iași"]
)
def test_the_number_of_another_paper_is_not_the_invoices(other: str) -> None:
    head = [*beside(SELLER, BUYER), [(480.0, "FACTURA")], [(40.0, other)], [(480.0, "Seria ACB nr. 745")]]
    found = invoice(head=[*head, [(480.0, "Data: 30.04.2026")]])
    assert (found["series"], found["number"]) == ("ACB", "745")


def test_the_number_may_stand_right_of_its_label_or_below_the_title() -> None:
    sides = beside(SELLER, BUYER)
    day: list[Placed] = [(480.0, "Data: 30.04.2026")]
    right = invoice(head=[*sides, [(480.0, "FACTURA")], [(480.0, "Nr. factură:"), (760.0, "4101827364")], day])
    below = invoice(head=[*sides, [(480.0, "FACTURA FISCALĂ")], [(520.0, "CID-2500318")], day])
    assert right["number"] == "4101827364"
    assert (below["series"], below["number"]) == ("CID", "2500318")


def test_a_bill_names_its_seller_at_the_foot() -> None:
    head: list[list[Placed]] = [
        [(40.0, "Factura ta"), (700.0, "ȘCOALA FOENI SRL")],
        [(40.0, "Nr. factură TMX 7302"), (700.0, "CIF: RO29152430")],
        [(40.0, "Data emiterii 30.04.2026"), (700.0, "Cod client 1.1827364")],
    ]
    foot: list[list[Placed]] = [
        [(40.0, "ALFA CONSULT SRL, Str. Lungă 14, Brașov")],
        [(40.0, "CUI RO14399840, J40/7626/2011")],
    ]
    found = invoice(head=head, foot=foot)
    assert (found["supplier"]["name"], found["supplier"]["cui"]) == ("ALFA CONSULT SRL", "14399840")
    assert (found["buyer"]["name"], found["buyer"]["cui"]) == ("ȘCOALA FOENI SRL", "29152430")
    assert not found["needs_review"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["ALFA CONSULT SRL", "C.F. RO14399840"], ["ȘCOALA FOENI SRL", "C.F. RO29152430"]),
        (["Date furnizor", "ALFA SRL", "CUI RO14399840"], ["Date beneficiar", "ȘCOALA FOENI", "CUI RO29152430"]),
        (["FURNIZOR: ALFA SRL", "COD FISCAL RO14399840 REG.COM. J15/210/2001"], ["CLIENT: FOENI", "CF 29152430"]),
    ],
)
def test_parties_without_labels_or_under_others_have_their_codes(left: list[str], right: list[str]) -> None:
    found = invoice(head=[[(40.0, "FACTURA ABC nr. 127 din 30.04.2026")], *beside(left, right)])
    assert (found["supplier"]["cui"], found["buyer"]["cui"]) == ("14399840", "29152430")


def test_a_particular_persons_invoice_may_name_its_seller_at_the_foot_alone() -> None:
    head: list[list[Placed]] = [
        [(40.0, "Librăria din Deal"), (700.0, "Factură LCD 66120")],
        [(700.0, "din 30.04.2026")],
    ]
    found = invoice(head=head, foot=[[(40.0, "ALFA CONSULT SRL – Brașov – ORC J08/430/2010 – Cod fiscal RO14399840")]])
    assert found["supplier"]["cui"] == "14399840"
    assert "buyer_cui_unread" in found["review_reasons"]


@pytest.mark.parametrize("series", ["ACB", "BN FER"])
def test_a_series_in_a_cell_of_its_own_belongs_to_the_number_in_another(series: str) -> None:
    head = [*beside(SELLER, BUYER), [(480.0, "FACTURA")], [(480.0, f"Seria {series}")], [(480.0, "Nr. facturii 10284")]]
    found = invoice(head=[*head, [(480.0, "Data 30.04.2026")]])
    assert (found["series"], found["number"]) == (series, "10284")


def test_words_spread_over_cells_announce_a_number_together() -> None:
    spread: list[Placed] = [
        (300.0, "FACTURA"),
        (480.0, "seria"),
        (640.0, "TPA"),
        (760.0, "nr."),
        (860.0, "1093"),
        (1000.0, "din 30.04.2026"),
    ]
    found = invoice(head=[*beside(SELLER, BUYER), spread])
    assert (found["series"], found["number"], found["issue_date"]) == ("TPA", "1093", "2026-04-30")


@pytest.mark.parametrize(
    "label", ["Stornează integral factura seria MBP nr. 20790 din", "Referitor la factura MBP 20790 din"]
)
def test_the_date_of_the_invoice_that_is_corrected_is_not_this_ones(label: str) -> None:
    head = [*beside(SELLER, BUYER), [(480.0, "FACTURA STORNO")], [(480.0, "seria MBP nr. 20884 / 30.04.2026")]]
    found = invoice(head=[*head, [(40.0, f"{label} 18.04.2026")]])
    assert (found["number"], found["issue_date"]) == ("20884", "2026-04-30")


def test_what_no_vat_is_charged_on_is_part_of_the_net_value() -> None:
    rows = [*ROWS, row("3", "Ambalaj navetă", "buc", "12", "10,00", "120,00", "0,00")]
    totals: list[list[Placed]] = [
        [(700.0, "TOTAL"), (900.0, "370,00"), (1080.0, "47,50")],
        [(700.0, "TOTAL DE PLATĂ"), (1080.0, "417,50")],
    ]
    found = invoice(rows=rows, totals=totals)
    assert [(vat["rate"], vat["base"]) for vat in found["vat"]] == [("21", "200.00"), ("11", "50.00"), ("0", "120.00")]
    assert (found["net_total"], found["needs_review"]) == ("370.00", False)


def test_series_and_number_may_stand_under_their_headings() -> None:
    labels: list[Placed] = [(40, "Serie"), (300, "Număr factură"), (600, "Data facturii"), (900, "Monedă")]
    values: list[Placed] = [(40, "ACB"), (300, "745"), (600, "30.04.2026"), (900, "RON")]
    found = invoice(head=[*beside(SELLER, BUYER), [(480.0, "Factură")], labels, values])
    assert (found["series"], found["number"], found["issue_date"]) == ("ACB", "745", "2026-04-30")


def test_a_bill_gives_its_buyer_by_the_clients_number() -> None:
    buyer = ["ȘCOALA FOENI", "Cod client: 901691919", "CUI: RO29152430", "Foeni nr. 383"]
    seller = ["ENERGIE SA", *SELLER[1:]]
    found = invoice(head=[*beside(seller, buyer), *TITLE])
    assert (found["supplier"]["cui"], found["buyer"]["cui"]) == ("14399840", "29152430")


def test_a_currency_that_nothing_decides_is_not_guessed() -> None:
    bare = [[(x, text.replace(" lei", "")) for x, text in line] for line in TOTALS]
    assert invoice(totals=bare)["currency"] == "RON"
    found = invoice(totals=bare, foot=[[(40.0, "Echivalent 60 EUR")]])
    assert "currency" not in found
    assert "currency_unread" in found["review_reasons"]


def test_an_invoice_without_vat_has_to_say_why() -> None:
    rows = [row("1", "Fier vechi", "kg", "100", "2,00", "200,00")]
    totals: list[list[Placed]] = [[(700.0, "TOTAL DE PLATĂ"), (1080.0, "200,00")]]
    assert "vat_unread" in invoice(rows=rows, totals=totals)["review_reasons"]
    why: list[list[Placed]] = [[(40.0, "Neplătitor de TVA conform art. 310")]]
    assert not invoice(rows=rows, totals=totals, foot=why)["needs_review"]


def test_the_date_of_issue_is_not_the_due_date() -> None:
    head = [
        *beside(SELLER, BUYER),
        [(480.0, "FACTURA Nr. 127")],
        [(480.0, "Scadența: 01.05.2026")],
        [(480.0, "Data facturii: 02.04.2026")],
    ]
    assert invoice(head=head)["issue_date"] == "2026-04-02"


def test_thousands_parted_by_a_space_are_one_number() -> None:
    found = invoice(
        rows=[row("1", "Ciment Portland 40 kg", "sac", "1 000", "12,50", "12 500,00", "2 625,00")],
        totals=[
            [(700.0, "Total fără TVA"), (1080.0, "12 500,00")],
            [(700.0, "TVA 21%"), (1080.0, "2 625,00")],
            [(700.0, "Total general"), (1080.0, "15 125,00")],
        ],
    )
    assert (found["net_total"], found["total"], found["lines"][0]["quantity"]) == ("12500.00", "15125.00", "1000")
    assert found["vat"] == [{"rate": "21", "amount": "2625.00"}]


def test_a_quantity_of_one_that_the_engine_missed_does_not_lose_the_row() -> None:
    found = invoice(rows=[row("1", "Scaun rotativ", "buc", "", "200,00", "200,00", "42,00"), ROWS[1]])
    assert ([line["amount"] for line in found["lines"]], found["needs_review"]) == (["200.00", "50.00"], False)


def test_a_storno_is_a_credit_note_with_negative_amounts() -> None:
    head = [*beside(SELLER, BUYER), [(480.0, "FACTURA STORNO")], *TITLE[1:]]
    found = invoice(
        head=head,
        rows=[row("1", "Scaun rotativ", "buc", "-2,00", "100,00", "-200,00", "-42,00")],
        totals=[
            [(700.0, "Total fără TVA"), (1080.0, "-200,00")],
            [(700.0, "Total TVA"), (1080.0, "-42,00")],
            [(700.0, "Total de plată"), (1080.0, "-242,00")],
        ],
    )
    assert (found["kind"], found["total"], found["vat"]) == (
        "credit_note",
        "-242.00",
        [{"rate": "21", "base": "-200.00", "amount": "-42.00"}],
    )
    assert not found["needs_review"]


def test_reverse_charge_and_vat_on_collection_are_named() -> None:
    found = invoice(
        rows=[row("1", "Fier vechi", "kg", "100", "2,00", "200,00", "0,00")],
        totals=[
            [(700.0, "Total fără TVA"), (1080.0, "200,00")],
            [(700.0, "Total TVA"), (1080.0, "0,00")],
            [(700.0, "Total de plată"), (1080.0, "200,00")],
        ],
        foot=[[(40.0, "Taxare inversă conf. art. 331 Cod fiscal")], [(40.0, "TVA la încasare")]],
    )
    assert found["regimes"] == ["reverse_charge", "vat_on_collection"]
    assert (found["vat"], found["total"], found["needs_review"]) == ([], "200.00", False)


def test_the_currency_is_the_one_beside_the_total() -> None:
    euro = [[(x, text.replace("lei", "EUR")) for x, text in line] for line in TOTALS]
    assert invoice(totals=euro)["currency"] == "EUR"


@pytest.mark.parametrize(
    ("totals", "reason"),
    [
        ([*TOTALS[:2], [(700.0, "TOTAL DE PLATĂ"), (1080.0, "299,50 lei")]], "total_mismatch"),
        (TOTALS[:2], "total_unread"),
        (
            [
                [(700.0, "Total fără TVA"), (1080.0, "260,00 lei")],
                [(700.0, "Total TVA"), (1080.0, "47,50 lei")],
                [(700.0, "TOTAL DE PLATĂ"), (1080.0, "307,50 lei")],
            ],
            "lines_total_mismatch",
        ),
    ],
)
def test_totals_that_do_not_add_up_ask_for_review(totals: list[list[Placed]], reason: str) -> None:
    found = invoice(totals=totals)
    assert reason in found["review_reasons"]
    assert found["needs_review"]


def test_a_wrong_fiscal_code_asks_for_review() -> None:
    seller = [SELLER[0], "CIF: RO99999999", *SELLER[2:]]
    found = invoice(head=[*beside(seller, BUYER), *TITLE])
    assert "supplier_cui_invalid" in found["review_reasons"]


def test_an_invoice_without_a_buyers_code_says_so_and_invents_none() -> None:
    buyer = ["Client: POPESCU ION", "Adresa: Foeni", "Tel: 0740", "-"]
    found = invoice(head=[*beside(SELLER, buyer), *TITLE])
    assert "cui" not in found["buyer"]
    assert "buyer_cui_unread" in found["review_reasons"]


def test_values_know_where_they_stand() -> None:
    box = invoice()["boxes"]["total"]
    x, y = box["quad"][0], box["quad"][1]
    assert box["page"] == 1
    assert x == pytest.approx(1080 / 1240, abs=0.001)
    assert y == pytest.approx((40 + 12 * PITCH) / 1754, abs=0.001)


def test_parties_may_stand_below_the_table() -> None:
    labelled = beside(["Emitent", *SELLER[1:]], ["Beneficiar", *BUYER[1:]])
    found = invoice(head=TITLE, foot=labelled)
    assert (found["supplier"]["cui"], found["buyer"]["cui"]) == ("14399840", "29152430")


def test_a_number_may_be_printed_in_groups() -> None:
    head = [*beside(SELLER, BUYER), [(480.0, "FACTURA")], [(480.0, "Nr. factura : 6210 000418")], TITLE[2]]
    assert invoice(head=head)["number"] == "6210 000418"


def test_headings_that_stand_close_find_their_values_word_by_word() -> None:
    titles: list[list[Placed]] = [
        [(40.0, "SANOVITA"), (480.0, "Factura Serie Numar"), (760.0, "Data")],
        [(556.0, "MED"), (620.0, "41207"), (740.0, "30.04.2026")],
    ]
    found = invoice(head=[*titles, *beside(SELLER, BUYER)])
    assert (found["series"], found["number"]) == ("MED", "41207")


def test_columns_that_nearly_touch_part_where_a_label_is_said_again() -> None:
    merged: list[list[Placed]] = [
        [(40.0, "Furnizor:"), (520.0, "FACTURA"), (760.0, "Cumparator:")],
        [(40.0, "ALFA CONSULT SRL"), (760.0, "SCOALA FOENI")],
        [(40.0, "C.I.F.: RO14399840"), (480.0, "Seria"), (660.0, "BN FER C.I.F.: 29152430")],
        [(40.0, "Sediul: str. Lunga nr. 4, jud."), (480.0, "Nr. facturii"), (690.0, "10284 Sediul: Foeni nr. 383")],
        [(480.0, "Data: 30.04.2026")],
    ]
    found = invoice(head=merged)
    assert (found["series"], found["number"]) == ("BN FER", "10284")
    assert (found["supplier"]["cui"], found["buyer"]["cui"]) == ("14399840", "29152430")


def test_a_small_l_among_capitals_of_a_series_is_an_i() -> None:
    head = [*beside(SELLER, BUYER), TITLE[0], [(480.0, "Seria ACl nr. 2381")], TITLE[2]]
    assert invoice(head=head)["series"] == "ACI"


def test_eight_digits_of_a_number_are_no_day() -> None:
    head = [*beside(SELLER, BUYER), TITLE[0], [(480.0, "Serie si numar: DVC 20250731")], [(480.0, "Data: 21-07-2025")]]
    found = invoice(head=head)
    assert (found["series"], found["number"], found["issue_date"]) == ("DVC", "20250731", "2025-07-21")


@pytest.mark.parametrize("label", ["seria DFB nr.", "Factura DFB nr."])
def test_a_series_whose_number_stands_beneath(label: str) -> None:
    head = [*beside(SELLER, BUYER), TITLE[0], [(480.0, label)], [(480.0, "2255-093")], TITLE[2]]
    found = invoice(head=head)
    assert (found["series"], found["number"]) == ("DFB", "2255-093")


def test_who_prints_a_capital_sells() -> None:
    head: list[list[Placed]] = [
        [(700.0, "NOTEO CONSULT SRL")], [(700.0, "CUI 29152430")], *TITLE,
        [(40.0, "Vela Telecom SA, CUI RO14399840, Capital social subscris 412.000 lei")],
    ]  # fmt: skip
    found = invoice(head=head)
    assert (found["supplier"]["cui"], found["buyer"]["cui"]) == ("14399840", "29152430")


def test_three_amounts_that_one_rate_binds_prove_an_invoice_without_a_table() -> None:
    totals: list[list[Placed]] = [
        [(40.0, "Onorariu ........ 6.500,00 lei")], [(40.0, "TVA 21% ....... 1.365,00 lei")],
        [(40.0, "Total de plata .. 7.865,00 lei")],
    ]  # fmt: skip
    found = read([*beside(SELLER, BUYER), *TITLE, *totals])
    assert (found["net_total"], found["total"], found["needs_review"]) == ("6500.00", "7865.00", False)


def test_an_invoice_from_abroad_to_one_of_ours_is_read_as_an_invoice_and_shown() -> None:
    rows: list[list[Placed]] = [
        [(40.0, "Invoice"), (700.0, "Nimbus Cloud Limited")], [(40.0, "Invoice number: 5417882093")],
        [(40.0, "Bill to"), (700.0, "Invoice date: 03.11.2025")], [(40.0, "PIXEL STUDIO SRL")],
        [(40.0, "VAT: RO14399840")], [(40.0, "Description"), (500.0, "Interval"), (900.0, "Amount")],
        [(40.0, "Compute Engine"), (900.0, "318.40")], [(40.0, "Object Storage"), (900.0, "127.69")],
        [(40.0, "Subtotal in EUR"), (900.0, "446.09")], [(40.0, "Total in EUR"), (900.0, "446.09")],
    ]  # fmt: skip
    found = read(rows)
    assert (found["kind"], found["number"], found["buyer"]["cui"]) == ("invoice", "5417882093", "14399840")
    assert (found["total"], found["currency"]) == ("446.09", "EUR")
    assert found["review_reasons"][0] == "foreign_document"


def test_parties_that_only_their_order_tells_apart_are_shown() -> None:
    head = [*beside(["ALFA CONSULT SRL", *SELLER[1:]], ["SCOALA FOENI", *BUYER[1:]]), *TITLE]
    found = invoice(head=head)
    assert (found["supplier"]["cui"], found["buyer"]["cui"]) == ("14399840", "29152430")
    assert found["review_reasons"] == ["supplier_cui_uncertain", "buyer_cui_uncertain"]


@pytest.mark.parametrize("label", ["Partener:", "Beneficiar:"])
def test_a_buyer_named_behind_the_title_in_the_same_cell(label: str) -> None:
    rest = beside(SELLER[1:], BUYER[1:])
    first: list[Placed] = [(40.0, "ALFA CONSULT SRL"), (520.0, f"FACTURA {label}"), (716.0, "SCOALA FOENI")]
    found = invoice(head=[first, *rest, *TITLE[1:]])
    assert (found["supplier"]["cui"], found["buyer"]["cui"]) == ("14399840", "29152430")
    assert found["review_reasons"] == []


def test_a_code_alone_in_its_block_is_the_party_s() -> None:
    head = [*beside(["Furnizor", "ALFA CONSULT SRL", "14399840", "Lunga 14"], ["Client", *BUYER[:2], "Foeni"]), *TITLE]
    assert invoice(head=head)["supplier"]["cui"] == "14399840"


@pytest.mark.parametrize(
    ("written", "series", "number"),
    [("Seria ACB nr. R-20944", "ACB", "R-20944"), ("Seria OPS BV07 NR 118840", "OPS BV07", "118840")],
)
def test_letters_and_digits_in_series_and_number(written: str, series: str, number: str) -> None:
    found = invoice(head=[*beside(SELLER, BUYER), TITLE[0], [(480.0, written)], TITLE[2]])
    assert (found["series"], found["number"]) == (series, number)
