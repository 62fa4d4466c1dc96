"""The supervisor: every death is seen and answered, and nothing stays behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deploy.local import leftovers, supervised
from deploy.local.errors import StartError
from deploy.local.program import Program
from deploy.local.supervisor import Supervisor

pytestmark = pytest.mark.asyncio


class Folders:
    """The folders of one supervisor, on a path with a space, and what it announced."""

    def __init__(self, root: Path) -> None:
        self.logs, self.run = root / "the logs", root / "the run"
        self.logs.mkdir()
        self.run.mkdir()
        self.announced: list[str] = []

    def supervisor(self) -> Supervisor:
        return Supervisor(self.logs, self.run, self.announced.append)

    def events(self, name: str) -> list[dict[str, Any]]:
        lines = (self.logs / "supervisor.log").read_text().splitlines()
        return [event for event in map(json.loads, lines) if event["event"] == name]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


def program(code: str, name: str = "part", **options: Any) -> Program:
    """A Python program that is ready at once unless told otherwise."""
    environment = {"PATH": os.defpath, "PYTHONUNBUFFERED": "1"}
    options = {"is_ready": lambda: True, "grace": 5.0} | options
    return Program(name=name, command=(sys.executable, "-S", "-c", code), environment=environment, **options)


async def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 (what is awaited happens in other processes)
            await asyncio.sleep(0.02)


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


WAIT = "import time; time.sleep(600)"


async def test_a_death_is_logged_announced_and_answered_with_a_new_start(folders: Folders) -> None:
    async with folders.supervisor() as supervisor:
        await supervisor.start(program(f"print('the last words'); {WAIT}"))
        first = supervisor.pid("part")
        assert first is not None
        await until(lambda: b"last words" in (folders.logs / "part.log").read_bytes())
        os.kill(first, signal.SIGKILL)
        await until(lambda: supervisor.pid("part") not in {None, first})
    death = folders.events("died")[0]
    assert death["part"] == "part"
    assert death["pid"] == first
    assert death["signal"] == "SIGKILL"
    assert death["tail"] == "the last words"
    assert "part died" in folders.announced[0]
    assert "SIGKILL" in folders.announced[0]


async def test_the_pause_doubles_with_each_death(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervised, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(supervised, "LONGEST_PAUSE", 0.04)
    async with folders.supervisor() as supervisor:
        # Ready at once, so that it is a part that worked and then kept dying.
        await supervisor.start(program("import time; time.sleep(0.2); raise SystemExit(3)"))
        await until(lambda: len(folders.events("died")) >= 5)
    deaths = folders.events("died")[:5]
    assert [death["restart_in_s"] for death in deaths] == [0.01, 0.02, 0.04, 0.04, 0.04]
    assert {death["exit_code"] for death in deaths} == {3}


async def test_a_part_that_ran_long_enough_starts_over_with_the_first_pause(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervised, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(supervised, "STABLE_AFTER", 0.1)
    async with folders.supervisor() as supervisor:
        await supervisor.start(program("import time; time.sleep(0.2)"))
        await until(lambda: len(folders.events("died")) >= 3)
    assert {death["restart_in_s"] for death in folders.events("died")} == {0.01}


async def test_a_part_that_keeps_dying_at_the_start_is_an_error_that_shows_its_log(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervised, "FIRST_PAUSE", 0.01)
    async with folders.supervisor() as supervisor:
        with pytest.raises(StartError, match=r"(?s)part died 6 times.*the password is missing"):
            await supervisor.start(program("raise SystemExit('the password is missing')", is_ready=lambda: False))


async def test_a_part_that_is_never_ready_is_an_error(folders: Folders) -> None:
    async with folders.supervisor() as supervisor:
        with pytest.raises(StartError, match="was not ready within 1 s"):
            await supervisor.start(program(WAIT, is_ready=lambda: False, ready_within=1))


async def test_a_program_that_does_not_exist_is_an_error(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervised, "FIRST_PAUSE", 0.01)
    async with folders.supervisor() as supervisor:
        with pytest.raises(StartError, match="No such file"):
            await supervisor.start(
                Program(name="part", command=("/nowhere/at all",), environment={}, is_ready=lambda: True)
            )


async def test_higher_stages_stop_first(folders: Folders) -> None:
    farewell = (
        "import signal, sys, time; signal.signal(15, lambda *_: (print('bye'), sys.exit())); print('up'); " + WAIT
    )
    async with folders.supervisor() as supervisor:
        for stage, name in enumerate(("database", "service", "gateway")):
            await supervisor.start(program(farewell, name, stage=stage))
            await until(lambda name=name: (folders.logs / f"{name}.log").read_text() == "up\n")  # type: ignore[misc]
    ends = [(folders.logs / f"{name}.log").stat().st_mtime_ns for name in ("gateway", "service", "database")]
    assert ends == sorted(ends)
    assert all((folders.logs / f"{name}.log").read_text() == "up\nbye\n" for name in ("gateway", "database"))


async def test_what_does_not_stop_in_time_is_killed_with_all_that_it_started(folders: Folders) -> None:
    stubborn = (
        "import signal, subprocess, sys, time; signal.signal(15, signal.SIG_IGN); "
        f"child = subprocess.Popen([sys.executable, '-S', '-c', {WAIT!r}]); print(child.pid); {WAIT}"
    )
    log = folders.logs / "part.log"
    async with folders.supervisor() as supervisor:
        await supervisor.start(program(stubborn, grace=0.2))
        await until(lambda: log.exists() and log.read_text().endswith("\n"))
        pids = [int(log.read_text()), supervisor.pid("part")]
    await until(lambda: not any(runs(pid) for pid in pids if pid))
    assert folders.events("forced")


async def test_stopping_interrupts_the_pause_before_a_restart(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervised, "FIRST_PAUSE", 600.0)
    async with asyncio.timeout(10), folders.supervisor() as supervisor:
        await supervisor.start(program("import time; time.sleep(0.3)"))
        await until(lambda: bool(folders.events("died")))


async def test_a_restart_on_request_is_polite_and_ready_again(folders: Folders) -> None:
    async with folders.supervisor() as supervisor:
        await supervisor.start(program(WAIT))
        first = supervisor.pid("part")
        await supervisor.restart("part")
        assert supervisor.pid("part") not in {None, first}
    assert not folders.events("died")


async def test_what_an_earlier_launcher_left_behind_is_ended(folders: Folders) -> None:
    left = await asyncio.create_subprocess_exec(sys.executable, "-S", "-c", WAIT, start_new_session=True)
    leftovers.record(folders.run, "part", left.pid)
    async with folders.supervisor():
        await asyncio.wait_for(left.wait(), 10)
    assert "left over" in folders.announced[0]


async def test_a_stranger_that_bears_a_recorded_number_is_left_alone(folders: Folders) -> None:
    stranger = await asyncio.create_subprocess_exec(sys.executable, "-S", "-c", WAIT, start_new_session=True)
    (folders.run / "part.pid").write_text(f"{stranger.pid} other-boot 12345\n")
    async with folders.supervisor():
        assert stranger.returncode is None
    assert runs(stranger.pid)
    stranger.kill()
    await stranger.wait()


async def test_output_without_line_ends_neither_stalls_nor_grows_the_log_without_bound(folders: Folders) -> None:
    flood = "import sys; [sys.stdout.write('x' * 1_000_000) for _ in range(40)]; sys.stdout.flush(); " + WAIT
    log = folders.logs / "part.log"
    async with folders.supervisor() as supervisor:
        await supervisor.start(program(flood))
        await until(lambda: log.with_name("part.log.1").exists() and 0 < log.stat().st_size < 16_000_000)
        await asyncio.sleep(0.2)
    written = [path.stat().st_size for path in folders.logs.glob("part.log*")]
    assert len(written) == 2
    assert max(written) <= 16 * 1024 * 1024
