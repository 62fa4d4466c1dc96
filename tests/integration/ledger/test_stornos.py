"""A note in the books is taken back by a red one, once, and its document can be booked anew."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from contapics.ledger.v1 import events_pb2
from contapics.ledger.v1 import ledger_service_pb2 as pb
from integration.ledger.test_periods import close
from integration.ledger.test_posting import FUEL, lines

from services.common.bus import Message
from services.common.errors import Unavailable
from services.common.ids import new_id
from services.ledger import consumer, days, events
from services.ledger.errors import Refused
from services.ledger.sinks.sink import SameForAll


async def ask(ledger: Any, office: Any, note_id: str, day: str = "", role: str = "accountant") -> Any:
    request = pb.StornoNoteRequest(id=note_id, date=day, reason="sumă greșită")
    return (await ledger.service.StornoNote(request, metadata=office.metadata(role))).note


def requested(office: Any, note_id: str) -> Message:
    payload = events_pb2.StornoRequested(note_id=note_id).SerializeToString()
    return Message(str(new_id()), office.tenant_id, "ledger.v1.storno_requested", payload, 1)


async def post(ledger: Any, office: Any, storno_id: str, sink: Any = None) -> None:
    sinks = SameForAll(sink) if sink else ledger.sinks
    await consumer.request_handler(ledger.database, sinks, events.STORNO_REQUESTED)(requested(office, storno_id))


async def booked(ledger: Any, office: Any, **changes: Any) -> tuple[UUID, Any]:
    document_id = uuid4()
    await ledger.approve(office, document_id, **changes)
    [note] = await ledger.notes(office, document_id)
    return document_id, note


async def told(postgres: Any, document_id: UUID) -> list[Any]:
    """What the documents are told of stornos of this one."""
    async with await psycopg.AsyncConnection.connect(postgres.admin_url) as connection:
        rows = await (
            await connection.execute("SELECT payload FROM ledger.outbox WHERE subject = 'ledger.v1.stornoed'")
        ).fetchall()
    events = [events_pb2.NoteStornoed.FromString(payload) for (payload,) in rows]
    return [event for event in events if event.document_id == str(document_id)]


async def test_a_storno_is_the_note_in_red_dated_today_linked_both_ways(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id, note = await booked(ledger, office)
    storno = await ask(ledger, office, note.id)
    assert (storno.state, storno.storno_of, storno.date) == (
        storno.State.PENDING,
        note.id,
        days.today().isoformat(),
    )
    assert lines(storno) == [line.replace(" ", " -") for line in FUEL]
    assert await told(postgres, document_id) == []
    await post(ledger, office, storno.id)
    red, first = await ledger.notes(office, document_id)
    assert (red.id, red.state, first.storno_by, first.state) == (
        storno.id,
        red.State.POSTED,
        red.id,
        first.State.POSTED,
    )
    [event] = await told(postgres, document_id)
    assert (event.revision, event.note_id, event.storno_id, event.reason) == (1, note.id, red.id, "sumă greșită")
    journal = pb.GetPurchaseJournalRequest(client_id=str(office.client_id))
    answer = await ledger.service.GetPurchaseJournal(journal, metadata=office.metadata())
    assert (answer.total, [(vat.base, vat.amount) for vat in answer.vat]) == ("0.00", [("0.00", "0.00")])


async def test_a_document_taken_back_is_booked_again_under_its_next_revision_and_not_before(
    ledger: Any, office: Any
) -> None:
    document_id, note = await booked(ledger, office)
    storno = await ask(ledger, office, note.id)
    await ledger.approve(office, document_id, 2)
    await post(ledger, office, storno.id)
    await ledger.approve(office, document_id, 4)
    notes = await ledger.notes(office, document_id)
    assert [(each.State.Name(each.state), each.refusal_reason) for each in notes] == [
        ("POSTED", ""),
        ("REFUSED", "document_booked"),
        ("POSTED", ""),
        ("POSTED", ""),
    ]
    again = await ask(ledger, office, notes[0].id)
    await post(ledger, office, again.id)
    assert len(ledger.files(office)) == 4


async def test_what_can_not_be_taken_back_is_refused(ledger: Any, office: Any, refused: Any) -> None:
    document_id, note = await booked(ledger, office)
    storno = await ask(ledger, office, note.id)
    assert (await refused(ask(ledger, office, note.id))).reason == "note_stornoed"
    await post(ledger, office, storno.id)
    assert (await refused(ask(ledger, office, note.id))).reason == "note_stornoed"
    assert (await refused(ask(ledger, office, storno.id))).reason == "storno_of_storno"
    _, never_posted = await booked(ledger, office, total="1.00")
    assert (await refused(ask(ledger, office, never_posted.id))).reason == "note_not_posted"
    assert (await refused(ask(ledger, office, str(uuid4())))).reason == "note_unknown"
    assert len(await ledger.notes(office, document_id)) == 2


async def test_asked_for_many_times_at_once_it_is_one_storno(ledger: Any, office: Any) -> None:
    document_id, note = await booked(ledger, office)
    answers = await asyncio.gather(*(ask(ledger, office, note.id) for _ in range(6)), return_exceptions=True)
    assert sum(not isinstance(answer, BaseException) for answer in answers) == 1
    assert len(await ledger.notes(office, document_id)) == 2


async def test_a_storno_is_dated_between_its_note_and_today_in_a_month_that_is_open(
    ledger: Any, office: Any, refused: Any
) -> None:
    _, note = await booked(ledger, office)
    await close(ledger, office, "2024-03")
    tomorrow = (days.today() + timedelta(days=1)).isoformat()
    for day in ("2024-03-14", tomorrow):
        assert (await refused(ask(ledger, office, note.id, day))).reason == "storno_date_wrong"
    assert (await refused(ask(ledger, office, note.id, "2024-03-15"))).reason == "period_closed"
    assert (await ask(ledger, office, note.id, "2024-04-01")).date == "2024-04-01"


async def test_a_month_does_not_close_before_its_storno_is_posted(ledger: Any, office: Any, refused: Any) -> None:
    _, note = await booked(ledger, office)
    storno = await ask(ledger, office, note.id, "2024-04-01")
    assert (await refused(close(ledger, office, "2024-04"))).reason == "postings_in_flight"
    await post(ledger, office, storno.id)
    assert (await close(ledger, office, "2024-04")).notes == 1


class Breaking:
    """Posts, or not, and breaks off; keeps the keys that it saw."""

    name = "csv"

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.keys: list[str] = []

    async def post(self, note: Any, key: str) -> None:
        self.keys.append(key)
        raise self._error


async def test_a_storno_broken_off_is_posted_by_the_next_delivery_under_the_same_key_of_its_own(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id, note = await booked(ledger, office)
    storno = await ask(ledger, office, note.id)
    away = Breaking(Unavailable("storage_unavailable"))
    for _ in range(2):
        with pytest.raises(Unavailable):
            await post(ledger, office, storno.id, away)
    assert away.keys == [f"{document_id}:1:storno"] * 2
    for _ in range(3):
        await post(ledger, office, storno.id)
    assert len(ledger.files(office)) == 2
    assert len(await told(postgres, document_id)) == 1


async def test_a_storno_that_the_books_refuse_leaves_the_note_and_may_be_asked_for_again(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id, note = await booked(ledger, office)
    first = await ask(ledger, office, note.id)
    await post(ledger, office, first.id, Breaking(Refused("account_unknown", metadata={"account": "6022"})))
    refused_storno, _ = await ledger.notes(office, document_id)
    assert (refused_storno.refusal_reason, refused_storno.refusal_message) == (
        "account_unknown",
        "Contul 6022 nu există în planul de conturi.",
    )
    assert await told(postgres, document_id) == []
    second = await ask(ledger, office, note.id)
    await post(ledger, office, second.id)
    assert len(await told(postgres, document_id)) == 1


@pytest.mark.parametrize("role", ["viewer", "client"])
async def test_only_who_books_takes_back_and_only_ones_own(
    ledger: Any, office: Any, other_office: Any, refused: Any, role: str
) -> None:
    _, note = await booked(ledger, office)
    assert (await refused(ask(ledger, office, note.id, role=role))).reason == "role_denied"
    assert (await refused(ask(ledger, other_office, note.id))).reason == "note_unknown"


@pytest.mark.parametrize("seed", range(3))
async def test_any_order_and_repetition_of_events_gives_the_same_books(ledger: Any, office: Any, seed: int) -> None:
    order = random.Random(seed)
    totals = {uuid4(): f"{263 + number}.28" for number in range(6)}
    approvals = []
    for document_id, total in totals.items():
        approval = office.approval(document_id, total=total, payments=[])
        approvals += [office.message(approval) for _ in range(order.randint(1, 3))]
    order.shuffle(approvals)
    approve = consumer.handler(ledger.database, ledger.sinks)
    await asyncio.gather(*map(approve, approvals))
    taken_back = list(totals)[:3]
    requests = []
    for document_id in taken_back:
        [note] = await ledger.notes(office, document_id)
        storno = await ask(ledger, office, note.id, "2024-04-01")
        requests += [requested(office, storno.id) for _ in range(order.randint(1, 3))]
    take_back = consumer.request_handler(ledger.database, ledger.sinks, events.STORNO_REQUESTED)
    late = [(take_back, message) for message in requests] + [(approve, message) for message in approvals]
    order.shuffle(late)
    await asyncio.gather(*(handle(message) for handle, message in late))
    exported = await ledger.service.ListNotes(pb.ListNotesRequest(page_size=200), metadata=office.metadata())
    assert {note.state for note in exported.notes} == {pb.ListNotesResponse().notes.add().POSTED}
    books = Counter((note.document_id, note.lines[0].amount.startswith("-")) for note in exported.notes)
    assert books == Counter(
        [(str(document_id), False) for document_id in totals] + [(str(document_id), True) for document_id in taken_back]
    )
