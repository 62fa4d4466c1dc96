"""Photos of one long receipt that overlap: what the next one repeats of the one before stands there twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from services.ocr.layout import TextLine, read_lines
from services.ocr.words import Page

_ALIKE = 85.0
"""Of 100: two readings of one printed line, one of them perhaps at the edge of its photo."""
_LEAST_LINES = 2
_LEAST_LETTERS = 16
"""Letters and digits of all repeated lines: two short ones, such as rules and prices, are alike anywhere."""
_TORN = 1
"""Lines at the edge of either photo that may be cut through and read as anything."""


def without_overlap(pages: Sequence[Page]) -> list[Page]:
    """The pages, each without the lines at its top with which the page before ended."""
    kept = list(pages[:1])
    for before, page in pairwise(pages):
        lines = read_lines(page)
        repeated = {id(word) for line in lines[: _repeated(read_lines(before), lines)] for word in line.words}
        kept.append(replace(page, words=[word for word in page.words if id(word) not in repeated]))
    return kept


def _repeated(before: Sequence[TextLine], after: Sequence[TextLine]) -> int:
    """How many lines at the top of a page the one before had already, the longest stretch that fits; 0 for none."""
    for count in range(min(len(before), len(after)), _LEAST_LINES - 1, -1):
        for torn_below in range(_TORN + 1):
            for torn_above in range(_TORN + 1):
                end = len(before) - torn_below
                if count <= end and torn_above + count <= len(after):
                    first, second = before[end - count : end], after[torn_above : torn_above + count]
                    if _same(first, second):
                        return torn_above + count
    return 0


def _same(first: Sequence[TextLine], second: Sequence[TextLine]) -> bool:
    letters = sum(character.isalnum() for line in first for character in line.key)
    return letters >= _LEAST_LETTERS and all(
        fuzz.ratio(one.key, other.key) >= _ALIKE for one, other in zip(first, second, strict=True)
    )
