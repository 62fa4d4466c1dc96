"""Row-level security as every service has it: no tenant, no rows; another tenant's rows neither seen nor written."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.common.db import Database
from services.common.errors import Unavailable


async def put(database: Any, tenant_id: Any, what: str) -> None:
    async with database.transaction(tenant_id) as session:
        await session.execute(
            text("INSERT INTO probe.effects VALUES (:tenant, :what)"), {"tenant": tenant_id, "what": what}
        )


async def seen(database: Any, tenant_id: Any) -> list[str]:
    async with database.transaction(tenant_id) as session:
        return list((await session.execute(text("SELECT what FROM probe.effects ORDER BY what"))).scalars())


async def test_without_a_tenant_there_are_no_rows(database: Any, postgres: Any) -> None:
    await put(database, uuid4(), "something")
    async with await psycopg.AsyncConnection.connect(database.url) as connection:
        assert await (await connection.execute("SELECT * FROM probe.effects")).fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute("INSERT INTO probe.effects VALUES (gen_random_uuid(), 'x')")


async def test_a_tenant_sees_its_own_rows_only(database: Any) -> None:
    one, other = uuid4(), uuid4()
    await put(database, one, "mine")
    await put(database, other, "theirs")
    assert await seen(database, one) == ["mine"]


async def test_a_tenant_can_neither_change_nor_remove_nor_plant_rows_of_another(database: Any) -> None:
    one, other = uuid4(), uuid4()
    await put(database, other, "theirs")
    async with database.transaction(one) as session:
        await session.execute(text("UPDATE probe.effects SET what = 'stolen'"))
        await session.execute(text("DELETE FROM probe.effects"))
    for statement in (
        "INSERT INTO probe.effects VALUES (:other, 'planted')",
        "INSERT INTO probe.outbox VALUES (:other, :other, 's', '', '{}', NULL)",
    ):
        with pytest.raises(DBAPIError, match="row-level security"):
            async with database.transaction(one) as session:
                await session.execute(text(statement), {"other": other})
    assert await seen(database, other) == ["theirs"]


async def test_the_tenant_of_one_transaction_is_forgotten_in_the_next_on_the_same_connection(database: Any) -> None:
    single = Database(database.url, pool_size=1)
    tenant = uuid4()
    try:
        await put(single, tenant, "mine")
        async with single._begin() as session:
            rows = (await session.execute(text("SELECT * FROM probe.effects"))).all()
            setting = (await session.execute(text("SELECT current_setting('app.tenant_id', true)"))).scalar()
    finally:
        await single.close()
    assert rows == []
    assert not setting


@pytest.mark.parametrize(
    "statement",
    [
        "SET row_security = off; SELECT * FROM probe.effects",
        "ALTER TABLE probe.effects DISABLE ROW LEVEL SECURITY",
        "SET ROLE contapics_document",
        "ALTER ROLE contapics_probe BYPASSRLS",
        "SELECT * FROM probe.outbox",
        "SELECT * FROM tenant.clients",
        "CREATE TABLE probe.more (id int)",
    ],
)
async def test_a_service_can_not_get_round_it(database: Any, statement: str) -> None:
    async with await psycopg.AsyncConnection.connect(database.url, autocommit=True) as connection:
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable)):
            await connection.execute(statement)


async def test_no_role_of_a_service_bypasses_row_level_security_or_owns_a_table(postgres: Any, probe: Any) -> None:
    with psycopg.connect(postgres.admin_url) as connection:
        strong = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'contapics\\_%' AND rolname <> 'contapics_admin' "
            "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"
        ).fetchall()
        owned = connection.execute(
            "SELECT tablename FROM pg_tables WHERE tableowner LIKE 'contapics\\_%' AND tableowner <> 'contapics_admin'"
        ).fetchall()
    assert (strong, owned) == ([], [])


async def test_every_table_with_a_tenant_forces_row_level_security(postgres: Any) -> None:
    with psycopg.connect(postgres.admin_url) as connection:
        open_tables = connection.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' "
            "WHERE n.nspname IN ('tenant', 'document', 'ocr', 'ledger') AND c.relkind = 'r' "
            "AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        ).fetchall()
    assert open_tables == []


async def test_a_transaction_that_fails_leaves_nothing(database: Any) -> None:
    tenant = uuid4()

    async def fail() -> None:
        async with database.transaction(tenant) as session:
            await session.execute(text("INSERT INTO probe.effects VALUES (:tenant, 'x')"), {"tenant": tenant})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await seen(database, tenant) == []


async def test_a_database_that_is_away_is_unavailable_and_not_an_internal_error() -> None:
    away = Database("postgresql://nobody:x@127.0.0.1:1/none")
    try:
        with pytest.raises(Unavailable) as caught:
            await away.ping()
    finally:
        await away.close()
    assert caught.value.reason == "database_unavailable"


async def test_a_connection_cut_by_the_server_is_unavailable_once_and_the_pool_recovers(
    database: Any, postgres: Any
) -> None:
    async def be_cut_off() -> None:
        async with database.transaction(uuid4()) as session:
            backend = (await session.execute(text("SELECT pg_backend_pid()"))).scalar_one()
            with psycopg.connect(postgres.admin_url, autocommit=True) as admin:
                admin.execute("SELECT pg_terminate_backend(%s)", (backend,))
            await asyncio.sleep(0.1)
            await session.execute(text("SELECT 1"))

    with pytest.raises(Unavailable):
        await be_cut_off()
    await database.ping()


async def test_a_pool_that_is_exhausted_is_unavailable(database: Any) -> None:
    small = Database(database.url, pool_size=1, patience=0.3)

    async def hold() -> None:
        async with small.transaction(uuid4()) as session:
            await session.execute(text("SELECT pg_sleep(1)"))

    try:
        results = await asyncio.gather(*(hold() for _ in range(4)), return_exceptions=True)
    finally:
        await small.close()
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "NoneType", "Unavailable", "Unavailable"]


async def test_calls_cut_off_in_the_middle_of_a_query_leave_the_pool_whole(database: Any, postgres: Any) -> None:
    async def slow() -> None:
        async with asyncio.timeout(0.2), database.transaction(uuid4()) as session:
            await session.execute(text("SELECT pg_sleep(5)"))

    results = await asyncio.gather(*(slow() for _ in range(15)), return_exceptions=True)
    assert {type(result) for result in results} == {TimeoutError}
    async with asyncio.timeout(3):
        await asyncio.gather(*(database.ping() for _ in range(15)))
    with psycopg.connect(postgres.admin_url) as admin:
        left = admin.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'contapics_probe' AND state <> 'idle'"
        ).fetchone()
    assert left == (0,)


async def test_idempotent_work_is_done_again_while_the_database_is_away(database: Any) -> None:
    tries = []

    async def work() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise Unavailable("database_unavailable", "away")
        return "done"

    assert await database.retried(work) == "done"
    assert len(tries) == 3
