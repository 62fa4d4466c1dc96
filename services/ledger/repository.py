"""Queries over notes and accounts. Row-level security bounds them to the tenant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, raiseload

from services.common.errors import NotFound
from services.ledger.models import AccountRule, Note, SinkChoice, State


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


class Purchased(NamedTuple):
    """What a journal needs of a note and of one rate of its VAT; without VAT, `position` and all behind it are None."""

    id: str
    document_id: str
    date: date
    number: str
    partner_name: str
    partner_cui: str
    total: int
    non_deductible: int
    position: int | None = None
    rate: int | None = None
    base: int | None = None
    amount: int | None = None
    deferred: int | None = None
    vat_non_deductible: int | None = None
    reverse: bool | None = None


async def get(session: AsyncSession, note_id: UUID) -> Note:
    """The note. Raises NotFound."""
    note = await session.scalar(select(Note).where(Note.id == note_id))
    if note is None:
        raise NotFound("note_unknown", "There is no such note.", {"id": str(note_id)})
    return note


async def settle(session: AsyncSession, note_ids: Collection[UUID], **values: object) -> set[UUID]:
    """Take pending notes out of that state; gives those that nobody took out before."""
    statement = update(Note).where(Note.id.in_(note_ids), Note.state == State.PENDING).values(**values)
    statement = statement.returning(Note.id).execution_options(synchronize_session=False)
    return set((await session.execute(statement)).scalars())


async def caution(session: AsyncSession, note_id: UUID, warnings: Sequence[str]) -> None:
    """Set what an accountant should know of a note."""
    statement = update(Note).where(Note.id == note_id).values(warnings=list(warnings))
    await session.execute(statement.execution_options(synchronize_session=False))


async def hold_documents(session: AsyncSession, tenant_id: UUID, document_ids: Sequence[UUID]) -> None:
    """Keep other transactions that book these documents waiting until this one ends.

    The locks are taken in the order of their keys, so that no two transactions wait for each other.
    """
    await session.execute(
        _HOLD, {"tenant": str(tenant_id), "documents": [str(document_id) for document_id in document_ids]}
    )


_HOLD = text(
    """
    SELECT pg_advisory_xact_lock(key) FROM (
        SELECT hashtextextended(:tenant || document, 0) AS key
        FROM unnest(CAST(:documents AS text[])) AS document ORDER BY key
    ) AS keys
    """
)


async def of_documents(session: AsyncSession, document_ids: Collection[UUID]) -> Sequence[Note]:
    """Every note of some documents but stornos and releases, one a revision."""
    of_these = (Note.document_id.in_(document_ids), Note.storno_of.is_(None), Note.release_of.is_(None))
    return (await session.scalars(select(Note).where(*of_these).order_by(Note.document_id, Note.revision))).all()


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


async def purchases(session: AsyncSession, client_id: UUID, period: Period, most: int | None = None) -> list[Purchased]:
    """The VAT of a company's notes in the books by date, number and age of the note; of at most so many notes.

    They come as one row that has an array for each column: thousands of rows would be as many steps of the driver, and
    as many times to wait for the processor where others want it.
    """
    asked = {"client": client_id, "first": period.first, "last": period.last, "most": most}
    [columns] = (await session.execute(_PURCHASES, asked)).all()
    return list(map(Purchased._make, zip(*(column or () for column in columns), strict=True)))


_PURCHASES = text(
    """
    SELECT array_agg(id::text), array_agg(document_id::text), array_agg(date), array_agg(number),
           array_agg(partner_name), array_agg(partner_cui), array_agg(total), array_agg(non_deductible),
           array_agg(position), array_agg(rate), array_agg(base), array_agg(amount), array_agg(deferred),
           array_agg(vat_non_deductible), array_agg(reverse)
    FROM (
        WITH note AS MATERIALIZED (
            SELECT id, document_id, date, number, partner_name, partner_cui, total, non_deductible FROM ledger.notes
            WHERE state = 'POSTED' AND client_id = :client
              AND date BETWEEN coalesce(CAST(:first AS date), '-infinity') AND coalesce(CAST(:last AS date), 'infinity')
            ORDER BY date, number, id
            LIMIT CAST(:most AS bigint)
        ), vat AS MATERIALIZED (
            SELECT * FROM ledger.note_vat WHERE note_id = ANY(ARRAY(SELECT id FROM note ORDER BY id))
        )
        SELECT note.*, vat.position, vat.rate, vat.base, vat.amount, vat.deferred,
               vat.non_deductible AS vat_non_deductible, vat.reverse
        FROM note LEFT JOIN vat ON vat.note_id = note.id
        ORDER BY note.date, note.number, note.id, vat.position
    ) AS purchases
    """
)
"""The VAT of all notes is found in one walk through its index, by their ids in order: a join would either look each up
from the root, or read all VAT that there ever was. (A left join, so that no plan goes through the notes for each.)
"""


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
