"""Sessions: where tokens show, where cookies go, and whose requests a cookie vouches for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from contapics.tenant.v1 import session_service_pb2
from unit.gateway.stage import ORIGIN, Service, client_of, token_of

from services.common.errors import Invalid, Unauthenticated

LOGIN = {"email": "Ana@cabinet.ro", "password": "parola secreta"}


def opened(service: Service, token: str, refresh: str = "refresh-1") -> None:
    tokens = {"access_token": token, "expires_in": 600, "refresh_token": refresh, "refresh_expires_in": 86400}
    service.answers["CreateSession"] = session_service_pb2.CreateSessionResponse(**tokens)
    service.answers["RefreshSession"] = session_service_pb2.RefreshSessionResponse(**tokens)


def cookies_of(response: httpx.Response) -> dict[str, str]:
    return {header.split("=", 1)[0]: header for header in response.headers.get_list("set-cookie")}


async def test_a_session_gives_the_access_token_and_hides_the_refresh_token(
    stranger: httpx.AsyncClient, service: Service
) -> None:
    opened(service, token_of())
    response = await stranger.post("/api/v1/sessions", json=LOGIN)
    assert response.status_code == 200
    assert set(response.json()) == {"access_token", "expires_in"}
    assert "refresh-1" not in response.text
    assert response.headers["cache-control"] == "no-store"
    cookies = cookies_of(response)
    for name, path in (("contapics_access", "/"), ("contapics_refresh", "/api/v1")):
        parts = {part.strip().lower() for part in cookies[name].split(";")}
        assert {"httponly", "samesite=strict", f"path={path}"} <= parts
        assert "secure" not in parts


async def test_a_page_sees_that_there_is_a_session_and_nothing_of_it(
    stranger: httpx.AsyncClient, service: Service
) -> None:
    opened(service, token_of())
    mark = cookies_of(await stranger.post("/api/v1/sessions", json=LOGIN))["contapics_session"].lower()
    assert mark.startswith("contapics_session=1;")
    assert {"max-age=86400", "path=/", "samesite=strict"} <= {part.strip() for part in mark.split(";")}
    assert "httponly" not in mark
    await stranger.delete("/api/v1/sessions")
    assert "contapics_session" not in stranger.cookies


@pytest.mark.parametrize("through", ["https", "public_url"])
async def test_cookies_are_secure_and_hsts_is_set_where_the_browser_speaks_https(
    through: str, build: Callable[..., Any], service: Service
) -> None:
    opened(service, token_of())
    origin = "https://contapics.test" if through == "https" else ORIGIN
    async with client_of(build(always_secure=through == "public_url"), origin=origin) as client:
        response = await client.post("/api/v1/sessions", json=LOGIN)
    assert all("Secure" in cookie for cookie in cookies_of(response).values())
    assert response.headers["strict-transport-security"].startswith("max-age=")


async def test_the_cookies_alone_carry_a_browser_through_calls_refresh_and_log_out(
    stranger: httpx.AsyncClient, service: Service
) -> None:
    token = token_of()
    opened(service, token)
    await stranger.post("/api/v1/sessions", json=LOGIN)
    assert (await stranger.get("/api/v1/me")).status_code == 200
    assert service.metadata["authorization"] == f"Bearer {token}"
    opened(service, token_of(), "refresh-2")
    assert (await stranger.post("/api/v1/sessions:refresh")).status_code == 200
    assert service.request.refresh_token == "refresh-1"
    assert (await stranger.delete("/api/v1/sessions")).status_code == 204
    assert service.request.refresh_token == "refresh-2"
    assert (await stranger.get("/api/v1/me")).status_code == 401


async def test_a_program_may_refresh_with_the_token_in_the_body(stranger: httpx.AsyncClient, service: Service) -> None:
    opened(service, token_of())
    response = await stranger.post("/api/v1/sessions:refresh", json={"refresh_token": "from-elsewhere"})
    assert response.status_code == 200
    assert service.request.refresh_token == "from-elsewhere"


async def test_refreshing_without_a_session_is_401(stranger: httpx.AsyncClient, service: Service) -> None:
    response = await stranger.post("/api/v1/sessions:refresh")
    assert (response.status_code, response.json()["reason"]) == (401, "refresh_token_invalid")
    assert service.requests == []


async def test_an_expired_cookie_does_not_stand_in_the_way_of_a_new_log_in(
    stranger: httpx.AsyncClient, service: Service
) -> None:
    stranger.cookies.set("contapics_access", token_of(seconds=-100), domain="contapics.test")
    expired = await stranger.get("/api/v1/me")
    assert (expired.status_code, expired.json()["reason"]) == (401, "token_invalid")
    opened(service, token_of())
    assert (await stranger.post("/api/v1/sessions", json=LOGIN)).status_code == 200
    assert "authorization" not in service.metadata


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.test"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[::1"}, 403),
        ({"origin": ORIGIN + ".evil.test"}, 403),
        ({"origin": "https://evil.test", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": ORIGIN}, 201),
        ({"origin": "https://books.example.ro"}, 201),
        ({"sec-fetch-site": "same-origin"}, 201),
        ({}, 201),
    ],
)
async def test_a_cookie_vouches_only_for_our_own_pages(
    headers: dict[str, str], status: int, build: Callable[..., Any]
) -> None:
    async with client_of(build(public_origin="https://books.example.ro")) as browser:
        browser.cookies.set("contapics_access", token_of(), domain="contapics.test")
        response = await browser.post("/api/v1/clients", json={}, headers=headers)
        assert response.status_code == status
        assert (await browser.get("/api/v1/me", headers=headers)).status_code == 200
        bearer = {"authorization": f"Bearer {token_of()}"}
        assert (await browser.post("/api/v1/clients", json={}, headers=headers | bearer)).status_code == 201


async def test_another_site_cannot_log_a_browser_in(stranger: httpx.AsyncClient, service: Service) -> None:
    opened(service, token_of())
    response = await stranger.post("/api/v1/sessions", json=LOGIN, headers={"origin": "https://evil.test"})
    assert (response.status_code, response.json()["reason"]) == (403, "cross_site")


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Bearer not-a-token", "Bearer a.b.c", "Bearer é"])
async def test_what_is_no_token_of_ours_is_401_and_reaches_no_service(
    header: str, stranger: httpx.AsyncClient, service: Service
) -> None:
    response = await stranger.get("/api/v1/me", headers={"authorization": header.encode()})
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert service.requests == []


async def test_guessing_at_a_password_is_stopped_for_that_address_and_e_mail_only(
    stranger: httpx.AsyncClient, service: Service
) -> None:
    service.answers["CreateSession"] = Unauthenticated("credentials_wrong")
    guesses = [(await stranger.post("/api/v1/sessions", json=LOGIN)) for _ in range(6)]
    assert [each.status_code for each in guesses] == [401] * 5 + [429]
    assert 1 <= int(guesses[-1].headers["retry-after"]) <= 60
    upper = await stranger.post("/api/v1/sessions", json=LOGIN | {"email": " ANA@cabinet.ro"})
    assert upper.status_code == 429
    other = await stranger.post("/api/v1/sessions", json=LOGIN | {"email": "ion@cabinet.ro"})
    assert other.status_code == 401


async def test_logging_in_with_the_right_password_is_never_limited(
    stranger: httpx.AsyncClient, service: Service
) -> None:
    opened(service, token_of())
    assert {(await stranger.post("/api/v1/sessions", json=LOGIN)).status_code for _ in range(30)} == {200}


async def test_guessing_at_the_password_within_a_session_is_stopped_too(
    http: httpx.AsyncClient, service: Service
) -> None:
    change = {"current_password": "guessed", "new_password": "alta parola secreta"}
    for _ in range(6):
        assert (await http.post("/api/v1/me:changePassword", json=change)).status_code == 204
    service.answers["ChangePassword"] = Invalid("password_wrong")
    guesses = [(await http.post("/api/v1/me:changePassword", json=change)).status_code for _ in range(6)]
    assert guesses == [400] * 5 + [429]


async def test_one_user_over_the_limit_is_429_and_others_are_not(build: Callable[..., Any]) -> None:
    app = build(requests="3/minute")
    async with client_of(app, token_of()) as one, client_of(app, token_of()) as other:
        statuses = [(await one.get("/api/v1/me")).status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        assert (await other.get("/api/v1/me")).status_code == 200
