"""One row of an invoice's table: quantity, price, value and VAT, told apart by arithmetic, not by columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from services.ocr.extract.amounts import in_minor, vat_of_base
from services.ocr.extract.rates import ROMANIAN_RATES
from services.ocr.layout import Span, TextLine

_TOKEN = re.compile(r"[-–−]?[0-9][0-9.,']*(?:\s?%)?(?![I-Z0-9]|[A-H][A-Z0-9])")
"""A number; behind an amount may stand the letter of its VAT rate."""
_GROUPED = re.compile(r"[-–−]?[0-9]{1,3}(?:[.,'][0-9]{3})+(?:[.,][0-9]{1,6})?")
_MONEY = re.compile(r"[0-9][.,][0-9]{2}$")
_TOLERANCE = 2
_MOST_TOKENS = 12
_MINUS = str.maketrans("–−", "--")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; net value in minor units, rate in basis points, VAT where it was printed.

    `quantity` and `price` are None where the table has none or the engine missed them.
    """

    description: str
    quantity: Decimal | None
    unit: str | None
    price: Decimal | None
    net: int
    rate: int | None
    vat: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def is_rate(self) -> bool:
        return self.text.endswith("%")

    @property
    def is_money(self) -> bool:
        return _MONEY.search(self.text) is not None

    def values(self) -> list[Decimal]:
        """What the digits may mean: the last separator is the decimal point or parts thousands."""
        digits = self.text.rstrip("% ").translate(_MINUS)
        found = []
        point = max(digits.rfind("."), digits.rfind(","))
        whole, rest = (digits, "") if point < 0 else (digits[:point], digits[point + 1 :])
        plain = re.sub("[.,']", "", whole)
        if re.fullmatch(r"-?[0-9]{1,12}", plain) and len(rest) <= 6:
            found.append(Decimal(f"{plain}.{rest or '0'}"))
        if _GROUPED.fullmatch(digits) and len(rest) == 3:
            found.append(Decimal(re.sub("[.,']", "", digits)))
        return found


@dataclass(frozen=True, slots=True)
class _Solved:
    """Places of the first number and of the value among the tokens, and what the numbers mean."""

    first: int
    value: int
    quantity: Decimal | None
    price: Decimal | None
    net: int


_Solve = Callable[[Sequence[_Token]], _Solved | None]


def read_row(line: TextLine, *, taxed: bool, discounted: bool = False) -> Row | None:
    """The row on a line, or None. `taxed` and `discounted` say that the table has a column of VAT or of discounts.

    First the reading in which quantity × price is the value, less a discount that stands between them; then value and
    VAT that a rate binds, for tables without prices; last the same money twice, price and value of one piece.
    """
    if _numbers_columns(line):
        return None
    solves = (*((_discounted, _product) if discounted else (_product, _discounted)), _gross, _leading)
    solved = [row for solve in solves if (row := _solved_row(line, solve, taxed=taxed)) is not None]
    if solved:
        # A product that is the value with VAT leaves no VAT behind it.
        return next((row for row in solved if row.vat is not None), solved[0]) if taxed else solved[0]
    tokens = next(_readings(line))
    alone = _twice(tokens) or (_taxed_pair(tokens) if taxed and _is_named(line, tokens) else None)
    return None if alone is None else _as_row(line, tokens, alone)


def _solved_row(line: TextLine, solve: _Solve, *, taxed: bool) -> Row | None:
    """The first reading that solves with its VAT, else the first that does: `21 372,01` may be a rate and its VAT."""
    first: Row | None = None
    for tokens in _readings(line):
        if solve is _gross and not (taxed and _is_named(line, tokens)):
            continue
        solved = solve(tokens)
        if solved is None:
            continue
        row = _as_row(line, tokens, solved)
        if row.vat is not None or not taxed:
            return row
        first = first or row
    return first


def _numbers_columns(line: TextLine) -> bool:
    """The row `0 1 2 3 4 5(3x4) 6` that the old forms print below their headings."""
    if re.search(r"[A-Z]{2}|[0-9][.,][0-9]", line.key):
        return False
    numbers = [int(number) for number in re.findall(r"(?<![0-9(X])[0-9]{1,2}(?![0-9])", line.key)]
    return len(numbers) >= 4 and all(0 < after - before <= 2 for before, after in pairwise(numbers))


