"""The name at the head of a document: which line names the company, and how far the name runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from services.ocr.extract.company import LEGAL_FORM, LIKELY_FORM, clean, is_registration, spelled, without_registration
from services.ocr.extract.dates import find_dates
from services.ocr.layout import Span, TextLine

_HEAD = 10
_GENERIC = r"(?:TRADING|COMPANY|HOLDINGS|INDUSTRIES|RESTAURANTS?|SERVICES|STORES|MARKETING|RESOURCES|MANAGEMENT|RETAIL)"
_CONTINUES = re.compile(
    rf"^\W*(?:&|(?:{_GENERIC}\W+)*(?:\(M(?:ALAYSIA)?\)\s?)?(?:SDN\.?\s?BHD|BHD)|S\.?R\.?L|G?MBH|ENTERPRISE)(?![A-Z])"
)
"""A line that opens with a legal form, or with nothing but generic words before it, is the rest of a name."""
_GOES_ON = re.compile(r"(?:&|\s(?:AND|UND|DAN|SI|KUALA|SRI|SERI|BUKIT))\s*$")
"""So is the line after one that ends in the middle of something."""
_NOT_NAME = re.compile(
    r"(?<![A-Z])(?:TAX INVOICE|INVOICE|RECEIPT|BON FISCAL|THANK|WELCOME|BUN VENIT|"
    r"TEL|FAX|PHONE|GST|REG|CO\.? ?NO|COMPANY NO|"
    r"ROC|DATE|LOT|NO\.|JALAN|JLN|STR|STRADA|BD|CALEA|JUD|SECTOR|CIF|C\.I\.F|CUI|COD|TABLE|CASHIER|CASIER|OPERATOR|COPY|"
    r"DUPLICATE|WWW|HTTP|KASSENBON|RECHNUNG|QUITTUNG|OFFNUNGSZEITEN|UNSERE|PLEASE|CLIENT|CUMPARATOR|SCONTRINO|RICEVUTA|NYUGTA|"
    r"PARAGON|TICKET|FACTURE|FACTURA|TERMINAL|DATA|OWNED|OPERATED|MANAGED|FORMERLY|"
    r"FRANCHISEE|SINCE|BILL TO|SOLD TO|INH|INHABER|TRN|TAX)(?![A-Z])"
)
_ADDRESS = re.compile(
    r"(?<![A-Z0-9])(?:NO\.?\s?:?\s?[0-9]|LOT|JALAN|JLN|STR|TEL|[0-9]{4,6}\s+[A-Z]{3}|.*(?:STRASSE|STR\.|WEG)\s+[0-9])"
)


class _Rank(IntEnum):
    """How surely a line names the company."""

    SMALL = 0  # a person's note above the print: tills begin a name with a capital
    PLAIN = 1
    REGISTERED = 2
    LIKELY_FORM = 3
    LEGAL_FORM = 4


_CERTAINTY = (0.7, 0.7, 0.8, 0.9, 0.9)
"""By rank."""


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    span: Span
    certainty: float


def find_name(lines: Sequence[TextLine], *, anywhere: bool = False) -> Name | None:
    """The company's name: the line with a legal form at the head, else above a registration number, else the first.

    A legal form counts where it stands above the address; with `anywhere`, also below it (Romanian receipts).
    """
    head = [line for line in lines[:_HEAD] if _could_be_name(line)]
    if not head:
        return None
    below = (line.index for line in lines[head[0].index + 1 : _HEAD] if _ADDRESS.search(line.key))
    address = next(below, _HEAD)
    ranks = [_rank(lines, line, above=line.index <= address, anywhere=anywhere) for line in head]
    best = max(ranks)
    chosen = head[ranks.index(best)]
    if best < _Rank.REGISTERED:
        chosen = _fuller(head, chosen)
    first, last = _extent(lines, chosen.index)
    text = " ".join(clean(line) for line in lines[first : last + 1])
    return Name(spelled(text, plain=not _has_accents(lines)), chosen.whole, _CERTAINTY[best])


def _rank(lines: Sequence[TextLine], line: TextLine, *, above: bool, anywhere: bool) -> _Rank:
    if anywhere or above:
        if LEGAL_FORM.search(line.key):
            return _Rank.LEGAL_FORM
        if LIKELY_FORM.search(line.key):
            return _Rank.LIKELY_FORM
    if above and line.index + 1 < len(lines) and is_registration(lines[line.index + 1].key):
        return _Rank.REGISTERED
    return _Rank.SMALL if line.text.islower() else _Rank.PLAIN


def _fuller(head: Sequence[TextLine], chosen: TextLine) -> TextLine:
    """Below a logo the till may print the whole name, which begins with the same word; but so does a slogan."""
    below = (line for line in head if 0 < line.index - chosen.index <= 2)
    longer = (line for line in below if line.key.startswith(chosen.key + " "))
    return next((line for line in longer if not any(word.islower() for word in line.text.split())), chosen)


def _extent(lines: Sequence[TextLine], index: int) -> tuple[int, int]:
    """A name may run over lines, two up and two down from the one that was chosen."""
    first = last = index
    while first > max(index - 2, 0) and _could_be_name(lines[first - 1]) and _is_one(lines, first - 1, last, first):
        first -= 1
    while last + 1 < min(index + 3, len(lines)) and _is_one(lines, first, last + 1, last + 1):
        last += 1
    return first, last


def _is_one(lines: Sequence[TextLine], first: int, last: int, second: int) -> bool:
    """Whether the lines from `second` on continue those above: `& Co.`, a bare legal form, an open bracket."""
    above = " ".join(without_registration(line.key) for line in lines[first:second])
    below = " ".join(line.key for line in lines[second : last + 1])
    bracket = above.count("(") > above.count(")") and ")" in below
    return bracket or bool(_CONTINUES.search(below) or _GOES_ON.search(above))


def _could_be_name(line: TextLine) -> bool:
    bare = without_registration(line.key)
    letters = sum(character.isalpha() for character in bare)
    return (
        letters >= 3
        and letters * 2 >= len(bare.replace(" ", ""))
        and not _NOT_NAME.search(bare)
        and not find_dates(line)
    )


def _has_accents(lines: Sequence[TextLine]) -> bool:
    """A lone accent in a plain text is dirt."""
    return sum(not character.isascii() and character.isalpha() for line in lines for character in line.text) > 3
