"""Asks again for readings that fell silent: an event lost with the bus's disk leaves no document waiting for ever."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from services.common.db import Database
from services.common.errors import Unavailable
from services.document import operations, repository

BATCH = 100

log = logging.getLogger(__name__)


async def watch(database: Database, patience: timedelta) -> None:
    """Ask again for silent readings, for ever, a few times per patience."""
    while True:
        await asyncio.sleep(patience.total_seconds() / 4)
        try:
            asked = await ask_again(database, patience)
        except Unavailable as error:
            log.warning("silent readings wait for the database", extra={"error": error.message})
            continue
        if asked:
            log.warning("readings fell silent and were asked for again", extra={"documents": asked})


async def ask_again(database: Database, patience: timedelta) -> int:
    """Ask again for the readings that are silent for longer than that; their number."""
    before = datetime.now(UTC) - patience
    async with database.transaction_as("contapics_document_relay") as session:
        silent = await repository.silent_readings(session, before, BATCH)
    for tenant_id, document_id in silent:
        async with database.transaction(tenant_id) as session:
            await operations.ask_again(session, document_id, before)
    return len(silent)