def _readings(line: TextLine) -> Iterator[list[_Token]]:
    """The row's numbers, first with all thousands joined that a space parts (`1 234,56`), last as they stand."""
    key = line.key.replace("-€", " -").replace("€", " ")
    tokens = [_Token(match[0], *match.span()) for match in _TOKEN.finditer(key) if _stands_free(key, match)]
    tokens = tokens[-_MOST_TOKENS:]
    pairs = [
        place
        for place in range(len(tokens) - 1)
        if re.fullmatch(r"[-–−]?[0-9]{1,3}", tokens[place].text)
        and re.fullmatch(r"[0-9]{3}(?:[.,][0-9]{1,6})?", tokens[place + 1].text)
        and tokens[place + 1].start - tokens[place].end == 1
    ][-5:]
    for count in range(len(pairs), -1, -1):
        for chosen in combinations(pairs, count):
            yield _joined(tokens, set(chosen))


def _stands_free(key: str, match: re.Match[str]) -> bool:
    return match.start() == 0 or key[match.start() - 1] in " |:;("


def _joined(tokens: list[_Token], places: set[int]) -> list[_Token]:
    joined: list[_Token] = []
    for place, token in enumerate(tokens):
        if place - 1 in places:
            last = joined.pop()
            joined.append(_Token(last.text + token.text, last.start, token.end))
        else:
            joined.append(token)
    return joined


def _product(tokens: Sequence[_Token]) -> _Solved | None:
    """Quantity, price beside it and the value that is their product; the last such: a row's number comes first."""
    money = any(token.is_money for token in tokens)
    for first in range(len(tokens) - 3, -1, -1):
        for third in range(first + 2, len(tokens)):
            if any(tokens[place].is_rate for place in (first, first + 1, third)) or (
                money and not tokens[third].is_money
            ):
                continue
            for quantity, price, value in _choices(tokens[first], tokens[first + 1], tokens[third]):
                net = in_minor(value)
                if net and abs(in_minor(quantity * price) - net) <= _TOLERANCE:
                    return _Solved(first, third, quantity, price, net)
    return None


def _leading(tokens: Sequence[_Token]) -> _Solved | None:
    """A quantity that begins the row, before a name with numbers of its own; price and value at its end."""
    if not tokens or tokens[0].start:
        return None
    amounts = [place for place, token in enumerate(tokens) if place and token.is_money]
    for price_at, value_at in combinations(amounts, 2):
        for quantity, price, value in _choices(tokens[0], tokens[price_at], tokens[value_at]):
            net = in_minor(value)
            if net and abs(in_minor(quantity * price) - net) <= _TOLERANCE:
                return _Solved(0, value_at, quantity, price, net)
    return None


def _discounted(tokens: Sequence[_Token]) -> _Solved | None:
    """Quantity, price, discount in percent, perhaps also as an amount, and the value that is left."""
    for first in range(len(tokens) - 4, -1, -1):
        for last in range(first + 3, min(first + 5, len(tokens))):
            if any(tokens[place].is_rate for place in (first, first + 1, last)):
                continue
            for quantity, price, value in _choices(tokens[first], tokens[first + 1], tokens[last]):
                for percent in tokens[first + 2].values():
                    net = in_minor(value)
                    left = in_minor(quantity * price * (100 - abs(percent)) / 100)
                    if net and 0 < abs(percent) < 100 and abs(left - net) <= _TOLERANCE:
                        return _Solved(first, last, quantity, price, net)
    return None


def _choices(*tokens: _Token) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    first, second, third = tokens
    return ((a, b, c) for a in first.values() for b in second.values() for c in third.values())


def _gross(tokens: Sequence[_Token]) -> _Solved | None:
    """Value, VAT and their sum, where the VAT is a rate's of the value, or none."""
    money = [place for place, token in enumerate(tokens) if token.is_money]
    for net_at, vat_at, gross_at in combinations(money, 3):
        net, vat, gross = (in_minor(tokens[place].values()[0]) for place in (net_at, vat_at, gross_at))
        beside = vat_at == net_at + 1 and gross_at == vat_at + 1
        if net and net + vat == gross and (any(_is_vat(net, vat, rate) for rate in ROMANIAN_RATES) if vat else beside):
            return _Solved(net_at, net_at, None, None, net)
    return None


