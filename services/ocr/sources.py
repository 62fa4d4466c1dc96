"""What an event asks to read: files in the blob store, in order, of each all pages, some, or a piece of one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from contapics.document.v1 import events_pb2 as document
from contapics.ocr.v1 import ocr_service_pb2 as ocr

from services.ocr.decode import Wanted
from services.ocr.region import Region


def files_of(received: document.DocumentReceived) -> Sequence[document.StoredFile]:
    """The files in order; a message from before there were several names its only one beside them."""
    return received.files or [
        document.StoredFile(blob_key=received.blob_key, sha256=received.sha256, filename=received.filename)
    ]


def wanted_of(file: document.StoredFile) -> Wanted:
    return Wanted(max(file.first_page, 1), file.last_page or None, region=region_of(file))


def region_of(asked: document.StoredFile | ocr.DrawPageRequest) -> Region | None:
    region = asked.region
    return Region(region.left, region.top, region.right, region.bottom) if asked.HasField("region") else None


def digest_of(files: Sequence[document.StoredFile], *, whole: bool) -> str:
    """What the result of a reading is kept under: the file's own SHA-256 where nothing else bears on it."""
    wanted = [wanted_of(file) for file in files]
    if len(files) == 1 and not whole and wanted == [Wanted()]:
        return files[0].sha256
    parts = [_named(file.sha256, pages) for file, pages in zip(files, wanted, strict=True)]
    return hashlib.sha256("\n".join([f"whole {whole}", *parts]).encode()).hexdigest()


def _named(sha256: str, wanted: Wanted) -> str:
    """One file and what is read of it. Without a region as it always was: what was read before is found again."""
    named = f"{sha256} {wanted.first} {wanted.last}"
    return f"{named} {','.join(map(str, wanted.region))}" if wanted.region else named
