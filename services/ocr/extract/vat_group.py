"""One VAT rate of a document: the amounts printed for it, and which of them are its base and its VAT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.ocr.extract.amounts import Amount, vat_of_base, vat_of_gross
from services.ocr.layout import Span

TOLERANCE = 2
"""Minor units that a printed VAT may differ from base x rate: tills round each line."""


@dataclass(slots=True)
class Fact:
    """An amount that belongs to a rate or letter, with what its line says it is: base, vat, gross or nothing."""

    amount: Amount
    says: str


@dataclass(slots=True)
class Group:
    """What a document says about one VAT rate. Amounts in minor units; `proved` where the arithmetic holds."""

    rate: int | None
    code: str | None = None
    slack: int = TOLERANCE
    facts: list[Fact] = field(default_factory=list)
    rate_span: Span | None = None
    base: int | None = None
    vat: int | None = None
    base_span: Span | None = None
    vat_span: Span | None = None
    proved: bool = False

    @property
    def gross(self) -> int | None:
        return self.base + self.vat if self.base is not None and self.vat is not None else None


def agrees(amounts: Sequence[Amount], rate: int, slack: int = TOLERANCE) -> bool:
    """Whether two of the amounts fit the rate as base, VAT or gross."""
    group = Group(rate, slack=slack, facts=[Fact(amount, "") for amount in amounts])
    solve(group)
    return group.proved


def adds_up(amounts: Sequence[Amount], rate: int, slack: int = TOLERANCE) -> bool:
    """Whether three of the amounts are base, VAT and gross of the rate: a row of a VAT table, wherever it stands."""
    minors = {amount.minor for amount in amounts}
    return any(
        base + vat in minors and 0 < vat < base and abs(vat_of_base(base, rate) - vat) <= slack
        for base in minors
        for vat in minors
    )


def solve(group: Group) -> None:
    """Choose base and VAT among the group's amounts: by equation where two or three amounts fit, else by the words."""
    facts = [fact for fact in group.facts if fact.amount.minor != 0]
    if group.rate is None and len(facts) == 1 and len(facts) < len(group.facts):
        group.rate = 0  # a printed VAT of nothing on something
    if group.rate is None:
        _take_words(group, facts)
        return
    if group.rate == 0:
        if facts:
            group.base, group.base_span, group.vat = facts[0].amount.minor, facts[0].amount.span, 0
            group.proved = True
        return
    best: tuple[float, Fact | None, Fact | None, int, int] | None = None
    for first in facts:
        for second in facts:
            if first is second:
                continue
            for score, base, vat, base_fact, vat_fact in _pairs(group, first, second, facts):
                if best is None or score > best[0]:
                    best = (score, base_fact, vat_fact, base, vat)
    if best is None:
        _take_words(group, facts)
        return
    _, base_fact, vat_fact, group.base, group.vat = best
    group.base_span = base_fact.amount.span if base_fact else None
    group.vat_span = vat_fact.amount.span if vat_fact else None
    group.proved = True


def _pairs(
    group: Group, first: Fact, second: Fact, facts: list[Fact]
) -> list[tuple[float, int, int, Fact | None, Fact | None]]:
    """Ways in which two amounts fit a rate: (score, base, vat, fact of the base, fact of the VAT)."""
    one, two = first.amount.minor, second.amount.minor
    rate, unit = group.rate or 0, group.slack / TOLERANCE
    values = {fact.amount.minor: fact for fact in facts}
    ways: list[tuple[float, int, int, Fact | None, Fact | None]] = []
    if abs(vat_of_base(one, rate) - two) <= group.slack and abs(two) < abs(one):
        score = 2.0 + (1.5 if one + two in values else 0) + _hints(first, "base") + _hints(second, "vat")
        ways.append((score - abs(vat_of_base(one, rate) - two) * 0.2 / unit, one, two, first, second))
    if abs(vat_of_gross(one, rate) - two) <= group.slack and abs(two) < abs(one):
        base = one - two
        score = 2.0 + (1.5 if base in values else 0) + _hints(first, "gross") + _hints(second, "vat")
        ways.append((score - abs(vat_of_gross(one, rate) - two) * 0.2 / unit, base, two, values.get(base), second))
    if abs(one + vat_of_base(one, rate) - two) <= group.slack and abs(one) < abs(two):
        score = 1.0 + _hints(first, "base") + _hints(second, "gross")
        ways.append((score, one, two - one, first, values.get(two - one)))
    return ways


def _hints(fact: Fact, part: str) -> float:
    return 0.0 if not fact.says else 0.6 if fact.says == part else -0.4


def _take_words(group: Group, facts: list[Fact]) -> None:
    for fact in facts:
        if fact.says == "base" and group.base is None:
            group.base, group.base_span = fact.amount.minor, fact.amount.span
        elif fact.says == "vat" and group.vat is None:
            group.vat, group.vat_span = fact.amount.minor, fact.amount.span
    if group.vat is None and group.base is None and len(facts) == 1 and facts[0].says != "gross":
        group.vat, group.vat_span = facts[0].amount.minor, facts[0].amount.span
