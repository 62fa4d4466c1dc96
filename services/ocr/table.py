"""One document's values for reading in a terminal, in Romanian or English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.common.messages import ENGLISH, say_review

_LABELS = {
    "kind": ("Fel", "Kind"),
    "supplier": ("Furnizor", "Supplier"),
    "buyer": ("Cumpărător", "Buyer"),
    "number": ("Număr", "Number"),
    "date": ("Data", "Date"),
    "lines": ("Articole", "Lines"),
    "vat": ("TVA", "VAT"),
    "payments": ("Plată", "Paid"),
    "total": ("Total", "Total"),
    "review": ("De verificat", "To review"),
}
_KINDS = {
    "receipt": ("bon fiscal", "receipt"),
    "invoice": ("factură", "invoice"),
    "credit_note": ("notă de credit", "credit note"),
    "other": ("alt document", "other document"),
}


def as_table(shape: dict[str, Any], language: str) -> str:
    """The lines of one document; `shape` is the JSON of contract 8. What was not read is left out."""
    second = language == ENGLISH
    part = f" ({shape['part']})" if "part" in shape else ""
    rows = [f"{shape.get('file') or ''}{part}".strip()]
    for name, value in _values(shape, language):
        rows.append(f"  {_LABELS[name][second]:<14}{value}")
    return "\n".join(rows)


def _values(shape: dict[str, Any], language: str) -> Iterator[tuple[str, str]]:
    yield "kind", _KINDS[shape["kind"]][language == ENGLISH]
    currency = shape.get("currency", "")
    for party in ("supplier", "buyer"):
        if named := _joined(shape[party].get("name"), shape[party].get("cui"), shape[party].get("address")):
            yield party, named
    if number := _joined(shape.get("series"), shape.get("number")):
        yield "number", number
    if when := _joined(shape.get("issue_date"), shape.get("issue_time")):
        yield "date", when
    for line in shape["lines"]:
        yield "lines", _joined(line["description"], line.get("quantity"), line.get("unit"), line.get("amount"))
    for vat in shape["vat"]:
        rate = f"{vat['rate']}%" if "rate" in vat else None
        yield "vat", _joined(vat.get("code"), rate, vat.get("base"), vat.get("amount"))
    for payment in shape["payments"]:
        yield "payments", _joined(payment["method"], payment["amount"])
    if "total" in shape:
        yield "total", _joined(shape["total"], currency)
    for reason in shape["review_reasons"]:
        yield "review", say_review(reason, language)


def _joined(*parts: str | None) -> str:
    return "  ".join(part for part in parts if part)
