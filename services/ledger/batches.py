"""Approvals that are booked together: what comes of them is what would come of one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.common.errors import Conflict, DomainError
from services.ledger import days, facts
from services.ledger.approvals import Approval, drafted, new_note, policy_day, refused_note, write
from services.ledger.circumstances import Registers
from services.ledger.learning import Lesson
from services.ledger.models import Note
from services.ledger.office import Chosen
from services.ledger.periods import ClosedMonths
from services.ledger.rules.expense import Basis, SupplierHistory, teaches
from services.ledger.rules.purchase import bare_cui
from services.ledger.sinks.sink import Choice


class Batch:
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
        self.learned: dict[Lesson, int] = {}
        self.chosen: set[Lesson] = set()

    def note_of(self, approval: Approval) -> Note:
        others = self._known.setdefault(approval.document_id, [])
        for note in others:
            if note.revision == approval.revision:
                return note
        try:
            made = self._built(approval, others)
        except DomainError as refusal:
            made = refused_note(self._tenant_id, approval, refusal)
            self.refused.append((made, refusal))
        self.made.append(made)
        others.append(made)
        return made

    def _built(self, approval: Approval, others: Sequence[Note]) -> Note:
        if any(other.is_living for other in others):
            raise Conflict("document_booked", "Another revision of this document is in the books.")
        purchase = facts.purchase(approval.extraction, approval.booking)
        cui = bare_cui(purchase.supplier_cui or "")
        policy = self._chosen.policy(approval.client_id, policy_day(purchase))
        history = self._histories.get(cui, SupplierHistory())
        account = approval.booking.account
        built = drafted(purchase, approval.company, history, policy, self._registers, account)
        self._closed.require_open(approval.client_id, built.date)
        note = new_note(self._tenant_id, approval)
        write(note, built, self._sinks[approval.client_id])
        if built.partner_cui and teaches(built.account):
            self._learn(note)
        return note

    def _learn(self, note: Note) -> None:
        note.taught = True
        lesson = note.partner_cui, note.account
        self.learned[lesson] = self.learned.pop(lesson, 0) + 1  # the latest last
        by_hand = note.account_basis == Basis.CHOSEN
        if by_hand:
            self.chosen.add(lesson)
        history = self._histories.get(note.partner_cui, SupplierHistory())
        self._histories[note.partner_cui] = history.with_approval(note.account, days.today() if by_hand else None)
