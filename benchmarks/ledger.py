"""How quickly the ledger reads and posts with 100,000 notes in a company's books.

    make bench-ledger ARGS="--notes 100000 --posted 2000"

Starts a PostgreSQL that waits for the disk and a NATS of its own, fills twelve months of one company and two other
offices, and measures a month's journal and reports, then posting: approvals to notes in the sink, handed over directly
and fetched from JetStream. Goals: a journal of a month in 300 ms, 200 notes a second.
"""

from __future__ import annotations

import argparse
import asyncio
import time
import tracemalloc
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
from contapics.common.v1 import extraction_pb2
from contapics.document.v1 import events_pb2
from sqlalchemy import func, select

from benchmarks.embedded import Embedded, embedded
from benchmarks.timing import timed
from deploy.local.nats import EmbeddedNats
from services.common import lifecycle
from services.common.blobs import Blobs
from services.common.bus import Bus, Message
from services.common.db import Database
from services.ledger import consumer, events, paper
from services.ledger.models import Note, State
from services.ledger.reports import REPORTS, Scope
from services.ledger.sinks.csv import CsvSink
from services.ledger.sinks.sink import SameForAll

JOURNAL_GOAL_MS = 300
POSTING_GOAL = 200
MONTH = (date(2024, 3, 1), date(2024, 3, 31))

