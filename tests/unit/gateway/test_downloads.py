"""Files on their way out: whole, cached by content, and never able to run in our name."""

from __future__ import annotations

import httpx
import pytest
from contapics.document.v1 import document_service_pb2
from unit.gateway.stage import Service

from gateway.downloads import wanted
from services.common.errors import NotFound, OutOfRange

PATH = "/api/v1/documents/d1/content"
DIGEST = "ab" * 32


def stored(
    service: Service, media_type: str, filename: str = "bon.jpg", chunks: tuple[bytes, ...] = (b"abc", b"de")
) -> None:
    size = sum(map(len, chunks))
    head = document_service_pb2.DownloadHead(filename=filename, media_type=media_type, size=size, sha256=DIGEST)
    service.file = (head, list(chunks))


async def test_the_file_comes_whole_with_its_type_length_and_digest(http: httpx.AsyncClient, service: Service) -> None:
    stored(service, "image/jpeg", chunks=(b"x" * 100_000,) * 7)
    response = await http.get(PATH)
    assert response.content == b"x" * 700_000
    assert service.request.id == "d1"
    assert response.headers["content-type"] == "image/jpeg"
    assert response.headers["content-length"] == "700000"
    assert response.headers["etag"] == f'"{DIGEST}"'


@pytest.mark.parametrize(
    ("media_type", "kind", "sandboxed"),
    [
        ("image/jpeg", "inline", True),
        ("image/png", "inline", True),
        ("application/pdf", "inline", False),
        ("image/svg+xml", "attachment", True),
        ("text/html", "attachment", True),
        ("application/xml", "attachment", True),
    ],
)
async def test_only_pictures_and_pdfs_are_shown_and_nothing_may_run(
    media_type: str, kind: str, sandboxed: bool, http: httpx.AsyncClient, service: Service
) -> None:
    stored(service, media_type)
    response = await http.get(PATH)
    policy = response.headers["content-security-policy"]
    assert response.headers["content-disposition"].startswith(f"{kind};")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in policy
    assert ("sandbox" in policy) is sandboxed
    assert "script-src" not in policy


async def test_a_name_with_any_letters_survives_and_cannot_break_out_of_its_header(
    http: httpx.AsyncClient, service: Service
) -> None:
    stored(service, "image/jpeg", filename='bon "ă"\r\nX-Evil: 1;.jpg')
    disposition = (await http.get(PATH)).headers["content-disposition"]
    assert 'filename="bon ___' in disposition
    assert "filename*=UTF-8''bon%20%22%C4%83%22%0D%0AX-Evil%3A%201%3B.jpg" in disposition


@pytest.mark.parametrize("tags", [f'"{DIGEST}"', f'W/"{DIGEST}"', f'"other", "{DIGEST}"', "*"])
async def test_a_browser_that_has_the_file_gets_304_and_no_bytes(
    tags: str, http: httpx.AsyncClient, service: Service
) -> None:
    stored(service, "image/jpeg")
    response = await http.get(PATH, headers={"if-none-match": tags})
    assert (response.status_code, response.content) == (304, b"")
    assert (await http.get(PATH, headers={"if-none-match": '"other"'})).status_code == 200


async def test_an_unknown_document_is_a_problem_and_no_file(http: httpx.AsyncClient, service: Service) -> None:
    service.answers["DownloadDocument"] = NotFound("document_unknown")
    response = await http.get(PATH)
    assert (response.status_code, response.json()["reason"]) == (404, "document_unknown")
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("bytes=2-4", (2, 3)),
        ("bytes=2-", (2, 0)),
        ("bytes=-4", (-4, 0)),
        ("bytes=0-0", (0, 1)),
        ("bytes=-0", None),
        ("bytes=4-2", None),
        ("bytes=0-1,3-4", None),
        ("lines=1-2", None),
        ("bytes=", None),
    ],
)
def test_a_range_of_one_span_is_understood_and_others_give_all(header: str, asked: tuple[int, int] | None) -> None:
    assert wanted(header) == asked


async def test_a_piece_of_the_file_says_which_it_is(http: httpx.AsyncClient, service: Service) -> None:
    head = document_service_pb2.DownloadHead(media_type="application/pdf", size=3, sha256=DIGEST, length=3)
    piece = document_service_pb2.DownloadHead(media_type="application/pdf", size=9, sha256=DIGEST, offset=2, length=3)
    service.file = (piece, [b"cde"])
    response = await http.get(PATH, headers={"range": "bytes=2-4"})
    assert (response.status_code, response.content) == (206, b"cde")
    assert response.headers["content-range"] == "bytes 2-4/9"
    assert (service.request.offset, service.request.length) == (2, 3)
    again = await http.get(PATH, headers={"range": "bytes=2-4", "if-range": f'"{DIGEST}"'})
    assert again.status_code == 206
    service.file = (head, [b"abc"])
    whole = await http.get(PATH, headers={"range": "bytes=2-4", "if-range": '"other"'})
    assert (whole.status_code, service.request.offset, service.request.length) == (200, 0, 0)


async def test_a_piece_behind_the_end_is_416(http: httpx.AsyncClient, service: Service) -> None:
    service.answers["DownloadDocument"] = OutOfRange("range_unsatisfiable", "", {"size": "9"})
    response = await http.get(PATH, headers={"range": "bytes=9-"})
    assert (response.status_code, response.json()["reason"]) == (416, "range_unsatisfiable")


async def test_another_file_of_the_document_is_asked_for_by_its_number(
    http: httpx.AsyncClient, service: Service
) -> None:
    stored(service, "image/jpeg")
    await http.get(f"{PATH}?file=2")
    assert service.request.file == 2
    assert (await http.get(f"{PATH}?file=x")).status_code == 400
