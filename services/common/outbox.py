"""Transactional outbox: an event is a row of the same transaction as its cause; a relay publishes it afterwards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
from google.protobuf.message import Message as Protobuf
from opentelemetry import propagate
from sqlalchemy import Column, DateTime, LargeBinary, MetaData, String, Table, delete, insert, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as PgUUID
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.bus import Bus
from services.common.db import Database
from services.common.errors import TooLarge, Unavailable
from services.common.ids import new_id

BATCH = 200
CLAIM = timedelta(seconds=15)
"""How long a claimed event waits for its publisher; after that another relay takes it."""
POLL_SECONDS = 1.0

log = logging.getLogger(__name__)


def outbox_table(metadata: MetaData) -> Table:
    """The outbox of a service, in the schema of its metadata."""
    return Table(
        "outbox",
        metadata,
        Column("id", PgUUID(as_uuid=True), primary_key=True),
        Column("tenant_id", PgUUID(as_uuid=True), nullable=False),
        Column("subject", String(100), nullable=False),
        Column("payload", LargeBinary, nullable=False),
        Column("headers", JSONB, nullable=False),
        Column("claimed_until", DateTime(timezone=True)),
    )


async def emit(session: AsyncSession, table: Table, tenant_id: UUID, subject: str, event: Protobuf) -> None:
    """Write an event beside its cause. It is published at least once after the commit, under its own id."""
    headers: dict[str, str] = {}
    propagate.inject(headers)
    await emit_all(session, table, tenant_id, subject, [(event, headers)])


async def emit_all(
    session: AsyncSession,
    table: Table,
    tenant_id: UUID,
    subject: str,
    events: Iterable[tuple[Protobuf, Mapping[str, str]]],
) -> None:
    """The same for many events at once, each with the headers of the trace that it goes on in."""
    rows = [
        {
            "id": new_id(),
            "tenant_id": tenant_id,
            "subject": subject,
            "payload": event.SerializeToString(),
            "headers": dict(headers),
        }
        for event, headers in events
    ]
    if rows:
        await session.execute(insert(table), rows)


@dataclass(frozen=True, slots=True)
class _Event:
    id: UUID
    tenant_id: UUID
    subject: str
    payload: bytes
    headers: dict[str, str]


class Relay:
    """Publishes a service's outbox to JetStream: woken by NOTIFY, by polling if the listening connection is down.

    An event is claimed in one transaction, published outside of any, and deleted in another. A relay that dies
    between publishing and deleting causes a second publication with the same id, which JetStream's window and the
    consumers' inboxes drop.
    """

    def __init__(self, database: Database, table: Table, bus: Bus) -> None:
        self._database = database
        self._table = table
        self._bus = bus
        self._role = f"contapics_{table.schema}_relay"
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Relay until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen())
            group.create_task(self._drain_for_ever())

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._database.url, autocommit=True) as connection:
                    await connection.execute(psycopg.sql.SQL("LISTEN {}").format(self._channel))
                    self._wake.set()
                    async for _ in connection.notifies():
                        self._wake.set()
            except psycopg.Error as error:
                log.warning("outbox listener lost its connection; polling meanwhile", extra={"error": str(error)})
                await asyncio.sleep(POLL_SECONDS)

    @property
    def _channel(self) -> psycopg.sql.Identifier:
        return psycopg.sql.Identifier(f"outbox_{self._table.schema}")

    async def _drain_for_ever(self) -> None:
        while _goes_on():
            # Cleared before looking: an event that comes while we look wakes us again at once.
            self._wake.clear()
            try:
                while await self.drain():
                    pass
            except Unavailable as error:
                log.warning("outbox waits", extra={"error": error.message})
                await asyncio.sleep(POLL_SECONDS)
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._wake.wait()

    async def drain(self) -> int:
        """Publish one batch of waiting events in the order of their ids and say how many they were.

        One that is larger than the bus takes stays, is told in the log each time, and does not hold up the others.
        """
        waiting = {event.id: event for event in await self._claim()}
        published: list[UUID] = []
        try:
            for event in list(waiting.values()):
                try:
                    await self._bus.publish(event.subject, event.payload, str(event.id), event.tenant_id, event.headers)
                    published.append(event.id)
                except TooLarge as error:
                    log.error("event can't be published", extra={"event": event.id, "error": error.message})
                del waiting[event.id]
        finally:
            await self._settle(published, list(waiting))
        return len(published)

    async def _claim(self) -> list[_Event]:
        now = datetime.now(UTC)
        table = self._table
        free = (
            select(table.c.id)
            .where((table.c.claimed_until.is_(None)) | (table.c.claimed_until < now))
            .order_by(table.c.id)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        claim = update(table).where(table.c.id.in_(free)).values(claimed_until=now + CLAIM)
        columns = (table.c.id, table.c.tenant_id, table.c.subject, table.c.payload, table.c.headers)
        async with self._database.transaction_as(self._role) as session:
            rows = (await session.execute(claim.returning(*columns))).all()
        return sorted((_Event(*row) for row in rows), key=lambda event: event.id)

    async def _settle(self, published: Sequence[UUID], unpublished: Sequence[UUID]) -> None:
        if not published and not unpublished:
            return
        table = self._table
        async with self._database.transaction_as(self._role) as session:
            await session.execute(delete(table).where(table.c.id.in_(published)))
            await session.execute(update(table).where(table.c.id.in_(unpublished)).values(claimed_until=None))


def _goes_on() -> bool:
    """False once this task was told to end.

    Until Python 3.12, `asyncio.wait_for` swallows a cancellation that arrives together with what it waits for, and
    the NATS client publishes by it: a relay cancelled at that moment would run on for ever.
    """
    task = asyncio.current_task()
    return task is None or not task.cancelling()


def outbox_grants(schema: str) -> list[str]:
    """SQL for a migration: row-level security, the relay's role and the NOTIFY that wakes it."""
    relay = f"contapics_{schema}_relay"
    return [
        f"ALTER TABLE {schema}.outbox ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {schema}.outbox FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY tenant_writes ON {schema}.outbox FOR INSERT TO contapics_{schema} "
        "WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)",
        f"CREATE POLICY relay ON {schema}.outbox TO {relay} USING (true) WITH CHECK (true)",
        f"GRANT USAGE ON SCHEMA {schema} TO {relay}",
        f"GRANT SELECT, UPDATE, DELETE ON {schema}.outbox TO {relay}",
        f"GRANT INSERT ON {schema}.outbox TO contapics_{schema}",
        f"CREATE FUNCTION {schema}.wake_relay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN PERFORM pg_notify('outbox_{schema}', ''); RETURN NULL; END $$",
        f"CREATE TRIGGER wake_relay AFTER INSERT ON {schema}.outbox "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {schema}.wake_relay()",
    ]
