"""`contapics up` from outside, with stand-ins for the services: one command, one folder, no trace afterwards."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from deploy.local.nats import EmbeddedNats
from deploy.local.postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[3]
PARTS = {"postgres", "nats", "tenant", "document", "ocr", "ledger", "gateway"}


def load_stand_in() -> Any:
    specification = importlib.util.spec_from_file_location("stand_in", Path(__file__).with_name("stand_in.py"))
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


class Launch:
    """One run of the command in a process of its own."""

    def __init__(self, packages: Path, data: Path, *arguments: str, **environment: str) -> None:
        self.data = data
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deploy.local.cli", "up", "--data", data, *arguments],
            cwd=packages,
            env=inherited | {"PYTHONPATH": f"{packages}:{ROOT}"} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def login(self) -> dict[str, Any]:
        """Waits for the line of `--json`."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read() if self.process.stderr else ""
        login: dict[str, Any] = json.loads(line)
        return login

    def pids(self) -> dict[str, int]:
        """What runs now, as the launcher records it; a part that is just dying may be missing."""
        found = {}
        for file in (self.data / "run").glob("*.pid"):
            with contextlib.suppress(FileNotFoundError, IndexError):
                found[file.stem] = int(file.read_text().split()[0])
        return found

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[str, str]:
        """Returns what is left of standard output and standard error."""
        self.process.send_signal(number)
        return self.process.communicate(timeout=60)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = load_stand_in().write(tmp_path_factory.mktemp("stand-in packages"))
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "cabinet Ionescu și fiii"


@contextlib.contextmanager
def launched(packages: Path, data: Path, *arguments: str, **environment: str) -> Iterator[Launch]:
    launch = Launch(packages, data, *arguments, **environment)
    try:
        yield launch
    finally:
        if launch.process.poll() is None:
            launch.stop()
        for stream in (launch.process.stdout, launch.process.stderr):
            if stream:
                stream.close()


