"""An invoice's series and number: after the words that announce them, beside them or beneath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.ocr.extract.dates import blanked, find_dates
from services.ocr.extract.invoice_cells import Cell, apart, beneath, rows, under
from services.ocr.layout import Span, TextLine

_PAPER = (
    r"FACTUR(?:A|II?|AREA)|F A C T U R A|INVOICE|TAX|FISCALA?|STORNO|STORNARE|PROFORMA|CREDIT(?:ARE|OARE)?|NOT[AE]|"
    r"DOCUMENT(?:UL|ULUI)?"
)
"""The papers that bear such a number, in folded capitals like all that follows."""
_SERIES_WORD = r"SERI(?:A|E|EI|ES)"
_NUMBER_WORD = r"NR\.?|NUMAR(?:UL)?|NUMBER|NO\.?|#"
_WORD = rf"(?:{_PAPER}|{_SERIES_WORD}|{_NUMBER_WORD}|SI|AND|DE)"
_ANNOUNCED = re.compile(rf"(?<![A-Z0-9])(?:{_WORD}(?:(?![A-Z])|(?={_WORD}))[^A-Z0-9#¤]*)+(?:(?<=/ )DATA\W*)?")
_ENDS = r"(?:(?=DATA|DIN)|(?![0-9A-Z]|[.,/-][0-9]))"
_BODY = r"[0-9]{1,15}(?:[-/][0-9]{1,10}){0,2}"
_DIGITS = rf"(?P<number>{_BODY}){_ENDS}"
_LETTERED = rf"(?P<number>(?:[A-Z]{{1,2}}-?)?{_BODY}){_ENDS}"
"""Behind a series a number may begin with a letter, `R-20944`."""
_VALUES = (
    re.compile(
        rf"(?P<series>[A-Z0-9][A-Z0-9/.\-]{{0,11}}?(?: [A-Z][A-Z0-9]{{1,5}})?)"
        rf"[\s,;.]*(?<![A-Z])(?:(?:{_NUMBER_WORD})[\W_]*)+{_LETTERED}"
    ),
    re.compile(
        rf"(?P<series>(?:[A-Z][A-Z0-9]{{0,11}}|[0-9]{{1,4}}[A-Z]{{1,6}})(?:\s?[ .\-/]\s?[A-Z][A-Z0-9]{{0,7}}){{0,2}}?)"
        rf"[\s,;.\-/_:]+{_DIGITS}"
    ),
    re.compile(rf"(?P<series>[A-Z]{{1,8}})?{_DIGITS}"),
)
"""`ABC nr. 127`, then `ABC25 127` and `ABC-127`, then `ABC127` and `127`."""
_GROUPED = re.compile(r"(?:(?P<series>[A-Z]{2,6}) )?(?P<number>[0-9]{2,6}(?: [0-9]{3,10}){1,2})\W*$")
"""`6210 000418`, with nothing behind it."""
_NOTHING_MORE = re.compile(r"\W*(?:$|¤|(?:DIN|DATA|DATED?)(?![A-Z]))")
_ISSUED_BY = re.compile(r"\W*ELIBERAT")
"""What follows the number of somebody's identity card."""
_ONLY_SERIES = re.compile(rf"(?<![A-Z]){_SERIES_WORD}\W*(?P<series>[A-Z0-9][A-Z0-9/.\-]{{0,11}}(?: [A-Z]{{2,6}})?)\W*$")
_SERIES_APART = re.compile(
    rf"(?<![A-Z])(?:{_SERIES_WORD}|FACTURA)\W+(?P<series>[A-Z][A-Z0-9]{{0,7}})\s+(?:{_NUMBER_WORD})\W*$"
)
_BEFORE_NUMBER = re.compile(rf"^\W*(?P<series>[A-Z]{{1,8}})\s+(?:{_NUMBER_WORD})\W*[0-9]{{1,15}}\W*$")
_NAMES_PAPER = re.compile(r"FACTUR|F A C T U R A|INVOICE|STORN|CREDIT|DOCUMENT")
_REFERENCE = re.compile(r"FACTURII|DOCUMENTULUI|FACTURAREA")
_OTHER_NUMBER = re.compile(
    r"(?<![A-Z])(?:REG|ORD|CRT|STR|STRADA|BD|BLD|B-DUL|BULEVARDUL|CALEA|SOS|SOSEAUA|ALEEA|DN|ADRESA|SEDIUL?|CONTRACT\w*|"
    r"COMANDA|AVIZ|CONT|IBAN|TEL|BL|SC|AP|ET|JUD|CI|BULETIN|DELEGAT|AUTO|CHITANT\w*|BON|ANEXA|TALON|LA|CONFORM|"
    r"CONTRAVALOARE\w*|REPREZ\w*|AFERENT\w*|REFER\w*|STORNEAZA|STORNARE\w*|PENTRU|CLIENT|ABONAT|CONTOR|POLITA)(?![A-Z])"
)
"""What else is numbered in a head, and how one speaks of another invoice: `storno la factura…`."""
_USUAL = (
    "NR NUMAR NUMARUL SERIA SERIE DIN DATA DE LA PAG PAGINA RON LEI CUI CIF RO TEL JUD TVA TOTAL COD FISCAL REG COM ORD"
)
_NO_SERIES = frozenset(_USUAL.split())


