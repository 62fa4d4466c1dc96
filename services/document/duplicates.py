"""Whether two documents tell of one purchase: an invoice and a photo of it, or a receipt photographed twice. Pure.

A receipt's daily number repeats every day, so that its natural key is supplier, fiscal serial (or none), date, number
and total. An invoice's number is unique to its supplier; since either date or total may be misread, one of them is
enough beside it. A photo of an invoice may have been taken for a receipt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.common.folding import folded

_INVOICES = frozenset({"invoice", "credit_note"})


@dataclass(frozen=True, slots=True)
class Key:
    """What tells a purchase from others of the same supplier; an empty text is what was not read."""

    kind: str
    cui: str
    series: str
    number: str
    day: str
    total: str
    fiscal_serial: str


def key_of(extraction: Mapping[str, Any]) -> Key | None:
    """The key of what was read; None without the supplier's code or a number, which too many purchases share."""
    cui = extraction.get("supplier", {}).get("cui", "")
    series, number = _split(f"{extraction.get('series', '')} {extraction.get('number', '')}")
    if not cui or not number:
        return None
    return Key(
        kind=extraction.get("kind", ""),
        cui=cui,
        series=series,
        number=number,
        day=extraction.get("issue_date", ""),
        total=extraction.get("total", ""),
        fiscal_serial=_letters(extraction.get("fiscal_serial", "")),
    )


def same_purchase(one: Key, other: Key) -> bool:
    """Whether a person should decide if the two are one."""
    if (one.cui, one.number) != (other.cui, other.number) or not _agree(one.series, other.series):
        return False
    same_day, same_total = _same(one.day, other.day), _same(one.total, other.total)
    if one.kind in _INVOICES or other.kind in _INVOICES:
        return same_day or same_total
    return same_day and same_total and _agree(one.fiscal_serial, other.fiscal_serial)


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _agree(one: str, other: str) -> bool:
    """Equal, or not known of both."""
    return one == other or not one or not other


def _split(text: str) -> tuple[str, str]:
    """What stands before the last digits, and these without zeros in front: `FCT 00123` is the photo's `FCT-123`."""
    match = re.fullmatch(r"(.*?)(\d+)\D*", folded(text))
    return (_letters(match[1]), match[2].lstrip("0")) if match else ("", "")


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folded(text))
