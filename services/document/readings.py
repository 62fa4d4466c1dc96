"""What comes of reading a document's files. Every verb works in the transaction of its caller and never commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from contapics.common.v1 import extraction_pb2
from sqlalchemy.ext.asyncio import AsyncSession

from services.document import events, operations, repository, rules, sources
from services.document.models import Document
from services.document.rules import State


@dataclass(frozen=True, slots=True)
class PagesRead:
    """How many pages each file of a document had, and which of them each of the extractions was found on."""

    counts: Sequence[int] = ()
    ranges: Sequence[tuple[int, int]] = ()

    def of_part(self, part: int) -> tuple[int | None, int | None]:
        """First and last page of one of several extractions; None without pages."""
        first, last = self.ranges[part - 1] if part <= len(self.ranges) else (0, 0)
        return first or None, last or None


NO_PAGES = PagesRead()


async def start_reading(session: AsyncSession, document_id: UUID, attempt: int) -> None:
    """Show that a reader has it; a hint that comes late or twice changes nothing."""
    document = await repository.find(session, document_id, lock=True)
    if document is not None and document.attempt == attempt and document.state == State.RECEIVED:
        await operations.enter(session, document, State.READING)


async def take_reading(
    session: AsyncSession,
    document_id: UUID,
    attempt: int,
    media_type: str,
    extractions: Sequence[extraction_pb2.Extraction],
    pages: PagesRead = NO_PAGES,
) -> None:
    """Put what was read under review; further receipts of the same file become documents of their own.

    A document that is itself one of several receipts takes only its own from the file. An answer to an older attempt,
    or for a document that has moved on, is ignored.
    """
    document = await repository.find(session, document_id, lock=True)
    if document is None or document.attempt != attempt or document.state not in rules.ALLOWED["read"]:
        return
    document.media_type = media_type or document.media_type
    sources.put(document, sources.counted(sources.of(document), pages.counts))
    if document.part_of is not None:
        await _take_own_part(session, document, extractions, pages)
        return
    first, *others = extractions
    await _set_read(session, document, events.to_json(first))
    document.part = 1 if others else None
    document.first_page, document.last_page = pages.of_part(1) if others else (None, None)
    await operations.enter(session, document, State.REVIEW)
    for part, extraction in enumerate(others, start=2):
        await _take_part(session, document, part, events.to_json(extraction), pages)


async def fail_reading(
    session: AsyncSession, document_id: UUID, attempt: int, reason: str, metadata: Mapping[str, str]
) -> None:
    """Say why a file could not be read. An answer to an older attempt is ignored."""
    document = await repository.find(session, document_id, lock=True)
    if document is None or document.attempt != attempt or document.state not in rules.ALLOWED["read"]:
        return
    await _fail(session, document, reason, metadata)


async def _take_own_part(
    session: AsyncSession, document: Document, extractions: Sequence[extraction_pb2.Extraction], pages: PagesRead
) -> None:
    """What a second reading of the whole file found where this receipt was found in the first."""
    part = document.part or 1
    if part > len(extractions):
        await _fail(session, document, "part_missing", {"part": str(part)})
        return
    await _set_read(session, document, events.to_json(extractions[part - 1]))
    document.first_page, document.last_page = pages.of_part(part)
    await operations.enter(session, document, State.REVIEW)


async def _fail(session: AsyncSession, document: Document, reason: str, metadata: Mapping[str, str]) -> None:
    document.problem_reason = reason
    document.problem_metadata = dict(metadata)
    await operations.enter(session, document, State.FAILED)


async def _take_part(
    session: AsyncSession, whole: Document, part: int, extraction: dict[str, Any], pages: PagesRead
) -> None:
    """The document of a further receipt in a file. Its id follows from the file's document: a second reading of the
    same file finds it again, and leaves it alone once somebody has worked on it."""
    part_id = uuid5(whole.id, str(part))
    document = await repository.find(session, part_id, lock=True)
    if document is None:
        file = operations.StoredFile(whole.blob_key, whole.filename, whole.media_type, whole.size, whole.sha256)
        document = operations.new_document(whole.tenant_id, part_id, whole.client_id, file, whole.created_by)
        document.part, document.part_of, document.revision = part, whole.id, 0
        session.add(document)
    elif document.state != State.REVIEW or document.revision > 1:
        return
    document.sources = whole.sources
    document.first_page, document.last_page = pages.of_part(part)
    await _set_read(session, document, extraction)
    await operations.enter(session, document, State.REVIEW)


async def _set_read(session: AsyncSession, document: Document, extraction: dict[str, Any]) -> None:
    """What was read, before anybody touched it."""
    await operations.set_extraction(session, document, extraction)
    document.read_clean = not document.needs_review
    document.corrected = False
