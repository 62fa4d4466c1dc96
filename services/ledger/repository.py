"""Queries over notes and accounts. Row-level security bounds them to the tenant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, raiseload

from services.common.errors import NotFound
from services.ledger.models import AccountRule, LearnedAccount, Note, SinkChoice, State
from services.ledger.rules.expense import SupplierHistory


@dataclass(frozen=True, slots=True)
class Period:
    """Civil dates, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        if self.first is not None:
            conditions.append(Note.date >= self.first)
        if self.last is not None:
            conditions.append(Note.date <= self.last)
        return conditions


async def get(session: AsyncSession, note_id: UUID) -> Note:
    """The note. Raises NotFound."""
    note = await session.scalar(select(Note).where(Note.id == note_id))
    if note is None:
        raise NotFound("note_unknown", "There is no such note.", {"id": str(note_id)})
    return note


async def settle(session: AsyncSession, note_id: UUID, **values: object) -> bool:
    """Take a pending note out of that state; False if somebody already did."""
    statement = update(Note).where(Note.id == note_id, Note.state == State.PENDING).values(**values)
    return (await session.execute(statement.returning(Note.id))).first() is not None


async def hold_document(session: AsyncSession, tenant_id: UUID, document_id: UUID) -> None:
    """Keep other transactions that book this document waiting until this one ends."""
    key = {"document": f"{tenant_id}{document_id}"}
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:document, 0))"), key)


async def of_document(session: AsyncSession, document_id: UUID) -> Sequence[Note]:
    """Every note of a document, one a revision."""
    return (await session.scalars(select(Note).where(Note.document_id == document_id).order_by(Note.revision))).all()


async def list_page(
    session: AsyncSession, document_id: UUID | None, client_id: UUID | None, before: UUID | None, size: int
) -> Sequence[Note]:
    """Notes, the newest first, that are older than the note `before`."""
    statement = select(Note).order_by(Note.id.desc()).limit(size)
    if document_id is not None:
        statement = statement.where(Note.document_id == document_id)
    if client_id is not None:
        statement = statement.where(Note.client_id == client_id)
    if before is not None:
        statement = statement.where(Note.id < before)
    return (await session.scalars(statement)).all()


async def posted(
    session: AsyncSession, client_id: UUID | None, period: Period, *, without: InstrumentedAttribute[Any] | None = None
) -> Sequence[Note]:
    """Notes in the books by date, number and age; `without` leaves out lines or VAT: thousands are read at once."""
    statement = (
        select(Note).where(Note.state == State.POSTED, *period.conditions()).order_by(Note.date, Note.number, Note.id)
    )
    if without is not None:
        statement = statement.options(raiseload(without))
    if client_id is not None:
        statement = statement.where(Note.client_id == client_id)
    return (await session.scalars(statement)).all()


async def supplier_history(session: AsyncSession, supplier_cui: str) -> SupplierHistory:
    """The office's rule for a supplier and its earlier approvals, the latest first."""
    if not supplier_cui:
        return SupplierHistory()
    rule = await session.scalar(select(AccountRule.account).where(AccountRule.supplier_cui == supplier_cui))
    statement = (
        select(LearnedAccount.account, LearnedAccount.approvals)
        .where(LearnedAccount.supplier_cui == supplier_cui)
        .order_by(LearnedAccount.approved_at.desc())
    )
    return SupplierHistory(rule, {row.account: row.approvals for row in await session.execute(statement)})


async def learn(session: AsyncSession, tenant_id: UUID, supplier_cui: str, account: str) -> None:
    """Count one more document of a supplier that was approved with an account."""
    now = datetime.now(UTC)
    row = insert(LearnedAccount).values(
        tenant_id=tenant_id, supplier_cui=supplier_cui, account=account, approvals=1, approved_at=now
    )
    await session.execute(
        row.on_conflict_do_update(
            index_elements=[LearnedAccount.tenant_id, LearnedAccount.supplier_cui, LearnedAccount.account],
            set_={"approvals": LearnedAccount.approvals + 1, "approved_at": now},
        )
    )


async def account_rules(session: AsyncSession) -> Sequence[AccountRule]:
    return (await session.scalars(select(AccountRule).order_by(AccountRule.supplier_cui))).all()


async def set_account_rule(
    session: AsyncSession, tenant_id: UUID, supplier_cui: str, account: str, set_by: str
) -> None:
    values = {"account": account, "set_by": set_by, "set_at": datetime.now(UTC)}
    row = insert(AccountRule).values(tenant_id=tenant_id, supplier_cui=supplier_cui, **values)
    await session.execute(
        row.on_conflict_do_update(index_elements=[AccountRule.tenant_id, AccountRule.supplier_cui], set_=values)
    )


async def sink_of(session: AsyncSession, client_id: UUID | None) -> SinkChoice | None:
    """The books chosen for a company, or else for the office."""
    for choice in await chosen_sinks(session, client_id):
        if choice.kind:
            return choice
    return None


async def chosen_sinks(session: AsyncSession, client_id: UUID | None = None) -> Sequence[SinkChoice]:
    """What holds now for companies and, last, for the office; `client_id` leaves out other companies."""
    statement = (
        select(SinkChoice)
        .ext(distinct_on(SinkChoice.client_id))
        .order_by(SinkChoice.client_id.asc().nulls_last(), SinkChoice.id.desc())
    )
    if client_id is not None:
        statement = statement.where(or_(SinkChoice.client_id == client_id, SinkChoice.client_id.is_(None)))
    return (await session.scalars(statement)).all()


async def sink(session: AsyncSession, sink_id: UUID) -> SinkChoice | None:
    return await session.scalar(select(SinkChoice).where(SinkChoice.id == sink_id))
