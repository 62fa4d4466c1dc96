"""ROA as one of the books that the ledger posts to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from services.common.errors import Unavailable
from services.ledger.errors import Refused
from services.ledger.models import Note
from services.ledger.sinks.attachments import LEFT_OUT, MIB, Attachment, Attachments
from services.ledger.sinks.roa import posting, probe
from services.ledger.sinks.roa.driver import Connection
from services.ledger.sinks.roa.pool import Pool
from services.ledger.sinks.roa.posting import Posting
from services.ledger.sinks.roa.settings import POST, RoaSettings
from services.ledger.sinks.sink import Found, Rehearsal

_ROMANIA = ZoneInfo("Europe/Bucharest")

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What goes along with a note: its document's files, or why there are none."""

    attachments: tuple[Attachment, ...] = ()
    obstacle: Refused | None = None
    cautions: tuple[str, ...] = ()


class RoaSink:
    """One set of books. The driver waits in threads of the sink's own, one a session, never on the event loop."""

    name = "roa"

    def __init__(self, pool: Pool, settings: RoaSettings, attachments: Attachments | None = None) -> None:
        self._pool = pool
        self._settings = settings
        self._attachments = attachments if settings.attachments else None
        self._places = asyncio.Semaphore(settings.pool_size)
        self._closed = False
        self._threads = ThreadPoolExecutor(settings.pool_size, thread_name_prefix="roa")

    async def post(self, note: Note, key: str) -> Sequence[str]:
        """Put the note into ACT, and its document beside it; a key that ACT knows is done.

        Raises Refused, Unavailable.
        """
        async with self._place():
            enclosure = await self._enclosure(note)
            await self._in_session(
                lambda connection: posting.post(connection, self._posting(connection, note, key, enclosure))
            )
        return enclosure.cautions

    async def rehearse(self, note: Note, key: str) -> Rehearsal:
        """The dry run: the rows that would be sent, without writing. Raises what `post` would, as far as it can tell.

        COD is None, as a partner's id is where the partner would be created.
        """
        async with self._place():
            enclosure = await self._enclosure(note)
            rows = await self._in_session(
                lambda connection: posting.rehearse(connection, self._posting(connection, note, key, enclosure))
            )
        shown = [(attachment.name, len(attachment.content)) for attachment in enclosure.attachments]
        return Rehearsal(rows=rows, attachments=shown)

    async def examine(self) -> list[Found]:
        """The connection test, for the month of today. Never raises for what ROA answers."""
        async with self._place():
            return await self._in_thread(partial(probe.examine, self._pool, self._settings, _now()))

    async def close(self) -> None:
        """Take nothing more, and close the sessions when what was taken has ended, at the latest by its time limits."""
        if self._closed:
            return
        self._closed = True
        for _ in range(self._settings.pool_size):
            await self._places.acquire()  # places are given in the order of asking: behind all who wait
        self._threads.shutdown(wait=False)
        await asyncio.to_thread(self._pool.close)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """One of as many as there are sessions: so many notes hold their files in memory, not as many as wait."""
        if self._closed:
            # Whoever got hold of these books just before asks for them again.
            raise Unavailable("roa_unavailable", "These books were closed meanwhile.", {"code": "CLOSED"})
        async with self._places:
            yield

    async def _enclosure(self, note: Note) -> Enclosure:
        """Read before any session is taken: nothing else is waited for inside of ROA's transaction."""
        if self._attachments is None:
            return Enclosure()
        try:
            return Enclosure(tuple(await self._attachments.of(note, self._settings.attachment_mib * MIB)))
        except Refused as obstacle:
            if self._settings.without_attachment == POST:
                return Enclosure(cautions=(LEFT_OUT,))
            return Enclosure(obstacle=obstacle)

    def _posting(self, connection: Connection, note: Note, key: str, enclosure: Enclosure) -> Posting:
        charset = self._pool.charset(connection)
        return Posting(note, key, self._settings, charset, _now(), enclosure.attachments, enclosure.obstacle)

    async def _in_session(self, work: Callable[[Connection], Result]) -> Result:
        def run() -> Result:
            with self._pool.session() as connection:
                return work(connection)

        return await self._in_thread(run)

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _now() -> datetime:
    return datetime.now(UTC).astimezone(_ROMANIA).replace(tzinfo=None, microsecond=0)
