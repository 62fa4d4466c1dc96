"""What a document may do in which state, what of it may be corrected, and what lists search it by. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from services.common.errors import Conflict, Invalid
from services.common.folding import folded

ROMANIA = ZoneInfo("Europe/Bucharest")


class State(StrEnum):
    RECEIVED = "RECEIVED"
    READING = "READING"
    REVIEW = "REVIEW"
    APPROVED = "APPROVED"
    POSTED = "POSTED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"


ALLOWED: Mapping[str, frozenset[State]] = {
    "correct": frozenset({State.REVIEW, State.FAILED}),
    "approve": frozenset({State.REVIEW}),
    "reject": frozenset({State.REVIEW, State.FAILED}),
    "retry": frozenset({State.FAILED, State.REJECTED}),
    "file": frozenset({State.REVIEW, State.FAILED, State.REJECTED}),
    "take_from": frozenset({State.RECEIVED, State.READING, State.REVIEW, State.FAILED, State.REJECTED}),
    "read": frozenset({State.RECEIVED, State.READING}),
    "book": frozenset({State.APPROVED}),
}
"""From which states a verb leads on; a failed document may be corrected, which puts it under review by hand."""

CORRECTABLE = frozenset(
    {"kind", "supplier", "buyer", "series", "number", "issue_date", "issue_time", "currency"}
    | {"total", "net_total", "vat", "vat_total", "payments", "lines", "fiscal_serial", "regimes"}
)
"""Fields that a person may change; the rest says how the document was read."""

NEEDED_TO_APPROVE = ("total", "issue_date", "currency")


def revision_after(approved: int, state: str) -> int | None:
    """The revision that a document has now if nothing but its posting happened since it was approved as this one."""
    return {State.APPROVED: approved, State.POSTED: approved + 1}.get(State(state))


def was_approved(approved: int, state: str, revision: int) -> bool:
    """Whether approving this revision was done already, and nothing but its posting since; zero is any revision."""
    if state not in (State.APPROVED, State.POSTED):
        return False
    return not approved or revision == (revision_after(approved + 1, state) or 0)


def require(verb: str, state: str) -> None:
    """Raise Conflict if a document in this state can't do that."""
    if state not in ALLOWED[verb]:
        raise Conflict("state_forbids", f"A document in state {state} can't: {verb}.", {"state": state})


def require_key_values(extraction: Mapping[str, Any]) -> None:
    """Raise Invalid if a value is missing without which no note can be built."""
    missing = [name for name in NEEDED_TO_APPROVE if not extraction.get(name)]
    if missing:
        raise Invalid(
            "key_value_missing",
            f"Missing: {', '.join(missing)}.",
            {"fields": ", ".join(missing)},
            {f"extraction.{name}": "needed to approve" for name in missing},
        )


def corrected(extraction: Mapping[str, Any], changes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The extraction with new values by dotted path, None clearing one, and the old values of what really changed.

    Corrected fields have confidence 1: a person vouches for them. Raises Invalid for a field that may not be
    corrected or a date that is none.
    """
    result = _copied(extraction)
    confidence = dict(result.get("confidence", {}))
    old: dict[str, Any] = {}
    for path, value in changes.items():
        _require_correctable(path, value)
        *parents, leaf = path.split(".")
        holder = result
        for parent in parents:
            holder = holder.setdefault(parent, {})
        before = holder.get(leaf)
        if before == value:
            continue
        old[path] = before
        if value is None:
            holder.pop(leaf, None)
        else:
            holder[leaf] = value
        for name in [name for name in confidence if name == path or name.startswith(f"{path}.")]:
            del confidence[name]
        if value is not None:
            confidence[path] = 1.0
    result["confidence"] = confidence
    return result, old


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _require_correctable(path: str, value: Any) -> None:
    root = path.split(".")[0]
    if root not in CORRECTABLE:
        raise Invalid(
            "field_unknown",
            f"{path} can't be corrected.",
            {"field": path},
            {f"extraction.{path}": "can't be corrected"},
        )
    if path == "issue_date" and value is not None:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise Invalid(
                "date_invalid", f"{value} is no date.", {"value": value}, {"extraction.issue_date": "no such day"}
            ) from error


def begin_of(field: str, day: str, days: int = 0) -> datetime | None:
    """The instant at which a Romanian day begins, or the one so many days later; None for no day. Raises Invalid."""
    if not day:
        return None
    try:
        begin = date.fromisoformat(day) + timedelta(days=days)
        return datetime(begin.year, begin.month, begin.day, tzinfo=ROMANIA).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Invalid("date_invalid", f"{day} is no date.", {"value": day}, {field: "no such day"}) from error


def search_text(filename: str, extraction: Mapping[str, Any] | None) -> str:
    """What a search looks through: file name, supplier, fiscal code, number and total, without case and diacritics."""
    extraction = extraction or {}
    supplier = extraction.get("supplier", {})
    words = (
        filename,
        supplier.get("name", ""),
        supplier.get("cui", ""),
        extraction.get("series", ""),
        extraction.get("number", ""),
        extraction.get("total", ""),
    )
    return folded(" ".join(word for word in words if word))
