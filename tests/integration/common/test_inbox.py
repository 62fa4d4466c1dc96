"""The inbox: a message takes effect once, however often and however concurrently it comes."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select

from services.common.inbox import record


async def take_effect(database: Any, probe: Any, tenant: Any, message_id: str, *, fail: bool = False) -> bool:
    async with database.transaction(tenant) as session:
        first = await record(session, probe.inbox, tenant, "consumer", message_id)
        if first:
            await asyncio.sleep(0.05)
            await session.execute(insert(probe.effects).values(tenant_id=tenant, what=message_id))
        if fail:
            raise RuntimeError
    return first


async def effects(database: Any, probe: Any, tenant: Any) -> int:
    async with database.transaction(tenant) as session:
        return int(await session.scalar(select(func.count()).select_from(probe.effects)) or 0)


async def test_concurrent_duplicates_have_one_effect(database: Any, probe: Any) -> None:
    tenant = uuid4()
    firsts = await asyncio.gather(*(take_effect(database, probe, tenant, "m") for _ in range(8)))
    assert sorted(firsts) == [False] * 7 + [True]
    assert await effects(database, probe, tenant) == 1


async def test_a_try_that_failed_leaves_the_message_to_the_next(database: Any, probe: Any) -> None:
    tenant = uuid4()
    with pytest.raises(RuntimeError):
        await take_effect(database, probe, tenant, "m", fail=True)
    assert await take_effect(database, probe, tenant, "m")
    assert await effects(database, probe, tenant) == 1


async def test_a_duplicate_that_waits_for_a_failing_try_takes_over(database: Any, probe: Any) -> None:
    tenant = uuid4()
    failing = asyncio.create_task(take_effect(database, probe, tenant, "m", fail=True))
    await asyncio.sleep(0.02)
    assert await take_effect(database, probe, tenant, "m")
    with pytest.raises(RuntimeError):
        await failing
    assert await effects(database, probe, tenant) == 1


async def test_messages_consumers_and_tenants_do_not_stand_in_for_one_another(database: Any, probe: Any) -> None:
    one, other = uuid4(), uuid4()
    assert await take_effect(database, probe, one, "m")
    assert await take_effect(database, probe, one, "n")
    assert await take_effect(database, probe, other, "m")
    async with database.transaction(one) as session:
        assert await record(session, probe.inbox, one, "another consumer", "m")
