"""Days in requests."""

from __future__ import annotations

from datetime import date

from services.common.errors import Invalid


def read_day(text: str, field: str) -> date | None:
    """The day that a field names; None if it is empty. Raises Invalid."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid("request_invalid", f"{text} is no date.", {"fields": field}, {field: "no such day"}) from error


def read_month(text: str, field: str) -> date:
    """The first day of a month such as 2025-08. Raises Invalid."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Invalid("request_invalid", f"{text} is no month.", {"fields": field}, {field: "no such month"}) from error
