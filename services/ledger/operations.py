"""What happens to notes. Every verb works in the transaction of its caller and never commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from contapics.common.v1 import extraction_pb2
from contapics.document.v1 import events_pb2 as document
from sqlalchemy.ext.asyncio import AsyncSession
from stdnum.ro import cui as ro_cui

from services.common import outbox
from services.common.errors import Conflict, DomainError, Invalid
from services.common.ids import new_id
from services.ledger import events, facts, models, repository
from services.ledger.models import Note, NoteLine, NoteVat, State
from services.ledger.rules import chart
from services.ledger.rules.expense import choose_account, teaches
from services.ledger.rules.note import Draft, build_note
from services.ledger.rules.policy import policy_on
from services.ledger.rules.purchase import Company, bare_cui
from services.ledger.sinks.sink import Choice


@dataclass(frozen=True, slots=True)
class Approval:
    """One approved revision of a document."""

    document_id: UUID
    revision: int
    client_id: UUID
    client_name: str
    company: Company
    extraction: extraction_pb2.Extraction
    approved_by: str

    @classmethod
    def read(cls, event: document.DocumentApproved) -> Approval:
        return cls(
            document_id=UUID(event.document_id),
            revision=event.revision,
            client_id=UUID(event.client.id),
            client_name=event.client.name,
            company=facts.company(event.client),
            extraction=event.extraction,
            approved_by=event.approved_by,
        )


async def draft(session: AsyncSession, extraction: extraction_pb2.Extraction, company: Company) -> Draft:
    """The note that the rules build from an extraction and what the office said and did before. Raises Invalid."""
    purchase = facts.purchase(extraction)
    history = await repository.supplier_history(session, bare_cui(purchase.supplier_cui or ""))
    today = _today()
    policy = policy_on({}, purchase.issued or today)
    return build_note(purchase, company, choose_account(purchase, history, policy), policy, today)


async def rehearsed(session: AsyncSession, tenant_id: UUID, approval: Approval) -> Note:
    """The note that `accept` would store, stored nowhere. Raises Invalid."""
    note = _new(tenant_id, approval)
    _write(note, await draft(session, approval.extraction, approval.company), Choice("", None))
    return note


async def accept(session: AsyncSession, tenant_id: UUID, approval: Approval, sink: Choice) -> Note:
    """Store the note of an approval, or its refusal by the rules together with the event that tells of it.

    The same approval again gives the note that is already there. Accounts are learned here: the approval confirms
    them, whatever the sink says later.
    """
    await repository.hold_document(session, tenant_id, approval.document_id)
    known = await repository.of_document(session, approval.document_id)
    for note in known:
        if note.revision == approval.revision:
            return note
    try:
        if any(other.state != State.REFUSED for other in known):
            raise Conflict("document_booked", "Another revision of this document is in the books.")
        built = await draft(session, approval.extraction, approval.company)
    except DomainError as refusal:
        return await _store_refused(session, tenant_id, approval, refusal)
    note = _new(tenant_id, approval)
    _write(note, built, sink)
    session.add(note)
    if not known and built.partner_cui and teaches(built.account):
        await repository.learn(session, tenant_id, built.partner_cui, built.account.account)
    return note


async def give_up(session: AsyncSession, tenant_id: UUID, approval: Approval) -> None:
    """Refuse an approval that `accept` fails on by our own fault, unless its note is there: a person has to know."""
    await repository.hold_document(session, tenant_id, approval.document_id)
    known = await repository.of_document(session, approval.document_id)
    if all(note.revision != approval.revision for note in known):
        fault = Invalid("note_failed", "The note could not be built.")
        await _store_refused(session, tenant_id, approval, fault)


async def confirm(session: AsyncSession, note: Note) -> None:
    """The sink has the note. Told to the documents once, however often it is confirmed."""
    if await repository.settle(session, note.id, state=State.POSTED, posted_at=datetime.now(UTC)):
        await outbox.emit(session, models.outbox, note.tenant_id, events.POSTED, events.posted(note))


async def refuse(session: AsyncSession, note: Note, refusal: DomainError) -> None:
    """The sink does not take the note. Told to the documents once."""
    reason = {"refusal_reason": refusal.reason, "refusal_metadata": refusal.metadata}
    if await repository.settle(session, note.id, state=State.REFUSED, **reason):
        await outbox.emit(session, models.outbox, note.tenant_id, events.REFUSED, events.refused(note, refusal))


async def set_account_rule(session: AsyncSession, tenant_id: UUID, supplier_cui: str, account: str, set_by: str) -> str:
    """Rule which account a supplier's purchases go to; gives its bare fiscal code.

    Raises Invalid(cui_invalid, account_unknown).
    """
    cui = bare_cui(supplier_cui)
    if not ro_cui.is_valid(cui):
        raise Invalid(
            "cui_invalid", "The fiscal code is not valid.", {"cui": supplier_cui}, {"supplier_cui": "check digit"}
        )
    if not chart.takes_purchases(account):
        raise Invalid(
            "account_unknown", "No account for purchases.", {"account": account}, {"account": "not for purchases"}
        )
    await repository.set_account_rule(session, tenant_id, cui, account, set_by)
    return cui


def _today() -> date:
    """The civil date in Romania, taken as its summer time all year: it only decides whether a date is in the future."""
    return (datetime.now(UTC) + timedelta(hours=3)).date()


def _new(tenant_id: UUID, approval: Approval) -> Note:
    return Note(
        tenant_id=tenant_id,
        id=new_id(),
        document_id=approval.document_id,
        revision=approval.revision,
        client_id=approval.client_id,
        client_cui=bare_cui(approval.company.cui),
        client_name=approval.client_name,
        state=State.PENDING,
        approved_by=approval.approved_by,
        created_at=datetime.now(UTC),
        lines=[],
        vat=[],
    )


async def _store_refused(session: AsyncSession, tenant_id: UUID, approval: Approval, refusal: DomainError) -> Note:
    note = _new(tenant_id, approval)
    note.state = State.REFUSED
    note.refusal_reason = refusal.reason
    note.refusal_metadata = refusal.metadata
    session.add(note)
    await outbox.emit(session, models.outbox, tenant_id, events.REFUSED, events.refused(note, refusal))
    return note


def _write(note: Note, built: Draft, sink: Choice) -> None:
    note.rule = built.rule
    note.source = built.source
    note.date = built.date
    note.currency = built.currency
    note.total = built.total
    note.non_deductible = built.non_deductible
    note.number = built.number
    note.partner_cui = built.partner_cui
    note.partner_name = built.partner_name
    note.account = built.account.account
    note.account_basis = str(built.account.basis)
    note.account_detail = built.account.detail
    note.warnings = [str(caution) for caution in built.cautions]
    note.sink = sink.name
    note.sink_id = sink.id
    note.lines = [
        NoteLine(
            position=position,
            debit=line.debit,
            credit=line.credit,
            amount=line.amount,
            vat_rate=line.vat_rate,
            explanation=line.explanation,
        )
        for position, line in enumerate(built.lines, start=1)
    ]
    note.vat = [
        NoteVat(
            position=position,
            rate=part.rate,
            base=part.base,
            amount=part.amount,
            deferred=part.deferred,
            non_deductible=part.non_deductible,
            reverse=part.reverse,
        )
        for position, part in enumerate(built.vat, start=1)
    ]
