"""What a Romanian till prints about the receipt itself: its daily number and the fiscal serial of the device."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.ocr.extract.dates import blanked, find_dates, find_time
from services.ocr.extract.terms import Terms
from services.ocr.layout import Span, TextLine

_DIGITS = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "|": "1", "S": "5", "B": "8", "Z": "2"})
_SMUDGES = str.maketrans({"J": "3", "T": "7", "A": "4"})
_LETTERS = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G", "4": "A"})
_SERIES = r"(?:(?:[0-9]{1,4}|(?!NR|NO|BF|ID|OP|Z)[A-Z]{1,3})-(?=[0-9]{4,8}(?![0-9-])))?"
"""The till's mark before its number, as in `7-00318` and `EB-00099127`."""
_N = (
    rf"(?P<number>{_SERIES}[0-9OQIL|]{{1,9}})"
    r"(?:(?=Z[\s.:]*[0-9]{2,6}(?![0-9A-Z]))|(?![0-9A-Z.,]?[0-9A-Z%]|[^\s\w.,:;/#)*-]))"
)
_JOIN = r"\s*(?:/\s*Z)?\s*[:;.,#=_'-]*\s*(?:NR\.?\s*[:.]?\s*)?"
BON, FISCAL = r"B\s?[O0]\s?N", r"F[I1L|][S5]CA[L1I|]{0,2}"
"""The two words in every misreading that their neighbours give away."""
_RECEIPT = (
    rf"(?:(?:{BON}|(?:TICKET|TICHET)(?=\s*{FISCAL}))(?:UL(?:UI)?)?(?:[\s.]*(?:{FISCAL}|FISC|F)(?![A-Z]))?"
    r"|B\.?\s?F(?:ISC(?:AL)?)?(?![A-Z]))"
)
"""The receipt by every name that is followed by its number."""
_PATTERNS = (
    re.compile(
        rf"(?<![A-Z])(?:NR|NUMAR|NUMARUL|NO)\s*[.:]?\s*(?:DE\s*)?(?:{BON}|BF|B\.F)\w*\.?\s*(?:{FISCAL})?"
        rf"\s*(?:ZI(?:LNIC)?)?{_JOIN}{_N}"
    ),
    re.compile(
        rf"(?<![A-Z]){BON}(?:UL)?[\s.]*(?:{FISCAL}|F\.?|ZILNIC|ZI)?\s*(?:NR|NO|NUMAR(?:UL)?|N[RO]?\.|#|:)[\s.:#=-]*{_N}"
    ),
    re.compile(rf"(?<![A-Z])(?:BF|B\.F\.?|[BR][EFP](?=\s*NR))\s*(?:NR)?{_JOIN}{_N}"),
    re.compile(rf"(?<![A-Z])(?:NR|NUMAR)\.?\s*(?:CRT\.?\s*)?(?:ZI|ZILNIC|DOC|DOCUMENT){_JOIN}{_N}"),
    re.compile(rf"(?<![A-Z]){BON}(?:\s*{FISCAL})?[\s.]*{_N}"),
    re.compile(rf"(?<![A-Z])(?:NR|NUMAR)\s*[.:]?\s*(?P<number>[0-9OQIL|]{{1,8}})\s*{BON}\s*{FISCAL}"),
    re.compile(
        rf"(?<![A-Z0-9]){_RECEIPT}(?:[\s.:=-]*(?:[/+]\s*(?:ZI|Z|DATA)|ZILNIC|EMIS|NUMAR(?:UL)?|NR|NO|N|SERI[AE]\s+[A-Z]{{1,4}})"
        rf"(?![A-Z]))*[\s.:=#-]*{_N}"
    ),
    re.compile(rf"(?<![A-Z])(?:NR\s?B|BFN|BF\.?\s?ZI|NR\.?\s*DOC(?:UMENT)?\.?\s*FISCAL){_JOIN}{_N}"),
    re.compile(rf"^\W*(?:NR|NO)\b[\s.:]*{_N}\s+Z\W*[0-9]{{1,5}}(?![0-9.,])"),
)
_BEFORE_LABEL = re.compile(
    rf"^\W*(?P<number>[0-9]{{1,8}})[\s#-]+(?:{BON}\s*{FISCAL}(?:\s*NR)?|(?:NR|NUMAR)\.?\s*{BON}(?:\s*{FISCAL})?|{BON}\s*NR)"
    r"(?:\W+Z\W*[0-9]{1,6})?\W*$"
)
"""`0917-BON FISCAL NR`, `#0199 NR BON`, `0046 BON FISCAL Z:0290`: some tills print what a number is behind it."""
_MISREAD_LABEL = Terms("BON FISCAL NR, NR BON FISCAL, NUMAR BON, BON FISCAL NUMAR")
_AFTER_LABEL = re.compile(rf"[\s.:#=-]*{_N}")
_SMUDGED = re.compile(
    rf"(?<![A-Z])(?:BF|{BON}(?:\s*{FISCAL})?\s*NR)[\s.:#=-]+(?P<number>[JTA][0-9]{{3,7}})(?![0-9A-Z])"
)
"""A first digit that some faces draw like a letter: read as the digit it resembles, and unsure."""
_JOINED = re.compile(
    r"(?<![A-Z])(?P<names>[A-Z]{1,8}(?:\s?[-/]\s?[A-Z]{1,8}){1,3})[\s.:#]*"
    r"(?P<values>[0-9]{1,8}(?:\s?[-/]\s?[0-9]{1,8}){1,3})(?![0-9.,:/-])"
)
_HASH = re.compile(rf"(?:^\W*|(?<=[0-9])\s*)#\s*{_N}")
_DAILY_REPORT = re.compile(r"(?<![A-Z0-9])(?:RAP(?:ORT)?\.?\s*)?Z\s*[:.#/-]*\s*[0-9]{1,6}(?![0-9.,])")
_BARE = re.compile(r"\W*(?P<number>[0-9]{2,7})(?:\s*[/|]\s*|\s+)")
_BEFORE_REPORT = re.compile(r"(?<![0-9A-Z.,:/-])(?P<number>0[0-9]{2,6})\s+Z\W{0,2}[0-9]{2,6}(?![0-9])")
_BY_OTHER_NAMES = re.compile(rf"(?<![A-Z])(?:DOC(?:UMENT)?|ID|NR\W{{0,2}}DOC)\W{{0,2}}\s?{_N}")
"""What else a receipt's number is called, where it stands with date and time."""
_UNLABELLED = 0.8
"""A number beside the date whose sign was not read may have that sign as its first digit, unless that is a zero."""
_LABEL_ONLY = re.compile(
    rf"(?<![A-Z])(?:(?:NR|NUMAR)\.?\s*{BON}(?:\s*{FISCAL})?|{BON}\s*{FISCAL}\s*NR|BF|{BON}\s*NR)\s*[.:]*\s*$"
)
_HEADING_NAME = re.compile(
    rf"{BON}\s*{FISCAL}|NR\.?\s*BON|BON\s*NR|NR|BON|Z|[27](?![0-9])|DATA|[O0]RA|CASA|OPERATOR|OP"
)
_HEADINGS = re.compile(rf"^\W*(?:(?:{_HEADING_NAME.pattern})\.?\W*){{2,6}}$")
_WHOLE_CELL = re.compile(rf"\W*(?P<number>{_SERIES}[0-9OQIL|]{{1,8}})\W*$")
_NEAR_TITLE = re.compile(rf"^\W*(?:NR|NUMAR|NO)\s*[.:]*\s*{_N}")
_BARE_LABEL = re.compile(rf"(?<![A-Z])(?:NR|NUMAR)\s*[.:]*\s*{_N}")
_BARE_LINE = re.compile(
    rf"^\W*(?:[A-Z]{{1,12}}\s*[.:]\s*[0-9]+\s+)*(?:NR|NUMAR)\s*[.:]*\s*{_N}(?:\s*/\s*Z?\s*[0-9]{{1,6}})?(?:\s+[A-Z]{{1,12}}\s*[.:]\s*[0-9]+)*(?:\s+[0-2]?[0-9][.:-][0-5][0-9])?(?:\s+Z\W{{0,3}}(?:NR\W{{0,3}})?[0-9]{{1,6}})?\W*$"
)
_TITLE = re.compile(rf"{BON}\s*{FISCAL}")
_NOT_NUMBER = re.compile(r"VALORIC|CADOU|BONURI|TICHET|RETUR")
_MORE_DIGITS = re.compile(r"\s(?P<number>[0-9]{2,8})(?![0-9.,:/-])")
_SERIAL = re.compile(r"(?<![A-Z0-9])(?P<letters>[A-Z0-9]{2})\s?(?P<digits>[0-9OQILSB|]{10})(?![0-9A-Z])")
_SERIAL_WORD = re.compile(
    r"SERI[EA]|S\s?/\s?N|(?<![A-Z])SN(?![A-Z])|AMEF|(?<![A-Z])SF(?![A-Z])|FISCAL|CASA|APARAT|N\.?U\.?I"
)
_CODE_WORD = re.compile(r"(?<![A-Z])(?:CIF|C\.I\.F|CUI|COD|TEL|IBAN|CONT)(?![A-Z])")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number or serial as printed, where it stands, and how sure the rule is that this is it."""

    text: str
    span: Span
    certainty: float = 1.0


def find_number(lines: Sequence[TextLine]) -> Printed | None:
    """The receipt's daily number as printed, leading zeros kept."""
    return next(_numbers(lines), None)


