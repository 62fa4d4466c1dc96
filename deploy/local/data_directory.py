"""The one folder that an installation lives in: databases, queues, pictures, secrets and logs."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import StartError


def default_folder() -> Path:
    """Where data lives unless `--data` says otherwise (XDG base directory specification)."""
    configured = os.environ.get("XDG_DATA_HOME", "")
    base = Path(configured) if os.path.isabs(configured) else Path.home() / ".local" / "share"
    return base / "contapics"


@dataclass(frozen=True, slots=True)
class DataDirectory:
    """Names the places inside the folder. Everything in it is private to the user who made it."""

    root: Path

    @classmethod
    def open(cls, root: Path) -> DataDirectory:
        """Makes the folder and its parts where they are missing. Raises StartError when that is not allowed."""
        directory = cls(root.expanduser().absolute())
        folders = (
            directory.root,
            directory.certificates,
            directory.blobs,
            directory.exports,
            directory.uploads,
            directory.logs,
            directory.run,
        )
        try:
            directory.root.parent.mkdir(parents=True, exist_ok=True)
            for folder in folders:
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StartError(
                f"The data folder {directory.root} cannot be used: {error.strerror} ({error.filename}). "
                "Choose another one with --data."
            ) from error
        return directory

    @property
    def secrets(self) -> Path:
        return self.root / "secrets"

    @property
    def certificates(self) -> Path:
        return self.root / "certificates"

    @property
    def blobs(self) -> Path:
        return self.root / "blobs"

    @property
    def exports(self) -> Path:
        """What offices have put here to fetch it by themselves."""
        return self.root / "exports"

    @property
    def uploads(self) -> Path:
        """Uploads that have not arrived whole yet."""
        return self.root / "uploads"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def run(self) -> Path:
        """What only matters while running: generated configuration and process ids."""
        return self.root / "run"

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def nats(self) -> Path:
        return self.root / "nats"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the folder for this process; raises StartError if another launcher has it.

        The kernel lets go of the lock when the process ends, however it ends.
        """
        with (self.root / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read().strip() or "unknown"
                raise StartError(
                    f"ContaPics is already running on {self.root} (process {holder}). "
                    "Stop it first, or start a second one with its own --data and --port."
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield
