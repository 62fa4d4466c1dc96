"""The files of a note's document, for books that keep them beside the note."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from services.common.blobs import Blobs
from services.common.content_type import ContentType
from services.common.errors import NotFound
from services.ledger.errors import Refused
from services.ledger.models import DocumentFile, Note

LEFT_OUT = "attachment_left_out"
"""Caution of a note that stands in its books without its document."""
MIB = 1024 * 1024

_SUFFIXES: dict[str, tuple[str, ...]] = {
    ContentType.JPEG: (".jpg", ".jpeg"),
    ContentType.PNG: (".png",),
    ContentType.WEBP: (".webp",),
    ContentType.TIFF: (".tif", ".tiff"),
    ContentType.HEIF: (".heic", ".heif"),
    ContentType.AVIF: (".avif",),
    ContentType.PDF: (".pdf",),
    ContentType.XML: (".xml",),
    ContentType.ZIP: (".zip",),
}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
"""What Windows, where these files are opened, has no names with."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file under the name that it is opened by."""

    name: str
    content: bytes


class Attachments(Protocol):
    """Where the files of documents are."""

    async def of(self, note: Note, most_bytes: int) -> Sequence[Attachment]:
        """All files of the note's document, in their order; none for a note that has no document to show.

        Raises Refused(attachment_missing, attachment_too_large), Unavailable.
        """


@dataclass(frozen=True, slots=True)
class StoredDocuments:
    """The files in our own store, each held to the size and digest that its upload was acknowledged with."""

    blobs: Blobs

    async def of(self, note: Note, most_bytes: int) -> Sequence[Attachment]:
        size = sum(file.size for file in note.document_files)
        if size > most_bytes:
            metadata = {"size_mib": f"{size / MIB:.1f}", "limit_mib": f"{most_bytes / MIB:g}"}
            raise Refused("attachment_too_large", "The document's files are larger than the books may get.", metadata)
        return [Attachment(name_of(file), await self._content(note, file)) for file in note.document_files]

    async def _content(self, note: Note, file: DocumentFile) -> bytes:
        missing = Refused("attachment_missing", "A file of the document is not in the store.", {"name": file.filename})
        if not file.blob_key.startswith(f"{note.tenant_id}/"):
            log.error("a note names a file of another office", extra={"note": str(note.id)})
            raise missing
        try:
            content = await self.blobs.get(file.blob_key)
        except NotFound as error:
            raise missing from error
        digest = await asyncio.to_thread(lambda: hashlib.sha256(content).hexdigest())
        if digest != file.sha256:
            log.error("a stored file is damaged", extra={"note": str(note.id), "blob_key": file.blob_key})
            raise missing
        return content


def name_of(file: DocumentFile) -> str:
    """The name of the upload, ending as files of its type do: Windows opens a file by what its name ends with."""
    name = _NOT_IN_NAMES.sub("_", file.filename).strip(" .") or "document"
    suffixes = _SUFFIXES.get(file.media_type, ())
    if not suffixes or PurePosixPath(name).suffix.lower() in suffixes:
        return name
    return f"{name}{suffixes[0]}"
