"""The whole application behind an HTTP client, without a socket between them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import grpc
import httpx
import pytest
from unit.gateway.stage import build, channel, client_of, live, service, spool, token_of

from gateway.app import Parts, api_routes
from gateway.limits import RateLimits
from gateway.live import LiveUpdates
from gateway.routes import ApiRoute
from gateway.spool import Spool
from services.common.identity import TokenVerifier

__all__ = ["build", "channel", "live", "service", "spool"]


@pytest.fixture
async def http(build: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    """A signed-in accountant."""
    async with client_of(build(), token_of()) as client:
        yield client


@pytest.fixture
async def stranger(build: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(build()) as client:
        yield client


@pytest.fixture
def routes(channel: grpc.aio.Channel, live: LiveUpdates, spool: Spool) -> list[ApiRoute]:
    """Every route of the REST API."""

    async def no_keys() -> list[dict[str, Any]]:
        return []

    channels = dict.fromkeys(("tenant", "document", "ocr", "ledger"), channel)
    return api_routes(Parts(channels, TokenVerifier(no_keys), live, RateLimits("1/hour", "1/hour"), 1, {}, spool))