def _numbers(lines: Sequence[TextLine]) -> Iterator[Printed]:
    """Candidates, the plainest label first."""
    usable = [line for line in lines if not _NOT_NUMBER.search(line.key)]
    for line in usable:
        if match := _BEFORE_LABEL.match(line.key):
            yield _printed(line, match)
    for line in usable:
        yield from _joined(line)
    for pattern in _PATTERNS:
        for line in usable:
            match = pattern.search(line.key)
            if match and re.search("[0-9]", match["number"]):
                yield _printed(line, match)
    for line in usable:
        label = _MISREAD_LABEL.find(line)
        if label and (match := _AFTER_LABEL.match(line.key, label.end)):
            yield _printed(line, match)
    for line in usable:
        if match := _SMUDGED.search(line.key):
            yield Printed(match["number"].translate(_SMUDGES), line.span(*match.span("number")), _UNLABELLED)
    for line in usable:
        match = _HASH.search(line.key)
        if match and (find_dates(line) or find_time(line) or _DAILY_REPORT.search(line.key)):
            yield _printed(line, match)
    for line in usable:
        yield from _beside(lines, line)
    yield from _by_the_moment(lines, usable)
    for line in usable:
        yield from _before_the_moment(lines, line)
        if find_dates(line) and find_time(line):
            for pattern in (_BEFORE_REPORT, _BY_OTHER_NAMES):
                if match := pattern.search(line.key):
                    yield _printed(line, match)


