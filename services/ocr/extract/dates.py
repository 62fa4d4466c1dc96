"""Reading civil dates and times in the orders and languages that tills print; day first where both would do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from services.ocr.layout import Span, TextLine

_SEP = r"\s?[-./,\\]\s?"
_AFTER = r"(?![0-9])|(?=0RA)|(?=[0-2]?[0-9][:.][0-5][0-9])"
_DAY_FIRST = re.compile(
    rf"(?:(?<![0-9])(?<![0-9][.,/-])|(?<=[0-9]:[0-9]{{2}})|(?<=[\sA-Z]/)|(?<=[0-9]{{3}}/)|(?<=^/))([0-3OI]?[0-9OIL])({_SEP}|:)([0-3OIL]?[0-9OIL])(?:{_SEP}|:)((?:20|2O)[0-9O]{{2}})(?:{_AFTER})"
)
_SHORT_YEAR = re.compile(
    rf"(?:(?<![0-9])(?<![0-9][.,/-])|(?<=[0-9]:[0-9]{{2}}))([0-9]{{1,2}})({_SEP})([0-9]{{1,2}})\2([0-9]{{2}})"
    r"(?:(?![0-9./?]|[,:][0-9])|(?=/[0-2]?[0-9]:[0-5][0-9])|(?=0RA)|(?=[0-2][0-9]:[0-5][0-9](?![0-9])))"
)
_NEW = r"(?:(?<![0-9])(?<![0-9][.,/-])|(?<=:[0-9]{2})|(?<=[0-9]{3}/)|(?<=[0-9]{4}\.))"
_YEAR_FIRST = re.compile(
    rf"{_NEW}(2[0O][0-9O]{{2}})({_SEP})([01O]?[0-9OIL])(?:{_SEP})([0-3O]?[0-9OIL])(?:(?![0-9O?])|(?=0RA))"
)
_YEAR_FIRST_TIME = re.compile(rf"{_NEW}(20[0-9]{{2}})({_SEP})([01][0-9])(?:{_SEP})([0-3][0-9])(?=[0-2][0-9]:)")
_SPACED = re.compile(r"(?:DATA|DATE|DATUM)\W{0,3}([0-3]?[0-9])\s([01]?[0-9])\s(20[0-9]{2})(?![0-9])")
_WORDED = re.compile(
    r"(?<![A-Z])ZIUA\W{0,3}([0-3]?[0-9])\W{0,3}LUNA\W{0,3}([01]?[0-9])\W{0,3}AN(?:UL)?\W{0,3}(20[0-9]{2})(?![0-9])"
)
_COMPACT = re.compile(r"(?<![0-9])(20[0-4][0-9])(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_NAMED = re.compile(
    r"(?<![0-9])([0-3]?[0-9])(?:ST|ND|RD|TH|\.|ER)?[\s./,-]{0,3}(?:DE\s)?([A-Z]{3,12})[\s./,'’-]{0,3}(?:DEL?\s)?(20[0-9]{2}|[0-9]{2}(?![.,][0-9]))(?![0-9](?!\d?:))"
)
_NAMED_FIRST = re.compile(
    r"(?<![A-Z])([A-Z]{3,12})[\s./,-]{0,3}([0-3]?[0-9])(?:ST|ND|RD|TH)?[\s,./-]{1,3}(20[0-9]{2})(?![0-9])"
)
_YEAR_NAMED = re.compile(r"(?<![0-9])(20[0-9]{2})[\s.]{1,3}([A-Z]{3,12})[\s.]{1,2}([0-3]?[0-9])(?![0-9])")
_TIME = re.compile(
    r"(?<![0-9])(?<![0-9][:.])([01]?[0-9]|2[0-3])\s?[:;.hH]\s?([0-5][0-9])(?:\s?[:.]\s?([0-5][0-9]))?(?![0-9%])\s?([AP]\.?M)?"
)
_DASHED = re.compile(r"(?<![0-9-])([01]?[0-9]|2[0-3])-([0-5][0-9])(?:-[0-5][0-9])?(?![0-9-])")
_SMALL_L = re.compile(r"L(AN(?:UARIE)?|UN(?:IE)?|UL(?:IE)?)")
"""`lan`, `lunie`, `lul`: a capital I that was read as the small letter it looks like."""
_DIGITS = str.maketrans({"O": "0", "I": "1", "L": "1"})

# Stems of month names, folded to capitals: RO, EN, DE, FR, IT, ES, HU, BG (Latin transcription), PL, MS.
_MONTHS: tuple[tuple[str, ...], ...] = (
    ("IAN", "JAN", "GEN", "ENE", "STY"),
    ("FEB", "FEV", "FEVR", "LUT"),
    ("MAR", "MRZ", "MAERZ", "MAC"),
    ("APR", "AVR", "ABR", "KWI", "APRI"),
    ("MAI", "MAY", "MAG", "MAJ", "MEI"),
    ("IUN", "JUN", "JUIN", "GIU", "CZE"),
    ("IUL", "JUL", "JUIL", "LUG", "LIP", "YUL"),
    ("AUG", "AOU", "AGO", "SIE", "AVG", "OGO"),
    ("SEP", "SET", "SZE", "WRZ"),
    ("OCT", "OKT", "OTT", "OUT", "PAZ"),
    ("NOI", "NOV", "LIS", "NOE"),
    ("DEC", "DEZ", "DIC", "GRU", "DEK", "DIS"),
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands. `sure` is False where another order or year would also make a date."""

    day: date
    span: Span
    sure: bool = True


