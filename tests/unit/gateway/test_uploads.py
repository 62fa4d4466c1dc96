"""Files on their way in, through to a real gRPC server."""

from __future__ import annotations

import asyncio
import base64
import gc
import hashlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from contapics.document.v1 import document_service_pb2
from unit.gateway.stage import MAX_UPLOAD_BYTES, Service

from gateway.storing import MESSAGE_BYTES
from gateway.uploads import content_digest
from services.common.errors import Denied, Invalid, NotFound

BOUNDARY = "gateway-test"
CLIENT, OTHER_CLIENT = "0197a6a0-0000-7000-8000-000000000001", "0197a6a0-0000-7000-8000-000000000002"
FILE = b"\xff\xd8\xff photograph \r\n--gateway-tes \r\n"


def form(*parts: tuple[str, str | None, bytes], cut: int = 0) -> bytes:
    """A multipart body of (name, filename, content); `cut` takes bytes off its end."""
    body = b""
    for name, filename, content in parts:
        file = f'; filename="{filename}"' if filename is not None else ""
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode()
        body += content + b"\r\n"
    body += f"--{BOUNDARY}--\r\n".encode()
    return body[: len(body) - cut]


async def post(http: httpx.AsyncClient, body: bytes, piece: int = 1000, **headers: str) -> httpx.Response:
    """Send the body in small pieces, so that boundaries fall between them."""

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), piece):
            yield body[start : start + piece]

    content_type = f"multipart/form-data; boundary={BOUNDARY}"
    return await http.post("/api/v1/documents", content=pieces(), headers={"content-type": content_type, **headers})


@pytest.mark.parametrize("piece", [1, 7, 100_000])
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 0, 1, 2), (0, 3, 1, 2), (2, 1, 3, 0)])
async def test_fields_may_stand_before_or_after_the_file(
    order: tuple[int, ...], piece: int, http: httpx.AsyncClient, service: Service
) -> None:
    digest, document_id = hashlib.sha256(FILE).hexdigest(), str(uuid4())
    parts: list[tuple[str, str | None, bytes]] = [
        ("client_id", None, CLIENT.encode()),
        ("id", None, document_id.encode()),
        ("sha256", None, digest.encode()),
        ("file", 'bon %22Ană%22 1.jpg', FILE),
    ]  # fmt: skip
    response = await post(http, form(*(parts[index] for index in order)), piece)
    assert response.status_code == 202, response.text
    assert [each["id"] for each in response.json()["documents"]] == [document_id]
    [(head, content)] = service.uploads
    assert (head.client_id, head.id, head.sha256) == (CLIENT, document_id, digest)
    assert (head.filename, content) == ('bon "Ană" 1.jpg', FILE)


@pytest.mark.parametrize("client_first", [True, False])
async def test_each_of_several_files_becomes_a_document_of_its_own(
    client_first: bool, http: httpx.AsyncClient, service: Service
) -> None:
    files: list[tuple[str, str | None, bytes]] = [("file", f"{number}.jpg", FILE * number) for number in (1, 2, 3)]
    client: tuple[str, str | None, bytes] = ("client_id", None, CLIENT.encode())
    response = await post(http, form(client, *files) if client_first else form(*files, client))
    assert response.status_code == 202, response.text
    assert [each["filename"] for each in response.json()["documents"]] == ["1.jpg", "2.jpg", "3.jpg"]
    assert [content for _, content in service.uploads] == [FILE, FILE * 2, FILE * 3]


async def test_large_files_that_wait_for_a_field_arrive_whole(http: httpx.AsyncClient, service: Service) -> None:
    content = bytes(range(256)) * 3900
    response = await post(http, form(("file", "a.pdf", content), ("client_id", None, CLIENT.encode())), 65536)
    assert response.status_code == 202
    assert service.uploads[0][1] == content
    assert max(service.chunk_sizes) == MESSAGE_BYTES


async def test_one_refused_file_is_named_and_those_stored_before_it_stay(
    http: httpx.AsyncClient, service: Service
) -> None:
    body = form(
        ("client_id", None, CLIENT.encode()),
        ("file", "1.jpg", FILE),
        ("file", "2.jpg", b"x" * (MAX_UPLOAD_BYTES + 1)),
        ("file", "3.jpg", FILE),
    )
    response = await post(http, body, 65536)
    problem = response.json()
    assert (response.status_code, problem["reason"], problem["filename"]) == (413, "file_too_large", "2.jpg")
    assert problem["documents"] == [{"id": "minted-1", "filename": "1.jpg"}]
    assert [head.filename for head, _ in service.uploads] == ["1.jpg"]


