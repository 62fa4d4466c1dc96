"""Live updates: one subscription to the bus, fanned out to the browsers that may see each change."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

import nats
from contapics.document.v1 import document_pb2, events_pb2
from google.protobuf.message import DecodeError
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gateway.auth import Caller
from gateway.routes import ApiRoute
from services.common.bus import TENANT_HEADER
from services.common.errors import Unavailable
from services.common.identity import Identity

SUBJECT = "document.v1.changed"
HEARTBEAT_SECONDS = 15.0
QUEUE_LENGTH = 256
MAX_STREAMS = 32
RECONNECT_SECONDS = 1.0
PREFACE = b"retry: 2000\n\n"
HEARTBEAT = b": still here\n\n"
RESYNC = b"event: resync\ndata: {}\n\n"

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Listener:
    """One open browser. An event that finds no room turns all that waits into one `resync`."""

    identity: Identity
    _events: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(QUEUE_LENGTH))

    def may_see(self, tenant_id: UUID, client_id: UUID) -> bool:
        return self.identity.tenant_id == tenant_id and self.identity.may_see(client_id)

    def put(self, event: bytes) -> None:
        if self._events.full():
            self._empty()
            event = RESYNC
        self._events.put_nowait(event)

    def end(self) -> None:
        self._empty()
        self._events.put_nowait(None)

    def _empty(self) -> None:
        while not self._events.empty():
            self._events.get_nowait()

    async def stream(self, ends_at: float) -> AsyncIterator[bytes]:
        """Events and heart-beats until `ends_at` (seconds since the epoch) or until the gateway stops."""
        yield PREFACE
        while (left := ends_at - time.time()) > 0:
            try:
                async with asyncio.timeout(min(left, HEARTBEAT_SECONDS)):
                    event = await self._events.get()
            except TimeoutError:
                event = HEARTBEAT
            if event is None:
                return
            yield event


class LiveUpdates:
    """The open browsers of this gateway, and its subscription that feeds them."""

    def __init__(self) -> None:
        self._listeners: dict[Listener, None] = {}  # in order of their coming
        self._client: Client | None = None
        self._closing = False
        self._noted = ""

    @property
    def connected(self) -> bool:
        return self._client is not None and self._client.is_connected

    def routes(self) -> list[ApiRoute]:
        return [ApiRoute("GET", "/api/v1/events", self.watch)]

    async def watch(self, request: Request, caller: Caller) -> Response:
        if caller.identity is None:
            raise Unavailable("tenant_unavailable", "Sign-in can't be checked at the moment.")
        return EventStream(self, Listener(caller.identity), expires_at(caller.token))

    def add(self, listener: Listener) -> None:
        """Begin to feed a listener; a user with too many open streams loses the oldest."""
        own = [each for each in self._listeners if each.identity.user_id == listener.identity.user_id]
        for oldest in own[: len(own) + 1 - MAX_STREAMS]:
            self.remove(oldest)
            oldest.end()
        self._listeners[listener] = None
        if self._closing:
            listener.end()

    def remove(self, listener: Listener) -> None:
        self._listeners.pop(listener, None)

    def close(self) -> None:
        """End every stream, so that a server that stops need not wait for browsers that never hang up."""
        self._closing = True
        for listener in self._listeners:
            listener.end()

    async def run(self, url: str) -> None:
        """Stay subscribed until cancelled, whatever happens to the bus."""
        try:
            while True:
                closed = asyncio.Event()
                if await self._subscribe(url, closed):
                    await closed.wait()  # the client gave up, as it does when it's refused; so begin anew
                    await self._resync()
                await asyncio.sleep(RECONNECT_SECONDS)
        finally:
            if self._client is not None:
                with suppress(NatsError, OSError, TimeoutError):
                    await self._client.close()

    async def _subscribe(self, url: str, closed: asyncio.Event) -> bool:
        async def on_closed() -> None:
            closed.set()

        try:
            self._client = await nats.connect(
                url,
                name="contapics-gateway",
                max_reconnect_attempts=-1,
                reconnect_time_wait=RECONNECT_SECONDS,
                reconnected_cb=self._resync,
                closed_cb=on_closed,
                error_cb=self._note,
            )
            await self._client.subscribe(SUBJECT, cb=self.receive)
        except (NatsError, OSError, TimeoutError) as error:
            await self._note(error)
            return False
        return True

    async def _resync(self) -> None:
        """What happened while the connection was away has passed by unheard."""
        self._noted = ""
        log.info("listening to the event bus again")
        for listener in self._listeners:
            listener.put(RESYNC)

    async def _note(self, error: Exception) -> None:
        """Log an error of the connection once, not each second that it lasts."""
        if repr(error) != self._noted:
            self._noted = repr(error)
            log.warning("event bus", extra={"error": self._noted})

    async def receive(self, message: Msg) -> None:
        """Hand one message of the bus to those who may see it; one that can't be read is nobody's."""
        try:
            tenant_id = UUID((message.headers or {})[TENANT_HEADER])
            change = events_pb2.DocumentChanged.FromString(message.data)
            client_id = UUID(change.client_id)
        except (KeyError, ValueError, DecodeError) as error:
            log.warning("a change can't be read", extra={"subject": message.subject, "error": repr(error)})
            return
        event = encode(change)
        for listener in self._listeners:
            if listener.may_see(tenant_id, client_id):
                listener.put(event)


class EventStream(Response):
    """Server-sent events to one browser, until either side has enough."""

    media_type = "text/event-stream"

    def __init__(self, updates: LiveUpdates, listener: Listener, ends_at: float) -> None:
        # Proxies that gather an answer before they pass it on would hold events back.
        super().__init__(headers={"cache-control": "no-store", "x-accel-buffering": "no"})
        del self.headers["content-length"]
        self._updates = updates
        self._listener = listener
        self._ends_at = ends_at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        self._updates.add(self._listener)
        sending = asyncio.create_task(self._send_all(send))
        leaving = asyncio.create_task(until_disconnected(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._updates.remove(self._listener)
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)

    async def _send_all(self, send: Send) -> None:
        async for event in self._listener.stream(self._ends_at):
            await send({"type": "http.response.body", "body": event, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


async def until_disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def encode(change: events_pb2.DocumentChanged) -> bytes:
    data = {
        "id": change.document_id,
        "client_id": change.client_id,
        "state": document_pb2.Document.State.Name(change.state),
        "revision": change.revision,
    }
    return f"event: document\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


def expires_at(token: str) -> float:
    """When a token that was already verified ends, in seconds since the epoch."""
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return float(claims["exp"])
