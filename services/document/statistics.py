"""Figures of an office: what came, what waits and for how long, what went on, and how well it was read.

Months and days are Romania's. A document counts in the month in which it was received; one that was merged into
another counts with that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, DateTime, and_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.errors import Invalid
from services.document.models import Correction, Document
from services.document.rules import ROMANIA, State

WAITING = (State.RECEIVED, State.READING, State.REVIEW, State.FAILED)
DONE = (State.APPROVED, State.POSTED)
AGES = (2, 4, 8)
"""Days at which a document that waits is counted as older."""
FILED = ("client_id", "files", "merged_into")
"""What the history tells beside corrected fields."""
MOST_MONTHS = 120
LONG_AGO, END_OF_TIME = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose documents, and the first day of each month, the last being that of the month behind."""

    client_id: UUID | None
    days: tuple[date, ...]

    @classmethod
    def of(cls, client_id: str, first: str, last: str, now: datetime) -> Scope:
        """Months such as 2026-11, both included; without them the last twelve. Raises Invalid."""
        today = now.astimezone(ROMANIA).date()
        to = _month(last) if last else today.replace(day=1)
        since = _month(first) if first else _shifted(to, -11)
        if not since <= to < _shifted(since, MOST_MONTHS):
            most = {"most": str(MOST_MONTHS)}
            raise Invalid("months_invalid", f"From {since} to {to}.", most, {"from": "after `to`, or long before"})
        count = (to.year - since.year) * 12 + to.month - since.month + 1
        return cls(UUID(client_id) if client_id else None, tuple(_shifted(since, by) for by in range(count + 1)))

    def name(self, month: int) -> str:
        """Such as 2026-11; months count from 1."""
        return self.days[month - 1].isoformat()[:7]

    def month_of(self, column: Any) -> ColumnElement[int]:
        """A month's number. By comparison with a few instants: half the time of a conversion for each row."""
        begins = literal([_instant(day) for day in self.days], ARRAY(DateTime(timezone=True)))
        return func.width_bucket(column, begins).label("month")

    def received(self, column: Any) -> ColumnElement[bool]:
        return and_(column >= _instant(self.days[0]), column < _instant(self.days[-1]))

    def client(self) -> list[ColumnElement[bool]]:
        mine = [Document.client_id == self.client_id] if self.client_id else []
        return [*mine, Document.merged_into.is_(None)]


async def months(session: AsyncSession, scope: Scope) -> Sequence[Any]:
    """By month and company: all, waiting, approved, posted, rejected and failed; those whose reading was counted, those
    read without need for review, and of those counted the approved ones and the approved and unchanged ones."""
    done = and_(Document.state.in_(DONE), Document.read_clean.is_not(None))
    statement = (
        select(
            scope.month_of(Document.created_at),
            Document.client_id,
            func.count().label("received"),
            _count(Document.state.in_(WAITING)).label("waiting"),
            *(_count(Document.state == state).label(state.lower()) for state in (*DONE, State.REJECTED, State.FAILED)),
            func.count(Document.read_clean).label("read"),
            _count(Document.read_clean.is_(True)).label("clean"),
            _count(done).label("done"),
            _count(and_(done, Document.corrected.is_(False))).label("unchanged"),
        )
        .where(scope.received(Document.created_at), *scope.client())
        .group_by("month", Document.client_id)
    )
    # Sorted here: asked for an order, PostgreSQL sorts every document before it counts them, in twice the time.
    return sorted((await session.execute(statement)).all(), key=lambda row: (row.month, row.client_id))


async def ageing(session: AsyncSession, scope: Scope, now: datetime) -> Sequence[Any]:
    """By company how many documents wait since today or yesterday, since two or three days, four to seven, longer."""
    today = now.astimezone(ROMANIA).date()
    # Compared with instants: a conversion of each row to a day would take three times as long.
    begins = [_instant(today - timedelta(days=days - 1)) for days in AGES]
    ages = [
        _count(and_(Document.created_at >= begin, Document.created_at < end))
        for begin, end in zip((*begins, LONG_AGO), (END_OF_TIME, *begins), strict=True)
    ]
    statement = (
        select(Document.client_id, *ages)
        .where(*scope.client(), Document.state.in_(WAITING))
        .group_by(Document.client_id)
        .order_by(Document.client_id)
    )
    return (await session.execute(statement)).all()


async def corrections(session: AsyncSession, scope: Scope) -> Sequence[Any]:
    """By month and field how often it was corrected."""
    statement = select(scope.month_of(Correction.created_at), Correction.field, func.count()).where(
        scope.received(Correction.created_at), Correction.field.not_in(FILED)
    )
    if scope.client_id is not None:
        mine = select(Document.id).where(Document.client_id == scope.client_id)
        statement = statement.where(Correction.document_id.in_(mine))
    return (await session.execute(statement.group_by("month", Correction.field).order_by("month"))).all()


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Invalid("date_invalid", f"{text} is no month.", {"value": text}, {"from": "YYYY-MM"}) from error


def _shifted(month: date, by: int) -> date:
    count = month.year * 12 + month.month - 1 + by
    return date(count // 12, count % 12 + 1, 1)


def _instant(day: date) -> datetime:
    """When it begins."""
    return datetime(day.year, day.month, day.day, tzinfo=ROMANIA).astimezone(UTC)
