"""Keeps the public facts: asks ANAF what documents want to know and refreshes it, fetches BNR's rates day by day.

Runs beside the consumer and never in anybody's way: what fails waits and is tried again, the ledger books meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

from services.common.db import Database
from services.common.errors import Unavailable
from services.ledger.registry import rates, suppliers
from services.ledger.registry.anaf import Anaf
from services.ledger.registry.bnr import Bnr
from services.ledger.registry.public_service import Away, Unexpected

POLL_SECONDS = 2.0
"""Between two looks at the list of questions: a preview that is opened again then has its facts."""
REFRESH_SECONDS = 3600.0
REST_SECONDS = (5.0, 30.0, 120.0, 600.0)
"""After failures one upon another."""
UNREADABLE = timedelta(hours=1)
"""Before what was answered with nonsense is asked again."""

log = logging.getLogger(__name__)


async def keep(database: Database, anaf: Anaf | None, bnr: Bnr | None) -> None:
    """Keep what is enabled, until cancelled; with neither it only waits."""
    async with asyncio.TaskGroup() as group:
        if anaf is not None:
            group.create_task(_for_ever(lambda: ask_next(database, anaf)))
            group.create_task(_for_ever(lambda: _refresh(database)))
        if bnr is not None:
            group.create_task(_for_ever(lambda: fetch_rates(database, bnr, _today())))
        group.create_task(asyncio.Event().wait())


async def ask_next(database: Database, anaf: Anaf) -> float:
    """Ask one batch of questions and keep the answers; gives the seconds until the next look. Raises Away."""
    async with database.public_transaction() as session:
        questions = await suppliers.claim(session)
    if not questions:
        return POLL_SECONDS
    try:
        answers = await anaf.ask(questions)
    except BaseException as error:
        # Also when we are told to stop: the questions are free at once for whoever runs next.
        until = datetime.now(UTC) + UNREADABLE if isinstance(error, Unexpected) else None
        async with database.public_transaction() as session:
            await suppliers.release(session, questions, until)
        raise
    async with database.public_transaction() as session:
        await suppliers.store(session, questions, answers)
    log.info("asked ANAF about companies", extra={"asked": len(questions), "answered": len(answers)})
    return 0.0


async def fetch_rates(database: Database, bnr: Bnr, today: date) -> float:
    """Complete this year's rates and those that documents want; gives the seconds until the next look. Raises Away."""
    async with database.public_transaction() as session:
        await rates.want(session, today.year)
        years = [(row.year, row.complete_through) for row in await rates.to_fetch(session, today)]
    for year, known in years:
        if year == today.year and known is not None and await _latest_suffices(database, bnr, today):
            continue
        try:
            published = await bnr.of_year(year)
        except Unexpected as error:
            # On the first days of January there is no file yet; the other years must not wait for it.
            log.warning("no rates of a year", extra={"year": year, "error": str(error)})
            async with database.public_transaction() as session:
                await rates.postpone_year(session, year)
            continue
        async with database.public_transaction() as session:
            await rates.store_year(session, year, published, today)
        log.info("fetched BNR's rates", extra={"year": year, "rates": len(published)})
    return POLL_SECONDS


async def _latest_suffices(database: Database, bnr: Bnr, today: date) -> bool:
    """Most days the small file is all that is missing."""
    published = await bnr.latest()
    async with database.public_transaction() as session:
        return await rates.store_latest(session, published, today)


async def _refresh(database: Database) -> float:
    async with database.public_transaction() as session:
        await suppliers.want_refreshed(session, _today())
    return REFRESH_SECONDS


async def _for_ever(work: Callable[[], Awaitable[float]]) -> None:
    """Do the work, pause for as long as it says; after failures longer and longer."""
    failures = 0
    while True:
        try:
            pause = await work()
            failures = 0
        except Exception as error:
            pause = REST_SECONDS[min(failures, len(REST_SECONDS) - 1)]
            failures += 1
            # Whatever it is, the ledger books on without; what we did not foresee comes with its trace.
            foreseen = isinstance(error, Away | Unexpected | Unavailable)
            extra = {"error": str(error), "seconds": pause}
            log.warning("public facts wait", exc_info=None if foreseen else error, extra=extra)
        await asyncio.sleep(pause)


def _today() -> date:
    """In UTC: never a day that Romania has not reached, and ANAF and BNR know of no tomorrow."""
    return datetime.now(UTC).date()
