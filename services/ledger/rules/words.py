"""Keywords in the texts of a document, whole words whatever their case and diacritics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_START = 2
"""Letters by which keywords are looked up; a word that is shorter stands for itself."""


class _Keyword(NamedTuple):
    """A keyword as words; `open_ended` lets the last one go on."""

    words: tuple[str, ...]
    open_ended: bool
    meaning: str

    @classmethod
    def read(cls, text: str, meaning: str) -> _Keyword:
        return cls(tuple(text.removesuffix("*").split()), text.endswith("*"), meaning)

    def stands_in(self, words: Sequence[str]) -> bool:
        """Whether these words, as many as the keyword has, are the keyword."""
        *first, last = self.words
        return [*words[:-1]] == first and (words[-1].startswith(last) if self.open_ended else words[-1] == last)


class Finder:
    """Finds a table's keywords in texts, and what they mean.

    In time that grows with the text alone: a document may have 2,000 lines.
    """

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._by_start: dict[str, list[_Keyword]] = {}
        for meaning, keywords in table.items():
            for keyword in (_Keyword.read(text, meaning) for text in keywords):
                self._by_start.setdefault(keyword.words[0][:_START], []).append(keyword)

    def find(self, text: str) -> tuple[str, str] | None:
        """What the longest keyword in a text means, with the words: `FILTRU MOTORINA` is a part, not fuel."""
        words = _words(text)
        found = [
            (keyword.meaning, " ".join(words[at : at + len(keyword.words)]))
            for at, word in enumerate(words)
            for keyword in self._by_start.get(word[:_START], ())
            if at + len(keyword.words) <= len(words) and keyword.stands_in(words[at : at + len(keyword.words)])
        ]
        return max(found, key=lambda match: len(match[1])) if found else None


def _words(text: str) -> list[str]:
    """Words of letters and digits in capitals without diacritics."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[A-Z0-9]+", bare.upper())