def _joined(line: TextLine) -> Iterator[Printed]:
    """`Z-BF: 0340-0741`, `Casa/bon/casier 5/66/24`: as many numbers as names, joined in the same order."""
    for match in _JOINED.finditer(line.key):
        names = re.findall("[A-Z]+", match["names"])
        values = list(re.finditer("[0-9]+", match["values"]))
        own = next((place for place, name in enumerate(names) if name in ("BON", "BF")), None)
        if own is not None and len(names) == len(values):
            start = match.start("values") + values[own].start()
            yield Printed(values[own][0], line.span(start, start + len(values[own][0])))


def _beside(lines: Sequence[TextLine], line: TextLine) -> Iterator[Printed]:
    """The number on the line below its label, or on a line `NR: …` next to the title BON FISCAL."""
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    above = lines[line.index - 1] if line.index > 0 else None
    if below is not None and _LABEL_ONLY.search(line.key) and (match := re.match(_N, below.key)):
        yield _printed(below, match)
    if below is not None and len(line.cells) > 1 and len(below.cells) > 1:
        yield from _in_column(line, below)
    if below is not None and _HEADINGS.match(line.key):
        yield from _in_row(line, below)
    if _TITLE.search(line.key):
        for near in (below, above):
            if near is not None and (match := _NEAR_TITLE.search(near.key)):
                yield _printed(near, match)


