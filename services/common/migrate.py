"""Roles, schemas and migrations: what a database needs before the services start. Run by whoever administers it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import alembic.command
import alembic.config
import psycopg
from alembic import context
from psycopg import sql
from sqlalchemy import MetaData, create_engine, text

SERVICES = ("tenant", "document", "ocr", "ledger")
NARROW_ROLES = {
    "tenant": ("contapics_tenant_relay", "contapics_tenant_login"),
    "document": ("contapics_document_relay",),
    "ocr": ("contapics_ocr_relay",),
    "ledger": ("contapics_ledger_relay",),
}
"""Roles that see one thing over all tenants; a service takes one on by SET ROLE for a single transaction."""

_LOCK = 0x436F6E7461506963
"""Advisory lock that keeps two installers apart."""


def provision(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Create roles and schemas where they are missing, set the roles' passwords, and migrate every service.

    `admin_url` names the database and a user who may create roles; `passwords` maps each service to the password
    of its role `contapics_<service>`. Needs PostgreSQL 16 or newer. Safe to run at every start.
    """
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        for service in SERVICES:
            _create_roles(connection, service, passwords[service])
            connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(service)))
            connection.execute(
                sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(
                    sql.Identifier(service), sql.Identifier(f"contapics_{service}")
                )
            )
        for service in SERVICES:
            upgrade(admin_url, service)


def upgrade(admin_url: str, service: str) -> None:
    """Bring one service's schema to its newest revision."""
    folder = Path(__file__).resolve().parent.parent / service / "migrations"
    config = alembic.config.Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["url"] = admin_url
    config.attributes["service"] = service
    alembic.command.upgrade(config, "head")


def run_migrations(metadata: MetaData) -> None:
    """What every service's migrations/env.py calls: run its scripts in its own schema, all or nothing."""
    url = context.config.attributes["url"]
    service = context.config.attributes["service"]
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        context.configure(
            connection=connection,
            target_metadata=metadata,
            version_table="alembic_version",
            version_table_schema=service,
        )
        context.run_migrations()
    engine.dispose()


def tenant_table(schema: str, table: str) -> list[str]:
    """SQL for a migration: row-level security by tenant, forced, and the service's rights on the table."""
    mine = "tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid"
    return [
        f"ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {schema}.{table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY tenant_rows ON {schema}.{table} TO contapics_{schema} USING ({mine}) WITH CHECK ({mine})",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.{table} TO contapics_{schema}",
    ]


def _create_roles(connection: psycopg.Connection, service: str, password: str) -> None:
    login = f"contapics_{service}"
    _create_role(connection, login, "LOGIN")
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), sql.Literal(password)))
    for narrow in NARROW_ROLES[service]:
        _create_role(connection, narrow, "NOLOGIN")
        connection.execute(
            sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(sql.Identifier(narrow), sql.Identifier(login))
        )


def _create_role(connection: psycopg.Connection, name: str, login: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    if known is None:
        connection.execute(
            sql.SQL("CREATE ROLE {} {} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE").format(
                sql.Identifier(name), sql.SQL(login)
            )
        )
