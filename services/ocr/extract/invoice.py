"""The Romanian invoice on paper or as PDF: parties, series and number, dates, lines, VAT by rate, totals, storno."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from services.ocr.extract.classify import is_invoice_page
from services.ocr.extract.cui import has_valid_check_digit
from services.ocr.extract.invoice_cells import Cell, cut, names_both, names_seller, sides
from services.ocr.extract.invoice_head import (
    Party,
    find_day,
    find_paid,
    find_regimes,
    is_untaxed,
    read_party,
    told_apart,
)
from services.ocr.extract.invoice_labels import whole_amounts
from services.ocr.extract.invoice_number import find_number
from services.ocr.extract.invoice_table import Table, above_table, read_summed_table, read_table
from services.ocr.extract.invoice_totals import Totals, read_totals
from services.ocr.extract.placing import Placing
from services.ocr.extract.rules import Paper, broken_rules, check_values
from services.ocr.extraction import Check, Extraction, Line, Payment, PaymentMethod
from services.ocr.layout import TextLine
from services.ocr.words import Page

_STORNO = re.compile(r"STORNO|NOTA\s+DE\s+CREDIT|CREDIT\s+NOTE")
_CURRENCY = re.compile(r"(?<![A-Z])(RON|LEI|EUR|EURO|USD|GBP|HUF)(?![A-Z])")
_BEFORE = re.compile(r"(?<![A-Z])(RON|LEI|EUR|EURO|USD|GBP|HUF)\W{0,8}$")
_LABELLED = re.compile(r"(?:MONEDA|VALUTA|CURRENCY)\W*(RON|LEI|EUR|EURO|USD|GBP|HUF)(?![A-Z])")
_FOREIGN = re.compile(
    r"^(?!.*(?:IBAN|CONT(?:UL)?(?![A-Z]))).*(?:(?<![A-Z])(?:EUR|USD|GBP|HUF)(?![A-Z])|[0-9]\s?EURO(?![A-Z]))"
)
"""Another currency, not that of a bank account and not a firm called Euro."""
_RATE_OF_EXCHANGE = re.compile(r"1\s*(EUR|USD|GBP|HUF)\s*=")
_METHODS = {"CARD": PaymentMethod.CARD, "NUMERAR": PaymentMethod.CASH, "CASH": PaymentMethod.CASH}
_CONFIDENT = 0.9
_GUESSED = 0.85
"""How sure it is who sells where nothing but the order tells."""


def extract_invoice(lines: Sequence[TextLine], pages: Sequence[Page], today: date) -> Extraction:
    """Read a Romanian invoice. `lines` are numbered through; `today` bounds its date."""
    extraction = Extraction(kind="invoice")
    placing = Placing(pages, extraction)
    table = read_table(lines)
    above = lines[: table.first] if table else lines
    head = cut([line for line in above if line.page == lines[0].page], pages)
    _record_parties(head, lines[table.totals :] if table else [], placing, pages)
    _record_number_and_day(head, placing, today, _further_numbers(lines, pages))
    totals = _totals(lines, table)
    table, totals = _told_by_sum(lines, table, totals)
    _record_table(table, placing)
    _record_totals(totals, placing)
    extraction.currency = _currency(lines, totals, table)
    extraction.regimes = find_regimes(lines)
    _record_payment(lines, placing)
    if (extraction.total or 0) < 0 or any(_STORNO.search(cell.line.key) for cell in head):
        extraction.kind = "credit_note"
    exempt = extraction.supplier.vat_payer is False or is_untaxed(lines)
    if exempt and extraction.net_total is None and not extraction.vat_total:
        extraction.net_total = extraction.total
    extraction.checks = _verify(extraction, table, totals, today, exempt=exempt)
    decide(extraction)
    return extraction


def _record_parties(head: Sequence[Cell], foot: Sequence[TextLine], placing: Placing, pages: Sequence[Page]) -> None:
    """The parties stand above the table; some forms have them below it, and bills the seller alone."""
    extraction = placing.extraction
    below = cut(foot, pages)
    if names_both(below) and not names_seller(head):
        head, foot = below, ()
    both = sides(head)
    supplier, buyer = read_party(both.supplier), read_party(both.buyer)
    supplier, buyer = told_apart(supplier, buyer, head, foot)
    for side, party, values in (("supplier", supplier, extraction.supplier), ("buyer", buyer, extraction.buyer)):
        _record_party(side, party, placing)
        values.name = party.name[0] if party.name else None
        values.cui = party.code.digits if party.code else None
    if supplier.address:
        extraction.supplier.address = supplier.address[0]
        placing.put("supplier.address", supplier.address[1])
    if supplier.code:
        extraction.supplier.vat_payer = supplier.code.ro


def _record_party(side: str, party: Party, placing: Placing) -> None:
    if party.name:
        placing.put(f"{side}.name", party.name[1], 0.95)
    if party.code:
        valid = has_valid_check_digit(party.code.digits)
        sure = 0.5 if not valid else 0.97 if party.code.repaired else 1.0
        placing.put(f"{side}.cui", party.code.span, min(sure, _GUESSED) if party.guessed else sure)


def _further_numbers(lines: Sequence[TextLine], pages: Sequence[Page]) -> set[str]:
    """The numbers on further pages under the invoice's title: another one may be another invoice."""
    numbers = set()
    for page in pages[1:]:
        own = [line for line in lines if line.page == page.number]
        found = find_number(cut(above_table(own), [page])) if is_invoice_page(own) else None
        if found is not None:
            numbers.add(found.number[0])
    return numbers


