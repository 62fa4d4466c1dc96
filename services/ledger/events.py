"""Notes as messages: for callers and for the bus."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from contapics.ledger.v1 import events_pb2, note_pb2

from services.common import messages
from services.common.errors import DomainError
from services.common.money import format_amount, format_rate
from services.common.timestamps import as_timestamp
from services.ledger.models import Note
from services.ledger.rules.currency import ExchangeRate
from services.ledger.rules.note import Draft

APPROVED = "document.v1.approved"
POSTED = "ledger.v1.posted"
REFUSED = "ledger.v1.refused"
STORNO_REQUESTED = "ledger.v1.storno_requested"
RELEASE_REQUESTED = "ledger.v1.release_requested"
STORNOED = "ledger.v1.stornoed"

PERIOD_CLOSED = "period_closed"
"""Caution of a draft, and the reason that its approval is refused with, while the month stays closed."""


def as_note(note: Note, language: str, storno_by: UUID | None = None) -> note_pb2.Note:
    """A stored note as callers see it, with the storno that takes it back."""
    refusal = messages.say(note.refusal_reason, note.refusal_metadata, language) if note.refusal_reason else ""
    return note_pb2.Note(
        id=str(note.id),
        document_id=str(note.document_id),
        client_id=str(note.client_id),
        rule=note.rule,
        source=note.source,
        date=note.date.isoformat() if note.date else "",
        state=note_pb2.Note.State.Value(note.state),
        lines=[
            _line(line.debit, line.credit, line.amount, line.vat_rate, note.partner_cui, line.explanation)
            for line in note.lines
        ],
        currency=note.currency,
        account_reason=note_pb2.AccountReason(
            account=note.account, basis=note.account_basis, detail=note.account_detail
        ),
        warnings=note.warnings,
        sink=note.sink,
        create_time=as_timestamp(note.created_at),
        post_time=as_timestamp(note.posted_at) if note.posted_at else None,
        refusal_reason=note.refusal_reason,
        refusal_message=refusal,
        storno_of=str(note.storno_of) if note.storno_of else None,
        storno_by=str(storno_by) if storno_by else None,
        exchange_rate=_exchange_rate(note.booked_at),
        release_of=str(note.release_of) if note.release_of else None,
        deferred_vat=_deferred(part.deferred for part in note.vat),
    )


def as_draft(draft: Draft, document_id: str, client_id: str, *, period_closed: bool) -> note_pb2.Note:
    """A note that is stored nowhere."""
    cautions = [str(caution) for caution in draft.cautions]
    return note_pb2.Note(
        document_id=document_id,
        client_id=client_id,
        rule=draft.rule,
        source=draft.source,
        date=draft.date.isoformat(),
        state=note_pb2.Note.State.DRAFT,
        lines=[
            _line(line.debit, line.credit, line.amount, line.vat_rate, draft.partner_cui, line.explanation)
            for line in draft.lines
        ],
        currency=draft.currency,
        account_reason=note_pb2.AccountReason(
            account=draft.account.account, basis=draft.account.basis, detail=draft.account.detail
        ),
        warnings=[*cautions, PERIOD_CLOSED] if period_closed else cautions,
        exchange_rate=_exchange_rate(draft.rate),
        deferred_vat=_deferred(part.deferred for part in draft.vat),
    )


def posted(note: Note) -> events_pb2.NotePosted:
    return events_pb2.NotePosted(document_id=str(note.document_id), revision=note.revision, note_id=str(note.id))


def refused(note: Note, refusal: DomainError) -> events_pb2.NoteRefused:
    return events_pb2.NoteRefused(
        document_id=str(note.document_id),
        revision=note.revision,
        reason=refusal.reason,
        metadata=refusal.metadata,
    )


def storno_requested(storno: Note) -> events_pb2.StornoRequested:
    return events_pb2.StornoRequested(note_id=str(storno.id))


def release_requested(release: Note) -> events_pb2.ReleaseRequested:
    return events_pb2.ReleaseRequested(note_id=str(release.id))


def stornoed(storno: Note) -> events_pb2.NoteStornoed:
    """The storno of a note is in the books."""
    return events_pb2.NoteStornoed(
        document_id=str(storno.document_id),
        revision=storno.revision,
        note_id=str(storno.storno_of),
        storno_id=str(storno.id),
        reason=storno.reason,
        date=storno.date.isoformat() if storno.date else "",
    )


def _deferred(amounts: Iterable[int]) -> str:
    """What waits for a payment; empty where nothing does."""
    deferred = sum(amounts)
    return format_amount(deferred) if deferred else ""


def _exchange_rate(rate: ExchangeRate | None) -> note_pb2.ExchangeRate | None:
    if rate is None:
        return None
    return note_pb2.ExchangeRate(currency=rate.currency, rate=str(rate), date=rate.day.isoformat())


def _line(
    debit: str, credit: str, amount: int, vat_rate: int | None, partner_cui: str, explanation: str
) -> note_pb2.NoteLine:
    return note_pb2.NoteLine(
        debit=debit,
        credit=credit,
        amount=format_amount(amount),
        vat_rate=None if vat_rate is None else format_rate(vat_rate),
        partner_cui=partner_cui,
        explanation=explanation,
    )
