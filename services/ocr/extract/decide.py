"""How sure each field is, and whether a person must look at the document (contract 4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from services.ocr.extract.rules import Paper, broken_rules
from services.ocr.extraction import Check, Extraction

CONFIDENT = 0.9
"""A key value below this is shown to a person."""

_CONCLUDED = 0.7
"""How sure a field is at most that no word names."""
_EVERYWHERE = frozenset({"date_unread", "total_unread"})
"""What no document may lack, wherever it comes from."""
_VAT_CHECKS = ("vat_rate", "vat_gross", "vat_estimate", "vat_sum")
_ARITHMETIC = frozenset({"payment", "change", "vat", "lines"})


def weigh_total(extraction: Extraction, witnesses: Collection[str], margin: float) -> None:
    """The total is as sure as what agrees on it: its words alone, one equation, or several."""
    read = extraction.confidence.get("total")
    if read is None:
        return
    proofs = len(_ARITHMETIC & set(witnesses))
    words = "total" in witnesses
    chosen = 0.995 if proofs >= 2 and words else 0.97 if proofs and words else 0.85 if words or proofs >= 2 else 0.6
    if margin < 1:
        chosen *= 0.8
    # Two equations that hold outweigh a letter that the engine was unsure of.
    extraction.confidence["total"] = chosen * (max(read, 0.97) if proofs >= 2 else read)


def weigh_checked(extraction: Extraction) -> None:
    """Values bound by a check that holds are surer than the engine was, those bound by one that fails less."""
    held = _held(extraction.checks)
    for name in list(extraction.confidence):
        if name.startswith("vat.") or name in ("vat_total", "net_total"):
            _weigh(extraction, name, _both(held.get(check) for check in _VAT_CHECKS))
        elif name.startswith("payments."):
            _weigh(extraction, name, held.get("payments"))


def doubt(extraction: Extraction, names: Iterable[str]) -> None:
    """Fields that arithmetic proves while their meaning was concluded: a person looks."""
    for name in names:
        extraction.confidence[name] = min(extraction.confidence.get(name, 0.0), _CONCLUDED)


def decide(extraction: Extraction, *, buyer_named: bool, tax_named: bool, romanian: bool = True) -> None:
    """Set `review_reasons` and `needs_review`. Reasons come in the order of the fields.

    `buyer_named` and `tax_named` say whether the document speaks of a buyer's code and of VAT, so that they must be
    read. A document that is not `romanian` has no fiscal codes, and its number and payments are no key values.
    """
    unread = _unread(extraction, buyer_named=buyer_named, tax_named=tax_named)
    reasons = [reason for reason in unread if romanian or reason in _EVERYWHERE]
    reasons += broken_rules(extraction, Paper.RECEIPT)
    reasons += _uncertain(extraction)
    extraction.review_reasons = list(dict.fromkeys(reasons))
    extraction.needs_review = bool(extraction.review_reasons)


def _unread(extraction: Extraction, *, buyer_named: bool, tax_named: bool) -> list[str]:
    missing = {
        "supplier_cui_unread": extraction.supplier.cui is None,
        "buyer_cui_unread": buyer_named and extraction.buyer.cui is None,
        "number_unread": extraction.number is None,
        "date_unread": extraction.issue_date is None,
        "total_unread": extraction.total is None,
        "vat_unread": tax_named
        and (not extraction.vat or any(v.rate is None or v.amount is None for v in extraction.vat)),
        "payments_unread": not extraction.payments,
    }
    return [reason for reason, is_missing in missing.items() if is_missing]


def _uncertain(extraction: Extraction) -> list[str]:
    """Key values whose confidence is too low, as one reason for each kind of value."""
    names = {
        "supplier.cui": "supplier_cui_uncertain",
        "buyer.cui": "buyer_cui_uncertain",
        "number": "number_uncertain",
        "issue_date": "date_uncertain",
        "total": "total_uncertain",
    }
    reasons = [reason for name, reason in names.items() if extraction.confidence.get(name, 1.0) < CONFIDENT]
    for prefix, reason in (("vat.", "vat_uncertain"), ("payments.", "payments_uncertain")):
        values = [value for name, value in extraction.confidence.items() if name.startswith(prefix)]
        if values and min(values) < CONFIDENT:
            reasons.append(reason)
    return reasons


def _held(checks: Collection[Check]) -> dict[str, bool]:
    held: dict[str, bool] = {}
    for check in checks:
        held[check.name] = held.get(check.name, True) and check.ok
    return held


def _both(results: Iterable[bool | None]) -> bool | None:
    known = [result for result in results if result is not None]
    return all(known) if known else None


def _weigh(extraction: Extraction, name: str, held: bool | None) -> None:
    if held is None or name not in extraction.confidence:
        return
    read = extraction.confidence[name]
    extraction.confidence[name] = 0.5 + 0.5 * max(read, 0.97) if held else read * 0.5
