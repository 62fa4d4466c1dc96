"""What happens to documents. Every verb works in the transaction of its caller and never commits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from contapics.common.v1 import booking_pb2
from contapics.tenant.v1 import client_pb2
from sqlalchemy.ext.asyncio import AsyncSession

from services.common import money, outbox
from services.common.errors import Conflict
from services.common.folding import folded
from services.common.ids import new_id
from services.document import acquaintance, events, models, pairs, repository, rules
from services.document.models import Correction, Document
from services.document.rules import State

DUPLICATE = "Documentul a mai fost trimis."
"""What the client is told of a document that was refused as the same purchase as another one."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is safe in the blob store."""

    blob_key: str
    filename: str
    media_type: str
    size: int
    sha256: str


async def receive(
    session: AsyncSession,
    tenant_id: UUID,
    document_id: UUID,
    client_id: UUID,
    file: StoredFile,
    created_by: str,
    *,
    whole: bool = False,
) -> Document:
    """Make a document of a stored file and ask for its reading; the same id and bytes again give the same document.

    Raises Conflict if the id stands for another file or company.
    """
    await repository.await_turn(session, tenant_id, document_id, client_id, file.sha256)
    known = await repository.find(session, document_id)
    if known is not None:
        require_same(known, client_id, file.sha256)
        return known
    document = new_document(tenant_id, document_id, client_id, file, created_by)
    document.whole = whole
    document.duplicate_of = await repository.first_with_content(session, client_id, file.sha256)
    session.add(document)
    await session.flush()
    await outbox.emit(session, models.outbox, tenant_id, events.RECEIVED, events.received(document))
    await announce(session, document)
    return document


def require_same(known: Document, client_id: UUID, sha256: str) -> None:
    """Raise Conflict if an upload reuses the id of another file or company."""
    if known.client_id != client_id or known.sha256 != sha256:
        raise Conflict("document_id_taken", "Another file has this id.", {"id": str(known.id)})


async def correct(
    session: AsyncSession, document: Document, extraction: dict[str, Any], old_values: Mapping[str, Any], by: str
) -> None:
    """Store a corrected and checked extraction, and each changed field in the history."""
    rules.require("correct", document.state)
    for path, before in old_values.items():
        session.add(
            Correction(
                tenant_id=document.tenant_id,
                id=new_id(),
                document_id=document.id,
                field=path,
                old_value=_json(before),
                new_value=_json(_at(extraction, path)),
                corrected_by=by,
                created_at=datetime.now(UTC),
            )
        )
    await set_extraction(session, document, extraction)
    document.corrected = document.corrected or bool(old_values)
    document.problem_reason = ""
    document.problem_metadata = {}
    await enter(session, document, State.REVIEW)


async def approve(
    session: AsyncSession,
    document: Document,
    client: client_pb2.Client,
    revision: int,
    by: str,
    booking: booking_pb2.Booking | None = None,
) -> None:
    """Send a reviewed document to the books under the company's facts of this moment, with what `by` says of it."""
    require_revision(document, revision)
    rules.require("approve", document.state)
    rules.require_key_values(document.extraction or {})
    await pairs.require_decided(session, document)
    document.approved_by = by
    document.booking = (events.to_json(booking) or None) if booking is not None else None
    document.problem_reason = ""
    document.problem_metadata = {}
    await enter(session, document, State.APPROVED)
    event = events.approved(document, client)
    await outbox.emit(session, models.outbox, document.tenant_id, events.APPROVED, event)


async def reject(session: AsyncSession, document: Document, reason: str) -> None:
    """Refuse a document for a reason that its client sees."""
    rules.require("reject", document.state)
    document.rejection_reason = reason
    await enter(session, document, State.REJECTED)


async def reject_duplicate(session: AsyncSession, document: Document, other_id: UUID) -> None:
    """Refuse a document because another one is the same purchase. Raises NotFound if they are no pair."""
    await pairs.require(session, document, other_id)
    await reject(session, document, DUPLICATE)


async def keep_both(session: AsyncSession, document: Document, other_id: UUID, by: str) -> None:
    """A document is no duplicate of another one, a person says; the other one is told too."""
    await pairs.keep_both(session, document, other_id, by)
    await announce(session, document)


async def retry(session: AsyncSession, document: Document) -> None:
    """Read a failed or rejected document again, as a new attempt."""
    rules.require("retry", document.state)
    document.attempt += 1
    document.problem_reason = ""
    document.problem_metadata = {}
    document.rejection_reason = ""
    await enter(session, document, State.RECEIVED)
    await outbox.emit(session, models.outbox, document.tenant_id, events.RECEIVED, events.received(document))


