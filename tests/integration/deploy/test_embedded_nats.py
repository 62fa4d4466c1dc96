"""The embedded NATS: private, and what it has acknowledged it still has after a kill."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import nats
import pytest

from deploy.local.nats import EmbeddedNats
from deploy.local.secrets import Secrets


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedNats]:
    folder = tmp_path_factory.mktemp("nats") / 'a "quoted" $folder'
    folder.mkdir()
    with EmbeddedNats.running(folder) as running:
        yield running


@pytest.mark.parametrize("login", ["{}", '{"user": "contapics", "pass": "guess"}'])
def test_who_does_not_know_the_password_is_turned_away(server: EmbeddedNats, login: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(f"CONNECT {login}\r\nPING\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert b"Authorization Violation" in answer
    assert b"PONG" not in answer


@pytest.mark.asyncio
async def test_an_acknowledged_message_survives_sigkill(tmp_path: Path) -> None:
    server = EmbeddedNats(tmp_path / "nats", Secrets(tmp_path / "secrets"))
    server.prepare()
    log = tmp_path / "log"
    with server.program.running(log) as process:
        client = await nats.connect(server.url, allow_reconnect=False)
        stream = client.jetstream()
        await stream.add_stream(name="kept", subjects=["kept.>"])
        await stream.publish("kept.one", b"hello")
        process.send_signal(signal.SIGKILL)
        process.wait()
        await client.close()
    with server.program.running(log):
        client = await nats.connect(server.url)
        message = await client.jetstream().get_last_msg("kept", "kept.one")
        assert message.data == b"hello"
        await client.close()


@pytest.mark.asyncio
async def test_a_page_of_many_fields_fits_in_one_message(server: EmbeddedNats) -> None:
    client = await nats.connect(server.url)
    assert client.max_payload >= 8 * 1024 * 1024
    await client.close()
