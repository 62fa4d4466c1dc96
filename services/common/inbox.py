"""Idempotent inbox: a consumer records each message with its effect in one transaction, so that a second has none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Column, DateTime, MetaData, String, Table, delete, select, tuple_
from sqlalchemy.dialects.postgresql import UUID as PgUUID
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.db import Database

FORGOTTEN_DAYS = 91
"""A day longer than the bus keeps a message (`bus.MAX_AGE_SECONDS`): by then none can come a second time."""
FORGET_BATCH = 5000


def inbox_table(metadata: MetaData) -> Table:
    """The inbox of a service, in the schema of its metadata."""
    return Table(
        "inbox",
        metadata,
        Column("tenant_id", PgUUID(as_uuid=True), primary_key=True),
        Column("consumer", String(100), primary_key=True),
        Column("message_id", String(100), primary_key=True),
        Column("processed_at", DateTime(timezone=True), nullable=False),
    )


async def record(session: AsyncSession, table: Table, tenant_id: UUID, consumer: str, message_id: str) -> bool:
    """Note that a message takes effect in this transaction; False if it already did in an earlier one."""
    statement = (
        insert(table)
        .values(tenant_id=tenant_id, consumer=consumer, message_id=message_id, processed_at=datetime.now(UTC))
        .on_conflict_do_nothing()
        .returning(table.c.message_id)
    )
    return (await session.execute(statement)).first() is not None


async def forget(database: Database, table: Table) -> int:
    """Forget messages older than any that the bus still has, of all tenants; their number. Raises Unavailable."""
    keys = tuple(table.primary_key.columns)
    before = datetime.now(UTC) - timedelta(days=FORGOTTEN_DAYS)
    count = 0
    while True:
        some = select(*keys).where(table.c.processed_at < before).limit(FORGET_BATCH)
        async with database.transaction_as(f"contapics_{table.schema}_relay") as session:
            gone = await session.execute(delete(table).where(tuple_(*keys).in_(some)).returning(table.c.consumer))
            batch = len(gone.all())
        count += batch
        if batch < FORGET_BATCH:
            return count


def inbox_upkeep(schema: str) -> list[str]:
    """SQL for a migration: the relay's role may forget what is so old, and sees nothing else of the inbox."""
    relay = f"contapics_{schema}_relay"
    return [
        f"CREATE POLICY forgotten ON {schema}.inbox TO {relay} "
        f"USING (processed_at < now() - interval '{FORGOTTEN_DAYS} days')",
        f"GRANT SELECT, DELETE ON {schema}.inbox TO {relay}",
    ]


async def record_all(
    session: AsyncSession, table: Table, tenant_id: UUID, consumer: str, message_ids: Sequence[str]
) -> None:
    """Note that messages take effect in this transaction; those that already did stay as they are."""
    now = datetime.now(UTC)
    rows = [
        {"tenant_id": tenant_id, "consumer": consumer, "message_id": message_id, "processed_at": now}
        for message_id in sorted(set(message_ids))  # one order, so that no two transactions wait for each other
    ]
    await session.execute(insert(table).on_conflict_do_nothing(), rows)
