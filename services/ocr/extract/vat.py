"""The VAT part of a document: which amounts belong to which rate, told by arithmetic first and by words second."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from services.ocr.extract.amounts import Amount, Rate, find_rates, vat_of_base, vat_of_gross
from services.ocr.extract.items import Item
from services.ocr.extract.ledger import Entry, Ledger, is_bare
from services.ocr.extract.roles import TAX_WORD, TOTALS, Role
from services.ocr.extract.vat_group import TOLERANCE, Fact, Group, adds_up, agrees, solve
from services.ocr.extract.vat_words import EXEMPT, bare_rate, letter_beside, letter_of, says
from services.ocr.layout import Span

_SIGN_AS_DIGIT = re.compile(r"(?<![0-9.,])([0-9]{1,2})(?:[.,]0{1,2})?[0-9](?![0-9.,])")


@dataclass(slots=True)
class VatTable:
    """The groups by rate, the printed sums, and whether the document says outright that its VAT is nil."""

    groups: list[Group]
    total: Amount | None = None
    net_total: Amount | None = None
    nil: bool = False


def read_vat(ledger: Ledger, rates: frozenset[int], totals: Collection[int] = ()) -> VatTable:
    """Read the VAT of a document. `rates` are those that may occur, `totals` amounts that may be the total."""
    groups = _groups(ledger, rates)
    for group in groups:
        if group.rate is None and group.facts and all(EXEMPT.search(f.amount.span.line.key) for f in group.facts):
            group.rate = 0 if group.code else None
        solve(group)
    total, net = _printed_totals(ledger, groups)
    lone = [group for group in groups if group.rate] if total is not None else []
    groups = [group for group in groups if _says_something(group) or [group] == lone]
    groups, total = _take_out_sum(groups or _rate_of_lines(ledger, rates, total, totals), total)
    _leave_gross(groups, set(totals))
    _complete(groups, total, list(totals), net)
    stated = [amount.minor for entry in ledger.having(Role.TAX) for amount in entry.amounts]
    exempt = any(EXEMPT.search(entry.line.key) for entry in ledger.entries if entry.role is Role.TAX)
    nil = (bool(stated) or exempt) and not any(stated)
    return VatTable(groups, total, net, nil)


def complete_from_lines(
    table: VatTable, items: Sequence[Item], total: int | None, rates: frozenset[int] = frozenset()
) -> None:
    """Find rates and bases that are not printed: from the lines of the group's letter or rate, or from what the total
    leaves.
    """
    codes = {item.line.vat_code for item in items}
    if not table.groups and table.total is not None and table.total.minor > 0 and len(codes) == 1 and total:
        lone = Group(None, code=codes.pop(), vat=table.total.minor, vat_span=table.total.span)
        _rate_from(lone, [total], rates)
        table.groups = [lone] if lone.rate else []
    for group in table.groups:
        if group.rate is None and group.code and group.vat:
            told = [fact.amount.minor for fact in group.facts if fact.amount.minor != group.vat]
            _rate_from(group, [*told, _of_group(group, items)], rates)
    for group in table.groups:
        if group.rate == 0 and group.base is None:
            group.base, group.vat, group.proved = _of_group(group, items), 0, True
    table.groups = [group for group in table.groups if group.rate != 0 or group.base]
    for group in table.groups:
        if group.base is None:
            _base_from(group, _of_group(group, items))
    open_groups = [group for group in table.groups if group.base is None]
    if total is not None and len(open_groups) == 1:
        codes = {other.code for other in table.groups}
        untaxed = sum(i.line.amount or 0 for i in items if i.line.vat_code and i.line.vat_code not in codes)
        _base_from(open_groups[0], total - untaxed - sum(other.gross or 0 for other in table.groups))


def _of_group(group: Group, items: Sequence[Item]) -> int:
    """What the lines with the group's letter, or else with its rate, add up to."""
    of_code = [item for item in items if item.line.vat_code is not None and item.line.vat_code == group.code]
    of_rate = [
        item for item in items if item.line.vat_code is None and item.rate == group.rate and item.rate is not None
    ]
    return sum(item.line.amount or 0 for item in of_code or of_rate)


