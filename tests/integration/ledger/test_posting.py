"""An approval becomes one note in the sink, whatever is delivered twice or breaks on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.ledger.v1 import events_pb2
from sqlalchemy import select, text

from services.common.errors import Unavailable
from services.common.outbox import Relay
from services.ledger import approvals, batches, consumer, models, operations
from services.ledger.errors import Refused
from services.ledger.models import Note
from services.ledger.sinks.sink import SameForAll

FUEL = ["6022=401 221.24", "4426=401 42.04", "401=5311 263.28"]


def lines(note: Any) -> list[str]:
    return [f"{line.debit}={line.credit} {line.amount}" for line in note.lines]


async def outbox_of(postgres: Any, document_id: UUID) -> list[tuple[str, Any]]:
    """Events about a document, as they wait for the relay."""
    kinds = {"ledger.v1.posted": events_pb2.NotePosted, "ledger.v1.refused": events_pb2.NoteRefused}
    async with await psycopg.AsyncConnection.connect(postgres.admin_url) as connection:
        rows = await (await connection.execute("SELECT subject, payload FROM ledger.outbox ORDER BY id")).fetchall()
    parsed = [(subject, kinds[subject].FromString(payload)) for subject, payload in rows if subject in kinds]
    return [(subject, event) for subject, event in parsed if event.document_id == str(document_id)]


async def test_an_approved_fuel_receipt_is_posted_as_the_old_system_did(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id = uuid4()
    await ledger.approve(office, document_id)
    [note] = await ledger.notes(office, document_id)
    assert lines(note) == FUEL
    assert (note.rule, note.date, note.currency, note.sink) == ("purchase_receipt_cash", "2024-03-15", "RON", "csv")
    assert note.state == note.State.POSTED
    assert note.HasField("post_time")
    assert list(ledger.files(office)) == [f"{note.id}.csv"]
    [(subject, event)] = await outbox_of(postgres, document_id)
    assert (subject, event.revision, event.note_id) == ("ledger.v1.posted", 1, note.id)


async def test_the_same_message_twice_is_one_note_and_one_event(ledger: Any, office: Any, postgres: Any) -> None:
    document_id = uuid4()
    message = office.message(office.approval(document_id))
    handle = consumer.handler(ledger.database, ledger.sinks)
    await handle(message)
    before = ledger.files(office)
    await handle(message)
    assert len(await ledger.notes(office, document_id)) == 1
    assert ledger.files(office) == before
    assert len(await outbox_of(postgres, document_id)) == 1


async def test_the_same_approval_under_another_message_id_is_one_note(ledger: Any, office: Any, postgres: Any) -> None:
    document_id = uuid4()
    await ledger.approve(office, document_id)
    await ledger.approve(office, document_id)
    assert len(await ledger.notes(office, document_id)) == 1
    assert len(await outbox_of(postgres, document_id)) == 1


async def test_the_same_message_at_once_in_several_hands_is_one_note(ledger: Any, office: Any, postgres: Any) -> None:
    document_id = uuid4()
    message = office.message(office.approval(document_id))
    handle = consumer.handler(ledger.database, ledger.sinks)
    await asyncio.gather(*(handle(message) for _ in range(6)))
    assert len(await ledger.notes(office, document_id)) == 1
    assert len(ledger.files(office)) == 1
    assert len(await outbox_of(postgres, document_id)) == 1


class Cut(BaseException):
    """Ends the work at some point as a power cut would: nothing after it runs, nothing handles it."""


class CutSink:
    """Posts and is cut off after, or is cut off before it posts."""

    name = "csv"

    def __init__(self, sink: Any, *, posts: bool) -> None:
        self._sink = sink
        self._posts = posts

    async def post(self, note: Note, key: str) -> None:
        if self._posts:
            await self._sink.post(note, key)
        raise Cut


async def _cut(*_: Any) -> None:
    raise Cut


@pytest.mark.parametrize(
    "step", ["before the note is stored", "before the sink", "after the sink", "before the posting is stored"]
)
async def test_a_posting_cut_off_at_any_step_is_completed_by_the_next_delivery(
    step: str, ledger: Any, office: Any, postgres: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = uuid4()
    message = office.message(office.approval(document_id))
    files = await ledger.sinks.open(office.tenant_id, None)
    sinks: dict[str, Callable[[], Any]] = {
        "before the sink": lambda: SameForAll(CutSink(files, posts=False)),
        "after the sink": lambda: SameForAll(CutSink(files, posts=True)),
    }
    with monkeypatch.context() as patch:
        if step == "before the note is stored":
            patch.setattr(batches, "write", _raise_cut)
        if step == "before the posting is stored":
            patch.setattr(operations, "confirm", _cut)
        sink = sinks.get(step, lambda: ledger.sinks)()
        with pytest.raises(Cut):
            await consumer.handler(ledger.database, sink)(message)
    stored = ledger.files(office)
    await consumer.handler(ledger.database, ledger.sinks)(message)
    [note] = await ledger.notes(office, document_id)
    assert lines(note) == FUEL
    assert note.state == note.State.POSTED
    assert list(ledger.files(office)) == [f"{note.id}.csv"]
    assert stored in ({}, ledger.files(office))
    assert len(await outbox_of(postgres, document_id)) == 1


def _raise_cut(*_: Any) -> None:
    raise Cut


async def test_a_delivery_after_everything_was_done_but_the_acknowledgement_changes_nothing(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id = uuid4()
    message = office.message(office.approval(document_id))
    await consumer.handler(ledger.database, ledger.sinks)(message)
    files = ledger.files(office)
    [note] = await ledger.notes(office, document_id)
    await consumer.handler(ledger.database, ledger.sinks)(message)
    assert [note] == await ledger.notes(office, document_id)
    assert ledger.files(office) == files
    assert len(await outbox_of(postgres, document_id)) == 1


class RefusingSink:
    name = "csv"

    async def post(self, note: Note, key: str) -> None:
        raise Refused("account_unknown", "The books know no such account.", {"account": note.account})


class AbsentSink:
    name = "csv"

    async def post(self, note: Note, key: str) -> None:
        raise Unavailable("storage_unavailable")


async def test_a_sink_that_refuses_sends_the_document_back_with_its_reason(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id = uuid4()
    message = office.message(office.approval(document_id))
    for _ in range(2):
        await consumer.handler(ledger.database, SameForAll(RefusingSink()))(message)
    [note] = await ledger.notes(office, document_id)
    assert note.state == note.State.REFUSED
    [(subject, event)] = await outbox_of(postgres, document_id)
    assert (subject, event.reason) == ("ledger.v1.refused", "account_unknown")
    assert dict(event.metadata) == {"account": "6022"}


async def test_a_sink_that_is_away_leaves_the_note_for_the_next_delivery(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id = uuid4()
    message = office.message(office.approval(document_id))
    with pytest.raises(Unavailable):
        await consumer.handler(ledger.database, SameForAll(AbsentSink()))(message)
    [waiting] = await ledger.notes(office, document_id)
    assert waiting.state == waiting.State.PENDING
    assert await outbox_of(postgres, document_id) == []
    await consumer.handler(ledger.database, ledger.sinks)(message)
    [note] = await ledger.notes(office, document_id)
    assert (note.id, note.state) == (waiting.id, note.State.POSTED)


async def test_a_document_that_makes_no_note_is_refused_once_with_numbers(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id = uuid4()
    message = office.message(office.approval(document_id, total="100.00"))
    for _ in range(2):
        await consumer.handler(ledger.database, ledger.sinks)(message)
    [note] = await ledger.notes(office, document_id)
    assert (note.state, list(note.lines)) == (note.State.REFUSED, [])
    assert ledger.files(office) == {}
    [(subject, event)] = await outbox_of(postgres, document_id)
    assert (subject, event.revision, event.reason) == ("ledger.v1.refused", 1, "payments_mismatch")
    assert dict(event.metadata) == {"payments": "263.28", "total": "100.00"}


async def test_the_corrected_revision_of_a_refused_document_gets_a_note_of_its_own(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id = uuid4()
    await ledger.approve(office, document_id, 1, total="100.00")
    await ledger.approve(office, document_id, 4)
    newest, oldest = await ledger.notes(office, document_id)
    assert (newest.state, oldest.state) == (newest.State.POSTED, oldest.State.REFUSED)
    assert lines(newest) == FUEL
    assert [subject for subject, _ in await outbox_of(postgres, document_id)] == [
        "ledger.v1.refused",
        "ledger.v1.posted",
    ]


async def test_a_document_in_the_books_is_not_booked_again_under_another_revision(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id = uuid4()
    await ledger.approve(office, document_id, 1)
    await ledger.approve(office, document_id, 2)
    states = [note.State.Name(note.state) for note in await ledger.notes(office, document_id)]
    assert sorted(states) == ["POSTED", "REFUSED"]
    assert len(ledger.files(office)) == 1
    assert [event.reason for subject, event in await outbox_of(postgres, document_id) if "refused" in subject] == [
        "document_booked"
    ]


async def test_a_rule_that_fails_by_itself_is_tried_again_and_then_gives_the_document_back_to_a_person(
    ledger: Any, office: Any, postgres: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    document_id = uuid4()
    message = office.message(office.approval(document_id))
    handle = consumer.handler(ledger.database, ledger.sinks)
    monkeypatch.setattr(approvals, "build_note", broken)
    for delivery in range(1, consumer.TRIES):
        with pytest.raises(ZeroDivisionError):
            await handle(replace(message, deliveries=delivery))
    assert await outbox_of(postgres, document_id) == []
    for delivery in (consumer.TRIES, consumer.TRIES + 1):
        await handle(replace(message, deliveries=delivery))
    [(_, event)] = await outbox_of(postgres, document_id)
    assert event.reason == "note_failed"


async def test_numbers_too_large_for_the_books_do_not_come_back_for_ever(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id = uuid4()
    huge = [
        extraction_pb2.Vat(rate="0.01", amount="9999999999998.00"),
        extraction_pb2.Vat(rate="0.02", amount="-9999999999998.00"),
    ]
    approval = office.approval(document_id, vat=huge, vat_total="0.01")
    approval.extraction.vat[0].amount = "9999999999998.01"
    message = replace(office.message(approval), deliveries=consumer.TRIES)
    await consumer.handler(ledger.database, ledger.sinks)(message)
    assert len(await outbox_of(postgres, document_id)) == 1


async def test_a_message_that_is_no_approval_is_let_go(ledger: Any, office: Any) -> None:
    message = office.message(office.approval(uuid4()))
    unreadable = type(message)(message.id, message.tenant_id, message.subject, b"\xff\xff", 1)
    await consumer.handler(ledger.database, ledger.sinks)(unreadable)
    assert ledger.files(office) == {}


async def test_posted_notes_reach_the_bus_and_approvals_come_from_it(
    ledger: Any, office: Any, connect_bus: Any
) -> None:
    document_id = uuid4()
    approval = office.approval(document_id)
    sending, receiving = await connect_bus(), await connect_bus()
    subscription = await sending.client.subscribe("ledger.v1.posted")
    await sending.publish("document.v1.approved", approval.SerializeToString(), str(uuid4()), office.tenant_id)
    working = asyncio.create_task(consumer.consume(receiving, ledger.database, ledger.sinks))
    relay = asyncio.create_task(Relay(ledger.database, models.outbox, sending).run())
    try:
        async with asyncio.timeout(20):
            while True:
                event = events_pb2.NotePosted.FromString((await subscription.next_msg(timeout=20)).data)
                if event.document_id == str(document_id):
                    break
    finally:
        receiving.drain()
        relay.cancel()
        await asyncio.gather(working, relay, return_exceptions=True)
    [note] = await ledger.notes(office, document_id)
    assert event.note_id == note.id


async def test_amounts_in_the_database_are_whole_bani(ledger: Any, office: Any) -> None:
    document_id = uuid4()
    await ledger.approve(office, document_id)
    async with ledger.database.transaction(office.tenant_id) as session:
        note = await session.scalar(select(Note).where(Note.document_id == document_id))
        kinds = await session.execute(text("SELECT DISTINCT pg_typeof(amount)::text FROM ledger.note_lines"))
    assert note is not None
    assert [line.amount for line in note.lines] == [22124, 4204, 26328]
    assert list(kinds.scalars()) == ["bigint"]
