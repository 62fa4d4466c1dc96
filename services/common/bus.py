"""Events over NATS JetStream: durable streams, publishing with an id, pull consumers with heart-beat."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from uuid import UUID

import nats
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.errors import MaxPayloadError
from nats.js.api import AckPolicy, ConsumerConfig, RetentionPolicy, StreamConfig
from nats.js.client import JetStreamContext
from nats.js.errors import APIError, BadRequestError
from opentelemetry import propagate, trace

from services.common.durations import duration_histogram
from services.common.errors import TooLarge, Unavailable

STREAMS = {"DOCUMENT": "document.v1.>", "OCR": "ocr.v1.>", "LEDGER": "ledger.v1.>"}
DUPLICATE_WINDOW_SECONDS = 120.0
MAX_AGE_SECONDS = 90 * 24 * 3600.0
FETCH_SECONDS = 1.0
GATHER_SECONDS = 0.02
"""How long a batch that has its first message waits for more."""
RECONNECT_SECONDS = 0.5
TENANT_HEADER = "Contapics-Tenant"
ID_HEADER = "Nats-Msg-Id"
MAX_WAITING = 1000
"""Messages of one consumer under way or waiting for another try: as long as there are fewer, the rest go on."""
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before a message is delivered again after its handler failed, by number of deliveries."""

log = logging.getLogger(__name__)
tracer = trace.get_tracer(__name__)
durations = duration_histogram("messaging.process.duration", "Time to handle an event.")


@dataclass(frozen=True, slots=True)
class Message:
    """One event as a consumer gets it. `id` is the outbox row's, `deliveries` counts from 1.

    `trace` are the headers by which an event that this one causes goes on in its trace.
    """

    id: str
    tenant_id: UUID
    subject: str
    payload: bytes
    deliveries: int
    trace: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Message], Awaitable[None]]
BatchHandler = Callable[[Sequence[Message]], Awaitable[Sequence[Exception | None]]]
"""Gives for each message None or what it failed with; raises if all of them failed."""


