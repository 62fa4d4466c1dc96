"""The VAT part of a document: which amounts belong to which rate, told by arithmetic first and by words second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from services.ocr.extract.amounts import Amount, Rate, find_rates, vat_of_base, vat_of_gross
from services.ocr.extract.ledger import Entry, Ledger
from services.ocr.extract.roles import TAX_WORD, TOTALS, Role
from services.ocr.extraction import Line
from services.ocr.layout import Span

TOLERANCE = 2
"""Minor units that a printed VAT may differ from base x rate: tills round each line."""

_LETTER = re.compile(
    r"(?:[TI][VUY]A\s*[-:=.]?\s*|(?:TOTAL|BAZA|NETT?O?|BRUTT?O?|COTA|GRUPA|VALOARE|TAXA|VAT)(?:\s*[-:=.]\s*|\s+))"
    r"\(?([A-H])\)?(?![A-Z0-9])"
    r"|(?<![A-Z0-9])([A-H])\s*[-:=.)]{0,2}\s*\(?\s*[0-9]{1,2}(?:[.,][0-9]{1,2})?\s?%"
    r"|%\s*\(?([A-H])\)?(?![A-Z0-9])"
    r"|^\W*([A-H])(?=[\s:=-]+[0-9])"
)
_LETTER_BEFORE = re.compile(r"(?<![A-Z])([A-H])\W*(?:(?:[TI][VUY]A|COTA)\W*)?[0-9A-H]?$")
_LETTER_AFTER = re.compile(r"\W*([A-H])(?![A-Z])(?!\W*(?:[TI][VUY]A\W*)?[0-9])")
_BASE = re.compile(
    r"(?<![A-Z])(?:BAZA|NETTO?|NET|FARA\s?TVA|OHNE|EXCL\w*|HT|IMPOZABIL\w*|VAL(?:OARE)?\s?FARA|BASE|IMPONIBILE|AMT|AMOUNT|NETT)(?![A-Z])"
)
_TAX = re.compile(r"(?<![A-Z])(?:T[VUY]A|T\.V\.A|MWST|UST|STEUER|GST|VAT|IVA|TAX|AFA|PTU|DDS)(?![A-Z])")
_GROSS = re.compile(r"(?<![A-Z])(?:BRUTT?O|BRUT|CU\s?TVA|INCL\w*|TTC|GROSS|TOTAL|VANZARI|VALOARE)(?![A-Z])")
_INCLUDED = re.compile(r"(?:T[VUY]A|MWST|GST|VAT|IVA)[^A-Z]*INCL")
_VALUE = re.compile(r"(?<![A-Z])VALOARE(?!\s*(?:TVA|TUA|FARA|CU))")
_EXEMPT = re.compile(r"SCUTIT|NEPLATIT|NEIMPOZABIL|NETAXABIL|FARA\s?TVA|ZERO RATED|STEUERFREI")
_INTEGER_RATE = re.compile(r"(?<![0-9.,])([0-9]{1,2})(?:[.,]0{1,2})?(?![0-9.,])")


@dataclass(slots=True)
class Fact:
    """An amount that belongs to a rate or letter, with what its line says it is: base, vat, gross or nothing."""

    amount: Amount
    says: str
    order: int


@dataclass(slots=True)
class Group:
    """What a document says about one VAT rate. Amounts in minor units; `proved` where the arithmetic holds."""

    rate: int | None
    code: str | None = None
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


@dataclass(slots=True)
class VatTable:
    """The groups by rate, the printed sums, and whether the document says outright that its VAT is nil."""

    groups: list[Group]
    total: Amount | None = None
    net_total: Amount | None = None
    nil: bool = False


def read_vat(ledger: Ledger, rates: frozenset[int], totals: Iterable[int] = ()) -> VatTable:
    """Read the VAT of a document. `rates` are those that may occur, `totals` amounts that may be the total."""
    groups = _groups(ledger, rates)
    for group in groups:
        _solve(group)
    total, net = _printed_totals(ledger, groups)
    groups = [group for group in groups if _says_something(group)]
    groups, total = _take_out_sum(groups, total)
    _complete(groups, total, list(totals))
    stated = [amount.minor for entry in ledger.having(Role.TAX) for amount in entry.amounts]
    exempt = any(_EXEMPT.search(entry.line.key) for entry in ledger.entries if entry.role is Role.TAX)
    nil = (bool(stated) or exempt) and not any(stated)
    return VatTable(groups, total, net, nil)


def complete_from_lines(table: VatTable, lines: Sequence[Line], total: int) -> None:
    """Find bases that are not printed: from the lines with the group's letter, or as what is left of the total."""
    for group in table.groups:
        if group.rate == 0 and group.base is None:
            group.base = sum(line.amount or 0 for line in lines if line.vat_code == group.code)
            group.vat, group.proved = 0, True
    table.groups = [group for group in table.groups if group.rate != 0 or group.base]
    for group in table.groups:
        if group.base is None and group.vat is not None and group.rate and group.code:
            gross = sum(line.amount or 0 for line in lines if line.vat_code == group.code)
            if abs(vat_of_gross(gross, group.rate) - group.vat) <= TOLERANCE:
                group.base, group.proved = gross - group.vat, True
    open_groups = [group for group in table.groups if group.base is None]
    if len(open_groups) != 1 or open_groups[0].vat is None or not open_groups[0].rate:
        return
    group, codes = open_groups[0], {other.code for other in table.groups}
    untaxed = sum(line.amount or 0 for line in lines if line.vat_code and line.vat_code not in codes)
    gross = total - untaxed - sum(other.gross or 0 for other in table.groups if other is not group)
    if abs(vat_of_gross(gross, open_groups[0].rate) - open_groups[0].vat) <= TOLERANCE:
        group.base, group.proved = gross - open_groups[0].vat, True


