"""Log files of the running programs: bounded in size, with the latest lines at hand."""

from __future__ import annotations

import asyncio
import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path

_LARGEST = 16 * 1024 * 1024
_TAIL = 4096


class LogFile:
    """Appends to a file; beyond 16 MiB it becomes `<name>.1` (the one before that goes) and a new one begins.

    A disk that is full costs lines of the log, never the program that wrote them.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("ab", buffering=0)
        self._tail = b""

    def write(self, chunk: bytes) -> None:
        self._tail = (self._tail + chunk)[-_TAIL:]
        with contextlib.suppress(OSError):
            if self._file.tell() + len(chunk) > _LARGEST:
                self._path.replace(self._path.with_name(f"{self._path.name}.1"))
                self._file.close()
                self._file = self._path.open("ab", buffering=0)
            self._file.write(chunk)

    def tail(self, lines: int = 20) -> str:
        """The last lines that this launcher has seen."""
        return "\n".join(self._tail.decode(errors="replace").splitlines()[-lines:])

    async def follow(self, stream: asyncio.StreamReader) -> None:
        """Copies a program's output until it ends."""
        while chunk := await stream.read(65_536):
            self.write(chunk)

    def close(self) -> None:
        self._file.close()


class EventLog:
    """What the supervisor did, one JSON object a line: `time` (UTC), `event`, `part` and the event's own fields."""

    def __init__(self, path: Path) -> None:
        self._log = LogFile(path)

    def write(self, event: str, part: str, **fields: object) -> None:
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": time, "event": event, "part": part, **fields}, ensure_ascii=False)
        self._log.write(f"{line}\n".encode())

    def close(self) -> None:
        self._log.close()
