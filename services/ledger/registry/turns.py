"""Turns at a public service: all processes of an installation together keep the pace that the service asks for."""

from __future__ import annotations

import asyncio

from sqlalchemy import text

from services.common.db import Database
from services.ledger.registry.public_service import Turn

_TAKE = text(
    "INSERT INTO ledger.registry_turns AS turn (service, next_at) "
    "VALUES (:service, clock_timestamp() + make_interval(secs => :spacing)) "
    "ON CONFLICT (service) DO UPDATE SET next_at = excluded.next_at WHERE turn.next_at <= clock_timestamp() "
    "RETURNING 0::float8"
)
_LEFT = text(
    "SELECT extract(epoch FROM next_at - clock_timestamp())::float8 FROM ledger.registry_turns WHERE service = :service"
)
_SHORTEST_WAIT = 0.01


def turns(database: Database, service: str, spacing: float) -> Turn:
    """Turns at least `spacing` seconds apart, whoever takes them."""

    async def take() -> None:
        wait = await _take(database, service, spacing)
        while wait:
            await asyncio.sleep(wait)
            wait = await _take(database, service, spacing)

    return take


async def _take(database: Database, service: str, spacing: float) -> float:
    """0 if the turn is ours, else the seconds until it is worth another try."""
    async with database.public_transaction() as session:
        taken = await session.execute(_TAKE, {"service": service, "spacing": spacing})
        if taken.first() is not None:
            return 0.0
        left = await session.execute(_LEFT, {"service": service})
        return max(_SHORTEST_WAIT, float(left.scalar_one()))
