"""Queries over documents. Row-level security bounds them to the tenant; `visible` bounds a client user further."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Date,
    Select,
    Text,
    cast,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, defer

from services.common.errors import NotFound
from services.common.folding import folded
from services.common.keyset import Column, Order, Parse
from services.document.models import Correction, Document
from services.document.rules import State

ACQUAINTANCES = 20
"""So many names or codes are enough to tell whether one is known."""

TRIGRAM = 3
MOST_WORDS = 10
"""Of a search are asked of the index; the list itself is searched for all."""
FEW = 1000
"""Of a search's finds: so many are fetched and sorted before any list of them is read."""

Visible = frozenset[UUID] | None
"""The companies that the caller may see; None for all of the office."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents a list shows; an empty value does not narrow it."""

    visible: Visible
    client_id: UUID | None = None
    states: tuple[str, ...] = ()
    search: str = ""
    needs_review: bool | None = None
    received_from: datetime | None = None
    received_before: datetime | None = None
    supplier_cui: str = ""
    found: Collection[UUID] | None = None
    """All that the search finds, where these are few."""

    @property
    def words(self) -> list[str]:
        """What is searched for, the longest word first."""
        return sorted(folded(self.search).split(), key=len, reverse=True)

    def conditions(self) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        if self.visible is not None:
            conditions.append(Document.client_id.in_(self.visible))
        if self.client_id is not None:
            conditions.append(Document.client_id == self.client_id)
        if self.states:
            conditions.append(Document.state.in_(self.states))
        if self.needs_review is not None:
            conditions.append(Document.needs_review.is_(self.needs_review))
        if self.received_from is not None:
            conditions.append(Document.created_at >= self.received_from)
        if self.received_before is not None:
            conditions.append(Document.created_at < self.received_before)
        if self.supplier_cui:
            conditions.append(Document.supplier_cui == self.supplier_cui)
        if self.found is not None:
            conditions.append(Document.id.in_(self.found))
        # PostgreSQL takes LIKE for rare and sorts all that it finds; of this it expects enough to read in order.
        conditions += [func.strpos(Document.search_text, word) > 0 for word in self.words]
        return conditions


ORDERS: dict[str, tuple[Column, Parse]] = {
    "create_time": (Document.created_at, datetime.fromisoformat),
    "update_time": (Document.updated_at, datetime.fromisoformat),
    # Written as their indexes are.
    "issue_date": (func.coalesce(Document.issue_date, literal_column("'0001-01-01'::date", Date)), date.fromisoformat),
    "total": (func.coalesce(Document.total, literal_column("0", BigInteger)), int),
    "supplier": (Document.supplier, str),
}


async def find(session: AsyncSession, document_id: UUID, *, lock: bool = False) -> Document | None:
    statement = select(Document).where(Document.id == document_id)
    return await session.scalar(statement.with_for_update() if lock else statement)


async def get(session: AsyncSession, document_id: UUID, visible: Visible, *, lock: bool = False) -> Document:
    """The document. Raises NotFound if there is none or the caller may not see it."""
    document = await find(session, document_id, lock=lock)
    if document is None or (visible is not None and document.client_id not in visible):
        raise NotFound("document_unknown", "There is no such document.", {"id": str(document_id)})
    return document


async def list_page(
    session: AsyncSession, wanted: Filter, order: Order, after: Sequence[str | int | None] | None, size: int
) -> list[tuple[Document, Any]]:
    """One page of documents with their sort values, and one row more where the list goes on."""
    wanted = await _searched(session, wanted)
    statement = select(Document, order.column).where(*wanted.conditions()).options(defer(Document.search_text))
    return [(row[0], row[1]) for row in await session.execute(order.page(statement, after, size))]


async def _searched(session: AsyncSession, wanted: Filter) -> Filter:
    """The filter with what its search finds, asked by trigrams; unchanged where these are many or can't tell.

    Many are found by reading the list in order, which is over once a page is full.
    """
    if not wanted.words or len(wanted.words[0]) < TRIGRAM:
        return wanted
    patterns = [f"%{_escaped(word)}%" for word in wanted.words[:MOST_WORDS]]
    found = await session.scalars(select(func.document.matching(cast(patterns, ARRAY(Text)), FEW + 1)))
    ids = found.all()
    return wanted if len(ids) > FEW else replace(wanted, found=ids)


def _escaped(word: str) -> str:
    for special in ("\\", "%", "_"):
        word = word.replace(special, f"\\{special}")
    return word


async def count_by_state(session: AsyncSession, wanted: Filter) -> dict[str, int]:
    statement = select(Document.state, func.count()).where(*wanted.conditions()).group_by(Document.state)
    counts = dict.fromkeys(State, 0)
    counts.update({State(state): count for state, count in await session.execute(statement)})
    return {str(state): count for state, count in counts.items()}


