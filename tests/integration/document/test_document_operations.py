"""What happens to documents on a real PostgreSQL: once, in order, and only in their own office."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from contapics.common.v1 import extraction_pb2
from contapics.document.v1 import events_pb2
from contapics.ledger.v1 import events_pb2 as ledger_events
from contapics.ocr.v1 import events_pb2 as ocr_events
from contapics.tenant.v1 import client_pb2
from sqlalchemy import select, text, update

from services.common.bus import Message
from services.common.db import Database
from services.common.errors import Conflict, DomainError, NotFound, Unavailable
from services.document import consumer, events, models, operations, readings, recovery, repository
from services.document.models import Document
from services.document.operations import StoredFile
from services.document.rules import State

CLIENT = client_pb2.Client(id=str(uuid4()), name="Client SRL", cui="99999992", vat_payer=True)


def stored_file(sha256: str = "a" * 64) -> StoredFile:
    return StoredFile(f"key/{uuid4()}", "bon.jpg", "image/jpeg", 1000, sha256)


def extraction(total: str = "119.00") -> extraction_pb2.Extraction:
    return extraction_pb2.Extraction(
        kind="receipt", total=total, currency="RON", issue_date="2024-05-03", text="BON FISCAL", needs_review=False
    )


@dataclass
class Desk:
    """One office's documents, each verb in a transaction of its own."""

    database: Database
    tenant_id: UUID
    client_id: UUID

    async def receive(self, document_id: UUID | None = None, file: StoredFile | None = None) -> Document:
        async with self.database.transaction(self.tenant_id) as session:
            return await operations.receive(
                session, self.tenant_id, document_id or uuid4(), self.client_id, file or stored_file(), "ana@firma.ro"
            )

    async def get(self, document_id: UUID) -> Document:
        async with self.database.transaction(self.tenant_id) as session:
            return await repository.get(session, document_id, None)

    async def read(self, document_id: UUID, *extractions: extraction_pb2.Extraction, attempt: int = 1) -> None:
        async with self.database.transaction(self.tenant_id) as session:
            await readings.take_reading(session, document_id, attempt, "image/jpeg", extractions or [extraction()])

    async def approve(self, document_id: UUID, revision: int = 0) -> Document:
        async with self.database.transaction(self.tenant_id) as session:
            document = await repository.get(session, document_id, None, lock=True)
            await operations.approve(session, document, CLIENT, revision, "dan@cabinet.ro")
        return document

    async def events(self) -> list[tuple[str, bytes]]:
        """What waits in the outbox of this office, in order."""
        columns = models.outbox.c
        statement = select(columns.subject, columns.payload).where(columns.tenant_id == self.tenant_id)
        async with self.database.transaction_as("contapics_document_relay") as session:
            return [(row[0], row[1]) for row in await session.execute(statement.order_by(columns.id))]

    async def subjects(self) -> Counter[str]:
        return Counter(subject for subject, _ in await self.events())

    async def deliver(self, subject: str, event: Any, message_id: str, deliveries: int = 1) -> None:
        """A message as the bus hands it to the consumer."""
        message = Message(message_id, self.tenant_id, subject, event.SerializeToString(), deliveries)
        await consumer.handler(self.database, subject)(message)


@pytest.fixture
def desk(open_database: Callable[[str], Database]) -> Desk:
    return Desk(open_database("document"), uuid4(), uuid4())


async def test_an_upload_makes_a_document_and_asks_for_its_reading(desk: Desk) -> None:
    document = await desk.receive()
    assert (document.state, document.attempt, document.revision) == (State.RECEIVED, 1, 1)
    [(subject, payload), (changed, _)] = await desk.events()
    assert (subject, changed) == ("document.v1.received", "document.v1.changed")
    event = events_pb2.DocumentReceived.FromString(payload)
    assert (event.document_id, event.blob_key) == (str(document.id), document.blob_key)


async def test_ten_uploads_at_once_under_one_id_are_one_document_and_one_event(desk: Desk) -> None:
    document_id = uuid4()
    outcomes = await asyncio.gather(*(desk.receive(document_id) for _ in range(10)), return_exceptions=True)
    received = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    assert len({document.blob_key for document in received}) == 1
    assert len(received) == 10, outcomes
    assert await desk.subjects() == {"document.v1.received": 1, "document.v1.changed": 1}


async def test_ten_uploads_at_once_of_the_same_bytes_have_one_original(desk: Desk) -> None:
    documents = await asyncio.gather(*(desk.receive() for _ in range(10)))
    originals = [document for document in documents if document.duplicate_of is None]
    assert len(originals) == 1
    assert {document.duplicate_of for document in documents if document.duplicate_of} == {originals[0].id}