def _record_number_and_day(head: Sequence[Cell], placing: Placing, today: date, others: set[str]) -> None:
    """`others` are the numbers on further pages, which make this one doubtful where they differ."""
    extraction = placing.extraction
    numbered = find_number(head)
    if numbered:
        extraction.number = numbered.number[0]
        placing.put("number", numbered.number[1], 0.5 if others - {numbered.number[0]} else 1.0)
        if numbered.series:
            extraction.series = numbered.series[0]
            placing.put("series", numbered.series[1])
    day = find_day(head, today + timedelta(days=1), numbered.number[1] if numbered else None)
    if day:
        extraction.issue_date = day.day
        placing.put("issue_date", day.span, 1.0 if day.sure else 0.95)


def _record_table(table: Table | None, placing: Placing) -> None:
    for index, row in enumerate(table.rows if table else ()):
        placing.extraction.lines.append(Line(row.description, row.quantity, row.unit, row.price, row.net))
        placing.put(f"lines.{index}", row.span)


def _totals(lines: Sequence[TextLine], table: Table | None) -> Totals:
    if table is None:
        return read_totals(lines, [])
    rest = [line for line in lines[: table.totals] if line.index not in table.row_lines]
    return read_totals(lines[table.totals :], table.rows, rest)


def _told_by_sum(lines: Sequence[TextLine], table: Table | None, totals: Totals) -> tuple[Table | None, Totals]:
    """Rows that add up to the net value, where those that arithmetic told do not; and the totals that they prove."""
    net = totals.net or (totals.total if totals.untaxed else None)
    read = sum(row.net for row in table.rows) - totals.discount if table and table.rows else None
    if net is not None and net.minor == read:
        return table, totals
    dues = list(dict.fromkeys([*totals.nets, *([net.minor] if net else [])]))
    summed = read_summed_table(lines, table, dues) if dues else None
    if summed is None:
        return table, totals
    proved = _totals(lines, summed)
    return summed, proved if proved.proved or not totals.proved else totals


