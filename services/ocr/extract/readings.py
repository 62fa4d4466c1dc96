"""What else a stretch of characters could be, from the engine's alternatives: the material of every repair."""

from __future__ import annotations

from itertools import product
from math import prod

from services.ocr.layout import Span

_LEAST = 0.01
"""An alternative less probable than this is noise of the engine."""
_MOST_OPEN = 6
"""Characters that may vary at once; more are too uncertain to repair."""
_GUESS = 0.02
"""Probability given to a commonly confused shape where the engine names no alternatives."""
_UNSURE_WORD = 0.985
"""A word read at least this surely is not guessed at."""
_DIGIT_OF = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "|": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_CONFUSED = {"0": "86", "1": "7", "2": "7", "3": "85", "4": "1", "5": "63", "6": "580", "7": "1", "8": "036", "9": "0"}


def digit_readings(span: Span) -> list[tuple[str, float]]:
    """All readings of the digits in the stretch with their probability, most probable first; the rest is dropped.

    The first is the one that was read unless another is more probable. Letters that look like digits count as those.
    """
    columns = [column for column in _columns(span) if column]
    open_columns = sum(len(column) > 1 for column in columns)
    if open_columns > _MOST_OPEN:
        columns = [column[:2] if len(column) > 1 else column for column in columns]
        if open_columns > 2 * _MOST_OPEN:
            columns = [column[:1] for column in columns]
    readings: dict[str, float] = {}
    for choice in product(*columns):
        text = "".join(digit for digit, _ in choice)
        readings[text] = max(readings.get(text, 0.0), prod(p for _, p in choice))
    return sorted(readings.items(), key=lambda entry: entry[1], reverse=True)


def best_of(readings: list[tuple[str, float]], *, lead: float = 20.0) -> str | None:
    """The most probable of several possible readings, if it leads the next by a factor; else None."""
    ranked = sorted(readings, key=lambda entry: entry[1], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < lead * ranked[1][1]):
        return None
    return ranked[0][0]


def _columns(span: Span) -> list[list[tuple[str, float]]]:
    """For each character the digits that it may be; an empty column for separators and signs."""
    unsure = span.confidence < _UNSURE_WORD
    columns: list[list[tuple[str, float]]] = []
    for character, choices in zip(span.line.key[span.start : span.end], span.alternatives(), strict=True):
        own = _digit(character)
        if own is None:
            columns.append([])
            continue
        column: dict[str, float] = {own: 1.0}
        if choices:
            column = {own: 0.0}
            for other, probability in choices:
                digit = _digit(other.upper())
                if digit is not None and (probability >= _LEAST or digit == own):
                    column[digit] = column.get(digit, 0.0) + probability
            column[own] = max(column[own], _LEAST)
        elif unsure:
            column |= dict.fromkeys(_CONFUSED[own], _GUESS)
        columns.append(sorted(column.items(), key=lambda entry: entry[1], reverse=True))
    return columns


def _digit(character: str) -> str | None:
    digit = _DIGIT_OF.get(character, character)
    return digit if digit.isascii() and digit.isdigit() else None