@pytest.mark.parametrize("fields_first", [True, False])
@pytest.mark.parametrize(("excess", "status"), [(0, 202), (1, 413)])
async def test_a_file_may_have_exactly_the_limit_and_no_byte_more(
    excess: int, status: int, fields_first: bool, http: httpx.AsyncClient, service: Service
) -> None:
    fields: list[tuple[str, str | None, bytes]] = [
        ("client_id", None, CLIENT.encode()),
        ("id", None, str(uuid4()).encode()),
        ("sha256", None, b"0" * 64),
    ]
    file: tuple[str, str | None, bytes] = ("file", "a.jpg", b"x" * (MAX_UPLOAD_BYTES + excess))
    response = await post(http, form(*fields, file) if fields_first else form(file, *fields), 65536)
    assert response.status_code == status
    assert len(service.uploads) == (status == 202)
    raw = await http.put(f"/api/v1/documents/{uuid4()}/content?client_id={CLIENT}", content=file[2])
    assert raw.status_code == status


@pytest.mark.parametrize("pause", [0, 0.002])
async def test_what_the_service_knows_from_the_head_is_told_though_the_file_is_still_coming(
    pause: float, http: httpx.AsyncClient, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    known = document_service_pb2.UploadDocumentResponse()
    known.document.id = "known"
    service.answers |= {CLIENT: NotFound("client_unknown"), OTHER_CLIENT: known}

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(14):
            if pause:
                await asyncio.sleep(pause)
            yield b"x" * 65536

    async def put(client: str) -> tuple[int, str]:
        response = await http.put(f"/api/v1/documents/{uuid4()}/content?client_id={client}", content=pieces())
        told = response.json()
        return response.status_code, told.get("reason") or told["id"]

    # Many at once, as grpc.aio loses such an answer about once in a hundred times.
    for _ in range(15):
        assert set(await asyncio.gather(*[put(CLIENT) for _ in range(8)])) == {(404, "client_unknown")}
        assert set(await asyncio.gather(*[put(OTHER_CLIENT) for _ in range(4)])) == {(202, "known")}
    gc.collect()
    await asyncio.sleep(0.01)
    assert [each.message for each in caplog.records if each.name == "asyncio"] == []


async def test_a_refused_form_names_its_file(http: httpx.AsyncClient, service: Service) -> None:
    service.answers[CLIENT] = NotFound("client_unknown")
    body = form(("client_id", None, CLIENT.encode()), ("file", "a.jpg", b"x" * 900_000))
    response = await post(http, body, 65536)
    assert (response.status_code, response.json()["reason"]) == (404, "client_unknown")
    assert response.json()["filename"] == "a.jpg"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (form(("client_id", None, b"c"), ("file", "a.jpg", FILE), cut=6), "upload_incomplete"),
        (form(("client_id", None, b"c"), ("file", "a.jpg", FILE), cut=30), "upload_incomplete"),
        (b"no multipart at all", "multipart_invalid"),
        (b"", "upload_incomplete"),
        (f"--{BOUNDARY}\r\nX: y\r\n\r\nz\r\n--{BOUNDARY}--\r\n".encode(), "multipart_invalid"),
        (form(("client_id", None, b"c")), "request_invalid"),
        (form(("client_id", None, b"c"), ("colour", None, b"red"), ("file", "a", FILE)), "request_invalid"),
        (form(("client_id", None, b"c"), ("client_id", None, b"d"), ("file", "a", FILE)), "request_invalid"),
        (form(("client_id", None, b"c" * 5000), ("file", "a", FILE)), "request_invalid"),
        (form(("client_id", None, b"\xff"), ("file", "a", FILE)), "request_invalid"),
        (form(("client_id", None, b"c"), ("id", None, b"i"), *[("file", "a", FILE)] * 2), "request_invalid"),
        (form(*[("file", "a", FILE)] * 2, ("client_id", None, b"c"), ("id", None, b"i")), "request_invalid"),
        (form(("client_id", None, b"c"), *[("file", "a", FILE)] * 21), "too_many_files"),
        (form(("client_id", None, b"c"), ("whole", None, b"yes"), ("file", "a", FILE)), "request_invalid"),
        (form(("file", "a", FILE), ("client_id", None, b"c"), ("whole", None, b"true")), "request_invalid"),
    ],
)  # fmt: skip
async def test_a_form_that_cannot_be_used_is_400_with_a_reason(
    body: bytes, reason: str, http: httpx.AsyncClient
) -> None:
    response = await post(http, body)
    assert (response.status_code, response.json()["reason"]) == (400, reason)


async def test_a_body_cut_short_is_never_stored_as_a_shorter_file(http: httpx.AsyncClient, service: Service) -> None:
    fields: list[tuple[str, str | None, bytes]] = [
        ("client_id", None, CLIENT.encode()), ("id", None, b"i"), ("sha256", None, b"0" * 64),
    ]  # fmt: skip
    response = await post(http, form(*fields, ("file", "a.jpg", FILE * 10_000), cut=50), 65536)
    assert response.status_code == 400
    assert service.uploads == []


