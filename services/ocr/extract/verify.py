"""A receipt as equations: each rule that applies becomes a check, held or not, with its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from services.ocr.extract import roles_abroad as abroad
from services.ocr.extract.amounts import in_minor, product_slack
from services.ocr.extract.rules import Paper, check_values
from services.ocr.extraction import Check, Extraction
from services.ocr.layout import fold

_UNTAXED = re.compile(r"SGR|GARANTIE|BACSIS|TIPS|TAXA (?:DE )?(?:ORAS|LOCALA|STATIUNE|TURIS|HOTEL)")


def verify(extraction: Extraction, today: date, change: int | None, lines_sums: Sequence[int]) -> list[Check]:
    """All checks that apply to the extraction. `change` is what was given back, `lines_sums` as the lines add up."""
    return [
        *check_values(extraction, today, Paper.RECEIPT),
        *_sums(extraction, change),
        *_lines(extraction, lines_sums),
    ]


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
    nil = {entry.code for entry in extraction.vat if entry.code and not entry.rate and entry.base}
    untaxed = sum(_untaxed(extraction, nil))
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
