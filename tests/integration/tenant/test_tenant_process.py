"""The tenant service as a process: ready when it serves, honest when its database is away, gone when told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from contapics.tenant.v1 import session_service_pb2, session_service_pb2_grpc

from deploy.local.ports import LOOPBACK, free_port
from services.common.rpc import remote_verifier


@pytest.fixture
def variables(postgres: Any, signing_pem: bytes, tmp_path: Path) -> dict[str, str]:
    key = tmp_path / "key.pem"
    key.write_bytes(signing_pem)
    grpc_listen = f"{LOOPBACK}:{free_port()}"
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": postgres.url("tenant"),
        "NATS_URL": "nats://unused",
        "GRPC_LISTEN": grpc_listen,
        "OPS_LISTEN": f"{LOOPBACK}:{free_port()}",
        "TENANT_ADDRESS": grpc_listen,
        "TENANT_SIGNING_KEY_FILE": str(key),
    }


@contextmanager
def process(variables: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "services.tenant.main"]
    with log.open("wb") as output:
        running = subprocess.Popen(command, env=variables, stdout=output, stderr=output)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def readiness(variables: dict[str, str], seconds: float = 20) -> httpx.Response:
    deadline = time.monotonic() + seconds
    while True:
        try:
            return httpx.get(f"http://{variables['OPS_LISTEN']}/readyz")
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


async def test_it_serves_once_ready_and_ends_in_order_when_told(
    variables: dict[str, str], tmp_path: Path, office: Any
) -> None:
    with process(variables, tmp_path / "log") as running:
        assert readiness(variables).json() == {"ready": True, "checks": {"database": True}}
        async with grpc.aio.insecure_channel(variables["GRPC_LISTEN"]) as channel:
            sessions: Any = session_service_pb2_grpc.SessionServiceStub(channel)
            request = session_service_pb2.CreateSessionRequest(email=office.email, password="corect cal baterie")
            token = (await sessions.CreateSession(request)).access_token
            assert (await remote_verifier(channel).verify(token)).tenant_id == office.tenant_id
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_it_is_alive_but_not_ready_while_its_database_is_away(variables: dict[str, str], tmp_path: Path) -> None:
    variables["DATABASE_URL"] = f"postgresql://contapics_tenant:x@{LOOPBACK}:{free_port()}/contapics"
    with process(variables, tmp_path / "log"):
        assert readiness(variables).status_code == 503
        assert httpx.get(f"http://{variables['OPS_LISTEN']}/healthz").status_code == 200


def test_what_is_missing_from_its_environment_is_named_in_one_line(tmp_path: Path) -> None:
    with process({"PATH": os.environ["PATH"]}, tmp_path / "log") as running:
        assert running.wait(20) == 2
    [line] = (tmp_path / "log").read_text().splitlines()
    for name in ("DATABASE_URL", "GRPC_LISTEN", "OPS_LISTEN", "TENANT_SIGNING_KEY_FILE"):
        assert name in line
