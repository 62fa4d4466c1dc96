"""Object storage for files: a local folder or an S3-compatible bucket, by URL, behind one API."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from services.common.config import ConfigurationError
from services.common.errors import NotFound, Unavailable

if TYPE_CHECKING:
    from obstore import GetOptions  # there for type checkers only

READ_CHUNK = 256 * 1024
LIST_BATCH = 500


@dataclass(frozen=True, slots=True)
class Blobs:
    """A store, and the folder behind it where it is local. Keys begin with a tenant's id and never come from input."""

    store: ObjectStore
    folder: Path | None

    @classmethod
    def open(cls, url: str) -> Blobs:
        """A store by URL: `file:///folder`, `s3://bucket/prefix` and the others that obstore knows.

        Credentials and endpoint of a bucket come from the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL …).
        Raises ConfigurationError.
        """
        parts = urlsplit(url)
        try:
            if parts.scheme != "file":
                return cls(from_url(url), None)
            folder = Path(unquote(parts.path))
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return cls(LocalStore(folder), folder)
        except (BaseError, OSError, ValueError) as error:
            raise ConfigurationError(f"the storage {parts.scheme}://… can't be used") from error

    async def put(self, key: str, chunks: AsyncIterator[bytes]) -> None:
        """Store a stream whole or not at all; when this returns, a power cut does not lose it. Raises Unavailable."""
        try:
            await obstore.put_async(self.store, key, chunks)
            if self.folder is not None:
                await asyncio.to_thread(_sync_file, self.folder, key)
        except (BaseError, OSError) as error:
            raise Unavailable("storage_unavailable", "The file store can't be written at the moment.") from error

    async def get(self, key: str) -> bytes:
        """The whole object. Raises NotFound, Unavailable."""
        return b"".join([chunk async for chunk in self.stream(key)])

    async def stream(self, key: str, begin: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The object in chunks, or its bytes from `begin` to before `end`. Raises NotFound, Unavailable."""
        options: GetOptions = {} if end is None else {"range": (begin, end)}
        try:
            result = await obstore.get_async(self.store, key, options=options)
            async for chunk in result.stream(min_chunk_size=READ_CHUNK):
                yield bytes(chunk)
        except (NotFoundError, FileNotFoundError) as error:
            raise NotFound("file_missing", "The file is no longer in the store.") from error
        except (BaseError, OSError) as error:
            raise Unavailable("storage_unavailable", "The file store can't be read at the moment.") from error

    async def list(self) -> AsyncIterator[Sequence[tuple[str, datetime]]]:
        """Every object's key and when it was stored, some hundreds at a time. Raises Unavailable."""
        try:
            # In a thread: its asynchronous twin aborts the process if that ends in the middle of a list.
            batches = iter(obstore.list(self.store, chunk_size=LIST_BATCH))
            while (batch := await asyncio.to_thread(next, batches, None)) is not None:
                yield [(each["path"], each["last_modified"]) for each in batch]
        except (BaseError, OSError) as error:
            raise Unavailable("storage_unavailable", "The file store can't be read at the moment.") from error

    async def delete(self, key: str) -> None:
        """Remove an object; one that is not there is no error. Raises Unavailable."""
        try:
            await obstore.delete_async(self.store, key)
        except (NotFoundError, FileNotFoundError):
            return
        except (BaseError, OSError) as error:
            raise Unavailable("storage_unavailable", "The file store can't be written at the moment.") from error


def _sync_file(folder: Path, key: str) -> None:
    """Flush a file and the folders that name it: the local store renames into place but does not flush."""
    path = folder / key
    for entry in (path, *path.relative_to(folder).parents):
        descriptor = os.open(folder / entry, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
