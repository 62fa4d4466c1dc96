"""Comparing an extraction with the truth: which key fields are right, in the public shape of contract 8."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

Shape = dict[str, Any]

RECEIPT_FIELDS = ("supplier.cui", "buyer.cui", "number", "issue_date", "total", "vat", "payments")
"""What has to be right for a Romanian receipt to be right."""


def wrong_fields(read: Shape, truth: Shape, fields: Iterable[str]) -> list[str]:
    """The fields that differ from the truth; what the paper lacks must be absent.

    A document that is no receipt (a bank's slip) has only its kind to be right. Sets whose truth does not speak of a
    kind are not held to one.
    """
    if "kind" in truth and read.get("kind") != truth["kind"]:
        return ["kind"]
    if truth.get("kind") == "other":
        return []
    return [name for name in fields if comparable(read, name) != comparable(truth, name)]


def comparable(shape: Shape, field: str) -> object:
    """A field's value so that equal meanings are equal.

    Numbers compare without leading zeros, names by letters and digits alone, VAT by rate and amount (or base) whatever
        letter the till uses and without 0 %, payments without those of nothing, an invoice's series with its number as
        one.
    """
    if field == "vat":
        return sorted((vat.get("rate") or "", vat.get("amount") or "") for vat in shape.get("vat", ()) if _counts(vat))
    if field == "vat_bases":
        told = [vat for vat in shape.get("vat", ()) if _counts(vat)]
        return sorted((vat.get("rate") or "", vat.get("base") or "") for vat in told)
    if field == "payments":
        paid = shape.get("payments", ())
        return sorted((payment["method"], payment["amount"]) for payment in paid if payment["amount"] != "0.00")
    if field == "line_amounts":
        return [line.get("amount") for line in shape.get("lines", ())]
    if field == "line_names":
        return [line.get("description") for line in shape.get("lines", ())]
    if field == "series_number":
        return plain((shape.get("series") or "") + (shape.get("number") or ""))
    if field == "regimes":
        return sorted(shape.get("regimes", ()))
    value: Any = shape
    for part in field.split("."):
        value = (value or {}).get(part)
    if field == "number" and value is not None:
        return str(value).lstrip("0") or "0"
    if field.endswith(".name") and value is not None:
        return plain(value)
    return value


def confidence(shape: Shape, field: str) -> float | None:
    """How sure the extraction is of a key field: for VAT and payments of the least sure part."""
    sure = shape.get("confidence", {})
    if field in ("vat", "payments"):
        return min((value for name, value in sure.items() if name.startswith(f"{field}.")), default=None)
    value = sure.get(field)
    return None if value is None else float(value)


def plain(text: str) -> str:
    """Letters, Latin or Cyrillic, and digits alone, capitals, without diacritics."""
    folded = unicodedata.normalize("NFKD", text.upper())
    return re.sub("[^A-Z0-9А-Я]", "", folded)


def found_strings(text: str, key_strings: Iterable[Iterable[str]]) -> tuple[int, int]:
    """How many of the key strings a text holds, in any of their spellings: (found, all)."""
    squeezed = plain(text)
    results = [any(plain(spelling) in squeezed for spelling in spellings) for spellings in key_strings]
    return sum(results), len(results)


def _counts(vat: Shape) -> bool:
    return vat.get("rate") != "0" and vat.get("amount") not in ("0.00", None)
