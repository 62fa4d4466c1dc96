"""The total of a receipt: every amount is a candidate, and the lines and the arithmetic speak for or against it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.ocr.extract.ledger import Entry, Ledger
from services.ocr.extract.readings import digit_readings
from services.ocr.extract.roles import PAYMENTS, TOTALS, Role
from services.ocr.extract.vat import VatTable
from services.ocr.layout import Span

_EQUATIONS = frozenset({"payment", "change", "vat", "lines"})
"""Witnesses that are arithmetic, not words."""
_LARGEST_ROUNDING = 5
"""Cash is rounded to five minor units at most."""


@dataclass(slots=True)
class Total:
    """The chosen total; `witnesses` names what agreed on it, `margin` is its lead over the next candidate.

    `read` is what the engine read where the total was repaired, else None.
    """

    minor: int
    span: Span
    margin: float
    witnesses: frozenset[str]
    read: int | None = None


@dataclass(slots=True)
class _Votes:
    score: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    witnesses: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, minor: int, weight: float, witness: str) -> None:
        self.score[minor] += weight
        if weight > 0:
            self.witnesses[minor].add(witness)


def find_total(ledger: Ledger, vat: VatTable, lines_sums: Sequence[int]) -> Total | None:
    """The printed amount that most of the receipt agrees on, or None where no amount was read.

    `lines_sums` are sums of the item lines, most trusted first. An amount that is nowhere printed is never a total.
    """
    places = _places(ledger)
    if not places:
        return None
    votes = _Votes()
    _words(ledger, votes)
    _payments(ledger, votes)
    _taxes(ledger, vat, votes)
    for weight, sum_of_lines in zip((3.0, 1.5), lines_sums, strict=False):
        votes.add(sum_of_lines, weight, "lines")
    _repeats(ledger, votes)
    _rounding(ledger, votes, places)
    reread = _misread(ledger, votes, places)
    if reread is not None:
        return reread
    candidates = {minor: votes.score[minor] for minor in places}
    ranked = sorted(candidates.items(), key=lambda entry: (entry[1], abs(entry[0])), reverse=True)
    minor, score = ranked[0]
    rival = ranked[1][1] if len(ranked) > 1 else 0.0
    return Total(minor, places[minor], score - rival, frozenset(votes.witnesses[minor]))


def _misread(ledger: Ledger, votes: _Votes, places: dict[int, Span]) -> Total | None:
    """A total line whose digits, read otherwise, give the amount that two equations agree on though none prints it."""
    wanted = {m for m, names in votes.witnesses.items() if m not in places and len(names & _EQUATIONS) >= 2}
    entries = [entry for entry in ledger.having(*TOTALS) if entry.amount is not None]
    if any(e.amount is not None and len(votes.witnesses[e.amount.minor] & _EQUATIONS) for e in entries):
        return None
    found: dict[int, Entry] = {}
    for entry in entries:
        if entry.amount is not None:
            for text, _ in digit_readings(entry.amount.span):
                if text and int(text) in wanted:
                    found[int(text)] = entry
    if len(found) != 1:
        return None
    minor, entry = next(iter(found.items()))
    assert entry.amount is not None  # noqa: S101 - only entries with an amount were kept
    return Total(minor, entry.amount.span, 5.0, frozenset({"total"} | votes.witnesses[minor]), read=entry.amount.minor)


def _places(ledger: Ledger) -> dict[int, Span]:
    """Every amount with the best place to show: on a total line, else on a payment's, else the first."""
    places: dict[int, Span] = {}
    for wanted in (TOTALS, PAYMENTS, frozenset(Role)):
        for entry in ledger.entries:
            if entry.role in wanted:
                for amount in entry.amounts:
                    places.setdefault(amount.minor, amount.span)
    return {minor: span for minor, span in places.items() if minor}


def _words(ledger: Ledger, votes: _Votes) -> None:
    for role, weight in ((Role.FINAL, 5.0), (Role.TOTAL, 4.0), (Role.PARTIAL, 1.0)):
        entries = ledger.having(role)
        for minor in {entry.amount.minor for entry in entries if entry.amount}:
            votes.add(minor, weight, "subtotal" if role is Role.PARTIAL else "total")
    tallest = max(ledger.having(*TOTALS), key=lambda entry: entry.line.height, default=None)
    if tallest is not None and tallest.amount is not None:
        votes.add(tallest.amount.minor, 0.5, "total")


def _payments(ledger: Ledger, votes: _Votes) -> None:
    paid = _distinct(ledger.having(*PAYMENTS))
    changes = [abs(minor) for minor in ledger.minors(Role.CHANGE)]
    for entry in paid:
        minor = abs(entry.amount.minor) if entry.amount else 0
        votes.add(minor, 2.5 if entry.role is Role.CARD else 1.5, "payment")
        if 0 in changes:
            votes.add(minor, 1.0, "change")
    sums = {sum(abs(entry.amount.minor) for entry in paid if entry.amount)} if len(paid) > 1 else set()
    for gross in sums | {abs(entry.amount.minor) for entry in paid if entry.amount}:
        for change in changes:
            if 0 < change < gross:
                votes.add(gross - change, 3.0, "change")
        if gross in sums:
            votes.add(gross, 3.0, "payment")


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Payments once each: a card slip under the receipt repeats them."""
    seen: set[tuple[Role, int]] = set()
    kept = []
    for entry in entries:
        key = (entry.role, entry.amount.minor if entry.amount else 0)
        if key not in seen:
            seen.add(key)
            kept.append(entry)
    return kept


def _taxes(ledger: Ledger, vat: VatTable, votes: _Votes) -> None:
    grosses = [group.gross for group in vat.groups if group.gross is not None]
    proved = bool(vat.groups) and all(group.proved for group in vat.groups)
    if grosses and len(grosses) == len(vat.groups):
        votes.add(sum(grosses), 3.0 if proved else 1.0, "vat")
    nets = set(ledger.minors(Role.PARTIAL)) | ({vat.net_total.minor} if vat.net_total else set())
    called = ledger.minors(*TOTALS)
    base = sum(group.base or 0 for group in vat.groups)
    if proved and base in called and sum(grosses) in called:
        nets.add(base)  # where prices are without tax the first sum is
    taxes = {vat.total.minor} if vat.total else set()
    taxes |= {sum(group.vat or 0 for group in vat.groups)}
    for net in nets:
        for tax in taxes:
            if tax:
                votes.add(net + tax, 2.0 + votes.score.get(net, 0.0), "vat")
    for group in vat.groups:
        if group.proved and group.vat and group.base:
            votes.add(group.vat, -4.0, "vat")


def _repeats(ledger: Ledger, votes: _Votes) -> None:
    counts = Counter(amount.minor for entry in ledger.entries for amount in entry.amounts)
    for minor, count in counts.items():
        votes.add(minor, 0.3 * min(count, 4), "printed")


def _rounding(ledger: Ledger, votes: _Votes, places: dict[int, Span]) -> None:
    """What spoke for the amount before rounding speaks for the one after it, if that is printed too."""
    steps = {minor for entry in ledger.having(Role.ROUNDING) for minor in [a.minor for a in entry.amounts]}
    spoken = dict(votes.score)
    for step in steps:
        if not 0 < abs(step) <= _LARGEST_ROUNDING:
            continue
        for before, score in spoken.items():
            after = before + step
            if score >= 3 and after in places and (before not in places or spoken.get(after, 0.0) >= 1.5):
                votes.add(after, score + 1.0, "rounding")
