"""Notes as files: the tags and keys that the programs document, every ban, and the same bytes each time."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from decimal import Decimal
from uuid import UUID

import openpyxl
import pytest
from lxml import etree

from services.common.messages import ROMANIAN, say
from services.ledger.errors import Refused
from services.ledger.models import Note, NoteLine, NoteVat
from services.ledger.sinks.formats import Format, archive, download, path_part
from services.ledger.sinks.kinds import FORMATS
from services.ledger.sinks.saga import Saga
from services.ledger.sinks.winmentor import WinMentor
from services.ledger.sinks.withheld import download_all, download_rest

FIRST = UUID("0190a0a0-0000-7000-8000-000000000001")
SECOND = UUID("0190a0a0-0000-7000-8000-000000000002")
WINMENTOR = WinMentor(articles={"19": "CH19", "9": "CH9", "none": "CHFT"})


def fuel(note_id: UUID = FIRST, **changes: object) -> Note:
    """The receipt for fuel that the old system booked, paid in cash."""
    rows = [("6022", "401", 22124, 1900), ("4426", "401", 4204, 1900), ("401", "5311", 26328, None)]
    values: dict[str, object] = {
        "id": note_id,
        "tenant_id": UUID(int=1),
        "document_id": UUID(int=2),
        "client_id": UUID(int=3),
        "client_cui": "14399840",
        "client_name": "Firma Țestoasa SRL",
        "date": date(2024, 3, 15),
        "number": "AB 0123",
        "currency": "RON",
        "rule": "purchase_receipt_cash",
        "partner_cui": "11201891",
        "partner_name": "OMV & Petrom",
        "account": "6022",
        "total": 26328,
        "non_deductible": 0,
        "lines": [
            NoteLine(position=index, debit=debit, credit=credit, amount=amount, vat_rate=rate, explanation="Motorină")
            for index, (debit, credit, amount, rate) in enumerate(rows)
        ],
        "vat": [NoteVat(position=1, rate=1900, base=22124, amount=4204, deferred=0)],
    }
    return Note(**{**values, **changes})


def texts(content: bytes, path: str) -> list[str | None]:
    return [element.text for element in etree.fromstring(content).iterfind(path)]


def only(files: object, part: str) -> bytes:
    [content] = [content for name, content in dict(files).items() if part in name]  # type: ignore[call-overload]
    return bytes(content)


def test_saga_gets_one_file_an_invoice_and_one_for_the_payments_of_a_day() -> None:
    names = set(Saga().files([fuel(), fuel(SECOND, number="7")]))
    assert names == {
        "14399840/F_11201891_AB-0123_15-03-2024.xml",
        "14399840/F_11201891_7_15-03-2024.xml",
        "14399840/P_15-03-2024.xml",
    }


def test_saga_gets_the_tags_of_its_manual_in_their_order() -> None:
    files = Saga().files([fuel()])
    invoice = etree.fromstring(only(files, "/F_"))
    assert [(each.tag, each.text) for each in invoice.find("Factura/Antet")] == [
        ("FurnizorNume", "OMV & Petrom"),
        ("FurnizorCIF", "11201891"),
        ("ClientNume", "Firma Țestoasa SRL"),
        ("ClientCIF", "14399840"),
        ("FacturaNumar", "AB 0123"),
        ("FacturaData", "15.03.2024"),
        ("FacturaScadenta", "15.03.2024"),
        ("FacturaTaxareInversa", "Nu"),
        ("FacturaTVAIncasare", "Nu"),
        ("FacturaInformatiiSuplimentare", "purchase_receipt_cash"),
    ]
    assert [(each.tag, each.text) for each in invoice.find("Factura/Detalii/Continut/Linie")] == [
        ("LinieNrCrt", "1"),
        ("Descriere", "Motorină"),
        ("UM", "BUC"),
        ("Cantitate", "1"),
        ("Pret", "221.24"),
        ("Valoare", "221.24"),
        ("ProcTVA", "19"),
        ("TVA", "42.04"),
        ("Cont", "6022"),
    ]
    assert [(each.tag, each.text) for each in etree.fromstring(only(files, "/P_")).find("Linie")] == [
        ("Data", "15.03.2024"),
        ("Numar", "AB 0123"),
        ("Suma", "263.28"),
        ("Cont", "5311"),
        ("ContFurnizor", "401"),
        ("Explicatie", "Motorină"),
        ("FacturaID", str(FIRST)),
        ("FacturaNumar", "AB 0123"),
        ("CodFiscal", "11201891"),
    ]


def test_two_notes_of_one_name_share_a_saga_file_and_neither_is_lost() -> None:
    content = only(Saga().files([fuel(), fuel(SECOND)]), "/F_")
    assert texts(content, "Factura/FacturaID") == [str(FIRST), str(SECOND)]


@pytest.mark.parametrize("books", [Saga(), WINMENTOR])
@pytest.mark.parametrize(
    ("vat", "rest"),
    [
        ([(1900, 22124, 4204)], 0),
        ([(1900, 10000, 1900), (900, 5000, 450)], 8978),
        ([], 26328),
        ([(1900, -22124, -4204)], 0),
    ],
)
def test_the_lines_of_a_file_are_the_notes_total_to_the_ban(
    books: Format, vat: list[tuple[int, int, int]], rest: int
) -> None:
    parts = [NoteVat(position=0, rate=rate, base=base, amount=amount, deferred=0) for rate, base, amount in vat]
    total = rest + sum(base + amount for _, base, amount in vat)
    files = books.files([fuel(vat=parts, non_deductible=rest, total=total)])
    if isinstance(books, Saga):
        path = "Factura/Detalii/Continut/Linie"
        content = only(files, "/F_")
        amounts = [Decimal(text or "") for tag in ("Valoare", "TVA") for text in texts(content, f"{path}/{tag}")]
    else:
        rows = only(files, "Facturi").decode().splitlines()
        items = [row.partition("=")[2].split(";") for row in rows if row.startswith("Item_") and ";" in row]
        amounts = [Decimal(cells[2]) * Decimal(cells[3]) for cells in items]
        amounts += [Decimal(row.partition("=")[2]) for row in rows if "_TVA=" in row]
    assert sum(amounts) == Decimal(total) / 100


def test_saga_is_told_of_vat_on_collection_and_reverse_charge() -> None:
    def lines(debit: str, credit: str) -> list[NoteLine]:
        return [NoteLine(position=1, debit=debit, credit=credit, amount=1, vat_rate=None, explanation="")]

    deferred = only(Saga().files([fuel(lines=lines("4428", "401"))]), "/F_")
    reversed_charge = only(Saga().files([fuel(lines=lines("4426", "4427"))]), "/F_")
    assert texts(deferred, "Factura/Antet/FacturaTVAIncasare") == ["Da"]
    assert texts(reversed_charge, "Factura/Antet/FacturaTaxareInversa") == ["Da"]


@pytest.mark.parametrize(
    ("lost", "saga", "winmentor"), [(0, [], []), (2102, ["N50"], ["3"]), (2103, ["N50"], ["3"]), (4205, ["I"], ["1"])]
)
def test_vat_that_is_deducted_by_half_or_not_at_all_is_marked(lost: int, saga: list[str], winmentor: list[str]) -> None:
    note = fuel(vat=[NoteVat(position=1, rate=1900, base=22123, amount=4205, deferred=0, non_deductible=lost)])
    assert texts(only(Saga().files([note]), "/F_"), "Factura/Detalii/Continut/Linie/TipDeducere") == saga
    rows = only(WINMENTOR.files([note]), "Facturi").decode().splitlines()
    assert [row.partition("=")[2] for row in rows if "_TVANEDED=" in row] == winmentor


@pytest.mark.parametrize("books", [Saga(), WINMENTOR])
def test_another_share_of_deduction_is_refused_instead_of_rounded(books: Format) -> None:
    part = NoteVat(position=1, rate=1900, base=22123, amount=4205, deferred=0, non_deductible=1000)
    with pytest.raises(Refused) as refusal:
        books.files([fuel(vat=[part])])
    assert refusal.value.reason == "deduction_unknown"


PARTLY = NoteVat(position=1, rate=1900, base=22123, amount=4205, deferred=0, non_deductible=1000)


@pytest.mark.parametrize("books", [Saga(), WINMENTOR])
def test_an_export_that_can_not_be_whole_is_refused_and_names_the_notes_at_fault(books: Format) -> None:
    notes = [fuel(), fuel(SECOND, number="77", partner_name="Țiriac; SA", vat=[PARTLY])]
    with pytest.raises(Refused) as refusal:
        download_all(books, notes, ROMANIAN)
    said = say(refusal.value.reason, refusal.value.metadata, ROMANIAN)
    assert (refusal.value.reason, refusal.value.metadata["count"]) == ("notes_unfit", "1")
    assert "77 / 2024-03-15 / Țiriac; SA: Programul de contabilitate cunoaște doar TVA" in said
    assert "AB 0123" not in said


def test_a_refusal_names_the_first_notes_and_stays_short() -> None:
    notes = [fuel(UUID(int=number), number="9" * 500, partner_name="€" * 500, vat=[PARTLY]) for number in range(40)]
    with pytest.raises(Refused) as refusal:
        download_all(Saga(), notes, ROMANIAN)
    assert refusal.value.metadata["count"] == "40"
    assert refusal.value.metadata["notes"].endswith("; …")
    assert len(refusal.value.metadata["notes"].encode()) < 2000


@pytest.mark.parametrize("books", [Saga(), WINMENTOR])
def test_an_export_without_them_lists_what_it_leaves_out(books: Format) -> None:
    fitting, partly = fuel(), fuel(SECOND, number="77", vat=[PARTLY])
    made = download_rest(books, [partly, fitting], ROMANIAN)
    with zipfile.ZipFile(io.BytesIO(made.content)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert files.pop("neexportate.csv").decode("utf-8-sig").splitlines()[1:] == [
        "2024-03-15;77;OMV & Petrom;11201891;263,28;RON;Programul de contabilitate cunoaște doar TVA dedusă integral, "
        f"pe jumătate sau deloc.;{SECOND}"
    ]
    assert files == books.files([fitting])
    assert download_rest(books, [partly, fitting], ROMANIAN) == made


def test_an_export_with_nothing_to_leave_out_is_the_plain_one() -> None:
    assert download_rest(Saga(), [fuel()], ROMANIAN) == download_all(Saga(), [fuel()], ROMANIAN)


def test_an_export_of_which_nothing_fits_is_the_list_alone() -> None:
    made = download_rest(Saga(), [fuel(vat=[PARTLY])], ROMANIAN)
    with zipfile.ZipFile(io.BytesIO(made.content)) as packed:
        assert packed.namelist() == ["neexportate.csv"]


def test_vat_that_the_buyer_owes_itself_is_not_in_the_invoice() -> None:
    part = NoteVat(position=1, rate=1900, base=26328, amount=5002, deferred=0, reverse=True)
    assert texts(only(Saga().files([fuel(vat=[part])]), "/F_"), "Factura/Detalii/Continut/Linie/TVA") == ["0.00"]


@pytest.mark.parametrize("zero_rate", [False, True])
def test_deposits_and_tips_go_to_accounts_of_their_own_and_the_sum_stays(zero_rate: bool) -> None:
    base = 22124 - 1050
    rows = [("6022", base), ("461", 50), ("623", 1000), ("4426", 4204)]
    lines = [
        NoteLine(
            position=position,
            debit=account,
            credit="401",
            amount=amount,
            vat_rate=1900 if account == "4426" else None,
            explanation="",
        )
        for position, (account, amount) in enumerate(rows, start=1)
    ]
    vat = [NoteVat(position=1, rate=1900, base=base, amount=4204, deferred=0)]
    if zero_rate:
        vat.append(NoteVat(position=2, rate=0, base=1050, amount=0, deferred=0))
    note = fuel(lines=lines, vat=vat, non_deductible=0 if zero_rate else 1050)
    content = only(Saga().files([note]), "/F_")
    path = "Factura/Detalii/Continut/Linie"
    assert texts(content, f"{path}/Cont") == ["6022", "461", "623"]
    assert texts(content, f"{path}/Valoare") == ["210.74", "0.50", "10.00"]


def test_a_release_of_deferred_vat_is_no_document_of_programs_that_release_it_themselves() -> None:
    release = fuel(release_of=SECOND, total=0)
    assert Saga().files([release]) == WINMENTOR.files([release]) == {}


def test_a_storno_is_another_document_in_saga() -> None:
    files = Saga().files([fuel(), fuel(SECOND, storno_of=FIRST)])
    assert [name.rpartition("/")[2] for name in files if "/F_" in name] == [
        "F_11201891_AB-0123_15-03-2024.xml",
        "F_11201891_AB-0123s_15-03-2024.xml",
    ]


def test_winmentor_gets_the_sections_that_it_documents() -> None:
    files = WINMENTOR.files([fuel(partner_name="Brutăria Țăndărei; SRL\n[Factura_9]")])
    assert set(files) == {"14399840/2024-03/FacturiIntrare.txt", "14399840/2024-03/Partner.txt"}
    assert only(files, "Facturi").decode("ascii").split("\r\n") == [
        *("[InfoPachet]", "AnLucru=2024", "LunaLucru=3", "TipDocument=FACTURA INTRARE", "TotalFacturi=1", ""),
        *("[Factura_1]", "NrDoc=0123", "SerieDoc=AB", "Data=15.03.2024", "CodFurnizor=11201891"),
        *("Scadenta=15.03.2024", "Majorari=0", f"Observatii={FIRST}", "TotalArticole=1", ""),
        *("[Items_1]", "Item_1=CH19;Lei;1.00;221.24;;;6022;;;;Motorina;", "Item_1_TVA=42.04", "", ""),
    ]
    assert only(files, "Partner").decode("ascii").split("\r\n") == [
        *("[InfoPachet]", "", "[ParteneriNoi_11201891]", "Denumire=Brutaria Tandarei; SRL [Factura_9]"),
        *("Tara=Romania", "SimbolTara=RO", "CodFiscal=11201891", "PersoanaFizica=NU", "", ""),
    ]


def test_winmentor_refuses_a_rate_that_has_no_article() -> None:
    with pytest.raises(Refused) as refusal:
        WinMentor(articles={}).files([fuel()])
    assert (refusal.value.reason, refusal.value.metadata) == ("winmentor_article_missing", {"rate": "19"})


def test_a_workbook_has_numbers_dates_and_texts_that_run_nowhere() -> None:
    content = FORMATS["xlsx"].files([fuel(partner_name="=1+1")])["note.xlsx"]
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows())
    assert len(rows) == 4
    day, document, _, _, amount, *_ = rows[1]
    assert (day.value.date(), document.value, str(amount.value)) == (date(2024, 3, 15), "AB 0123", "221.24")
    assert (rows[1][8].value, rows[1][8].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("books", [*FORMATS.values(), WINMENTOR])
def test_a_second_export_is_the_first_byte_for_byte(books: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    def exported() -> bytes:
        return download(books, [fuel(), fuel(SECOND, number="=7", partner_cui="")]).content

    first = exported()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400 * 400)
    time.sleep(2.1 if books is FORMATS["xlsx"] else 0)  # zip counts time in steps of two seconds
    assert exported() == first


@pytest.mark.parametrize("books", [*FORMATS.values(), WINMENTOR])
@pytest.mark.parametrize("text", ["../../etc/passwd", "a/b\\c", "..", "\x00\x1b", "C:\\x", "Ω", ""])
def test_no_text_of_a_document_leads_out_of_its_folder(books: Format, text: str) -> None:
    for name in books.files([fuel(number=text, partner_cui=text, partner_name=text, client_cui=text)]):
        parts = name.split("/")
        assert all(part.strip(".") and part.isascii() and part.isprintable() for part in parts), name
        assert not set(name) & set("\\:"), name


def test_control_characters_of_a_document_leave_every_format_readable() -> None:
    note = fuel(partner_name="A\x00B\x1f\ufffe", number="1\x08")
    for books in FORMATS.values():
        assert books.files([note])
    etree.fromstring(only(Saga().files([note]), "/F_"))


def test_an_archive_has_one_date_and_is_in_order() -> None:
    with zipfile.ZipFile(io.BytesIO(archive({"b/2": b"2", "a": b"1"}))) as packed:
        assert packed.namelist() == ["a", "b/2"]
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_part_of_a_path_is_letters_digits_and_dashes() -> None:
    assert path_part("ȘT/0012 (bis)") == "ST-0012-bis"
