"""Which country a receipt from abroad is from, by its tax words and numbers: it settles what the paper leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.ocr.layout import TextLine, fold

_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|"
    "PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)


@dataclass(frozen=True, slots=True)
class Country:
    """What follows from the country: its currency, the order of its dates, its script, and its rates of VAT in basis
    points, of today and of the last ten years; none where its tax is not told by rate."""

    code: str
    currency: str
    month_first: bool = False
    cyrillic: bool = False
    rates: frozenset[int] = frozenset()


_CYRILLIC = re.compile("[А-Яа-я]{3}")
_EURO_IN_BULGARIA = date(2026, 1, 1)
"""Council Decision (EU) 2025/1407: Bulgaria adopts the euro."""

# A network that knows no Cyrillic gives the Latin letters that it looks like, or none: for ЕИК EMK, for РЕСТО PECTO.
_BULGARIAN = (
    r"(?<![A-Z0-9])B?G\s?[0-9]{9,10}(?![0-9])|(?<![A-Z])(?:E[A-Z]{0,2}K|ЕИК)\W{0,3}[0-9]{9}(?![0-9])"
    r"|(?<![A-Z])(?:PECTO|KAPTA)(?![A-Z])|CYMA(?![A-Z])|ДДС|ОБЩА СУМА"
)
_SAID_TWICE = re.compile(r"(?<![0-9])([0-9]{9})(?![0-9])(?s:.*?)(?<![0-9])\1(?![0-9])")
"""A Bulgarian company's number of nine digits stands under ЕИК and, the same, under ДДС."""
_HUNGARIAN = r"(?<![A-Z])(?:ADO\s?SZ(?:AM)?|AFA)(?![A-Z])|(?<![A-Z])NYUGTA"
_POLISH = r"PARAGON\s*FISKALNY|(?<![A-Z])PTU(?![A-Z])|(?<![A-Z])NIP\W{0,3}[0-9]{3}-?[0-9]{2,3}-?[0-9]{2}"
_AMERICAN = rf"(?<![A-Z])(?:{_STATES})[\s,.]+[0-9]{{5}}(?![0-9])|SALES TAX"
_BRITISH = r"(?<![A-Z])VAT[A-Z\s.]*\W{0,3}GB\s?[0-9]{3}|(?<![A-Z])[A-Z]{1,2}[0-9]{1,2}[A-Z]?\s[0-9][A-Z]{2}$"
_IRISH = r"(?<![A-Z])(?:VAT|REG)[A-Z\s.]*\W{0,3}IE\s?[0-9]{7}[A-Z]{1,2}(?![A-Z])"
_SWISS = r"(?<![A-Z])CHE-?\s?[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}"
_ITALIAN = r"(?<![A-Z])(?:P\.?\s?IVA|PARTITA\s?IVA)(?![A-Z])|DOCUMENTO\s?COMMERCIALE"
_FRENCH = r"(?<![A-Z])(?:SIRET|SIREN)(?![A-Z])"
_SPANISH = (
    r"(?<![A-Z])(?:N\.?I\.?F|C\.?I\.?F)\W{0,3}[A-HJ-NP-SUVW]-?[0-9]{7}[0-9A-J](?![0-9A-Z])|CUOTA IVA|BASE IMPONIBLE"
)
_AUSTRIAN = r"(?<![A-Z])ATU\s?[0-9]{8}"
_GERMAN = r"(?<![A-Z])DE\s?[0-9]{3}\s?[0-9]{3}\s?[0-9]{3}(?![0-9])|(?<![A-Z])ST\.?\s?-?\s?NR\W{0,3}[0-9]{2,3}/"
_SIGNS: tuple[tuple[Country, re.Pattern[str]], ...] = (
    (Country("BG", "BGN", cyrillic=True, rates=frozenset((0, 900, 2000))), re.compile(_BULGARIAN)),
    (Country("HU", "HUF", rates=frozenset((0, 500, 1800, 2700))), re.compile(_HUNGARIAN)),
    (Country("PL", "PLN", rates=frozenset((0, 500, 800, 2300))), re.compile(_POLISH)),
    (Country("US", "USD", month_first=True), re.compile(_AMERICAN)),
    (Country("GB", "GBP", rates=frozenset((0, 500, 1250, 2000))), re.compile(_BRITISH)),
    (Country("IE", "EUR", rates=frozenset((0, 480, 900, 1350, 2100, 2300))), re.compile(_IRISH)),
    (Country("CH", "CHF", rates=frozenset((0, 250, 260, 370, 380, 770, 810))), re.compile(_SWISS)),
    (Country("IT", "EUR", rates=frozenset((0, 400, 500, 1000, 2200))), re.compile(_ITALIAN)),
    (Country("FR", "EUR", rates=frozenset((0, 210, 550, 850, 1000, 2000))), re.compile(_FRENCH)),
    (Country("ES", "EUR", rates=frozenset((0, 200, 400, 500, 750, 1000, 2100))), re.compile(_SPANISH)),
    (Country("AT", "EUR", rates=frozenset((0, 500, 1000, 1300, 1900, 2000))), re.compile(_AUSTRIAN)),
    (Country("DE", "EUR", rates=frozenset((0, 500, 700, 1600, 1900))), re.compile(_GERMAN)),
)


def find_country(lines: Sequence[TextLine]) -> Country | None:
    """The first country whose sign is printed; None where none is, or where the signs of two are."""
    found = _named_by([line.key for line in lines])
    return found[0] if len(found) == 1 else None


def _named_by(texts: Sequence[str]) -> list[Country]:
    return [country for country, sign in _SIGNS if any(sign.search(text) for text in texts)]


def is_bulgarian(words: Iterable[str]) -> bool:
    """Whether words that a network without Cyrillic read are those of a Bulgarian receipt, and no other country's."""
    text = "\n".join(fold(word) for word in words)
    found = [country.code for country in _named_by([text])]
    return found == ["BG"] or (not found and _SAID_TWICE.search(text) is not None)


def is_legible(country: Country | None, lines: Sequence[TextLine]) -> bool:
    """Whether its words were read: a Cyrillic receipt without a Cyrillic letter came through a network without them."""
    return country is None or not country.cyrillic or any(_CYRILLIC.search(line.text) for line in lines)


def currency_of(country: Country, day: date | None) -> str:
    """The currency that a receipt of the country is in, on that day."""
    if country.code == "BG" and day is not None and day >= _EURO_IN_BULGARIA:
        return "EUR"
    return country.currency