@pytest.mark.parametrize(
    ("content_type", "status", "reason"),
    [
        ("multipart/form-data; boundary=" + "b" * 300, 400, "multipart_invalid"),
        ("multipart/form-data; boundary=ă", 400, "multipart_invalid"),
        ("multipart/form-data", 415, "media_type_unsupported"),
        ("multipart/form-data; boundary=", 415, "media_type_unsupported"),
        ("", 415, "media_type_unsupported"),
    ],
)
async def test_a_boundary_that_cannot_be_used_is_refused(
    content_type: str, status: int, reason: str, http: httpx.AsyncClient
) -> None:
    response = await http.post("/api/v1/documents", content=b"abc", headers={"content-type": content_type.encode()})
    assert (response.status_code, response.json()["reason"]) == (status, reason)


async def test_another_media_type_than_a_form_is_415(http: httpx.AsyncClient) -> None:
    response = await http.post("/api/v1/documents", json={"client_id": CLIENT})
    assert (response.status_code, response.json()["reason"]) == (415, "media_type_unsupported")


async def test_the_raw_body_of_a_put_is_sent_on_with_id_name_and_digest(
    http: httpx.AsyncClient, service: Service
) -> None:
    document_id, digest = str(uuid4()), hashlib.sha256(FILE)
    response = await http.put(
        f"/api/v1/documents/{document_id}/content?client_id={CLIENT}&filename=bon%20ă.jpg",
        content=FILE,
        headers={"content-digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"},
    )
    assert (response.status_code, response.json()["id"]) == (202, document_id)
    [(head, content)] = service.uploads
    assert (head.id, head.client_id, head.filename) == (document_id, CLIENT, "bon ă.jpg")
    assert (head.sha256, content) == (digest.hexdigest(), FILE)


@pytest.mark.parametrize(("told", "whole"), [("true", True), ("false", False)])
async def test_a_file_may_be_said_to_be_one_document(
    told: str, whole: bool, http: httpx.AsyncClient, service: Service
) -> None:
    address = f"/api/v1/documents/{uuid4()}/content?client_id={CLIENT}&whole={told}"
    assert (await http.put(address, content=FILE)).status_code == 202
    fields: list[tuple[str, str | None, bytes]] = [("client_id", None, CLIENT.encode()), ("whole", None, told.encode())]
    assert (await post(http, form(*fields, ("file", "a.jpg", FILE)))).status_code == 202
    assert [head.whole for head, _ in service.uploads] == [whole, whole]
    refused = await http.put(address.replace(told, "maybe"), content=FILE)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "whole")


async def test_the_digest_of_a_put_may_be_left_out(http: httpx.AsyncClient, service: Service) -> None:
    response = await http.put(f"/api/v1/documents/{uuid4()}/content?client_id={CLIENT}", content=FILE)
    assert response.status_code == 202
    assert service.uploads[0][0].sha256 == ""


@pytest.mark.parametrize("header", ["", "sha-256=", "sha-256=:AAAA:", "sha-256=:****:", "sha-512=:AAAA:", "md5"])
async def test_a_digest_that_cannot_be_checked_is_refused(header: str, http: httpx.AsyncClient) -> None:
    response = await http.put(
        f"/api/v1/documents/{uuid4()}/content?client_id={CLIENT}", content=FILE, headers={"content-digest": header}
    )
    assert (response.status_code, response.json()["reason"]) == (400, "digest_invalid")


def encoded(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


@pytest.mark.parametrize("header", ["sha-256=:{0}:", "sha-512=:AA==:, sha-256=:{0}:", "sha-256=:{0}:,unixsum=30637"])
async def test_the_sha_256_is_found_among_other_digests(header: str) -> None:
    digest = hashlib.sha256(FILE)
    assert content_digest(header.format(encoded(digest.digest()))) == digest.hexdigest()


@pytest.mark.parametrize("error", [Invalid("digest_mismatch"), Denied("role_denied")])
async def test_what_the_service_says_of_a_whole_file_is_told(
    error: Any, http: httpx.AsyncClient, service: Service
) -> None:
    service.answers["UploadDocument"] = error
    response = await http.put(f"/api/v1/documents/{uuid4()}/content?client_id={CLIENT}", content=FILE)
    assert response.json()["reason"] == error.reason


async def test_strangers_are_turned_away_before_they_send_anything(
    stranger: httpx.AsyncClient, service: Service
) -> None:
    response = await post(stranger, form(("client_id", None, CLIENT.encode()), ("file", "a.jpg", FILE)))
    assert (response.status_code, response.json()["reason"]) == (401, "not_signed_in")
    assert service.uploads == []
