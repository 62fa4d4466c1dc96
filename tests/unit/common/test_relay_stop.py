"""A relay that is told to end does end, even if a library on its way swallows the telling."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import MetaData

from services.common.outbox import Relay, outbox_table


class SwallowingRelay(Relay):
    """Loses a cancellation while it publishes, as `asyncio.wait_for` does on Python 3.11."""

    def __init__(self) -> None:
        unused: Any = None
        super().__init__(unused, outbox_table(MetaData(schema="probe")), unused)
        self.publishing = asyncio.Event()

    async def _listen(self) -> None:
        await asyncio.Event().wait()

    async def drain(self) -> int:
        self.publishing.set()
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        return 0


async def test_a_cancellation_swallowed_while_publishing_still_ends_the_relay() -> None:
    relay = SwallowingRelay()
    task = asyncio.create_task(relay.run())
    await relay.publishing.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(5):
            await task


async def test_a_cancellation_that_comes_with_a_wake_up_ends_the_relay() -> None:
    class Idle(SwallowingRelay):
        async def drain(self) -> int:
            self.publishing.set()
            return 0

    relay = Idle()
    task = asyncio.create_task(relay.run())
    await relay.publishing.wait()
    await asyncio.sleep(0.01)
    relay._wake.set()
    await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=5)
    assert done
