"""The ledger's JetStream side: an approved document becomes one note in the sink, whatever breaks on the way.

Three steps, each harmless to repeat: store the note (one transaction with the inbox), post it to the sink (outside of
any), store that it is posted (one transaction with the outbox). A delivery after a crash takes up where it stopped.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from contapics.document.v1 import events_pb2
from contapics.ledger.v1 import events_pb2 as ledger
from google.protobuf.message import DecodeError

from services.common import inbox
from services.common.bus import BatchHandler, Bus, Handler, Message
from services.common.db import Database
from services.common.errors import Unavailable
from services.ledger import events, models, operations, repository
from services.ledger.approvals import Approval
from services.ledger.errors import Refused
from services.ledger.models import Note, State
from services.ledger.sinks.sink import Sinks

DURABLE_NAME = "ledger-approved"
REQUESTS: dict[str, tuple[type[Any], str]] = {
    events.STORNO_REQUESTED: (ledger.StornoRequested, "ledger-storno-requested"),
    events.RELEASE_REQUESTED: (ledger.ReleaseRequested, "ledger-release-requested"),
}
"""Notes that the ledger asks itself to post, by subject: their event and the consumer's name."""
BATCH = 64
"""Approvals booked in one transaction: what waits for the disk is then paid once for all of them."""
AT_ONCE = 2
"""Batches: one is built while the other waits for the database or the sink."""
POSTED_AT_ONCE = 8
"""Notes of one office on their way into its sink."""
TRIES = 5
"""Deliveries after which an approval whose note we fail to build goes back to a person."""
ACK_WAIT_SECONDS = 10.0
"""A batch takes less than a second; after a crash its approvals are delivered again when this has passed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """An approval and the message that it came in."""

    message: Message
    approval: Approval


Outcome = Note | Exception


def handler(database: Database, sinks: Sinks, *, asks_anaf: bool = False) -> Handler:
    """What is done with an approval by itself."""
    handle_all = batch_handler(database, sinks, asks_anaf=asks_anaf)

    async def handle(message: Message) -> None:
        [fault] = await handle_all([message])
        if fault is not None:
            raise fault

    return handle


def batch_handler(database: Database, sinks: Sinks, *, asks_anaf: bool = False) -> BatchHandler:
    """What is done with approvals: each office's in transactions of its own, a failing one apart from the others."""

    async def handle(messages: Sequence[Message]) -> Sequence[Exception | None]:
        offices: dict[UUID, list[Delivery]] = {}
        for delivery in filter(None, map(_read, messages)):
            offices.setdefault(delivery.message.tenant_id, []).append(delivery)
        booked = [_book(database, sinks, tenant_id, deliveries, asks_anaf) for tenant_id, deliveries in offices.items()]
        faults: dict[tuple[UUID, str], Exception] = {}
        for of_office in await asyncio.gather(*booked):
            faults |= of_office
        return [faults.get(_key(message)) for message in messages]

    return handle


def request_handler(database: Database, sinks: Sinks, subject: str) -> Handler:
    """What is done with each note that was asked for by itself: stored already, it goes the way of every note."""
    event_type, durable = REQUESTS[subject]

    async def handle(message: Message) -> None:
        try:
            note_id = UUID(event_type.FromString(message.payload).note_id)
        except (DecodeError, ValueError):
            log.exception("a request for a note can't be read", extra={"message_id": message.id})
            return
        note = await database.retried(lambda: _requested(database, message, durable, note_id))
        if note.state == State.PENDING:
            faults = await _post(database, sinks, message.tenant_id, {note: message.trace})
            for fault in faults.values():
                raise fault

    return handle


async def consume(bus: Bus, database: Database, sinks: Sinks, *, asks_anaf: bool = False) -> None:
    """Take approvals until the bus drains."""
    await bus.consume_batches(
        events.APPROVED,
        DURABLE_NAME,
        batch_handler(database, sinks, asks_anaf=asks_anaf),
        size=BATCH,
        at_once=AT_ONCE,
        ack_wait=ACK_WAIT_SECONDS,
    )


async def consume_requests(bus: Bus, database: Database, sinks: Sinks) -> None:
    """Take stornos and releases of VAT until the bus drains."""
    async with asyncio.TaskGroup() as tasks:
        for subject, (_, durable) in REQUESTS.items():
            handle = request_handler(database, sinks, subject)
            tasks.create_task(bus.consume(subject, durable, handle, at_once=AT_ONCE, ack_wait=ACK_WAIT_SECONDS))


def _read(message: Message) -> Delivery | None:
    try:
        return Delivery(message, Approval.read(events_pb2.DocumentApproved.FromString(message.payload)))
    except (DecodeError, ValueError):
        # No later delivery would read better, and without ids there is no one to tell.
        log.exception("an approval can't be read", extra={"message_id": message.id})
        return None


