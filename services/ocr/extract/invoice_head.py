"""The head of a Romanian invoice: its parties, series and number, date, and special ways of VAT."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.ocr.extract import parties
from services.ocr.extract.dates import FoundDate, find_dates
from services.ocr.extract.invoice_cells import Cell, beneath
from services.ocr.layout import Span, TextLine

_SERIES = r"(?P<series>[A-Z0-9][A-Z0-9/.\-]{0,11}?)"
_NO = r"(?:N[RB]\.?|NUMAR(?:UL)?|NO\.?|#)(?:\s*/\s*(?:N[RO]|NUMBER)\.?)?"
_NUMBER = r"(?P<number>[0-9]{1,12})(?:(?=DATA|DIN|\s?/\s?[0-9]{1,2}[./-][0-9]{1,2}[./-])|(?![0-9A-Z]|[./,][0-9]))"
_NUMBERED = (
    re.compile(rf"SERI[AE](?:\s*/\s*SERIES)?\W*{_SERIES}\s*[,;.]?\s*{_NO}\W*{_NUMBER}"),
    re.compile(rf"SERI[AE]\s*(?:SI|/|&)\s*{_NO}\W*(?:FACTUR\w*\W*)?{_SERIES}[\s\-/]*{_NUMBER}"),
    re.compile(rf"{_NO}\s*(?:FACTUR\w*|DOCUMENT)\W*(?:(?P<series>[A-Z0-9]{{1,8}}[\- /]|[A-Z]{{1,8}})\s*)?{_NUMBER}"),
    re.compile(
        rf"(?:FACTURA|STORNO|CREDIT\w*)(?:\s+FISCALA|\s+STORNO|\s+PROFORMA)?\s*(?:SERIA\W*)?"
        rf"(?:(?P<series>[A-Z0-9]{{1,8}}[\- ]?)\s*)??{_NO}\W*{_NUMBER}"
    ),
    re.compile(
        rf"(?:FACTURA|STORNO|CREDITARE)(?:\s+FISCALA|\s+STORNO)?\s*{_NO}\W*(?P<series>[A-Z]{{1,8}}[\- /]?){_NUMBER}"
    ),
    re.compile(
        rf"^\W*FACTURA(?:\s+FISCALA|\s+STORNO)?\W+(?:(?P<series>[A-Z]{{1,8}}[\- ]?|[A-Z0-9]{{1,8}}-)\s*)?{_NUMBER}"
    ),
    re.compile(rf"^\W*{_NO}\W*(?:(?P<series>[A-Z]{{1,8}}[\- ]?|[A-Z0-9]{{1,8}}-)\s*)?{_NUMBER}"),
)
_ONLY_SERIES = re.compile(rf"^\W*SERIA\W*{_SERIES}\W*$")
_ONLY_NUMBER = re.compile(rf"^\W*{_NO}(?:\s*FACTUR\w*)?\W*{_NUMBER}\W*$")
_NOT_INVOICE_NUMBER = re.compile(
    r"(?<![A-Z])(?:REG|ORD|CRT|STR|STRADA|BD|BLD|B-DUL|CALEA|SOS|ALEEA|DN|ADRESA|SEDIUL?|CONTRACT|COMANDA|AVIZ|CONT|IBAN|TEL|"
    r"BL|SC|AP|ET|JUD|CI|BULETIN|DELEGAT|AUTO)(?![A-Z])"
)
_DUE = re.compile(r"SCADEN|TERMEN|LIVR|PLATII|VALABIL|PERIOADA|CONTRACT|COMANDA|AVIZ")
_ISSUED = re.compile(r"DATA|DIN|EMITER|EMISA|FACTUR|ISSUE|DATE")
_REVERSE = re.compile(r"TAX[A-Z]*\s*INVERS|REVERSE\s*CHARGE|ART\.?\s*331")
_UNTAXED = re.compile(
    r"NEPLATI\w*\s*(?:DE\s*)?T\.?V\.?A|SCUTI[TR]|NEIMPOZABIL|NETAXABIL|EXEMPT|FARA\s+TVA\s+CONF|ART\.?\s*(?:292|294|296|310)(?![0-9])|"
    r"(?<![0-9.,])0(?:[.,]00?)?\s?%|T\.?V\.?A\.?\W*(?:LEI|RON)?\W*0[.,]00(?![0-9])"
)
"""Cod fiscal art. 292 and 294 (exempt), 310 (small firms)."""
_COLLECTION = re.compile(r"TVA\s*LA\s*INCASARE")
_PAID = re.compile(
    r"(?:ACHITAT|PLATIT|MODALITATE\s*(?:DE\s*)?PLATA)\w*\W*(?:CU\s*|IN\s*|PRIN\s*)?(?P<how>CARD|NUMERAR|CASH|OP|VIRAMENT)"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Name, fiscal code and address as printed, with their places."""

    name: tuple[str, Span] | None
    code: parties.Code | None
    address: tuple[str, Span] | None


@dataclass(frozen=True, slots=True)
class Numbered:
    series: tuple[str, Span] | None
    number: tuple[str, Span]


