"""Pairs of documents that may be one purchase: found when values change, decided by a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, text, true, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from services.common.errors import Conflict, NotFound
from services.document.duplicates import key_of, same_purchase
from services.document.models import Document, Pair
from services.document.rules import State

Duplicates = Mapping[UUID, Sequence[tuple[UUID, bool]]]
MOST = 20
"""So many documents of one purchase are enough to tell that something is wrong."""


async def refresh(session: AsyncSession, document: Document) -> None:
    """Find the documents of the same company that may be this one, and forget those that no longer may.

    What was decided stays decided. Other documents of the company wait until this transaction ends: two photos that
    are read at the same time must see one another.
    """
    await _await_turn(session, document)
    alike = await _alike(session, document)
    gone = and_(Pair.first_id.not_in(alike), Pair.second_id.not_in(alike))
    await session.execute(delete(Pair).where(_of(document.id), Pair.decided_at.is_(None), gone))
    for other in alike:
        first, second = sorted((document.id, other))
        row = insert(Pair).values(tenant_id=document.tenant_id, first_id=first, second_id=second, decided_by="")
        await session.execute(row.on_conflict_do_nothing())


async def forget(session: AsyncSession, document_ids: Collection[UUID], *, decided: bool) -> None:
    """Forget the pairs of documents that are no purchase of their own any more; those decided on only if told so."""
    mine = or_(Pair.first_id.in_(document_ids), Pair.second_id.in_(document_ids))
    await session.execute(delete(Pair).where(mine, Pair.decided_at.is_(None) if not decided else true()))


async def of_documents(session: AsyncSession, document_ids: Collection[UUID]) -> Duplicates:
    """For each document the others that may be it, and whether a person decided that they are not."""
    found: dict[UUID, list[tuple[UUID, bool]]] = {}
    statement = select(Pair).where(or_(Pair.first_id.in_(document_ids), Pair.second_id.in_(document_ids)))
    for pair in await session.scalars(statement.order_by(Pair.first_id, Pair.second_id)):
        decided = pair.decided_at is not None
        found.setdefault(pair.first_id, []).append((pair.second_id, decided))
        found.setdefault(pair.second_id, []).append((pair.first_id, decided))
    return found


async def require_decided(session: AsyncSession, document: Document) -> None:
    """Raise Conflict(duplicate_undecided) if approving this document may book a purchase twice.

    Of two documents that nobody decided on, the older one may go on; the other one waits for a person.
    """
    earlier = and_(
        tuple_(Document.created_at, Document.id) < tuple_(document.created_at, document.id),
        Document.state.not_in((State.REJECTED, State.FAILED)),
    )
    statement = (
        select(Document.id)
        .join(Pair, _between(document.id, Document.id))
        .where(Pair.decided_at.is_(None), or_(earlier, Document.state.in_((State.APPROVED, State.POSTED))))
        .limit(1)
    )
    other = await session.scalar(statement)
    if other is not None:
        raise Conflict("duplicate_undecided", "It may be the same purchase as another document.", {"id": str(other)})


async def keep_both(session: AsyncSession, document: Document, other_id: UUID, by: str) -> None:
    """A person says that the two are different purchases. Raises NotFound."""
    pair = await require(session, document, other_id)
    pair.decided_by, pair.decided_at = by, datetime.now(UTC)
    await session.flush()


async def require(session: AsyncSession, document: Document, other_id: UUID) -> Pair:
    """The pair of the two. Raises NotFound."""
    pair = await session.scalar(select(Pair).where(_between(document.id, other_id)))
    if pair is None:
        raise NotFound("duplicate_unknown", "The two documents are no pair.", {"id": str(other_id)})
    return pair


async def _alike(session: AsyncSession, document: Document) -> list[UUID]:
    extraction = document.extraction or {}
    key = key_of(extraction)
    if key is None:
        return []
    read = Document.extraction
    statement = (
        select(
            Document.id,
            func.jsonb_build_object(
                *("kind", read["kind"], "supplier", read["supplier"], "series", read["series"]),
                *("number", read["number"], "issue_date", read["issue_date"], "total", read["total"]),
                *("fiscal_serial", read["fiscal_serial"]),
            ),
        )
        .where(
            Document.client_id == document.client_id,
            Document.supplier_cui == key.cui,
            Document.id != document.id,
            Document.state != State.REJECTED,
            or_(Document.issue_date == document.issue_date, Document.total == document.total),
        )
        .order_by(Document.created_at)
    )
    found = []
    for other_id, values in await session.execute(statement):
        other = key_of({name: value for name, value in values.items() if value is not None})
        if other is not None and same_purchase(key, other):
            found.append(other_id)
    return found[:MOST]


async def _await_turn(session: AsyncSession, document: Document) -> None:
    key = {"key": f"duplicates {document.tenant_id} {document.client_id}"}
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), key)


def _of(document_id: UUID) -> ColumnElement[bool]:
    return or_(Pair.first_id == document_id, Pair.second_id == document_id)


def _between(one: UUID, other: UUID | InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    return or_(
        and_(Pair.first_id == one, Pair.second_id == other),
        and_(Pair.second_id == one, Pair.first_id == other),
    )
