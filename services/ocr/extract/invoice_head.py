"""The head of a Romanian invoice: its parties, date, and special ways of VAT."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.ocr.extract import parties
from services.ocr.extract.company import LEGAL_FORM
from services.ocr.extract.dates import FoundDate, find_dates
from services.ocr.extract.invoice_cells import Cell
from services.ocr.layout import Span, TextLine

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


def read_party(lines: Sequence[TextLine]) -> Party:
    """One party from its own lines: the first that is no code is the name."""
    named = next((line for line in lines if _could_name(line)), None)
    found = parties.find_parties(lines)
    codes = [code for code in (found.supplier, found.buyer) if code is not None]
    code = min(codes, key=lambda one: (not one.valid, one.repaired), default=None)
    address = parties.find_address(lines, named.index if named else -1)
    name = None if named is None else (named.text.strip(" :;,-"), named.whole)
    return Party(name, code, address)


def parties_of_a_bill(supplier: Party, buyer: Party, head: Sequence[Cell], foot: Sequence[TextLine]) -> list[Party]:
    """The parties where the head holds one code, the customer's, and the foot another, the seller's."""
    known = {party.code.digits: party.code for party in (supplier, buyer) if party.code and party.code.valid}
    told = [(line, parties.find_parties([TextLine(line.words, line.page, 0)]).supplier) for line in foot]
    others = [(line, code) for line, code in told if code and code.valid and code.labelled and code.digits not in known]
    if len(known) != 1 or len({code.digits for _, code in others}) != 1:
        return [supplier, buyer]
    (customer,), (written, seller) = known.values(), others[0]
    near = [line for line in foot if 0 <= written.index - line.index <= 1][::-1]
    firms = [cell.line for cell in head if LEGAL_FORM.search(cell.line.key)]
    firm = min(firms, key=lambda line: abs(line.index - customer.span.line.index), default=None)
    named = next((name for line in near if (name := _firm(line))), None)
    called = None if firm is None else (firm.text.strip(" :;,-"), firm.whole)
    return [Party(named, seller, None), Party(called, customer, None)]


def _firm(line: TextLine) -> tuple[str, Span] | None:
    """The part of a line of small print that has a legal form."""
    for part in re.finditer(r"[^|·•,;]+", line.text):
        if LEGAL_FORM.search(line.key[part.start() : part.end()].strip()):
            return part[0].strip(), line.span(*part.span())
    return None


def _could_name(line: TextLine) -> bool:
    letters = sum(character.isalpha() for character in line.key)
    return letters >= 3 and not re.match(
        r"\W*(?:C\.?[IU]\.?[FI]|COD|NR|REG|J[0-9]|ADRESA|SEDIUL|TEL|IBAN|CONT)", line.key
    )


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
