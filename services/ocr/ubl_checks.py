"""The equations of an e-Factura (EN 16931-1, rules BR-CO) and what makes an accountant look at one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from services.ocr.extract.cui import has_valid_check_digit
from services.ocr.extract.rates import is_valid_in_romania
from services.ocr.extraction import Check, Extraction

_VAT_TOLERANCE = 5
"""Bani by which VAT may differ from base × rate: issuers round line by line."""
_LINE_TOLERANCE = Decimal("0.02")


@dataclass(slots=True)
class Amounts:
    """The document's totals as the XML writes them, before they become minor units."""

    lines: Decimal | None = None
    allowances: Decimal | None = None
    charges: Decimal | None = None
    net: Decimal | None = None
    total: Decimal | None = None
    prepaid: Decimal | None = None
    rounding: Decimal | None = None
    payable: Decimal | None = None
    vat_total: Decimal | None = None
    line_allowances: list[Decimal] = field(default_factory=list)
    inexact: int = 0

    def minor(self, value: Decimal | None) -> int | None:
        """Hundredths, rounded half up; a value with more than two decimals that are not zeros is counted."""
        if value is None:
            return None
        hundredths = value * 100
        whole = hundredths.quantize(Decimal(1), ROUND_HALF_UP)
        self.inexact += whole != hundredths
        return int(whole)


def verify(extraction: Extraction, amounts: Amounts, today: date) -> list[Check]:
    """Every rule that applies to what is there."""
    return [
        *_codes(extraction),
        *_dates_and_rates(extraction, today),
        *_lines(extraction, amounts),
        *_vat(extraction),
        *_totals(extraction, amounts),
    ]


def verify_values(extraction: Extraction, today: date) -> list[Check]:
    """The rules that need nothing but the values: allowances, which the lines' rules ask for, are not among them."""
    return [
        *_codes(extraction),
        *_dates_and_rates(extraction, today),
        *_vat(extraction),
        *_totals(extraction, Amounts()),
    ]


_REASONS = {
    "supplier_cui": "supplier_cui_invalid",
    "buyer_cui": "buyer_cui_invalid",
    "date_not_future": "date_in_future",
    "vat_rates_in_force": "vat_rate_not_in_force",
    "line_amount": "line_mismatch",
    "lines_total": "lines_total_mismatch",
    "vat_rate": "vat_mismatch",
    "vat_sum": "vat_sum_mismatch",
    "vat_bases": "vat_sum_mismatch",
    "total": "total_mismatch",
    "payable": "payable_mismatch",
    "whole_bani": "amount_inexact",
}
_NEEDED = {
    "supplier.cui": "supplier_cui_unread",
    "number": "number_unread",
    "issue_date": "date_unread",
    "currency": "currency_unread",
    "total": "total_unread",
    "net_total": "net_total_unread",
}


def decide(extraction: Extraction) -> list[str]:
    """Reason codes why a person should look; empty when every check holds and every key value is there."""
    reasons = [reason for name, reason in _NEEDED.items() if name not in extraction.confidence]
    reasons += [_REASONS[check.name] for check in extraction.checks if not check.ok]
    return list(dict.fromkeys(reasons))


def _codes(extraction: Extraction) -> list[Check]:
    parties = (("supplier_cui", extraction.supplier.cui), ("buyer_cui", extraction.buyer.cui))
    return [
        Check(name, has_valid_check_digit(code), f"check digit of {code}")
        for name, code in parties
        if code is not None and code.isdigit()
    ]


def _dates_and_rates(extraction: Extraction, today: date) -> list[Check]:
    day = extraction.issue_date
    if day is None:
        return []
    checks = [Check("date_not_future", day <= today, f"{day} against {today}")]
    standard = [vat.rate for vat in extraction.vat if vat.code == "S" and vat.rate is not None]
    if standard and (extraction.supplier.cui or "").isdigit():
        wrong = [rate for rate in standard if not is_valid_in_romania(rate, day)]
        checks.append(Check("vat_rates_in_force", not wrong, f"rates {_joined(standard)} % on {day}"))
    return checks


def _lines(extraction: Extraction, amounts: Amounts) -> list[Check]:
    """BR-CO-10 and quantity × price − allowances = amount, line by line."""
    checks = []
    wrong = []
    for place, (line, change) in enumerate(zip(extraction.lines, amounts.line_allowances, strict=True), 1):
        if line.quantity is None or line.unit_price is None or line.amount is None:
            continue
        expected = line.quantity * line.unit_price + change
        if abs(expected - Decimal(line.amount) / 100) > _LINE_TOLERANCE:
            wrong.append(place)
    if extraction.lines:
        detail = f"lines {', '.join(map(str, wrong))}" if wrong else f"{len(extraction.lines)} lines"
        checks.append(Check("line_amount", not wrong, f"quantity × price = amount: {detail}"))
    parts = [line.amount for line in extraction.lines]
    if parts and all(part is not None for part in parts) and extraction.net_total is not None:
        net = sum(part or 0 for part in parts) - _hundredths(amounts.allowances) + _hundredths(amounts.charges)
        checks.append(_equation("lines_total", net, extraction.net_total))
    return checks


def _vat(extraction: Extraction) -> list[Check]:
    """BR-CO-14 and BR-CO-17."""
    checks = []
    for vat in extraction.vat:
        if vat.rate is None or vat.base is None or vat.amount is None:
            continue
        expected = int((Decimal(vat.base * vat.rate) / 10000).quantize(Decimal(1), ROUND_HALF_UP))
        detail = f"{_shown(vat.base)} × {_joined([vat.rate])} % = {_shown(expected)}, written {_shown(vat.amount)}"
        checks.append(Check("vat_rate", abs(expected - vat.amount) <= _VAT_TOLERANCE, detail))
    if extraction.vat and extraction.vat_total is not None:
        checks.append(_equation("vat_sum", sum(vat.amount or 0 for vat in extraction.vat), extraction.vat_total))
    if extraction.vat and extraction.net_total is not None:
        checks.append(_equation("vat_bases", sum(vat.base or 0 for vat in extraction.vat), extraction.net_total))
    return checks


def _totals(extraction: Extraction, amounts: Amounts) -> list[Check]:
    """BR-CO-15 and BR-CO-16, and that every amount is whole bani."""
    checks = [Check("whole_bani", amounts.inexact == 0, f"{amounts.inexact} amounts with more than two decimals")]
    if extraction.net_total is not None and extraction.total is not None:
        checks.append(_equation("total", extraction.net_total + (extraction.vat_total or 0), extraction.total))
    if extraction.total is not None and amounts.payable is not None:
        due = extraction.total - _hundredths(amounts.prepaid) + _hundredths(amounts.rounding)
        checks.append(_equation("payable", due, _hundredths(amounts.payable)))
    return checks


def _equation(name: str, computed: int, written: int) -> Check:
    return Check(name, computed == written, f"{_shown(computed)} computed, {_shown(written)} written")


def _hundredths(value: Decimal | None) -> int:
    return 0 if value is None else int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _shown(minor: int) -> str:
    return f"{Decimal(minor) / 100:.2f}"


def _joined(rates: list[int]) -> str:
    return ", ".join(f"{Decimal(rate) / 100:g}" for rate in rates)