def _rate_from(group: Group, grosses: Collection[int], rates: frozenset[int]) -> None:
    """The one rate at which the printed VAT is that of what was sold; none where several would do."""
    fits = {
        (rate, gross)
        for rate in rates - {0}
        for gross in grosses
        if group.vat is not None and abs(vat_of_gross(gross, rate) - group.vat) <= group.slack
    }
    if len({rate for rate, _ in fits}) == 1:
        group.rate, gross = min(fits)
        _base_from(group, gross)


def _base_from(group: Group, gross: int) -> None:
    """Take the base from a gross amount, if the printed VAT fits it."""
    if group.vat is not None and group.rate and abs(vat_of_gross(gross, group.rate) - group.vat) <= group.slack:
        group.base, group.proved = gross - group.vat, True


def _groups(ledger: Ledger, rates: frozenset[int]) -> list[Group]:
    """Lines of the same letter, or of the same rate where no letter is printed, belong together."""
    groups: list[Group] = []
    for order, entry in enumerate(ledger.entries):
        for rate, code, span, amounts in _stated(ledger, order, entry, rates):
            group = _group_for(groups, rate, code, TOLERANCE * ledger.unit)
            group.rate = group.rate if group.rate is not None else rate
            group.code = group.code or code
            group.rate_span = group.rate_span or span
            group.facts += [Fact(amount, says(entry, amount)) for amount in amounts]
            group.facts += [Fact(amount, "vat") for amount in _wrapped(ledger, order, rate, amounts)]
    return _merge(groups)


def _wrapped(ledger: Ledger, order: int, rate: int | None, amounts: list[Amount]) -> list[Amount]:
    """The VAT on a line of its own below `TVA A 19% DIN 100.00`, where it fits that amount."""
    below = ledger.entries[order + 1] if order + 1 < len(ledger.entries) else None
    if below is None or not rate or len(amounts) != 1 or below.role is not Role.NONE or not is_bare(below):
        return []
    return below.amounts if agrees([*amounts, *below.amounts], rate) else []


def _group_for(groups: list[Group], rate: int | None, code: str | None, slack: int) -> Group:
    for group in groups:
        same_code = code is not None and group.code == code
        same_rate = rate is not None and group.rate == rate
        if (same_code and (rate is None or group.rate is None or same_rate)) or (
            same_rate and (code is None or group.code is None)
        ):
            return group
    groups.append(Group(rate, code, slack))
    return groups[-1]


def _merge(groups: list[Group]) -> list[Group]:
    """A letter first met without its rate may have made a second group of the rate."""
    merged: list[Group] = []
    for group in groups:
        twin = next(
            (other for other in merged if other.code and other.code == group.code and None in (other.rate, group.rate)),
            None,
        ) or next((other for other in merged if _complements(other, group) or _complements(group, other)), None)
        if twin is None:
            merged.append(group)
            continue
        twin.rate = twin.rate if twin.rate is not None else group.rate
        twin.code = twin.code or group.code
        twin.rate_span = twin.rate_span or group.rate_span
        twin.facts += group.facts
    return merged


def _complements(sold: Group, taxed: Group) -> bool:
    """`TOTAL C 88.90` and, elsewhere, `5% = 4.23`: what a letter sold, and a rate whose VAT is that of it."""
    if sold.rate is not None or not sold.code or not taxed.rate or taxed.code or len(sold.facts) != 1:
        return False
    vat = vat_of_gross(sold.facts[0].amount.minor, taxed.rate)
    return len(taxed.facts) == 1 and abs(vat - taxed.facts[0].amount.minor) <= TOLERANCE


