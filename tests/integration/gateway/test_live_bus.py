"""Live updates through a real NATS and real connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from contapics.document.v1 import document_pb2, events_pb2
from unit.gateway.stage import token_of

from deploy.local.nats import EmbeddedNats
from deploy.local.secrets import Secrets
from gateway.live import LiveUpdates
from services.common.bus import Bus

OFFICE, OTHER_OFFICE, ALFA, BETA = uuid4(), uuid4(), uuid4(), uuid4()


@pytest.fixture
async def bus(
    live: LiveUpdates, nats_server: EmbeddedNats, connect_bus: Callable[[], Awaitable[Bus]]
) -> AsyncIterator[Bus]:
    """A bus that the gateway listens to."""
    bus = await connect_bus()
    listening = asyncio.create_task(live.run(nats_server.url))
    await until_connected(live)
    yield bus
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def publish(bus: Bus, document_id: str, tenant: UUID, client: UUID) -> None:
    event = events_pb2.DocumentChanged(
        document_id=document_id, client_id=str(client), state=document_pb2.Document.REVIEW, revision=1
    )
    await bus.publish("document.v1.changed", event.SerializeToString(), str(uuid4()), tenant)


@asynccontextmanager
async def watching(port: int, token: str) -> AsyncIterator[AsyncIterator[str]]:
    """The documents, or calls to read anew, that a browser with this token hears of."""
    headers = {"authorization": f"Bearer {token}"}
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers) as client,
        client.stream("GET", "/api/v1/events") as response,
    ):
        lines = response.aiter_lines()
        assert await anext(lines) == "retry: 2000"
        yield heard(lines)


async def test_a_bus_that_was_killed_is_found_again_and_browsers_are_told_to_read_anew(
    live: LiveUpdates, port: int, tmp_path: Path
) -> None:
    nats = EmbeddedNats(tmp_path / "nats", Secrets(tmp_path / "secrets"))
    nats.prepare()
    listening = asyncio.create_task(live.run(nats.url))  # begins before there is a bus
    try:
        async with watching(port, token_of(OFFICE)) as ours:
            with nats.program.running(tmp_path / "first.log"):
                await until_connected(live)
            with nats.program.running(tmp_path / "second.log"):
                assert await asyncio.wait_for(anext(ours), 10) == "resync"
                bus = await Bus.connect(nats.url, "test")
                await publish(bus, "after", OFFICE, ALFA)
                assert await asyncio.wait_for(anext(ours), 5) == "after"
                await bus.close()
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def until_connected(live: LiveUpdates) -> None:
    while not live.connected:  # noqa: ASYNC110 - the gateway has no event for it
        await asyncio.sleep(0.01)


async def heard(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    async for line in lines:
        if line == "event: resync":
            yield "resync"
        elif line.startswith('data: {"id"'):
            yield line.split('"id":"')[1].split('"')[0]


async def test_an_event_of_the_bus_reaches_the_office_it_belongs_to_and_no_other(bus: Bus, port: int) -> None:
    async with (
        watching(port, token_of(OFFICE)) as ours,
        watching(port, token_of(OTHER_OFFICE)) as theirs,
        watching(port, token_of(OFFICE, "client", (BETA,))) as beta,
    ):
        await publish(bus, "alfa-1", OFFICE, ALFA)
        await publish(bus, "theirs-1", OTHER_OFFICE, ALFA)
        await publish(bus, "beta-1", OFFICE, BETA)
        assert await asyncio.wait_for(anext(ours), 5) == "alfa-1"
        assert await asyncio.wait_for(anext(ours), 5) == "beta-1"
        assert await asyncio.wait_for(anext(theirs), 5) == "theirs-1"
        assert await asyncio.wait_for(anext(beta), 5) == "beta-1"
