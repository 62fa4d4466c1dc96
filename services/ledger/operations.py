"""What happens to notes. Every verb works in the transaction of its caller and never commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from uuid import UUID

from contapics.common.v1 import booking_pb2, extraction_pb2
from sqlalchemy.ext.asyncio import AsyncSession
from stdnum.ro import cui as ro_cui

from services.common import outbox
from services.common.errors import DomainError, Invalid
from services.ledger import circumstances, days, events, facts, learning, models, office, periods, repository, stornos
from services.ledger.approvals import Approval, drafted, new_note, policy_day, refused_note, write
from services.ledger.batches import Batch
from services.ledger.models import Note, State
from services.ledger.rules import chart
from services.ledger.rules.expense import SupplierHistory
from services.ledger.rules.note import Draft
from services.ledger.rules.purchase import Company, bare_cui
from services.ledger.sinks.sink import Choice

Trace = Mapping[str, str]
"""Headers by which an event goes on in the trace of what caused it."""


async def draft(
    session: AsyncSession,
    extraction: extraction_pb2.Extraction,
    booking: booking_pb2.Booking,
    company: Company,
    client_id: UUID,
    *,
    asks_anaf: bool = False,
) -> Draft:
    """The note that the rules build from an extraction, what is said of it and what the office did before.

    Raises Invalid.
    """
    purchase = facts.purchase(extraction, booking)
    cui = bare_cui(purchase.supplier_cui or "")
    history = (await learning.histories(session, [cui])).get(cui, SupplierHistory())
    policy = (await office.chosen(session, [client_id])).policy(client_id, policy_day(purchase))
    registers = await circumstances.look_up(session, [purchase], days.today(), asks_anaf=asks_anaf)
    return drafted(purchase, company, history, policy, registers, booking.account)


async def rehearsed(session: AsyncSession, tenant_id: UUID, approval: Approval) -> Note:
    """The note that `accept_all` would store, stored nowhere. Raises Invalid."""
    note = new_note(tenant_id, approval)
    built = await draft(session, approval.extraction, approval.booking, approval.company, approval.client_id)
    write(note, built, Choice("", None))
    return note


async def accept_all(
    session: AsyncSession,
    tenant_id: UUID,
    approvals: Sequence[Approval],
    sinks: Mapping[UUID, Choice],
    traces: Sequence[Trace] = (),
    *,
    asks_anaf: bool = False,
) -> list[Note]:
    """Store the note of each approval, or its refusal by the rules together with the event that tells of it.

    What comes of it is what would have come of one after the other. The same approval again gives the note that is
    already there. Accounts are learned here: the approval confirms them. `sinks` are those of the client companies,
    `traces` those that the approvals came in; `asks_anaf` tells whether its registers could be known.
    """
    document_ids = sorted({approval.document_id for approval in approvals})
    await repository.hold_documents(session, tenant_id, document_ids)
    known = await repository.of_documents(session, document_ids)
    cuis = {bare_cui(approval.extraction.supplier.cui) for approval in approvals} - {""}
    client_ids = {approval.client_id for approval in approvals}
    purchases = facts.purchases(approval.extraction for approval in approvals)
    batch = Batch(
        tenant_id,
        sinks,
        known,
        await learning.histories(session, cuis),
        await circumstances.look_up(session, purchases, days.today(), asks_anaf=asks_anaf),
        await office.chosen(session, client_ids),
        await periods.hold_open(session, tenant_id, {month for approval in approvals for month in approval.months}),
    )
    notes = [batch.note_of(approval) for approval in approvals]
    session.add_all(batch.made)
    await learning.learn(session, tenant_id, batch.learned, batch.chosen)
    by_note = dict(zip((note.id for note in notes), traces, strict=False))
    refused = [(events.refused(note, refusal), by_note.get(note.id, {})) for note, refusal in batch.refused]
    await outbox.emit_all(session, models.outbox, tenant_id, events.REFUSED, refused)
    return notes


async def give_up(session: AsyncSession, tenant_id: UUID, approval: Approval) -> Note:
    """Refuse an approval that `accept_all` fails on by our fault, unless its note is there: a person has to see it."""
    await repository.hold_documents(session, tenant_id, [approval.document_id])
    for known in await repository.of_documents(session, [approval.document_id]):
        if known.revision == approval.revision:
            return known
    fault = Invalid("note_failed", "The note could not be built.")
    note = refused_note(tenant_id, approval, fault)
    session.add(note)
    await outbox.emit(session, models.outbox, tenant_id, events.REFUSED, events.refused(note, fault))
    return note


async def confirm(
    session: AsyncSession,
    tenant_id: UUID,
    notes: Mapping[Note, Trace],
    cautions: Mapping[Note, Sequence[str]] = MappingProxyType({}),
) -> None:
    """The sink has these notes, some with cautions. Told to the documents once, however often it is confirmed."""
    ids = [note.id for note in notes]
    settled = await repository.settle(session, ids, state=State.POSTED, posted_at=datetime.now(UTC))
    for note in cautions:
        if note.id in settled:
            await repository.caution(session, note.id, [*note.warnings, *cautions[note]])
    new = {note: trace for note, trace in notes.items() if note.id in settled}
    told = [(events.posted(note), trace) for note, trace in new.items() if note.is_purchase]
    await outbox.emit_all(session, models.outbox, tenant_id, events.POSTED, told)
    await stornos.release(
        session, tenant_id, {note: trace for note, trace in new.items() if note.storno_of is not None}
    )


async def refuse(session: AsyncSession, note: Note, refusal: DomainError, trace: Trace) -> None:
    """The sink does not take the note, which then teaches nothing.

    Told to the documents once; of a refused storno or release there is nothing to tell them.
    """
    reason = {"refusal_reason": refusal.reason, "refusal_metadata": refusal.metadata}
    if await repository.settle(session, [note.id], state=State.REFUSED, **reason) and note.is_purchase:
        await learning.unlearn(session, note.tenant_id, [note.id])
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
