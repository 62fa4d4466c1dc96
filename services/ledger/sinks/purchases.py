"""A note as the purchase that programs for accounting ask for: one part a VAT rate, with what may be deducted of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from services.ledger.errors import Refused
from services.ledger.models import Note, NoteLine, NoteVat

_SUPPLIERS = ("40", "46")
_VAT = "44"


class Deduction(Enum):
    """How much of a part's VAT can be deducted."""

    FULL = 1
    HALF = 2
    NONE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """What was bought at one VAT rate, in bani; no rate where the note has no VAT to tell of.

    `account` is the note's, or that of a deposit or a tip.
    """

    rate: int | None
    net: int
    vat: int
    account: str
    deduction: Deduction = Deduction.FULL


def bought(notes: Sequence[Note]) -> list[Note]:
    """The notes of purchases and their stornos: a program for accounting that knows what was paid releases deferred VAT
    by itself, and would do it twice if it were told.
    """
    return [note for note in notes if note.release_of is None]


def parts(note: Note) -> list[Part]:
    """Together they are the note's total: VAT that the buyer owes itself is none of it. Raises Refused."""
    found = [
        Part(part.rate, part.base, 0 if part.reverse else part.amount, note.account, _deduction(part))
        for part in note.vat
    ]
    if note.non_deductible or not found:
        found.append(Part(None, note.non_deductible, 0, note.account))
    return list(_with_accounts(found, _extras(note)))


def _extras(note: Note) -> list[NoteLine]:
    """The lines of deposits and tips: owed to the supplier, but neither the purchase nor VAT."""
    return [
        line
        for line in note.lines
        if line.credit.startswith(_SUPPLIERS)
        and not line.debit.startswith(_VAT)
        and line.debit != note.account
        and line.vat_rate is None
    ]


def _with_accounts(found: list[Part], extras: Sequence[NoteLine]) -> Iterator[Part]:
    """The parts, those without VAT cut into what has accounts of its own and the rest."""
    free = next((part for part in reversed(found) if part.vat == 0), None)
    for part in found:
        rest = replace(part, net=part.net - sum(line.amount for line in extras)) if part is free else part
        if rest.net or rest.vat or not (extras and part is free):
            yield rest
    if free is not None:
        yield from (replace(free, net=line.amount, account=line.debit) for line in extras)


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