def _record_totals(totals: Totals, placing: Placing) -> None:
    extraction = placing.extraction
    certainty = 1.0 if totals.proved else 0.7
    for name, amount in (("total", totals.total), ("net_total", totals.net), ("vat_total", totals.vat)):
        if amount is not None:
            setattr(extraction, name, amount.minor)
            placing.put(name, amount.span, certainty)
    extraction.vat = totals.groups
    for index, span in enumerate(totals.group_spans):
        placing.put(f"vat.{index}.amount", span, certainty)


def _record_payment(lines: Sequence[TextLine], placing: Placing) -> None:
    extraction = placing.extraction
    paid = find_paid(lines)
    if paid and extraction.total is not None:
        extraction.payments = [Payment(_METHODS.get(paid[0], PaymentMethod.TRANSFER), extraction.total)]
        placing.put("payments.0.amount", paid[1], placing.extraction.confidence.get("total", 0.0))


def _currency(lines: Sequence[TextLine], totals: Totals, table: Table | None) -> str | None:
    """The one beside the total or its parts, in the table's headings, of the label, or whose rate is given.

    Lei where no other currency is named at all; None where one is and nothing says what it counts.
    """
    sums = {amount.minor for amount in (totals.total, totals.net, totals.vat) if amount}
    for line in lines if sums else ():
        for amount in whole_amounts(line):
            beside = _CURRENCY.match(line.key[amount.span.end :].lstrip(" |)-*"))
            beside = beside or _BEFORE.search(line.key[: amount.span.start])
            if amount.minor in sums and beside:
                return _code(beside[1])
    heading = [line for line in (lines[table.first : table.first + 4] if table else ()) if not whole_amounts(line)]
    columns = Counter(_code(match[1]) for line in heading for match in _CURRENCY.finditer(line.key))
    if columns:
        return columns.most_common(1)[0][0]
    named = next((match for line in lines if (match := _LABELLED.search(line.key))), None)
    named = named or next((match for line in lines if (match := _RATE_OF_EXCHANGE.search(line.key))), None)
    if named:
        return _code(named[1])
    return None if any(_FOREIGN.search(line.key) for line in lines) else "RON"


def _code(word: str) -> str:
    return {"LEI": "RON", "EURO": "EUR"}.get(word, word)


def _verify(extraction: Extraction, table: Table | None, totals: Totals, today: date, *, exempt: bool) -> list[Check]:
    checks = check_values(extraction, today, Paper.INVOICE)
    if totals.total is not None:
        net, vat = totals.net.minor if totals.net else None, totals.vat.minor if totals.vat else 0
        checks.append(Check("total", totals.proved, f"net {net} + VAT {vat}, total {totals.total.minor}"))
        if totals.untaxed and extraction.vat_total in (None, 0):
            checks.append(Check("untaxed", exempt, "no VAT, and words that say why" if exempt else "no VAT was read"))
    if table and table.rows and totals.net is not None:
        value = sum(row.net for row in table.rows) - totals.discount
        checks.append(Check("lines_total", value == totals.net.minor, f"lines {value}, net {totals.net.minor}"))
    return checks


_KEY_FIELDS = {
    "supplier.cui": "supplier_cui",
    "buyer.cui": "buyer_cui",
    "number": "number",
    "issue_date": "date",
    "total": "total",
}


def decide(extraction: Extraction) -> None:
    """Set `review_reasons` and `needs_review` of an invoice on paper."""
    sure = extraction.confidence
    reasons = [f"{reason}_unread" for name, reason in _KEY_FIELDS.items() if name not in sure]
    if extraction.currency is None:
        reasons.append("currency_unread")
    if extraction.vat_total and not extraction.vat:
        reasons.append("vat_unread")
    reasons += broken_rules(extraction, Paper.INVOICE)
    low = [reason for name, reason in _KEY_FIELDS.items() if sure.get(name, 1.0) < _CONFIDENT]
    reasons += [f"{reason}_uncertain" for reason in low]
    extraction.review_reasons = list(dict.fromkeys(reasons))
    extraction.needs_review = bool(reasons)