async def test_an_id_that_stands_for_other_bytes_is_refused(desk: Desk) -> None:
    document = await desk.receive()
    with pytest.raises(Conflict) as refused:
        await desk.receive(document.id, stored_file("b" * 64))
    assert refused.value.reason == "document_id_taken"


async def test_the_same_id_in_two_offices_is_two_documents(desk: Desk) -> None:
    document = await desk.receive()
    other = Desk(desk.database, uuid4(), uuid4())
    with pytest.raises(NotFound):
        await other.get(document.id)
    theirs = await other.receive(document.id, stored_file("b" * 64))
    assert (await desk.get(document.id)).sha256 == "a" * 64
    assert theirs.duplicate_of is None


async def test_no_query_reaches_another_office_even_without_a_condition(desk: Desk) -> None:
    await desk.receive()
    async with desk.database.transaction(uuid4()) as session:
        assert (await session.scalars(select(Document))).all() == []
        changed = await session.execute(update(Document).values(state=State.POSTED))
        assert changed.rowcount == 0
    async with desk.database.transaction(desk.tenant_id) as session:
        with pytest.raises(Exception, match="row-level security"):
            await session.execute(update(Document).values(tenant_id=uuid4()))


async def test_what_was_read_goes_under_review(desk: Desk) -> None:
    document = await desk.receive()
    await desk.read(document.id)
    read = await desk.get(document.id)
    assert (read.state, read.total, read.needs_review) == (State.REVIEW, 11900, False)


async def test_a_document_knows_its_files_and_how_many_pages_were_read(desk: Desk) -> None:
    document = await desk.receive()
    async with desk.database.transaction(desk.tenant_id) as session:
        pages = readings.PagesRead([5], [(1, 2), (3, 5)])
        both = [extraction(), extraction("12.00")]
        await readings.take_reading(session, document.id, 1, "image/jpeg", both, pages)
    whole = await desk.get(document.id)
    part = await desk.get(uuid5(document.id, "2"))
    for each, own in ((whole, (1, 2)), (part, (3, 5))):
        message = events.as_document(each, "en")
        assert (message.page_count, (message.first_page, message.last_page)) == (5, own)
        assert [file.sha256 for file in message.files] == [document.sha256]


async def test_an_upload_may_say_that_its_file_is_one_document(desk: Desk) -> None:
    async with desk.database.transaction(desk.tenant_id) as session:
        document = await operations.receive(
            session, desk.tenant_id, uuid4(), desk.client_id, stored_file(), "ana@firma.ro", whole=True
        )
    [event] = [
        events_pb2.DocumentReceived.FromString(payload)
        for subject, payload in await desk.events()
        if subject == events.RECEIVED
    ]
    assert event.whole
    assert [(file.blob_key, file.first_page) for file in event.files] == [(document.blob_key, 0)]
    assert events.as_document(document, "en").whole


async def test_an_answer_to_an_older_reading_is_ignored(desk: Desk) -> None:
    document = await desk.receive()
    async with desk.database.transaction(desk.tenant_id) as session:
        await readings.fail_reading(session, document.id, 1, "time_limit", {})
    async with desk.database.transaction(desk.tenant_id) as session:
        await operations.retry(session, await repository.get(session, document.id, None, lock=True))
    await desk.read(document.id, attempt=1)
    assert (await desk.get(document.id)).state == State.RECEIVED
    await desk.read(document.id, attempt=2)
    assert (await desk.get(document.id)).state == State.REVIEW


async def test_further_receipts_of_one_file_become_documents_of_their_own_once(desk: Desk) -> None:
    document = await desk.receive()
    await desk.read(document.id, extraction("1.00"), extraction("2.00"), extraction("3.00"))
    async with desk.database.transaction(desk.tenant_id) as session:
        found = (await session.scalars(select(Document).order_by(Document.part))).all()
    assert [(each.part, each.part_of, each.total) for each in found] == [
        (1, None, 100),
        (2, document.id, 200),
        (3, document.id, 300),
    ]
    await desk.approve(found[1].id)
    async with desk.database.transaction(desk.tenant_id) as session:
        whole = await repository.get(session, document.id, None, lock=True)
        await operations.reject(session, whole, "blurred")
        await operations.retry(session, whole)
    await desk.read(document.id, extraction("1.00"), extraction("2.50"), extraction("3.00"), attempt=2)
    async with desk.database.transaction(desk.tenant_id) as session:
        again = (await session.scalars(select(Document).order_by(Document.part))).all()
    assert [each.id for each in again] == [each.id for each in found]
    assert (again[1].state, again[1].total) == (State.APPROVED, 200), "what somebody worked on is left alone"


