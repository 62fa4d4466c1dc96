"""The document service's JetStream side: what the reader and the books report takes effect once."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from contapics.ledger.v1 import events_pb2 as ledger
from contapics.ocr.v1 import events_pb2 as ocr
from sqlalchemy.ext.asyncio import AsyncSession

from services.common import inbox
from services.common.bus import Bus, Handler, Message
from services.common.db import Database
from services.common.errors import Unavailable
from services.document import models, operations, readings

AT_ONCE = 4
TRIES = 5
Effect = Callable[[AsyncSession, Any], Awaitable[None]]

log = logging.getLogger(__name__)


async def _started(session: AsyncSession, event: ocr.ReadingStarted) -> None:
    await readings.start_reading(session, UUID(event.document_id), event.attempt)


async def _read(session: AsyncSession, event: ocr.DocumentRead) -> None:
    pages = readings.PagesRead(event.page_counts, [(each.first_page, each.last_page) for each in event.page_ranges])
    await readings.take_reading(
        session, UUID(event.document_id), event.attempt, event.media_type, event.extractions, pages
    )


async def _failed(session: AsyncSession, event: ocr.ReadingFailed) -> None:
    await readings.fail_reading(session, UUID(event.document_id), event.attempt, event.reason, event.metadata)


async def _gave_up(session: AsyncSession, event: ocr.DocumentRead) -> None:
    await readings.fail_reading(session, UUID(event.document_id), event.attempt, "reading_failed", {})


async def _posted(session: AsyncSession, event: ledger.NotePosted) -> None:
    await operations.book(session, UUID(event.document_id), event.revision)


async def _refused(session: AsyncSession, event: ledger.NoteRefused) -> None:
    await operations.return_from_books(session, UUID(event.document_id), event.revision, event.reason, event.metadata)


async def _stornoed(session: AsyncSession, event: ledger.NoteStornoed) -> None:
    metadata = {"date": event.date, "reason": event.reason}
    await operations.reopen(session, UUID(event.document_id), event.revision, "document_stornoed", metadata)


EFFECTS: dict[str, tuple[type[Any], Effect]] = {
    "ocr.v1.started": (ocr.ReadingStarted, _started),
    "ocr.v1.read": (ocr.DocumentRead, _read),
    "ocr.v1.failed": (ocr.ReadingFailed, _failed),
    "ledger.v1.posted": (ledger.NotePosted, _posted),
    "ledger.v1.refused": (ledger.NoteRefused, _refused),
    "ledger.v1.stornoed": (ledger.NoteStornoed, _stornoed),
}


def handler(database: Database, subject: str) -> Handler:
    """What is done with each message of a subject: its effect and the record of it in one transaction.

    A reading that can't be stored, however often it comes, fails its document: a person takes it from there.
    """
    event_type, effect = EFFECTS[subject]

    async def take(message: Message, effect: Effect) -> None:
        event = event_type.FromString(message.payload)
        async with database.transaction(message.tenant_id) as session:
            if await inbox.record(session, models.inbox, message.tenant_id, durable_name(subject), message.id):
                await effect(session, event)

    async def handle(message: Message) -> None:
        try:
            await take(message, effect)
        except Unavailable:
            raise
        except Exception:
            if effect is not _read or message.deliveries < TRIES:
                raise
            log.exception("a reading can't be stored", extra={"message_id": message.id})
            await take(message, _gave_up)

    return handle


def durable_name(subject: str) -> str:
    return f"document-{subject.replace('.', '-')}"


async def consume(bus: Bus, database: Database, subject: str) -> None:
    """Take the messages of one subject until the bus drains."""
    await bus.consume(subject, durable_name(subject), handler(database, subject), at_once=AT_ONCE)
