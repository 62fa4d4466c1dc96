"""The head of a Romanian invoice: its parties, date, and special ways of VAT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.ocr.extract import parties
from services.ocr.extract.company import LEGAL_FORM
from services.ocr.extract.dates import FoundDate, find_dates
from services.ocr.extract.invoice_cells import Cell, names_buyer, names_seller
from services.ocr.layout import Span, TextLine

_DUE = re.compile(
    r"REFERI|AFERENT|STORNEAZA|LA FACTURA|SCADEN|TERMEN|LIVR|PLATII|VALABIL|PERIOADA|CONTRACT|COMANDA|AVIZ"
)
_BEHIND = re.compile(r"\W*(?:(?:DIN|DATA|DE|DATE|DATED)(?![A-Z])\W*){0,3}")
_ISSUED = re.compile(r"DATA|DIN|EMITER|EMISA|FACTUR|ISSUE|DATE")
_REVERSE = re.compile(r"TAX[A-Z]*\s*INVERS|REVERSE\s*CHARGE|ART\.?\s*331")
_UNTAXED = re.compile(
    r"NEPLATI\w*\s*(?:DE\s*)?T\.?V\.?A|SCUTI[TR]|NEIMPOZABIL|NETAXABIL|EXEMPT|FARA\s+TVA\s+CONF|ART\.?\s*(?:292|294|296|310)(?![0-9])|"
    r"(?<![0-9.,])0(?:[.,]00?)?\s?%|T\.?V\.?A\.?\W*(?:LEI|RON)?\W*0[.,]00(?![0-9])"
)
"""Cod fiscal art. 292 and 294 (exempt), 310 (small firms)."""
_COLLECTION = re.compile(r"TVA\s*LA\s*INCASARE")
_LONG = 5
"""Digits; of shorter numbers behind a bare RO one in eleven passes, such as an account's check digits."""
_LEGAL = re.compile(r"CAP(?:ITAL|\.)\W*SOC|^[^:]{4,70}S\.?\s?(?:R\.?\s?L|A)(?![A-Z]).*(?<![A-Z])J\s?[0-9]{2}/")
"""Who sells says what its capital is, or its name, code and register on one line (Legea 31/1990 art. 74)."""
_RECEIVED = re.compile(r"AM\s+PRIMIT|CHITANT|DELEGAT")
_PAID = re.compile(
    r"(?:ACHITAT|PLATIT|MODALITATE\s*(?:DE\s*)?PLATA)\w*\W*(?:CU\s*|IN\s*|PRIN\s*)?(?P<how>CARD|NUMERAR|CASH|OP|VIRAMENT)"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Name, fiscal code and address as printed, with their places; `guessed` where only the order tells whose."""

    name: tuple[str, Span] | None
    code: parties.Code | None
    address: tuple[str, Span] | None
    guessed: bool = False


def read_party(lines: Sequence[TextLine]) -> Party:
    """One party from its own lines: the first that is no code is the name."""
    named = next((line for line in lines if _could_name(line)), None)
    found = parties.find_parties(lines)
    codes = [code for code in (found.supplier, found.buyer) if code is not None]
    code = min(codes, key=lambda one: (not one.valid, one.repaired), default=None)
    code = code or next((lone for line in lines if (lone := parties.lone_code(line))), None)
    address = parties.find_address(lines, named.index if named else -1)
    name = None if named is None else (named.text.strip(" :;,-"), named.whole)
    return Party(name, code, address)


def told_apart(supplier: Party, buyer: Party, head: Sequence[Cell], foot: Sequence[TextLine]) -> list[Party]:
    """The parties with the codes that labels alone did not give them.

    Of two codes in the head the one that no party has yet is the other party's; without a label the first is the
    seller's, which is a guess. Where the head has one code or none and names no seller, the seller stands in small
    print at the foot.
    """
    codes = _codes(cell.line for cell in head)
    own = [party.code.digits if party.code and party.code.digits in codes else None for party in (supplier, buyer)]
    if len(codes) == 2:
        first, second = codes
        other = {first: second, second: first}
        guessed = not (names_seller(head) or names_buyer(head))
        legal = [digits for digits, code in codes.items() if _LEGAL.search(code.span.line.key)]
        if len(legal) == 1 and not names_seller(head):
            own, guessed = [legal[0], other[legal[0]]], False
        sells = own[0] or other.get(own[1] or "", first)
        buys = own[1] or other[sells]
        told = [_with_code(supplier, codes[sells]), _with_code(buyer, codes[buys])]
        return [replace(party, guessed=guessed) for party in told]
    below = {digits: code for digits, code in _codes(foot).items() if digits not in codes}
    if len(codes) > 1 or len(below) != 1 or names_seller(head):
        return [supplier, buyer]
    (seller,), customer = below.values(), next(iter(codes.values()), None)
    near = [line for line in foot if 0 <= seller.span.line.index - line.index <= 1][::-1]
    named = next((name for line in near if (name := _firm(line))), None)
    if customer is None:
        return [Party(named or supplier.name, seller, supplier.address), buyer]
    firms = [cell.line for cell in head if LEGAL_FORM.search(cell.line.key)]
    firm = min(firms, key=lambda line: abs(line.index - customer.span.line.index), default=None)
    called = buyer.name if firm is None else (firm.text.strip(" :;,-"), firm.whole)
    return [Party(named, seller, None), Party(called, customer, None)]


def _with_code(party: Party, code: parties.Code) -> Party:
    return party if party.code and party.code.digits == code.digits else replace(party, code=code)


def _codes(lines: Iterable[TextLine]) -> dict[str, parties.Code]:
    """The sound fiscal codes of the lines in their order, each line for itself; receipts of payments have others'."""
    found: dict[str, parties.Code] = {}
    for line in lines:
        told = parties.find_parties([TextLine(line.words, line.page, 0)])
        for code in (told.supplier, told.buyer):
            if (
                code
                and code.valid
                and (code.labelled or (code.ro and len(code.digits) >= _LONG))
                and not _RECEIVED.search(line.key)
            ):
                found.setdefault(code.digits, replace(code, span=replace(code.span, line=line)))
    return found


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


def find_day(cells: Sequence[Cell], today: date, number: Span | None) -> FoundDate | None:
    """The date of issue: right behind the invoice's number, else labelled so, else the first that is not labelled
    otherwise, else the earliest."""
    behind = (
        []
        if number is None
        else [one for one in find_dates(number.line) if one.day <= today and not _is_in(one.span, number)]
    )
    for one in behind:
        if number and _BEHIND.fullmatch(number.line.key[number.end : max(number.end, one.span.start)]):
            return one
    found = [(cell, one) for cell in cells for one in find_dates(cell.line) if one.day <= today]
    found = [(cell, one) for cell, one in found if number is None or not _is_in(one.span, number)]
    if not found:
        return None
    told = [(one, _label(cells, cell, one)) for cell, one in found]
    issued = [one for one, label in told if _ISSUED.search(label) and not _DUE.search(label)]
    neutral = [one for one, label in told if not _DUE.search(label)]
    return (issued or neutral or [min((one for one, _ in told), key=lambda one: one.day)])[0]


def _is_in(day: Span, number: Span) -> bool:
    """Whether what reads like a day is the invoice's number, `20250731`."""
    return day.line.index == number.line.index and day.text.isdigit() and day.text in number.text


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
