"""A private PostgreSQL server inside the data folder: made, started and stopped by us, never shared."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from deploy.local.errors import StartError
from deploy.local.ports import LOOPBACK, free_port
from deploy.local.postgres_binaries import MAJOR_VERSION, installed_binaries, readable_binaries
from deploy.local.program import Account, Command, Program
from deploy.local.secrets import Secrets

_SUPERUSER = "contapics_admin"
_DATABASE = "contapics"
_SETTINGS = {
    "listen_addresses": LOOPBACK,
    # No socket file: folders that all users share are no place for it, and the data folder's path may be too long.
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    # After a crash one call flushes the whole disk, where one call a file takes seconds.
    "recovery_init_sync_method": "syncfs",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}


class EmbeddedPostgres:
    """One cluster under `folder`; `secrets` keeps its superuser's password.

    As root it runs as an unprivileged user, because PostgreSQL refuses root. That user may lack the right to walk
    down to the folder (a private home, say). Nobody's permissions are loosened for that: the launcher opens the folder
    and hands the descriptor on, and the server reaches its data by `/proc/self/fd`.
    """

    def __init__(self, folder: Path, secrets: Secrets, *, port: int | None = None, durable: bool = True) -> None:
        """Without `durable` it does not wait for the disk: a power cut may destroy the cluster, a crash does not."""
        self._folder = folder
        self._durable = durable
        self._password = secrets.password("postgres_superuser")
        self.port = port or free_port()
        self._account = _unprivileged_account(folder) if os.geteuid() == 0 else None
        self._descriptor: int | None = None

    @property
    def admin_url(self) -> str:
        """The superuser's URL of the application's database."""
        return self._url(_DATABASE)

    def prepare(self) -> None:
        """Makes the cluster if there is none. Takes about a second then. Raises StartError."""
        self._open_folder()
        version_file = self._data / "PG_VERSION"
        if version_file.exists():
            self._refuse_other_version(version_file.read_text().strip())
            return
        if self._data.exists():
            raise StartError(f"{self._data} exists but holds no PostgreSQL cluster. Move it away and start again.")
        self._initialise()

    @cached_property
    def program(self) -> Program:
        """How the supervisor runs it; call `prepare` first."""
        values = _SETTINGS | ({} if self._durable else {"fsync": "off"})
        settings = [argument for name, value in values.items() for argument in ("-c", f"{name}={value}")]
        command = (self._binary("postgres"), "-D", self._seen_by_server("data"), "-p", str(self.port), *settings)
        return Program(
            name="postgres",
            command=command,
            is_ready=self._accepts_connections,
            stop_signal=signal.SIGINT,
            force_signal=signal.SIGQUIT,
            orphan_signal=signal.SIGINT,
            before_start=self._remove_stale_lock,
            **self._surroundings,
        )

    def create_database(self) -> None:
        """Makes the application's database where it is missing; the server must be up."""
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (_DATABASE,)).fetchone()
            if not known:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_DATABASE)))

    @classmethod
    @contextlib.contextmanager
    def running(cls, folder: Path) -> Iterator[EmbeddedPostgres]:
        """A server of its own in an existing folder, up while the block runs, not durable: for tests."""
        server = cls(folder / "postgres", Secrets(folder / "secrets"), durable=False)
        server.prepare()
        with server.program.running(folder / "postgres.log"):
            server.create_database()
            yield server
        server.close()

    def close(self) -> None:
        """Lets go of the folder; call after the server has stopped."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _url(self, database: str) -> str:
        return f"postgresql://{_SUPERUSER}:{self._password}@{LOOPBACK}:{self.port}/{database}"

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _seen_by_server(self, name: str) -> str:
        """The path of something in the folder as the server process reaches it."""
        return str(self._folder / name) if self._descriptor is None else f"/proc/self/fd/{self._descriptor}/{name}"

    def _open_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._account and self._descriptor is None:
            os.chown(self._folder, self._account.uid, self._account.gid)
            self._descriptor = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)

    def _binary(self, name: str) -> str:
        return str(self._binaries / name)

    @cached_property
    def _binaries(self) -> Path:
        return readable_binaries() if self._account else installed_binaries()

    @property
    def _surroundings(self) -> dict[str, Any]:
        """What the server and initdb have in common: environment, user and the folder's descriptor."""
        return {
            "environment": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            "account": self._account,
            "open_files": () if self._descriptor is None else (self._descriptor,),
        }

    def _refuse_other_version(self, found: str) -> None:
        if found != MAJOR_VERSION:
            raise StartError(
                f"{self._data} was made by PostgreSQL {found}; this ContaPics brings PostgreSQL {MAJOR_VERSION}. "
                f"Start the ContaPics that made it, save the data with pg_dump, then start this one on an empty "
                "--data folder and load it there."
            )

    def _initialise(self) -> None:
        """Runs initdb beside the final place and renames, so that a start cut short leaves nothing half made."""
        unfinished = self._folder / "data.new"
        password_file = self._folder / "password"
        shutil.rmtree(unfinished, ignore_errors=True)
        password_file.write_text(f"{self._password}\n")
        password_file.chmod(0o600)
        if self._account:
            os.chown(password_file, self._account.uid, self._account.gid)
        command = (
            self._binary("initdb"),
            f"--pgdata={self._seen_by_server(unfinished.name)}",
            f"--pwfile={self._seen_by_server(password_file.name)}",
            f"--username={_SUPERUSER}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            # The same sorting and letter case on every machine, whatever locales it has.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            *(() if self._durable else ("--no-sync",)),
        )
        try:
            self._run(Command(name="initdb", command=command, **self._surroundings))
        finally:
            password_file.unlink()
        unfinished.rename(self._data)

    def _run(self, command: Command) -> None:
        done = subprocess.run(  # noqa: S603 (our own binary)
            command.command, stdout=subprocess.PIPE, check=False, **command.launch_options()
        )
        if done.returncode:
            raise StartError(f"PostgreSQL could not make its cluster in {self._folder}:\n{done.stdout.decode()}")

    def _remove_stale_lock(self) -> None:
        """Removes postmaster.pid where the process it names is no PostgreSQL: ids are used again after a crash."""
        lock = self._data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(lock.read_text().splitlines()[0])
            if not _is_postgres(pid):
                lock.unlink()

    def _accepts_connections(self) -> bool:
        try:
            psycopg.connect(self._url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _is_postgres(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip() == "postgres"
    except OSError:
        return False


def _unprivileged_account(folder: Path) -> Account:
    """The owner of an existing cluster, else `nobody`."""
    with contextlib.suppress(FileNotFoundError):
        found = (folder / "data").stat()
        if found.st_uid:
            return Account(found.st_uid, found.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise StartError(
            "PostgreSQL does not run as root, and this machine has no user 'nobody' to run it as. "
            "Start ContaPics as an ordinary user."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)