def _groups(ledger: Ledger, rates: frozenset[int]) -> list[Group]:
    """Lines of the same letter, or of the same rate where no letter is printed, belong together."""
    groups: list[Group] = []
    for order, entry in enumerate(ledger.entries):
        for rate, code, span, amounts in _stated(ledger, order, entry, rates):
            group = _group_for(groups, rate, code)
            group.rate = group.rate if group.rate is not None else rate
            group.code = group.code or code
            group.rate_span = group.rate_span or span
            group.facts += [Fact(amount, _says(entry, amount), len(group.facts)) for amount in amounts]
    return _merge(groups)


def _group_for(groups: list[Group], rate: int | None, code: str | None) -> Group:
    for group in groups:
        same_code = code is not None and group.code == code
        same_rate = rate is not None and group.rate == rate
        if (same_code and (rate is None or group.rate is None or same_rate)) or (
            same_rate and (code is None or group.code is None)
        ):
            return group
    groups.append(Group(rate, code))
    return groups[-1]


def _merge(groups: list[Group]) -> list[Group]:
    """A letter first met without its rate may have made a second group of the rate."""
    merged: list[Group] = []
    for group in groups:
        twin = next(
            (other for other in merged if other.code and other.code == group.code and None in (other.rate, group.rate)),
            None,
        )
        if twin is None:
            merged.append(group)
            continue
        twin.rate = twin.rate if twin.rate is not None else group.rate
        twin.rate_span = twin.rate_span or group.rate_span
        twin.facts += [Fact(fact.amount, fact.says, len(twin.facts) + i) for i, fact in enumerate(group.facts)]
    return merged


def _stated(
    ledger: Ledger, order: int, entry: Entry, rates: frozenset[int]
) -> list[tuple[int | None, str | None, Span | None, list[Amount]]]:
    """The rates and letters that one line states, each with the amounts standing after it."""
    is_tax = entry.role is Role.TAX or (entry.role in TOTALS and TAX_WORD.search(entry.line.key) is not None)
    if not is_tax and (order < ledger.settled or entry.role not in (Role.NONE, Role.TOTAL)):
        return []
    found = [rate for rate in find_rates(entry.line) if rate.points in rates]
    letter = _LETTER.search(entry.line.key)
    code = next((group for group in letter.groups() if group), None) if letter else None
    if len(found) > 1:
        return [_slice(entry, rate, found[i + 1 : i + 2], code if i == 0 else None) for i, rate in enumerate(found)]
    if found:
        span = found[0].span
        code = code or _letter_beside(entry, span)
        own = [
            a
            for a in entry.amounts
            if a.span.line is not entry.line or a.span.start >= span.end or a.span.end <= span.start
        ]
        return [(found[0].points, code, span, own)]
    if code is not None and (is_tax or entry.amounts):
        return [(_bare_rate(entry, rates), code, None, entry.amounts)] if is_tax or order > ledger.first_total else []
    if entry.role is Role.TAX and _EXEMPT.search(entry.line.key) and not TAX_WORD.search(entry.line.key):
        return [(0, None, None, entry.amounts)]
    if (
        len(entry.amounts) >= 3
        and entry.amounts[0].minor in rates
        and _agrees(entry.amounts[1:], entry.amounts[0].minor)
    ):
        return [(entry.amounts[0].minor, code, entry.amounts[0].span, entry.amounts[1:])]
    bare = _bare_rate(entry, rates)
    if bare is not None and len(entry.amounts) >= 2 and order > ledger.first_total and _agrees(entry.amounts, bare):
        return [(bare, None, None, entry.amounts)]
    return []


def _slice(
    entry: Entry, rate: Rate, following: list[Rate], code: str | None
) -> tuple[int, str | None, Span, list[Amount]]:
    """Of a line with several rates, the part from one rate to the next."""
    end = following[0].span.start if following else len(entry.line.text)
    own = [amount for amount in entry.amounts if rate.span.start <= amount.span.start < end]
    return rate.points, _letter_beside(entry, rate.span) or code, rate.span, own


def _letter_beside(entry: Entry, rate: Span) -> str | None:
    """The letter before a rate (`B: TVA 19%`), else the one after it (`19% B`)."""
    before = _LETTER_BEFORE.search(entry.line.key[: rate.start + 1])
    letter = before or _LETTER_AFTER.match(entry.line.key, rate.end)
    return letter[1] if letter else None