def _twice(tokens: Sequence[_Token]) -> _Solved | None:
    """The price of one piece, and its value: the engine missed the quantity."""
    for place, (price, value) in enumerate(pairwise(tokens)):
        if price.text == value.text and price.is_money:
            amount = price.values()[0]
            return _Solved(place, place + 1, None, amount, in_minor(amount))
    return None


def _is_named(line: TextLine, tokens: Sequence[_Token]) -> bool:
    """Whether words stand before the amounts: in a summary by rate none do."""
    first = next((token.start for token in tokens if token.is_money), 0)
    return re.search("[A-Z]{3}", line.key[:first]) is not None


def _taxed_pair(tokens: Sequence[_Token]) -> _Solved | None:
    """A value and its VAT, the last amounts of the row."""
    money = [place for place, token in enumerate(tokens) if token.is_money]
    if len(money) < 2:
        return None
    net, vat = (in_minor(tokens[place].values()[0]) for place in money[-2:])
    if vat and any(_is_vat(net, vat, rate) for rate in ROMANIAN_RATES if rate):
        return _Solved(money[-2], money[-2], None, None, net)
    return None


def _is_vat(net: int, vat: int, rate: int) -> bool:
    return abs(vat_of_base(net, rate) - vat) <= 1


def _as_row(line: TextLine, tokens: list[_Token], solved: _Solved) -> Row:
    rate, vat = _tax(tokens[solved.value + 1 :], tokens[solved.first + 1 : solved.value], solved.net)
    before = line.text[: tokens[solved.first].start]
    named = re.match(r"^\W*(?:[0-9]{1,3}[.)]?\s+)?(?P<name>.*?)[\s|]*$", before)
    name, unit = _split_unit(named["name"] if named else before)
    return Row(name, solved.quantity, unit, solved.price, solved.net, rate, vat, line.whole)


def _tax(after: Sequence[_Token], between: Sequence[_Token], net: int) -> tuple[int | None, int | None]:
    """Rate and VAT of a row: the printed rate with the VAT that it makes, else the VAT alone that one rate makes."""
    bare = [rate for token in after if not token.is_rate for rate in _rates(token)]
    # With a rate behind the value a percentage before it is a discount.
    further = () if bare else between
    signed = [rate for token in (*after, *further) if token.is_rate for rate in _rates(token)]
    for rate in (*signed, *bare):
        vat = _printed_vat(after, net, (rate,))
        if vat is not None:
            return rate, vat
    if signed:
        return signed[0], None
    vat = _printed_vat(after, net, sorted(ROMANIAN_RATES, reverse=True))
    if vat is not None:
        return _rate_of(net, vat), vat
    return (bare[0] if len(bare) == 1 and len(after) == 1 else None), None


def _rates(token: _Token) -> list[int]:
    return [int(value * 100) for value in token.values()[:1] if value * 100 in ROMANIAN_RATES]


def _printed_vat(tokens: Sequence[_Token], net: int, rates: Sequence[int]) -> int | None:
    """The VAT of the row, or its gross value less the net one."""
    amounts = [in_minor(value) for token in tokens if token.is_money for value in token.values()[:1]]
    for amount in amounts:
        for rate in rates:
            due = vat_of_base(net, rate)
            if abs(amount - due) <= _TOLERANCE and (due or amount == 0):
                return amount
            if due and abs(amount - net - due) <= _TOLERANCE:
                return amount - net
    return None


def _rate_of(net: int, vat: int) -> int | None:
    fit = [rate for rate in ROMANIAN_RATES if abs(vat_of_base(net, rate) - vat) <= _TOLERANCE]
    return fit[0] if len(fit) == 1 else None


_UNIT = re.compile(r"^(?P<name>.*?)\s+(?P<unit>[A-Za-zăâîșț]{1,7}\.?)$")


def _split_unit(text: str) -> tuple[str, str | None]:
    match = _UNIT.match(text)
    return (match["name"], match["unit"]) if match else (text, None)
