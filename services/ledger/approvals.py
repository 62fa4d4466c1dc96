"""One approved revision of a document, and the note that is made of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from contapics.common.v1 import booking_pb2, extraction_pb2
from contapics.document.v1 import events_pb2 as document

from services.common.errors import DomainError
from services.common.ids import new_id
from services.ledger import days, facts, note_rows, periods
from services.ledger.circumstances import Registers
from services.ledger.models import DocumentFile, Note, State
from services.ledger.rules.cautions import Caution
from services.ledger.rules.expense import SupplierHistory, choose_account
from services.ledger.rules.note import Draft, build_note
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Company, Purchase, bare_cui
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
    booking: booking_pb2.Booking = field(default_factory=booking_pb2.Booking)
    files: tuple[DocumentFile, ...] = ()

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
            booking=event.booking,
            files=_files(event),
        )

    @property
    def months(self) -> set[tuple[UUID, date]]:
        """The company's month that the note will be dated in; none where no day was read."""
        try:
            return {(self.client_id, periods.month_of(date.fromisoformat(self.extraction.issue_date)))}
        except ValueError:
            return set()


def _files(event: document.DocumentApproved) -> tuple[DocumentFile, ...]:
    """Each file once: a document may be put together of several pages of one."""
    files = (
        DocumentFile(file.blob_key, file.filename, file.media_type, file.size, file.sha256) for file in event.files
    )
    return tuple(dict.fromkeys(files))


def new_note(tenant_id: UUID, approval: Approval) -> Note:
    """A note of an approval, with nothing in it yet."""
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
        files=[asdict(file) for file in approval.files],
        lines=[],
        vat=[],
    )


def drafted(
    purchase: Purchase, company: Company, history: SupplierHistory, policy: Policy, registers: Registers, account: str
) -> Draft:
    """What the rules make of a purchase; `account` is the one chosen by hand, if any. Raises Invalid."""
    known = registers.about(purchase, policy)
    reason = choose_account(purchase, history, policy, account or None)
    built = build_note(purchase, company, reason, policy, days.today(), known.circumstances)
    matters = any(part.charged for part in built.vat)
    of_registers = (caution for caution in known.cautions if matters or caution is not Caution.SUPPLIER_FACTS_UNKNOWN)
    return replace(built, cautions=(*built.cautions, *of_registers))


def policy_day(purchase: Purchase) -> date:
    """The day whose settings a purchase is booked by."""
    return purchase.issued or days.today()


def refused_note(tenant_id: UUID, approval: Approval, refusal: DomainError) -> Note:
    """What is kept of an approval that no note can be made of."""
    note = new_note(tenant_id, approval)
    note.state = State.REFUSED
    note.refusal_reason = refusal.reason
    note.refusal_metadata = refusal.metadata
    return note


def write(note: Note, built: Draft, sink: Choice) -> None:
    """Put what the rules built into a note."""
    note.rule = built.rule
    note.source = built.source
    note.date = built.date
    note.currency = built.currency
    note.total = built.total
    note.non_deductible = built.non_deductible
    note.paid = built.paid
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
    note.lines = note_rows.lines(built.lines)
    note.vat = note_rows.vat(built.vat)
