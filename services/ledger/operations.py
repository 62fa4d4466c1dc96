"""What happens to notes. Every verb works in the transaction of its caller and never commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from contapics.common.v1 import extraction_pb2
from contapics.document.v1 import events_pb2 as document
from sqlalchemy.ext.asyncio import AsyncSession
from stdnum.ro import cui as ro_cui

from services.common import outbox
from services.common.errors import Conflict, DomainError, Invalid
from services.common.ids import new_id
from services.ledger import circumstances, days, events, facts, models, office, periods, repository, stornos
from services.ledger.circumstances import Registers
from services.ledger.models import Note, NoteLine, NoteVat, State
from services.ledger.office import Chosen
from services.ledger.periods import ClosedMonths
from services.ledger.rules import chart
from services.ledger.rules.expense import SupplierHistory, choose_account, teaches
from services.ledger.rules.note import Draft, build_note
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Company, Purchase, bare_cui
from services.ledger.sinks.sink import Choice

Trace = Mapping[str, str]
"""Headers by which an event goes on in the trace of what caused it."""


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

    @property
    def months(self) -> set[tuple[UUID, date]]:
        """The company's month that the note will be dated in; none where no day was read."""
        try:
            return {(self.client_id, periods.month_of(date.fromisoformat(self.extraction.issue_date)))}
        except ValueError:
            return set()


async def draft(
    session: AsyncSession, extraction: extraction_pb2.Extraction, company: Company, client_id: UUID
) -> Draft:
    """The note that the rules build from an extraction and what the office said and did before. Raises Invalid."""
    purchase = facts.purchase(extraction)
    cui = bare_cui(purchase.supplier_cui or "")
    histories = await repository.supplier_histories(session, [cui])
    chosen = await office.chosen(session, [client_id])
    policy = chosen.policy(client_id, _day(purchase))
    registers = await circumstances.look_up(session, [purchase], days.today())
    return _draft(purchase, company, histories.get(cui, SupplierHistory()), policy, registers)


async def rehearsed(session: AsyncSession, tenant_id: UUID, approval: Approval) -> Note:
    """The note that `accept_all` would store, stored nowhere. Raises Invalid."""
    note = _new(tenant_id, approval)
    _write(note, await draft(session, approval.extraction, approval.company, approval.client_id), Choice("", None))
    return note


async def accept_all(
    session: AsyncSession,
    tenant_id: UUID,
    approvals: Sequence[Approval],
    sinks: Mapping[UUID, Choice],
    traces: Sequence[Trace] = (),
) -> list[Note]:
    """Store the note of each approval, or its refusal by the rules together with the event that tells of it.

    What comes of it is what would have come of one after the other. The same approval again gives the note that is
    already there. Accounts are learned here: the approval confirms them, whatever the sink says later. `sinks` are
    those of the client companies, `traces` those that the approvals came in.
    """
    document_ids = sorted({approval.document_id for approval in approvals})
    await repository.hold_documents(session, tenant_id, document_ids)
    known = await repository.of_documents(session, document_ids)
    cuis = {bare_cui(approval.extraction.supplier.cui) for approval in approvals} - {""}
    client_ids = {approval.client_id for approval in approvals}
    booking = _Booking(
        tenant_id,
        sinks,
        known,
        await repository.supplier_histories(session, cuis),
        await circumstances.look_up(session, facts.purchases(a.extraction for a in approvals), days.today()),
        await office.chosen(session, client_ids),
        await periods.hold_open(session, tenant_id, {month for approval in approvals for month in approval.months}),
    )
    notes = [booking.note_of(approval) for approval in approvals]
    session.add_all(booking.made)
    await repository.learn(session, tenant_id, booking.learned)
    by_note = dict(zip((note.id for note in notes), traces, strict=False))
    refused = [(events.refused(note, refusal), by_note.get(note.id, {})) for note, refusal in booking.refused]
    await outbox.emit_all(session, models.outbox, tenant_id, events.REFUSED, refused)
    return notes


async def give_up(session: AsyncSession, tenant_id: UUID, approval: Approval) -> Note:
    """Refuse an approval that `accept_all` fails on by our fault, unless its note is there: a person has to see it."""
    await repository.hold_documents(session, tenant_id, [approval.document_id])
    for known in await repository.of_documents(session, [approval.document_id]):
        if known.revision == approval.revision:
            return known
    fault = Invalid("note_failed", "The note could not be built.")
    note = _refused(tenant_id, approval, fault)
    session.add(note)
    await outbox.emit(session, models.outbox, tenant_id, events.REFUSED, events.refused(note, fault))
    return note


