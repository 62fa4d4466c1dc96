"""Who works on which upload: one request at a time, and one that only reads can be asked to make room."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from gateway.errors import Locked

PATIENCE_SECONDS = 5.0
"""How long a newcomer waits for the one before it to end."""


class Hold:
    """One request's right to work on an upload."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()
        self._asked = False
        self._reading: asyncio.Timeout | None = None

    def ask(self) -> None:
        """Interrupt the holder where it waits for its sender; work on what has come goes on to its end."""
        if not self._asked and self._reading is not None:
            self._reading.reschedule(0)
        self._asked = True

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """Around a wait for the sender. Raises Locked if another request asked for the upload."""
        try:
            async with asyncio.timeout(0 if self._asked else None) as self._reading:
                yield
        except TimeoutError as error:
            raise locked() from error
        finally:
            self._reading = None


class Holds:
    """The uploads that are worked on, by their keys."""

    def __init__(self) -> None:
        self._held: dict[str, Hold] = {}

    @asynccontextmanager
    async def hold(self, key: str, *, take_over: bool = False) -> AsyncIterator[Hold]:
        """Hold an upload. Raises Locked while another request does.

        A phone that lost its network asks where it stands while its old connection still seems open here; with
        `take_over` the old request is told to end.
        """
        holder = self._held.get(key)
        if holder is not None and take_over:
            holder.ask()
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_SECONDS):
                    await holder.ended.wait()
            holder = self._held.get(key)
        if holder is not None:
            raise locked()
        mine = self._held[key] = Hold()
        try:
            yield mine
        finally:
            del self._held[key]
            mine.ended.set()

    def held(self, key: str) -> bool:
        return key in self._held


def locked() -> Locked:
    return Locked("upload_locked", "Another request works on this upload.", headers={"retry-after": "1"})