FILL = """
INSERT INTO ledger.notes (tenant_id, id, document_id, revision, client_id, client_cui, client_name, state, rule,
    source, date, currency, total, non_deductible, number, partner_cui, partner_name, account, account_basis,
    account_detail, warnings, sink, refusal_reason, refusal_metadata, approved_by, created_at, posted_at,
    reason, exchange_currency, taught, files)
SELECT %(tenant)s, uuidv7(), gen_random_uuid(), 1, %(client)s, '14399840', 'Firma SRL', 'POSTED',
    'purchase_receipt_cash', 'OMFP 1802/2014', date '2024-01-01' + (n %% 366)::int, 'RON', 11900, 0, n::text,
    (10000000 + n %% 400)::text, 'Furnizor ' || n %% 400, '6022', 'keyword', 'MOTORINA', '{}', 'csv', '', '{}',
    'ana@cabinet.example', now(), now(), '', '', false, '[]'
FROM generate_series(1, %(count)s) AS n
"""
LINES = """
INSERT INTO ledger.note_lines (tenant_id, note_id, position, debit, credit, amount, vat_rate, explanation)
SELECT tenant_id, id, line.* FROM ledger.notes CROSS JOIN (VALUES (1, '6022', '401', 10000, 1900, 'Bon fiscal'),
    (2, '4426', '401', 1900, 1900, 'TVA 19%'), (3, '401', '5311', 11900, NULL, 'Plată numerar')) AS line
"""
VAT = """
INSERT INTO ledger.note_vat (tenant_id, note_id, position, rate, base, amount, deferred, non_deductible, reverse)
SELECT tenant_id, id, 1, 1900, 10000, 1900, 0, 0, false FROM ledger.notes
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--notes", type=int, default=100_000)
    arguments.add_argument("--posted", type=int, default=2_000)
    options = arguments.parse_args()
    with embedded() as server, EmbeddedNats.running(server.folder) as nats:
        tenant_id, client_id = uuid4(), uuid4()
        fill(server.admin_url, tenant_id, client_id, options.notes)
        lifecycle.keep_imports()
        return asyncio.run(measure(server, nats.url, tenant_id, client_id, options))


def fill(admin_url: str, tenant_id: UUID, client_id: UUID, count: int) -> None:
    """The company's notes, and a quarter as many in each of two other offices."""
    offices = [(tenant_id, client_id, count), (uuid4(), uuid4(), count // 4), (uuid4(), uuid4(), count // 4)]
    with psycopg.connect(admin_url, autocommit=True) as connection:
        for tenant, client, notes in offices:
            connection.execute(FILL, {"tenant": tenant, "client": client, "count": notes})
        for statement in (LINES, VAT, "VACUUM ANALYZE ledger.notes, ledger.note_lines, ledger.note_vat"):
            connection.execute(statement)


async def measure(
    server: Embedded, nats_url: str, tenant_id: UUID, client_id: UUID, options: argparse.Namespace
) -> int:
    database = server.database_of("ledger")
    sinks = SameForAll(CsvSink(Blobs.open((server.folder / "blobs").as_uri())))
    print(
        f"{options.notes} notes of one company over twelve months\n"
        "| report of a month | p50 ms | p95 ms |\n|---|---|---|"
    )
    slowest = 0.0
    for name, offered in REPORTS.items():
        scope = Scope(client_id, *MONTH, "10000007")

        async def one(make: Callable[[Any, Scope], Awaitable[object]] = offered.make, scope: Scope = scope) -> None:
            async with database.transaction(tenant_id) as session:
                await make(session, scope)

        p50, p95 = await timed(one)
        print(f"| {name} | {p50:.0f} | {p95:.0f} |")
        slowest = p95 if name == "purchase-journal" else slowest
    await printed(database, tenant_id, client_id)
    direct = await posted_directly(database, sinks, tenant_id, client_id, options.posted)
    fetched = await posted_from_the_bus(database, sinks, nats_url, tenant_id, client_id, options.posted)
    print(f"posting {options.posted} approvals: {direct:.0f} notes/s, from JetStream {fetched:.0f} notes/s")
    await database.close()
    return 0 if slowest <= JOURNAL_GOAL_MS and fetched >= POSTING_GOAL else 1


async def printed(database: Database, tenant_id: UUID, client_id: UUID) -> None:
    """The month's journal as PDF; the memory is what Python holds at most meanwhile."""
    async with database.transaction(tenant_id) as session:
        report = await REPORTS["purchase-journal"].make(session, Scope(client_id, *MONTH))
    heading = paper.Heading("Firma SRL", "RO14399840", *MONTH)
    begun = time.perf_counter()
    size = len(paper.written(report, heading))
    elapsed = time.perf_counter() - begun
    tracemalloc.start()
    paper.written(report, heading)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"PDF of {len(report.rows)} rows: {elapsed:.1f} s, {size >> 10} KiB, {peak >> 20} MiB of memory")


def approval(client_id: UUID, number: int) -> bytes:
    """A receipt for fuel, paid in cash."""
    return events_pb2.DocumentApproved(
        document_id=str(uuid4()),
        client=events_pb2.ClientFacts(id=str(client_id), name="Firma SRL", cui="14399840", vat_payer=True),
        extraction=extraction_pb2.Extraction(
            kind="receipt",
            supplier=extraction_pb2.Supplier(name="OMV PETROM MARKETING SRL", cui="11201891", vat_payer=True),
            buyer=extraction_pb2.Buyer(cui="14399840"),
            number=str(number),
            issue_date="2024-03-15",
            currency="RON",
            total="263.28",
            vat=[extraction_pb2.Vat(rate="19", amount="42.04")],
            payments=[extraction_pb2.Payment(method="CASH", amount="263.28")],
            lines=[extraction_pb2.Line(description="MOTORINA EFIX", amount="263.28")],
        ),
        approved_by="ana@cabinet.example",
        revision=1,
    ).SerializeToString()


async def posted_directly(database: Database, sinks: SameForAll, tenant_id: UUID, client_id: UUID, count: int) -> float:
    handle = consumer.batch_handler(database, sinks)
    messages = [
        Message(str(uuid4()), tenant_id, events.APPROVED, approval(client_id, number), 1) for number in range(count)
    ]
    slots = asyncio.Semaphore(consumer.AT_ONCE)

    async def batch(start: int) -> None:
        async with slots:
            faults = [fault for fault in await handle(messages[start : start + consumer.BATCH]) if fault]
            if faults:
                raise faults[0]

    begun = time.perf_counter()
    await asyncio.gather(*map(batch, range(0, count, consumer.BATCH)))
    return count / (time.perf_counter() - begun)


async def posted_from_the_bus(
    database: Database, sinks: SameForAll, nats_url: str, tenant_id: UUID, client_id: UUID, count: int
) -> float:
    bus = await Bus.connect(nats_url, "benchmark")
    for number in range(count):
        await bus.publish(events.APPROVED, approval(client_id, number), str(uuid4()), tenant_id)
    before = await in_the_books(database, tenant_id)
    begun = time.perf_counter()
    working = asyncio.create_task(consumer.consume(bus, database, sinks))
    while await in_the_books(database, tenant_id) < before + count:  # noqa: ASYNC110 (rows set no event)
        await asyncio.sleep(0.1)
    elapsed = time.perf_counter() - begun
    bus.drain()
    await working
    await bus.close()
    return count / elapsed


async def in_the_books(database: Database, tenant_id: UUID) -> int:
    posted = select(func.count()).select_from(Note).where(Note.state == State.POSTED)
    async with database.transaction(tenant_id) as session:
        return int(await session.scalar(posted) or 0)


if __name__ == "__main__":
    raise SystemExit(main())
