"""The boundary of every gRPC service: who gets in, and how what goes wrong is told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import grpc
import pytest
from contapics.document.v1 import document_service_pb2 as pb
from contapics.document.v1 import document_service_pb2_grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from joserfc import jwt
from joserfc.jwk import OKPKey

from deploy.local.certificates import Certificates
from deploy.local.ports import LOOPBACK, free_port
from services.common import identity, interceptors, rpc
from services.common.config import Tls
from services.common.errors import AlreadyExists, Conflict, Denied, Invalid, NotFound, Unavailable
from services.common.identity import TokenVerifier

DESCRIPTOR = pb.DESCRIPTOR.services_by_name["DocumentService"]
KEY = OKPKey.generate_key("Ed25519")
SECRET = "the-password-of-the-database"


class Behaviours(document_service_pb2_grpc.DocumentServiceServicer):
    """A servicer whose methods do what the test says."""

    def __init__(self) -> None:
        self.get: Callable[[], Any] = lambda: None
        self.received: list[Any] = []
        self.callers: list[identity.Identity] = []

    async def GetDocument(self, request: pb.GetDocumentRequest, _: Any) -> pb.GetDocumentResponse:
        self.received.append(request)
        self.callers.append(identity.current())
        outcome = self.get()
        if asyncio.iscoroutine(outcome):
            await outcome
        return pb.GetDocumentResponse()

    async def ApproveDocument(self, request: pb.ApproveDocumentRequest, _: Any) -> pb.ApproveDocumentResponse:
        self.received.append(request)
        return pb.ApproveDocumentResponse()

    async def DownloadDocument(
        self, request: pb.DownloadDocumentRequest, _: Any
    ) -> AsyncIterator[pb.DownloadDocumentResponse]:
        yield pb.DownloadDocumentResponse(chunk=b"first")
        self.get()
        yield pb.DownloadDocumentResponse(chunk=b"second")

    async def UploadDocument(self, requests: AsyncIterator[Any], _: Any) -> pb.UploadDocumentResponse:
        async for request in requests:
            self.received.append(request)
        return pb.UploadDocumentResponse()


class Service:
    def __init__(self, servicer: Behaviours, channel: grpc.aio.Channel) -> None:
        self.servicer = servicer
        self.channel = channel
        self.stub: Any = document_service_pb2_grpc.DocumentServiceStub(channel)

    def get(self, token: str | None = None, **options: Any) -> Any:
        metadata = [("authorization", f"Bearer {token or token_of()}"), *options.pop("metadata", [])]
        return self.stub.GetDocument(pb.GetDocumentRequest(id=str(uuid4())), metadata=metadata, **options)


def token_of(key: OKPKey = KEY, **claims: Any) -> str:
    content = {
        "iss": "contapics",
        "sub": str(uuid4()),
        "tenant": str(uuid4()),
        "role": "owner",
        "email": "a@b.example",
        "exp": 99999999999,
    }
    header = {"alg": "Ed25519", "kid": KEY.thumbprint()}
    return jwt.encode(header, content | claims, key, algorithms=["Ed25519"])


async def our_key() -> list[dict[str, Any]]:
    return [{**KEY.as_dict(private=False), "kid": KEY.thumbprint(), "use": "sig", "alg": "Ed25519"}]


def registration(servicer: Behaviours) -> rpc.Registration:
    return DESCRIPTOR, document_service_pb2_grpc.add_DocumentServiceServicer_to_server, servicer


@pytest.fixture
async def service(serve: Any) -> Service:
    servicer = Behaviours()
    return Service(servicer, await serve(TokenVerifier(our_key), [registration(servicer)]))


def failing(error: Exception) -> Callable[[], Any]:
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer not.a.token"],
)
async def test_without_a_token_nothing_is_called(service: Service, refused: Any, authorization: str | None) -> None:
    metadata = [] if authorization is None else [("authorization", authorization)]
    refusal = await refused(service.stub.GetDocument(pb.GetDocumentRequest(id=str(uuid4())), metadata=metadata))
    assert refusal.code == grpc.StatusCode.UNAUTHENTICATED
    assert service.servicer.received == []


@pytest.mark.parametrize(
    "token",
    [
        token_of(OKPKey.generate_key("Ed25519")),
        token_of(exp=1),
        token_of(iss="else"),
        token_of(role="root"),
        token_of(tenant="none"),
    ],
    ids=["forged", "expired", "another issuer", "unknown role", "no tenant"],
)
async def test_a_token_that_proves_nothing_is_refused(service: Service, refused: Any, token: str) -> None:
    refusal = await refused(service.get(token))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.UNAUTHENTICATED, "token_invalid")
    assert service.servicer.received == []


@pytest.mark.parametrize("role", ["viewer", "client"])
async def test_a_role_that_the_method_does_not_name_is_denied(service: Service, refused: Any, role: str) -> None:
    metadata = [("authorization", f"Bearer {token_of(role=role)}")]
    call = service.stub.ApproveDocument(pb.ApproveDocumentRequest(id=str(uuid4())), metadata=metadata)
    refusal = await refused(call)
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.PERMISSION_DENIED, "role_denied")
    assert service.servicer.received == []


async def test_the_method_knows_its_own_caller_however_many_call_at_once(service: Service) -> None:
    service.servicer.get = lambda: asyncio.sleep(0.02)
    tenants = [uuid4() for _ in range(20)]
    await asyncio.gather(*(service.get(token_of(tenant=str(tenant))) for tenant in tenants))
    assert {caller.tenant_id for caller in service.servicer.callers} == set(tenants)


async def test_a_client_user_sees_its_own_companies_and_the_office_all(service: Service) -> None:
    own = uuid4()
    await service.get(token_of(role="client", clients=[own.hex]))
    await service.get(token_of(role="viewer"))
    client, viewer = service.servicer.callers
    assert (client.visible_clients, client.may_see(own), client.may_see(uuid4())) == (frozenset({own}), True, False)
    assert (viewer.visible_clients, viewer.may_see(uuid4())) == (None, True)


async def test_a_request_beyond_its_limits_is_refused_with_every_field_at_fault(service: Service, refused: Any) -> None:
    metadata = [("authorization", f"Bearer {token_of()}")]
    request = pb.ListDocumentsRequest(page_size=100000, client_id="no-uuid", search="a\0b")
    refusal = await refused(service.stub.ListDocuments(request, metadata=metadata))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "request_invalid")
    assert refusal.fields == {"page_size", "client_id", "search"}


@pytest.mark.parametrize("content", [b"\xff\xff\xff", b"\x0a\x7f", b"\x08\x01\x0a\x02\xff\xfe"])
async def test_bytes_that_are_no_message_are_refused_in_our_words(
    service: Service, refused: Any, content: bytes
) -> None:
    call = service.channel.unary_unary(f"/{DESCRIPTOR.full_name}/GetDocument", request_serializer=lambda raw: raw)
    refusal = await refused(call(content, metadata=[("authorization", f"Bearer {token_of()}")]))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "message_unreadable")
    assert service.servicer.received == []


@pytest.mark.parametrize("text", ["x", "ș", "💥"])
async def test_an_error_about_a_very_long_text_arrives_whole(service: Service, refused: Any, text: str) -> None:
    long = text * 20_000
    fields = {f"{number}{long}": "wrong_format" for number in range(100)}
    service.servicer.get = failing(Invalid("field_unknown", long, {"field": long}, fields))
    refusal = await refused(service.get())
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "field_unknown")
    assert refusal.fields


async def test_each_message_of_an_upload_is_held_against_its_limits(service: Service, refused: Any) -> None:
    metadata = [("authorization", f"Bearer {token_of()}")]
    parts = [pb.UploadDocumentRequest(chunk=b"good"), pb.UploadDocumentRequest()]
    refusal = await refused(service.stub.UploadDocument(iter(parts), metadata=metadata))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "request_invalid")
    assert len(service.servicer.received) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFound("document_unknown"), grpc.StatusCode.NOT_FOUND),
        (AlreadyExists("client_exists", metadata={"cui": "13"}), grpc.StatusCode.ALREADY_EXISTS),
        (Invalid("empty_file"), grpc.StatusCode.INVALID_ARGUMENT),
        (Conflict("state_forbids", metadata={"state": "POSTED"}), grpc.StatusCode.FAILED_PRECONDITION),
        (Denied("role_denied"), grpc.StatusCode.PERMISSION_DENIED),
        (Unavailable("database_unavailable"), grpc.StatusCode.UNAVAILABLE),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_a_domain_error_keeps_its_code_and_reason_and_speaks_romanian(
    service: Service, refused: Any, error: Any, code: grpc.StatusCode
) -> None:
    service.servicer.get = failing(error)
    refusal = await refused(service.get())
    assert (refusal.code, refusal.reason) == (code, error.reason)
    assert refusal.sentence
    assert "{" not in refusal.sentence


@pytest.mark.parametrize(
    ("accepted", "sentence"),
    [
        ("", "Fișierul este gol."),
        ("de", "Fișierul este gol."),
        ("en-US,en;q=0.9", "The file is empty."),
        ("en;q=0.3, ro;q=0.8", "Fișierul este gol."),
        ("ro;q=0.2,en", "The file is empty."),
    ],
)
async def test_an_error_speaks_the_language_of_its_caller(
    service: Service, refused: Any, accepted: str, sentence: str
) -> None:
    service.servicer.get = failing(Invalid("empty_file"))
    assert (await refused(service.get(metadata=[("accept-language", accepted)]))).sentence == sentence


async def test_an_unknown_error_becomes_internal_without_a_detail_and_is_logged(
    service: Service, refused: Any, caplog: pytest.LogCaptureFixture
) -> None:
    service.servicer.get = failing(RuntimeError(SECRET))
    with caplog.at_level(logging.ERROR):
        refusal = await refused(service.get())
    assert refusal.code == grpc.StatusCode.INTERNAL
    assert SECRET not in f"{refusal}"
    assert SECRET in caplog.text
    service.servicer.get = lambda: None
    assert await service.get() is not None


async def test_an_error_in_the_middle_of_a_stream_is_told_like_any_other(service: Service, refused: Any) -> None:
    service.servicer.get = failing(NotFound("file_missing"))
    metadata = [("authorization", f"Bearer {token_of()}")]
    stream = service.stub.DownloadDocument(pb.DownloadDocumentRequest(id=str(uuid4())), metadata=metadata)
    assert (await stream.read()).chunk == b"first"
    refusal = await refused(stream.read())
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.NOT_FOUND, "file_missing")


async def test_a_call_ends_at_its_callers_deadline(service: Service) -> None:
    ended = asyncio.Event()

    async def hang() -> None:
        try:
            await asyncio.sleep(30)
        finally:
            ended.set()

    service.servicer.get = hang
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await service.get(timeout=0.3)
    assert caught.value.code() in {grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.UNAVAILABLE}
    async with asyncio.timeout(2):
        await ended.wait()


async def test_a_call_whose_caller_sets_no_deadline_gets_one(refused: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interceptors, "DEFAULT_SECONDS", 0.2)
    servicer = Behaviours()
    servicer.get = lambda: asyncio.sleep(30)
    address = f"{LOOPBACK}:{free_port()}"
    async with (
        rpc.serving(address, None, TokenVerifier(our_key), [registration(servicer)]),
        grpc.aio.insecure_channel(address) as bare,
    ):
        refusal = await refused(Service(servicer, bare).get())
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.UNAVAILABLE, "deadline_exceeded")


async def test_a_call_under_way_is_finished_when_the_server_stops() -> None:
    servicer, begun = Behaviours(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await asyncio.sleep(0.5)

    servicer.get = slow
    address = f"{LOOPBACK}:{free_port()}"
    async with rpc.open_channel(address, None) as channel:
        async with rpc.serving(address, None, TokenVerifier(our_key), [registration(servicer)]):
            call = asyncio.ensure_future(Service(servicer, channel).get())
            await begun.wait()
        assert await call == pb.GetDocumentResponse()


async def test_a_port_that_is_taken_is_told_as_such() -> None:
    address = f"{LOOPBACK}:{free_port()}"
    servicer = Behaviours()
    async with rpc.serving(address, None, TokenVerifier(our_key), [registration(servicer)]):
        with pytest.raises(Unavailable, match="listen"):
            async with rpc.serving(address, None, TokenVerifier(our_key), [registration(servicer)]):
                pass


async def test_health_answers_without_a_token(service: Service) -> None:
    stub: Any = health_pb2_grpc.HealthStub(service.channel)
    for name in ("", DESCRIPTOR.full_name):
        answer = await stub.Check(health_pb2.HealthCheckRequest(service=name))
        assert answer.status == health_pb2.HealthCheckResponse.SERVING


async def test_mutual_tls_admits_the_installations_own_parts_only(tmp_path: Path) -> None:
    ours, strangers = (Certificates(folder(tmp_path / name)) for name in ("ours", "strangers"))
    for certificates in (ours, strangers):
        certificates.issue(("document", "gateway"))
    servicer = Behaviours()
    address = f"{LOOPBACK}:{free_port()}"
    async with rpc.serving(address, tls(ours, "document"), TokenVerifier(our_key), [registration(servicer)]):
        async with rpc.open_channel(address, tls(ours, "gateway")) as channel:
            assert await Service(servicer, channel).get() == pb.GetDocumentResponse()
        for stranger in (tls(strangers, "gateway"), None):
            async with rpc.open_channel(address, stranger) as channel:
                with pytest.raises(grpc.aio.AioRpcError) as caught:
                    await Service(servicer, channel).get(timeout=2)
                assert caught.value.code() in {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED}
    assert len(servicer.received) == 1


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def tls(certificates: Certificates, part: str) -> Tls:
    files = certificates.identity(part)
    return Tls(files.certificate, files.key, files.authority)