class Bus:
    """A connection to NATS that reconnects for ever."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._stream: JetStreamContext = client.jetstream(timeout=5)
        self._stopping = asyncio.Event()

    @classmethod
    async def connect(cls, url: str, name: str) -> Bus:
        """Connect, and create the streams where they are missing. Raises Unavailable."""
        try:
            client = await nats.connect(
                url, name=name, max_reconnect_attempts=-1, reconnect_time_wait=RECONNECT_SECONDS, error_cb=_log_error
            )
            bus = cls(client)
            for stream, subjects in STREAMS.items():
                await bus._ensure_stream(stream, subjects)
        except (NatsError, OSError, TimeoutError) as error:
            raise Unavailable("bus_unavailable", "The event bus can't be reached at the moment.") from error
        return bus

    @property
    def client(self) -> Client:
        """The plain connection, for listeners that want no guarantee."""
        return self._client

    @property
    def connected(self) -> bool:
        return self._client.is_connected

    async def ping(self) -> None:
        """Raise Unavailable if the connection is down."""
        if not self.connected:
            raise Unavailable("bus_unavailable", "The event bus can't be reached at the moment.")

    async def publish(
        self, subject: str, payload: bytes, message_id: str, tenant_id: UUID, headers: Mapping[str, str] | None = None
    ) -> None:
        """Publish and wait until the stream has it. Raises Unavailable, TooLarge for more than the server takes."""
        if not self.connected:
            raise Unavailable("bus_unavailable", "The event bus can't be reached at the moment.")
        all_headers = {**(headers or {}), ID_HEADER: message_id, TENANT_HEADER: str(tenant_id)}
        try:
            await self._stream.publish(subject, payload, headers=all_headers)
        except MaxPayloadError as error:
            raise TooLarge("event_too_large", f"The event has {len(payload)} bytes.") from error
        except (NatsError, OSError, TimeoutError) as error:
            raise Unavailable("bus_unavailable", "The event bus can't be reached at the moment.") from error

    async def consume(
        self, subject: str, consumer: str, handler: Handler, *, at_once: int = 1, ack_wait: float = 20.0
    ) -> None:
        """Give each message of a subject to the handler until `drain`; `consumer` names the durable position.

        The message is acknowledged when the handler returns, and delivered again, after a pause that grows, when it
        raises. While the handler works, a heart-beat keeps the message from being delivered to anyone else.
        """

        async def one(messages: Sequence[Message]) -> Sequence[None]:
            [message] = messages
            await handler(message)
            return [None]

        await self.consume_batches(subject, consumer, one, size=1, at_once=at_once, ack_wait=ack_wait)

    async def consume_batches(
        self, subject: str, consumer: str, handler: BatchHandler, *, size: int, at_once: int = 1, ack_wait: float = 20.0
    ) -> None:
        """The same with the messages that wait, at most `size` a time and `at_once` times at once.

        Each message is acknowledged, or delivered again, by itself when its batch is through.
        """
        stream = next(name for name, pattern in STREAMS.items() if subject.startswith(pattern.removesuffix(">")))
        config = ConsumerConfig(
            durable_name=consumer,
            filter_subject=subject,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=ack_wait,
            max_deliver=-1,
            max_ack_pending=MAX_WAITING,
        )
        slots = asyncio.Semaphore(at_once)
        async with asyncio.TaskGroup() as group:
            while not self._stopping.is_set():
                if not self.connected:  # a request sent now would wait out its whole time
                    await asyncio.sleep(RECONNECT_SECONDS)
                    continue
                try:
                    await self._stream.add_consumer(stream, config)
                    subscription = await self._stream.pull_subscribe_bind(consumer, stream)
                    try:
                        await self._pull(subscription, handler, size, slots, group, ack_wait)
                    finally:
                        with suppress(NatsError, OSError):
                            await subscription.unsubscribe()
                except (NatsError, OSError, TimeoutError) as error:
                    log.warning("consumer waits for the bus", extra={"consumer": consumer, "error": repr(error)})
                    await asyncio.sleep(1)

    async def _pull(
        self,
        subscription: JetStreamContext.PullSubscription,
        handler: BatchHandler,
        size: int,
        slots: asyncio.Semaphore,
        group: asyncio.TaskGroup,
        ack_wait: float,
    ) -> None:
        while True:
            await slots.acquire()
            if self._stopping.is_set():  # perhaps while the last slot was taken
                slots.release()
                return
            try:
                messages = await _fetch(subscription, size)
            except TimeoutError:
                slots.release()
                if not self.connected:
                    raise
                continue
            except BaseException:
                slots.release()
                raise
            task = group.create_task(_handle(messages, handler, ack_wait))
            task.add_done_callback(lambda _: slots.release())

    def drain(self) -> None:
        """Let every `consume` finish the messages that it has and return."""
        self._stopping.set()

    async def _ensure_stream(self, name: str, subjects: str) -> None:
        config = StreamConfig(
            name=name,
            subjects=[subjects],
            retention=RetentionPolicy.LIMITS,
            max_age=MAX_AGE_SECONDS,
            duplicate_window=DUPLICATE_WINDOW_SECONDS,
        )
        try:
            await self._stream.add_stream(config)
        except BadRequestError:
            await self._stream.update_stream(config)
        except APIError as error:
            raise Unavailable("bus_unavailable", f"JetStream refused the stream {name}: {error.description}") from error

    async def close(self) -> None:
        with suppress(NatsError, OSError, TimeoutError):
            await self._client.close()


async def _fetch(subscription: JetStreamContext.PullSubscription, size: int) -> list[Msg]:
    """The messages that wait, at most `size`. Raises TimeoutError if there is none for a while."""
    messages: list[Msg] = await subscription.fetch(1, timeout=FETCH_SECONDS)
    if size > 1:
        with suppress(TimeoutError):
            messages += await subscription.fetch(size - 1, timeout=GATHER_SECONDS)
    return messages


async def _handle(messages: Sequence[Msg], handler: BatchHandler, ack_wait: float) -> None:
    readable = [message for message in messages if await _is_ours(message)]
    if not readable:
        return
    beat = asyncio.create_task(_beat(readable, ack_wait / 3))
    begun = time.perf_counter()
    try:
        with _spans(readable) as spans:
            faults = await _outcomes([*map(_received, readable, spans)], handler)
            for message, span, fault in zip(readable, spans, faults, strict=True):
                await _answer(message, fault)
                outcome = "done" if fault is None else "failed"
                if fault is not None:
                    span.record_exception(fault)
                    span.set_status(trace.StatusCode.ERROR)
                durations.record(
                    time.perf_counter() - begun, {"messaging.destination.name": message.subject, "outcome": outcome}
                )
    finally:
        beat.cancel()


async def _is_ours(message: Msg) -> bool:
    """Whether a relay made it; another one would fail again and again, and is dropped."""
    headers = message.headers or {}
    try:
        UUID(headers[TENANT_HEADER]), headers[ID_HEADER]
    except (KeyError, ValueError):
        log.exception("event without id or tenant dropped: no relay made it", extra={"subject": message.subject})
        with suppress(NatsError, OSError):
            await message.term()
        return False
    return True


@contextmanager
def _spans(messages: Sequence[Msg]) -> Iterator[list[trace.Span]]:
    """A span for each message in its own trace; that of a message by itself is also the current one."""
    spans = [
        tracer.start_span(f"consume {message.subject}", propagate.extract(message.headers or {}))
        for message in messages
    ]
    try:
        with trace.use_span(spans[0]) if len(spans) == 1 else nullcontext():
            yield spans
    finally:
        for span in spans:
            span.end()


async def _outcomes(messages: Sequence[Message], handler: BatchHandler) -> Sequence[Exception | None]:
    try:
        return await handler(messages)
    except Exception as error:
        return [error] * len(messages)


async def _answer(message: Msg, fault: Exception | None) -> None:
    """Acknowledge a message, or have it delivered again later."""
    if fault is None:
        with suppress(NatsError, OSError):
            await message.ack()
        return
    pause = PAUSES[min(message.metadata.num_delivered, len(PAUSES)) - 1]
    log.error(
        "event failed; it will be delivered again",
        exc_info=fault,
        extra={"subject": message.subject, "pause": pause},
    )
    with suppress(NatsError, OSError):
        await message.nak(delay=pause)


def _received(message: Msg, span: trace.Span) -> Message:
    headers = message.headers or {}
    carrier: dict[str, str] = {}
    propagate.inject(carrier, trace.set_span_in_context(span))
    return Message(
        id=headers[ID_HEADER],
        tenant_id=UUID(headers[TENANT_HEADER]),
        subject=message.subject,
        payload=message.data,
        deliveries=message.metadata.num_delivered,
        trace=carrier,
    )


async def _beat(messages: Sequence[Msg], seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        for message in messages:
            with suppress(NatsError, OSError):
                await message.in_progress()


async def _log_error(error: Exception) -> None:
    log.warning("event bus", extra={"error": repr(error)})
