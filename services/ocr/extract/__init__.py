"""From the words of a document to its fields: classify, extract, verify and repair, decide. Pure; no I/O."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.ocr.extract import decide
from services.ocr.extract.classify import Class, classify, names_romanian
from services.ocr.extract.foreign import extract_foreign
from services.ocr.extract.invoice import extract_invoice
from services.ocr.extract.items import lines_sums
from services.ocr.extract.money import Money, unnamed_payments
from services.ocr.extract.receipt import extract_receipt
from services.ocr.extract.roles import TAX_WORD
from services.ocr.extract.verify import verify
from services.ocr.extraction import Check, Extraction
from services.ocr.layout import TextLine, read_all_lines
from services.ocr.words import Page


def extract(pages: list[Page], today: date) -> Extraction:
    """Read one document. `today` bounds its date; a page without words gives an extraction with no values."""
    lines = read_all_lines(pages)
    kind = classify(lines)
    if kind.kind == "receipt" and kind.romanian:
        extraction = _romanian_receipt(lines, pages, today)
    elif kind.kind in ("invoice", "credit_note") and kind.romanian:
        extraction = extract_invoice(lines, pages, today)
    elif kind.kind in ("invoice", "credit_note") and names_romanian(lines):
        extraction = _from_abroad(lines, pages, today)
    else:
        extraction = _other(kind, lines, pages, today)
    extraction.text = "\n".join(line.text for line in lines)
    extraction.pages = len(pages)
    extraction.source = pages[0].source if pages else "ocr"
    return extraction


def _romanian_receipt(lines: Sequence[TextLine], pages: Sequence[Page], today: date) -> Extraction:
    extraction, money, codes = extract_receipt(lines, pages, today)
    for name, code in (("supplier.cui", codes.supplier), ("buyer.cui", codes.buyer)):
        if code is not None and code.repaired:
            extraction.checks.append(
                Check("repaired", True, f"{name} read {code.read}, made {code.digits} by its check digit")
            )
    _check(extraction, money, today)
    tax_named = bool(extraction.supplier.vat_payer) or any(TAX_WORD.search(line.key) for line in lines)
    tax_named = tax_named and not money.vat.nil
    decide.decide(extraction, buyer_named=codes.buyer_named, tax_named=tax_named)
    return extraction


def _from_abroad(lines: Sequence[TextLine], pages: Sequence[Page], today: date) -> Extraction:
    """An invoice of a foreign seller to a Romanian company: laid out as ours are, its tax for a person to judge."""
    return _shown(extract_invoice(lines, pages, today), "foreign_document")


def _other(kind: Class, lines: Sequence[TextLine], pages: Sequence[Page], today: date) -> Extraction:
    """Documents that a person must look at in any case: their tax or their kind is not a matter of reading."""
    extraction, money = extract_foreign(lines, pages, today)
    extraction.kind = kind.kind
    _check(extraction, money, today)
    decide.decide(extraction, buyer_named=False, tax_named=False, romanian=False)
    return _shown(extraction, _why_shown(kind))


def _shown(extraction: Extraction, why: str) -> Extraction:
    """The extraction, for a person to look at whatever else it says."""
    extraction.review_reasons.insert(0, why)
    extraction.needs_review = True
    return extraction


def _why_shown(kind: Class) -> str:
    if kind.slip:
        return "card_slip"
    if kind.unfiscal:
        return "not_fiscal"
    return "kind_unknown" if kind.kind == "other" else "foreign_document"


def _check(extraction: Extraction, money: Money, today: date) -> None:
    extraction.checks += verify(extraction, today, money.settlement.change, lines_sums(money.items))
    if money.total is not None and money.total.read is not None:
        detail = f"total read {money.total.read}, made {money.total.minor} by the equations"
        extraction.checks.append(Check("repaired", True, detail))
    if money.total is not None:
        decide.weigh_total(extraction, money.total.witnesses, money.total.margin)
    decide.weigh_checked(extraction)
    decide.doubt(extraction, unnamed_payments(money))
