"""Civil days as the books count them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def today() -> date:
    """The civil date in Romania."""
    return day_of(datetime.now(UTC))


def day_of(instant: datetime) -> date:
    """The civil date in Romania, taken as its summer time all year: late in a winter evening it is tomorrow already."""
    return (instant + timedelta(hours=3)).date()