async def confirm(session: AsyncSession, tenant_id: UUID, notes: Mapping[Note, Trace]) -> None:
    """The sink has these notes. Told to the documents once, however often it is confirmed."""
    ids = [note.id for note in notes]
    settled = await repository.settle(session, ids, state=State.POSTED, posted_at=datetime.now(UTC))
    new = {note: trace for note, trace in notes.items() if note.id in settled}
    told = [(events.posted(note), trace) for note, trace in new.items() if note.storno_of is None]
    await outbox.emit_all(session, models.outbox, tenant_id, events.POSTED, told)
    await stornos.release(
        session, tenant_id, {note: trace for note, trace in new.items() if note.storno_of is not None}
    )


async def refuse(session: AsyncSession, note: Note, refusal: DomainError, trace: Trace) -> None:
    """The sink does not take the note. Told to the documents once; of a refused storno there is nothing to tell."""
    reason = {"refusal_reason": refusal.reason, "refusal_metadata": refusal.metadata}
    if await repository.settle(session, [note.id], state=State.REFUSED, **reason) and note.storno_of is None:
        told = [(events.refused(note, refusal), trace)]
        await outbox.emit_all(session, models.outbox, note.tenant_id, events.REFUSED, told)


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


def _draft(
    purchase: Purchase, company: Company, history: SupplierHistory, policy: Policy, registers: Registers
) -> Draft:
    known = registers.about(purchase, policy)
    account = choose_account(purchase, history, policy)
    built = build_note(purchase, company, account, policy, days.today(), known.circumstances)
    return replace(built, cautions=(*built.cautions, *known.cautions))


def _day(purchase: Purchase) -> date:
    return purchase.issued or days.today()


class _Booking:
    """Builds the notes of approvals one after the other, each in the knowledge of those before it."""

    def __init__(
        self,
        tenant_id: UUID,
        sinks: Mapping[UUID, Choice],
        known: Sequence[Note],
        histories: Mapping[str, SupplierHistory],
        registers: Registers,
        chosen: Chosen,
        closed: ClosedMonths,
    ) -> None:
        self._tenant_id = tenant_id
        self._sinks = sinks
        self._known: dict[UUID, list[Note]] = {}
        for note in known:
            self._known.setdefault(note.document_id, []).append(note)
        self._histories = dict(histories)
        self._registers = registers
        self._chosen = chosen
        self._closed = closed
        self.made: list[Note] = []
        self.refused: list[tuple[Note, DomainError]] = []
        self.learned: dict[tuple[str, str], int] = {}

    def note_of(self, approval: Approval) -> Note:
        others = self._known.setdefault(approval.document_id, [])
        for note in others:
            if note.revision == approval.revision:
                return note
        try:
            made = self._built(approval, others)
        except DomainError as refusal:
            made = _refused(self._tenant_id, approval, refusal)
            self.refused.append((made, refusal))
        self.made.append(made)
        others.append(made)
        return made

    def _built(self, approval: Approval, others: Sequence[Note]) -> Note:
        if any(other.is_living for other in others):
            raise Conflict("document_booked", "Another revision of this document is in the books.")
        purchase = facts.purchase(approval.extraction)
        cui = bare_cui(purchase.supplier_cui or "")
        policy = self._chosen.policy(approval.client_id, _day(purchase))
        history = self._histories.get(cui, SupplierHistory())
        built = _draft(purchase, approval.company, history, policy, self._registers)
        self._closed.require_open(approval.client_id, built.date)
        note = _new(self._tenant_id, approval)
        _write(note, built, self._sinks[approval.client_id])
        if not others and built.partner_cui and teaches(built.account):
            self._learn(built.partner_cui, built.account.account)
        return note

    def _learn(self, supplier_cui: str, account: str) -> None:
        self.learned[supplier_cui, account] = self.learned.pop((supplier_cui, account), 0) + 1  # the latest last
        history = self._histories.get(supplier_cui, SupplierHistory())
        self._histories[supplier_cui] = history.with_approval(account)


def _refused(tenant_id: UUID, approval: Approval, refusal: DomainError) -> Note:
    note = _new(tenant_id, approval)
    note.state = State.REFUSED
    note.refusal_reason = refusal.reason
    note.refusal_metadata = refusal.metadata
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
    if built.rate is not None:
        note.exchange_currency, note.exchange_date = built.rate.currency, built.rate.day
        note.exchange_rate, note.exchange_units = built.rate.ten_thousandths, built.rate.units
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
