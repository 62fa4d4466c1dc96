"""Documents put right: merged, moved. Every verb works in the transaction of its caller and never commits.

A merged document keeps in `merge` what it was before and what each of the others brought, so that one can be taken out
again; these keep their own sources. Who did what and when stands in the corrections of each document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.common import outbox
from services.common.content_type import ContentType
from services.common.errors import Conflict
from services.common.ids import new_id
from services.document import events, models, operations, pairs, repository, rules, sources
from services.document.models import Correction, Document
from services.document.rules import State
from services.document.sources import Source

MERGED = "Documentul a fost unit cu „{filename}”."
"""What the client is told of a document whose pages went into another one."""
MAX_BYTES = 100 * 1024 * 1024
"""Of all files of one document: the reader holds them at once."""
INVOICES = frozenset({ContentType.XML, ContentType.ZIP})
BEFORE = ("sources", "whole", "part", "first_page", "last_page")


async def merge(session: AsyncSession, document: Document, others: Sequence[Document], by: str) -> None:
    """Make the pages of all one document; others that already went into it are left alone."""
    others = [other for other in others if other.merged_into != document.id]
    if not others:
        return
    for each in (document, *others):
        require_free(each)
    if len({each.client_id for each in (document, *others)}) > 1:
        raise Conflict("clients_differ", "The documents belong to several companies.")
    await require_whole_pages(session, [document, *others])
    made = document.merge or {"before": _before(document), "own": _json(sources.own(document)), "members": []}
    brought = [{"id": str(other.id), "sources": _json(sources.own(other))} for other in others]
    made = {**made, "members": [*made["members"], *brought]}
    await _set_merge(session, document, made, by)
    await read_again(session, document)
    for other in others:
        record(session, other, "merged_into", None, str(document.id), by)
        other.merged_into = document.id
        other.rejection_reason = MERGED.format(filename=document.filename)
        await operations.enter(session, other, State.REJECTED)
    await pairs.forget(session, [other.id for other in others], decided=False)


async def take_out(session: AsyncSession, document: Document, target: Document, by: str) -> None:
    """Undo the merge of one document into another one: both are read again, each with the pages that it had.

    Raises Conflict if the other one is in the books, was split since, or went into a third one itself.
    """
    made = target.merge or {}
    members = [member for member in made.get("members", ()) if member["id"] != str(document.id)]
    if target.merged_into is not None or not made or len(members) == len(made["members"]):
        raise Conflict("document_merged", "The merged document was merged or split since.", {"id": str(target.id)})
    rules.require("take_from", target.state)
    await _set_merge(session, target, {**made, "members": members}, by)
    if target.state == State.REJECTED:
        await operations.enter(session, target, State.REJECTED)
    else:
        await read_again(session, target)
    record(session, document, "merged_into", str(target.id), None, by)
    document.merged_into = None
    await operations.retry(session, document)


async def move(session: AsyncSession, document: Document, client_id: UUID, by: str) -> None:
    """Hand a document to another company, and with it those that went into it.

    A file that other documents of its company were made of stays that company's: who has only the new one sees the
    document's pages, and can't download the file.
    """
    require_free(document)
    before = document.client_id
    record(session, document, "client_id", str(before), str(client_id), by)
    await operations.announce(session, document)  # under the company that it leaves
    moved = [document, *await repository.merged_into(session, document.id)]
    keys = {source.blob_key for each in moved for source in sources.of(each)}
    left = await repository.uses_blobs(session, before, keys, [each.id for each in moved])
    for each in moved:
        sources.put(each, sources.handed_over(sources.of(each), str(client_id), left))
        each.client_id = client_id
    await pairs.forget(session, [each.id for each in moved], decided=True)
    await session.flush()
    for company in (before, client_id):
        await _recount_copies(session, company, document.sha256)
    if document.extraction is not None and document.state != State.REJECTED:
        await pairs.refresh(session, document)
    await operations.enter(session, document, State(document.state))


def require_free(document: Document) -> None:
    rules.require("file", document.state)
    if document.merged_into is not None:
        metadata = {"id": str(document.merged_into)}
        raise Conflict("document_merged", "The document went into another one.", metadata)


async def require_whole_pages(session: AsyncSession, documents: Sequence[Document]) -> None:
    """Raise Conflict if a page would be read for two documents, or files can't be read as one."""
    brought = [source for document in documents for source in sources.own(document)]
    if sum(source.size for source in sources.joined([brought])) > MAX_BYTES:
        raise Conflict("merge_too_large", "The files are too large for one document.")
    if len({source.sha256 for source in brought if source.media_type in INVOICES}) > 1:
        raise Conflict("several_invoices", "Several e-Factura invoices can't be one document.")
    roots = {document.part_of or document.id for document in documents}
    chosen = {document.id for document in documents}
    for other in await repository.parts_of(session, roots):
        if other.id in chosen or other.state == State.REJECTED:
            continue
        if any(sources.overlap(mine, theirs) for mine in brought for theirs in sources.own(other)):
            raise Conflict("parts_incomplete", "Another document stands on the same page.", {"id": str(other.id)})


