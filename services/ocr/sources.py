"""What an event asks to read: files in the blob store, in order, each with all of its pages or some."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from contapics.document.v1 import events_pb2 as document

from services.ocr.decode import Wanted


def files_of(received: document.DocumentReceived) -> Sequence[document.StoredFile]:
    """The files in order; a message from before there were several names its only one beside them."""
    return received.files or [
        document.StoredFile(blob_key=received.blob_key, sha256=received.sha256, filename=received.filename)
    ]


def wanted_of(file: document.StoredFile) -> Wanted:
    return Wanted(max(file.first_page, 1), file.last_page or None)


def digest_of(files: Sequence[document.StoredFile], *, whole: bool) -> str:
    """What the result of a reading is kept under: the file's own SHA-256 where nothing else bears on it."""
    wanted = [wanted_of(file) for file in files]
    if len(files) == 1 and not whole and wanted == [Wanted()]:
        return files[0].sha256
    parts = [f"{file.sha256} {pages.first} {pages.last}" for file, pages in zip(files, wanted, strict=True)]
    return hashlib.sha256("\n".join([f"whole {whole}", *parts]).encode()).hexdigest()
