"""Events over NATS JetStream: durable streams, publishing with an id, pull consumers with heart-beat."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
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
    """One event as a consumer gets it. `id` is the outbox row's, `deliveries` counts from 1."""

    id: str
    tenant_id: UUID
    subject: str
    payload: bytes
    deliveries: int


Handler = Callable[[Message], Awaitable[None]]


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
                        await self._pull(subscription, handler, slots, group, ack_wait)
                    finally:
                        with suppress(NatsError, OSError):
                            await subscription.unsubscribe()
                except (NatsError, OSError, TimeoutError) as error:
                    log.warning("consumer waits for the bus", extra={"consumer": consumer, "error": repr(error)})
                    await asyncio.sleep(1)

    async def _pull(
        self,
        subscription: JetStreamContext.PullSubscription,
        handler: Handler,
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
                [message] = await subscription.fetch(1, timeout=FETCH_SECONDS)
            except TimeoutError:
                slots.release()
                if not self.connected:
                    raise
                continue
            except BaseException:
                slots.release()
                raise
            task = group.create_task(_handle(message, handler, ack_wait))
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


async def _handle(message: Msg, handler: Handler, ack_wait: float) -> None:
    try:
        received = _received(message)
    except (KeyError, ValueError):
        log.exception("event without id or tenant dropped: no relay made it", extra={"subject": message.subject})
        with suppress(NatsError, OSError):
            await message.term()
        return
    beat = asyncio.create_task(_beat(message, ack_wait / 3))
    begun, outcome = time.perf_counter(), "done"
    try:
        with tracer.start_as_current_span(f"consume {message.subject}", propagate.extract(message.headers or {})):
            await handler(received)
    except Exception:
        outcome = "failed"
        pause = PAUSES[min(message.metadata.num_delivered, len(PAUSES)) - 1]
        log.exception("event failed; it will be delivered again", extra={"subject": message.subject, "pause": pause})
        with suppress(NatsError, OSError):
            await message.nak(delay=pause)
    else:
        with suppress(NatsError, OSError):
            await message.ack()
    finally:
        beat.cancel()
        durations.record(
            time.perf_counter() - begun, {"messaging.destination.name": message.subject, "outcome": outcome}
        )


def _received(message: Msg) -> Message:
    headers = message.headers or {}
    return Message(
        id=headers[ID_HEADER],
        tenant_id=UUID(headers[TENANT_HEADER]),
        subject=message.subject,
        payload=message.data,
        deliveries=message.metadata.num_delivered,
    )


async def _beat(message: Msg, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        with suppress(NatsError, OSError):
            await message.in_progress()


async def _log_error(error: Exception) -> None:
    log.warning("event bus", extra={"error": repr(error)})
