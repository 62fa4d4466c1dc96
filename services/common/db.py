"""Transactions on PostgreSQL. Each one opens with its tenant; without a tenant, row-level security shows no rows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from services.common.errors import Unavailable

Result = TypeVar("Result")

RETRY_PAUSES = (0.1, 0.3, 0.6, 1.0, 2.0, 3.0)
"""Seconds between tries after a lost connection: a restarted PostgreSQL is back within them."""


class Database:
    """A pool of connections under the service's own role, which can't bypass row-level security."""

    def __init__(self, url: str, pool_size: int = 10, patience: float = 10) -> None:
        """At most twice `pool_size` connections; a transaction waits `patience` seconds for a free one."""
        self.url = url
        self._engine = create_async_engine(
            url.replace("postgresql://", "postgresql+psycopg://", 1),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            pool_timeout=patience,
            hide_parameters=True,  # errors are logged; what people entered is not
            connect_args={"connect_timeout": 5, "options": "-c timezone=UTC -c statement_timeout=30000"},
        )
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self, tenant_id: UUID) -> AsyncIterator[AsyncSession]:
        """One transaction that sees and writes this tenant's rows only; commits at the end, rolls back on an error.

        Raises Unavailable if the database can't be reached or went away.
        """
        async with self._begin() as session:
            await session.execute(
                text("SELECT set_config('app.tenant_id', :tenant_id, true)"), {"tenant_id": str(tenant_id)}
            )
            yield session

    @asynccontextmanager
    async def public_transaction(self) -> AsyncIterator[AsyncSession]:
        """One transaction of no tenant: it sees tables that belong to nobody, and no row of any tenant."""
        async with self._begin() as session:
            yield session

    @asynccontextmanager
    async def transaction_as(self, role: str) -> AsyncIterator[AsyncSession]:
        """One transaction under a narrow role that row-level security grants a view over all tenants.

        The role (`contapics_tenant_login`, `contapics_document_relay` …) is granted to the service without
        inheritance, so that nothing but this call takes it on.
        """
        async with self._begin() as session:
            await session.execute(text("SELECT set_config('role', :role, true)"), {"role": role})
            yield session

    async def retried(self, work: Callable[[], Awaitable[Result]]) -> Result:
        """Do idempotent work again while the database is away, for some seconds; then raise Unavailable."""
        for pause in RETRY_PAUSES:
            try:
                return await work()
            except Unavailable:
                await asyncio.sleep(pause)
        return await work()

    async def ping(self) -> None:
        """Raise Unavailable if the database doesn't answer."""
        async with self._begin() as session:
            await session.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[AsyncSession]:
        try:
            async with self._sessions() as session, session.begin():
                yield session
        except (DBAPIError, PoolExhausted) as error:
            if isinstance(error, DBAPIError) and not _connection_lost(error):
                raise
            raise Unavailable("database_unavailable", "The database can't be reached at the moment.") from error


def _connection_lost(error: DBAPIError) -> bool:
    """True for a lost connection and for SQLSTATE class 57P (server shutting down or starting) and 53300 (too many)."""
    state = getattr(error.orig, "sqlstate", None) or ""
    refused = type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout"} and not state
    return error.connection_invalidated or refused or state.startswith(("57P", "08")) or state == "53300"
