"""What a Romanian till prints about the receipt itself: its daily number and the fiscal serial of the device."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.ocr.extract.dates import find_dates, find_time
from services.ocr.layout import Span, TextLine

_DIGITS = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "|": "1", "S": "5", "B": "8", "Z": "2"})
_LETTERS = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G", "4": "A"})
_N = r"(?P<number>[0-9OQIL|]{1,8})(?![0-9A-Z.,]?[0-9A-Z%])"
_JOIN = r"\s*(?:/\s*Z)?\s*[:;.,#=_-]*\s*(?:NR\.?\s*[:.]?\s*)?"
_NUMBER = (
    re.compile(
        rf"(?<![A-Z])(?:NR|NUMAR|NUMARUL|NO)\s*[.:]?\s*(?:DE\s*)?(?:BON|BF|B\.F)\w*\.?\s*(?:FISCAL)?\s*(?:ZI(?:LNIC)?)?{_JOIN}{_N}"
    ),
    re.compile(rf"(?<![A-Z])BON(?:UL)?\s*(?:FISCAL|F\.?|ZILNIC|ZI)?\s*(?:NR|NO|NUMAR|N[RO]?\.|#|:)[\s.:#=-]*{_N}"),
    re.compile(rf"(?<![A-Z])(?:BF|B\.F\.?)\s*(?:NR)?{_JOIN}{_N}"),
    re.compile(rf"(?<![A-Z])(?:NR|NUMAR)\.?\s*(?:CRT\.?\s*)?(?:ZI|ZILNIC|DOC|DOCUMENT){_JOIN}{_N}"),
    re.compile(rf"(?<![A-Z])BON(?:\s*FISCAL)?\s*{_N}"),
    re.compile(r"(?<![A-Z])(?:NR|NUMAR)\s*[.:]?\s*(?P<number>[0-9OQIL|]{1,8})\s*BON\s*FISCAL"),
)
_HASH = re.compile(rf"^\W*#\s*{_N}")
_LABEL_ONLY = re.compile(r"(?<![A-Z])(?:(?:NR|NUMAR)\.?\s*BON(?:\s*FISCAL)?|BON\s*FISCAL\s*NR|BF|BON\s*NR)\s*[.:]*\s*$")
_NEAR_TITLE = re.compile(rf"^\W*(?:NR|NUMAR|NO)\s*[.:]?\s*{_N}")
_TITLE = re.compile(r"BON\s*FISCAL")
_NOT_NUMBER = re.compile(r"VALORIC|CADOU|BONURI|TICHET|RETUR")
_SERIAL = re.compile(r"(?<![A-Z0-9])(?P<letters>[A-Z0-9]{2})\s?(?P<digits>[0-9OQILSB|]{10})(?![0-9A-Z])")
_SERIAL_WORD = re.compile(
    r"SERI[EA]|S\s?/\s?N|(?<![A-Z])SN(?![A-Z])|AMEF|(?<![A-Z])SF(?![A-Z])|FISCAL|CASA|APARAT|N\.?U\.?I"
)
_CODE_WORD = re.compile(r"(?<![A-Z])(?:CIF|C\.I\.F|CUI|COD|TEL|IBAN|CONT)(?![A-Z])")


def find_number(lines: Sequence[TextLine]) -> tuple[str, Span] | None:
    """The receipt's daily number as printed, leading zeros kept."""
    usable = [line for line in lines if not _NOT_NUMBER.search(line.key)]
    for pattern in _NUMBER:
        for line in usable:
            match = pattern.search(line.key)
            if match and re.search("[0-9]", match["number"]):
                return _number(line, match)
    for line in usable:
        match = _HASH.search(line.key)
        if match and (find_dates(line) or find_time(line)):
            return _number(line, match)
    for line in usable:
        below = lines[line.index + 1] if line.index + 1 < len(lines) else None
        if below is None:
            continue
        if _LABEL_ONLY.search(line.key) and (match := re.match(_N, below.key)):
            return _number(below, match)
        if _TITLE.search(line.key):
            for near in (below, lines[line.index - 1] if line.index else below):
                if match := _NEAR_TITLE.search(near.key):
                    return _number(near, match)
    return None


def find_serial(lines: Sequence[TextLine]) -> tuple[str, Span] | None:
    """The fiscal serial of the device: two letters and ten digits, as on every Romanian till since 2018."""
    found = []
    for line in lines:
        for match in _SERIAL.finditer(line.key):
            letters = match["letters"].translate(_LETTERS)
            if not letters.isalpha() or (letters == "RO" and _CODE_WORD.search(line.key)):
                continue
            named = bool(_SERIAL_WORD.search(line.key))
            clean = match["letters"].isalpha() and match["digits"].isdigit()
            if named or clean:
                found.append(
                    (
                        not named,
                        not clean,
                        line.index,
                        letters + match["digits"].translate(_DIGITS),
                        line.span(*match.span()),
                    )
                )
    if not found:
        return None
    best = min(found, key=lambda entry: entry[:3])
    return best[3], best[4]


def _number(line: TextLine, match: re.Match[str]) -> tuple[str, Span]:
    return match["number"].translate(_DIGITS), line.span(*match.span("number"))