def _by_the_moment(lines: Sequence[TextLine], usable: Sequence[TextLine]) -> Iterator[Printed]:
    """`NR.` alone, on the line of date and time or on a line of its own beside it numbers the receipt."""
    for line in usable:
        if find_dates(line) and find_time(line):
            if match := _BARE_LABEL.search(line.key):
                yield _printed(line, match)
            for near in lines[max(line.index - 1, 0) : line.index + 2]:
                if match := _BARE_LINE.search(near.key):
                    yield _printed(near, match)
    for line in usable:
        days = find_dates(line)  # the time may stand on another line
        match = _BARE_LINE.search(blanked(line.key, days[0].span)) if days else None
        if match:
            yield _printed(line, match)


def _before_the_moment(lines: Sequence[TextLine], line: TextLine) -> Iterator[Printed]:
    """The number that begins the line of the date, and the bare one above the title BON FISCAL."""
    match = _BARE.match(line.key)
    if match is None:
        return
    title = line.index + 1 < len(lines) and _TITLE.search(lines[line.index + 1].key)
    days = find_dates(line)
    dated = bool(days) and days[0].span.start == match.end()
    if dated or (title and (days or find_time(line))):
        certainty = 1.0 if match["number"].startswith("0") else _UNLABELLED
        yield Printed(match["number"], line.span(*match.span("number")), certainty)


def _in_column(heading: TextLine, below: TextLine) -> Iterator[Printed]:
    """The number under its heading, where number, date and time stand in columns."""
    for cell in heading.cells:
        if not _LABEL_ONLY.search(cell.text.upper()):
            continue
        middle = _middle(cell)
        value = min(below.cells, key=lambda other: abs(_middle(other) - middle))
        if match := _WHOLE_CELL.match(below.key, value.start, value.end):
            yield _printed(below, match)


def _in_row(headings: TextLine, below: TextLine) -> Iterator[Printed]:
    """The number under `Nr  Z  Data  Ora`: as many values as headings, in their order."""
    names = _HEADING_NAME.findall(headings.key)
    values = list(re.finditer(r"\S+", below.key))
    own = next((i for i, name in enumerate(names) if name.startswith(("NR", "BON"))), None)
    if own is not None and len(values) == len(names):
        value = values[own]
        if re.fullmatch("[0-9]{1,8}", value[0]):
            yield Printed(value[0], below.span(*value.span()))


def _middle(cell: Span) -> float:
    """Horizontal middle of a cell, in pixels."""
    return (cell.quad[0][0] + cell.quad[1][0]) / 2


def _printed(line: TextLine, match: re.Match[str]) -> Printed:
    """Digits after a space may be the number itself, its sign read as a digit (`BF # 66514`): then it is unsure."""
    more = _MORE_DIGITS.match(line.key, match.end("number"))
    if more is not None and len(match["number"]) < len(more["number"]):
        return Printed(more["number"], line.span(*more.span("number")), 0.7)
    series, dash, number = match["number"].rpartition("-")
    return Printed(series + dash + number.translate(_DIGITS), line.span(*match.span("number")))


def find_serial(lines: Sequence[TextLine]) -> Printed | None:
    """The fiscal serial of the device: two letters and ten digits, as on every Romanian till since 2018."""
    found: list[tuple[bool, bool, int, Printed]] = []
    for line in lines:
        for match in _SERIAL.finditer(line.key):
            letters = match["letters"].translate(_LETTERS)
            if not letters.isalpha() or (letters == "RO" and _CODE_WORD.search(line.key)):
                continue
            named = _SERIAL_WORD.search(line.key) is not None
            clean = match["letters"].isalpha() and match["digits"].isdigit()
            if named or clean:
                serial = Printed(letters + match["digits"].translate(_DIGITS), line.span(*match.span()))
                found.append((not named, not clean, line.index, serial))
    return min(found, key=lambda entry: entry[:3])[3] if found else None
