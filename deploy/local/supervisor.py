"""Runs many programs as one: all up, in order down, and none left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from types import TracebackType

from deploy.local import leftovers
from deploy.local.errors import StartError
from deploy.local.logs import EventLog, LogFile
from deploy.local.program import Program
from deploy.local.supervised import Supervised


class Supervisor:
    """Use as `async with`; leaving it stops what it started, the highest stage first.

    Logs go to `log_folder`: `<name>.log` for each program's output and `supervisor.log` for what happened to them.
    `announce` gets one plain line for each thing that a person should see.
    """

    def __init__(self, log_folder: Path, run_folder: Path, announce: Callable[[str], None]) -> None:
        self._log_folder = log_folder
        self._run_folder = run_folder
        self._announce = announce
        self._events = EventLog(log_folder / "supervisor.log")
        self._parts: dict[str, Supervised] = {}

    async def __aenter__(self) -> Supervisor:
        await asyncio.to_thread(leftovers.end_all, self._run_folder, self._announce)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self, *programs: Program) -> None:
        """Starts them together and returns when all are ready. Raises StartError for the first that cannot be."""
        parts = []
        for program in programs:
            if program.name in self._parts:
                raise StartError(f"{program.name} runs already")
            log = LogFile(self._log_folder / f"{program.name}.log")
            part = Supervised(program, log, self._events, self._run_folder, self._announce)
            self._parts[program.name] = part
            part.start()
            parts.append(part)
        waits = [asyncio.create_task(part.wait_until_ready()) for part in parts]
        try:
            await asyncio.gather(*waits)
        finally:
            for wait in waits:
                wait.cancel()

    async def restart(self, *names: str) -> None:
        """Restarts running programs one after the other, each ready again before the next."""
        for name in names:
            part = self._parts[name]
            await part.restart()
            await part.wait_until_ready()

    def pid(self, name: str) -> int | None:
        """The process id of a program while it runs."""
        return self._parts[name].pid

    async def stop(self) -> None:
        """Stops all, stage by stage; what does not stop in its time is killed."""
        by_stage = sorted(self._parts.values(), key=lambda part: part.program.stage, reverse=True)
        for _, parts in groupby(by_stage, key=lambda part: part.program.stage):
            await asyncio.gather(*(part.stop() for part in parts))
        self._parts.clear()
        self._events.close()

    def force(self) -> None:
        """Kills all now; `stop` still has to run to its end."""
        for part in self._parts.values():
            part.force()
