"""A note as the purchase that programs for accounting ask for: one part a VAT rate, with what may be deducted of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from services.ledger.errors import Refused
from services.ledger.models import Note, NoteVat


class Deduction(Enum):
    """How much of a part's VAT can be deducted."""

    FULL = 1
    HALF = 2
    NONE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """What was bought at one VAT rate, in bani; no rate where the note has no VAT to tell of."""

    rate: int | None
    net: int
    vat: int
    deduction: Deduction = Deduction.FULL


def bought(notes: Sequence[Note]) -> list[Note]:
    """The notes of purchases and their stornos: a program for accounting that knows what was paid releases deferred VAT
    by itself, and would do it twice if it were told.
    """
    return [note for note in notes if note.release_of is None]


def parts(note: Note) -> list[Part]:
    """Together they are the note's total: VAT that the buyer owes itself is none of it. Raises Refused."""
    found = [Part(part.rate, part.base, 0 if part.reverse else part.amount, _deduction(part)) for part in note.vat]
    return [*found, Part(None, note.non_deductible, 0)] if note.non_deductible or not found else found


def _deduction(part: NoteVat) -> Deduction:
    """Raises Refused(deduction_unknown) for another share than all, half (to the ban) or nothing."""
    lost = part.non_deductible or 0
    if not lost:
        return Deduction.FULL
    if lost == part.amount:
        return Deduction.NONE
    if abs(part.amount - 2 * lost) <= 1:
        return Deduction.HALF
    raise Refused("deduction_unknown", "These books know VAT that is deducted in full, by half or not at all.")
