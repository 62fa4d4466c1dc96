"""The gateway as a real server on a port of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from unit.gateway.stage import build, channel, live, service, spool, token_of

from gateway.live import LiveUpdates
from gateway.main import Server

__all__ = ["build", "channel", "live", "service", "spool"]
MAX_UPLOAD_BYTES = 64 * 2**20


@pytest.fixture
async def server(build: Callable[..., Any], live: LiveUpdates) -> AsyncIterator[Server]:
    started = Server(build(max_upload_bytes=MAX_UPLOAD_BYTES), "127.0.0.1:0", live)
    serving = asyncio.create_task(started.serve())
    while not started.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.005)
    yield started
    started.stop()
    await asyncio.wait_for(serving, 5)


@pytest.fixture
def port(server: Server) -> int:
    number: int = server.servers[0].sockets[0].getsockname()[1]
    return number


@pytest.fixture
async def client(port: int) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"authorization": f"Bearer {token_of()}"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers) as opened:
        yield opened
