"""Files on their way into the blob store: bounded, hashed and recognised while they stream."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from uuid import UUID

from services.common.blobs import Blobs
from services.common.content_type import content_type
from services.common.errors import DomainError, Invalid, TooLarge
from services.common.ids import new_id
from services.document.operations import StoredFile

MIB = 1024 * 1024
SNIFFED_BYTES = 1024
"""How much of the beginning tells the type: a PDF's header may stand that deep."""


class Intake:
    """Watches the chunks of one upload go by. Never holds more than the first few bytes."""

    def __init__(self, chunks: AsyncIterator[bytes], limit: int) -> None:
        self._chunks = chunks
        self._limit = limit
        self._hash = hashlib.sha256()
        self._head = b""
        self.size = 0
        self.fault: DomainError | None = None
        """What ended the stream early; kept here since the store wraps errors of its source in its own."""

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    @property
    def media_type(self) -> str | None:
        return content_type(self._head)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._chunks:
                self._watch(chunk)
                yield chunk
        except DomainError as error:
            self.fault = error
            raise

    def _watch(self, chunk: bytes) -> None:
        if len(self._head) < SNIFFED_BYTES:
            self._head += chunk[: SNIFFED_BYTES - len(self._head)]
        self.size += len(chunk)
        self._hash.update(chunk)
        if self.size > self._limit:
            raise TooLarge("file_too_large", "The file is too large.", {"limit_mib": f"{self._limit / MIB:g}"})


async def take_in(
    blobs: Blobs, tenant_id: UUID, filename: str, chunks: AsyncIterator[bytes], limit: int, sha256: str
) -> StoredFile:
    """Store a stream whole, or nothing of it. `sha256` is what the bytes must have, hexadecimal; empty for any.

    Raises TooLarge, Invalid (empty_file, unknown_type, digest_mismatch) and Unavailable.
    """
    key = f"{tenant_id}/{datetime.now(UTC):%Y/%m}/{new_id()}"
    intake = Intake(chunks, limit)
    try:
        await blobs.put(key, aiter(intake))
    except Exception:
        if intake.fault is not None:
            raise intake.fault from None
        raise
    try:
        found = _require_usable(intake, sha256)
    except Invalid:
        await blobs.delete(key)
        raise
    return StoredFile(key, _name(filename), found, intake.size, intake.sha256)


def _require_usable(intake: Intake, sha256: str) -> str:
    if intake.size == 0:
        raise Invalid("empty_file", "The file is empty.", fields={"file": "empty"})
    if sha256 and sha256.lower() != intake.sha256:
        raise Invalid(
            "digest_mismatch",
            f"The bytes have SHA-256 {intake.sha256}, not {sha256}.",
            {"expected": sha256, "actual": intake.sha256},
            {"sha256": "differs from the bytes"},
        )
    found = intake.media_type
    if found is None:
        raise Invalid("unknown_type", "The file is no picture, PDF or e-Factura.", fields={"file": "unknown type"})
    return found


def _name(filename: str) -> str:
    """The last part of a path as phones, browsers and Windows send it, printable and at most 255 characters.

    What is nothing but blanks and dots is no name: `..` is a folder.
    """
    name = PurePosixPath(filename.replace("\\", "/")).name
    shown = "".join(letter for letter in name if letter.isprintable())[-255:].strip()
    return shown if shown.strip(".") else "document"
