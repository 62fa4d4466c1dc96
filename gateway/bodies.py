"""Reading request bodies: never more than a limit, never for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from starlette.requests import Request

from gateway.errors import TooLarge, TooSlow, UnsupportedMediaType, body_too_large

IDLE_SECONDS = 30.0
"""How long a sender may stay silent."""


async def chunks(request: Request) -> AsyncIterator[bytes]:
    """The body piece by piece. Raises 408 if nothing comes for long, ClientDisconnect when the sender is gone."""
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise TooSlow("upload_incomplete", "Nothing came for too long.") from error
        if chunk:
            yield chunk


async def at_most(limit: int, pieces: AsyncIterator[bytes], refusal: Callable[[int], TooLarge]) -> AsyncIterator[bytes]:
    """The same pieces. Raises the refusal once they make more than `limit` bytes."""
    size = 0
    async for piece in pieces:
        size += len(piece)
        if size > limit:
            raise refusal(limit)
        yield piece


def announced_bytes(request: Request) -> int:
    """What Content-Length says; 0 where it's missing."""
    announced = request.headers.get("content-length", "")
    return int(announced) if announced.isdecimal() and announced.isascii() else 0


async def read_json_bytes(request: Request, limit: int) -> bytes:
    """The whole body of a JSON request. Raises 413 above `limit` bytes, 415 for another media type."""
    if announced_bytes(request) > limit:
        raise body_too_large(limit)
    body = bytearray()
    async for chunk in at_most(limit, chunks(request), body_too_large):
        body += chunk
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_json = media_type == "application/json" or media_type.endswith("+json")
    if body and not is_json:
        raise UnsupportedMediaType("media_type_unsupported", "Send application/json.", {"types": "application/json"})
    return bytes(body)
