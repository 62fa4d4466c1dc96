"""The gateway in front of real gRPC servers in this process, which answer what a test tells them to."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import grpc
import httpx
import pytest
from contapics.document.v1 import document_service_pb2
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from grpc_status import rpc_status
from joserfc import jwt
from joserfc.jwk import OKPKey

from gateway.app import Parts, build_app
from gateway.bindings import FILES
from gateway.limits import RateLimits
from gateway.live import LiveUpdates
from gateway.spool import Spool
from services.common.errors import DomainError
from services.common.identity import ALGORITHM, ISSUER, TokenVerifier
from services.common.interceptors import as_status
from services.common.messages import language_of
from services.common.rpc import open_channel

MAX_UPLOAD_BYTES = 1_000_000
ORIGIN = "http://contapics.test"
KEY = OKPKey.generate_key("Ed25519", {"alg": ALGORITHM, "use": "sig"}, auto_kid=True)


@dataclass
class Service:
    """Every RPC of every service. Unary ones give the answer or error set for their name, or an empty message."""

    answers: dict[str, Message | DomainError | grpc.StatusCode] = field(default_factory=dict)
    requests: list[Message] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    uploads: list[tuple[document_service_pb2.UploadHead, bytes]] = field(default_factory=list)
    chunk_sizes: list[int] = field(default_factory=list)
    file: tuple[document_service_pb2.DownloadHead, list[bytes]] | None = None

    @property
    def request(self) -> Any:
        return self.requests[-1]

    async def answer(self, name: str, empty: Message, context: Any) -> Message:
        self.metadata = {str(key): str(value) for key, value in context.invocation_metadata()}
        answer = self.answers.get(name, empty)
        if isinstance(answer, grpc.StatusCode):
            await context.abort(answer, "psycopg.OperationalError: host=10.0.0.1 secret")
        if isinstance(answer, DomainError):
            await context.abort_with_status(
                rpc_status.to_status(as_status(answer, language_of(self.metadata.get("accept-language", ""))))
            )
        assert isinstance(answer, Message)
        return answer

    async def upload(self, requests: AsyncIterator[Any], context: Any) -> Message:
        first = await anext(requests)
        if first.head.client_id in self.answers:
            return await self.answer(first.head.client_id, first, context)
        content = b""
        async for request in requests:
            if request.HasField("tail"):
                break
            self.chunk_sizes.append(len(request.chunk))
            content += request.chunk
        else:
            await context.abort(grpc.StatusCode.DATA_LOSS)
        assert request.tail.size == len(content)
        self.uploads.append((first.head, content))
        response = document_service_pb2.UploadDocumentResponse()
        response.document.id = first.head.id or f"minted-{len(self.uploads)}"
        response.document.filename = first.head.filename
        return await self.answer("UploadDocument", response, context)

    async def download(self, request: Message, context: Any) -> AsyncIterator[Message]:
        self.requests.append(request)
        await self.answer("DownloadDocument", request, context)
        assert self.file is not None
        head, chunks = self.file
        yield document_service_pb2.DownloadDocumentResponse(head=head)
        for chunk in chunks:
            yield document_service_pb2.DownloadDocumentResponse(chunk=chunk)

    def handlers(self) -> list[grpc.GenericRpcHandler]:
        return [
            grpc.method_handlers_generic_handler(
                service.full_name, {method.name: self.handler(method) for method in service.methods}
            )
            for file in FILES
            for service in file.services_by_name.values()
        ]

    def handler(self, method: Any) -> Any:
        codec = {
            "request_deserializer": GetMessageClass(method.input_type).FromString,
            "response_serializer": GetMessageClass(method.output_type).SerializeToString,
        }
        if method.client_streaming:
            return grpc.stream_unary_rpc_method_handler(self.upload, **codec)
        if method.server_streaming:
            return grpc.unary_stream_rpc_method_handler(self.download, **codec)

        async def unary(request: Message, context: Any) -> Message:
            self.requests.append(request)
            return await self.answer(method.name, GetMessageClass(method.output_type)(), context)

        return grpc.unary_unary_rpc_method_handler(unary, **codec)


def client_of(app: Any, token: str | None = None, origin: str = ORIGIN) -> httpx.AsyncClient:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=origin, headers=headers)


def token_of(
    tenant: UUID | None = None, role: str = "accountant", clients: tuple[UUID, ...] = (), seconds: float = 600
) -> str:
    claims = {
        "iss": ISSUER,
        "sub": str(uuid4()),
        "tenant": str(tenant or uuid4()),
        "role": role,
        "email": "ana@cabinet.ro",
        "clients": [str(client) for client in clients],
        "exp": int(time.time() + seconds),
    }
    return jwt.encode({"alg": ALGORITHM, "kid": KEY.kid}, claims, KEY, algorithms=[ALGORITHM])


@pytest.fixture
def service() -> Service:
    return Service()


@asynccontextmanager
async def serving(service: Service) -> AsyncIterator[int]:
    """Serve on a free port, which is given."""
    server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
    server.add_generic_rpc_handlers(service.handlers())
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    yield port
    await server.stop(None)


@pytest.fixture
async def channel(service: Service) -> AsyncIterator[grpc.aio.Channel]:
    async with serving(service) as port, open_channel(f"127.0.0.1:{port}", None) as opened:
        yield opened


@pytest.fixture
def live() -> LiveUpdates:
    return LiveUpdates()


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "uploads", reserve_bytes=0)


@pytest.fixture
def build(channel: grpc.aio.Channel, live: LiveUpdates, spool: Spool) -> Callable[..., Any]:
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
            "spool": spool,
        }
        return build_app(Parts(**parts | changes))

    return with_parts
