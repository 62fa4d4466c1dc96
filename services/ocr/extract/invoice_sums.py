"""Rows of bills that print one amount each, with no quantity and no price: told by their sum, which is the net value.

Telephone, gas, rent and insurance bills list what a thing costs and nothing that could be multiplied. What makes such
lines rows is that one column of them, taken together, is the net value which the totals say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
_NAME = re.compile("[A-Z]{3}")
_BARE_RATE = re.compile(r"(?<![0-9.,])(?P<rate>[0-9]{1,2})\s*$")


def rows_of_sum(lines: Sequence[TextLine], due: int, fewest: int) -> list[Row]:
    """The most rows of one column, at least `fewest`, whose amounts add up to `due`; [] where there are none.

    `lines` follow one another, and no totals are among them.
    """
    runs = [run for place in range(len(lines)) for run in _runs(lines, place, due) if len(run) >= fewest]
    return [_row(amount) for amount in max(runs, key=len, default=[])]


def _runs(lines: Sequence[TextLine], place: int, due: int) -> Iterator[list[Amount]]:
    """For each amount of the line: it and those below it in its column, where they add up to what is due."""
    for first in whole_amounts(lines[place]):
        if not _is_named(first):
            continue
        if first.minor == due and not names_sum(first.span.line.key):
            yield [first]
        run = [first]
        for amount in _column(lines[place + 1 :], first):
            if not _is_named(amount) or _is_apart(run[-1].span.line, amount.span.line):
                break
            run.append(amount)
            # What is nothing may stand among rows; at their end it belongs to what follows.
            if amount.minor and sum(one.minor for one in run) == due:
                yield list(run)


def _column(lines: Sequence[TextLine], head: Amount) -> Iterator[Amount]:
    """The amounts that end where the column's first one does, one of a line."""
    edge = head.span.quad[1][0]
    reach = _COLUMN * head.span.line.height
    for line in lines:
        near = [amount for amount in whole_amounts(line) if abs(amount.span.quad[1][0] - edge) <= reach]
        if near:
            yield min(near, key=lambda amount: abs(amount.span.quad[1][0] - edge))


def _is_apart(above: TextLine, below: TextLine) -> bool:
    """Whether too much stands between two rows of a page; between pages there are a foot and a head."""
    return above.page == below.page and below.index - above.index - 1 > _WORDY


def _is_named(amount: Amount) -> bool:
    return _NAME.search(amount.span.line.key[: amount.span.start]) is not None


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
