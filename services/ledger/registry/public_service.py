"""One request to a public service: at its turn, in time, within a size, tried again after a failure that may pass."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

Turn = Callable[[], Awaitable[None]]
"""Waits until a request may be sent; counts it as sent."""

TIMEOUTS = httpx.Timeout(connect=5.0, read=20.0, write=10.0, pool=5.0)
WHOLE_SECONDS = 60.0
"""For a whole answer: one that drips is cut off."""
PAUSES = (1.0, 4.0, 10.0)
"""Seconds between tries, where the service itself names none."""
LONGEST_PAUSE = 60.0
_USER_AGENT = "ContaPics/0.1"
_PASSING = {408, 425, 429, 500, 502, 503, 504}

log = logging.getLogger(__name__)


class Away(Exception):
    """The service can't be reached, or asks us to come back: later it may work."""


class Unexpected(Exception):
    """The service answered something that it does not promise; asking again right away won't change it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and whole body."""

    status: int
    body: bytes


class PublicService:
    """Sends requests one after another, each at its turn."""

    def __init__(self, http: httpx.AsyncClient, turn: Turn, most_bytes: int, pauses: Sequence[float] = PAUSES) -> None:
        self._http = http
        self._turn = turn
        self._most_bytes = most_bytes
        self._pauses = pauses

    async def ask(
        self, method: str, url: str, accept: str, json: Any = None, expected: frozenset[int] = frozenset({200})
    ) -> Answer:
        """The answer, which has one of the expected statuses. Raises Away, Unexpected."""
        for pause in (*self._pauses, None):
            try:
                return await self._try(method, url, accept, json, expected)
            except _ComeBack as failure:
                if pause is None or failure.seconds > LONGEST_PAUSE:
                    raise Away(f"{url}: {failure}") from failure
                log.info("a public service is tried again", extra={"url": url, "error": str(failure)})
                await asyncio.sleep(max(pause, failure.seconds))
        raise AssertionError("the last try returns or raises")

    async def _try(self, method: str, url: str, accept: str, json: Any, expected: frozenset[int]) -> Answer:
        await self._turn()
        headers = {"Accept": accept, "Accept-Encoding": "identity", "User-Agent": _USER_AGENT}
        try:
            async with (
                asyncio.timeout(WHOLE_SECONDS),
                self._http.stream(
                    method, url, json=json, headers=headers, timeout=TIMEOUTS, follow_redirects=False
                ) as response,
            ):
                if response.status_code in _PASSING:
                    raise _ComeBack(f"status {response.status_code}", _retry_after(response))
                if response.status_code not in expected:
                    place = response.headers.get("location", "")
                    raise Unexpected(f"{url}: status {response.status_code} {place}".rstrip())
                return Answer(response.status_code, await self._body(response))
        except (httpx.TransportError, TimeoutError) as error:
            raise _ComeBack(f"{type(error).__name__}: {error}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unexpected(f"{url}: {error}") from error

    async def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > self._most_bytes:
                raise Unexpected(f"{response.url}: more than {self._most_bytes} bytes")
        return bytes(body)


class _ComeBack(Exception):
    """A failure that may pass; `seconds` is what the service asks us to wait."""

    def __init__(self, cause: str, seconds: float = 0.0) -> None:
        super().__init__(cause)
        self.seconds = seconds


def _retry_after(response: httpx.Response) -> float:
    """RFC 9110, 10.2.3; of its two forms only the seconds, which is what rate limits send."""
    text = response.headers.get("retry-after", "")
    return float(text) if text.isascii() and text.isdecimal() else 0.0
