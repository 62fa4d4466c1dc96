"""Clears away, once per period, what nothing needs any more. What that is every service says for itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from services.common.errors import Unavailable

FIRST_SECONDS = 300.0
"""After a start there is better to do."""

Sweep = Callable[[], Awaitable[Mapping[str, int]]]
"""Clears away and says how many of what. Safe to run anywhere and at once; raises Unavailable."""

log = logging.getLogger(__name__)


async def watch(period: timedelta, sweep: Sweep) -> None:
    """Sweep once per period, for ever; what can't be reached now is swept the next time."""
    await asyncio.sleep(min(FIRST_SECONDS, period.total_seconds()))
    while True:
        try:
            swept = await sweep()
        except Unavailable as error:
            log.warning("upkeep waits", extra={"error": error.message})
        else:
            log.info("cleared away", extra=dict(swept))
        await asyncio.sleep(period.total_seconds())
