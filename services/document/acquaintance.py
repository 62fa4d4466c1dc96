"""Whether a supplier is one that this office knows: its fiscal code and its name, against what was approved before.

A misread fiscal code may pass its check digit, and one name read for another looks like any other; but a name that was
always approved under one code, or a code that always bore another name, tells. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from rapidfuzz import fuzz

from services.common.folding import folded

CHECK = "supplier_known"
REASON = "supplier_differs"

_ALIKE = 55.0
"""Of 100: two prints of one supplier's name, branch and misread letters included, are more alike than this."""


def weighed(extraction: Mapping[str, Any], names: Collection[str], codes: Collection[str]) -> dict[str, Any]:
    """The extraction with the check `supplier_known` where earlier approvals have something to say.

    `names` are those approved under this fiscal code, `codes` those approved under this name, names folded.
    """
    finding = _finding(extraction.get("supplier", {}), names, codes)
    checks = [check for check in extraction.get("checks", ()) if check["name"] != CHECK]
    reasons = [reason for reason in extraction.get("review_reasons", ()) if reason != REASON]
    if finding is None:
        return {**extraction, "checks": checks, "review_reasons": reasons}
    known, detail = finding
    checks.append({"name": CHECK, "ok": known, "detail": detail})
    if not known:
        reasons.append(REASON)
    needs_review = bool(extraction.get("needs_review", False)) or not known
    return {**extraction, "checks": checks, "review_reasons": reasons, "needs_review": needs_review}


def _finding(supplier: Mapping[str, Any], names: Collection[str], codes: Collection[str]) -> tuple[bool, str] | None:
    name, cui = folded(supplier.get("name", "")), supplier.get("cui", "")
    if not name or not cui:
        return None
    if names:
        alike = any(_likeness(name, other) >= _ALIKE for other in names)
        return alike, f"{cui} was approved as {sorted(names)[0]}, read now {name}"
    if codes:
        return False, f"{name} was approved with {', '.join(sorted(codes))}, read now {cui}"
    return None


def _likeness(one: str, other: str) -> float:
    """0..100; letters and digits alone, the legal form left out, one name may be a part of the other."""
    return max(fuzz.ratio(_core(one), _core(other)), fuzz.partial_ratio(_core(one), _core(other)) - 20)


def _core(name: str) -> str:
    letters = re.sub(r"[^a-z0-9 ]", "", name)
    core = re.sub(r"(?<![a-z])(?:sc|srl|sa|pfa|ii|if|snc)(?![a-z])", "", letters).replace(" ", "")
    return core or letters
