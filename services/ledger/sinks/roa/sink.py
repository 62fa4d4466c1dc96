"""ROA as one of the books that the ledger posts to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from services.common.errors import Unavailable
from services.ledger.models import Note
from services.ledger.sinks.roa import posting, probe
from services.ledger.sinks.roa.driver import Connection
from services.ledger.sinks.roa.pool import Pool
from services.ledger.sinks.roa.posting import Attachment, Posting
from services.ledger.sinks.roa.settings import RoaSettings
from services.ledger.sinks.sink import Found, Rehearsal

FetchAttachment = Callable[[Note], Awaitable[Attachment | None]]
"""Gives the document of a note. May raise Unavailable; None means that there is nothing to attach."""

_ROMANIA = ZoneInfo("Europe/Bucharest")

Result = TypeVar("Result")


class RoaSink:
    """One set of books. The driver waits in threads of the sink's own, one a session, never on the event loop."""

    name = "roa"

    def __init__(self, pool: Pool, settings: RoaSettings, fetch_attachment: FetchAttachment | None = None) -> None:
        self._pool = pool
        self._settings = settings
        self._fetch_attachment = fetch_attachment if settings.attachments else None
        self._closed = False
        self._threads = ThreadPoolExecutor(settings.pool_size, thread_name_prefix="roa")

    async def post(self, note: Note, key: str) -> None:
        """Put the note into ACT; a key that ACT knows is done. Raises Refused, Unavailable."""
        attachment = await self._fetch_attachment(note) if self._fetch_attachment else None
        await self._in_session(
            lambda connection: posting.post(connection, self._posting(connection, note, key, attachment))
        )

    async def rehearse(self, note: Note, key: str) -> Rehearsal:
        """The dry run: the rows that would be sent, without writing. Raises what `post` would, as far as it can tell.

        COD is None, as a partner's id is where the partner would be created.
        """
        rows = await self._in_session(
            lambda connection: posting.rehearse(connection, self._posting(connection, note, key, None))
        )
        return Rehearsal(rows=rows)

    async def examine(self) -> list[Found]:
        """The connection test, for the month of today. Never raises for what ROA answers."""
        return await self._in_thread(partial(probe.examine, self._pool, self._settings, _now()))

    async def close(self) -> None:
        """Close the sessions; a posting under way ends first, at the latest by its time limits."""
        self._closed = True
        self._threads.shutdown(wait=False)
        await asyncio.to_thread(self._pool.close)

    def _posting(self, connection: Connection, note: Note, key: str, attachment: Attachment | None) -> Posting:
        return Posting(note, key, self._settings, self._pool.charset(connection), _now(), attachment)

    async def _in_session(self, work: Callable[[Connection], Result]) -> Result:
        def run() -> Result:
            with self._pool.session() as connection:
                return work(connection)

        return await self._in_thread(run)

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        if self._closed:
            # Whoever got hold of these books just before asks for them again.
            raise Unavailable("roa_unavailable", "These books were closed meanwhile.", {"code": "CLOSED"})
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _now() -> datetime:
    return datetime.now(UTC).astimezone(_ROMANIA).replace(tzinfo=None, microsecond=0)
