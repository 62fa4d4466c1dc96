"""The document beside its note in ROA: whole, once, linked to the right note, or the note is not there either."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import oracledb
import pytest
from contapics.document.v1 import events_pb2
from contapics.ledger.v1 import events_pb2 as ledger_events
from contapics.ledger.v1 import ledger_service_pb2
from integration.ledger.roa.conftest import PICTURE, Files

from services.common.blobs import Blobs
from services.common.errors import Unavailable
from services.common.messages import ROMANIAN, say
from services.ledger import consumer, events
from services.ledger.errors import Refused
from services.ledger.models import DocumentFile
from services.ledger.sinks.attachments import LEFT_OUT, Attachment, StoredDocuments
from services.ledger.sinks.roa import statements
from services.ledger.sinks.sink import SameForAll
from tests.roa.connection import connect, oracle_error
from tests.roa.faults import breaking
from tests.roa.notes import FUEL_IN_ACT, note

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 300
XML = b"<?xml version='1.0'?><Invoice/>"

KEPT = (
    "SELECT a.denumire, a.continut, r.tabela, r.an, r.luna, r.cod = n.cod, a.id_util FROM atas_atasamente a "
    "JOIN atas_referinte r USING (id_atasament), (SELECT DISTINCT cod FROM act) n ORDER BY id_atasament"
)


@pytest.fixture
def blobs(tmp_path: Any) -> Blobs:
    return Blobs.open((tmp_path / "blobs").as_uri())


async def stored(blobs: Blobs, tenant_id: UUID, content: bytes, filename: str, media_type: str) -> DocumentFile:
    async def once() -> AsyncIterator[bytes]:
        yield content

    key = f"{tenant_id}/2024/03/{uuid4()}"
    await blobs.put(key, once())
    return DocumentFile(key, filename, media_type, len(content), hashlib.sha256(content).hexdigest())


def approval(office: Any, *files: DocumentFile) -> events_pb2.DocumentApproved:
    approved: events_pb2.DocumentApproved = office.approval(uuid4())
    for file in files:
        approved.files.add(
            blob_key=file.blob_key,
            filename=file.filename,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
        )
    return approved


def nothing_kept(books: Any) -> bool:
    tables = ("act", "act_temp", "bal", "atas_atasamente", "atas_referinte", "nom_parteneri")
    return all(books.rows(f"SELECT count(*) FROM {table}") == [(0,)] for table in tables)  # noqa: S608 (the tables above)


async def test_the_files_of_a_document_stand_beside_its_note_byte_for_byte(
    ledger: Any, office: Any, books: Any, blobs: Blobs, open_sink: Any
) -> None:
    files = [
        await stored(blobs, office.tenant_id, PHOTO, "IMG_0031.JPG", "image/jpeg"),
        await stored(blobs, office.tenant_id, XML, "4207812734", "application/xml"),
    ]
    message = office.message(approval(office, *files, files[0]))  # two pages of the first
    await consumer.handler(ledger.database, SameForAll(open_sink(files=StoredDocuments(blobs))))(message)
    assert books.act() == FUEL_IN_ACT
    assert books.rows(KEPT) == [
        ("IMG_0031.JPG", PHOTO, "ACT", 2024, 3, True, 5),
        ("4207812734.xml", XML, "ACT", 2024, 3, True, 5),
    ]


async def test_a_note_of_an_older_approval_that_names_no_file_is_posted_without(
    ledger: Any, office: Any, books: Any, blobs: Blobs, open_sink: Any
) -> None:
    message = office.message(office.approval(uuid4()))
    await consumer.handler(ledger.database, SameForAll(open_sink(files=StoredDocuments(blobs))))(message)
    assert books.act() == FUEL_IN_ACT
    assert books.rows("SELECT count(*) FROM atas_atasamente") == [(0,)]


async def test_without_attachments_nothing_is_fetched_or_written(books: Any, open_sink: Any) -> None:
    made, files = note(), Files(PICTURE)
    await open_sink(files=files, attachments=False).post(made, made.posting_key)
    assert files.asked == 0
    assert books.rows("SELECT count(*) FROM atas_atasamente") == [(0,)]
    assert books.act() == FUEL_IN_ACT


async def test_an_office_without_attachments_needs_no_tables_for_them(books: Any, open_sink: Any) -> None:
    with books.admin() as admin:
        admin.execute("REVOKE ALL ON atas_atasamente, atas_referinte FROM roa")
    try:
        asked = [await open_sink(attachments=attachments).examine() for attachments in (True, False)]
    finally:
        with books.admin() as admin:
            admin.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON atas_atasamente, atas_referinte TO roa")
    failed = [[finding.metadata for finding in findings if not finding.ok] for findings in asked]
    assert [len(each) for each in failed] == [2, 0]


async def test_no_session_is_open_while_the_file_is_read(books: Any, open_sink: Any) -> None:
    class Slow(Files):
        async def of(self, note: Any, most_bytes: int) -> Any:
            [(self.sessions,)] = books.rows("SELECT count(*) FROM pg_stat_activity WHERE usename = 'roa'")
            return await super().of(note, most_bytes)

    made, files = note(), Slow(PICTURE)
    await open_sink(files=files).post(made, made.posting_key)
    assert files.sessions == 0


async def test_the_same_key_again_attaches_nothing_more(books: Any, open_sink: Any) -> None:
    made, sinks = note(), [open_sink(), open_sink()]
    await asyncio.gather(*(sink.post(made, made.posting_key) for sink in sinks * 4))
    assert books.act() == FUEL_IN_ACT
    for table in ("atas_atasamente", "atas_referinte"):
        assert books.rows(f"SELECT count(*) FROM {table}") == [(1,)]  # noqa: S608 (the tables above)


@pytest.mark.parametrize("step", ["attachment", "reference"])
@pytest.mark.parametrize(
    ("code", "expected"), [(1653, Unavailable), (1, Unavailable), (1031, Refused), (2291, Refused), (1461, Refused)]
)
async def test_an_attachment_that_fails_takes_the_note_back_with_it(
    step: str, code: int, expected: type[Exception], books: Any, open_sink: Any
) -> None:
    def fail(_: Any) -> None:
        raise oracle_error(code, "the attachment fails")

    made, sink = note(), open_sink(connect=breaking(step, "before", fail), pool_size=1)
    with pytest.raises(expected):
        await sink.post(made, made.posting_key)
    assert nothing_kept(books)
    await open_sink().post(made, made.posting_key)
    assert books.act() == FUEL_IN_ACT
    assert books.rows("SELECT count(*) FROM atas_referinte") == [(1,)]


async def test_a_store_that_is_away_leaves_the_note_for_the_next_try(books: Any, open_sink: Any) -> None:
    made = note()
    with pytest.raises(Unavailable):
        await open_sink(files=Files(fault=Unavailable("storage_unavailable"))).post(made, made.posting_key)
    assert nothing_kept(books)
    await open_sink().post(made, made.posting_key)
    assert books.act() == FUEL_IN_ACT


@pytest.fixture(params=["lost", "damaged", "of another office", "too large"])
async def unusable(request: Any, office: Any, blobs: Blobs) -> DocumentFile:
    owner = uuid4() if request.param == "of another office" else office.tenant_id
    content = bytes(3 * 1024 * 1024) if request.param == "too large" else PHOTO
    file = await stored(blobs, owner, content, "bon.jpg", "image/jpeg")
    if request.param == "lost":
        await blobs.delete(file.blob_key)
    if request.param == "damaged":
        assert blobs.folder is not None
        (blobs.folder / file.blob_key).write_bytes(PHOTO[:-1] + b"x")
    return file


async def test_a_note_whose_file_can_not_go_along_is_refused_in_words(
    unusable: DocumentFile, ledger: Any, office: Any, books: Any, blobs: Blobs, open_sink: Any
) -> None:
    message = office.message(approval(office, unusable))
    sink = open_sink(files=StoredDocuments(blobs), attachment_mib=2)
    await consumer.handler(ledger.database, SameForAll(sink))(message)
    [refused] = (await listed(ledger, office)).notes
    assert refused.state == refused.State.REFUSED
    assert refused.refusal_reason in ("attachment_missing", "attachment_too_large")
    assert "…" not in refused.refusal_message
    assert nothing_kept(books)


async def test_an_office_may_want_the_note_without_its_file_and_then_sees_which_that_are(
    unusable: DocumentFile, ledger: Any, office: Any, books: Any, blobs: Blobs, open_sink: Any
) -> None:
    message = office.message(approval(office, unusable))
    sink = open_sink(files=StoredDocuments(blobs), attachment_mib=2, without_attachment="post")
    await consumer.handler(ledger.database, SameForAll(sink))(message)
    [posted] = (await listed(ledger, office)).notes
    assert posted.state == posted.State.POSTED
    assert LEFT_OUT in posted.warnings
    assert books.act() == FUEL_IN_ACT
    assert books.rows("SELECT count(*) FROM atas_atasamente") == [(0,)]


async def test_a_note_in_the_books_stays_done_when_its_file_is_lost_before_the_next_delivery(
    books: Any, open_sink: Any
) -> None:
    made = note()
    await open_sink().post(made, made.posting_key)
    lost = Files(fault=Refused("attachment_missing", metadata={"name": "bon.jpg"}))
    await open_sink(files=lost).post(made, made.posting_key)
    assert books.act() == FUEL_IN_ACT


async def test_the_dry_run_names_the_files_and_refuses_what_the_posting_would(books: Any, open_sink: Any) -> None:
    made = note()
    assert (await open_sink().rehearse(made, made.posting_key)).attachments == [("bon.jpg", 100_002)]
    lost = Refused("attachment_missing", metadata={"name": "bon.jpg"})
    with pytest.raises(Refused):
        await open_sink(files=Files(fault=lost)).rehearse(made, made.posting_key)
    assert "bon.jpg" in say(lost.reason, lost.metadata, ROMANIAN)
    assert nothing_kept(books)


async def test_a_storno_has_no_file_of_its_own(
    ledger: Any, office: Any, books: Any, blobs: Blobs, open_sink: Any
) -> None:
    file = await stored(blobs, office.tenant_id, PHOTO, "bon.jpg", "image/jpeg")
    sinks = SameForAll(open_sink(files=StoredDocuments(blobs)))
    await consumer.handler(ledger.database, sinks)(office.message(approval(office, file)))
    [posted] = (await listed(ledger, office)).notes
    request = ledger_service_pb2.StornoNoteRequest(id=posted.id, reason="Bon greșit", date="2024-03-20")
    storno = (await ledger.service.StornoNote(request, metadata=office.metadata("owner"))).note
    event = ledger_events.StornoRequested(note_id=storno.id)
    await consumer.request_handler(ledger.database, sinks, events.STORNO_REQUESTED)(office.message(event))
    assert len(books.act()) == 6
    assert books.rows("SELECT count(*) FROM atas_referinte") == [(1,)]


@pytest.mark.parametrize(
    ("charset", "expected"),
    [("EE8MSWIN1250", "Factură Ţară " + "ă" * 83 + ".pdf"), ("AL32UTF8", "Factură Țară " + "ă" * 40 + ".pdf")],
)
async def test_a_long_name_is_cut_before_what_it_is_opened_by(
    charset: str, expected: str, books: Any, open_sink: Any
) -> None:
    books.execute("UPDATE nls_database_parameters SET value = %s", (charset,))
    made = note()
    await open_sink(files=Files(Attachment(f"Factură Țară {'ă' * 200}.pdf", b"%PDF-"))).post(made, made.posting_key)
    assert books.rows("SELECT denumire FROM atas_atasamente") == [(expected,)]


async def test_only_as_many_notes_as_sessions_hold_their_files_at_once(books: Any, open_sink: Any) -> None:
    class Counting(Files):
        most = now = 0

        async def of(self, note: Any, most_bytes: int) -> Any:
            self.now += 1
            self.most = max(self.most, self.now)
            await asyncio.sleep(0.02)
            self.now -= 1
            return await super().of(note, most_bytes)

    files = Counting(PICTURE)
    sink, made = open_sink(files=files, pool_size=2), [note() for _ in range(8)]
    await asyncio.gather(*(sink.post(each, each.posting_key) for each in made))
    assert files.most <= 2
    assert books.rows("SELECT count(DISTINCT cod) FROM atas_referinte") == [(8,)]


@pytest.mark.parametrize(
    ("statement", "parameters", "words"),
    [
        (statements.INSERT_ATTACHMENT, {}, "impreuna cu nota"),
        (statements.INSERT_REFERENCE, {"ID_ATASAMENT": 1, "AN": 2024, "LUNA": 3, "COD": 1}, "impreuna cu nota"),
    ],
)
async def test_the_double_takes_no_attachment_outside_of_a_note(
    statement: str, parameters: dict[str, Any], words: str, books: Any
) -> None:
    session = connect(dsn=books.settings().dsn, user="roa", password="only-for-tests")
    whole = {"ID_ATASAMENT": 1, "DENUMIRE": "x", "CONTINUT": b"x", "ID_UTIL": 5, "DATAORA": None}
    try:
        with session.cursor() as cursor:
            cursor.setinputsizes(CONTINUT=oracledb.DB_TYPE_BLOB)
            with pytest.raises(oracledb.Error, match=words):
                cursor.execute(statement, parameters or whole)
    finally:
        session.close()


async def listed(ledger: Any, office: Any) -> Any:
    request = ledger_service_pb2.ListNotesRequest(client_id=str(office.client_id))
    return await ledger.service.ListNotes(request, metadata=office.metadata())
