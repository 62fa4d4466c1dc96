"""What comes of a file: read it, or take it from the cache, and report it once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from uuid import UUID

from contapics.document.v1 import events_pb2 as document
from contapics.ocr.v1 import events_pb2, ocr_service_pb2
from sqlalchemy.ext.asyncio import AsyncSession

from services.common import inbox, outbox
from services.ocr import events, models, repository
from services.ocr.sources import digest_of, files_of

CONSUMER = "ocr-received"
MAX_EVENT_BYTES = 4 * 1024 * 1024
"""Half of what our NATS takes (`max_payload`): the event of an approval carries the same extraction and more."""


async def report_read(
    session: AsyncSession,
    tenant_id: UUID,
    message_id: str,
    received: document.DocumentReceived,
    result: ocr_service_pb2.ExtractResponse,
    reader: str,
) -> None:
    """Keep the result and announce it, unless this message had its effect before.

    What is too much for an event is announced as a file that can't be read.
    """
    read = events_pb2.DocumentRead(
        document_id=received.document_id,
        attempt=received.attempt,
        extractions=named(result, received.filename).extractions,
        page_counts=result.page_counts,
        page_ranges=result.page_ranges,
    )
    if read.ByteSize() > MAX_EVENT_BYTES:
        await report_failed(session, tenant_id, message_id, received, "event_too_large", {})
        return
    if not await inbox.record(session, models.inbox, tenant_id, CONSUMER, message_id):
        return
    digest = digest_of(files_of(received), whole=received.whole)
    await repository.keep_result(session, tenant_id, digest, reader, result)
    await repository.forget_tries(session, tenant_id, message_id)
    await outbox.emit(session, models.outbox, tenant_id, events.READ, read)


async def report_failed(
    session: AsyncSession,
    tenant_id: UUID,
    message_id: str,
    received: document.DocumentReceived,
    reason: str,
    metadata: Mapping[str, str],
) -> None:
    """Announce that the file can't be read, unless this message had its effect before."""
    if not await inbox.record(session, models.inbox, tenant_id, CONSUMER, message_id):
        return
    failed = events_pb2.ReadingFailed(
        document_id=received.document_id, attempt=received.attempt, reason=reason, metadata=metadata
    )
    await outbox.emit(session, models.outbox, tenant_id, events.FAILED, failed)


def named(result: ocr_service_pb2.ExtractResponse, filename: str) -> ocr_service_pb2.ExtractResponse:
    """The result under the name that this file came by: the cache knows contents, not names."""
    copy = ocr_service_pb2.ExtractResponse()
    copy.CopyFrom(result)
    for extraction in copy.extractions:
        if filename:
            extraction.file = PurePosixPath(filename).name
    return copy