async def test_ten_approvals_at_once_send_one_event_to_the_books(desk: Desk) -> None:
    document = await desk.receive()
    await desk.read(document.id)
    outcomes = await asyncio.gather(*(desk.approve(document.id) for _ in range(10)), return_exceptions=True)
    assert sum(isinstance(outcome, Document) for outcome in outcomes) == 1
    refusals = {outcome.reason for outcome in outcomes if isinstance(outcome, DomainError)}
    assert refusals == {"state_forbids"}
    assert (await desk.subjects())["document.v1.approved"] == 1


async def test_the_approval_carries_the_facts_of_the_company_and_what_was_approved(desk: Desk) -> None:
    document = await desk.receive()
    await desk.read(document.id)
    approved = await desk.approve(document.id)
    payload = next(payload for subject, payload in await desk.events() if subject == "document.v1.approved")
    event = events_pb2.DocumentApproved.FromString(payload)
    assert (event.client.cui, event.client.vat_payer) == ("99999992", True)
    assert (event.extraction.total, event.revision) == ("119.00", approved.revision)


async def test_the_approval_names_the_file_for_books_that_keep_it(desk: Desk) -> None:
    document = await desk.receive()
    await desk.read(document.id)
    await desk.approve(document.id)
    payload = next(payload for subject, payload in await desk.events() if subject == "document.v1.approved")
    [file] = events_pb2.DocumentApproved.FromString(payload).files
    named = (file.blob_key, file.filename, file.media_type, file.size, file.sha256)
    assert named == (
        document.blob_key,
        document.filename,
        document.media_type,
        document.size,
        document.sha256,
    )


async def test_a_message_delivered_ten_times_at_once_takes_effect_once(desk: Desk) -> None:
    document = await desk.receive()
    event = ocr_events.DocumentRead(document_id=str(document.id), attempt=1, extractions=[extraction()])
    await asyncio.gather(*(desk.deliver("ocr.v1.read", event, "message-1") for _ in range(10)))
    read = await desk.get(document.id)
    assert (read.state, read.revision) == (State.REVIEW, 2)


async def test_a_reading_that_can_not_be_stored_fails_its_document_after_some_tries(desk: Desk) -> None:
    document = await desk.receive()
    broken = extraction_pb2.Extraction(total="a million")
    event = ocr_events.DocumentRead(document_id=str(document.id), attempt=1, extractions=[broken])
    for deliveries in range(1, consumer.TRIES):
        with pytest.raises(ValueError, match="a million"):
            await desk.deliver("ocr.v1.read", event, "message-1", deliveries)
        assert (await desk.get(document.id)).state == State.RECEIVED
    await desk.deliver("ocr.v1.read", event, "message-1", consumer.TRIES)
    await desk.deliver("ocr.v1.read", event, "message-1", consumer.TRIES + 1)
    failed = await desk.get(document.id)
    assert (failed.state, failed.problem_reason, failed.revision) == (State.FAILED, "reading_failed", 2)