def find_dates(line: TextLine, *, month_first: bool = False) -> list[FoundDate]:
    """All dates of the line between 1990 and 2099, from left to right, without overlaps.

    With `month_first` (the United States) 09/04/2025 is the fourth of September.
    """
    found: list[FoundDate] = []
    for read in (_named, _named_first, _year_named, _year_first, _day_first, _spaced, _short_year, _compact):
        for one in _month_first(line) if month_first and read is _day_first else read(line):
            if all(one.span.start >= other.span.end or one.span.end <= other.span.start for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.span.start)


def find_time(line: TextLine) -> tuple[str, Span] | None:
    """The first time of day in the line as `HH:MM`, 24 hours, with its place; a date is not taken for a time."""
    key = line.key
    for found in find_dates(line):
        key = blanked(key, found.span)
    for match in _TIME.finditer(key):
        separator = line.key[match.end(1) : match.start(2)].strip()
        if separator == "." and not (match[3] or re.search(r"UHR|ORA|TIME|ZEIT", line.key)):
            continue
        hour = int(match[1])
        half = match[4]
        if half and hour <= 12:
            hour = hour % 12 + (12 if half.startswith("P") else 0)
        return f"{hour:02d}:{match[2]}", line.span(match.start(), match.end())
    return _dashed_time(line, key)


def blanked(key: str, span: Span, fill: str = " ") -> str:
    """The text with spaces, or another sign, where something stood that is accounted for; all else keeps its place."""
    return key[: span.start] + fill * (span.end - span.start) + key[span.end :]


def _dashed_time(line: TextLine, key: str) -> tuple[str, Span] | None:
    """`13-44-22` beside a date: some tills part hours and minutes as they part days and months."""
    match = _DASHED.search(key) if key != line.key else None
    return (f"{int(match[1]):02d}:{match[2]}", line.span(*match.span())) if match else None


def month_of(name: str) -> int | None:
    """Month 1..12 of a folded month name or its abbreviation in the languages above."""
    name = _SMALL_L.sub(r"I\1", name) if _SMALL_L.fullmatch(name) else name
    for number, stems in enumerate(_MONTHS, start=1):
        if any(name.startswith(stem) for stem in stems):
            return number
    return None


def _named(line: TextLine) -> list[FoundDate]:
    found = []
    for match in _NAMED.finditer(line.key):
        month = month_of(match[2])
        day = month and _date(_year(match[3]), month, int(match[1]))
        if day:
            found.append(FoundDate(day, line.span(*match.span())))
    return found


def _named_first(line: TextLine) -> list[FoundDate]:
    found = []
    for match in _NAMED_FIRST.finditer(line.key):
        month = month_of(match[1])
        day = month and _date(int(match[3]), month, int(match[2]))
        if day:
            found.append(FoundDate(day, line.span(*match.span())))
    return found


def _day_first(line: TextLine) -> list[FoundDate]:
    found = []
    for match in _DAY_FIRST.finditer(line.key):
        first, second, year = (int(match[group].translate(_DIGITS)) for group in (1, 3, 4))
        day = _date(year, second, first) or _date(year, first, second)
        if day:
            found.append(FoundDate(day, line.span(*match.span()), sure=first <= 12 or second <= 12))
    return found


def _year_named(line: TextLine) -> list[FoundDate]:
    found = []
    for match in _YEAR_NAMED.finditer(line.key):
        month = month_of(match[2])
        day = month and _date(int(match[1]), month, int(match[3]))
        if day:
            found.append(FoundDate(day, line.span(*match.span())))
    return found


def _month_first(line: TextLine) -> list[FoundDate]:
    found = []
    for match in (*_DAY_FIRST.finditer(line.key), *_SHORT_YEAR.finditer(line.key)):
        first, second = (int(match[group].translate(_DIGITS)) for group in (1, 3))
        year = _year(match[4].translate(_DIGITS))
        day = _date(year, first, second) or _date(year, second, first)
        if day:
            found.append(FoundDate(day, line.span(*match.span())))
    return found


def _year_first(line: TextLine) -> list[FoundDate]:
    found = []
    for pattern in (_YEAR_FIRST, _YEAR_FIRST_TIME):
        for match in pattern.finditer(line.key):
            day = _date(*(int(match[group].translate(_DIGITS)) for group in (1, 3, 4)))
            if day:
                found.append(FoundDate(day, line.span(*match.span())))
    return found


def _spaced(line: TextLine) -> list[FoundDate]:
    spaced = (match for pattern in (_SPACED, _WORDED) for match in pattern.finditer(line.key))
    matches = ((match, _date(int(match[3]), int(match[2]), int(match[1]))) for match in spaced)
    return [FoundDate(day, line.span(match.start(1), match.end())) for match, day in matches if day]


def _short_year(line: TextLine) -> list[FoundDate]:
    found = []
    for match in _SHORT_YEAR.finditer(line.key):
        first, second, third = int(match[1]), int(match[3]), int(match[4])
        orders = [(2000 + third, second, first), (2000 + third, first, second), (2000 + first, second, third)]
        day = next((day for day in (_date(*order) for order in orders) if day), None)
        if day:
            found.append(FoundDate(day, line.span(*match.span()), sure=third > 12 or first == third))
    return found


def _compact(line: TextLine) -> list[FoundDate]:
    days = [(match, _date(int(match[1]), int(match[2]), int(match[3]))) for match in _COMPACT.finditer(line.key)]
    return [FoundDate(day, line.span(*match.span()), sure=False) for match, day in days if day]


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2099 else None
    except ValueError:
        return None
