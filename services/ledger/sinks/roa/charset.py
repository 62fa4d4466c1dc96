"""Texts as the database's character set can hold them, measured in its bytes."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

_CODECS = {
    "AL32UTF8": "utf-8",
    "UTF8": "utf-8",
    "EE8MSWIN1250": "cp1250",
    "EE8ISO8859P2": "iso8859-2",
    "EE8PC852": "cp852",
    "WE8MSWIN1252": "cp1252",
    "WE8ISO8859P1": "iso8859-1",
    "WE8ISO8859P15": "iso8859-15",
    "US7ASCII": "ascii",
}
_TWINS = str.maketrans("șțȘȚşţŞŢ", "şţŞŢșțȘȚ")
"""Comma below and cedilla: Romanian wants the comma, the code pages of its time have the cedilla."""
_PLAIN = {
    "„": '"',
    "”": '"',
    "“": '"',
    "«": '"',
    "»": '"',
    "’": "'",
    "‘": "'",
    "–": "-",
    "—": "-",
    "…": "...",
    "№": "Nr",
}


@dataclass(frozen=True, slots=True)
class Charset:
    """A database character set; one that is not known counts as plain ASCII, which every set contains."""

    name: str
    codec: str
    known: bool

    @classmethod
    def named(cls, name: str) -> Charset:
        """By its name in NLS_DATABASE_PARAMETERS."""
        codec = _CODECS.get(name.upper())
        return cls(name, codec or "ascii", codec is not None)

    def size(self, text: str) -> int:
        """Bytes of a text that the set can hold."""
        return len(text.encode(self.codec))

    def spelled(self, text: str) -> str:
        """The text in one line and in letters of the set: ș as ş or s where it has no ș, a question mark at worst."""
        return "".join(self._letter(letter) for letter in " ".join(text.split()))

    def fit(self, text: str, limit: int) -> str:
        """The text spelled, and if it has more bytes than the limit cut, on a word where that leaves half of it."""
        text = self.spelled(text)
        if self.size(text) <= limit:
            return text
        head = text.encode(self.codec)[:limit].decode(self.codec, "ignore")
        if not text[len(head)].isspace() and head.rfind(" ") >= len(head) // 2:
            head = head[: head.rfind(" ")]
        return head.rstrip(" ,;:-")

    def _letter(self, letter: str) -> str:
        bare = unicodedata.normalize("NFKD", letter)[:1]
        for spelling in (letter, letter.translate(_TWINS), _PLAIN.get(letter, ""), bare):
            if spelling and self._holds(spelling):
                return spelling
        return "?"

    def _holds(self, text: str) -> bool:
        # Oracle's older UTF8 takes six bytes for a letter beyond the basic plane; no book needs one.
        if not text.isprintable() or ord(max(text)) > 0xFFFF:
            return False
        try:
            codecs.encode(text, self.codec)
        except UnicodeEncodeError:
            return False
        return True