def read_party(lines: Sequence[TextLine]) -> Party:
    """One party from its own lines: the first that is no code is the name."""
    named = next((line for line in lines if _could_name(line)), None)
    found = parties.find_parties(lines)
    codes = [code for code in (found.supplier, found.buyer) if code is not None]
    code = min(codes, key=lambda one: (not one.valid, one.repaired), default=None)
    address = parties.find_address(lines, named.index if named else -1)
    name = None if named is None else (named.text.strip(" :;,-"), named.whole)
    return Party(name, code, address)


def _could_name(line: TextLine) -> bool:
    letters = sum(character.isalpha() for character in line.key)
    return letters >= 3 and not re.match(
        r"\W*(?:C\.?[IU]\.?[FI]|COD|NR|REG|J[0-9]|ADRESA|SEDIUL|TEL|IBAN|CONT)", line.key
    )


def find_number(cells: Sequence[Cell]) -> Numbered | None:
    """Series and number, in one cell or in two."""
    lines = [cell.line for cell in cells]
    fit = [line for line in lines if not _NOT_INVOICE_NUMBER.search(line.key)]
    for pattern in _NUMBERED:
        for line in lines if pattern is not _NUMBERED[-1] else fit:
            match = pattern.search(line.key)
            if match is None or _NOT_INVOICE_NUMBER.search(line.key, 0, match.start()):
                continue
            if pattern is not _NUMBERED[-1] or not _has_series_elsewhere(fit, line):
                return _numbered(line, match)
    return _in_two_cells(fit) or _under_headings(cells) or _before_number(fit)


def _in_two_cells(lines: Sequence[TextLine]) -> Numbered | None:
    series = next(((line, match) for line in lines if (match := _ONLY_SERIES.search(line.key))), None)
    number = next(((line, match) for line in lines if (match := _ONLY_NUMBER.search(line.key))), None)
    if number is None:
        return None
    line, match = number
    written = line.span(*match.span("number"))
    told = None if series is None else _stretch(series[0], series[1])
    return Numbered(told, (written.text, written))


def _under_headings(cells: Sequence[Cell]) -> Numbered | None:
    told = beneath(cells)
    series = next((line for label, line in told if re.match(r"\W*SERI[AE]\W*$", label)), None)
    number = next((line for label, line in told if re.match(rf"\W*{_NO}(?:\s*FACTUR\w*)?\W*$", label)), None)
    if number is None or not re.fullmatch(r"[A-Z0-9\-/ ]*[0-9]", number.key):
        return None
    letters = None if series is None else (series.text.strip(), series.whole)
    return Numbered(letters, (number.text.strip(), number.whole))


def _before_number(lines: Sequence[TextLine]) -> Numbered | None:
    """`ABC nr. 127` alone in its cell."""
    pattern = re.compile(rf"^\W*(?P<series>[A-Z]{{1,8}})\s+{_NO}\W*{_NUMBER}\W*$")
    found = ((line, pattern.search(line.key)) for line in lines)
    return next((_numbered(line, match) for line, match in found if match and match["series"] in line.text), None)


def _has_series_elsewhere(lines: Sequence[TextLine], line: TextLine) -> bool:
    return any(_ONLY_SERIES.search(other.key) for other in lines if other is not line)


def _numbered(line: TextLine, match: re.Match[str]) -> Numbered:
    written = line.span(*match.span("number"))
    return Numbered(_stretch(line, match), (written.text, written))


def _stretch(line: TextLine, match: re.Match[str]) -> tuple[str, Span] | None:
    if not match["series"] or not match["series"].strip():
        return None
    span = line.span(*match.span("series"))
    return span.text.strip(), span


def find_day(cells: Sequence[Cell], today: date) -> FoundDate | None:
    """The date of issue: labelled so, else the first date that is not labelled otherwise, else the earliest."""
    found = [(cell, one) for cell in cells for one in find_dates(cell.line) if one.day <= today]
    if not found:
        return None
    told = [(one, _label(cells, cell, one)) for cell, one in found]
    issued = [one for one, label in told if _ISSUED.search(label) and not _DUE.search(label)]
    neutral = [one for one, label in told if not _DUE.search(label)]
    return (issued or neutral or [min((one for one, _ in told), key=lambda one: one.day)])[0]


def _label(cells: Sequence[Cell], cell: Cell, one: FoundDate) -> str:
    """What stands before the date in its cell, else in the cell to the left, else in the one above."""
    before = cell.line.key[: one.span.start].strip()
    if before:
        return before[-40:]
    left = [other for other in cells if other.line.index == cell.line.index and other.x < cell.x]
    if left:
        return max(left, key=lambda other: other.x).line.key
    above = [other for other in cells if other.y < cell.y and abs(other.x - cell.x) < 0.08]
    return max(above, key=lambda other: other.y).line.key if above else ""


def find_regimes(lines: Sequence[TextLine]) -> list[str]:
    named = (("reverse_charge", _REVERSE), ("vat_on_collection", _COLLECTION))
    return [regime for regime, pattern in named if any(pattern.search(line.key) for line in lines)]


def is_untaxed(lines: Sequence[TextLine]) -> bool:
    """Whether the invoice says why it bears no VAT: a rate or VAT of nothing, or the article of the law."""
    return any(_UNTAXED.search(line.key) or _REVERSE.search(line.key) for line in lines)


def find_paid(lines: Sequence[TextLine]) -> tuple[str, Span] | None:
    """By what means the invoice says that it was paid."""
    for line in lines:
        match = _PAID.search(line.key)
        if match:
            return match["how"], line.span(*match.span())
    return None
