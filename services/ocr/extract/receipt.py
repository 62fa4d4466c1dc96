"""The Romanian fiscal receipt (bon fiscal; OUG 28/1999 and its norms)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from services.ocr.extract import parties, supplier, till, when
from services.ocr.extract.money import Money, read_money, record_money
from services.ocr.extract.placing import Placing
from services.ocr.extract.rates import ROMANIAN_RATES
from services.ocr.extract.repair import repair_money
from services.ocr.extraction import Extraction
from services.ocr.layout import TextLine
from services.ocr.words import Page

_NOT_A_PAYER = re.compile(r"NEPLAT\w*\s+(?:DE\s+)?T[VU]A|NEINREGISTRAT\w*\s+IN\s+SCOPURI")
_ABROAD = frozenset({"EUR", "USD", "€"})


def extract_receipt(
    lines: Sequence[TextLine], pages: Sequence[Page], today: date
) -> tuple[Extraction, Money, parties.Parties]:
    """Read a Romanian receipt; the money and the parties as read are handed on for verification."""
    extraction = Extraction(kind="receipt", currency="RON")
    placing = Placing(pages, extraction)
    codes = _record_parties(lines, placing)
    _record_head(lines, placing)
    _record_till(lines, placing, today)
    money = read_money(lines, ROMANIAN_RATES, abroad=_ABROAD)
    extraction.checks += repair_money(money)
    record_money(money, placing)
    return extraction, money, codes


def _record_parties(lines: Sequence[TextLine], placing: Placing) -> parties.Parties:
    extraction = placing.extraction
    codes = parties.find_parties(lines)
    if codes.supplier:
        extraction.supplier.cui = codes.supplier.digits
        extraction.supplier.vat_payer = _vat_payer(lines, codes.supplier)
        placing.put("supplier.cui", codes.supplier.span)
        extraction.confidence["supplier.cui"] = codes.supplier.certainty
    if codes.buyer:
        extraction.buyer.cui = codes.buyer.digits
        placing.put("buyer.cui", codes.buyer.span)
        extraction.confidence["buyer.cui"] = codes.buyer.certainty
    return codes


def _vat_payer(lines: Sequence[TextLine], code: parties.Code) -> bool | None:
    """True by the prefix RO, False where the till says so, else unknown."""
    if code.ro:
        return True
    return False if any(_NOT_A_PAYER.search(line.key) for line in lines) else None


def _record_head(lines: Sequence[TextLine], placing: Placing) -> None:
    extraction = placing.extraction
    name = supplier.find_name(lines, anywhere=True)
    if name:
        extraction.supplier.name = name.text
        placing.put("supplier.name", name.span, name.certainty)
    address = parties.find_address(lines, name.span.line.index if name else -1)
    if address:
        extraction.supplier.address = address[0]
        placing.put("supplier.address", address[1])


def _record_till(lines: Sequence[TextLine], placing: Placing, today: date) -> None:
    extraction = placing.extraction
    number = till.find_number(lines)
    if number:
        extraction.number = number.text
        placing.put("number", number.span, number.certainty)
    serial = till.find_serial(lines)
    if serial:
        extraction.fiscal_serial = serial.text
        placing.put("fiscal_serial", serial.span)
    day = when.find_issue_date(lines, today)
    if day:
        extraction.issue_date = day.day
        placing.put("issue_date", day.span, day.certainty)
        if day.time:
            extraction.issue_time = day.time[0]
            placing.put("issue_time", day.time[1])
