"""Consumers: a long message is not delivered twice, a failed one comes again, a drain finishes what runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from nats.js.api import ConsumerInfo

from deploy.local.nats import EmbeddedNats
from deploy.local.secrets import Secrets
from services.common import bus as bus_module
from services.common.bus import Bus, Message
from services.common.errors import Unavailable

TENANT = UUID(int=7)


@pytest.fixture
def subject() -> str:
    return f"document.v1.test-{uuid4().hex}"


@asynccontextmanager
async def consuming(bus: Bus, subject: str, handler: Any, **options: Any) -> AsyncIterator[asyncio.Task[None]]:
    """In batches where a size is given."""
    consume = bus.consume_batches if "size" in options else bus.consume
    task = asyncio.create_task(consume(subject, subject.replace(".", "-"), handler, **options))
    try:
        yield task
    finally:
        bus.drain()
        await asyncio.wait_for(task, 10)


async def position(bus: Bus, subject: str) -> ConsumerInfo:
    """How far the consumer of a subject is."""
    return await bus.client.jetstream().consumer_info("DOCUMENT", subject.replace(".", "-"))


async def publish(bus: Bus, subject: str, content: str, message_id: str = "") -> None:
    await bus.publish(subject, content.encode(), message_id or uuid4().hex, TENANT)


async def test_a_consumer_gets_what_was_published_with_its_id_and_tenant(
    connect_bus: Any, subject: str, until: Any
) -> None:
    bus, got = await connect_bus(), list[Message]()

    async def handler(message: Message) -> None:
        got.append(message)

    await publish(bus, subject, "before", "id-1")
    async with consuming(bus, subject, handler):
        await publish(bus, subject, "after", "id-2")
        await until(lambda: len(got) == 2)
    assert [(message.id, message.payload, message.tenant_id, message.deliveries) for message in got] == [
        ("id-1", b"before", TENANT, 1),
        ("id-2", b"after", TENANT, 1),
    ]


async def test_an_id_published_again_is_not_delivered_again(connect_bus: Any, subject: str, until: Any) -> None:
    bus, got = await connect_bus(), list[str]()

    async def handler(message: Message) -> None:
        got.append(message.id)

    for message_id in ("same", "same", "last"):
        await publish(bus, subject, "x", message_id)
    async with consuming(bus, subject, handler):
        await until(lambda: "last" in got)
    assert got == ["same", "last"]


async def test_the_heart_beat_keeps_a_long_message_from_a_second_delivery(
    connect_bus: Any, subject: str, until: Any
) -> None:
    started: list[int] = []

    async def slow(message: Message) -> None:
        started.append(message.deliveries)
        await asyncio.sleep(2.5)

    one, other = await connect_bus(), await connect_bus()
    await publish(one, subject, "long")
    async with consuming(one, subject, slow, ack_wait=0.6), consuming(other, subject, slow, ack_wait=0.6):
        await until(lambda: bool(started))
        await asyncio.sleep(3)
    assert started == [1]


async def test_a_message_whose_consumer_died_goes_to_another(connect_bus: Any, subject: str, until: Any) -> None:
    got = list[int]()

    async def hang(_: Message) -> None:
        got.append(0)
        await asyncio.Event().wait()

    async def handler(message: Message) -> None:
        got.append(message.deliveries)

    dying, other = await connect_bus(), await connect_bus()
    await publish(dying, subject, "x")
    task = asyncio.create_task(dying.consume(subject, subject.replace(".", "-"), hang, ack_wait=0.6))
    await until(lambda: got == [0])
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with consuming(other, subject, handler, ack_wait=0.6):
        await until(lambda: len(got) == 2)
    assert got == [0, 2]


async def test_a_failed_message_comes_again_after_a_pause(
    connect_bus: Any, subject: str, monkeypatch: pytest.MonkeyPatch, until: Any
) -> None:
    monkeypatch.setattr(bus_module, "PAUSES", (0.5,))
    tries: list[tuple[int, float]] = []

    async def fails_once(message: Message) -> None:
        tries.append((message.deliveries, time.monotonic()))
        if message.deliveries == 1:
            raise RuntimeError("not yet")

    bus = await connect_bus()
    await publish(bus, subject, "x")
    async with consuming(bus, subject, fails_once):
        await until(lambda: len(tries) == 2)
        await asyncio.sleep(0.7)
    assert [deliveries for deliveries, _ in tries] == [1, 2]
    assert tries[1][1] - tries[0][1] >= 0.45


async def test_messages_that_keep_failing_do_not_dam_up_the_others(connect_bus: Any, subject: str, until: Any) -> None:
    got: list[str] = []

    async def handler(message: Message) -> None:
        if message.payload == b"poison":
            raise RuntimeError("poison")
        got.append(message.id)

    bus = await connect_bus()
    for _ in range(40):
        await publish(bus, subject, "poison")
    await publish(bus, subject, "good", "good")
    async with consuming(bus, subject, handler):
        await until(lambda: got == ["good"])
    assert got == ["good"]


async def test_a_message_that_no_relay_made_is_dropped_and_does_not_come_again(
    connect_bus: Any, subject: str, until: Any
) -> None:
    got: list[str] = []

    async def handler(message: Message) -> None:
        got.append(message.id)

    bus = await connect_bus()
    await bus.client.jetstream().publish(subject, b"foreign")
    await publish(bus, subject, "ours", "ours")
    async with consuming(bus, subject, handler, ack_wait=0.5):
        await until(lambda: got == ["ours"])
        await asyncio.sleep(0.8)
        state = await position(bus, subject)
    assert (state.num_ack_pending, state.num_redelivered) == (0, 0)


async def test_a_batch_takes_what_waits_and_each_message_is_answered_by_itself(
    connect_bus: Any, subject: str, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus_module, "PAUSES", (0.1,))
    batches: list[list[str]] = []

    async def handler(messages: Sequence[Message]) -> list[Exception | None]:
        batches.append([message.id for message in messages])
        return [RuntimeError() if message.id == "4" and message.deliveries == 1 else None for message in messages]

    bus = await connect_bus()
    for number in range(9):
        await publish(bus, subject, "x", str(number))
    async with consuming(bus, subject, handler, size=6):
        await until(lambda: sum(map(len, batches)) == 10)
    assert batches[0] == [str(number) for number in range(6)]
    assert sorted(message_id for batch in batches for message_id in batch) == sorted([*"012345678", "4"])


async def test_a_batch_that_fails_as_a_whole_comes_again(
    connect_bus: Any, subject: str, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus_module, "PAUSES", (0.1,))
    done: list[str] = []

    async def handler(messages: Sequence[Message]) -> list[None]:
        if messages[0].deliveries == 1:
            raise RuntimeError("not yet")
        done.extend(message.id for message in messages)
        return [None] * len(messages)

    bus = await connect_bus()
    for message_id in ("w0", "w1", "w2"):
        await publish(bus, subject, "x", message_id)
    async with consuming(bus, subject, handler, size=8):
        await until(lambda: sorted(done) == ["w0", "w1", "w2"])


async def test_a_message_in_a_batch_goes_on_in_the_trace_that_it_came_in(
    connect_bus: Any, subject: str, until: Any
) -> None:
    got: list[Message] = []
    parents = {f"t{n}": f"00-{n:032x}-{n:016x}-01" for n in (1, 2)}

    async def handler(messages: Sequence[Message]) -> list[None]:
        got.extend(messages)
        return [None] * len(messages)

    bus = await connect_bus()
    for message_id, parent in parents.items():
        await bus.publish(subject, b"x", message_id, TENANT, {"traceparent": parent})
    async with consuming(bus, subject, handler, size=8):
        await until(lambda: len(got) == 2)
    for message in got:
        assert message.trace["traceparent"].split("-")[1] == parents[message.id].split("-")[1]


async def test_no_more_messages_run_at_once_than_asked_for(connect_bus: Any, subject: str, until: Any) -> None:
    running, most = 0, 0

    async def handler(_: Message) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1
        done.append(1)

    done: list[int] = []
    bus = await connect_bus()
    for number in range(9):
        await publish(bus, subject, str(number))
    async with consuming(bus, subject, handler, at_once=3):
        await until(lambda: len(done) == 9)
    assert most == 3


async def test_a_drain_finishes_the_running_message_and_takes_no_other(
    connect_bus: Any, subject: str, until: Any
) -> None:
    begun, finished = list[str](), list[str]()

    async def slow(message: Message) -> None:
        begun.append(message.id)
        await asyncio.sleep(0.5)
        finished.append(message.id)

    bus = await connect_bus()
    await publish(bus, subject, "x", "first")
    await publish(bus, subject, "x", "second")
    task = asyncio.create_task(bus.consume(subject, subject.replace(".", "-"), slow))
    await until(lambda: bool(begun))
    bus.drain()
    await asyncio.wait_for(task, 5)
    assert begun == finished == ["first"]
    async with asyncio.timeout(5):
        # The server takes an acknowledgement in when it gets to it.
        while (state := await position(bus, subject)).num_ack_pending:  # noqa: ASYNC110 (no event of ours)
            await asyncio.sleep(0.02)
    assert state.num_pending == 1


async def test_a_consumer_goes_on_when_the_server_was_killed_and_came_back(
    connect_bus: Any, tmp_path: Path, subject: str, until: Any
) -> None:
    server = EmbeddedNats(tmp_path / "nats", Secrets(tmp_path / "secrets"))
    server.prepare()
    got: list[str] = []

    async def handler(message: Message) -> None:
        got.append(message.id)

    with server.program.running(tmp_path / "log") as process:
        bus = await connect_bus(server.url)
        task = asyncio.create_task(bus.consume(subject, subject.replace(".", "-"), handler))
        await publish(bus, subject, "x", "before")
        await until(lambda: got == ["before"])
        process.kill()
        process.wait()
    with server.program.running(tmp_path / "log"):
        await until(lambda: not bus.connected)
        await until(lambda: bus.connected)
        await publish(bus, subject, "x", "after")
        await until(lambda: got == ["before", "after"], 30)
        bus.drain()
        await asyncio.wait_for(task, 10)


async def test_publishing_to_a_dead_server_is_unavailable(
    connect_bus: Any, tmp_path: Path, subject: str, until: Any
) -> None:
    server = EmbeddedNats(tmp_path / "nats", Secrets(tmp_path / "secrets"))
    server.prepare()
    with server.program.running(tmp_path / "log"):
        bus = await connect_bus(server.url)
    await until(lambda: not bus.connected)
    with pytest.raises(Unavailable):
        await publish(bus, subject, "x")