async def _set_merge(session: AsyncSession, document: Document, made: dict[str, Any], by: str) -> None:
    """What a document is made of; without members what it was before."""
    if made["members"]:
        lists = [made["own"], *(member["sources"] for member in made["members"])]
        set_sources(session, document, sources.joined([sources.parsed(each) for each in own] for own in lists), by)
        document.whole, document.part, document.first_page, document.last_page = True, None, None, None
        document.merge = made
    else:
        before = made["before"]
        set_sources(session, document, [sources.parsed(each) for each in before["sources"]], by)
        for name in BEFORE[1:]:
            setattr(document, name, before[name])
        document.merge = None
    document.part_of = None if made["members"] else _uuid(made["before"]["part_of"])


def set_sources(session: AsyncSession, document: Document, read_from: Iterable[Source], by: str) -> None:
    before = [named(source) for source in sources.of(document)]
    sources.put(document, read_from)
    record(session, document, "files", before, [named(source) for source in sources.of(document)], by)


async def read_again(session: AsyncSession, document: Document) -> None:
    document.problem_reason, document.problem_metadata, document.rejection_reason = "", {}, ""
    document.attempt += 1
    await operations.enter(session, document, State.RECEIVED)
    await outbox.emit(session, models.outbox, document.tenant_id, events.RECEIVED, events.received(document))


async def _recount_copies(session: AsyncSession, client_id: UUID, sha256: str) -> None:
    first: UUID | None = None
    for copy in await repository.with_content(session, client_id, sha256):
        copy.duplicate_of = first
        first = first or copy.id


def _before(document: Document) -> dict[str, Any]:
    part_of = None if document.part_of is None else str(document.part_of)
    values = {name: getattr(document, name) for name in BEFORE[1:]}
    return {"sources": _json(sources.of(document)), "part_of": part_of, **values}


def _json(read_from: Iterable[Source]) -> list[dict[str, Any]]:
    return [asdict(source) for source in read_from]


def named(source: Source) -> str:
    """A file, its pages and the piece of one in per cent, for the history that people read."""
    if source.first_page is None:
        return source.filename
    pages = f"{source.filename} {source.span[0]}-{source.span[1]}"
    if source.region is None:
        return pages
    left, top, right, bottom = (f"{edge / 100:.0f}" for edge in source.region)
    return f"{pages} ({left}-{right} % × {top}-{bottom} %)"


def _uuid(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def record(session: AsyncSession, document: Document, field: str, old: Any, new: Any, by: str) -> None:
    session.add(
        Correction(
            tenant_id=document.tenant_id,
            id=new_id(),
            document_id=document.id,
            field=field,
            old_value="" if old is None else json.dumps(old, ensure_ascii=False),
            new_value="" if new is None else json.dumps(new, ensure_ascii=False),
            corrected_by=by,
            created_at=datetime.now(UTC),
        )
    )
