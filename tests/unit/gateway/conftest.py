"""The gateway in front of a real gRPC server in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import grpc
import httpx
import pytest
import pytest_asyncio
from gateway_stage import KEY, MAX_UPLOAD_BYTES, Service, client_of, token_of

from gateway.app import Parts, api_routes, build_app
from gateway.limits import RateLimits
from gateway.live import LiveUpdates
from gateway.routes import ApiRoute
from services.common.identity import TokenVerifier
from services.common.rpc import open_channel


@pytest_asyncio.fixture
async def service() -> AsyncIterator[Service]:
    yield Service()


@pytest_asyncio.fixture
async def channel(service: Service) -> AsyncIterator[grpc.aio.Channel]:
    server = grpc.aio.server()
    server.add_generic_rpc_handlers(service.handlers())
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with open_channel(f"127.0.0.1:{port}", None) as opened:
        yield opened
    await server.stop(None)


@pytest.fixture
def live() -> LiveUpdates:
    return LiveUpdates()


@pytest.fixture
def build(channel: grpc.aio.Channel, live: LiveUpdates) -> Callable[..., Any]:
    """Builds the application; keyword arguments change its parts."""

    async def fetch_keys() -> list[dict[str, Any]]:
        return [KEY.as_dict(private=False)]

    def with_parts(requests: str = "1000/minute", logins: str = "5/minute", **changes: Any) -> Any:
        parts: dict[str, Any] = {
            "channels": dict.fromkeys(("tenant", "document", "ocr", "ledger"), channel),
            "verifier": TokenVerifier(fetch_keys),
            "live": live,
            "limits": RateLimits(requests, logins),
            "max_upload_bytes": MAX_UPLOAD_BYTES,
            "checks": {},
        }
        return build_app(Parts(**parts | changes))

    return with_parts


@pytest_asyncio.fixture
async def http(build: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    """A signed-in accountant."""
    async with client_of(build(), token_of()) as client:
        yield client


@pytest_asyncio.fixture
async def stranger(build: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(build()) as client:
        yield client


@pytest.fixture
def routes(channel: grpc.aio.Channel, live: LiveUpdates) -> list[ApiRoute]:
    """Every route of the REST API."""

    async def no_keys() -> list[dict[str, Any]]:
        return []

    channels = dict.fromkeys(("tenant", "document", "ocr", "ledger"), channel)
    return api_routes(Parts(channels, TokenVerifier(no_keys), live, RateLimits("1/hour", "1/hour"), 1, {}))