async def test_a_database_that_is_away_costs_a_reading_no_try(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    document = await desk.receive()
    event = ocr_events.DocumentRead(document_id=str(document.id), attempt=1, extractions=[extraction()])

    async def away(*_: Any, **__: Any) -> None:
        raise Unavailable("database_unavailable")

    with monkeypatch.context() as patched:
        patched.setattr(repository, "find", away)
        with pytest.raises(Unavailable):
            await desk.deliver("ocr.v1.read", event, "message-1", 100)
    await desk.deliver("ocr.v1.read", event, "message-1", 101)
    assert (await desk.get(document.id)).state == State.REVIEW


async def test_the_books_answer_posts_or_returns_the_document(desk: Desk) -> None:
    posted, refused = await desk.receive(), await desk.receive()
    for document in (posted, refused):
        await desk.read(document.id)
    first, second = await desk.approve(posted.id), await desk.approve(refused.id)
    stale = ledger_events.NotePosted(document_id=str(posted.id), revision=first.revision - 1)
    await desk.deliver("ledger.v1.posted", stale, "stale")
    assert (await desk.get(posted.id)).state == State.APPROVED
    answer = ledger_events.NotePosted(document_id=str(posted.id), revision=first.revision)
    await desk.deliver("ledger.v1.posted", answer, "posted")
    refusal = ledger_events.NoteRefused(
        document_id=str(refused.id), revision=second.revision, reason="payments_mismatch", metadata={"total": "119.00"}
    )
    await desk.deliver("ledger.v1.refused", refusal, "refused")
    assert (await desk.get(posted.id)).state == State.POSTED
    returned = await desk.get(refused.id)
    assert (returned.state, returned.problem_reason) == (State.REVIEW, "payments_mismatch")
    assert (await desk.approve(refused.id)).problem_reason == ""


@pytest.mark.parametrize("order", [("posted", "stornoed"), ("stornoed", "posted"), ("stornoed",)])
async def test_what_the_books_took_back_is_under_review_again_whatever_is_told_first_or_twice(
    desk: Desk, order: tuple[str, ...]
) -> None:
    document = await desk.receive()
    await desk.read(document.id, extraction())
    approved = await desk.approve(document.id)
    told: dict[str, Any] = {
        "posted": ledger_events.NotePosted(document_id=str(document.id), revision=approved.revision),
        "stornoed": ledger_events.NoteStornoed(
            document_id=str(document.id), revision=approved.revision, reason="sumă greșită", date="2024-05-04"
        ),
    }
    for name in order:
        await desk.deliver(f"ledger.v1.{name}", told[name], name)
    returned = await desk.get(document.id)
    assert (returned.state, returned.problem_reason, returned.problem_metadata) == (
        State.REVIEW,
        "document_stornoed",
        {"date": "2024-05-04", "reason": "sumă greșită"},
    )
    again = await desk.approve(document.id)
    for name, event in told.items():
        await desk.deliver(f"ledger.v1.{name}", event, f"{name} late")
    unchanged = await desk.get(document.id)
    assert (unchanged.state, unchanged.revision, unchanged.problem_reason) == (State.APPROVED, again.revision, "")


async def test_a_reading_that_fell_silent_is_asked_for_again(desk: Desk) -> None:
    document = await desk.receive()
    async with desk.database.transaction(desk.tenant_id) as session:
        past = datetime.now(UTC) - timedelta(hours=2)
        await session.execute(update(Document).where(Document.id == document.id).values(updated_at=past))
    assert await recovery.ask_again(desk.database, timedelta(hours=1)) >= 1
    assert (await desk.subjects())["document.v1.received"] == 2
    await recovery.ask_again(desk.database, timedelta(hours=1))
    assert (await desk.subjects())["document.v1.received"] == 2, "one that was just asked for is left in peace"


async def test_the_relays_role_sees_who_waits_but_not_for_what(desk: Desk) -> None:
    await desk.receive()
    async with desk.database.transaction_as("contapics_document_relay") as session:
        assert (await session.execute(text("SELECT id FROM document.documents"))).first() is not None
    with pytest.raises(Exception, match="permission denied"):
        async with desk.database.transaction_as("contapics_document_relay") as session:
            await session.execute(text("SELECT extraction FROM document.documents"))


def from_supplier(name: str, cui: str) -> extraction_pb2.Extraction:
    known = extraction()
    known.supplier.name, known.supplier.cui = name, cui
    return known


async def approved_purchase(desk: Desk, name: str, cui: str) -> None:
    document = await desk.receive(file=stored_file(uuid4().hex * 2))
    await desk.read(document.id, from_supplier(name, cui))
    await desk.approve(document.id)


@pytest.mark.parametrize(
    ("name", "cui", "known"),
    [
        ("LIDL DISCOUNT S.R.L.", "22891860", True),
        ("LIDL DISC0UNT SRL", "22891860", True),
        ("KAUFLAND ROMANIA SCS", "22891860", False),
        ("Lidl Discount SRL", "14399840", False),
    ],
)
async def test_a_supplier_approved_before_vouches_for_its_name_and_code(
    desk: Desk, name: str, cui: str, known: bool
) -> None:
    await approved_purchase(desk, "LIDL DISCOUNT SRL", "22891860")
    document = await desk.receive()
    await desk.read(document.id, from_supplier(name, cui))
    read = (await desk.get(document.id)).extraction or {}
    assert [check["ok"] for check in read["checks"] if check["name"] == "supplier_known"] == [known]
    assert (read["needs_review"], read["review_reasons"]) == (not known, [] if known else ["supplier_differs"])


async def test_what_another_office_approved_says_nothing(desk: Desk) -> None:
    await approved_purchase(Desk(desk.database, uuid4(), uuid4()), "LIDL DISCOUNT SRL", "22891860")
    document = await desk.receive()
    await desk.read(document.id, from_supplier("KAUFLAND ROMANIA SCS", "22891860"))
    assert (await desk.get(document.id)).needs_review is False
