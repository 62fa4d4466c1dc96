"""The store of exchange rates: BNR's by day, how far they are complete, and the rates that an office entered itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Integer, cast, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.ids import new_id
from services.ledger.models import ExchangeRate, OwnRate, RateYear
from services.ledger.registry.bnr import FIRST_YEAR, LONGEST_SILENCE, Rate, complete_through

TEN_THOUSANDTHS = 10_000
_TEXT = re.compile(r"([0-9]{1,6})(?:\.([0-9]{1,4}))?")
_BATCH = 2000
AGAIN_AFTER = timedelta(hours=1)
"""Before a year is fetched again that is still not complete."""


async def before(session: AsyncSession, currency: str, day: date) -> Rate | None:
    """BNR's last rate published before a day; None where it is not known for sure which one that is.

    The rate of the 23rd is that of the 25th only if it is known that none came on the 24th.
    """
    statement = (
        select(ExchangeRate)
        .where(ExchangeRate.currency == currency, ExchangeRate.day < day, ExchangeRate.day >= day - LONGEST_SILENCE)
        .order_by(ExchangeRate.day.desc())
        .limit(1)
    )
    found = await session.scalar(statement)
    if found is None:
        return None
    last = day - timedelta(days=1)
    for year in range(found.day.year, last.year + 1):
        complete = await session.scalar(select(RateYear.complete_through).where(RateYear.year == year))
        if complete is None or complete < min(last, date(year, 12, 31)):
            return None
    return Rate(found.currency, found.day, found.rate, found.multiplier)


async def own(session: AsyncSession, currency: str, day: date) -> OwnRate | None:
    """The rate that the office entered last for its documents of a day."""
    statement = (
        select(OwnRate)
        .where(OwnRate.currency == currency, OwnRate.day == day)
        .order_by(OwnRate.set_at.desc(), OwnRate.id.desc())
        .limit(1)
    )
    return await session.scalar(statement)


async def enter(session: AsyncSession, tenant_id: UUID, rate: Rate, set_by: str) -> OwnRate:
    """Keep an office's rate for its documents of `rate.day`; what it entered before stays as history."""
    row = OwnRate(
        tenant_id=tenant_id,
        id=new_id(),
        currency=rate.currency,
        day=rate.day,
        rate=rate.rate,
        multiplier=rate.multiplier,
        set_by=set_by,
        set_at=datetime.now(UTC),
    )
    session.add(row)
    return row


async def want(session: AsyncSession, year: int) -> None:
    """Put a year on the list of those that are fetched, if BNR has it."""
    if FIRST_YEAR <= year <= datetime.now(UTC).year:
        await session.execute(insert(RateYear).values(year=year).on_conflict_do_nothing())


async def to_fetch(session: AsyncSession, today: date) -> Sequence[RateYear]:
    """Wanted years that are not complete until yesterday, and not tried within the hour."""
    end = func.least(func.make_date(cast(RateYear.year, Integer), 12, 31), today - timedelta(days=1))
    statement = (
        select(RateYear)
        .where(or_(RateYear.complete_through.is_(None), RateYear.complete_through < end))
        .where(or_(RateYear.fetched_at.is_(None), RateYear.fetched_at < datetime.now(UTC) - AGAIN_AFTER))
        .order_by(RateYear.year.desc())
    )
    return (await session.scalars(statement)).all()


async def postpone_year(session: AsyncSession, year: int) -> None:
    """Leave a year that could not be fetched alone for a while."""
    await session.execute(update(RateYear).where(RateYear.year == year).values(fetched_at=datetime.now(UTC)))


async def store_year(session: AsyncSession, year: int, published: Sequence[Rate], today: date) -> None:
    """Keep the file of a year, and how far it makes the year complete."""
    await _store(session, published)
    await _complete(session, year, complete_through(published, today))


async def store_latest(session: AsyncSession, published: Sequence[Rate], today: date) -> bool:
    """Keep the file of the last day. False if days between it and what is known may be missing: fetch the year."""
    await _store(session, published)
    last = max(rate.day for rate in published)
    known = await session.scalar(select(RateYear.complete_through).where(RateYear.year == last.year))
    if known is None or known < last - timedelta(days=1):
        return False
    await _complete(session, last.year, complete_through(published, today))
    return True


def parse_rate(written: str) -> int:
    """Ten-thousandths of a leu of a decimal string with at most four decimals. Raises ValueError."""
    match = _TEXT.fullmatch(written)
    rate = int(match[1]) * TEN_THOUSANDTHS + int((match[2] or "").ljust(4, "0")) if match else 0
    if rate == 0:
        raise ValueError(f"not an exchange rate: {written!r}")
    return rate


def format_rate(rate: int) -> str:
    """Such as `4.9731`: always four decimals, as BNR writes it."""
    return f"{rate // TEN_THOUSANDTHS}.{rate % TEN_THOUSANDTHS:04d}"


async def _store(session: AsyncSession, published: Sequence[Rate]) -> None:
    """Rates as BNR has them now: it may correct one."""
    for first in range(0, len(published), _BATCH):
        row = insert(ExchangeRate).values(
            [
                {"currency": rate.currency, "day": rate.day, "rate": rate.rate, "multiplier": rate.multiplier}
                for rate in published[first : first + _BATCH]
            ]
        )
        key = [ExchangeRate.currency, ExchangeRate.day]
        changed = {"rate": row.excluded.rate, "multiplier": row.excluded.multiplier}
        await session.execute(row.on_conflict_do_update(index_elements=key, set_=changed))


async def _complete(session: AsyncSession, year: int, through: date) -> None:
    row = insert(RateYear).values(year=year, complete_through=through, fetched_at=datetime.now(UTC))
    changed = {
        "complete_through": func.greatest(RateYear.complete_through, through),
        "fetched_at": row.excluded.fetched_at,
    }
    await session.execute(row.on_conflict_do_update(index_elements=[RateYear.year], set_=changed))