@dataclass(frozen=True, slots=True)
class Numbered:
    """An invoice's series and number as printed, with their places."""

    series: tuple[str, Span] | None
    number: tuple[str, Span]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """How plainly the words announce an invoice's number: 3 the paper itself or a series, 1 a number of anything."""

    strength: int
    found: Numbered


def find_number(cells: Sequence[Cell]) -> Numbered | None:
    """Series and number, in one cell or in two; of several the one most plainly announced, of these the first."""
    candidates = [*_under_headings(cells), *_announced(cells), *_number_apart(cells), *_before_number(cells)]
    best = max(candidates, key=lambda one: one.strength, default=None)
    if best is None:
        return None
    if best.found.series:
        return best.found
    lines = [_joined(row[place : place + 2]) for row in rows(cells) for place in range(len(row))]
    alone = [*(cell.line for cell in cells), *lines]
    alone += [word for cell in cells for word in apart(cell.line)]
    series = next((told for line in alone if (told := _only_series(line))), None)
    return Numbered(series, best.found.number)


def _announced(cells: Sequence[Cell]) -> Iterator[_Candidate]:
    """After the words in their cell, or at the beginning of the cell to their right, or in the one beneath."""
    for row in rows(cells):
        for place, cell in enumerate(row):
            line = cell.line
            for words in _ANNOUNCED.finditer(_undated(line)):
                strength = _strength(line.key[: words.start()], words.group())
                if not strength:
                    continue
                read = _read(line, words.end())
                if words.end() == len(line.key):
                    read = _along(row[place:], words.start()) or _beneath(cells, cell)
                if read and (read.series or _has_number(words.group()) or _NAMES_PAPER.search(words.group())):
                    yield _Candidate(strength, read)


def _number_apart(cells: Sequence[Cell]) -> Iterator[_Candidate]:
    """`seria ABC nr.` with the number beside it or beneath."""
    for row in rows(cells):
        for place, cell in enumerate(row):
            match = _SERIES_APART.search(cell.line.key)
            if match is None or _OTHER_NUMBER.search(cell.line.key, 0, match.start()):
                continue
            beside = row[place + 1].line if place + 1 < len(row) else None
            read = (_read(beside, 0, ends=set()) if beside else None) or _beneath(cells, cell)
            if read and not read.series:
                span = cell.line.span(*match.span("series"))
                yield _Candidate(3, Numbered((span.text, span), read.number))


def _strength(before: str, words: str) -> int:
    if _OTHER_NUMBER.search(before):
        return 0
    if _REFERENCE.search(words) and not _has_number(words):
        return 0
    if _NAMES_PAPER.search(words) or re.search(_SERIES_WORD, words):
        return 3
    return 1 if _has_number(words) and not re.search("[A-Z0-9]", before) else 0


