"""Answers that come before the request has arrived whole, such as 413 to an upload that is too large.

Closing at once would reset the connection, and the sender would lose the answer. So the answer is sent, then what
still comes is read and dropped for a while, and only then the connection is closed.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Receive, Scope, Send

LINGER_SECONDS = 30.0
SILENCE_SECONDS = 5.0
"""As nginx's lingering_time and lingering_timeout."""


class Exchange:
    """One request and its answer; stands between an ASGI application and the server."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        self._receive = receive
        self._send = send
        self._arrived = headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self._arrived = True
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and not self._arrived:
            MutableHeaders(scope=message)["connection"] = "close"
        if message["type"] == "http.response.body" and not message.get("more_body", False) and not self._arrived:
            await self._send({**message, "more_body": True})
            await self._drain()
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)

    async def _drain(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                while not self._arrived:
                    async with asyncio.timeout(SILENCE_SECONDS):
                        await self.receive()