def _stated(
    ledger: Ledger, order: int, entry: Entry, rates: frozenset[int]
) -> list[tuple[int | None, str | None, Span | None, list[Amount]]]:
    """The rates and letters that one line states, each with the amounts standing after it."""
    is_tax = entry.role is Role.TAX or (entry.role in TOTALS and TAX_WORD.search(entry.line.key) is not None)
    found = [rate for rate in find_rates(entry.line) if rate.points in rates]
    column = _rate_column(entry, rates)
    slack = TOLERANCE * ledger.unit
    is_row = len(found) == 1 and adds_up(entry.amounts, found[0].points, slack)
    is_row = is_row or (column is not None and adds_up(entry.amounts[1:], column.minor, slack))
    if not (is_tax or is_row) and (order < ledger.settled or entry.role not in (Role.NONE, Role.TOTAL)):
        return []
    code = letter_of(entry)
    if len(found) > 1:
        return [_slice(entry, rate, found[i + 1 : i + 2], code if i == 0 else None) for i, rate in enumerate(found)]
    if found:
        span = found[0].span
        code = code or letter_beside(entry, span)
        own = [
            a
            for a in entry.amounts
            if a.span.line is not entry.line or a.span.start >= span.end or a.span.end <= span.start
        ]
        return [(found[0].points, code, span, own)]
    signless = _rate_like_amount(ledger, entry, rates) if is_tax else None
    if signless is not None:
        code = code or letter_beside(entry, signless.span)
        return [(signless.minor, code, signless.span, entry.amounts[1:])]
    if code is not None and (is_tax or entry.amounts):
        if not (is_tax or is_row) and order <= ledger.first_total:
            return []
        if column is not None:
            return [(column.minor, code, column.span, entry.amounts[1:])]
        return [(bare_rate(entry, rates) or _smudged_rate(ledger, entry, rates), code, None, entry.amounts)]
    if entry.role is Role.TAX and EXEMPT.search(entry.line.key) and not TAX_WORD.search(entry.line.key):
        return [(0, None, None, entry.amounts)]
    if column is not None:
        return [(column.minor, code, column.span, entry.amounts[1:])]
    bare = bare_rate(entry, rates)
    if bare is not None and len(entry.amounts) >= 2 and order > ledger.first_total and agrees(entry.amounts, bare):
        return [(bare, None, None, entry.amounts)]
    return []


def _smudged_rate(ledger: Ledger, entry: Entry, rates: frozenset[int]) -> int | None:
    """A rate whose percent sign was read as a digit (`A 218  230,52  40,01`), where the amounts behind it fit it, or
    the one amount and the total do."""
    totals = _totals(ledger)
    for match in _SIGN_AS_DIGIT.finditer(entry.line.key):
        points = int(match[1]) * 100
        if points in rates and (
            agrees(entry.amounts, points) or any(agrees([*entry.amounts, total], points) for total in totals)
        ):
            return points
    return None


def _rate_like_amount(ledger: Ledger, entry: Entry, rates: frozenset[int]) -> Amount | None:
    """A rate printed like an amount before its VAT alone (`TVA 19.00 A 85.90`), where that is the VAT of a total."""
    if len(entry.amounts) != 2 or entry.amounts[0].minor not in rates or not entry.amounts[0].minor:
        return None
    rate, vat = entry.amounts
    fits = any(abs(vat_of_gross(total.minor, rate.minor) - vat.minor) <= TOLERANCE for total in _totals(ledger))
    return rate if fits else None


def _totals(ledger: Ledger) -> list[Amount]:
    """What may be the document's total, as printed."""
    return [total.amount for total in ledger.having(*TOTALS) if total.amount is not None]


def _rate_column(entry: Entry, rates: frozenset[int]) -> Amount | None:
    """A rate printed like an amount (`21.00  509,83  107,06`), where the amounts behind it fit it."""
    if len(entry.amounts) < 3 or entry.amounts[0].minor not in rates:
        return None
    return entry.amounts[0] if agrees(entry.amounts[1:], entry.amounts[0].minor) else None


