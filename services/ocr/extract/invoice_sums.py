"""Rows of bills that print one amount each, with no quantity and no price: told by their sum, which is the net value.

Telephone, gas, rent and insurance bills list what a thing costs and nothing that could be multiplied. What makes such
lines rows is that one column of them, taken together, is the net value which the totals say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from services.ocr.extract.amounts import Amount, find_rates
from services.ocr.extract.invoice_labels import names_sum, whole_amounts
from services.ocr.extract.invoice_rows import Row
from services.ocr.extract.rates import ROMANIAN_RATES
from services.ocr.layout import TextLine

_COLUMN = 1.5
"""How far apart the right edges of a column's amounts may be, in heights of print."""
_WORDY = 3
"""So many lines without an amount may stand between two rows of a page: descriptions go on there."""
_TAIL = re.compile(r"[\s|:.]*(?:[0-9]{1,2}(?:[.,]0{1,2})?\s?%?|SCUTIT\w*)?[\s|:]*$", re.IGNORECASE)
_NAMED = re.compile("[A-Z]")
_BARE_RATE = re.compile(r"(?<![0-9.,])(?P<rate>[0-9]{1,2})\s*$")


def rows_of_sum(lines: Sequence[TextLine], dues: Sequence[int], fewest: int) -> list[Row]:
    """The rows of one column, at least `fewest`, that add up to one of `dues`; [] where there are none.

    Several rows count before one, then the first of `dues`, then the most. `lines` follow one another, and no totals
    are among them.
    """
    runs = [run for column in _columns(lines) for part in _parts(column) for run in _runs(part, dues)]
    found = [(len(run) == 1, dues.index(due), -len(run), run) for due, run in runs if len(run) >= fewest]
    *_, best = min(found, key=lambda one: one[:3], default=([],))
    return [_row(amount) for amount in best]


def _columns(lines: Sequence[TextLine]) -> list[list[Amount]]:
    """The amounts that have words before them, by where they end; of a line the last in a column counts."""
    amounts = [amount for line in lines for amount in whole_amounts(line) if _is_named(amount)]
    columns: list[dict[int, Amount]] = []
    edge = -math.inf
    for right, amount in sorted(((amount.span.quad[1][0], amount) for amount in amounts), key=lambda one: one[0]):
        if right - edge > _COLUMN * amount.span.line.height:
            columns.append({})
        columns[-1][amount.span.line.index] = amount
        edge = right
    return [[column[index] for index in sorted(column)] for column in columns]


def _parts(column: Sequence[Amount]) -> list[list[Amount]]:
    """A column cut where too much stands between two rows of a page; between pages there are a foot and a head."""
    parts = [[column[0]]]
    for before, amount in pairwise(column):
        above, below = before.span.line, amount.span.line
        if above.page == below.page and below.index - above.index - 1 > _WORDY:
            parts.append([])
        parts[-1].append(amount)
    return parts


def _runs(part: Sequence[Amount], dues: Sequence[int]) -> Iterator[tuple[int, list[Amount]]]:
    """For each end the longest run of amounts that adds up to what may be due.

    What is nothing may stand among rows; at their end it belongs to what follows. A line alone that is called a sum is
    no row of it.
    """
    begun = {0: 0}  # the first place at which the amounts before it come to so much
    total = 0
    for place, amount in enumerate(part):
        total += amount.minor
        for due in dues if amount.minor else ():
            start = begun.get(total - due)
            if start is not None and (start < place or not names_sum(amount.span.line.key)):
                yield due, list(part[start : place + 1])
        begun.setdefault(total, place + 1)


def _is_named(amount: Amount) -> bool:
    return _NAMED.search(amount.span.line.key[: amount.span.start]) is not None


def _row(amount: Amount) -> Row:
    line = amount.span.line
    first = min(one.span.start for one in whole_amounts(line) if one.span.start <= amount.span.start)
    return Row(_described(line, first), None, None, None, amount.minor, _rate(line, first), None, line.whole)


def _described(line: TextLine, end: int) -> str:
    """The words before the first amount, less the row's number before them and its rate behind them."""
    return _TAIL.sub("", re.sub(r"^\W*(?:[0-9]{1,3}[.)]?\s+)?", "", line.text[:end]), count=1)


def _rate(line: TextLine, end: int) -> int | None:
    """The rate of VAT on the line: with its sign, or bare before the first amount."""
    signed = [rate.points for rate in find_rates(line) if rate.points in ROMANIAN_RATES]
    bare = _BARE_RATE.search(line.key[:end])
    if not signed and bare and int(bare["rate"]) * 100 in ROMANIAN_RATES:
        return int(bare["rate"]) * 100
    return signed[0] if len(set(signed)) == 1 else None
