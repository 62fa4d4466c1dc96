"""Finding printed terms in lines that an engine may have read with a wrong letter or without the spaces."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from services.ocr.layout import Span, TextLine

_LOOKALIKE = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B", "|": "I", "!": "I"})
_RUN = re.compile(r"[A-Z0-9|!]*[A-Z][A-Z0-9|!]*")
_DIGIT = re.compile("[0-9]")
_SHORT = 4
_FUZZY = 5
_SPLITTABLE = 8


class Terms:
    """A set of phrases in folded capitals, parted by commas. Five letters and more may differ by one, nine by two."""

    def __init__(self, phrases: str, *, fuzzy: bool = True) -> None:
        self.phrases = tuple(sorted((phrase.strip() for phrase in phrases.split(",")), key=len, reverse=True))
        self._exact = re.compile("|".join(_pattern(phrase) for phrase in self.phrases))
        compact = {re.sub(r"[^A-Z0-9]", "", phrase): len(phrase.split()) for phrase in self.phrases}
        words = {word: count for word, count in compact.items() if fuzzy and len(word) >= _FUZZY}
        self._fuzzy = _by_size(words)
        self._longest = max(words.values(), default=0) + 1

    def find(self, line: TextLine) -> Span | None:
        """The leftmost place in the line that says one of the phrases."""
        place = self.locate(line.key)
        return line.span(*place) if place else None

    def locate(self, key: str) -> tuple[int, int] | None:
        """The same on folded text: start and end."""
        return self.exactly(key) or self.nearly(key)

    def exactly(self, key: str) -> tuple[int, int] | None:
        """Where a phrase stands letter by letter; only the spaces may differ."""
        match = self._exact.search(key)
        return match.span() if match else None

    def __contains__(self, key: str) -> bool:
        return self.locate(key) is not None

    def nearly(self, key: str) -> tuple[int, int] | None:
        """Where a phrase stands with a wrong letter; digits between two words part them."""
        if not self._fuzzy:
            return None
        runs = _runs(key)
        for first in range(len(runs)):
            for count in range(1, self._longest + 1):
                group = runs[first : first + count]
                if len(group) < count or _parted(key, group):
                    break
                read = "".join(text for text, _, _ in group)
                if any(_is_close(read, word) for word in self._fuzzy.get((count, len(read)), ())):
                    return group[0][1], group[-1][2]
        return None


def _pattern(phrase: str) -> str:
    """Spaces and dots may be missing; a short phrase must also end where a word ends."""
    body = r"[\s.:]*".join(re.escape(word) for word in phrase.split())
    end = r"(?![A-Z0-9])" if len(phrase) <= _SHORT else ""
    return rf"(?<![A-Z]){body}{end}"


def _may_span(word: str, words: int, count: int) -> bool:
    """A phrase is read in as many runs as it has words, or fewer; a long word may have been split once."""
    return count <= words or (count == words + 1 and len(word) >= _SPLITTABLE)


def _parted(key: str, group: list[tuple[str, int, int]]) -> bool:
    return any(_DIGIT.search(key, before[2], after[1]) for before, after in pairwise(group))


def _by_size(words: dict[str, int]) -> dict[tuple[int, int], list[str]]:
    """By number of runs and of letters the words that may be meant: most lines are compared with none of them."""
    sizes: dict[tuple[int, int], list[str]] = {}
    for word, parts in words.items():
        for count in range(1, parts + 2):
            if _may_span(word, parts, count):
                for length in range(len(word) - _allowed(word), len(word) + _allowed(word) + 1):
                    sizes.setdefault((count, length), []).append(word)
    return sizes


def _allowed(word: str) -> int:
    """Letters that may differ."""
    return 2 if len(word) >= 9 else 1


def _is_close(read: str, word: str) -> bool:
    allowed = _allowed(word)
    return Levenshtein.distance(read, word, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=4096)
def _runs(key: str) -> list[tuple[str, int, int]]:
    """Runs that hold a letter, digits in them read as the letters they resemble."""
    return [(match[0].translate(_LOOKALIKE), *match.span()) for match in _RUN.finditer(key)]
