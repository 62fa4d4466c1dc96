"""What is not the API: the PWA's files, health, documentation, and the headers on everything."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate
from unit.gateway.stage import client_of

from gateway.docs import generated_file
from gateway.routes import ApiRoute


@pytest.fixture
async def browser(tmp_path: Path, build: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>page")
    (folder / "captura.html").write_text("<!doctype html>capture")
    (folder / "captura.html").write_text("<!doctype html>capture")
    (folder / "sw.js").write_text("worker")
    (folder / "assets" / "index-Bx3kP9_a.js").write_text("script " * 1000)
    (tmp_path / "secret.txt").write_text("secret")
    async with client_of(build(pwa_dir=folder)) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/index.html", "/documents/123", "/login"])
async def test_every_path_of_the_app_is_the_page_and_is_asked_for_anew(path: str, browser: httpx.AsyncClient) -> None:
    response = await browser.get(path)
    assert (response.status_code, response.text) == (200, "<!doctype html>page")
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/captura", "/captura?source=pwa", "/captura.html"])
async def test_a_path_that_has_a_page_to_itself_gets_it_asked_for_anew(path: str, browser: httpx.AsyncClient) -> None:
    response = await browser.get(path)
    assert (response.status_code, response.text) == (200, "<!doctype html>capture")
    assert response.headers["cache-control"] == "no-cache"


async def test_a_path_that_has_a_page_to_itself_gets_it(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/captura")).text == "<!doctype html>capture"


async def test_hashed_files_are_kept_for_ever_and_compressed_but_the_service_worker_is_asked_for_anew(
    browser: httpx.AsyncClient,
) -> None:
    script = await browser.get("/assets/index-Bx3kP9_a.js", headers={"accept-encoding": "gzip"})
    assert "immutable" in script.headers["cache-control"]
    assert script.headers["content-encoding"] == "gzip"
    assert (await browser.get("/sw.js")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/assets/gone-12345678.js", "/favicon.ico", "/..%2fsecret.txt", "/assets/%2e%2e/%2e%2e/secret.txt", "/%00.js"],
)
async def test_a_file_that_is_not_there_is_404_and_nothing_outside_the_folder_is_served(
    path: str, browser: httpx.AsyncClient
) -> None:
    response = await browser.get(path)
    assert (response.status_code, response.json()["reason"]) == (404, "route_unknown")


async def test_pages_are_only_read(browser: httpx.AsyncClient) -> None:
    response = await browser.post("/login")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("folder", [None, Path("/nonexistent")])
async def test_without_a_built_app_the_api_still_works(folder: Path | None, build: Callable[..., Any]) -> None:
    async with client_of(build(pwa_dir=folder)) as client:
        assert (await client.get("/")).status_code == 404
        assert (await client.get("/healthz")).text == "ok"
        assert (await client.get("/api/v1/openapi.json")).status_code == 200


@pytest.mark.parametrize(("caller", "status"), [("127.0.0.1", 200), ("::1", 200), ("203.0.113.7", 404), ("no-ip", 404)])
async def test_metrics_are_for_this_machine_only(build: Callable[..., Any], caller: str, status: int) -> None:
    transport = httpx.ASGITransport(build(), client=(caller, 50000))
    async with httpx.AsyncClient(transport=transport, base_url="http://contapics.test") as client:
        answer = await client.get("/metrics")
    assert answer.status_code == status
    assert ("python_info" in answer.text) == (status == 200)


@pytest.mark.parametrize("path", ["/", "/api/v1/me", "/api/v1/nothing", "/api/v1/docs", "/healthz"])
async def test_every_answer_has_a_strict_policy_and_is_not_sniffed_or_framed(
    path: str, browser: httpx.AsyncClient
) -> None:
    headers = (await browser.get(path)).headers
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=(self)" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers


async def test_an_unready_service_makes_readyz_503_and_leaves_healthz(build: Callable[..., Any]) -> None:
    async def away() -> None:
        raise OSError("10.0.0.1 refused")

    async with client_of(build(checks={"tenant": away})) as client:
        ready = await client.get("/readyz")
        assert (ready.status_code, ready.json()) == (503, {"ready": False, "checks": {"tenant": False}})
        assert (await client.get("/healthz")).status_code == 200


async def test_the_documentation_has_every_operation_and_its_style_passes_its_own_policy(
    browser: httpx.AsyncClient,
) -> None:
    document = (await browser.get("/api/v1/openapi.json")).json()
    response = await browser.get("/api/v1/docs")
    for operations in document["paths"].values():
        for operation in operations.values():
            assert f'id="{operation["operationId"]}"' in response.text
    style = re.search(r"<style>(.*?)</style>", response.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in response.headers["content-security-policy"]
    assert "<script" not in response.text
    assert "http://" not in response.text


async def test_the_openapi_document_is_valid_and_knows_each_route_that_is_served(routes: list[ApiRoute]) -> None:
    document = json.loads(generated_file().read_text())
    validate(document)
    described = {(verb.upper(), path) for path, item in document["paths"].items() for verb in item}
    served = {(route.verb, route.template) for route in routes}
    assert served - described == {("GET", "/api/v1/docs"), ("GET", "/api/v1/openapi.json")}
    assert described <= served


async def test_the_openapi_document_never_shows_a_refresh_token_in_an_answer() -> None:
    document = json.loads(generated_file().read_text())
    with_token = {
        name
        for name, each in document["components"]["schemas"].items()
        if "refresh_token" in each.get("properties", {})
    }
    assert with_token == {"RefreshSessionRequestInput"}
