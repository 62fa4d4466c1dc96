"""A purchase whose VAT waits is paid: the payment is recorded and what it makes deductible goes to the books.

Works in the transaction of its caller and never commits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.common import outbox
from services.common.errors import Conflict, Invalid
from services.common.ids import new_id
from services.ledger import events, models, note_rows, office, payments, periods, repository, stornos
from services.ledger.models import Note, Payment, State
from services.ledger.payments import Recorded
from services.ledger.rules.release import RULE, SOURCE, Release, release
from services.ledger.sinks.sink import Choice


@dataclass(frozen=True, slots=True)
class Paid:
    """What somebody says was paid: bani of the total as it was booked, negative of a credit note's."""

    id: UUID
    note_id: UUID
    day: date
    amount: int


async def record(
    session: AsyncSession, tenant_id: UUID, paid: Paid, purchase: Note, sink: Choice, today: date, by: str
) -> Recorded:
    """Store a payment and the note that releases its VAT, which goes into the books that are chosen now.

    The same payment again is the one that is there. Raises Conflict(payment_id_taken, release_of_release,
    note_not_posted, note_stornoed, period_closed), Invalid(payment_date_wrong, vat_not_deferred, payment_exceeds_open).
    """
    await repository.hold_documents(session, tenant_id, [purchase.document_id])
    known = await payments.find(session, paid.id)
    if known is not None:
        return _require_same(known, paid)
    await session.refresh(purchase)
    await stornos.require_postable(session, purchase)
    if purchase.release_of is not None:
        raise Conflict("release_of_release", "A release of VAT is not paid; its purchase is.")
    _require_day(paid.day, purchase.date or today, today)
    held = await periods.hold_open(session, tenant_id, [(purchase.client_id, periods.month_of(paid.day))])
    held.require_open(purchase.client_id, paid.day)
    before = await payments.of_note(session, purchase.id)
    policy = (await office.chosen(session, [purchase.client_id])).policy(purchase.client_id, paid.day)
    released = release(payments.open_purchase(purchase, before), paid.amount, policy)
    return await _store(session, tenant_id, paid, purchase, released, sink, by)


async def cancel(
    session: AsyncSession, tenant_id: UUID, payment_id: UUID, day: date | None, today: date, reason: str, by: str
) -> Recorded:
    """Take a payment back: at once if it released nothing, else by the storno of its release.

    Raises what `stornos.ask` does, and Conflict(payment_cancelled) for one that does not count.
    """
    found = await payments.get(session, payment_id)
    purchase = await repository.get(session, found.payment.note_id)
    await repository.hold_documents(session, tenant_id, [purchase.document_id])
    await session.refresh(found.payment)
    if not found.counts:
        raise Conflict("payment_cancelled", "The payment does not count any more.")
    if found.release is not None:
        await stornos.ask(session, tenant_id, found.release.id, day, today, reason, by)
    else:
        found.payment.cancelled_at, found.payment.cancelled_by = datetime.now(UTC), by
        found.payment.reason = reason
    return found


async def _store(
    session: AsyncSession, tenant_id: UUID, paid: Paid, purchase: Note, released: Release, sink: Choice, by: str
) -> Recorded:
    note = release_note(purchase, released, paid.day, sink, by) if released.lines else None
    payment = Payment(
        tenant_id=tenant_id,
        id=paid.id,
        note_id=purchase.id,
        date=paid.day,
        amount=paid.amount,
        release_id=note.id if note else None,
        recorded_by=by,
        recorded_at=datetime.now(UTC),
    )
    session.add(payment)
    if note is not None:
        session.add(note)
        await session.flush()
        event = events.release_requested(note)
        await outbox.emit(session, models.outbox, tenant_id, events.RELEASE_REQUESTED, event)
    return Recorded(payment, note)


def release_note(purchase: Note, released: Release, day: date, sink: Choice, by: str) -> Note:
    """Of the same document and partner as the purchase, without a total: that is the purchase's."""
    return Note(
        tenant_id=purchase.tenant_id,
        id=new_id(),
        document_id=purchase.document_id,
        revision=purchase.revision,
        client_id=purchase.client_id,
        client_cui=purchase.client_cui,
        client_name=purchase.client_name,
        state=State.PENDING,
        rule=RULE,
        source=SOURCE,
        date=day,
        currency=purchase.currency,
        total=0,
        non_deductible=0,
        paid=0,
        number=purchase.number,
        partner_cui=purchase.partner_cui,
        partner_name=purchase.partner_name,
        warnings=[],
        sink=sink.name,
        sink_id=sink.id,
        approved_by=by,
        created_at=datetime.now(UTC),
        release_of=purchase.id,
        lines=note_rows.lines(released.lines),
        vat=note_rows.vat(released.vat),
    )


def _require_same(known: Recorded, paid: Paid) -> Recorded:
    stored = known.payment
    if (stored.note_id, stored.date, stored.amount) != (paid.note_id, paid.day, paid.amount):
        raise Conflict("payment_id_taken", "Another payment has this id.", {"id": str(paid.id)})
    return known


def _require_day(day: date, first: date, today: date) -> None:
    if not first <= day <= max(first, today):
        metadata = {"first": first.isoformat(), "last": max(first, today).isoformat()}
        raise Invalid("payment_date_wrong", "No day for this payment.", metadata, {"date": "payment_date_wrong"})
