"""Which books each office and company chose, read from the table `sinks` and kept open."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.common.db import Database
from services.common.errors import DomainError, Invalid, NotFound, Unavailable
from services.ledger import repository
from services.ledger.errors import Refused
from services.ledger.models import SinkChoice
from services.ledger.sinks.csv import CsvSink
from services.ledger.sinks.destinations import Surroundings
from services.ledger.sinks.kinds import KINDS, Kind
from services.ledger.sinks.sealing import Seal
from services.ledger.sinks.sink import Books, Choice, Sink

KEEP_SECONDS = 10.0
"""How long a change made by another process of the ledger may go unseen."""
MAX_OPEN = 200
MAX_KEPT = 10_000


class OfficeSinks:
    """Opens the books of an office. An office that chose nothing has one CSV file for each note."""

    def __init__(self, database: Database, seal: Seal, around: Surroundings, kinds: Mapping[str, Kind] = KINDS) -> None:
        self.kinds = kinds
        self.seal = seal
        self._database = database
        self._around = around
        self._default = CsvSink(around.blobs)
        self._chosen: dict[tuple[UUID, UUID], tuple[float, Choice]] = {}
        self._open: OrderedDict[tuple[UUID, UUID], Books] = OrderedDict()
        self._leaving: set[asyncio.Task[None]] = set()

    async def of(self, tenant_id: UUID, client_id: UUID) -> Choice:
        until, choice = self._chosen.get((tenant_id, client_id), (0.0, None))
        if choice is None or until < time.monotonic():
            async with self._database.transaction(tenant_id) as session:
                row = await repository.sink_of(session, client_id)
            choice = Choice(row.kind, row.id) if row else Choice(self._default.name, None)
            if len(self._chosen) >= MAX_KEPT:
                self._chosen.clear()
            self._chosen[tenant_id, client_id] = (time.monotonic() + KEEP_SECONDS, choice)
        return choice

    async def open(self, tenant_id: UUID, sink_id: UUID | None) -> Sink:
        if sink_id is None:
            return self._default
        try:
            return await self.books(tenant_id, sink_id)
        except (Refused, Unavailable):
            raise
        except DomainError as error:
            raise Refused(error.reason, error.message, error.metadata) from error

    async def books(self, tenant_id: UUID, sink_id: UUID) -> Books:
        """The books of a row; rows never change, so that they are kept open. Raises NotFound, Invalid, Refused."""
        key = (tenant_id, sink_id)
        if key not in self._open:
            async with self._database.transaction(tenant_id) as session:
                row = await repository.sink(session, sink_id)
            if row is None:
                raise NotFound("sink_unknown", "There are no such books.")
            if key not in self._open:  # another call may have been quicker
                self._open[key] = self.opened(tenant_id, row.kind, self.values(row))
        self._open.move_to_end(key)
        books = self._open[key]
        if len(self._open) > MAX_OPEN:
            self._let_go(self._open.popitem(last=False)[1])
        return books

    def opened(self, tenant_id: UUID, kind: str, values: Mapping[str, Any]) -> Books:
        """Books by what is configured; the caller closes them. Raises Invalid."""
        if kind not in self.kinds:
            raise Invalid(
                "sink_kind_unknown", "There is no such kind of books.", {"kind": kind}, {"kind": "unknown_value"}
            )
        return self.kinds[kind].open(tenant_id, values, self._around)

    def values(self, row: SinkChoice) -> dict[str, Any]:
        """All that a row has, secrets included. Raises Refused."""
        return row.configuration | self.seal.open(row.secret, row.tenant_id, row.id)

    def forget(self, tenant_id: UUID) -> None:
        """Ask again what an office chose."""
        self._chosen = {key: kept for key, kept in self._chosen.items() if key[0] != tenant_id}

    async def close(self) -> None:
        while self._open:
            self._let_go(self._open.popitem()[1])
        await asyncio.gather(*self._leaving)

    def _let_go(self, books: Books) -> None:
        """Close books when what is under way in them has ended; whoever asks for others does not wait for that."""
        leaving = asyncio.create_task(books.close())
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
