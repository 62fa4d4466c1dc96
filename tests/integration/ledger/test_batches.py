"""Approvals booked together: what comes of them is what would have come of one after the other."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from contapics.common.v1 import extraction_pb2

from services.common.errors import Unavailable
from services.ledger import approvals, consumer
from services.ledger.errors import Refused
from services.ledger.models import Note
from services.ledger.sinks.sink import SameForAll

POISON = "4.04"


async def handle(ledger: Any, messages: list[Any], sink: Any = None) -> list[Exception | None]:
    return list(await consumer.batch_handler(ledger.database, sink or ledger.sinks)(messages))


async def notes_of(ledger: Any, office: Any, document_ids: list[UUID]) -> list[Any]:
    return [note for document_id in document_ids for note in await ledger.notes(office, document_id)]


def events_of(postgres: Any, office: Any) -> int:
    with psycopg.connect(postgres.admin_url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM ledger.outbox WHERE tenant_id = %s", (office.tenant_id,)
        ).fetchone()
    return int(row[0]) if row else 0


async def test_a_batch_of_two_offices_with_repetitions_is_one_note_a_document(
    ledger: Any, office: Any, other_office: Any, postgres: Any
) -> None:
    ours, theirs = [uuid4() for _ in range(5)], [uuid4() for _ in range(3)]
    messages = [office.message(office.approval(document_id)) for document_id in [*ours, *ours]]
    messages += [other_office.message(other_office.approval(document_id)) for document_id in theirs]
    assert await handle(ledger, [*messages, messages[0]]) == [None] * 14
    for of, document_ids in ((office, ours), (other_office, theirs)):
        notes = await notes_of(ledger, of, document_ids)
        assert [note.document_id for note in notes] == list(map(str, document_ids))
        assert {note.state for note in notes} == {notes[0].State.POSTED}
        assert set(ledger.files(of)) == {f"{note.id}.csv" for note in notes}
        assert events_of(postgres, of) == len(document_ids)


async def test_two_revisions_of_a_document_in_one_batch_are_booked_once(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_id = uuid4()
    await handle(ledger, [office.message(office.approval(document_id, revision)) for revision in (1, 2)])
    newest, oldest = await ledger.notes(office, document_id)
    assert {newest.state, oldest.state} == {newest.State.POSTED, newest.State.REFUSED}
    assert len(ledger.files(office)) == 1
    assert events_of(postgres, office) == 2


async def test_what_a_batch_learns_counts_for_its_later_notes_as_if_they_came_alone(
    ledger: Any, office: Any, other_office: Any
) -> None:
    things = ["MOTORINA EFIX", "FILTRU ULEI", "MOTORINA EFIX", "NIMIC CUNOSCUT", "MOTORINA EFIX"]
    approvals = [
        (uuid4(), {"lines": [extraction_pb2.Line(description=thing, amount="263.28")], "number": str(index)})
        for index, thing in enumerate(things)
    ]
    await handle(ledger, [office.message(office.approval(key, **changes)) for key, changes in approvals])
    for key, changes in approvals:
        await ledger.approve(other_office, key, **changes)
    together, alone = [
        [note.account_reason for note in await notes_of(ledger, of, [key for key, _ in approvals])]
        for of in (office, other_office)
    ]
    assert together == alone
    assert {reason.basis for reason in together} == {"keyword", "learned"}
    later = uuid4()
    for of in (office, other_office):
        await ledger.approve(of, later)
    [ours], [theirs] = await ledger.notes(office, later), await ledger.notes(other_office, later)
    assert ours.account_reason == theirs.account_reason


async def test_one_that_can_not_be_built_does_not_hold_up_its_batch(
    ledger: Any, office: Any, postgres: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = approvals.build_note

    def broken(purchase: Any, *rest: Any) -> Any:
        if purchase.number == POISON:
            raise ZeroDivisionError
        return build(purchase, *rest)

    monkeypatch.setattr(approvals, "build_note", broken)
    good, bad = [uuid4() for _ in range(4)], uuid4()
    messages = [office.message(office.approval(document_id)) for document_id in good]
    messages.insert(2, office.message(office.approval(bad, number=POISON)))
    faults = await handle(ledger, messages)
    assert [type(fault) for fault in faults] == [type(None)] * 2 + [ZeroDivisionError] + [type(None)] * 2
    assert len(await notes_of(ledger, office, good)) == 4
    assert await ledger.notes(office, bad) == []
    assert await handle(ledger, [replace(messages[2], deliveries=consumer.TRIES)]) == [None]
    [given_up] = await ledger.notes(office, bad)
    assert given_up.state == given_up.State.REFUSED


class ChoosySink:
    """Refuses one, is away for another, posts the rest."""

    name = "csv"

    def __init__(self, sink: Any) -> None:
        self._sink = sink

    async def post(self, note: Note, key: str) -> Any:
        if note.number == "refused":
            raise Refused("account_unknown", "The books know no such account.")
        if note.number == "away":
            raise Unavailable("storage_unavailable")
        return await self._sink.post(note, key)


async def test_in_a_batch_each_note_is_posted_refused_or_left_by_itself(
    ledger: Any, office: Any, postgres: Any
) -> None:
    numbers = ["1", "refused", "2", "away"]
    document_ids = [uuid4() for _ in numbers]
    messages = [
        office.message(office.approval(key, number=number)) for key, number in zip(document_ids, numbers, strict=True)
    ]
    faults = await handle(ledger, messages, SameForAll(ChoosySink(await ledger.sinks.open(office.tenant_id, None))))
    assert [type(fault) for fault in faults] == [type(None), type(None), type(None), Unavailable]
    notes = await notes_of(ledger, office, document_ids)
    states = [note.State.Name(note.state) for note in notes]
    assert states == ["POSTED", "REFUSED", "POSTED", "PENDING"]
    assert await handle(ledger, messages) == [None] * 4
    assert events_of(postgres, office) == 4
    assert len(ledger.files(office)) == 3


async def test_batches_that_share_documents_and_suppliers_never_wait_in_a_circle(
    ledger: Any, office: Any, postgres: Any
) -> None:
    document_ids = [uuid4() for _ in range(12)]
    suppliers = [extraction_pb2.Supplier(name="X", cui=cui) for cui in ("11201891", "14399840", "1590082")]
    messages = [
        office.message(office.approval(key, supplier=suppliers[index % 3])) for index, key in enumerate(document_ids)
    ]
    orders = [messages, messages[::-1], messages[6:] + messages[:6], messages[::3] + messages[1::3] + messages[2::3]]
    async with asyncio.timeout(20):
        results = await asyncio.gather(*(handle(ledger, order) for order in orders))
    assert results == [[None] * 12] * 4
    assert len(await notes_of(ledger, office, document_ids)) == 12
    assert events_of(postgres, office) == 12
