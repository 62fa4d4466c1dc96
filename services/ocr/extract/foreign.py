"""Receipts from abroad and of unknown kind: supplier, date, total, tax and currency by weighing what the lines say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.ocr.extract import country, currency, supplier, when
from services.ocr.extract.amounts import find_amounts
from services.ocr.extract.money import Money, read_money, record_money
from services.ocr.extract.placing import Placing
from services.ocr.extract.rates import EUROPEAN_RATES
from services.ocr.extraction import Extraction
from services.ocr.layout import TextLine
from services.ocr.words import Page

_TWICE_SAID = 0.95
_CONCLUDED = 0.85
"""How sure a currency is that no sign names: a till abroad prints its own country's."""


def extract_foreign(lines: Sequence[TextLine], pages: Sequence[Page], today: date) -> tuple[Extraction, Money]:
    """Read a receipt that is not a Romanian fiscal one. Lines are those of `pages`, in reading order."""
    extraction = Extraction(kind="receipt")
    placing = Placing(pages, extraction)
    home = country.find_country(lines)
    legible = country.is_legible(home, lines)
    if legible:
        _record_name(lines, placing)
    _record_day(lines, placing, today, month_first=home is not None and home.month_first)
    both = home is not None and home.cyrillic  # a Bulgarian receipt prints its total in two currencies
    _record_currency(() if both else lines, placing, home)
    rates = EUROPEAN_RATES if home is None else home.rates
    money = read_money(lines, rates, unit=currency.smallest_unit(extraction.currency))
    record_money(money, placing)
    return extraction, money


def _record_name(lines: Sequence[TextLine], placing: Placing) -> None:
    name = supplier.find_name(lines)
    if name and not find_amounts(name.span.line):
        placing.extraction.supplier.name = name.text
        placing.put("supplier.name", name.span, name.certainty)


def _record_day(lines: Sequence[TextLine], placing: Placing, today: date, *, month_first: bool) -> None:
    day = when.find_issue_date(lines, today, month_first=month_first)
    if day:
        placing.extraction.issue_date = day.day
        placing.put("issue_date", day.span, day.certainty)
        if day.time:
            placing.extraction.issue_time = day.time[0]
            placing.put("issue_time", day.time[1])


def _record_currency(lines: Sequence[TextLine], placing: Placing, home: country.Country | None) -> None:
    """The currency that is printed, else the one of the country whose tax words are."""
    extraction = placing.extraction
    at_home = country.currency_of(home, extraction.issue_date) if home else None
    found = currency.find_currency(lines)
    if found:
        extraction.currency = found.code
        placing.put("currency", found.span, found.certainty)
        if found.code == at_home:
            extraction.confidence["currency"] = max(extraction.confidence["currency"], _TWICE_SAID)
    elif at_home:
        extraction.currency = at_home
        extraction.confidence["currency"] = _CONCLUDED
