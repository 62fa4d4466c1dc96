"""What was paid of purchases whose VAT waits for it, and where each payment stands.

Works in the transaction of its caller and never commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.errors import NotFound
from services.ledger.models import Note, NoteVat, Payment, State
from services.ledger.rules.release import OpenPurchase, Waiting


@dataclass(frozen=True, slots=True)
class Recorded:
    """A payment with the note that releases its VAT; None where there was not a ban to release."""

    payment: Payment
    release: Note | None

    @property
    def counts(self) -> bool:
        """Until it is cancelled, unless the books refused its release; what is on its way there counts."""
        return self.payment.cancelled_at is None and (self.release is None or self.release.state != State.REFUSED)

    @property
    def released(self) -> int:
        return sum(-part.deferred for part in self.release.vat) if self.release else 0


async def of_note(session: AsyncSession, note_id: UUID) -> list[Recorded]:
    """The payments of a purchase, those that don't count too, in the order in which they were recorded."""
    return await _read(session, Payment.note_id == note_id)


async def counting(session: AsyncSession, note_id: UUID) -> list[Recorded]:
    """The payments of a purchase that count."""
    return [recorded for recorded in await of_note(session, note_id) if recorded.counts]


async def find(session: AsyncSession, payment_id: UUID) -> Recorded | None:
    return next(iter(await _read(session, Payment.id == payment_id)), None)


async def get(session: AsyncSession, payment_id: UUID) -> Recorded:
    """Raises NotFound."""
    found = await find(session, payment_id)
    if found is None:
        raise NotFound("payment_unknown", "There is no such payment.", {"id": str(payment_id)})
    return found


async def cancelled(session: AsyncSession, release_id: UUID, by: str, reason: str) -> None:
    """The release of a payment was taken back: it no longer counts."""
    statement = update(Payment).where(Payment.release_id == release_id, Payment.cancelled_at.is_(None))
    await session.execute(statement.values(cancelled_at=datetime.now(UTC), cancelled_by=by, reason=reason))


def open_purchase(note: Note, recorded: Sequence[Recorded]) -> OpenPurchase:
    """A purchase as its payments have left it; `recorded` are all of them."""
    counted = [each for each in recorded if each.counts]
    return OpenPurchase(
        total=note.total,
        paid=note.paid + sum(each.payment.amount for each in counted),
        parts=tuple(_waiting(part, counted) for part in note.vat if part.deferred),
        text=note.lines[0].explanation if note.lines else "",
    )


def _waiting(part: NoteVat, counted: Sequence[Recorded]) -> Waiting:
    deductible = part.amount - part.non_deductible
    since = sum(-own.deferred for each in counted if each.release for own in each.release.vat if own.rate == part.rate)
    return Waiting(part.rate, deductible, deductible - part.deferred + since)


async def _read(session: AsyncSession, condition: ColumnElement[bool]) -> list[Recorded]:
    statement = (
        select(Payment, Note)
        .outerjoin(Note, and_(Note.id == Payment.release_id, Note.tenant_id == Payment.tenant_id))
        .where(condition)
        .order_by(Payment.recorded_at, Payment.id)
    )
    return [Recorded(payment, release) for payment, release in (await session.execute(statement)).all()]
