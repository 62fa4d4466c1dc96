"""The ledger's JetStream side: an approved document becomes one note in the sink, whatever breaks on the way.

Three steps, each harmless to repeat: store the note (one transaction with the inbox), post it to the sink (outside of
any), store that it is posted (one transaction with the outbox). A delivery after a crash takes up where it stopped.
"""

from __future__ import annotations

import logging

from contapics.document.v1 import events_pb2
from google.protobuf.message import DecodeError

from services.common import inbox
from services.common.bus import Bus, Handler, Message
from services.common.db import Database
from services.common.errors import Unavailable
from services.ledger import events, models, operations
from services.ledger.errors import Refused
from services.ledger.models import Note, State
from services.ledger.operations import Approval
from services.ledger.sinks.sink import Sinks

DURABLE_NAME = "ledger-approved"
AT_ONCE = 4
TRIES = 5
"""Deliveries after which an approval whose note we fail to build goes back to a person."""
ACK_WAIT_SECONDS = 10.0
"""A posting takes milliseconds; after a crash its approval is delivered again when this has passed."""

log = logging.getLogger(__name__)


def handler(database: Database, sinks: Sinks) -> Handler:
    """What is done with each approval."""

    async def handle(message: Message) -> None:
        try:
            approval = Approval.read(events_pb2.DocumentApproved.FromString(message.payload))
        except (DecodeError, ValueError):
            # No later delivery would read better, and without ids there is no one to tell.
            log.exception("an approval can't be read", extra={"message_id": message.id})
            return
        try:
            note = await database.retried(lambda: _accept(database, sinks, message, approval))
        except Unavailable:
            raise
        except Exception:
            if message.deliveries < TRIES:
                raise
            # Ours to mend, but meanwhile the document must not hang between approval and books.
            log.exception("gave up on an approval", extra={"document": str(approval.document_id)})
            await database.retried(lambda: _give_up(database, message, approval))
            return
        if note.state == State.PENDING:
            await _post(database, sinks, note)

    return handle


async def consume(bus: Bus, database: Database, sinks: Sinks) -> None:
    """Take approvals until the bus drains."""
    await bus.consume(
        events.APPROVED, DURABLE_NAME, handler(database, sinks), at_once=AT_ONCE, ack_wait=ACK_WAIT_SECONDS
    )


async def _accept(database: Database, sinks: Sinks, message: Message, approval: Approval) -> Note:
    """The note as it stands: just made, or made by an earlier delivery of this or an equal message."""
    chosen = await sinks.of(message.tenant_id, approval.client_id)
    async with database.transaction(message.tenant_id) as session:
        await inbox.record(session, models.inbox, message.tenant_id, DURABLE_NAME, message.id)
        return await operations.accept(session, message.tenant_id, approval, chosen)


async def _give_up(database: Database, message: Message, approval: Approval) -> None:
    async with database.transaction(message.tenant_id) as session:
        await operations.give_up(session, message.tenant_id, approval)


async def _post(database: Database, sinks: Sinks, note: Note) -> None:
    """Post by the choice that the note was made with: a first try may have reached those books."""
    refusal: Refused | None = None
    try:
        sink = await sinks.open(note.tenant_id, note.sink_id)
        await sink.post(note, note.posting_key)
    except Refused as error:
        refusal = error

    async def settle() -> None:
        async with database.transaction(note.tenant_id) as session:
            if refusal is None:
                await operations.confirm(session, note)
            else:
                await operations.refuse(session, note, refusal)

    await database.retried(settle)
