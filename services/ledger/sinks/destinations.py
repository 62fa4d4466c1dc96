"""Where files are put: the office's part of our own storage, of a folder of this machine, or a bucket of its own.

An owner names a bucket, never a path of this machine; and a server other than Amazon's only if the installation lists
it, so that nobody reaches into our network through us.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

import obstore
from obstore.exceptions import BaseError, NotFoundError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from services.common.blobs import Blobs
from services.common.errors import Invalid, Unavailable
from services.ledger.errors import Refused
from services.ledger.sinks.given import Given
from services.ledger.sinks.hosts import Hosts

STORAGE, FOLDER, S3 = "storage", "folder", "s3"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the installation offers: its storage, the folder for what offices fetch by themselves, and the servers
    beyond it that offices may have us connect to, for S3 and for ROA."""

    blobs: Blobs
    folder: Path | None = None
    s3_endpoints: frozenset[str] = frozenset()
    roa_hosts: Hosts = field(default_factory=Hosts)


class Destination(Protocol):
    """Takes files whole or not at all."""

    async def put(self, path: str, content: bytes) -> None:
        """Durable when it returns; a file that is there is replaced. Raises Refused, Unavailable."""

    async def remove(self, path: str) -> None:
        """Raises Refused, Unavailable."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A folder of one office in a store of ours."""

    blobs: Blobs
    prefix: str

    async def put(self, path: str, content: bytes) -> None:
        await self.blobs.put(f"{self.prefix}/{path}", _once(content))

    async def remove(self, path: str) -> None:
        await self.blobs.delete(f"{self.prefix}/{path}")


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket of the office's own."""

    store: S3Store

    async def put(self, path: str, content: bytes) -> None:
        try:
            await obstore.put_async(self.store, path, content)
        except (BaseError, OSError) as error:
            raise _told(error) from error

    async def remove(self, path: str) -> None:
        try:
            await obstore.delete_async(self.store, path)
        except (BaseError, OSError) as error:
            raise _told(error) from error


def destination(given: Given, kind: str, tenant_id: UUID, around: Surroundings) -> Destination:
    """Where the configuration says; what is wrong with it waits in `given`."""
    choice = given.one_of("destination", (STORAGE, FOLDER, S3))
    if choice == S3:
        return Bucket(_store(given, around))
    if choice == FOLDER:
        if around.folder is None:
            raise Invalid("sink_folder_disabled", "This installation has no folder for exports.")
        return Stored(Blobs.open(around.folder.absolute().as_uri()), f"{tenant_id}/{kind}")
    return Stored(around.blobs, f"{tenant_id}/exports/{kind}")


def _store(given: Given, around: Surroundings) -> S3Store:
    region = given.text("region", r"[a-z0-9-]{1,40}")
    endpoint = given.text("endpoint", r"https?://[A-Za-z0-9.:-]{1,253}", default="")
    if endpoint and endpoint not in around.s3_endpoints:
        given.wrong("endpoint", "endpoint_not_listed")
    bucket = given.text("bucket", r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
    prefix = given.text("prefix", r"[A-Za-z0-9_-]{1,60}(/[A-Za-z0-9_-]{1,60}){0,5}", default="")
    key_id = given.text("access_key_id", r"[!-~]{3,128}")
    secret = given.text("secret_access_key", r"[!-~]{3,200}")
    given.finish()
    # Every value is given: obstore takes what is left out from the environment, where ours are.
    return S3Store(
        bucket,
        prefix=prefix or None,
        region=region,
        endpoint=endpoint or f"https://s3.{region}.amazonaws.com",
        access_key_id=key_id,
        secret_access_key=secret,
        virtual_hosted_style_request=False,
        client_options={"timeout": "10s", "connect_timeout": "5s", "allow_http": endpoint.startswith("http://")},
        retry_config={"max_retries": 1, "retry_timeout": timedelta(seconds=5)},
    )


def _told(error: BaseError | OSError) -> Refused | Unavailable:
    """A wrong key or bucket stays wrong until somebody changes it; anything else may pass."""
    if isinstance(error, PermissionDeniedError | UnauthenticatedError | PermissionError):
        return Refused("sink_access_denied", "The bucket refuses the access key.")
    if isinstance(error, NotFoundError | FileNotFoundError):
        return Refused("sink_bucket_missing", "There is no such bucket.")
    return Unavailable("sink_unavailable", "The place for the files does not answer.")


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
