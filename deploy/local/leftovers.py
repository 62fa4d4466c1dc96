"""Ends what an earlier launcher on the same data folder left behind, should it have been killed hard."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path


def record(folder: Path, name: str, pid: int) -> None:
    """Notes a running program, so that a later launcher can recognise it beyond doubt."""
    birth = _birth(pid)
    if birth:
        with contextlib.suppress(OSError):  # a full disk is no reason to lose sight of what was just started
            (folder / f"{name}.pid").write_text(f"{pid} {birth}\n")


def forget(folder: Path, name: str) -> None:
    (folder / f"{name}.pid").unlink(missing_ok=True)


def end_all(folder: Path, announce: Callable[[str], None], patience: float = 10.0) -> None:
    """Stops every recorded program that still runs: politely at first, after `patience` seconds by force."""
    for file in sorted(folder.glob("*.pid")):
        pid, birth = _read(file)
        if birth and _birth(pid) == birth:
            announce(f"{file.stem} (process {pid}) is left over from an earlier start; stopping it")
            _end(pid, birth, patience)
        file.unlink(missing_ok=True)


def _read(file: Path) -> tuple[int, str]:
    number, _, birth = file.read_text().strip().partition(" ")
    return (int(number), birth) if number.isdigit() else (0, "")


def _birth(pid: int) -> str:
    """When the process began, as boot id and clock ticks: a process id alone is used again."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    fields = status.rpartition(")")[2].split()
    state, started = fields[0], fields[19]
    return "" if state == "Z" else f"{boot} {started}"


def _end(pid: int, birth: str, patience: float) -> None:
    # SIGINT stops Python services and NATS as SIGTERM does, and makes PostgreSQL stop fast rather than wait.
    for number in (signal.SIGINT, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, number)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if _birth(pid) != birth:
                return
            time.sleep(0.05)
