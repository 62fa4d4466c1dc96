"""Files that arrive in pieces: what has come so far lies in a folder, so that it outlives this process.

Each upload is `<id>.json`, what is known of it, and `<id>.data`, its bytes; those of one user lie in one folder, which
nobody else's requests look into.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import IO, Any, Literal

from gateway.errors import NoRoom
from services.common.errors import NotFound

LIFETIME = timedelta(hours=24)
"""How long an upload is kept after its last piece."""
MOST_PER_OWNER = 20
"""A phone sends one after the other; what is above this was left behind, and the oldest makes room."""
RESERVE_BYTES = 256 * 2**20
"""Left free for all else that writes to the same disk."""

ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Entry:
    """One upload. `head` are the fields of the document's UploadHead, `stored` the SHA-256 once it is a document."""

    id: str
    owner: str
    length: int
    metadata: str
    head: dict[str, Any]
    stored: str = ""

    @classmethod
    def new(cls, owner: str, length: int, metadata: str, head: dict[str, Any]) -> Entry:
        return cls(secrets.token_hex(16), owner, length, metadata, head)

    @property
    def key(self) -> str:
        """By which requests hold it."""
        return f"{self.owner}/{self.id}"


class Spool:
    """The folder of uploads that aren't whole yet. Its functions block: call them from a thread."""

    def __init__(self, folder: Path, reserve_bytes: int = RESERVE_BYTES) -> None:
        self._folder = folder
        self._reserve = reserve_bytes

    def create(self, entry: Entry, held: Callable[[str], bool]) -> Entry:
        """Begin a new upload, without bytes. Raises NoRoom where they wouldn't fit.

        It takes the place of the oldest one that no request holds by its key.
        """
        with no_room_told():
            folder = self._folder_of(entry.owner)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.make_sure_of_room(entry.length)
            idle = [path for path in folder.glob("*.json") if not held(f"{entry.owner}/{path.stem}")]
            for old in sorted(idle, key=last_change)[: 1 - MOST_PER_OWNER]:
                self._remove(folder, old.stem)
            self._data(entry).touch(mode=0o600)
            self._write(entry)
        return entry

    def find(self, owner: str, id: str) -> Entry:
        """Raises NotFound for what is unknown, expired or another user's."""
        path = self._folder_of(owner) / f"{id}.json"
        try:
            if ID.fullmatch(id) and not self._is_over(path):
                return Entry(**json.loads(path.read_bytes()))
        except FileNotFoundError:
            pass
        raise NotFound("upload_unknown", "There is no such upload.")

    def offset(self, entry: Entry) -> int:
        """How many bytes count as arrived.

        The last one counts only once the document is stored: whoever goes on after an interruption sends it again, and
        so has the document stored. The file is cut to what counts.
        """
        if entry.stored:
            return entry.length
        try:
            size = self._data(entry).stat().st_size
        except FileNotFoundError as error:
            raise NotFound("upload_unknown", "The upload's bytes are gone.") from error
        if size < entry.length:
            return size
        os.truncate(self._data(entry), entry.length - 1)
        return entry.length - 1

    def open(self, entry: Entry, offset: int) -> IO[bytes]:
        """The bytes' file, to write on from the offset."""
        file = self._open(entry, "r+b")
        file.seek(offset)
        return file

    def read(self, entry: Entry) -> IO[bytes]:
        return self._open(entry, "rb")

    def _open(self, entry: Entry, mode: Literal["r+b", "rb"]) -> IO[bytes]:
        try:
            return self._data(entry).open(mode)
        except FileNotFoundError as error:
            raise NotFound("upload_unknown", "The upload's bytes are gone.") from error

    def make_sure_of_room(self, size: int) -> None:
        """Raises NoRoom if so many bytes more would fill the disk."""
        if shutil.disk_usage(self._folder).free < size + self._reserve:
            raise NoRoom("spool_full", "The disk of the uploads is full.")

    def finish(self, entry: Entry, sha256: str) -> Entry:
        """Remember that it is stored, for a sender who missed the answer, and drop the bytes."""
        done = replace(entry, stored=sha256)
        self._write(done)
        self._data(entry).unlink(missing_ok=True)
        return done

    def remove(self, entry: Entry) -> None:
        self._remove(self._folder_of(entry.owner), entry.id)

    def expires(self, entry: Entry) -> datetime:
        data = self._data(entry)
        newest = last_change(data if data.exists() else data.with_suffix(".json"))
        return datetime.fromtimestamp(newest, UTC) + LIFETIME

    def sweep(self) -> int:
        """Remove what expired, left-overs of a crash with it, and tell how many files."""
        old = [path for path in self._folder.glob("*/*") if self._is_over(path)]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _is_over(self, path: Path) -> bool:
        """Whether the last change of an upload's files is too long ago, as it is where there are none."""
        newest = last_change(path)
        data = path.with_suffix(".data")
        if data.exists():
            newest = max(newest, last_change(data))
        return newest < time.time() - LIFETIME.total_seconds()

    def _folder_of(self, owner: str) -> Path:
        return self._folder / hashlib.sha256(owner.encode()).hexdigest()[:32]

    def _data(self, entry: Entry) -> Path:
        return self._folder_of(entry.owner) / f"{entry.id}.data"

    def _write(self, entry: Entry) -> None:
        path = self._data(entry).with_suffix(".json")
        draft = path.with_suffix(".new")
        with no_room_told(), draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(entry), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def _remove(self, folder: Path, id: str) -> None:
        for suffix in ("json", "data", "new"):
            (folder / f"{id}.{suffix}").unlink(missing_ok=True)


def last_change(path: Path) -> float:
    """In seconds since the epoch; long ago for what another request has just removed."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


@contextmanager
def no_room_told() -> Iterator[None]:
    """Turns the system's word for a full disk into ours. Raises NoRoom."""
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            raise NoRoom("spool_full", "The disk of the uploads is full.") from error
        raise
