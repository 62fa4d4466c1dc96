"""The ledger forgets the messages that the bus has forgotten, and remembers every other."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from integration.ledger.conftest import Ledger, Office
from sqlalchemy import select, update

from services.common import inbox
from services.common import upkeep as common
from services.ledger import models, upkeep


async def recorded(ledger: Ledger, office: Office) -> set[str]:
    async with ledger.database.transaction(office.tenant_id) as session:
        return set(await session.scalars(select(models.inbox.c.message_id)))


async def remember(ledger: Ledger, office: Office, message_id: str, age: timedelta) -> None:
    async with ledger.database.transaction(office.tenant_id) as session:
        assert await inbox.record(session, models.inbox, office.tenant_id, "c", message_id)
        own = update(models.inbox).where(models.inbox.c.message_id == message_id)
        await session.execute(own.values(processed_at=datetime.now(UTC) - age))


async def test_messages_that_can_not_come_again_are_swept_and_those_that_can_are_not(
    ledger: Ledger, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await remember(ledger, office, "old", timedelta(days=inbox.FORGOTTEN_DAYS, hours=1))
    await remember(ledger, office, "young", timedelta(days=inbox.FORGOTTEN_DAYS, hours=-1))
    monkeypatch.setattr(common, "FIRST_SECONDS", 0.0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(upkeep.watch(ledger.database, timedelta(hours=6)), 2.0)
    assert await recorded(ledger, office) == {"young"}


async def test_what_a_sweep_leaves_still_keeps_an_approval_from_booking_twice(ledger: Ledger, office: Office) -> None:
    document_id: Any = uuid4()
    await ledger.approve(office, document_id)
    before = await recorded(ledger, office)
    assert before
    await inbox.forget(ledger.database, models.inbox)
    assert await recorded(ledger, office) == before
    await ledger.approve(office, document_id)
    assert len(await ledger.notes(office, document_id)) == 1