async def ask_again(session: AsyncSession, document_id: UUID, before: datetime) -> None:
    """Ask once more for a reading that fell silent; harmless if it was only slow."""
    document = await repository.find(session, document_id, lock=True)
    if document is None or document.state not in rules.ALLOWED["read"] or document.updated_at >= before:
        return
    document.updated_at = datetime.now(UTC)
    await outbox.emit(session, models.outbox, document.tenant_id, events.RECEIVED, events.received(document))


async def book(session: AsyncSession, document_id: UUID, revision: int) -> None:
    """The books have it."""
    document = await repository.find(session, document_id, lock=True)
    if document is not None and document.revision == revision and document.state in rules.ALLOWED["book"]:
        await enter(session, document, State.POSTED)


async def return_from_books(
    session: AsyncSession, document_id: UUID, revision: int, reason: str, metadata: Mapping[str, str]
) -> None:
    """The books refused it: back to review, with the reason."""
    document = await repository.find(session, document_id, lock=True)
    if document is None or document.revision != revision or document.state not in rules.ALLOWED["book"]:
        return
    document.problem_reason = reason
    document.problem_metadata = dict(metadata)
    await enter(session, document, State.REVIEW)


async def reopen(
    session: AsyncSession, document_id: UUID, revision: int, reason: str, metadata: Mapping[str, str]
) -> None:
    """What the books had of this revision was taken back: to review, to be corrected and approved again.

    May be told before the posting that it takes back: then that comes too late to have an effect.
    """
    document = await repository.find(session, document_id, lock=True)
    if document is None or document.revision != rules.revision_after(revision, document.state):
        return
    document.problem_reason = reason
    document.problem_metadata = dict(metadata)
    await enter(session, document, State.REVIEW)


def require_revision(document: Document, revision: int) -> None:
    """Raise Conflict if the caller saw an older revision; zero skips the comparison."""
    if revision and revision != document.revision:
        raise Conflict("revision_stale", "The document has changed meanwhile.", {"revision": str(document.revision)})


def new_document(tenant_id: UUID, document_id: UUID, client_id: UUID, file: StoredFile, created_by: str) -> Document:
    now = datetime.now(UTC)
    return Document(
        tenant_id=tenant_id,
        id=document_id,
        client_id=client_id,
        state=State.RECEIVED,
        filename=file.filename,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        blob_key=file.blob_key,
        sources=[],
        whole=False,
        corrected=False,
        supplier="",
        search_text=rules.search_text(file.filename, None),
        problem_reason="",
        problem_metadata={},
        rejection_reason="",
        attempt=1,
        revision=1,
        created_by=created_by,
        approved_by="",
        created_at=now,
        updated_at=now,
    )


async def set_extraction(session: AsyncSession, document: Document, extraction: dict[str, Any]) -> None:
    """Values, and what lists sort, search and filter by, and which other documents they are like."""
    extraction = await _acquainted(session, extraction)
    document.extraction = extraction
    document.needs_review = bool(extraction.get("needs_review", False))
    document.supplier = folded(extraction.get("supplier", {}).get("name", ""))
    document.issue_date = _date(extraction.get("issue_date"))
    document.total = money.parse_amount(extraction["total"]) if "total" in extraction else None
    document.search_text = rules.search_text(document.filename, extraction)
    await pairs.refresh(session, document)


async def _acquainted(session: AsyncSession, extraction: dict[str, Any]) -> dict[str, Any]:
    """The extraction, its supplier compared with those of earlier approvals."""
    supplier = extraction.get("supplier", {})
    name, cui = folded(supplier.get("name", "")), supplier.get("cui", "")
    names = await repository.approved_names(session, cui) if cui else []
    codes = await repository.approved_codes(session, name) if name and not names else []
    return acquaintance.weighed(extraction, names, codes)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


async def enter(session: AsyncSession, document: Document, state: State) -> None:
    document.state = state
    document.revision += 1
    document.updated_at = datetime.now(UTC)
    await session.flush()
    await announce(session, document)


async def announce(session: AsyncSession, document: Document) -> None:
    await outbox.emit(session, models.outbox, document.tenant_id, events.CHANGED, events.changed(document))


def _at(extraction: Mapping[str, Any], path: str) -> Any:
    value: Any = extraction
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _json(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
