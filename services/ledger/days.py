"""Civil days as the books count them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
"""No paper and no exchange rate is older or newer; the days around these can still be reckoned with."""


def today() -> date:
    """The civil date in Romania."""
    return day_of(datetime.now(UTC))


def day_of(instant: datetime) -> date:
    """The civil date in Romania, taken as its summer time all year: late in a winter evening it is tomorrow already."""
    return (instant + timedelta(hours=3)).date()


def day_on_paper(text: str) -> date:
    """The day that a paper or a rate bears, from its ISO form. Raises ValueError for what can't be one."""
    day = date.fromisoformat(text)
    if not FIRST <= day <= LAST:
        raise ValueError(f"{text} is on no paper")
    return day
