"""Taking back what is in the books: a note in red, with the same accounts and sides and negative amounts.

Works in the transaction of its caller and never commits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.common import outbox
from services.common.errors import Conflict, Invalid
from services.common.ids import new_id
from services.ledger import events, learning, models, payments, periods, repository
from services.ledger.models import Note, NoteLine, NoteVat, State
from services.ledger.rules.note import STORNO_SOURCE


async def ask(
    session: AsyncSession, tenant_id: UUID, note_id: UUID, day: date | None, today: date, reason: str, by: str
) -> Note:
    """Store the storno of a note and ask for its posting. Without a day it is booked today, and never before the note.

    Raises NotFound, Invalid(storno_date_wrong), Conflict(storno_of_storno, note_not_posted, note_stornoed, note_paid,
    period_closed).
    """
    note = await repository.get(session, note_id)
    await repository.hold_documents(session, tenant_id, [note.document_id])
    await session.refresh(note)
    await require_postable(session, note)
    if await payments.counting(session, note.id):
        raise Conflict("note_paid", "The note has payments; take these back first.")
    storno = red(note, _day(note, day, today), reason, by)
    day = storno.date or today
    held = await periods.hold_open(session, tenant_id, [(note.client_id, periods.month_of(day))])
    held.require_open(note.client_id, day)
    session.add(storno)
    await session.flush()
    await outbox.emit(session, models.outbox, tenant_id, events.STORNO_REQUESTED, events.storno_requested(storno))
    return storno


def red(note: Note, day: date, reason: str, by: str) -> Note:
    """The note that makes another one nothing: added up, both are zero on every account and for every VAT rate."""
    return Note(
        tenant_id=note.tenant_id,
        id=new_id(),
        document_id=note.document_id,
        revision=note.revision,
        client_id=note.client_id,
        client_cui=note.client_cui,
        client_name=note.client_name,
        state=State.PENDING,
        rule=f"storno_{note.rule}"[:100],
        source=note.source if STORNO_SOURCE in note.source else f"{note.source}; {STORNO_SOURCE}",
        date=day,
        currency=note.currency,
        total=-note.total,
        non_deductible=-note.non_deductible,
        paid=-note.paid,
        number=note.number,
        partner_cui=note.partner_cui,
        partner_name=note.partner_name,
        account=note.account,
        account_basis=note.account_basis,
        account_detail=note.account_detail,
        warnings=[],
        sink=note.sink,
        sink_id=note.sink_id,
        approved_by=by,
        created_at=datetime.now(UTC),
        storno_of=note.id,
        release_of=note.release_of,
        reason=reason,
        exchange_currency=note.exchange_currency,
        exchange_rate=note.exchange_rate,
        exchange_units=note.exchange_units,
        exchange_date=note.exchange_date,
        lines=[
            NoteLine(
                position=line.position,
                debit=line.debit,
                credit=line.credit,
                amount=-line.amount,
                vat_rate=line.vat_rate,
                explanation=f"Storno: {line.explanation}",
            )
            for line in note.lines
        ],
        vat=[
            NoteVat(
                position=part.position,
                rate=part.rate,
                base=-part.base,
                amount=-part.amount,
                deferred=-part.deferred,
                non_deductible=-part.non_deductible,
                reverse=part.reverse,
            )
            for part in note.vat
        ],
    )


async def release(session: AsyncSession, tenant_id: UUID, stornos: Mapping[Note, Mapping[str, str]]) -> None:
    """Stornos are in the books: their notes no longer hold the documents' places, nor teach. Told to the documents;
    the storno of a release takes its payment back instead.

    By each storno stand the headers of the trace that it came in.
    """
    if not stornos:
        return
    taken_back = [storno.storno_of for storno in stornos]
    statement = update(Note).where(Note.id.in_(taken_back)).values(stornoed_at=datetime.now(UTC))
    await session.execute(statement.execution_options(synchronize_session=False))
    await learning.unlearn(session, tenant_id, [note_id for note_id in taken_back if note_id])
    for storno in stornos:
        if storno.release_of is not None and storno.storno_of is not None:
            await payments.cancelled(session, storno.storno_of, storno.approved_by, storno.reason)
    told = [(events.stornoed(storno), trace) for storno, trace in stornos.items() if storno.release_of is None]
    await outbox.emit_all(session, models.outbox, tenant_id, events.STORNOED, told)


async def by_note(session: AsyncSession, note_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Of these notes, those that a storno takes back or is about to, with its id."""
    statement = select(Note.storno_of, Note.id).where(Note.storno_of.in_(note_ids), Note.state != State.REFUSED)
    return {note_id: storno_id for note_id, storno_id in (await session.execute(statement)).all() if note_id}


async def require_postable(session: AsyncSession, note: Note) -> None:
    """Raises Conflict for what no later note can follow: a storno, what is not in the books or is taken back."""
    if note.storno_of is not None:
        raise Conflict("storno_of_storno", "A storno can't be taken back; approve the document again.")
    if note.state != State.POSTED:
        raise Conflict("note_not_posted", "Only a note that is in the books can be taken back.")
    if await by_note(session, [note.id]):
        raise Conflict("note_stornoed", "The note is taken back already.")


def _day(note: Note, day: date | None, today: date) -> date:
    earliest = note.date or today
    latest = max(today, earliest)
    if day is None:
        return latest
    if not earliest <= day <= latest:
        metadata = {"first": earliest.isoformat(), "last": latest.isoformat()}
        raise Invalid("storno_date_wrong", "No day for this storno.", metadata, {"date": "storno_date_wrong"})
    return day
