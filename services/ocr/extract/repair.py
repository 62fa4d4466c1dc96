"""Repairing misread digits: among the engine's alternatives, the one reading that satisfies the document's equations.

Nothing is repaired without a unique solution, and each repair is recorded as a check named `repaired`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from decimal import Decimal

from services.ocr.extract.amounts import in_minor, product_slack, vat_of_base, vat_of_gross
from services.ocr.extract.items import Item
from services.ocr.extract.money import Money
from services.ocr.extract.readings import best_of, digit_readings
from services.ocr.extract.vat_group import TOLERANCE, Fact, Group
from services.ocr.extraction import Check
from services.ocr.layout import Span


def repair_money(money: Money) -> list[Check]:
    """Repair lines, VAT and payments against the total, in place. Returns one check a repair."""
    checks = [*_lines(money), *_vat(money)]
    if money.total is not None:
        checks += _payments(money, money.total.minor)
    return checks


def reread(span: Span | None, read: int, wanted: Container[int]) -> int | None:
    """Another reading of an amount that is wanted, if it is the only likely one; the sign stays."""
    if span is None:
        return None
    sign = -1 if read < 0 else 1
    others = [(text, p) for text, p in digit_readings(span) if text and sign * int(text) != read]
    best = best_of([(text, p) for text, p in others if sign * int(text) in wanted])
    return None if best is None else sign * int(best)


def _lines(money: Money) -> Iterator[Check]:
    """A line that its quantity and price contradict, then the one line that keeps the sum from the total."""
    for item in money.items:
        line = item.line
        if line.quantity is None or line.unit_price is None or line.amount is None or _multiplies(item):
            continue
        product = in_minor(line.quantity * line.unit_price)
        due = -product if line.amount < 0 else product
        slack = product_slack(line.quantity, line.unit_price)
        other = reread(item.amount_span, line.amount, range(due - slack, due + slack + 1))
        if other is not None and _lacks(money, other - line.amount):
            yield _repaired(f"line {line.description!r}", line.amount, other, "quantity x price")
            line.amount = other
            continue
        quantity = _requantified(item)
        if quantity is not None:
            yield _repaired(f"quantity of {line.description!r}", line.quantity, quantity, "its price and amount")
            line.quantity = quantity
    yield from _summed(money)


def _summed(money: Money) -> Iterator[Check]:
    missing = _missing(money)
    if not missing:
        return
    found = [
        (item, other)
        for item in money.items
        if item.line.amount is not None and not _multiplies(item)
        if (other := reread(item.amount_span, item.line.amount, {item.line.amount + missing})) is not None
    ]
    if len(found) == 1:
        item, other = found[0]
        yield _repaired(f"line {item.line.description!r}", item.line.amount, other, "the total")
        item.line.amount = other


def _missing(money: Money) -> int:
    """What the lines lack to the total; 0 where there are no lines or no total."""
    if money.total is None or not money.items:
        return 0
    return money.total.minor - sum(item.line.amount or 0 for item in money.items)


def _lacks(money: Money, step: int) -> bool:
    """Whether changing a line by `step` brings the sum of the lines nearer to the total."""
    missing = _missing(money)
    return money.total is None or (missing != 0 and abs(missing - step) < abs(missing))


def _multiplies(item: Item) -> bool:
    line = item.line
    if line.quantity is None or line.unit_price is None or line.amount is None:
        return False
    slack = product_slack(line.quantity, line.unit_price)
    return abs(in_minor(line.quantity * line.unit_price) - abs(line.amount)) <= slack


def _requantified(item: Item) -> Decimal | None:
    """The only other quantity among the alternatives that times the price makes the amount."""
    line = item.line
    if item.quantity_span is None or line.quantity is None or line.unit_price is None or line.amount is None:
        return None
    exponent = line.quantity.as_tuple().exponent
    scale = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    amount, price = abs(line.amount), line.unit_price
    best = best_of(
        [
            (text, p)
            for text, p in digit_readings(item.quantity_span)
            if text and abs(in_minor(int(text) * scale * price) - amount) <= 1
        ]
    )
    return None if best is None else int(best) * scale


def _vat(money: Money) -> Iterator[Check]:
    """A group whose base and VAT do not fit its rate, or whose VAT does not fit the only gross it can have."""
    for group in money.vat.groups:
        if group.proved or not group.rate:
            continue
        gross = _gross_left(money, group)
        solution = _two_facts(group, gross) or _one_fact(group, gross)
        if solution is None:
            continue
        base, vat = solution
        yield _repaired(f"VAT {group.rate / 100:g} %", (group.base, group.vat), (base, vat), "its rate")
        group.base, group.vat, group.proved = base, vat, True


def _gross_left(money: Money, group: Group) -> int | None:
    """What the total leaves for this group, where all others are proved."""
    others = [other for other in money.vat.groups if other is not group]
    if money.total is None or any(not other.proved or other.gross is None for other in others):
        return None
    codes = {other.code for other in money.vat.groups}
    untaxed = sum(
        item.line.amount or 0 for item in money.items if item.line.vat_code and item.line.vat_code not in codes
    )
    return money.total.minor - untaxed - sum(other.gross or 0 for other in others)


def _two_facts(group: Group, gross: int | None) -> tuple[int, int] | None:
    """Base and VAT from two printed amounts of which one or both were misread; the gross must be the one left."""
    if gross is None:
        return None
    found: dict[tuple[int, int], float] = {}
    for first in group.facts:
        for second in group.facts:
            if first is second:
                continue
            for base, p in _readings(first):
                for vat, q in _readings(second):
                    if base + vat == gross and abs(vat_of_base(base, group.rate or 0) - vat) <= TOLERANCE:
                        found[(base, vat)] = max(found.get((base, vat), 0.0), p * q)
    return next(iter(found)) if len(found) == 1 else None


def _one_fact(group: Group, gross: int | None) -> tuple[int, int] | None:
    """The VAT alone is printed: the only reading of it that the gross left allows."""
    if gross is None or len(group.facts) != 1 or not group.rate:
        return None
    fact = group.facts[0]
    due = vat_of_gross(gross, group.rate)
    vat = reread(fact.amount.span, fact.amount.minor, range(due - TOLERANCE, due + TOLERANCE + 1))
    return None if vat is None else (gross - vat, vat)


def _readings(fact: Fact) -> list[tuple[int, float]]:
    return [(int(text), p) for text, p in digit_readings(fact.amount.span) if text]


def _payments(money: Money, total: int) -> Iterator[Check]:
    """The one payment, or the change, whose other reading settles the total."""
    settlement = money.settlement
    paid = sum(one.minor for one in settlement.payments)
    if not settlement.payments or paid == total:
        return
    found: list[tuple[int, int]] = []
    for i, one in enumerate(settlement.payments):
        other = reread(one.span, one.given, {one.given + total - paid})
        if other is not None:
            found.append((i, other))
    if len(found) == 1:
        i, other = found[0]
        one = settlement.payments[i]
        yield _repaired(f"payment {one.method}", one.given, other, "the total")
        one.minor += other - one.given
        one.given = other


def _repaired(what: str, read: object, made: object, by: str) -> Check:
    return Check("repaired", True, f"{what} read {read}, made {made} by {by}")