def _key(message: Message) -> tuple[UUID, str]:
    return message.tenant_id, message.id


async def _book(
    database: Database, sinks: Sinks, tenant_id: UUID, deliveries: Sequence[Delivery], asks_anaf: bool
) -> dict[tuple[UUID, str], Exception]:
    """Take an office's approvals all the way; gives those that failed, by their messages."""
    outcomes = await _accept(database, sinks, tenant_id, deliveries, asks_anaf)
    pending = {
        outcome: delivery.message.trace
        for delivery, outcome in zip(deliveries, outcomes, strict=True)
        if isinstance(outcome, Note) and outcome.state == State.PENDING
    }
    try:
        faults = await _post(database, sinks, tenant_id, pending) if pending else {}
    except Exception as error:
        # The sink has them, our books don't say so yet: the next delivery posts them again under the same keys.
        faults = {note.id: error for note in pending}
    results = [faults.get(outcome.id) if isinstance(outcome, Note) else outcome for outcome in outcomes]
    return {
        _key(delivery.message): result
        for delivery, result in zip(deliveries, results, strict=True)
        if result is not None
    }


async def _accept(
    database: Database, sinks: Sinks, tenant_id: UUID, deliveries: Sequence[Delivery], asks_anaf: bool = False
) -> Sequence[Outcome]:
    """The note of each approval as it stands: just made, or made by an earlier delivery of this or an equal one."""

    async def store() -> Sequence[Note]:
        clients = {delivery.approval.client_id for delivery in deliveries}
        chosen = {client_id: await sinks.of(tenant_id, client_id) for client_id in clients}
        async with database.transaction(tenant_id) as session:
            message_ids = [delivery.message.id for delivery in deliveries]
            await inbox.record_all(session, models.inbox, tenant_id, DURABLE_NAME, message_ids)
            approvals = [delivery.approval for delivery in deliveries]
            traces = [delivery.message.trace for delivery in deliveries]
            return await operations.accept_all(session, tenant_id, approvals, chosen, traces, asks_anaf=asks_anaf)

    try:
        return await database.retried(store)
    except Unavailable as error:
        return [error] * len(deliveries)
    except Exception as error:
        if len(deliveries) == 1:
            return [await _failed(database, deliveries[0], error)]
    # One of them can't be stored: by themselves the others can.
    alone = [await _accept(database, sinks, tenant_id, [each], asks_anaf) for each in deliveries]
    return [outcome for outcomes in alone for outcome in outcomes]


async def _requested(database: Database, message: Message, durable: str, note_id: UUID) -> Note:
    async with database.transaction(message.tenant_id) as session:
        await inbox.record(session, models.inbox, message.tenant_id, durable, message.id)
        return await repository.get(session, note_id)


async def _failed(database: Database, delivery: Delivery, error: Exception) -> Outcome:
    """What becomes of an approval whose note we fail to build: other tries, then a person's."""
    message, approval = delivery.message, delivery.approval
    if message.deliveries < TRIES:
        return error

    # Ours to mend, but meanwhile the document must not hang between approval and books.
    log.error("gave up on an approval", exc_info=error, extra={"document": str(approval.document_id)})

    async def give_up() -> Note:
        async with database.transaction(message.tenant_id) as session:
            return await operations.give_up(session, message.tenant_id, approval)

    try:
        return await database.retried(give_up)
    except Unavailable as unavailable:
        return unavailable


async def _post(
    database: Database, sinks: Sinks, tenant_id: UUID, pending: Mapping[Note, Mapping[str, str]]
) -> dict[UUID, Exception]:
    """Post an office's notes and store how it went; gives those that a later delivery has to post, by their ids.

    Each goes to the choice that it was made with: a first try may have reached those books.
    """
    slots = asyncio.Semaphore(POSTED_AT_ONCE)

    async def post(note: Note) -> Sequence[str] | Exception:
        async with slots:
            try:
                sink = await sinks.open(tenant_id, note.sink_id)
                return await sink.post(note, note.posting_key)
            except Exception as error:
                return error

    results = dict(zip(pending, await asyncio.gather(*map(post, pending)), strict=True))
    refusals = {note: result for note, result in results.items() if isinstance(result, Refused)}
    faults = {note: result for note, result in results.items() if isinstance(result, Exception)}
    posted = {note: trace for note, trace in pending.items() if note not in faults}
    cautions = {note: result for note, result in results.items() if result and not isinstance(result, Exception)}

    async def settle() -> None:
        async with database.transaction(tenant_id) as session:
            await operations.confirm(session, tenant_id, posted, cautions)
            for note, refusal in refusals.items():
                await operations.refuse(session, note, refusal, pending[note])

    await database.retried(settle)
    return {note.id: fault for note, fault in faults.items() if note not in refusals}
