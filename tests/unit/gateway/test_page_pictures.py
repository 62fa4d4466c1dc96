"""Pages in the browser: named by their version they never change, and an error is a problem, no broken picture."""

from __future__ import annotations

import httpx
import pytest
from contapics.document.v1 import page_service_pb2
from unit.gateway.stage import Service

from services.common.errors import Invalid, NotFound

PATH = "/api/v1/documents/d1/pages/2"


def shown(service: Service, picture: bytes = b"\xff\xd8\xff") -> None:
    service.answers["GetPage"] = page_service_pb2.GetPageResponse(picture=picture, etag="a-2-640-1", pages_version="v7")


async def test_a_page_is_a_picture_that_may_not_run(http: httpx.AsyncClient, service: Service) -> None:
    shown(service)
    response = await http.get(PATH, params={"width": 640})
    assert (response.content, response.headers["content-type"]) == (b"\xff\xd8\xff", "image/jpeg")
    assert "sandbox" in response.headers["content-security-policy"]
    assert (service.request.id, service.request.page, service.request.width) == ("d1", 2, 640)


@pytest.mark.parametrize(("version", "kept"), [("v7", True), ("v6", False), (None, False)])
async def test_a_page_named_by_its_version_is_kept_for_ever(
    version: str | None, kept: bool, http: httpx.AsyncClient, service: Service
) -> None:
    shown(service)
    response = await http.get(PATH, params={"version": version} if version else {})
    assert ("immutable" in response.headers["cache-control"]) is kept
    assert response.headers["etag"] == '"a-2-640-1"'


async def test_a_browser_that_has_the_page_gets_304(http: httpx.AsyncClient, service: Service) -> None:
    shown(service, b"")
    response = await http.get(PATH, headers={"if-none-match": 'W/"a-2-640-1"'})
    assert (response.status_code, response.content, service.request.etag) == (304, b"", "a-2-640-1")


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotFound("page_unknown"), 404), (Invalid("encrypted_pdf"), 400), (Invalid("broken_file"), 400)],
)
async def test_a_page_that_can_not_be_shown_is_a_problem(
    error: Exception, status: int, http: httpx.AsyncClient, service: Service
) -> None:
    service.answers["GetPage"] = error
    response = await http.get(PATH)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("path", ["pages/x", "pages/-1", "pages/99999999", "pages/2?width=wide", "pages/2?colour=red"])
async def test_what_is_no_page_or_width_is_refused(path: str, http: httpx.AsyncClient) -> None:
    response = await http.get(f"/api/v1/documents/d1/{path}")
    assert (response.status_code, response.json()["reason"]) == (400, "request_invalid")
