"""Uploads that are interrupted, through to a real gRPC server."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
import time
from collections.abc import AsyncIterator, Callable
from errno import ENOSPC
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import grpc
import httpx
import pytest
from contapics.document.v1 import document_service_pb2
from unit.gateway.stage import MAX_UPLOAD_BYTES, Service, client_of, token_of

from gateway.spool import LIFETIME, MOST_PER_OWNER, Spool
from services.common.errors import Denied, Invalid, Unavailable

UPLOADS = "/api/v1/uploads"
VERSION = {"tus-resumable": "1.0.0"}
PIECE = VERSION | {"content-type": "application/offset+octet-stream"}
CLIENT = "0197a6a0-0000-7000-8000-000000000001"
FILE = bytes(range(256)) * 40
DIGEST = hashlib.sha256(FILE)
REPR_DIGEST = f"sha-256=:{base64.b64encode(DIGEST.digest()).decode()}:"


def metadata(**fields: str) -> str:
    return ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in fields.items())


def head(document: str = "", **fields: str) -> dict[str, str]:
    known = {
        "id": document or str(uuid4()),
        "client_id": CLIENT,
        "filename": "bon ăî.jpg",
        "sha256": DIGEST.hexdigest(),
    }
    return VERSION | {"upload-length": str(len(FILE)), "upload-metadata": metadata(**known | fields)}


def files(folder: Path, pattern: str = "*") -> list[Path]:
    """What the spool keeps on the disk."""
    return list(folder.glob(f"uploads/*/{pattern}"))


async def begin(http: httpx.AsyncClient, **headers: str) -> str:
    response = await http.post(UPLOADS, headers=head() | headers)
    assert response.status_code == 201, response.text
    return response.headers["location"]


async def send(http: httpx.AsyncClient, url: str, offset: int, piece: bytes, **headers: str) -> httpx.Response:
    return await http.patch(url, content=piece, headers=PIECE | {"upload-offset": str(offset)} | headers)


async def offset_of(http: httpx.AsyncClient, url: str) -> int:
    return int((await http.head(url, headers=VERSION)).headers["upload-offset"])


@pytest.fixture(autouse=True)
def document_has_its_digest(service: Service) -> None:
    """The document service answers with the digest of what was stored."""
    answer = document_service_pb2.UploadDocumentResponse()
    answer.document.sha256 = DIGEST.hexdigest()
    service.answers["UploadDocument"] = answer


async def test_the_server_says_what_it_can_do_to_strangers_too(stranger: httpx.AsyncClient) -> None:
    response = await stranger.options(UPLOADS)
    assert (response.status_code, response.headers["tus-version"]) == (204, "1.0.0")
    assert "creation-with-upload" in response.headers["tus-extension"]
    assert response.headers["tus-max-size"] == str(MAX_UPLOAD_BYTES)


async def test_a_file_in_pieces_becomes_one_document_with_its_digest(http: httpx.AsyncClient, service: Service) -> None:
    document = str(uuid4())
    response = await http.post(UPLOADS, headers=head(document))
    url = response.headers["location"]
    assert (response.status_code, "upload-expires" in response.headers) == (201, True)
    first = await send(http, url, 0, FILE[:4000])
    assert (first.status_code, first.headers["upload-offset"], service.uploads) == (204, "4000", [])
    assert "repr-digest" not in first.headers
    last = await send(http, url, 4000, FILE[4000:])
    assert (last.status_code, last.headers["upload-offset"]) == (204, str(len(FILE)))
    assert last.headers["repr-digest"] == REPR_DIGEST
    [(sent, content)] = service.uploads
    assert (sent.id, sent.client_id, sent.filename, sent.sha256) == (
        document, CLIENT, "bon ăî.jpg", DIGEST.hexdigest(),
    )  # fmt: skip
    assert content == FILE


async def test_a_body_with_the_creation_is_the_first_piece(http: httpx.AsyncClient, service: Service) -> None:
    response = await http.post(UPLOADS, content=FILE, headers=PIECE | head())
    assert (response.status_code, response.headers["upload-offset"]) == (201, str(len(FILE)))
    assert response.headers["repr-digest"] == REPR_DIGEST
    assert service.uploads[0][1] == FILE


@pytest.mark.parametrize(("said", "whole"), [("true", True), ("false", False), ("", False)])
async def test_a_sender_may_say_that_the_file_is_one_document(
    said: str, whole: bool, http: httpx.AsyncClient, service: Service
) -> None:
    await http.post(UPLOADS, content=FILE, headers=PIECE | head(whole=said))
    assert service.uploads[0][0].whole is whole


async def test_an_upload_outlives_a_restart(
    http: httpx.AsyncClient, build: Callable[..., Any], service: Service, tmp_path: Path
) -> None:
    token = token_of()
    async with client_of(build(), token) as before:
        url = await begin(before)
        await send(before, url, 0, FILE[:5000])
    restarted = build(spool=Spool(tmp_path / "uploads", reserve_bytes=0))
    async with client_of(restarted, token) as after:
        assert await offset_of(after, url) == 5000
        await send(after, url, 5000, FILE[5000:])
    assert service.uploads[0][1] == FILE


async def test_a_sender_who_missed_the_last_answer_learns_that_it_is_stored(
    http: httpx.AsyncClient, service: Service
) -> None:
    url = await begin(http)
    await send(http, url, 0, FILE)
    asked = await http.head(url, headers=VERSION)
    assert (asked.headers["upload-offset"], asked.headers["repr-digest"]) == (str(len(FILE)), REPR_DIGEST)
    again = await send(http, url, len(FILE), b"")
    assert (again.status_code, again.headers["repr-digest"]) == (204, REPR_DIGEST)
    assert len(service.uploads) == 1


@pytest.mark.parametrize("trouble", [Unavailable("storage_unavailable"), grpc.StatusCode.UNAVAILABLE])
async def test_the_last_byte_counts_only_once_the_document_is_stored(
    trouble: Any, http: httpx.AsyncClient, service: Service
) -> None:
    works, service.answers["UploadDocument"] = service.answers["UploadDocument"], trouble
    url = await begin(http)
    assert (await send(http, url, 0, FILE)).status_code == 503
    service.uploads.clear()
    service.answers["UploadDocument"] = works
    arrived = await offset_of(http, url)
    assert arrived == len(FILE) - 1
    assert (await send(http, url, arrived, FILE[arrived:])).headers["repr-digest"] == REPR_DIGEST
    assert service.uploads[0][1] == FILE


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(Invalid("unknown_type"), 415), (Denied("forbidden"), 403), (Invalid("digest_mismatch"), 400)],
)
async def test_a_refusal_is_told_in_the_plain_uploads_words_and_drops_the_bytes(
    refusal: Any, status: int, http: httpx.AsyncClient, service: Service, tmp_path: Path
) -> None:
    service.answers["UploadDocument"] = refusal
    url = await begin(http)
    response = await send(http, url, 0, FILE)
    assert (response.status_code, response.json()["reason"]) == (status, refusal.reason)
    assert response.headers["content-type"] == "application/problem+json"
    assert (await http.head(url, headers=VERSION)).status_code == 404
    assert files(tmp_path) == []


async def test_nobody_else_reaches_an_upload(build: Callable[..., Any]) -> None:
    app, tenant = build(), UUID(CLIENT)
    async with client_of(app, token_of(tenant)) as mine, client_of(app, token_of(tenant)) as colleague:
        url = await begin(mine)
        assert (await colleague.head(url, headers=VERSION)).status_code == 404
        response = await send(colleague, url, 0, b"x")
        assert (response.status_code, response.json()["reason"]) == (404, "upload_unknown")
        assert (await colleague.delete(url, headers=VERSION)).status_code == 404
        assert await offset_of(mine, url) == 0


@pytest.mark.parametrize("id", ["0" * 32, "..%2f..%2fetc", "x", "%00", "0" * 4000])
async def test_an_id_that_is_none_is_unknown(id: str, http: httpx.AsyncClient) -> None:
    assert (await http.head(f"{UPLOADS}/{id}", headers=VERSION)).status_code == 404


async def test_a_wrong_offset_is_refused_and_changes_nothing(http: httpx.AsyncClient) -> None:
    url = await begin(http)
    await send(http, url, 0, FILE[:100])
    for wrong in (0, 99, 101, len(FILE)):
        response = await send(http, url, wrong, b"x")
        assert (response.status_code, response.json()["reason"]) == (409, "upload_offset_mismatch")
    assert await offset_of(http, url) == 100


async def test_two_pieces_at_once_never_mix(http: httpx.AsyncClient, service: Service) -> None:
    url, gate = await begin(http), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield FILE[:2000]
        await gate.wait()
        yield FILE[2000:]

    first = asyncio.create_task(http.patch(url, content=slow(), headers=PIECE | {"upload-offset": "0"}))
    await asyncio.sleep(0.05)
    second = await send(http, url, 0, b"y" * len(FILE))
    assert (second.status_code, second.json()["reason"]) == (423, "upload_locked")
    gate.set()
    assert (await first).status_code == 204
    assert [content for _, content in service.uploads] == [FILE]


async def test_asking_where_it_stands_ends_a_request_whose_sender_fell_silent(
    http: httpx.AsyncClient, service: Service
) -> None:
    url = await begin(http)

    async def silent() -> AsyncIterator[bytes]:
        yield FILE[:2000]
        await asyncio.sleep(60)

    stuck = asyncio.create_task(http.patch(url, content=silent(), headers=PIECE | {"upload-offset": "0"}))
    await asyncio.sleep(0.05)
    assert await offset_of(http, url) == 2000
    assert (await stuck).status_code == 423
    await send(http, url, 2000, FILE[2000:])
    assert service.uploads[0][1] == FILE


async def test_a_piece_that_arrived_changed_is_not_kept(http: httpx.AsyncClient) -> None:
    url = await begin(http)
    right = base64.b64encode(hashlib.sha256(FILE[:100]).digest()).decode()
    response = await send(http, url, 0, b"x" * 100, **{"upload-checksum": f"sha256 {right}"})
    assert (response.status_code, response.json()["reason"]) == (460, "upload_checksum_mismatch")
    assert await offset_of(http, url) == 0
    kept = await send(http, url, 0, FILE[:100], **{"upload-checksum": f"sha256 {right}"})
    assert kept.headers["upload-offset"] == "100"


@pytest.mark.parametrize("checksum", ["md5 AAAA", "sha256", "sha256 ???", "sha256 AAAA"])
async def test_a_checksum_that_cannot_be_compared_is_refused(checksum: str, http: httpx.AsyncClient) -> None:
    url = await begin(http)
    response = await send(http, url, 0, b"x", **{"upload-checksum": checksum})
    assert (response.status_code, response.json()["errors"][0]["field"]) == (400, "Upload-Checksum")


async def test_more_bytes_than_announced_are_refused(http: httpx.AsyncClient) -> None:
    url = await begin(http)

    async def unannounced() -> AsyncIterator[bytes]:
        yield FILE
        yield b"more"

    assert (await send(http, url, 0, FILE + b"more")).json()["reason"] == "upload_too_long"
    response = await http.patch(url, content=unannounced(), headers=PIECE | {"upload-offset": "0"})
    assert (response.status_code, await offset_of(http, url)) == (413, 0)


@pytest.mark.parametrize(
    ("changes", "status", "reason"),
    [
        ({"upload-length": str(MAX_UPLOAD_BYTES + 1)}, 413, "file_too_large"),
        ({"upload-length": "0"}, 400, "empty_file"),
        ({"upload-length": "-1"}, 400, "request_invalid"),
        ({"upload-length": "٣"}, 400, "request_invalid"),
        ({"upload-length": "9" * 400}, 400, "request_invalid"),
        ({"upload-metadata": "id !!!"}, 400, "request_invalid"),
        ({"upload-metadata": "id /w==,client_id eA=="}, 400, "request_invalid"),
        ({"upload-metadata": "id eA==,id eA=="}, 400, "request_invalid"),
        ({"upload-metadata": metadata(filename="x" * 3000)}, 400, "request_invalid"),
        ({"upload-metadata": metadata(whole="perhaps")}, 400, "request_invalid"),
        ({"upload-metadata": ",,,"}, 400, "request_invalid"),
        ({"tus-resumable": "0.2.2"}, 412, "tus_version_unsupported"),
    ],
)
async def test_a_hostile_creation_is_refused_with_a_sentence(
    changes: dict[str, str], status: int, reason: str, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    headers = {name: value.encode() for name, value in (head() | changes).items()}
    response = await http.post(UPLOADS, headers=headers)
    assert (response.status_code, response.json()["reason"]) == (status, reason)
    assert response.headers["tus-resumable"] == "1.0.0"
    assert files(tmp_path) == []


async def test_a_creation_without_length_is_refused(http: httpx.AsyncClient) -> None:
    response = await http.post(UPLOADS, headers=VERSION)
    assert response.json()["errors"][0]["field"] == "Upload-Length"


async def test_an_upload_without_an_id_is_stored_once_even_if_it_takes_two_tries(
    http: httpx.AsyncClient, service: Service
) -> None:
    url = await begin(http, **{"upload-metadata": metadata(client_id=CLIENT)})
    works, service.answers["UploadDocument"] = service.answers["UploadDocument"], grpc.StatusCode.UNAVAILABLE
    await send(http, url, 0, FILE)
    service.answers["UploadDocument"] = works
    await send(http, url, len(FILE) - 1, FILE[-1:])
    assert len({sent.id for sent, _ in service.uploads}) == 1


async def test_a_piece_needs_its_media_type(http: httpx.AsyncClient) -> None:
    url = await begin(http)
    response = await http.patch(url, content=b"x", headers=VERSION | {"upload-offset": "0"})
    assert response.status_code == 415


async def test_an_ended_upload_is_gone(http: httpx.AsyncClient) -> None:
    url = await begin(http)
    assert (await http.delete(url, headers=VERSION)).status_code == 204
    assert (await http.head(url, headers=VERSION)).status_code == 404


async def test_a_full_disk_is_told_and_what_came_is_kept(
    http: httpx.AsyncClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = await begin(http)
    await send(http, url, 0, FILE[:1000])

    def full(_: int) -> None:
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        response = await send(http, url, 1000, FILE[1000:2000])
    assert (response.status_code, response.json()["reason"]) == (507, "spool_full")
    assert "loc" in response.json()["detail"]
    arrived = await offset_of(http, url)
    await send(http, url, arrived, FILE[arrived:])
    assert service.uploads[0][1] == FILE


async def test_a_disk_is_never_filled_to_its_last_byte(build: Callable[..., Any], tmp_path: Path) -> None:
    spool = Spool(tmp_path / "uploads", reserve_bytes=2**60)
    async with client_of(build(spool=spool), token_of()) as http:
        response = await http.post(UPLOADS, headers=head())
    assert (response.status_code, response.json()["reason"]) == (507, "spool_full")


async def test_an_upload_that_nobody_goes_on_with_is_swept_away(
    http: httpx.AsyncClient, spool: Spool, tmp_path: Path
) -> None:
    url, fresh = await begin(http), await begin(http)
    old = time.time() - LIFETIME.total_seconds() - 60
    for path in files(tmp_path, f"{url.rsplit('/', 1)[-1]}.*"):
        os.utime(path, (old, old))
    assert (await http.head(url, headers=VERSION)).status_code == 404
    assert spool.sweep() == 2
    assert await offset_of(http, fresh) == 0
    assert spool.sweep() == 0


async def test_uploads_left_behind_make_room_for_new_ones(http: httpx.AsyncClient, tmp_path: Path) -> None:
    urls = [await begin(http) for _ in range(MOST_PER_OWNER + 3)]
    assert len(files(tmp_path, "*.json")) == MOST_PER_OWNER
    assert await offset_of(http, urls[-1]) == 0


async def test_an_upload_that_is_being_sent_makes_room_for_none(http: httpx.AsyncClient, service: Service) -> None:
    url = await begin(http)

    async def slowly() -> AsyncIterator[bytes]:
        yield FILE[:5000]
        for _ in range(MOST_PER_OWNER + 3):
            await begin(http)
        yield FILE[5000:]

    assert (await http.patch(url, content=slowly(), headers=PIECE | {"upload-offset": "0"})).status_code == 204
    assert len(service.uploads) == 1


async def test_many_uploads_at_once_are_all_begun_or_stored(http: httpx.AsyncClient) -> None:
    async def whole() -> httpx.Response:
        return await http.post(UPLOADS, content=FILE, headers=PIECE | head())

    begun = [http.post(UPLOADS, headers=head()) for _ in range(100)]
    answers = await asyncio.gather(*begun, *(whole() for _ in range(40)))
    assert [answer.status_code for answer in answers] == [201] * 140
    assert all("repr-digest" in answer.headers for answer in answers[100:])


async def test_who_may_only_look_is_told_so_before_anything_is_sent(build: Callable[..., Any], tmp_path: Path) -> None:
    async with client_of(build(), token_of(role="viewer")) as viewer:
        refused = await viewer.post(UPLOADS, headers=head())
    assert (refused.status_code, refused.json()["reason"]) == (403, "role_denied")
    assert files(tmp_path) == []
