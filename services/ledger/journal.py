"""The purchase journal (jurnal de cumpărări): what is in the books, by document, and the sums by VAT rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.ledger.models import Note, NoteVat
from services.ledger.repository import Purchased, VatOfNote


@dataclass(frozen=True, slots=True)
class VatSum:
    """Base and VAT of one rate in bani; rate in basis points, None where it is not known.

    `deferred` is the share of `amount` that can't be deducted before it is paid.
    """

    rate: int | None
    base: int
    amount: int
    deferred: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One document. Bases, VAT and `non_deductible` (what carries no deductible VAT) add up to `total`."""

    note_id: str
    document_id: str
    date: date
    number: str
    supplier_name: str
    supplier_cui: str
    total: int
    vat: tuple[VatSum, ...]
    non_deductible: int


@dataclass(frozen=True, slots=True)
class Journal:
    """Entries in their order, and their sums."""

    entries: tuple[Entry, ...]
    vat: tuple[VatSum, ...]
    total: int
    non_deductible: int


def purchase_journal(notes: Iterable[Note | Purchased]) -> Journal:
    """The journal of notes that are in the books."""
    entries = tuple(_entry(note) for note in notes if note.date is not None)
    return Journal(
        entries=entries,
        vat=_by_rate(vat for entry in entries for vat in entry.vat),
        total=sum(entry.total for entry in entries),
        non_deductible=sum(entry.non_deductible for entry in entries),
    )


def _entry(note: Note | Purchased) -> Entry:
    return Entry(
        note_id=str(note.id),
        document_id=str(note.document_id),
        date=note.date or date.min,
        number=note.number,
        supplier_name=note.partner_name,
        supplier_cui=note.partner_cui,
        total=note.total,
        vat=_by_rate([_sum_of(part) for part in note.vat]),
        non_deductible=note.non_deductible,
    )


def _sum_of(part: NoteVat | VatOfNote) -> VatSum:
    """VAT under reverse charge is not in the document's total, so that here it has its base alone."""
    return VatSum(part.rate, part.base, 0 if part.reverse else part.amount, part.deferred)


def _by_rate(sums: Iterable[VatSum]) -> tuple[VatSum, ...]:
    """One sum a rate, the highest rate first, an unknown rate last."""
    totals: dict[int | None, list[int]] = {}
    for part in sums:
        total = totals.setdefault(part.rate, [0, 0, 0])
        total[0] += part.base
        total[1] += part.amount
        total[2] += part.deferred
    rates = sorted(totals, key=lambda rate: -1 if rate is None else rate, reverse=True)
    return tuple(VatSum(rate, *totals[rate]) for rate in rates)
