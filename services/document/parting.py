"""Documents parted: before pages, or by a cut through one. Every verb works in its caller's transaction.

A parted document keeps in `split` how it was parted and what came of it, so that a repetition finds that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncSession

from services.common import outbox
from services.common.errors import Conflict, Invalid
from services.document import events, filing, models, operations, sources
from services.document.models import Document
from services.document.operations import StoredFile
from services.document.region import parted
from services.document.sources import Source


async def split(session: AsyncSession, document: Document, first_pages: Sequence[int], by: str) -> list[Document]:
    """Part a document before each of these pages; the new ones in order."""
    filing.require_free(document)
    read_from, first, last = _own_pages(document)
    if list(first_pages) != sorted(first_pages) or first_pages[0] <= first or first_pages[-1] > last:
        raise Invalid(
            "first_pages_invalid",
            f"The document has pages {first} to {last}.",
            {"first": str(first + 1), "last": str(last)},
            {"first_pages": "not among the document's pages"},
        )
    pieces = [
        sources.narrowed(read_from, begin, end - 1)
        for begin, end in zip((first, *first_pages), (*first_pages, last + 1), strict=True)
    ]
    return await _part(session, document, pieces, by_pages(first_pages), by)


async def cut(
    session: AsyncSession, document: Document, page: int, position: int, by: str, *, across: bool
) -> list[Document]:
    """Part a document by a straight cut through a page; the pages after it go with what is below or right of it."""
    filing.require_free(document)
    read_from, first, last = _own_pages(document)
    if not first <= page <= last:
        metadata = {"first": str(first), "last": str(last)}
        raise Invalid("page_unknown", f"The document has pages {first} to {last}.", metadata, {"page": "no such page"})
    one, other = (sources.cut(read_from, page, piece) for piece in parted(position, across=across))
    if any(piece.region is None or piece.region.is_too_narrow for piece in (one, other)):
        raise Invalid("cut_too_narrow", "A piece would be too narrow to read.", fields={"position": "too near an edge"})
    before, after = sources.narrowed(read_from, first, page - 1), sources.narrowed(read_from, page + 1, last)
    how = by_cut(page, position, across=across)
    return await _part(session, document, [[*before, one], [other, *after]], how, by)


def by_pages(first_pages: Sequence[int]) -> dict[str, Any]:
    """How a document was split, as it is kept."""
    return {"first_pages": list(first_pages)}


def by_cut(page: int, position: int, *, across: bool) -> dict[str, Any]:
    """How a document was cut, as it is kept."""
    return {"cut": [page, position, across]}


def parted_before(document: Document, how: Mapping[str, Any]) -> list[UUID] | None:
    """The documents that the same parting made, if it is what last happened to the document's pages."""
    made = document.split or {}
    if made.get("attempt") != document.attempt or any(made.get(name) != value for name, value in how.items()):
        return None
    return [UUID(identifier) for identifier in made["ids"]]


def _own_pages(document: Document) -> tuple[list[Source], int, int]:
    """What it is read from, and the first and last of the pages there that are its own."""
    read_from = sources.of(document)
    count = sources.page_count(read_from)
    if count is None:
        raise Conflict("pages_unknown", "The document's pages were never counted.")
    return read_from, document.first_page or 1, document.last_page or count


async def _part(
    session: AsyncSession, document: Document, pieces: Sequence[Sequence[Source]], how: Mapping[str, Any], by: str
) -> list[Document]:
    await filing.require_whole_pages(session, [document])
    new = [_torn_off(document, piece) for piece in pieces[1:]]
    filing.set_sources(session, document, pieces[0], by)
    document.merge, document.part, document.part_of, document.whole = None, None, None, True
    document.first_page = document.last_page = None
    await filing.read_again(session, document)
    document.split = {**how, "attempt": document.attempt, "ids": [str(each.id) for each in new]}
    for each in new:
        session.add(each)
        await session.flush()
        filing.record(session, each, "files", None, [filing.named(source) for source in sources.of(each)], by)
        await outbox.emit(session, models.outbox, each.tenant_id, events.RECEIVED, events.received(each))
        await operations.announce(session, each)
    return new


def _torn_off(document: Document, piece: Sequence[Source]) -> Document:
    """A document of some pages of another one. Its id follows from these, for a repetition of the same parting."""
    source = piece[0]
    file = StoredFile(source.blob_key, source.filename, source.media_type, source.size, source.sha256)
    number = source.first_page or 1
    document_id = uuid5(document.id, f"split {document.attempt} {source.sha256} {number}")
    new = operations.new_document(document.tenant_id, document_id, document.client_id, file, document.created_by)
    new.split_from, new.whole = document.id, True
    sources.put(new, piece)
    return new
