"""The rules that a document must keep, in one table: each with the reason it gives and the papers it binds.

A rule that needs nothing but the values is computed here; one that needs the page (`checks` is None) is computed where
its paper is verified: receipts in `verify`, invoices on paper in `invoice`, e-Factura in `ubl_checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.ocr.extract.amounts import vat_of_base
from services.ocr.extract.cui import has_valid_check_digit
from services.ocr.extract.currency import smallest_unit
from services.ocr.extract.rates import is_valid_in_romania
from services.ocr.extraction import Check, Extraction


class Paper(StrEnum):
    """What a document is to the rules: a till's receipt, an invoice on paper or as PDF, or an e-Factura's XML."""

    RECEIPT = "receipt"
    INVOICE = "invoice"
    EFACTURA = "efactura"


_OLDEST_DAYS = 3660
"""Documents older than ten years (the longest that accounts are kept) are more likely misread than real."""
_TILL_TOLERANCE, _XML_TOLERANCE = 2, 5
"""Bani by which VAT may differ from base × rate: issuers round line by line."""

Checks = Callable[[Extraction, date, Paper], Iterator[Check]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is the check's, `reason` the code for a person when it does not hold."""

    name: str
    reason: str
    papers: frozenset[Paper]
    checks: Checks | None = None


def check_values(extraction: Extraction, today: date, paper: Paper) -> list[Check]:
    """The checks of all rules that bind the paper and need nothing but its values, in the table's order."""
    rules = (rule.checks for rule in RULES if paper in rule.papers and rule.checks is not None)
    return [check for checks in rules for check in checks(extraction, today, paper)]


def broken_rules(extraction: Extraction, paper: Paper) -> list[str]:
    """The reasons of the paper's rules that do not hold, in the order of the checks."""
    reasons = {rule.name: rule.reason for rule in RULES if paper in rule.papers}
    return [reasons[check.name] for check in extraction.checks if not check.ok and check.name in reasons]


def _supplier_code(extraction: Extraction, _: date, paper: Paper) -> Iterator[Check]:
    return _code("supplier_cui", extraction.supplier.cui, paper)


def _buyer_code(extraction: Extraction, _: date, paper: Paper) -> Iterator[Check]:
    return _code("buyer_cui", extraction.buyer.cui, paper)


def _code(name: str, code: str | None, paper: Paper) -> Iterator[Check]:
    foreign = paper is Paper.EFACTURA and code is not None and not code.isdigit()
    if code is not None and not foreign:
        yield Check(name, has_valid_check_digit(code), f"check digit of {code}")


def _not_future(extraction: Extraction, today: date, paper: Paper) -> Iterator[Check]:
    """A paper may come from a clock or a time zone that is ahead by hours."""
    last = today if paper is Paper.EFACTURA else today + timedelta(days=1)
    if extraction.issue_date is not None:
        yield Check("date_not_future", extraction.issue_date <= last, f"{extraction.issue_date} against {today}")


def _not_too_old(extraction: Extraction, today: date, _: Paper) -> Iterator[Check]:
    day = extraction.issue_date
    if day is not None:
        yield Check("date_not_too_old", day >= today - timedelta(days=_OLDEST_DAYS), f"{day} against {today}")


def _rates_in_force(extraction: Extraction, _: date, paper: Paper) -> Iterator[Check]:
    day = extraction.issue_date
    rates = {vat.rate for vat in extraction.vat if vat.rate is not None}
    if paper is Paper.RECEIPT:
        ours = extraction.currency == "RON"
    elif paper is Paper.INVOICE:
        ours = extraction.supplier.vat_payer is not False
    else:
        ours = (extraction.supplier.cui or "").isdigit()
        rates = {vat.rate for vat in extraction.vat if vat.code == "S" and vat.rate is not None}
    if day is not None and ours and rates:
        held = all(is_valid_in_romania(rate, day) for rate in rates)
        yield Check("vat_rates_in_force", held, f"rates {sorted(rates)} basis points on {day}")


def _vat_rate(extraction: Extraction, _: date, paper: Paper) -> Iterator[Check]:
    """EN 16931-1 BR-CO-17; on paper each line may have been rounded by half a ban."""
    paper_tolerance = max(_TILL_TOLERANCE, 1 + len(extraction.lines) // 2)
    till_tolerance = _TILL_TOLERANCE * smallest_unit(extraction.currency)
    tolerances = {Paper.RECEIPT: till_tolerance, Paper.INVOICE: paper_tolerance, Paper.EFACTURA: _XML_TOLERANCE}
    for vat in extraction.vat:
        if vat.rate is not None and vat.base is not None and vat.amount is not None:
            due = vat_of_base(vat.base, vat.rate)
            held = abs(due - vat.amount) <= tolerances[paper]
            yield Check("vat_rate", held, f"{vat.base} x {vat.rate / 100:g} % = {due}, printed {vat.amount}")


def _vat_sum(extraction: Extraction, _: date, paper: Paper) -> Iterator[Check]:
    """EN 16931-1 BR-CO-14; a receipt need not print every VAT."""
    amounts = [vat.amount for vat in extraction.vat]
    if not amounts or extraction.vat_total is None or (paper is Paper.RECEIPT and None in amounts):
        return
    added = sum(amount or 0 for amount in amounts)
    yield Check("vat_sum", added == extraction.vat_total, f"{added} against {extraction.vat_total}")


def _vat_bases(extraction: Extraction, _: date, paper: Paper) -> Iterator[Check]:
    """The bases of all rates are the net total; on paper only where every base is known."""
    bases = [vat.base for vat in extraction.vat]
    if not bases or extraction.net_total is None or (paper is Paper.INVOICE and None in bases):
        return
    added = sum(base or 0 for base in bases)
    yield Check("vat_bases", added == extraction.net_total, f"{added} against {extraction.net_total}")


_ALL = frozenset(Paper)
_TILL = frozenset({Paper.RECEIPT})
_INVOICES = frozenset({Paper.INVOICE, Paper.EFACTURA})
_ON_PAPER = frozenset({Paper.RECEIPT, Paper.INVOICE})

RULES: tuple[Rule, ...] = (
    Rule("supplier_cui", "supplier_cui_invalid", _ALL, _supplier_code),
    Rule("buyer_cui", "buyer_cui_invalid", _ALL, _buyer_code),
    Rule("date_not_future", "date_in_future", _ALL, _not_future),
    Rule("date_not_too_old", "date_too_old", _ON_PAPER, _not_too_old),
    Rule("vat_rates_in_force", "vat_rate_not_in_force", _ALL, _rates_in_force),
    Rule("vat_rate", "vat_mismatch", _ALL, _vat_rate),
    Rule("vat_sum", "vat_sum_mismatch", _ALL, _vat_sum),
    Rule("vat_bases", "vat_sum_mismatch", _INVOICES, _vat_bases),
    Rule("vat_gross", "vat_total_mismatch", _TILL),
    Rule("vat_estimate", "vat_total_mismatch", _TILL),
    Rule("payments", "payments_mismatch", _TILL),
    Rule("line_amount", "line_mismatch", frozenset({Paper.RECEIPT, Paper.EFACTURA})),
    Rule("lines_total", "lines_total_mismatch", _ALL),
    Rule("total", "total_mismatch", _INVOICES),
    Rule("untaxed", "vat_unread", frozenset({Paper.INVOICE})),
    Rule("payable", "payable_mismatch", frozenset({Paper.EFACTURA})),
    Rule("whole_bani", "amount_inexact", _INVOICES),
)
