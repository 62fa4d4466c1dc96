"""Clears away the record of messages that the bus itself has forgotten, and of the tries that they began."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from services.common import inbox
from services.common.db import Database
from services.common.errors import Unavailable
from services.ocr import models, repository

FIRST_SECONDS = 300.0
"""After a start there is better to do."""

log = logging.getLogger(__name__)


async def watch(database: Database, period: timedelta) -> None:
    """Clear away once per period, for ever."""
    await asyncio.sleep(min(FIRST_SECONDS, period.total_seconds()))
    while True:
        try:
            messages = await inbox.forget(database, models.inbox)
            tries = await forget_tries(database)
        except Unavailable as error:
            log.warning("upkeep waits", extra={"error": error.message})
        else:
            log.info("cleared away", extra={"messages": messages, "tries": tries})
        await asyncio.sleep(period.total_seconds())


async def forget_tries(database: Database) -> int:
    """Forget the tries of messages that never come again; their number. Raises Unavailable."""
    async with database.transaction_as("contapics_ocr_relay") as session:
        return await repository.forget_old_tries(session)
