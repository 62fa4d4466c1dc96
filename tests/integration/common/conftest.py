"""A service that exists only here, `probe`: its schema, its roles and tables as every service has them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest
from google.protobuf.wrappers_pb2 import StringValue
from sqlalchemy import Column, MetaData, Table, Text, Uuid, create_engine

from services.common.db import Database
from services.common.inbox import inbox_table
from services.common.migrate import tenant_table
from services.common.outbox import emit, outbox_grants, outbox_table

PASSWORD = "only-for-tests"


class Probe:
    """The tables of the service."""

    def __init__(self) -> None:
        self.metadata = MetaData(schema="probe")
        self.outbox = outbox_table(self.metadata)
        self.inbox = inbox_table(self.metadata)
        self.effects = Table("effects", self.metadata, Column("tenant_id", Uuid, nullable=False), Column("what", Text))

    def install(self, admin_url: str) -> None:
        with psycopg.connect(admin_url, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE contapics_probe LOGIN PASSWORD '{PASSWORD}' NOSUPERUSER NOBYPASSRLS")
            connection.execute("CREATE ROLE contapics_probe_relay NOLOGIN")
            connection.execute("GRANT contapics_probe_relay TO contapics_probe WITH INHERIT FALSE, SET TRUE")
            connection.execute("CREATE SCHEMA probe")
            connection.execute("GRANT USAGE ON SCHEMA probe TO contapics_probe")
            engine = create_engine(admin_url.replace("postgresql://", "postgresql+psycopg://", 1))
            self.metadata.create_all(engine)
            engine.dispose()
            grants = [*outbox_grants("probe"), *tenant_table("probe", "inbox"), *tenant_table("probe", "effects")]
            for statement in grants:
                connection.execute(statement)


@pytest.fixture(scope="session")
def probe(postgres: Any) -> Probe:
    service = Probe()
    service.install(postgres.admin_url)
    return service


@pytest.fixture
def install_probe() -> Callable[[str], Probe]:
    """Installs the service in a database of the test's own."""

    def install(admin_url: str) -> Probe:
        service = Probe()
        service.install(admin_url)
        return service

    return install


@pytest.fixture
def database(probe: Probe, open_database: Callable[[str], Database]) -> Database:
    return open_database("probe")


@pytest.fixture
def emit_event(probe: Probe, database: Database) -> Callable[[UUID, str, str], Awaitable[None]]:
    """Writes one event in a transaction of its own."""

    async def write(tenant_id: UUID, subject: str, content: str) -> None:
        async with database.transaction(tenant_id) as session:
            await emit(session, probe.outbox, tenant_id, subject, StringValue(value=content))

    return write
