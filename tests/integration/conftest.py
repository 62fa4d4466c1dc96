"""A real PostgreSQL and a real NATS for the whole test run. Tests keep apart by making tenants of their own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID, uuid4

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from joserfc import jwt
from joserfc.jwk import OKPKey

from deploy.local.nats import EmbeddedNats
from deploy.local.ports import LOOPBACK, free_port
from deploy.local.postgres import EmbeddedPostgres
from services.common import identity, migrate, rpc
from services.common.bus import Bus
from services.common.db import Database
from services.common.identity import TokenVerifier

PASSWORD = "only-for-tests"

OpenDatabase = Callable[[str], Database]
Connect = Callable[..., Awaitable[Bus]]
Serve = Callable[[TokenVerifier, Sequence[rpc.Registration]], Awaitable[grpc.aio.Channel]]


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A database in which all services are provisioned."""

    admin_url: str

    def url(self, service: str) -> str:
        """The URL under a service's own role."""
        address = urlsplit(self.admin_url)
        place = address.netloc.rpartition("@")[2]
        return urlunsplit(address._replace(netloc=f"contapics_{service}:{PASSWORD}@{place}"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    with EmbeddedPostgres.running(tmp_path_factory.mktemp("postgres")) as server:
        migrate.provision(server.admin_url, dict.fromkeys(migrate.SERVICES, PASSWORD))
        yield PostgresServer(server.admin_url)


@pytest.fixture(scope="session")
def nats_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedNats]:
    with EmbeddedNats.running(tmp_path_factory.mktemp("nats")) as server:
        yield server


@pytest.fixture
async def open_database(postgres: PostgresServer) -> AsyncIterator[OpenDatabase]:
    """Opens the database under a service's role; closed after the test."""
    async with AsyncExitStack() as stack:

        def open_as(service: str) -> Database:
            database = Database(postgres.url(service))
            stack.push_async_callback(database.close)
            return database

        yield open_as


@pytest.fixture
async def connect_bus(nats_server: EmbeddedNats) -> AsyncIterator[Connect]:
    """Connects to NATS, the one of all tests unless a URL is given; closed after the test."""
    async with AsyncExitStack() as stack:

        async def connect(url: str = nats_server.url) -> Bus:
            bus = await Bus.connect(url, "test")
            stack.push_async_callback(bus.close)
            return bus

        yield connect


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves gRPC in this process behind the real boundary and gives a channel to it, until the test ends."""
    async with AsyncExitStack() as stack:

        async def start(verifier: TokenVerifier, servicers: Sequence[rpc.Registration]) -> grpc.aio.Channel:
            address = f"{LOOPBACK}:{free_port()}"
            await stack.enter_async_context(rpc.serving(address, None, verifier, servicers))
            return await stack.enter_async_context(rpc.open_channel(address, None))

        yield start


SignIn = Callable[..., list[tuple[str, str]]]
KEY = OKPKey.generate_key("Ed25519", {"kid": "test"})


@pytest.fixture
def verifier() -> TokenVerifier:
    """Knows the key that `signed_in` signs with."""

    async def public_keys() -> list[dict[str, Any]]:
        return [KEY.as_dict(private=False)]

    return TokenVerifier(public_keys)


@pytest.fixture
def signed_in() -> SignIn:
    """Metadata of a call by a user of an office, for a minute."""

    def metadata(tenant_id: UUID, role: str = "accountant", clients: Sequence[UUID] = ()) -> list[tuple[str, str]]:
        claims = {
            "iss": identity.ISSUER,
            "exp": int(time.time()) + 60,
            "sub": str(uuid4()),
            "tenant": str(tenant_id),
            "role": role,
            "email": f"{role}@cabinet.example",
            "clients": [str(client) for client in clients],
        }
        header = {"alg": identity.ALGORITHM, "kid": "test"}
        return [("authorization", f"Bearer {jwt.encode(header, claims, KEY, algorithms=[identity.ALGORITHM])}")]

    return metadata


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a refused call tells: the code, the reason for programs, the sentence for people, the fields at fault."""

    code: grpc.StatusCode
    reason: str
    sentence: str
    fields: frozenset[str]


@pytest.fixture
def refused() -> Callable[[Awaitable[object]], Awaitable[Refusal]]:
    """Awaits a call that has to be refused and says how it was."""

    async def expect(call: Awaitable[object]) -> Refusal:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await call
        status = rpc_status.from_call(caught.value)
        if status is None:
            return Refusal(caught.value.code(), "", caught.value.details() or "", frozenset())
        reason, sentence, request = (
            error_details_pb2.ErrorInfo(),
            error_details_pb2.LocalizedMessage(),
            error_details_pb2.BadRequest(),
        )
        for detail in status.details:
            for message in (reason, sentence, request):
                detail.Unpack(message)
        fields = frozenset(violation.field for violation in request.field_violations)
        return Refusal(caught.value.code(), reason.reason, sentence.message, fields)

    return expect


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Waits until a condition holds; TimeoutError if it doesn't within some seconds."""

    async def wait(condition: Callable[[], bool], seconds: float = 15.0) -> None:
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 (what happens in another process or service sets no event here)
                await asyncio.sleep(0.005)

    return wait


@pytest.fixture(scope="session")
def repository_root() -> Path:
    return Path(__file__).resolve().parents[2]
