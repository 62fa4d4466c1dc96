"""The months of companies' books: open until somebody closes them.

A posting holds its month shared from the moment that it looks whether the month is open until its note is stored;
closing takes the month alone and goes on only when no note of it is on its way to the sink. So nothing is posted into
a closed month, whatever happens at the same time. Works in the transaction of its caller and never commits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import func, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.errors import Conflict
from services.ledger.models import Note, PeriodChange, State

CompanyMonth = tuple[UUID, date]
"""A company and the first day of a month."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its last change and the number of notes of it that are in the books."""

    month: date
    change: PeriodChange | None
    notes: int


def month_of(day: date) -> date:
    """The first day of a day's month, which stands for the month."""
    return day.replace(day=1)


@dataclass(frozen=True, slots=True)
class ClosedMonths:
    """Which of the months that were asked for are closed, by company."""

    closed: frozenset[CompanyMonth]

    def require_open(self, client_id: UUID, day: date) -> None:
        """Raises Conflict(period_closed)."""
        if (client_id, month_of(day)) in self.closed:
            raise Conflict("period_closed", "The month is closed.", {"month": f"{day:%m.%Y}"})


async def hold_open(session: AsyncSession, tenant_id: UUID, wanted: Collection[CompanyMonth]) -> ClosedMonths:
    """Keep months as they are until this transaction ends, and say which of them are closed.

    They are taken in the order of their keys, so that no two transactions wait for each other.
    """
    if not wanted:
        return ClosedMonths(frozenset())
    await session.execute(_HOLD_SHARED, {"periods": [_key(tenant_id, *month) for month in wanted]})
    statement = (
        select(PeriodChange)
        .where(tuple_(PeriodChange.client_id, PeriodChange.month).in_(list(wanted)))
        .order_by(PeriodChange.position)
    )
    last = {(change.client_id, change.month): change.closed for change in await session.scalars(statement)}
    return ClosedMonths(frozenset(month for month, closed in last.items() if closed))


async def is_closed(session: AsyncSession, client_id: UUID, day: date) -> bool:
    last = await _last_change(session, client_id, month_of(day))
    return last is not None and last.closed


async def close(session: AsyncSession, tenant_id: UUID, client_id: UUID, month: date, by: str) -> PeriodChange:
    """Close a month; one that is closed stays as it is. Raises Conflict(postings_in_flight): look again in a moment."""
    await _hold(session, tenant_id, client_id, month)
    last = await _last_change(session, client_id, month)
    if last is not None and last.closed:
        return last
    waiting = await _count(session, client_id, State.PENDING)
    if waiting.get(month):
        count = str(waiting[month])
        raise Conflict("postings_in_flight", "Notes of the month are on their way to the books.", {"count": count})
    return _add(session, tenant_id, client_id, month, last, closed=True, by=by)


async def reopen(
    session: AsyncSession, tenant_id: UUID, client_id: UUID, month: date, reason: str, by: str
) -> PeriodChange:
    """Open a closed month again. Raises Conflict(period_open)."""
    await _hold(session, tenant_id, client_id, month)
    last = await _last_change(session, client_id, month)
    if last is None or not last.closed:
        raise Conflict("period_open", "The month is not closed.", {"month": f"{month:%m.%Y}"})
    return _add(session, tenant_id, client_id, month, last, closed=False, by=by, reason=reason)


async def months(session: AsyncSession, client_id: UUID) -> list[Month]:
    """Months that have notes or were ever closed, the latest first."""
    posted = await _count(session, client_id, State.POSTED)
    changes = {
        change.month: change
        for change in await session.scalars(
            select(PeriodChange).where(PeriodChange.client_id == client_id).order_by(PeriodChange.position)
        )
    }
    return [
        Month(month, changes.get(month), posted.get(month, 0)) for month in sorted({*posted, *changes}, reverse=True)
    ]


async def notes_of(session: AsyncSession, client_id: UUID, month: date) -> int:
    """Notes of a month that are in the books."""
    return (await _count(session, client_id, State.POSTED)).get(month, 0)


async def _count(session: AsyncSession, client_id: UUID, state: State) -> Mapping[date, int]:
    month = func.date_trunc("month", Note.date)
    statement = (
        select(month, func.count())
        .where(Note.client_id == client_id, Note.state == state, Note.date.is_not(None))
        .group_by(month)
    )
    return {first.date(): count for first, count in (await session.execute(statement)).all()}


async def _last_change(session: AsyncSession, client_id: UUID, month: date) -> PeriodChange | None:
    statement = (
        select(PeriodChange)
        .where(PeriodChange.client_id == client_id, PeriodChange.month == month)
        .order_by(PeriodChange.position.desc())
        .limit(1)
    )
    return (await session.scalars(statement)).first()


def _add(
    session: AsyncSession,
    tenant_id: UUID,
    client_id: UUID,
    month: date,
    last: PeriodChange | None,
    *,
    closed: bool,
    by: str,
    reason: str = "",
) -> PeriodChange:
    change = PeriodChange(
        tenant_id=tenant_id,
        client_id=client_id,
        month=month,
        position=last.position + 1 if last is not None else 1,
        closed=closed,
        reason=reason,
        changed_by=by,
        changed_at=datetime.now(UTC),
    )
    session.add(change)
    return change


async def _hold(session: AsyncSession, tenant_id: UUID, client_id: UUID, month: date) -> None:
    """Keep everyone else out of a month until this transaction ends."""
    key = {"period": _key(tenant_id, client_id, month)}
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:period, 0))"), key)


def _key(tenant_id: UUID, client_id: UUID, month: date) -> str:
    return f"period {tenant_id} {client_id} {month}"


_HOLD_SHARED = text(
    """
    SELECT pg_advisory_xact_lock_shared(key) FROM (
        SELECT hashtextextended(period, 0) AS key FROM unnest(CAST(:periods AS text[])) AS period ORDER BY key
    ) AS keys
    """
)
