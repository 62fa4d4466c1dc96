"""The purchase journal (jurnal pentru cumpărări): what is in the books, by document, and the sums by VAT rate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from services.ledger.repository import Purchased


class VatSum(NamedTuple):
    """Base and VAT of one rate in bani; rate in basis points, None where it is not known.

    `deferred` is the share of `amount` that can't be deducted before it is paid, `non_deductible` what never can. Under
    reverse charge (`reverse`) the amount is the buyer's own to owe and no part of the document's total.
    """

    rate: int | None
    base: int
    amount: int
    deferred: int = 0
    non_deductible: int = 0
    reverse: bool = False

    @property
    def in_total(self) -> int:
        return self.base if self.reverse else self.base + self.amount


class Entry(NamedTuple):
    """One document. What is `in_total` of its VAT, and `non_deductible` (what carries none to deduct), is `total`."""

    note_id: str
    document_id: str
    date: date
    number: str
    supplier_name: str
    supplier_cui: str
    total: int
    vat: Sequence[VatSum]
    non_deductible: int


class Journal(NamedTuple):
    """Entries in their order, and their sums: by rate, those under reverse charge apart and last."""

    entries: Sequence[Entry]
    vat: Sequence[VatSum]
    total: int
    non_deductible: int


def purchase_journal(purchases: Iterable[Purchased]) -> Journal:
    """The journal of what is in the books, in its order; the rows of one note follow one another."""
    entries: list[Entry] = []
    parts: list[VatSum] = []
    last = ""
    for row in purchases:
        if row.id != last:
            last, parts = row.id, []
            entries.append(Entry(*row[:7], parts, row.non_deductible))
        if row.position is not None:
            parts.append(VatSum._make(row[9:]))
    return Journal(
        entries=[entry if len(entry.vat) < 2 else entry._replace(vat=_by_rate(entry.vat)) for entry in entries],
        vat=_by_rate([part for entry in entries for part in entry.vat]),
        total=sum(entry.total for entry in entries),
        non_deductible=sum(entry.non_deductible for entry in entries),
    )


def _by_rate(parts: Iterable[VatSum]) -> list[VatSum]:
    """One sum a rate, the highest rate first, an unknown rate last; what is under reverse charge behind all others."""
    sums: dict[tuple[bool, int | None], list[int]] = {}
    for rate, base, amount, deferred, own, reverse in parts:
        total = sums.get((reverse, rate))
        if total is None:
            sums[reverse, rate] = [base, amount, deferred, own]
        else:
            total[0] += base
            total[1] += amount
            total[2] += deferred
            total[3] += own
    order = sorted(sums, key=lambda key: (key[0], 1 if key[1] is None else -key[1]))
    return [VatSum._make((key[1], *sums[key], key[0])) for key in order]
