"""Receipts from abroad and of unknown kind: supplier, date, total, tax and currency by weighing what the lines say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.ocr.extract import currency, supplier, when
from services.ocr.extract.money import Money, read_money, record_money
from services.ocr.extract.placing import Placing
from services.ocr.extract.rates import EUROPEAN_RATES
from services.ocr.extraction import Extraction
from services.ocr.layout import TextLine
from services.ocr.words import Page

_WITHOUT_DECIMALS = frozenset({"HUF"})


def extract_foreign(lines: Sequence[TextLine], pages: Sequence[Page], today: date) -> tuple[Extraction, Money]:
    """Read a receipt that is not a Romanian fiscal one. Lines are those of `pages`, in reading order."""
    extraction = Extraction(kind="receipt")
    placing = Placing(pages, extraction)
    name = supplier.find_name(lines)
    if name:
        extraction.supplier.name = name.text
        placing.put("supplier.name", name.span, name.certainty)
    day = when.find_issue_date(lines, today)
    if day:
        extraction.issue_date = day.day
        placing.put("issue_date", day.span, day.certainty)
        if day.time:
            extraction.issue_time = day.time[0]
            placing.put("issue_time", day.time[1])
    found = currency.find_currency(lines)
    if found:
        extraction.currency = found.code
        placing.put("currency", found.span, found.certainty)
    money = read_money(lines, EUROPEAN_RATES, whole=found is not None and found.code in _WITHOUT_DECIMALS)
    record_money(money, placing)
    return extraction, money
