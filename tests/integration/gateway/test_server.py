"""What only a real server shows: early answers, memory, streams that end, connections that close."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import uuid4

import httpx
import pytest
from unit.gateway.stage import Service, token_of

from gateway import wire
from gateway.live import LiveUpdates
from gateway.main import Server
from services.common.errors import NotFound, Unauthenticated

MAX_UPLOAD_BYTES = 64 * 2**20


async def test_a_sender_who_never_looks_up_still_gets_413_and_the_connection_is_closed(port: int) -> None:
    sent = MAX_UPLOAD_BYTES + 16 * 2**20
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (
        f"PUT /api/v1/documents/{uuid4()}/content?client_id=c HTTP/1.1\r\nHost: x\r\n"
        f"Authorization: Bearer {token_of()}\r\nContent-Length: {sent}\r\n\r\n"
    )
    writer.write(head.encode())
    for _ in range(sent // 2**20):
        writer.write(b"x" * 2**20)
        await writer.drain()
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["reason"] == "file_too_large"


async def test_a_sender_who_falls_silent_after_a_refusal_is_hung_up_on(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.lingering.SILENCE_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /api/v1/documents HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nbegin")
    answer = await asyncio.wait_for(reader.read(), 3)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 401 ")


async def test_a_sender_who_falls_silent_in_the_middle_of_a_file_is_told_408(
    port: int, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.bodies.IDLE_SECONDS", 0.05)
    monkeypatch.setattr("gateway.lingering.SILENCE_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"PUT /api/v1/documents/{uuid4()}/content?client_id=c HTTP/1.1\r\nHost: x\r\n"
    writer.write(f"{head}Authorization: Bearer {token_of()}\r\nContent-Length: 1000\r\n\r\nbegin".encode())
    answer = await asyncio.wait_for(reader.read(), 3)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert service.uploads == []


async def test_a_sender_who_leaves_in_the_middle_of_a_file_stores_nothing(port: int, service: Service) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"PUT /api/v1/documents/{uuid4()}/content?client_id=c HTTP/1.1\r\nHost: x\r\n"
    writer.write(f"{head}Authorization: Bearer {token_of()}\r\nContent-Length: 900000\r\n\r\n".encode())
    writer.write(b"x" * 600_000)
    await writer.drain()
    await asyncio.sleep(0.1)
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()
    await asyncio.sleep(0.1)
    assert service.uploads == []


@pytest.mark.parametrize("way", ["put", "post"])
async def test_memory_does_not_grow_with_the_size_of_a_file(
    way: str, client: httpx.AsyncClient, service: Service
) -> None:
    service.answers["c"] = NotFound("client_unknown")  # so that the test's own service keeps nothing

    async def body(size: int) -> AsyncIterator[bytes]:
        if way == "post":
            yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(size // 2**16):
            yield b"x" * 2**16
        if way == "post":
            yield b'\r\n--b\r\nContent-Disposition: form-data; name="client_id"\r\n\r\nc\r\n--b--\r\n'

    async def peak(size: int) -> int:
        tracemalloc.start()
        try:
            if way == "post":
                headers = {"content-type": "multipart/form-data; boundary=b"}
                response = await client.post("/api/v1/documents", content=body(size), headers=headers)
            else:
                path = f"/api/v1/documents/{uuid4()}/content?client_id=c"
                response = await client.put(path, content=body(size))
            assert (response.status_code, response.json()["reason"]) == (404, "client_unknown")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    await peak(2**20)
    assert await peak(32 * 2**20) < 8 * 2**20


async def test_open_streams_end_when_the_server_stops(server: Server, client: httpx.AsyncClient) -> None:
    async with client.stream("GET", "/api/v1/events") as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        pieces = response.aiter_raw()
        assert b"retry" in await anext(pieces)
        server.stop()
        assert [piece async for piece in pieces] == []


async def test_a_stream_that_a_browser_leaves_is_forgotten(client: httpx.AsyncClient, live: LiveUpdates) -> None:
    async with client.stream("GET", "/api/v1/events") as response:
        await anext(response.aiter_raw())
        assert len(live._listeners) == 1
    for _ in range(100):
        if not live._listeners:
            break
        await asyncio.sleep(0.01)
    assert not live._listeners


async def test_head_answers_like_get_without_a_body(client: httpx.AsyncClient) -> None:
    response = await client.head("/api/v1/openapi.json")
    assert (response.status_code, response.content) == (200, b"")


async def test_nobodys_word_is_taken_for_another_address_to_guess_a_password_from(
    client: httpx.AsyncClient, service: Service
) -> None:
    service.answers["CreateSession"] = Unauthenticated("credentials_wrong")
    login = {"email": "ana@cabinet.example", "password": "guessed-wrong"}
    statuses = [
        (await client.post("/api/v1/sessions", json=login, headers={"x-forwarded-for": f"192.0.2.{guess}"})).status_code
        for guess in range(6)
    ]
    assert statuses == [401] * 5 + [429]


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["TLS", "no host", "blank in the path", "two lengths", "no chunk"],
)
async def test_what_is_no_http_gets_a_problem_and_the_connection_is_closed(port: int, sent: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    head, _, body = (await asyncio.wait_for(reader.read(), 5)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in head
    assert json.loads(body)["reason"] == "http_invalid"
    writer.close()


@pytest.mark.parametrize("before", [b"", b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"], ids=["first", "second"])
async def test_a_request_whose_head_never_ends_is_hung_up_on(
    port: int, before: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "HEAD_SECONDS", 0.3)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(before)
    if before:
        await reader.readuntil(b"ok")
    for piece in (b"GET /healthz HTTP/1.1\r\n", b"X-A: 1\r\n", b"X-B: 2\r\n"):
        writer.write(piece)
        await asyncio.sleep(0.05)
    assert await asyncio.wait_for(reader.read(), 3) == b""
    writer.close()


async def test_a_body_may_take_longer_than_a_head(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "HEAD_SECONDS", 0.2)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    writer.write(head)
    await asyncio.sleep(0.5)
    writer.write(b"{}")
    assert (await asyncio.wait_for(reader.readline(), 5)).startswith(b"HTTP/1.1 ")
    writer.close()
