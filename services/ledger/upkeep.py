"""Clears away the record of messages that the bus itself has forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from services.common import inbox, upkeep
from services.common.db import Database
from services.ledger import models


async def watch(database: Database, period: timedelta) -> None:
    """Clear away once per period, for ever."""

    async def sweep() -> Mapping[str, int]:
        return {"messages": await inbox.forget(database, models.inbox)}

    await upkeep.watch(period, sweep)
