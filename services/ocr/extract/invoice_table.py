"""The table of an invoice: each row's quantity, price, value and VAT, told apart by arithmetic, not by columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from services.ocr.extract.amounts import in_minor, vat_of_base
from services.ocr.extract.rates import ROMANIAN_RATES
from services.ocr.layout import Span, TextLine

_HEADINGS = (
    re.compile(r"DENUMIRE|DESCRIERE|PRODUS|SERVICI|ARTICOL"),
    re.compile(r"(?<![A-Z])U\.?\s?M\.?(?![A-Z])|UNIT"),
    re.compile(r"CANT"),
    re.compile(r"PRET"),
    re.compile(r"VALOARE|TOTAL|SUMA"),
    re.compile(r"T\.?V\.?A"),
)
_TOTALS = re.compile(
    r"(?<![A-Z])(?:SUB)?TOTAL|(?<![A-Z])BAZA(?![A-Z])|(?<![A-Z])DE PLATA|VALOARE\s+FARA|"
    r"^\W*T\.?V\.?A\.?\W+[0-9]|^\W*VALOARE\s+TVA"
)
_TOKEN = re.compile(r"[-–−]?[0-9][0-9.,']*(?:\s?%)?(?![A-Z0-9])")
_GROUPED = re.compile(r"[-–−]?[0-9]{1,3}(?:[.,'][0-9]{3})+(?:[.,][0-9]{1,6})?")
_TOLERANCE = 2
_MOST_TOKENS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; net value in minor units, rate in basis points, VAT where it was printed.

    `quantity` is None where the engine missed it and the price is the value.
    """

    description: str
    quantity: Decimal | None
    unit: str | None
    price: Decimal
    net: int
    rate: int | None
    vat: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """The rows and the indexes of the lines where the table begins and where its totals do."""

    rows: list[Row]
    first: int
    totals: int


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def is_rate(self) -> bool:
        return self.text.endswith("%")

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


_MINUS = str.maketrans("–−", "--")


def read_table(lines: Sequence[TextLine]) -> Table | None:
    """Rows between the headings and the totals; None where there is no such table."""
    first = next((line.index for line in lines if _headings(line) >= 3), None)
    if first is None:
        return None
    rows: list[Row] = []
    totals = len(lines)
    for line in lines[first + 1 :]:
        if _TOTALS.search(line.key) and _headings(line) < 3 and _has_amount(line):
            totals = line.index
            break
        row = _row(line)
        if row is not None:
            rows.append(row)
    return Table(rows, first, totals)


def _headings(line: TextLine) -> int:
    return sum(1 for heading in _HEADINGS if heading.search(line.key))


def _has_amount(line: TextLine) -> bool:
    return re.search(r"[0-9][.,]\s?[0-9]{2}(?![0-9])", line.key) is not None


def _row(line: TextLine) -> Row | None:
    """The reading in which quantity × price is the value; the last such quantity: a row's number comes first."""
    for tokens in _readings(line):
        solved = _solve(tokens)
        if solved is not None:
            return _as_row(line, tokens, solved)
    tokens = next(_readings(line))
    alone = next((place for place in range(len(tokens) - 1) if _is_single(tokens[place], tokens[place + 1])), None)
    if alone is None:
        return None
    price = tokens[alone].values()[0]
    return _as_row(line, tokens, _Solved(alone, alone + 1, None, price, in_minor(price)))


def _is_single(price: _Token, value: _Token) -> bool:
    """The same money twice: the price of one piece, and its value."""
    return price.text == value.text and re.search(r"[0-9][.,][0-9]{2}$", price.text) is not None


def _readings(line: TextLine) -> Iterator[list[_Token]]:
    """The row's numbers, first with all thousands joined that a space parts (`1 234,56`), last as they stand."""
    tokens = [_Token(match[0], *match.span()) for match in _TOKEN.finditer(line.key) if _stands_free(line.key, match)]
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


@dataclass(frozen=True, slots=True)
class _Solved:
    """Places of the first number and of the value among the tokens, and what the numbers mean."""

    first: int
    value: int
    quantity: Decimal | None
    price: Decimal
    net: int


def _solve(tokens: list[_Token]) -> _Solved | None:
    """Quantity, price beside it and the value that is their product."""
    for first in range(len(tokens) - 3, -1, -1):
        for third in range(first + 2, len(tokens)):
            if any(tokens[place].is_rate for place in (first, first + 1, third)):
                continue
            for quantity in tokens[first].values():
                for price in tokens[first + 1].values():
                    for value in tokens[third].values():
                        net = in_minor(value)
                        if net and abs(in_minor(quantity * price) - net) <= _TOLERANCE:
                            return _Solved(first, third, quantity, price, net)
    return None


def _as_row(line: TextLine, tokens: list[_Token], solved: _Solved) -> Row:
    rate = _printed_rate(tokens[solved.first + 1 :])
    vat = _printed_vat(tokens[solved.value + 1 :], solved.net, rate)
    if rate is None and vat is not None:
        rate = _rate_of(solved.net, vat)
    before = line.text[: tokens[solved.first].start]
    named = re.match(r"^\W*(?:[0-9]{1,3}[.)]?\s+)?(?P<name>.*?)\s*$", before)
    name, unit = _split_unit(named["name"] if named else before)
    return Row(name, solved.quantity, unit, solved.price, solved.net, rate, vat, line.whole)


def _printed_rate(tokens: Sequence[_Token]) -> int | None:
    for token in tokens:
        for value in token.values():
            if token.is_rate and int(value * 100) in ROMANIAN_RATES:
                return int(value * 100)
    return None


def _printed_vat(tokens: Sequence[_Token], net: int, rate: int | None) -> int | None:
    """The VAT of the row, or its gross value less the net one."""
    rates = ROMANIAN_RATES if rate is None else (rate,)
    for token in tokens:
        for value in token.values():
            amount = in_minor(value)
            for possible in sorted(rates, reverse=True):
                due = vat_of_base(net, possible)
                if not token.is_rate and abs(amount - due) <= _TOLERANCE and (due or amount == 0):
                    return amount
                if not token.is_rate and abs(amount - net - due) <= _TOLERANCE:
                    return amount - net
    return None


def _rate_of(net: int, vat: int) -> int | None:
    fit = [rate for rate in ROMANIAN_RATES if abs(vat_of_base(net, rate) - vat) <= _TOLERANCE]
    return fit[0] if len(fit) == 1 else None


_UNIT = re.compile(r"^(?P<name>.*?)\s+(?P<unit>[A-Za-zăâîșț]{1,7}\.?)$")


def _split_unit(text: str) -> tuple[str, str | None]:
    match = _UNIT.match(text)
    return (match["name"], match["unit"]) if match else (text, None)
