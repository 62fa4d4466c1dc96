"""A note in ROA's books: what stands in ACT, what is refused and how, and that nothing is left of what was refused."""

from __future__ import annotations

import asyncio
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from services.common.errors import DomainError, Unavailable
from services.common.messages import ENGLISH, REASONS, ROMANIAN, say
from services.ledger import consumer
from services.ledger.errors import Refused
from services.ledger.sinks.roa import posting
from services.ledger.sinks.roa.rows import mark_of
from services.ledger.sinks.sink import SameForAll
from tests.roa.connection import connect, oracle_error
from tests.roa.faults import breaking
from tests.roa.notes import FUEL_IN_ACT, note


async def refusal_of(sink: Any, posted: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        await sink.post(posted, posted.posting_key)
    failure = caught.value
    assert failure.reason in REASONS
    for language in (ROMANIAN, ENGLISH):
        assert "…" not in say(failure.reason, failure.metadata, language)
    return failure


def untouched(books: Any) -> bool:
    tables = ("act", "act_temp", "bal", "scriere", "nom_parteneri", "atas_atasamente", "atas_referinte")
    return all(books.rows(f"SELECT count(*) FROM {table}") == [(0,)] for table in tables)  # noqa: S608 (the tables above)


async def test_an_approved_fuel_receipt_stands_in_act_as_the_old_system_wrote_it(
    ledger: Any, office: Any, books: Any, open_sink: Any
) -> None:
    document_id = uuid4()
    await consumer.handler(ledger.database, SameForAll(open_sink()))(office.message(office.approval(document_id)))
    [stored] = await ledger.notes(office, document_id)
    assert (stored.state, stored.sink) == (stored.State.POSTED, "roa")
    assert books.act() == FUEL_IN_ACT
    assert books.waiting() == 0
    rows = books.rows(
        "SELECT an, luna, dataact, nract, serie_act, suma, proc_tva, id_fdoc, id_valuta, id_sucursala, tva_incasare, "
        "id_jtva_coloana, taxcode FROM act ORDER BY ctid"
    )
    head, tail = (2024, 3, date(2024, 3, 15), 123, None), (17, 3, 7, 0)
    assert rows == [
        (*head, Decimal("221.24"), None, *tail, None, None),
        (*head, Decimal("42.04"), Decimal("1.19"), *tail, 190, None),
        (*head, Decimal("263.28"), None, *tail, None, None),
    ]
    [(partner, name, cui)] = books.rows("SELECT id_part, denumire, cod_fiscal FROM nom_parteneri")
    assert (name, cui) == ("OMV PETROM MARKETING SRL", "11201891")
    sides = books.rows("SELECT id_partd, id_partc FROM act ORDER BY ctid")
    assert sides == [(None, partner), (None, partner), (partner, None)]
    assert all(text.endswith(mark_of(f"{document_id}:1")) for [text] in books.rows("SELECT explicatia FROM act"))


async def test_the_accounts_turnover_follows_the_note(books: Any, open_sink: Any) -> None:
    made = note()
    await open_sink().post(made, made.posting_key)
    assert books.rows("SELECT cont, rulaj_d, rulaj_c FROM bal ORDER BY cont") == [
        ("401", Decimal("263.28"), Decimal("263.28")),
        ("4426", Decimal("42.04"), 0),
        ("5311", 0, Decimal("263.28")),
        ("6022", Decimal("221.24"), 0),
    ]


@pytest.mark.parametrize("stored", ["11201891", "RO11201891", "RO 11201891"])
async def test_a_partner_is_found_however_its_code_is_written(stored: str, books: Any, open_sink: Any) -> None:
    books.execute("INSERT INTO nom_parteneri VALUES (900, 'PETROM', %s)", (stored,))
    made = note()
    await open_sink().post(made, made.posting_key)
    assert books.rows("SELECT id_part FROM nom_parteneri") == [(900,)]
    assert books.rows("SELECT DISTINCT id_partc FROM act WHERE id_partc IS NOT NULL") == [(900,)]


async def test_a_storno_stands_in_red_on_the_same_sides(books: Any, open_sink: Any) -> None:
    made = note("6022=401 -100.00", "4426=401 -19.00 19", rule="purchase_credit_note_unpaid", number="ABC 0007")
    await open_sink().post(made, made.posting_key)
    assert books.act() == ["6022=401 -100.00", "4426=401 -19.00"]
    assert books.rows("SELECT DISTINCT id_fdoc, serie_act, nract FROM act") == [(2, "ABC", 7)]


async def test_vat_on_collection_is_told_by_flag_and_tax_code(books: Any, open_sink: Any) -> None:
    made = note(
        "6022=401 100.00",
        "4428=401 19.00 19",
        "401=5311 119.00",
        "4426=4428 19.00 19",
        rule="purchase_receipt_cash_deferred_vat",
    )
    await open_sink().post(made, made.posting_key)
    assert books.rows("SELECT scd, tva_incasare, taxcode FROM act ORDER BY ctid") == [
        ("6022", 1, None),
        ("4428", 1, "TVAI"),
        ("401", 1, None),
        ("4426", 1, "TVAI"),
    ]


async def test_a_release_of_deferred_vat_is_a_document_of_its_own_kind_with_the_suppliers_partner(
    books: Any, open_sink: Any
) -> None:
    made = note("4426=4428 19.00 19", rule="release_deferred_vat", release_of=uuid4())
    await open_sink(document_types={"receipt": 17, "document": 1}).post(made, made.posting_key)
    assert books.act() == ["4426=4428 19.00"]
    [(document_type, debit, credit, flag, code)] = books.rows(
        "SELECT id_fdoc, id_partd, id_partc IS NOT NULL, tva_incasare, taxcode FROM act"
    )
    assert (document_type, debit, credit, flag, code) == (1, None, True, 1, "TVAI")
    assert (await refusal_of(open_sink(), note("4426=4428 19.00 19", rule=made.rule))).metadata == {"kind": "document"}


async def test_the_same_key_again_changes_nothing(books: Any, open_sink: Any) -> None:
    made, sink = note(), open_sink()
    for _ in range(3):
        await sink.post(made, made.posting_key)
    assert books.act() == FUEL_IN_ACT
    assert books.rows("SELECT count(*) FROM atas_atasamente") == [(1,)]


async def test_the_same_key_in_many_hands_at_once_is_one_note(books: Any, open_sink: Any) -> None:
    made, sinks = note(), [open_sink(), open_sink()]
    await asyncio.gather(*(sink.post(made, made.posting_key) for sink in sinks * 6))
    assert books.act() == FUEL_IN_ACT
    assert books.rows("SELECT count(*) FROM nom_parteneri") == [(1,)]


async def test_different_notes_at_once_are_all_posted(books: Any, open_sink: Any) -> None:
    books.execute("INSERT INTO nom_parteneri VALUES (900, 'PETROM', '11201891')")
    sink, made = open_sink(), [note() for _ in range(24)]
    await asyncio.gather(*(sink.post(each, each.posting_key) for each in made))
    assert books.rows("SELECT count(*), count(DISTINCT cod) FROM act") == [(72, 24)]
    assert books.waiting() == 0


async def test_a_note_in_the_books_stays_done_when_the_settings_no_longer_have_its_codes(
    books: Any, open_sink: Any
) -> None:
    made = note()
    await open_sink().post(made, made.posting_key)
    await open_sink(document_types={"invoice": 1}, currencies={"EUR": 3}).post(made, made.posting_key)
    assert books.act() == FUEL_IN_ACT


async def test_the_dry_run_gives_the_rows_of_the_posting_and_writes_nothing(books: Any, open_sink: Any) -> None:
    made, sink = note(), open_sink()
    rehearsed = (await sink.rehearse(made, made.posting_key)).rows
    assert untouched(books)
    await sink.post(made, made.posting_key)
    [(code, partner)] = books.rows("SELECT DISTINCT cod, id_partc FROM act WHERE id_partc IS NOT NULL")
    columns = [name.lower() for name in rehearsed[0]]
    in_act = books.rows(f"SELECT {', '.join(columns)} FROM act")  # noqa: S608 (our own columns)
    posted = [dict(zip(columns, row, strict=True)) for row in in_act]
    expected = [{name.lower(): value for name, value in row.items()} | {"cod": code} for row in rehearsed]
    for row in expected:
        row["id_partc"] = partner if row["scc"] == "401" else None
        row["id_partd"] = partner if row["scd"] == "401" else None
    assert posted == expected
    assert (await sink.rehearse(made, made.posting_key)).rows[0]["ID_PARTC"] == partner


@pytest.mark.parametrize(
    ("charset", "text"),
    [("EE8MSWIN1250", "Bon fiscal Şoşea"), ("AL32UTF8", "Bon fiscal Șoșea"), ("WE8MSWIN1252", "Bon fiscal Sosea")],
)
async def test_long_texts_are_cut_on_a_word_in_the_databases_bytes(
    charset: str, text: str, books: Any, open_sink: Any
) -> None:
    books.execute("UPDATE nls_database_parameters SET value = %s", (charset,))
    made = note(
        text="Bon fiscal Șoșea „Țară” " + "ăîâșț " * 30,
        number="SERIE FOARTE LUNGĂ ȘI 00123456789012345678901234",
        partner_name="Societatea Română " * 20,
    )
    await open_sink(attachments=False).post(made, made.posting_key)
    [explanation, *_] = [row[0] for row in books.rows("SELECT explicatia FROM act ORDER BY ctid")]
    assert explanation.startswith(text)
    assert explanation.split()[-1] == mark_of(made.posting_key)
    # After the quoted word come words of five letters only, none of them cut.
    assert {len(word) for word in explanation.split()[4:-1]} == {5}
    assert books.rows("SELECT DISTINCT serie_act, nract FROM act")[0][0].startswith("SERIE")


@pytest.mark.parametrize(
    ("change", "reason", "words"),
    [
        ("UPDATE calendar SET inchisa = true", "roa_month_closed", "luna 3/2024 este inchisa"),
        ("DELETE FROM calendar", "roa_refused", "nu exista in calendar"),
        ("DELETE FROM plcont WHERE cont = '6022'", "roa_refused", "planul de conturi"),
        ("UPDATE jtva_coloane SET proc_tva = 1.2 WHERE proc_tva = 1.19", "roa_refused", "coloanei din jurnal"),
        ("DELETE FROM utilizatori", "roa_refused", "utilizatorul 5"),
        ("DELETE FROM nom_fdoc", "roa_id_unknown", "parent key"),
        ("DELETE FROM sucursale", "roa_id_unknown", "parent key"),
    ],
)
async def test_what_roa_refuses_is_told_in_its_words_and_leaves_nothing(
    change: str, reason: str, words: str, books: Any, open_sink: Any
) -> None:
    books.execute(change)
    sink, made = open_sink(), note()
    for _ in range(2):
        failure = await refusal_of(sink, made)
        assert isinstance(failure, Refused)
        assert failure.reason == reason
        assert words in say(reason, failure.metadata, ROMANIAN)
    assert untouched(books)


async def test_after_a_refusal_the_next_note_is_posted(books: Any, open_sink: Any) -> None:
    """The session of a refused note would be in the middle of another note for ever."""
    sink, refused, taken = open_sink(pool_size=1), note("9999=401 1.00"), note()
    await refusal_of(sink, refused)
    await sink.post(taken, taken.posting_key)
    assert books.act() == FUEL_IN_ACT


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (note(currency="EUR"), "roa_currency_missing"),
        (note(rule="purchase_document_cash"), "roa_document_type_missing"),
        (note("6022=401 1.00", "4426=401 0.24 24"), "roa_vat_column_missing"),
        (note("6022=401 1.00", "4426=401 0.24"), "roa_vat_rate_unknown"),
        (note("60221234567=401 1.00"), "roa_account_too_long"),
        (note(partner_cui=""), "roa_supplier_without_cui"),
        (note(partner_name=""), "roa_supplier_without_name"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_note_that_the_settings_have_no_code_for_is_refused(
    made: Any, reason: str, books: Any, open_sink: Any
) -> None:
    assert (await refusal_of(open_sink(), made)).reason == reason
    assert untouched(books)


async def test_a_supplier_without_a_code_goes_to_the_partner_that_the_office_chose(books: Any, open_sink: Any) -> None:
    books.execute("INSERT INTO nom_parteneri VALUES (900, 'DIVERSI', NULL)")
    made = note(partner_cui="")
    await open_sink(partner_without_cui=900).post(made, made.posting_key)
    assert books.act() == FUEL_IN_ACT


async def test_rows_left_in_act_temp_by_others_are_never_booked(books: Any, open_sink: Any) -> None:
    def slip_in(connection: Any) -> None:
        connection.session.execute("INSERT INTO act_temp SELECT * FROM act_temp LIMIT 1")

    made = note()
    sink = open_sink(connect=breaking("insert", "after", slip_in))
    assert (await refusal_of(sink, made)).reason == "roa_act_temp_not_empty"
    assert untouched(books)


async def test_a_finalise_that_moves_nothing_is_noticed_before_the_commit(books: Any, open_sink: Any) -> None:
    def lose(connection: Any) -> None:
        connection.session.execute("DELETE FROM act")

    made = note()
    assert (await refusal_of(open_sink(connect=breaking("finalise", "after", lose)), made)).reason == "roa_not_moved"
    assert untouched(books)


async def test_an_earlier_try_that_has_not_ended_is_waited_for(books: Any, open_sink: Any) -> None:
    """As when the network broke during a commit that the database is still at."""
    made, sink = note(), open_sink(call_seconds=2)
    ours = connect(dsn=books.settings().dsn, user="roa", password="only-for-tests")
    try:
        held = posting.Posting(made, made.posting_key, books.settings(), None, None)  # type: ignore[arg-type]
        with ours.cursor() as cursor:
            posting._hold_key(cursor, held)
        assert isinstance(await refusal_of(sink, made), Unavailable)
        ours.rollback()
        await sink.post(made, made.posting_key)
    finally:
        ours.close()
    assert books.act() == FUEL_IN_ACT


async def test_a_commit_whose_end_is_not_known_is_never_told_as_a_refusal(books: Any, open_sink: Any) -> None:
    def fail(_: Any) -> None:
        raise oracle_error(6502, "PL/SQL: numeric or value error")

    made = note()
    for when in ("before", "after"):
        failure = await refusal_of(open_sink(connect=breaking("commit", when, fail)), made)
        assert isinstance(failure, Unavailable)
    await open_sink().post(made, made.posting_key)
    assert books.act() == FUEL_IN_ACT
