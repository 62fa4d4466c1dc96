"""Checks over values that a person corrected: the same rules, without the page."""

from __future__ import annotations

from datetime import date

from services.ocr import ubl_checks
from services.ocr.extract import decide, invoice
from services.ocr.extract.verify import verify
from services.ocr.extraction import Extraction

KEPT_REASONS = frozenset({"card_slip", "not_fiscal", "kind_unknown", "foreign_document"})
"""What a correction of values does not change: the kind of paper."""


def recheck(extraction: Extraction, today: date) -> None:
    """Make checks, review reasons and `needs_review` anew from the values; no value is changed."""
    kept = [reason for reason in extraction.review_reasons if reason in KEPT_REASONS]
    if extraction.kind in ("invoice", "credit_note"):
        _recheck_invoice(extraction, today)
    else:
        _recheck_receipt(extraction, today)
    extraction.review_reasons = [*kept, *extraction.review_reasons]
    extraction.needs_review = bool(extraction.review_reasons)


def _recheck_invoice(extraction: Extraction, today: date) -> None:
    extraction.checks = ubl_checks.verify_values(extraction, today)
    if extraction.source == "ubl":
        extraction.review_reasons = ubl_checks.decide(extraction)
    else:
        invoice.decide(extraction)


def _recheck_receipt(extraction: Extraction, today: date) -> None:
    amounts = [line.amount for line in extraction.lines]
    sums = [sum(amount for amount in amounts if amount is not None)] if amounts and None not in amounts else []
    extraction.checks = verify(extraction, today, None, sums)
    taxed = bool(extraction.vat) or bool(extraction.supplier.vat_payer)
    decide.decide(extraction, buyer_named=False, tax_named=taxed)