def _has_number(words: str) -> bool:
    return re.search(rf"(?<![A-Z])(?:{_NUMBER_WORD})(?![A-Z])", words) is not None


def _read(line: TextLine, start: int, *, ends: set[int] | None = None) -> Numbered | None:
    """The series and number that begin there; None for anything else.

    With `ends` no more than a date may follow, or the number has to end at one of these places.
    """
    key = _undated(line)
    while start < len(key) and not (key[start].isalnum() or key[start] == "¤"):
        start += 1
    if _ANNOUNCED.match(key, start):
        return None
    if grouped := _GROUPED.match(key, start):
        before = (grouped["series"], line.span(*grouped.span("series"))) if grouped["series"] else None
        return Numbered(before, (grouped["number"], line.span(*grouped.span("number"))))
    match = next((found for value in _VALUES if (found := value.match(key, start))), None)
    if match is None or _ISSUED_BY.match(key, match.end()):
        return None
    if ends is not None and match.end() not in ends and not _NOTHING_MORE.match(key, match.end()):
        return None
    told = match["series"]
    if told and not _NO_SERIES.isdisjoint(re.split(r"[ .\-/]", told)):
        return None
    written = line.span(*match.span("number"))
    series = line.span(*match.span("series")) if told else None
    return Numbered((_capital(series.text.strip(" -/")), series) if series else None, (written.text, written))


def _capital(series: str) -> str:
    """A small l among capitals is the capital I that looks like it."""
    return series.replace("l", "I") if series.replace("l", "").isupper() else series


def _undated(line: TextLine) -> str:
    key = line.key
    for found in find_dates(line):
        if not found.span.text.isdigit():  # eight digits in a row may as well be a number
            key = blanked(key, found.span, "¤")
    return key


def _along(row: Sequence[Cell], start: int) -> Numbered | None:
    """In the cells to the right, over which words and values may be spread one by one; it ends where a cell does."""
    line = _joined(row)
    words = _ANNOUNCED.match(_undated(line), start)
    ends = {sum(len(cell.line.key) + 1 for cell in row[: count + 1]) - 1 for count in range(len(row))}
    return _read(line, words.end(), ends=ends) if words else None


def _joined(row: Sequence[Cell]) -> TextLine:
    return TextLine(tuple(word for cell in row for word in cell.line.words), row[0].line.page, row[0].line.index)


def _beneath(cells: Sequence[Cell], above: Cell) -> Numbered | None:
    below = under(cells, above)
    return _read(below.line, 0, ends=set()) if below else None


def _under_headings(cells: Sequence[Cell]) -> Iterator[_Candidate]:
    """`Seria | Numar | Data` over `ABC | 127 | 02.04.2026`, also with both in one."""
    series: tuple[str, Span] | None = None
    for label, line in beneath(cells):
        words = _ANNOUNCED.search(label)
        if words is None or words.start() or words.end() != len(label) or find_dates(line):
            continue
        if not _has_number(label):
            if re.search(_SERIES_WORD, label) and re.fullmatch(r"[A-Z0-9][A-Z0-9/.\- ]{0,11}", line.key):
                series = (line.text.strip(), line.whole)
        elif (read := _read(line, 0, ends=set())) is not None:
            told = read.series or series or _NAMES_PAPER.search(label)
            yield _Candidate(3 if told else 0, Numbered(read.series or series, read.number))


def _before_number(cells: Sequence[Cell]) -> Iterator[_Candidate]:
    """`ABC nr. 127` alone in its cell."""
    for cell in cells:
        match = _BEFORE_NUMBER.search(_undated(cell.line))
        if match and match["series"] in cell.line.text and not _OTHER_NUMBER.search(match["series"]):
            read = _read(cell.line, match.start("series"))
            if read:
                yield _Candidate(1, read)


def _only_series(line: TextLine) -> tuple[str, Span] | None:
    match = _ONLY_SERIES.search(line.key)
    if match is None or _OTHER_NUMBER.search(line.key, 0, match.start()):
        return None
    span = line.span(*match.span("series"))
    return span.text.strip(), span
