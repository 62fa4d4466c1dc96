"""What the words of a VAT line say: the till's letter, a rate without its sign, and what each amount is called."""

from __future__ import annotations

import re

from services.ocr.extract.amounts import Amount
from services.ocr.extract.ledger import Entry
from services.ocr.layout import Span

_LETTER = re.compile(
    r"(?:[TI][VUY]A\s*[-:=.]?\s*|(?:TOTAL|BAZA|NETT?O?|BRUTT?O?|COTA|GRUPA|VALOARE|TAXA|VAT|"
    r"PTU|KWOTA|OPODATK\w*|OPOD\.?|SP\.? ?OP\.?)(?:\s*[-:=.]\s*|\s+))"
    r"\(?([A-H])\)?(?![A-Z0-9])"
    r"|(?<![A-Z0-9])([A-H])\s*[-:=.)]{0,2}\s*\(?\s*[0-9]{1,2}(?:[.,][0-9]{1,2})?\s?%"
    r"|%\s*\(?([A-H])\)?(?![A-Z0-9])"
    r"|^\W*([A-H])\s*[:=-][^0-9]{0,6}[0-9]{1,2}\s?%"
    r"|^\W*([A-H])(?=[\s:=-]+[0-9])"
    r"|^\W*(?:T[VUY]A\s+)?([A-HS])\s*[:=-]?\s*(?:T[VUY]A\s*)?(?=SCUTIT|NEIMPOZ|NETAXAB|ALTE TAXE|FARA\s?T[VUY]A)"
    r"|(?<![A-Z])(?:SCUTIT|NEIMPOZABIL|NETAXABIL)(?:[A-Z ]{0,26}\s|\s?\()([A-HS])(?=\W{1,4}[0-9])"
)
_EIGHT = re.compile(r"T[VUY]A\s*8\s*[:=]|^\W*8\s*[-:=]\s*(?:T[VUY]A\s*)?[0-9]{1,2}\s?%")
"""The letter B read as the digit it resembles, where only a letter can stand."""
_LETTER_BEFORE = re.compile(r"(?<![A-Z])([A-H])\W*(?:(?:[TI][VUY]A|COTA)\W*)?[0-9A-H]?$")
_LETTER_AFTER = re.compile(r"\W*([A-H])(?![A-Z])(?!\W*(?:[TI][VUY]A\W*)?[0-9])")
_BASE = re.compile(
    r"(?<![A-Z])(?:BAZA|NETTO?|NET|FARA\s?TVA|OHNE|EXCL\w*|HT|IMPOZABIL\w*|VAL(?:OARE)?\s?FARA|BASE|B\.\s?IMP|IMPONIBILE|AMT|AMOUNT|NETT"
    r"|NETTO[A-Z]{4,6}|WARENWERT|ENTGELT|GOODS|HTVA|HORS\s?TAXES?|EXKL|NELKUL|ALAP|ADOALAP|HETO|НЕТО|БЕЗ\s?ДДС|NET\s?OF\s?VAT"
    r"|(?:OHNE|EX|EXCL?\.?|BEZ|HORS)\s(?:MWST|UST|VAT|PTU|TVA|IVA))(?![A-Z])"
)
_TAX = re.compile(
    r"(?<![A-Z])(?:T[VUY]A|T\.V\.A|MWST|UST|STEUER|GST|VAT|IVA|TAX|AFA|PTU|DDS|ДДС|"
    r"MWST-BETRAG|UST-BETRAG|IMPOSTA|CUOTA|TAXE|ADO|PODATEK|KWOTA|I\.V\.A)(?![A-Z])"
)
_GROSS = re.compile(
    r"(?<![A-Z])(?:BRUTT?O|BRUT|CU\s?T[VUY]A|INCL\w*|TTC|GROSS|TOTAL|VANZARI|VALOARE|LORDO|"
    r"SPRZEDAZ\w*|SPRZED|OPODATK\w*|SP\.?\s?OP)(?![A-Z])"
)
_INCLUDED = re.compile(
    r"(?:T\.?[VUY]\.?A\.?|MWST|GST|VAT|IVA|AFA)(?:[^A-Z]*[A-H](?![A-Z]))?[^A-Z]*INCL|INCL\w*\s(?:OF\s)?(?:[0-9.,]+\s?%\s)?(?:VAT|TVA|MWST|IVA)"
)
_WITHOUT_TAX = re.compile(
    r"BAZA\s*(?:DE\s*)?(?:IMPOZ\w*\s*)?T[VUY]A|FARA\s*TVA|NET\s*OF\s*VAT|HORS\s*TAXES?|AFA\s*NELKUL"
    r"|(?<![A-Z])(?:EX|EXCL?\.?|EXKL\.?|OHNE|BEZ|SENZA|SIN)\W*(?:[0-9.,]+\s?%\s*)?(?:VAT|MWST|UST|PTU|IVA|TAX)"
)
_VALUE = re.compile(r"(?<![A-Z])VALOARE(?!\s*(?:TVA|TUA|FARA|CU))")
_TAX_TOTAL = re.compile(r"TOTAL\s*(?:T[VUY]A|TAX|GST|MWST|VAT)|T[VUY]A\s*TOTAL\W*$")
EXEMPT = re.compile(
    r"FUORI CAMPO|ESENTE|EXENTO|ADOMENTES|SCUTIT|NEPLATIT|NEIMPOZABIL|NETAXABIL|ALTE TAXE|FARA\s?TVA"
    r"|ZERO RATED|STEUERFREI"
)
_INTEGER_RATE = re.compile(r"(?<![0-9.,])([0-9]{1,2})(?:[.,]0{1,2})?(?![0-9.,])")


def letter_of(entry: Entry) -> str | None:
    """The till's letter for the rate that the line is about."""
    if _EIGHT.search(entry.line.key):
        return "B"
    letter = _LETTER.search(entry.line.key)
    return next((group for group in letter.groups() if group), None) if letter else None


def letter_beside(entry: Entry, rate: Span) -> str | None:
    """The letter before a rate (`B: TVA 19%`), else the one after it (`19% B`)."""
    before = _LETTER_BEFORE.search(entry.line.key[: rate.start + 1])
    letter = before or _LETTER_AFTER.match(entry.line.key, rate.end)
    return letter[1] if letter else None


def bare_rate(entry: Entry, rates: frozenset[int]) -> int | None:
    """A rate printed without its percent sign, as a whole number before the amounts."""
    end = entry.amounts[0].span.start if entry.amounts and not entry.borrowed else len(entry.line.text)
    for match in _INTEGER_RATE.finditer(entry.line.key[:end]):
        if int(match[1]) * 100 in rates and int(match[1]):
            return int(match[1]) * 100
    return None


def says(entry: Entry, amount: Amount) -> str:
    """What the nearest word before the amount calls it."""
    before = entry.line.key if amount.span.line is not entry.line else entry.line.key[: amount.span.start]
    places = {"base": _last(_BASE, before), "vat": _last(_TAX, before), "gross": _last(_GROSS, before)}
    if max(places.values()) < 0:
        return ""
    if _INCLUDED.search(before):
        return "vat"
    if _VALUE.search(before) and places["vat"] >= 0:
        return ""
    if places["gross"] >= 0 and places["vat"] >= 0 and _TAX_TOTAL.search(before):
        return "vat"
    if places["base"] >= 0 and places["vat"] >= 0 and _WITHOUT_TAX.search(before):
        return "base"
    return max(places, key=lambda name: places[name])


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
