"""The document as equations: each rule that applies becomes a check, held or not, with its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from services.ocr.extract import roles_abroad as abroad
from services.ocr.extract.amounts import in_minor, product_slack, vat_of_base
from services.ocr.extract.cui import has_valid_check_digit
from services.ocr.extract.currency import smallest_unit
from services.ocr.extract.rates import is_valid_in_romania
from services.ocr.extraction import Check, Extraction
from services.ocr.layout import fold

_VAT_TOLERANCE = 2
_OLDEST_DAYS = 3660
"""Documents older than ten years (the longest that accounts are kept) are more likely misread than real."""
_UNTAXED = re.compile(r"SGR|GARANTIE|BACSIS|TIPS|TAXA (?:DE )?(?:ORAS|LOCALA|STATIUNE|TURIS|HOTEL)")


def verify(extraction: Extraction, today: date, change: int | None, lines_sums: Sequence[int]) -> list[Check]:
    """All checks that apply to the extraction. `change` is what was given back, `lines_sums` as the lines add up."""
    return [
        *_codes(extraction),
        *_dates(extraction, today),
        *_vat(extraction),
        *_sums(extraction, change),
        *_lines(extraction, lines_sums),
    ]


def _codes(extraction: Extraction) -> Iterator[Check]:
    for name, code in (("supplier_cui", extraction.supplier.cui), ("buyer_cui", extraction.buyer.cui)):
        if code is not None:
            yield Check(name, has_valid_check_digit(code), f"check digit of {code}")


def _dates(extraction: Extraction, today: date) -> Iterator[Check]:
    day = extraction.issue_date
    if day is None:
        return
    yield Check("date_not_future", day <= today + timedelta(days=1), f"{day} against {today}")
    yield Check("date_not_too_old", day >= today - timedelta(days=_OLDEST_DAYS), f"{day} against {today}")
    if extraction.currency == "RON":
        rates = {entry.rate for entry in extraction.vat if entry.rate is not None}
        wrong = sorted(rate for rate in rates if not is_valid_in_romania(rate, day))
        if rates:
            yield Check("vat_rates_in_force", not wrong, f"rates {sorted(rates)} basis points on {day}")


def _vat(extraction: Extraction) -> Iterator[Check]:
    for entry in extraction.vat:
        if entry.rate is not None and entry.base is not None and entry.amount is not None:
            due = vat_of_base(entry.base, entry.rate)
            held = abs(due - entry.amount) <= _VAT_TOLERANCE * smallest_unit(extraction.currency)
            yield Check("vat_rate", held, f"{entry.base} x {entry.rate / 100:g} % = {due}, printed {entry.amount}")
    amounts = [entry.amount for entry in extraction.vat if entry.amount is not None]
    if amounts and extraction.vat_total is not None and len(amounts) == len(extraction.vat):
        yield Check("vat_sum", sum(amounts) == extraction.vat_total, f"{sum(amounts)} against {extraction.vat_total}")


def _sums(extraction: Extraction, change: int | None) -> Iterator[Check]:
    total = extraction.total
    if total is None:
        return
    gross = [
        entry.base + entry.amount for entry in extraction.vat if entry.base is not None and entry.amount is not None
    ]
    if gross and len(gross) == len(extraction.vat):
        codes = {entry.code for entry in extraction.vat if entry.code}
        untaxed = sum(_untaxed(extraction, codes))
        held = total in (sum(gross), sum(gross) + untaxed)
        yield Check("vat_gross", held, f"taxed {sum(gross)}, untaxed {untaxed}, total {total}")
    elif extraction.vat and all(entry.rate is not None and entry.amount is not None for entry in extraction.vat):
        yield _estimate(extraction, total)
    if extraction.payments:
        paid = sum(payment.amount for payment in extraction.payments)
        given = "" if change is None else f", change {change}"
        yield Check("payments", paid == total, f"paid {paid}{given}, total {total}")


def _estimate(extraction: Extraction, total: int) -> Check:
    """Where bases are not printed: what each VAT must have been taken from, within what its rounding leaves open."""
    estimate = slack = 0
    for entry in extraction.vat:
        if entry.rate and entry.amount is not None:
            estimate += entry.amount * (10_000 + entry.rate) // entry.rate
            slack += (10_000 + entry.rate) // entry.rate + 1
    untaxed = sum(_untaxed(extraction, set()))
    untaxed += sum(entry.base or 0 for entry in extraction.vat if not entry.rate)
    held = min(abs(total - estimate), abs(total - untaxed - estimate)) <= slack
    return Check("vat_estimate", held, f"taxed about {estimate} within {slack}, untaxed {untaxed}, total {total}")


def _untaxed(extraction: Extraction, codes: set[str]) -> list[int]:
    """What may stand outside the VAT part: deposits (SGR), tips, and what a town takes for the night, that but once."""
    found: dict[tuple[str, int], int] = {}
    for line in extraction.lines:
        key, amount = fold(line.description), line.amount or 0
        town = abroad.LOCAL_TAX.exactly(key) is not None
        if line.vat_code not in codes and (town or _UNTAXED.search(key) or abroad.UNTAXED.exactly(key)):
            found[key, amount if town else len(found)] = amount
    return list(found.values())


def _lines(extraction: Extraction, lines_sums: Sequence[int]) -> Iterator[Check]:
    for line in extraction.lines:
        if line.quantity is not None and line.unit_price is not None and line.amount is not None:
            product = in_minor(line.quantity * line.unit_price)
            held = abs(product - abs(line.amount)) <= product_slack(line.quantity, line.unit_price)
            yield Check(
                "line_amount",
                held,
                f"{_plain(line.quantity)} x {_plain(line.unit_price)} = {product}, printed {line.amount}",
            )
    if lines_sums and extraction.total is not None:
        yield Check("lines_total", extraction.total in lines_sums, f"lines {lines_sums[0]}, total {extraction.total}")


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
