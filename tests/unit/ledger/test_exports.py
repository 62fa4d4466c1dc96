"""Files that Excel opens as tables, with every ban in them and nothing that runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.exports import notes_table, report_table
from services.ledger.journal import Journal, purchase_journal
from services.ledger.models import Note, NoteLine, NoteVat
from services.ledger.reports.purchases import journal_report
from services.ledger.repository import Purchased

NOTE_ID = UUID("0190a0a0-0000-7000-8000-000000000001")


def posted(total: int = 26328, vat: tuple[tuple[int | None, int, int, int], ...] = (), **changes: object) -> Note:
    parts = vat or ((1900, 22124, 4204, 0),)
    values: dict[str, object] = {
        "id": NOTE_ID,
        "tenant_id": uuid4(),
        "document_id": uuid4(),
        "date": date(2024, 3, 15),
        "number": "0123",
        "currency": "RON",
        "rule": "purchase_receipt_cash",
        "partner_cui": "11201891",
        "partner_name": "OMV",
        "total": total,
        "non_deductible": total - sum(part[1] + part[2] for part in parts),
        "lines": [
            NoteLine(position=1, debit="6022", credit="401", amount=22124, vat_rate=1900, explanation="Motorină"),
            NoteLine(position=2, debit="401", credit="5311", amount=-5, vat_rate=None, explanation="Plată"),
        ],
        "vat": [
            NoteVat(position=index, rate=rate, base=base, amount=amount, deferred=deferred)
            for index, (rate, base, amount, deferred) in enumerate(parts)
        ],
    }
    return Note(**{**values, **changes})


def purchases(notes: Iterable[Note]) -> Journal:
    """The journal of notes, as the repository reads them."""
    found = []
    for note in notes:
        head = (str(uuid4()), str(note.document_id), note.date, note.number, note.partner_name, note.partner_cui)
        for part in note.vat or [None]:
            vat = part and (part.position, part.rate, part.base, part.amount, part.deferred, 0, False)
            found.append(Purchased(*head, note.total, note.non_deductible, *(vat or ())))
    return purchase_journal(found)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def bani(text: str) -> int:
    return int(text.replace(",", ""))


def test_a_note_is_one_row_a_line() -> None:
    content = notes_table([posted()])
    assert content.decode("utf-8-sig") == (
        "Data;Document;Cont debitor;Cont creditor;Suma;Moneda;Cota TVA;CUI partener;Partener;Explicație;Regulă;Notă\r\n"
        f"2024-03-15;0123;6022;401;221,24;RON;19%;11201891;OMV;Motorină;purchase_receipt_cash;{NOTE_ID}\r\n"
        f"2024-03-15;0123;401;5311;-0,05;RON;;11201891;OMV;Plată;purchase_receipt_cash;{NOTE_ID}\r\n"
    )


def test_excel_is_told_the_encoding_and_gets_decimal_commas_between_semicolons() -> None:
    content = notes_table([posted()])
    assert content.startswith(b"\xef\xbb\xbf")
    assert b";221,24;" in content


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_of_a_document_becomes_a_formula(name: str) -> None:
    [_, first, _] = rows(notes_table([posted(partner_name=name)]))
    assert first[8] == f"'{name}"


def test_separators_quotes_and_line_ends_in_a_name_stay_in_its_cell() -> None:
    [_, first, _] = rows(notes_table([posted(partner_name='A;"B"\nC')]))
    assert first[8] == 'A;"B"\nC'


def test_the_journal_has_two_columns_a_rate_and_a_row_of_totals() -> None:
    notes = [
        posted(),
        posted(22800, ((2100, 10000, 2100, 2100), (900, 9800, 900, 0)), partner_name="ALFA", partner_cui=""),
        posted(5000, ((None, 0, 0, 0),), number=""),
    ]
    table = rows(report_table(journal_report(purchases(notes))))
    assert table[0] == [
        *("Nr. crt.", "Data", "Document", "Furnizor", "CUI furnizor", "Total cu TVA"),
        *("Bază 21%", "TVA 21%", "Bază 19%", "TVA 19%", "Bază 9%", "TVA 9%"),
        *("Bază cotă necunoscută", "TVA cotă necunoscută", "Scutite sau fără drept de deducere"),
        *("din care TVA neexigibilă", "din care TVA nedeductibilă"),
    ]
    assert table[1][:6] == ["1", "2024-03-15", "0123", "OMV", "11201891", "263,28"]
    assert ";".join(table[2][5:]) == "228,00;100,00;21,00;0,00;0,00;98,00;9,00;0,00;0,00;0,00;21,00;0,00"
    assert table[3][-3] == "50,00"
    assert table[4][:6] == ["TOTAL", "", "", "", "", "541,28"]


def test_an_empty_journal_is_a_header_and_a_total_of_nothing() -> None:
    table = rows(report_table(journal_report(purchases([]))))
    assert [row[5] for row in table] == ["Total cu TVA", "0,00"]


parts = st.lists(
    st.tuples(st.sampled_from([None, 0, 900, 2100]), *(st.integers(-(10**9), 10**9) for _ in range(3))),
    max_size=4,
)


@given(st.lists(st.tuples(st.integers(-(10**10), 10**10), parts), max_size=6))
def test_the_journals_sums_are_those_of_its_notes_to_the_ban(
    drawn: list[tuple[int, list[tuple[int | None, int, int, int]]]],
) -> None:
    notes = [posted(total, tuple(vat) or ((0, 0, 0, 0),)) for total, vat in drawn]
    journal = purchases(notes)
    assert journal.total == sum(note.total for note in notes)
    assert sum(vat.base + vat.amount for vat in journal.vat) + journal.non_deductible == journal.total
    for entry in journal.entries:
        assert sum(vat.base + vat.amount for vat in entry.vat) + entry.non_deductible == entry.total
        assert len({vat.rate for vat in entry.vat}) == len(entry.vat)
    table = rows(report_table(journal_report(journal)))
    assert bani(table[-1][5]) == sum(bani(row[5]) for row in table[1:-1]) == journal.total
