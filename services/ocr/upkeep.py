"""Clears away the record of messages that the bus itself has forgotten, and of the tries that they began."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from services.common import inbox, upkeep
from services.common.db import Database
from services.ocr import models, repository


async def watch(database: Database, period: timedelta) -> None:
    """Clear away once per period, for ever."""

    async def sweep() -> Mapping[str, int]:
        return {"messages": await inbox.forget(database, models.inbox), "tries": await forget_tries(database)}

    await upkeep.watch(period, sweep)


async def forget_tries(database: Database) -> int:
    """Forget the tries of messages that never come again; their number. Raises Unavailable."""
    async with database.transaction_as("contapics_ocr_relay") as session:
        return await repository.forget_old_tries(session)