def vanish(pids: dict[str, int], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not any(runs(pid) for pid in pids.values()):
            return True
        time.sleep(0.05)
    return False


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_prints_one_line_serves_there_and_leaves_nothing_behind(packages: Path, data: Path) -> None:
    port = free_port()
    with launched(packages, data, "--json", "--port", str(port)) as launch:
        login = launch.login()
        assert login["url"] == f"http://127.0.0.1:{port}"
        assert urllib.request.urlopen(f"{login['url']}/healthz", timeout=5).status == 200  # noqa: S310 (http, as seen)
        assert "@" in login["email"]
        assert len(login["password"]) >= 16
        pids = launch.pids()
        assert set(pids) == PARTS
        rest, told = launch.stop(signal.SIGINT)
        assert (rest, launch.process.returncode) == ("", 0), told
        assert vanish(pids, seconds=0.5)
    assert not list((data / "run").glob("*.pid"))


def test_a_second_start_is_quick_and_keeps_password_and_data(packages: Path, data: Path) -> None:
    with launched(packages, data, "--json", "--port", str(free_port())) as launch:
        first = launch.login()
    begun = time.monotonic()
    with launched(packages, data, "--json", "--port", str(free_port())) as launch:
        second = launch.login()
        assert time.monotonic() - begun < 10
    assert (first["email"], first["password"]) == (second["email"], second["password"])


def test_a_person_sees_the_password_at_the_first_start_and_later_how_to_set_another(packages: Path, data: Path) -> None:
    shown = []
    for _ in range(2):
        with launched(packages, data, "--port", str(free_port())) as launch:
            assert launch.process.stdout is not None
            lines = [""]
            while "Ctrl-C" not in lines[-1]:
                lines.append(launch.process.stdout.readline())
                assert lines[-1], "the command ended"
            shown.append("".join(lines))
    password = (data / "secrets" / "admin_password").read_text().strip()
    assert password in shown[0]
    assert password not in shown[1]
    assert "CONTAPICS_ADMIN_PASSWORD" in shown[1]


def test_the_environment_sets_the_password_at_the_first_start_and_later(packages: Path, data: Path) -> None:
    for password in ("correct horse", "battery staple"):
        port = str(free_port())
        with launched(packages, data, "--json", "--port", port, CONTAPICS_ADMIN_PASSWORD=password) as launch:
            assert launch.login()["password"] == password
            tenant = json.loads((data / "tenant.json").read_text())
            with psycopg.connect(tenant["DATABASE_URL"]) as connection:
                assert connection.execute("SELECT password FROM users").fetchall() == [(password,)]


def test_parts_get_what_they_need_and_no_more(packages: Path, data: Path) -> None:
    given = {"CONTAPICS_ADMIN_PASSWORD": "p", "AWS_SECRET_ACCESS_KEY": "k", "SHELL_TOKEN": "t", "OTEL_X": "o"}
    with launched(packages, data, "--json", "--port", str(free_port()), **given) as launch:
        launch.login()
        seen = {part: json.loads((data / f"{part}.json").read_text()) for part in PARTS - {"postgres", "nats"}}
    for part, environment in seen.items():
        assert "CONTAPICS_ADMIN_PASSWORD" not in environment
        assert "SHELL_TOKEN" not in environment
        assert environment["OTEL_X"] == "o"
        assert ("AWS_SECRET_ACCESS_KEY" in environment) == (part in {"document", "ocr", "ledger"})
        assert ("DATABASE_URL" in environment) == (part != "gateway")
        assert ("TENANT_SIGNING_KEY_FILE" in environment) == (part == "tenant")
        assert Path(environment["TLS_CERTIFICATE_FILE"]).exists()
        assert environment["DOCUMENT_ADDRESS"] == seen["document"]["GRPC_LISTEN"]
    assert seen["ocr"]["BLOB_URL"].startswith("file:///")
    assert seen["ocr"]["BLOB_URL"] == seen["document"]["BLOB_URL"]
    assert seen["tenant"]["DATABASE_URL"] != seen["ledger"]["DATABASE_URL"]


def test_reading_yields_to_serving(packages: Path, data: Path) -> None:
    with launched(packages, data, "--json", "--port", str(free_port())) as launch:
        launch.login()
        pids = launch.pids()
        nice = {part: os.getpriority(os.PRIO_PROCESS, pid) for part, pid in pids.items()}
    assert nice["ocr"] > max(value for part, value in nice.items() if part != "ocr")


def test_it_outlives_its_terminal_only_when_told_to(packages: Path, data: Path) -> None:
    with launched(packages, data, "--json", "--port", str(free_port())) as launch:
        launch.login()
        launch.stop(signal.SIGHUP)
        assert launch.process.returncode == 0
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # inherited, as nohup does it
    try:
        launch = Launch(packages, data, "--json", "--port", str(free_port()))
    finally:
        signal.signal(signal.SIGHUP, ignored)
    url = launch.login()["url"]
    launch.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    assert urllib.request.urlopen(f"{url}/healthz", timeout=5).status == 200  # noqa: S310 (http, as seen)
    launch.stop()


def test_a_killed_launcher_leaves_nothing_behind_and_the_next_one_starts(packages: Path, data: Path) -> None:
    with launched(packages, data, "--json", "--port", str(free_port())) as launch:
        launch.login()
        pids = launch.pids()
        launch.process.kill()
        assert vanish(pids)
    with launched(packages, data, "--json", "--port", str(free_port())) as launch:
        launch.login()


def test_killed_parts_come_back_at_their_places_and_their_deaths_are_told(packages: Path, data: Path) -> None:
    with launched(packages, data, "--json", "--port", str(free_port())) as launch:
        launch.login()
        before = launch.pids()
        url = json.loads((data / "tenant.json").read_text())["DATABASE_URL"]
        for part in ("postgres", "nats", "document"):
            os.kill(before[part], signal.SIGKILL)
        deadline = time.monotonic() + 20
        while any(launch.pids().get(part) in {None, before[part]} for part in ("postgres", "nats", "document")):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(url).close()
                break
            assert time.monotonic() < deadline
            time.sleep(0.05)
        _, told = launch.stop()
    for part in ("postgres", "nats", "document"):
        assert f"{part} died" in told
    events = [json.loads(line) for line in (data / "log" / "supervisor.log").read_text().splitlines()]
    assert {event["part"] for event in events if event["event"] == "died"} == {"postgres", "nats", "document"}


def test_two_run_side_by_side_but_not_on_one_folder(packages: Path, data: Path, tmp_path: Path) -> None:
    with (
        launched(packages, data, "--json", "--port", str(free_port())) as one,
        launched(packages, tmp_path / "other", "--json", "--port", str(free_port())) as two,
    ):
        assert one.login()["url"] != two.login()["url"]
        with launched(packages, data, "--json", "--port", str(free_port())) as third:
            _, told = third.process.communicate(timeout=30)
            assert third.process.returncode == 1
        assert "already running" in told
        assert str(one.process.pid) in told
        assert "Traceback" not in told


def test_a_port_that_was_asked_for_and_is_taken_is_an_error_with_advice(packages: Path, data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with launched(packages, data, "--port", str(taken.getsockname()[1])) as launch:
            _, told = launch.process.communicate(timeout=30)
    assert launch.process.returncode == 1
    assert "--port" in told
    assert "Traceback" not in told


def test_a_database_that_cannot_be_reached_is_told_without_a_traceback(packages: Path, data: Path) -> None:
    url = f"postgresql://someone:secret@127.0.0.1:{free_port()}/books"
    with launched(packages, data, "--port", str(free_port()), DATABASE_URL=url) as launch:
        _, told = launch.process.communicate(timeout=30)
        assert launch.process.returncode == 1
    assert "database could not be prepared" in told
    assert "Traceback" not in told
    assert "secret" not in told
    assert not (data / "postgres").exists()


def test_a_database_and_a_bus_of_ones_own_are_used_and_none_embedded(
    packages: Path, data: Path, tmp_path: Path
) -> None:
    with EmbeddedPostgres.running(tmp_path) as postgres, EmbeddedNats.running(tmp_path) as nats:
        own = {"DATABASE_URL": postgres.admin_url, "NATS_URL": nats.url}
        with launched(packages, data, "--json", "--port", str(free_port()), **own) as launch:
            launch.login()
            assert set(launch.pids()) == PARTS - {"postgres", "nats"}
            seen = json.loads((data / "ledger.json").read_text())
    assert seen["NATS_URL"] == nats.url
    assert f":{postgres.port}/" in seen["DATABASE_URL"]
    assert "contapics_admin" not in seen["DATABASE_URL"]
    assert not (data / "postgres").exists()
    assert not (data / "nats").exists()


def test_everything_in_the_folder_is_private(packages: Path, data: Path) -> None:
    with launched(packages, data, "--json", "--port", str(free_port())) as launch:
        launch.login()
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (data / "secrets").iterdir()} == {0o600}


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests run as an ordinary user already")
def test_it_works_as_an_ordinary_user(packages: Path) -> None:
    python = next((name for name in (sys.executable, "/usr/bin/python3.11") if readable_by_all(Path(name))), None)
    if python is None or not shutil.which("setpriv"):
        pytest.skip("no Python that an ordinary user can run")
    with tempfile.TemporaryDirectory(prefix="ordinary user ") as home:
        copy = Path(home) / "packages"
        shutil.copytree(packages, copy)
        shutil.copytree(ROOT / "deploy", copy / "deploy", ignore=shutil.ignore_patterns("__pycache__"))
        for place in (Path(home), *Path(home).rglob("*")):
            os.chown(place, 65534, 65534)
        wheels = Path(psycopg.__file__).parents[1]
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", python, "-m", "deploy.local.cli"]
        process = subprocess.Popen(
            [*command, "up", "--data", f"{home}/data", "--json", "--port", str(free_port())],
            env={"PATH": f"{Path(sys.executable).parent}:{os.defpath}", "HOME": home, "PYTHONPATH": f"{copy}:{wheels}"},
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
        finally:
            process.terminate()
            rest, told = process.communicate(timeout=60)
        assert (rest, process.returncode) == ("", 0), told
        assert set(json.loads(line)) == {"url", "email", "password"}


def readable_by_all(program: Path) -> bool:
    real = program.resolve()
    return real.exists() and all(place.stat().st_mode & stat.S_IXOTH for place in (real, *real.parents))
