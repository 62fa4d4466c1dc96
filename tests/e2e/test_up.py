"""`contapics up`: starts, starts again, stops without a trace, lives beside others, keeps its data."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from e2e import installation as up
from e2e.installation import Installation


def test_a_second_start_takes_seconds_and_finds_everything_again(
    tmp_path: Path, draw_receipt: Callable[[int], bytes]
) -> None:
    data = tmp_path / "un dosar"
    first = up.start(data, CONTAPICS_ADMIN_PASSWORD="prima-parola-9")
    assert first.password == "prima-parola-9"
    office, document_id = first.office(), str(uuid4())
    office.upload(draw_receipt(20), document_id=document_id)
    office.wait_for(document_id, "REVIEW")
    assert up.stop(first) == []

    started = time.monotonic()
    second = up.start(data)
    seconds = time.monotonic() - started
    try:
        assert second.password == "prima-parola-9"
        assert second.office().document(document_id)["state"] == "REVIEW"
    finally:
        assert up.stop(second, signal.SIGINT) == []
    assert seconds <= 10, f"the second start took {seconds:.1f} s"


def test_two_installations_live_side_by_side_with_the_usual_ports_taken(
    installation: Installation, tmp_path: Path
) -> None:
    taken = []
    for port in (4222, 5432):
        listener = socket.socket()
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()
        except OSError:
            pass  # somebody else has it, which is what the test wants
        taken.append(listener)
    other = up.start(tmp_path / "data")
    try:
        assert other.url != installation.url
        assert httpx.get(f"{other.url}/readyz", timeout=5).status_code == 200
        answer = httpx.post(
            f"{other.url}/api/v1/sessions", json={"email": installation.email, "password": installation.password}
        )
        assert answer.status_code == 401, "they share no users"
    finally:
        up.stop(other)
        for listener in taken:
            listener.close()


def test_nothing_is_left_when_the_launcher_itself_is_killed(tmp_path: Path) -> None:
    running = up.start(tmp_path / "data")
    children = up.descendants(running.process.pid)
    assert len(children) >= 7
    running.process.kill()
    running.process.wait()
    running.close()
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and any(up.command_line(pid) for pid in children):
        time.sleep(0.2)
    assert [up.command_line(pid) for pid in children if up.command_line(pid)] == []


def test_a_dead_service_is_restarted_and_its_death_is_in_the_log(installation: Installation) -> None:
    pid = installation.kill("services.ledger.main")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not [p for p in installation.pids("services.ledger.main") if p != pid]:
        time.sleep(0.2)
    entries = [json.loads(line) for line in (installation.data / "log" / "supervisor.log").read_text().splitlines()]
    assert any("ledger" in json.dumps(entry) and "9" in json.dumps(entry) for entry in entries)
    while time.monotonic() < deadline:
        if installation.office().http.get("/api/v1/accounts").status_code == 200:
            return
        time.sleep(0.5)
    raise AssertionError("the ledger did not come back")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_can_run_it(tmp_path: Path) -> None:
    home = tmp_path / "home of nobody"
    home.mkdir()
    for folder in (home, tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    os.chown(home, 65534, 65534)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    # From a child of its own, as the launcher starts them: setpriv itself may still enter what the user may not.
    import_it = f"import subprocess; subprocess.run([{sys.executable!r}, '-c', 'import deploy.local.cli'], check=True)"
    reachable = subprocess.run([*as_nobody, sys.executable, "-c", import_it], capture_output=True, check=False, cwd="/")
    if reachable.returncode:
        pytest.skip("this checkout or its Python lies in a folder that others can't enter")
    command = [*as_nobody, sys.executable, "-m", "deploy.local.cli", "up", "--json", "--data", str(home / "data")]
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        [*command, "--port", str(up.free_port())], env=environment, stdout=subprocess.PIPE, text=True, cwd="/"
    )
    assert process.stdout is not None
    try:
        ready = json.loads(process.stdout.readline())
        assert httpx.get(f"{ready['url']}/readyz", timeout=5).status_code == 200
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["up", "--port", "70000"], "port"),
        (["up", "--data", "/proc/no/such/place"], "/proc/no/such/place"),
        (["up", "--data", ""], "names no folder"),
        (["extract"], "FILE"),
        (["nonsense"], "nonsense"),
    ],
)
def test_a_wrong_command_line_says_what_to_do_and_shows_no_trace(arguments: list[str], says: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.local.cli", *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert says in done.stderr
    assert "Traceback" not in done.stderr
