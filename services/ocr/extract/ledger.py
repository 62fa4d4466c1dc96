"""The receipt as a list of lines with their parts and amounts: what totals, payments and VAT are then read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.ocr.extract.amounts import Amount, find_amounts, find_rates, find_short_amounts, find_whole_amounts
from services.ocr.extract.dates import find_dates
from services.ocr.extract.roles import PAYMENTS, TOTALS, Role, is_item_with_letter, role_of
from services.ocr.layout import TextLine

_MULTIPLIED = re.compile(r"[0-9]\s*(?:[A-Z]{1,4}\.?\s*)?[X×*@¥]\s*[0-9]")
_CURRENCY = re.compile(r"LEI|RON|EUR")
_SETTLING = 4
"""Lines that total and payments take above the change, at most, where the total's line was not read."""
_LARGEST_ROUNDING = 100
"""Minor units: nothing is rounded by more than one whole unit."""
_ITEMS = frozenset({Role.NONE, Role.DISCOUNT, Role.SURCHARGE})
_REACH = 1.6
"""How far above or below its label, in line heights, an amount without any words may stand."""
_REACH_BELOW = 3.0
"""The same for the very next line: big totals stand on a line of their own."""


@dataclass(slots=True)
class Entry:
    """One line with its part and its amounts; where the line has none, those of the bare line beside it."""

    line: TextLine
    role: Role
    amounts: list[Amount]
    borrowed: bool = False

    @property
    def amount(self) -> Amount | None:
        """The amount that the line is about: its last one."""
        return self.amounts[-1] if self.amounts else None


class Ledger:
    """All entries of a document in reading order; `unit` is what tills round to, in minor units."""

    def __init__(self, entries: list[Entry], unit: int = 1) -> None:
        self.entries = entries
        self.unit = unit
        count = len(entries)
        labels = [i for i, entry in enumerate(entries) if entry.role in TOTALS]
        self.first_total = next((i for i in labels if entries[i].amounts), labels[-1] if labels else count)
        first_partial = next((i for i, e in enumerate(entries) if e.role is Role.PARTIAL and e.amounts), len(entries))
        first_change = next(
            (i for i, e in enumerate(entries) if e.role is Role.CHANGE and e.amounts), count + _SETTLING
        )
        if self.first_total < first_change:  # its line was read: nothing settles above it
            first_change = count + _SETTLING
        self.settled = min(self.first_total, first_partial, max(first_change - _SETTLING, 0))
        if self.settled == len(entries):
            self.settled = 0

    def having(self, *roles: Role) -> list[Entry]:
        """Entries of these parts that have an amount. Payments and change count only after the first total."""
        late = PAYMENTS | {Role.CHANGE}
        return [
            entry
            for i, entry in enumerate(self.entries)
            if entry.role in roles and entry.amounts and (entry.role not in late or i > self.settled)
        ]

    def minors(self, *roles: Role) -> list[int]:
        return [entry.amount.minor for entry in self.having(*roles) if entry.amount is not None]


def read_ledger(lines: Sequence[TextLine], *, abroad: frozenset[str] = frozenset(), unit: int = 1) -> Ledger:
    """Sort the lines into their parts. A total in a currency of `abroad` (folded words) is an information only.

    `unit` is what tills round to, in minor units; with 100 the currency has no decimals: totals, payments and taxes are
    then whole numbers.
    """
    entries = [Entry(line, role_of(line), find_amounts(line)) for line in lines]
    if unit > 1:
        _read_whole(entries)
    for entry in entries:
        if entry.role in TOTALS and any(word in entry.line.key for word in abroad):
            entry.role = Role.COUNT
    _free_items(entries)
    _mark_tax_sums(entries)
    _free_names(entries, labels_only=True)
    _lend(entries)
    _free_names(entries, labels_only=False)
    return Ledger(entries, unit)


def _read_whole(entries: list[Entry]) -> None:
    """Amounts without decimals where the line's words or a rate say that money stands there."""
    for entry in entries:
        if entry.amounts:
            continue
        if entry.role in TOTALS | PAYMENTS | {Role.CHANGE, Role.PARTIAL}:
            entry.amounts = find_whole_amounts(entry.line)[-1:]
        elif rates := find_rates(entry.line):
            entry.amounts = [a for a in find_whole_amounts(entry.line) if a.span.start >= rates[0].span.end]


def _free_items(entries: list[Entry]) -> None:
    """Before the total a line with a name, an amount and a VAT letter is an item, whatever its name sounds like."""
    for entry in entries:
        if entry.role in TOTALS | {Role.TAX} and entry.amounts and is_item_with_letter(entry.line):
            entry.role = Role.NONE
        if entry.role is Role.ROUNDING and entry.amount is not None and abs(entry.amount.minor) > _LARGEST_ROUNDING:
            entry.role = Role.NONE


def _free_names(entries: list[Entry], *, labels_only: bool) -> None:
    """No payment stands before the total: what sounds like one there is an item (`Apa plata`, `Card memorie`).

    While amounts are not yet lent a total may lack its own, and just labels are freed: they shall borrow none.
    """
    end = next((i for i, e in enumerate(entries) if e.role in TOTALS and (e.amounts or labels_only)), 0)
    for entry in entries[:end]:
        if entry.role in PAYMENTS and not (labels_only and entry.amounts):
            entry.role = Role.NONE


def _mark_tax_sums(entries: list[Entry]) -> None:
    """A total line with several amounts under a tax heading, after the document's total, sums the tax table."""
    for i, entry in enumerate(entries):
        if entry.role in TOTALS and len(entry.amounts) >= 2:
            headed = any(other.role is Role.TAX for other in entries[max(0, i - 6) : i])
            later = any(other.role in TOTALS and other.amounts for other in entries[:i])
            if headed and later:
                entry.role = Role.TAX


def _lend(entries: list[Entry]) -> None:
    """Give each label without an amount the bare amounts standing nearest above or below it, each only once."""
    bare = [entry for entry in entries if entry.role is Role.NONE and is_bare(entry)]
    labels = [entry for entry in entries if entry.role not in _ITEMS and not entry.amounts]
    for label in labels:
        short = find_short_amounts(label.line)
        if short:
            label.amounts = short
    pairs = sorted(
        (_distance(label.line, lender.line), lender.line.middle < label.line.middle, i, j)
        for i, label in enumerate(labels)
        for j, lender in enumerate(bare)
        if not label.amounts and label.line.page == lender.line.page and _is_label(label.line)
    )
    lent: set[int] = set()
    for distance, _, i, j in pairs:
        next_to = labels[i].line.index + 1 == bare[j].line.index
        if distance <= (_REACH_BELOW if next_to else _REACH) and not labels[i].amounts and j not in lent:
            labels[i].amounts, labels[i].borrowed = bare[j].amounts, True
            lent.add(j)
    for j in lent:
        bare[j].amounts = []


def _distance(label: TextLine, lender: TextLine) -> float:
    """In line heights and whole tenths: of two as near as one another the one below the label lends."""
    return round(abs(label.middle - lender.middle) / max(label.height, lender.height), 1)


def _is_label(line: TextLine) -> bool:
    return sum(character.isdigit() for character in line.key) <= 4 and len(line.key) <= 40


def is_bare(entry: Entry) -> bool:
    """A line that is an amount and hardly anything else."""
    words = _CURRENCY.sub("", entry.line.key)
    return (
        len(entry.amounts) == 1
        and not find_dates(entry.line)
        and not _MULTIPLIED.search(words)
        and sum(c.isalpha() for c in words) <= 3
        and "%" not in words
    )