def _slice(
    entry: Entry, rate: Rate, following: list[Rate], code: str | None
) -> tuple[int, str | None, Span, list[Amount]]:
    """Of a line with several rates, the part from one rate to the next."""
    end = following[0].span.start if following else len(entry.line.text)
    own = [amount for amount in entry.amounts if rate.span.start <= amount.span.start < end]
    return rate.points, letter_beside(entry, rate.span) or code, rate.span, own


def _says_something(group: Group) -> bool:
    if group.rate == 0:
        return True
    return bool(group.base or group.vat) or any(fact.amount.minor for fact in group.facts)


def _printed_totals(ledger: Ledger, groups: list[Group]) -> tuple[Amount | None, Amount | None]:
    """The printed sum of VAT and the printed net sum: lines of the tax part without rate and without letter."""
    used = {id(fact.amount) for group in groups for fact in group.facts}
    total = net = None
    for entry in ledger.having(Role.TAX):
        if any(id(amount) in used for amount in entry.amounts) or not entry.amounts:
            continue
        called = says(entry, entry.amounts[-1])
        if EXEMPT.search(entry.line.key) and any(group.rate for group in groups):
            continue
        if not entry.amounts[-1].minor and any(group.vat for group in groups):
            continue
        if called == "vat" and total is None:
            total = entry.amounts[-1]
        elif called == "base" and net is None:
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


def _rate_of_lines(ledger: Ledger, rates: frozenset[int], vat: Amount | None, totals: Collection[int]) -> list[Group]:
    """The one rate that the items carry, where the printed VAT is that of the whole total at this rate."""
    lines = (entry.line for entry in ledger.entries[: ledger.settled] if entry.amounts)
    found = {rate.points: rate for line in lines for rate in find_rates(line) if rate.points in rates}
    if vat is None or not vat.minor or len(found) != 1 or not totals:
        return []
    ((points, rate),) = found.items()
    group = Group(points, slack=TOLERANCE * ledger.unit, rate_span=rate.span, vat=vat.minor, vat_span=vat.span)
    _base_from(group, min(totals, key=lambda gross: abs(vat_of_gross(gross, points) - vat.minor)))
    return [group] if group.proved else []


def _leave_gross(groups: Sequence[Group], totals: set[int]) -> None:
    """Lone amounts by rate that make the document's total are what was sold at the rate: its VAT is not printed."""
    lone = [group for group in groups if group.rate and group.vat is not None and group.base is None]
    if sum(group.vat or 0 for group in lone) in totals:
        for group in lone:
            group.vat = group.vat_span = None


def _complete(groups: list[Group], total: Amount | None, totals: list[int], net: Amount | None) -> None:
    """Where a till prints one rate and its VAT only, the base is the net sum or the total less that VAT."""
    taxed = [group for group in groups if group.rate]
    if len(taxed) != 1:
        return
    group = taxed[0]
    if group.vat is None and total is not None and group.base is None:
        group.vat, group.vat_span = total.minor, total.span
    if group.vat is None and total is not None and group.base is not None and group.rate:
        fits = abs(vat_of_base(group.base, group.rate) - total.minor) <= group.slack
        group.vat, group.vat_span, group.proved = (total.minor, total.span, True) if fits else (None, None, False)
    exempt = sum(other.base or 0 for other in groups if not other.rate)
    if group.base is None and group.vat is not None and group.rate:
        if net is not None and abs(vat_of_base(net.minor, group.rate) - group.vat) <= group.slack:
            group.base, group.base_span, group.proved = net.minor, net.span, True
            return
        for gross in totals:
            if abs(vat_of_gross(gross - exempt, group.rate) - group.vat) <= group.slack:
                group.base, group.proved = gross - exempt - group.vat, True
                return
