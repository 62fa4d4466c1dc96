"""What the launcher runs: how to start it, when it is ready, how it is told to stop."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.local.errors import StartError

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Account:
    """The unprivileged user that a program runs as when the launcher is root."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something to run as a child that does not outlive the launcher.

    `orphan_signal` is what the kernel sends when the launcher itself is killed. `open_files` are descriptors that the
    child keeps.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path = Path("/")
    orphan_signal: signal.Signals = signal.SIGKILL
    nice: int = 0
    account: Account | None = None
    open_files: tuple[int, ...] = ()

    def launch_options(self) -> dict[str, Any]:
        """Arguments for `subprocess.Popen` and `asyncio.create_subprocess_exec` alike.

        Start what stays from the main thread: the kernel sends the orphan signal when the *thread* that started it
        ends.
        """
        launcher = os.getpid()

        def tie_to_launcher() -> None:
            # Runs in the child, after it has changed its user (which would undo the tie) and before the program.
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(self.orphan_signal))
            if os.getppid() != launcher:
                os._exit(1)
            if self.nice:
                os.nice(self.nice)

        options: dict[str, Any] = {
            "env": dict(self.environment),
            "cwd": self.folder,
            "stdin": subprocess.DEVNULL,
            "stderr": subprocess.STDOUT,
            "start_new_session": True,
            "pass_fds": self.open_files,
            "preexec_fn": tie_to_launcher,
        }
        if self.account:
            options |= {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        return options


@dataclass(frozen=True, slots=True, kw_only=True)
class Program(Command):
    """A command that serves until it is stopped. Times are in seconds.

    `stage` orders the stop: the highest stops first, equal ones together. `before_start` runs before each start, also
    before a restart. `is_ready` may block for a moment, and raises OSError for "not yet".
    """

    is_ready: Callable[[], bool]
    stage: int = 0
    stop_signal: signal.Signals = signal.SIGTERM
    force_signal: signal.Signals = signal.SIGKILL
    grace: float = 15.0
    ready_within: float = 60.0
    before_start: Callable[[], None] = field(default=lambda: None)

    @contextlib.contextmanager
    def running(self, log: Path) -> Iterator[subprocess.Popen[bytes]]:
        """Runs it unsupervised until the block ends: for tests and single commands. Raises StartError."""
        self.before_start()
        with log.open("ab") as output:
            process = subprocess.Popen(self.command, stdout=output, **self.launch_options())  # noqa: S603 (our own)
        try:
            self._wait_until_ready(process, log)
            yield process
        finally:
            _stop(process, self)

    def _wait_until_ready(self, process: subprocess.Popen[bytes], log: Path) -> None:
        deadline = time.monotonic() + self.ready_within
        while process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if self.is_ready():
                    return
            time.sleep(0.02)
        tail = log.read_bytes()[-2000:].decode(errors="replace")
        raise StartError(f"{self.name} did not become ready:\n{tail}")


def _stop(process: subprocess.Popen[bytes], program: Program) -> None:
    if process.poll() is None:
        process.send_signal(program.stop_signal)
        try:
            process.wait(program.grace)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
