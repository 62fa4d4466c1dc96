"""The ledger as a process of its own: killed at work it posts each note once; told to stop it drains."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from contapics.ledger.v1 import events_pb2

from deploy.local.nats import EmbeddedNats
from deploy.local.ports import LOOPBACK, free_port
from services.common.bus import Bus

APPROVALS = 80
PATIENCE_SECONDS = 60


class Process:
    """`python -m services.ledger.main` on its own NATS, started again and again under the same settings."""

    def __init__(self, postgres: Any, nats_url: str, folder: Path) -> None:
        self.exports = folder / "blobs"
        self._log = folder / "ledger.log"
        self.ops_port = free_port()
        self._environment = {
            **os.environ,
            "DATABASE_URL": postgres.url("ledger"),
            "NATS_URL": nats_url,
            "GRPC_LISTEN": f"{LOOPBACK}:{free_port()}",
            "OPS_LISTEN": f"{LOOPBACK}:{self.ops_port}",
            "TENANT_ADDRESS": f"{LOOPBACK}:{free_port()}",
            "BLOB_URL": self.exports.as_uri(),
            "LEDGER_SECRETS_KEY": "A" * 43,
        }

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "services.ledger.main"], env=self._environment, stdout=log, stderr=log
            )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"http://{LOOPBACK}:{self.ops_port}/readyz").is_success
        except httpx.TransportError:
            return False

    def files(self, tenant_id: UUID) -> list[Path]:
        return list((self.exports / str(tenant_id) / "exports" / "notes").glob("*.csv"))


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "nothing happened for too long"
        time.sleep(0.005)


@pytest.fixture
def own_nats(tmp_path: Path) -> Iterator[EmbeddedNats]:
    with EmbeddedNats.running(tmp_path) as server:
        yield server


@pytest.fixture
def process(postgres: Any, own_nats: EmbeddedNats, tmp_path: Path) -> Process:
    return Process(postgres, own_nats.url, tmp_path)


async def publish(url: str, office: Any, document_ids: list[UUID]) -> None:
    """Each approval twice, as a relay that died between publishing and forgetting would."""
    bus = await Bus.connect(url, "test")
    for document_id in document_ids:
        payload = office.approval(document_id).SerializeToString()
        for _ in range(2):
            await bus.publish("document.v1.approved", payload, str(uuid4()), office.tenant_id)
    await bus.close()


async def posted_events(url: str, tenant_id: UUID) -> list[events_pb2.NotePosted]:
    """What the stream holds of an office, in order."""
    bus = await Bus.connect(url, "test")
    stream = bus.client.jetstream()
    count = (await stream.stream_info("LEDGER")).state.messages
    messages = [await stream.get_msg("LEDGER", sequence) for sequence in range(1, count + 1)]
    await bus.close()
    return [
        events_pb2.NotePosted.FromString(message.data or b"")
        for message in messages
        if (message.headers or {}).get("Contapics-Tenant") == str(tenant_id)
    ]


def waiting_events(postgres: Any, tenant_id: UUID) -> int:
    with psycopg.connect(postgres.admin_url) as connection:
        row = connection.execute("SELECT count(*) FROM ledger.outbox WHERE tenant_id = %s", (tenant_id,)).fetchone()
    return int(row[0]) if row else 0


def notes_in_the_books(postgres: Any, tenant_id: UUID) -> list[UUID]:
    with psycopg.connect(postgres.admin_url) as connection:
        rows = connection.execute(
            "SELECT id FROM ledger.notes WHERE tenant_id = %s AND state = 'POSTED'", (tenant_id,)
        ).fetchall()
    return [row[0] for row in rows]


def test_killed_in_the_middle_of_its_work_it_posts_each_note_exactly_once(
    process: Process, own_nats: EmbeddedNats, office: Any, postgres: Any
) -> None:
    document_ids = [uuid4() for _ in range(APPROVALS)]
    asyncio.run(publish(own_nats.url, office, document_ids))
    for posted_by_then in (APPROVALS // 4, APPROVALS // 2, 3 * APPROVALS // 4):
        with process.running() as running:
            wait_until(lambda: len(process.files(office.tenant_id)) >= posted_by_then)  # noqa: B023 (used at once)
            running.send_signal(signal.SIGKILL)
    with process.running() as running:
        wait_until(lambda: len(notes_in_the_books(postgres, office.tenant_id)) == APPROVALS)
        wait_until(lambda: waiting_events(postgres, office.tenant_id) == 0)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
    in_the_sink = {path.stem for path in process.files(office.tenant_id)}
    assert in_the_sink == {str(note_id) for note_id in notes_in_the_books(postgres, office.tenant_id)}
    events = asyncio.run(posted_events(own_nats.url, office.tenant_id))
    assert sorted(event.document_id for event in events) == sorted(map(str, document_ids))
    assert {event.note_id for event in events} == in_the_sink


def test_it_says_when_it_is_ready_and_stops_cleanly_when_told(process: Process) -> None:
    with process.running() as running:
        wait_until(process.is_ready)
        metrics = httpx.get(f"http://{LOOPBACK}:{process.ops_port}/metrics")
        assert metrics.is_success
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