async def await_turn(session: AsyncSession, tenant_id: UUID, document_id: UUID, client_id: UUID, sha256: str) -> None:
    """Wait for uploads of the same id or the same bytes that are under way, and hold back later ones."""
    for key in (f"id {tenant_id} {document_id}", f"content {client_id} {sha256}"):  # always in this order: no deadlock
        await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})


async def first_with_content(session: AsyncSession, client_id: UUID, sha256: str) -> UUID | None:
    """The oldest document of a company with these bytes."""
    statement = (
        select(Document.id)
        .where(Document.client_id == client_id, *_content(sha256))
        .order_by(Document.created_at, Document.id)
        .limit(1)
    )
    return await session.scalar(statement)


async def with_content(session: AsyncSession, client_id: UUID, sha256: str) -> Sequence[Document]:
    """A company's documents that were uploaded with these bytes, oldest first."""
    statement = select(Document).where(Document.client_id == client_id, *_content(sha256))
    return (await session.scalars(statement.order_by(Document.created_at, Document.id))).all()


def _content(sha256: str) -> tuple[ColumnElement[bool], ...]:
    """Parts of a file and what was split from it are not there a second time."""
    return Document.sha256 == sha256, Document.part_of.is_(None), Document.split_from.is_(None)


async def locked(session: AsyncSession, document_ids: Collection[UUID], visible: Visible) -> dict[UUID, Document]:
    """Documents by id, locked in the order of their ids, so that two who lock the same never wait for each other.

    Raises NotFound if there is not each of them, or the caller may not see it.
    """
    statement = select(Document).where(Document.id.in_(document_ids)).order_by(Document.id).with_for_update()
    rows = await session.scalars(statement, execution_options={"populate_existing": True})
    found = {document.id: document for document in rows}
    for document_id in document_ids:
        if document_id not in found or (visible is not None and found[document_id].client_id not in visible):
            raise NotFound("document_unknown", "There is no such document.", {"id": str(document_id)})
    return found


async def parts_of(session: AsyncSession, roots: Collection[UUID]) -> Sequence[Document]:
    """The documents that were found in the files of these, themselves included."""
    statement = select(Document).where(or_(Document.id.in_(roots), Document.part_of.in_(roots)))
    return (await session.scalars(statement.order_by(Document.id))).all()


async def known_blobs(session: AsyncSession, keys: Collection[str]) -> set[str]:
    """Which of these files are some document's."""
    return set(await session.scalars(select(Document.blob_key).where(Document.blob_key.in_(keys))))


async def merged_into(session: AsyncSession, document_id: UUID) -> Sequence[Document]:
    """The documents whose pages went into this one, by whatever way."""
    found: list[Document] = []
    targets = [document_id]
    while targets:
        statement = select(Document).where(Document.merged_into.in_(targets)).order_by(Document.id)
        members = (await session.scalars(statement)).all()
        found += members
        targets = [member.id for member in members]
    return found


async def uses_blobs(session: AsyncSession, client_id: UUID, keys: Collection[str], but: Collection[UUID]) -> set[str]:
    """Which of these files other documents of a company were made of."""
    statement = select(Document.blob_key).where(
        Document.client_id == client_id, Document.blob_key.in_(keys), Document.id.not_in(but)
    )
    return set(await session.scalars(statement))


async def approved_names(session: AsyncSession, cui: str) -> list[str]:
    """The folded names under which documents with this supplier's code were approved."""
    return list(await session.scalars(_approved(Document.supplier, Document.supplier_cui == cui)))


async def approved_codes(session: AsyncSession, supplier: str) -> list[str]:
    """The fiscal codes with which documents of this supplier, by its folded name, were approved."""
    return list(await session.scalars(_approved(Document.supplier_cui, Document.supplier == supplier)))


def _approved(column: InstrumentedAttribute[str], condition: ColumnElement[bool]) -> Select[str]:
    approved = Document.state.in_((State.APPROVED, State.POSTED))
    return select(column).where(condition, approved, column != "").distinct().limit(ACQUAINTANCES)


async def corrections(session: AsyncSession, document_id: UUID) -> Sequence[Correction]:
    statement = (
        select(Correction).where(Correction.document_id == document_id).order_by(Correction.created_at, Correction.id)
    )
    return (await session.scalars(statement)).all()


async def silent_readings(session: AsyncSession, before: datetime, limit: int) -> list[tuple[UUID, UUID]]:
    """Tenant and id of documents, of all tenants, that wait for their reading since before an instant.

    Only the relay's role sees them.
    """
    statement = (
        select(Document.tenant_id, Document.id)
        .where(Document.state.in_((State.RECEIVED, State.READING)), Document.updated_at < before)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in await session.execute(statement)]
