"""One supervised program: started, watched, started again when it dies, stopped for good on request."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from deploy.local import leftovers
from deploy.local.errors import StartError
from deploy.local.logs import EventLog, LogFile
from deploy.local.program import Program

FIRST_PAUSE = 0.25
"""Seconds before the first restart; each further death doubles them."""
LONGEST_PAUSE = 30.0
STABLE_AFTER = 60.0
"""A program that has run this many seconds starts over with the first pause."""

_DEATHS_BEFORE_READY = 6
_POLL = 0.05


class Supervised:
    """Keeps one program running from `start` until `stop`."""

    def __init__(
        self, program: Program, log: LogFile, events: EventLog, run_folder: Path, announce: Callable[[str], None]
    ) -> None:
        self.program = program
        self._log = log
        self._events = events
        self._run_folder = run_folder
        self._announce = announce
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()
        self._ready = asyncio.Event()
        self._was_ready = False
        self._restarting = False
        self._failed_starts = 0
        self._life: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    def start(self) -> None:
        self._life = asyncio.create_task(self._live(), name=f"supervise {self.program.name}")

    async def wait_until_ready(self) -> None:
        """Returns when the program first serves. Raises StartError with the end of its log when it does not."""
        if self._life is None:
            raise RuntimeError(f"{self.program.name} was not started")
        ready = asyncio.create_task(self._ready.wait())
        try:
            await asyncio.wait({ready, self._life}, timeout=self.program.ready_within, return_when="FIRST_COMPLETED")
        finally:
            ready.cancel()
        if not self._ready.is_set():
            if self._life.done():
                self._life.result()
            raise StartError(self._not_ready(f"was not ready within {self.program.ready_within:.0f} s"))

    async def restart(self) -> None:
        """Stops it politely; its supervision starts it again without a pause."""
        if self._process and self.pid:
            self._restarting = True
            self._ready.clear()
            await self._end(self._process)

    async def stop(self) -> None:
        """Ends it and its process group; after `grace` seconds by force."""
        self._stopping.set()
        while self._life and not self._life.done():
            # In a loop, because it may be just about to be started.
            if self._process and self.pid:
                await self._end(self._process)
            await asyncio.wait({self._life}, timeout=_POLL)
        self._events.write("stopped", self.program.name)
        self._log.close()

    def force(self) -> None:
        """Ends it now, without waiting."""
        self._stopping.set()
        if self.pid:
            self._signal(self.pid, self.program.force_signal)

    async def _live(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            begun = time.monotonic()
            try:
                how = await self._live_once()
            except OSError as error:
                self._log.write(f"cannot be started: {error}\n".encode())
                how = {"error": str(error)}
            if self._stopping.is_set():
                break
            if self._restarting:
                self._restarting = False
                continue
            lived = time.monotonic() - begun
            pause = FIRST_PAUSE if lived >= STABLE_AFTER else pause
            self._report_death(how, lived, pause)
            self._give_up_if_hopeless()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _live_once(self) -> dict[str, object]:
        """From launch to death; returns how it died. Raises OSError if it cannot be launched."""
        self.program.before_start()
        process = await asyncio.create_subprocess_exec(
            *self.program.command, stdout=asyncio.subprocess.PIPE, **self.program.launch_options()
        )
        self._process = process
        leftovers.record(self._run_folder, self.program.name, process.pid)
        self._events.write("started", self.program.name, pid=process.pid)
        watch = asyncio.create_task(self._watch_readiness())
        try:
            await self._run_to_its_end(process)
        finally:
            watch.cancel()
        code = process.returncode or 0
        return {"pid": process.pid, **({"signal": signal.Signals(-code).name} if code < 0 else {"exit_code": code})}

    async def _run_to_its_end(self, process: asyncio.subprocess.Process) -> None:
        follow = asyncio.create_task(self._log.follow(process.stdout)) if process.stdout else None
        try:
            await process.wait()
            # What it started itself must not outlive it; its output ends with the last of them.
            self._signal(process.pid, signal.SIGKILL)
            if follow:
                await asyncio.wait({follow}, timeout=1)
        finally:
            if follow:
                follow.cancel()
        leftovers.forget(self._run_folder, self.program.name)

    async def _watch_readiness(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                if await asyncio.to_thread(self.program.is_ready):
                    break
            await asyncio.sleep(_POLL)
        self._was_ready = True
        self._ready.set()
        self._events.write("ready", self.program.name, pid=self.pid)

    def _report_death(self, how: dict[str, object], lived: float, pause: float) -> None:
        name = self.program.name
        self._events.write("died", name, **how, uptime_s=round(lived, 3), restart_in_s=pause, tail=self._log.tail())
        cause = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in how.items())
        self._announce(f"{name} died ({cause}) after {lived:.1f} s; starting it again in {pause:g} s")

    def _give_up_if_hopeless(self) -> None:
        """Before it has ever been ready, a program that keeps dying is an error in the installation."""
        self._failed_starts += 1
        if not self._was_ready and self._failed_starts >= _DEATHS_BEFORE_READY:
            raise StartError(self._not_ready(f"died {self._failed_starts} times before it was ready"))

    def _not_ready(self, what: str) -> str:
        return f"{self.program.name} {what}. The end of its log:\n{self._log.tail()}"

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        self._signal(process.pid, self.program.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), self.program.grace)
        except TimeoutError:
            self._announce(f"{self.program.name} did not stop within {self.program.grace:g} s; ending it by force")
            self._events.write("forced", self.program.name, pid=process.pid)
            self._signal(process.pid, signal.SIGKILL)
            await process.wait()

    def _signal(self, pid: int, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, number)
