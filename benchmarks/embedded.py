"""A PostgreSQL of a measurement's own, with every service's schema, gone when it ends."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.secrets import Secrets
from services.common import migrate
from services.common.db import Database

PASSWORD = "only-for-this"  # noqa: S105 (of a server that lives as long as this run)


@dataclass(frozen=True, slots=True)
class Embedded:
    """The server, and a folder for whatever else the measurement needs."""

    folder: Path
    admin_url: str

    def database_of(self, service: str) -> Database:
        """The database as a service sees it: under its own role, behind row level security."""
        address = urlsplit(self.admin_url)
        place = address.netloc.rpartition("@")[2]
        return Database(address._replace(netloc=f"contapics_{service}:{PASSWORD}@{place}").geturl())


@contextmanager
def embedded() -> Iterator[Embedded]:
    with tempfile.TemporaryDirectory(prefix="contapics-bench-") as name:
        folder = Path(name)
        server = EmbeddedPostgres(folder / "postgres", Secrets(folder / "secrets"))
        server.prepare()
        try:
            with server.program.running(folder / "postgres.log"):
                server.create_database()
                migrate.provision(server.admin_url, dict.fromkeys(migrate.SERVICES, PASSWORD))
                yield Embedded(folder, server.admin_url)
        finally:
            server.close()