def _bare_rate(entry: Entry, rates: frozenset[int]) -> int | None:
    """A rate printed without its percent sign, as a whole number before the amounts."""
    end = entry.amounts[0].span.start if entry.amounts and not entry.borrowed else len(entry.line.text)
    for match in _INTEGER_RATE.finditer(entry.line.key[:end]):
        if int(match[1]) * 100 in rates and int(match[1]):
            return int(match[1]) * 100
    return None


def _agrees(amounts: Sequence[Amount], rate: int) -> bool:
    group = Group(rate, facts=[Fact(amount, "", i) for i, amount in enumerate(amounts)])
    _solve(group)
    return group.proved


def _says(entry: Entry, amount: Amount) -> str:
    """What the nearest word before the amount calls it."""
    before = entry.line.key if amount.span.line is not entry.line else entry.line.key[: amount.span.start]
    places = {"base": _last(_BASE, before), "vat": _last(_TAX, before), "gross": _last(_GROSS, before)}
    if max(places.values()) < 0:
        return ""
    if _INCLUDED.search(before):
        return "vat"
    if _VALUE.search(before) and places["vat"] >= 0:
        return ""
    if places["gross"] >= 0 and places["vat"] >= 0 and re.search(r"TOTAL\s*(?:T[VUY]A|TAX|GST|MWST|VAT)", before):
        return "vat"
    if (
        places["base"] >= 0
        and places["vat"] >= 0
        and re.search(r"BAZA\s*(?:DE\s*)?(?:IMPOZ\w*\s*)?T[VUY]A|FARA\s*TVA", before)
    ):
        return "base"
    return max(places, key=lambda name: places[name])


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _solve(group: Group) -> None:
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
            for score, base, vat, base_fact, vat_fact in _pairs(group.rate, first, second, facts):
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
    rate: int, first: Fact, second: Fact, facts: list[Fact]
) -> list[tuple[float, int, int, Fact | None, Fact | None]]:
    """Ways in which two amounts fit a rate: (score, base, vat, fact of the base, fact of the VAT)."""
    one, two = first.amount.minor, second.amount.minor
    values = {fact.amount.minor: fact for fact in facts}
    ways: list[tuple[float, int, int, Fact | None, Fact | None]] = []
    if abs(vat_of_base(one, rate) - two) <= TOLERANCE and abs(two) < abs(one):
        score = 2.0 + (1.5 if one + two in values else 0) + _hints(first, "base") + _hints(second, "vat")
        ways.append((score - abs(vat_of_base(one, rate) - two) * 0.2, one, two, first, second))
    if abs(vat_of_gross(one, rate) - two) <= TOLERANCE and abs(two) < abs(one):
        base = one - two
        score = 2.0 + (1.5 if base in values else 0) + _hints(first, "gross") + _hints(second, "vat")
        ways.append((score - abs(vat_of_gross(one, rate) - two) * 0.2, base, two, values.get(base), second))
    if abs(one + vat_of_base(one, rate) - two) <= TOLERANCE and abs(one) < abs(two):
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


def _says_something(group: Group) -> bool:
    if group.rate == 0:
        return bool(group.base) or group.code is not None
    return bool(group.base or group.vat) or any(fact.amount.minor for fact in group.facts)


def _printed_totals(ledger: Ledger, groups: list[Group]) -> tuple[Amount | None, Amount | None]:
    """The printed sum of VAT and the printed net sum: lines of the tax part without rate and without letter."""
    used = {id(fact.amount) for group in groups for fact in group.facts}
    total = net = None
    for entry in ledger.having(Role.TAX):
        if any(id(amount) in used for amount in entry.amounts) or not entry.amounts:
            continue
        says = _says(entry, entry.amounts[-1])
        if not entry.amounts[-1].minor and any(group.vat for group in groups):
            continue
        if says == "vat" and total is None:
            total = entry.amounts[-1]
        elif says == "base" and net is None:
            net = entry.amounts[-1]
    return total, net


def _take_out_sum(groups: list[Group], total: Amount | None) -> tuple[list[Group], Amount | None]:
    """A letter read into `TOTAL TVA` makes a group of its own without a rate: it is the sum of the others."""
    rated = [group for group in groups if group.rate is not None]
    for group in groups:
        if (
            group.rate is None
            and rated
            and group.vat == sum(other.vat or 0 for other in rated)
            and len(group.facts) == 1
        ):
            return [other for other in groups if other is not group], total or group.facts[0].amount
    return groups, total


def _complete(groups: list[Group], total: Amount | None, totals: list[int]) -> None:
    """Where a till prints one rate and its VAT only, the base is the document's total less that VAT, if it fits."""
    taxed = [group for group in groups if group.rate]
    if len(taxed) != 1:
        return
    group = taxed[0]
    if group.vat is None and total is not None and group.base is None:
        group.vat, group.vat_span = total.minor, total.span
    exempt = sum(other.base or 0 for other in groups if not other.rate)
    if group.base is None and group.vat is not None and group.rate:
        for gross in totals:
            if abs(vat_of_gross(gross - exempt, group.rate) - group.vat) <= TOLERANCE:
                group.base, group.proved = gross - exempt - group.vat, True
                return
