"""The tenant service in this process, and offices to call it from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from argon2 import PasswordHasher
from contapics.tenant.v1 import (
    client_service_pb2_grpc,
    session_service_pb2,
    session_service_pb2_grpc,
    user_service_pb2_grpc,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from services.common.db import Database
from services.common.ids import new_id
from services.tenant import operations
from services.tenant.main import servicers, verifier
from services.tenant.passwords import Passwords
from services.tenant.rules import OWNER
from services.tenant.tokens import SigningKeys

PASSWORD = "corect cal baterie"


@dataclass(frozen=True, slots=True)
class TenantService:
    """Stubs of the running service. They are typed as Any: their asynchronous kind exists for type checkers only."""

    database: Database
    passwords: Passwords
    sessions: Any
    users: Any
    clients: Any

    async def log_in(self, email: str, password: str = PASSWORD) -> session_service_pb2.CreateSessionResponse:
        request = session_service_pb2.CreateSessionRequest(email=email, password=password)
        response: session_service_pb2.CreateSessionResponse = await self.sessions.CreateSession(request)
        return response


@dataclass(frozen=True, slots=True)
class Office:
    """An office with one owner who is logged in; `metadata` goes with the owner's calls."""

    tenant_id: UUID
    email: str
    session: session_service_pb2.CreateSessionResponse

    @property
    def metadata(self) -> list[tuple[str, str]]:
        return bearer(self.session.access_token)


OpenOffice = Callable[[], Awaitable[Office]]


def bearer(access_token: str) -> list[tuple[str, str]]:
    return [("authorization", f"Bearer {access_token}")]


@pytest.fixture(scope="session")
def signing_pem() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.fixture
def passwords() -> Passwords:
    """The same algorithm at a cost that tests can afford."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
async def tenant_service(open_database: Any, serve: Any, signing_pem: bytes, passwords: Passwords) -> TenantService:
    database, keys = open_database("tenant"), SigningKeys(signing_pem)
    channel: grpc.aio.Channel = await serve(verifier(keys), servicers(database, passwords, keys))
    return TenantService(
        database,
        passwords,
        session_service_pb2_grpc.SessionServiceStub(channel),
        user_service_pb2_grpc.UserServiceStub(channel),
        client_service_pb2_grpc.ClientServiceStub(channel),
    )


@pytest.fixture
def open_office(tenant_service: TenantService) -> OpenOffice:
    """Makes an office with an owner and logs that in."""

    async def make() -> Office:
        tenant_id, email = new_id(), f"{uuid4().hex}@cabinet.example"
        password_hash = await tenant_service.passwords.hash(PASSWORD)
        async with tenant_service.database.transaction(tenant_id) as session:
            await operations.create_office(session, tenant_id, "Cabinet")
            await operations.create_user(
                session, tenant_id, email=email, name="Ana", role=OWNER, client_ids=(), password_hash=password_hash
            )
        return Office(tenant_id, email, await tenant_service.log_in(email))

    return make


@pytest.fixture
async def office(open_office: OpenOffice) -> Office:
    return await open_office()
