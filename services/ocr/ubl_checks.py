"""The equations of an e-Factura (EN 16931-1, rules BR-CO) and what makes an accountant look at one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from services.ocr.extract.rules import Paper, broken_rules, check_values
from services.ocr.extraction import Check, Extraction

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
        *check_values(extraction, today, Paper.EFACTURA),
        *_lines(extraction, amounts),
        *_totals(extraction, amounts),
    ]


def verify_values(extraction: Extraction, today: date) -> list[Check]:
    """The rules that need nothing but the values: allowances, which the lines' rules ask for, are not among them."""
    paper = Paper.EFACTURA if extraction.source == "ubl" else Paper.INVOICE
    return [*check_values(extraction, today, paper), *_totals(extraction, Amounts())]


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
    reasons += broken_rules(extraction, Paper.EFACTURA)
    return list(dict.fromkeys(reasons))


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
