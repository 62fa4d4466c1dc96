"""Live updates: who sees which change, and when a stream ends."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from contapics.document.v1 import document_pb2, events_pb2
from nats.aio.msg import Msg
from unit.gateway.stage import token_of

from gateway.live import HEARTBEAT, MAX_STREAMS, PREFACE, QUEUE_LENGTH, RESYNC, Listener, LiveUpdates, expires_at
from services.common.identity import Identity

OFFICE, OTHER_OFFICE = uuid4(), uuid4()
ALFA, BETA = uuid4(), uuid4()


def identity(tenant: UUID = OFFICE, role: str = "accountant", clients: frozenset[UUID] = frozenset()) -> Identity:
    return Identity(uuid4(), tenant, role, "ana@cabinet.ro", clients)


def change(tenant: UUID = OFFICE, client: UUID = ALFA, **headers: str) -> Msg:
    event = events_pb2.DocumentChanged(
        document_id="d1", client_id=str(client), state=document_pb2.Document.REVIEW, revision=3
    )
    connection: Any = None
    all_headers = {"Contapics-Tenant": str(tenant), "Nats-Msg-Id": "1"} | headers
    return Msg(connection, "document.v1.changed", data=event.SerializeToString(), headers=all_headers)


async def taken(listener: Listener, count: int) -> list[bytes]:
    """The next events after the preface."""
    stream = listener.stream(time.time() + 60)
    assert await anext(stream) == PREFACE
    return [await asyncio.wait_for(anext(stream), 1) for _ in range(count)]


def waiting(listener: Listener) -> int:
    return listener._events.qsize()


async def test_a_change_is_told_with_its_document_client_state_and_revision(live: LiveUpdates) -> None:
    listener = Listener(identity())
    live.add(listener)
    await live.receive(change())
    [event] = await taken(listener, 1)
    kind, data, *rest = event.decode().split("\n")
    assert (kind, rest) == ("event: document", ["", ""])
    assert json.loads(data.removeprefix("data: ")) == {
        "id": "d1", "client_id": str(ALFA), "state": "REVIEW", "revision": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("watcher", "hears"),
    [
        (identity(), True),
        (identity(role="viewer"), True),
        (identity(OTHER_OFFICE), False),
        (identity(role="client", clients=frozenset({ALFA, BETA})), True),
        (identity(role="client", clients=frozenset({BETA})), False),
        (identity(role="client"), False),
        (identity(OTHER_OFFICE, "client", frozenset({ALFA})), False),
    ],
)
async def test_a_change_reaches_only_those_who_may_see_its_company(
    watcher: Identity, hears: bool, live: LiveUpdates
) -> None:
    listener = Listener(watcher)
    live.add(listener)
    await live.receive(change(OFFICE, ALFA))
    assert waiting(listener) == int(hears)


@pytest.mark.parametrize("broken", ["", "no uuid"])
async def test_a_change_without_a_readable_tenant_reaches_nobody(broken: str, live: LiveUpdates) -> None:
    listener = Listener(identity())
    live.add(listener)
    await live.receive(change(**{"Contapics-Tenant": broken}))
    assert waiting(listener) == 0


async def test_a_slow_reader_gets_one_resync_in_place_of_what_it_missed(live: LiveUpdates) -> None:
    listener = Listener(identity())
    live.add(listener)
    for _ in range(QUEUE_LENGTH * 3 + 1):
        await live.receive(change())
    assert waiting(listener) <= QUEUE_LENGTH
    [first] = await taken(listener, 1)
    assert first == RESYNC


async def test_a_quiet_stream_has_a_heart_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.live.HEARTBEAT_SECONDS", 0.01)
    assert await taken(Listener(identity()), 2) == [HEARTBEAT, HEARTBEAT]


async def test_a_stream_ends_with_its_token(live: LiveUpdates) -> None:
    listener = Listener(identity())
    events = [event async for event in listener.stream(time.time() + 0.05)]
    assert events[0] == PREFACE


async def test_closing_ends_every_stream_even_one_whose_queue_is_full(live: LiveUpdates) -> None:
    listener, late = Listener(identity()), Listener(identity())
    live.add(listener)
    for _ in range(QUEUE_LENGTH):
        await live.receive(change())
    live.close()
    live.add(late)
    for each in (listener, late):
        assert [event async for event in each.stream(time.time() + 60)] == [PREFACE]


async def test_the_end_of_a_token_is_read_from_it() -> None:
    assert abs(expires_at(token_of(seconds=300)) - time.time() - 300) < 2


async def test_strangers_see_no_events(stranger: httpx.AsyncClient) -> None:
    assert (await stranger.get("/api/v1/events")).status_code == 401


async def test_one_user_holds_a_bounded_number_of_streams_and_the_oldest_ends(live: LiveUpdates) -> None:
    same, other = identity(), Listener(identity())
    live.add(other)
    listeners = [Listener(same) for _ in range(MAX_STREAMS + 2)]
    for listener in listeners:
        live.add(listener)
    ended = [[event async for event in each.stream(time.time() + 60)] for each in listeners[:2]]
    assert ended == [[PREFACE], [PREFACE]]
    await live.receive(change())
    assert [waiting(each) for each in (other, listeners[2], listeners[-1])] == [1, 1, 1]
