"""Reads files off the event loop: one thread per reader, each with a decoding process of its own."""

from __future__ import annotations

import asyncio
import hashlib
import queue
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from contapics.ocr.v1 import events_pb2
from contapics.ocr.v1 import ocr_service_pb2 as pb

from services.common.durations import duration_histogram
from services.ocr.errors import ReadError
from services.ocr.events import as_message, words_as_messages
from services.ocr.limits import Limits
from services.ocr.pipeline import File, read_files
from services.ocr.readers import cyrillic
from services.ocr.sandbox import Sandbox
from services.ocr.words import Reader

durations = duration_histogram("contapics.reading.duration", "Time to read a file.")
ROMANIA = ZoneInfo("Europe/Bucharest")


class Reading:
    """The engine behind both ways in. `version` names engine, weights and rules: the cache's key."""

    def __init__(self, reader: Reader, limits: Limits, readers: int) -> None:
        self._reader = reader
        self._threads = ThreadPoolExecutor(readers, thread_name_prefix="reader")
        self._sandboxes: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()
        for _ in range(readers):
            self._sandboxes.put(Sandbox(limits))
        self.readers = readers
        second = "+tesseract-bul" if cyrillic.is_at_hand() else ""
        self.version = f"{reader.name}{second}+{_code_digest()}"

    async def read(self, files: Sequence[File], *, whole: bool = False) -> pb.ExtractResponse:
        """Every receipt and invoice of some files, or with `whole` one. Raises ReadError where one can't be read."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._read, files, whole)

    def _read(self, files: Sequence[File], whole: bool) -> pb.ExtractResponse:
        sandbox = self._sandboxes.get()
        begun, outcome = time.perf_counter(), "broke"
        try:
            read = read_files(files, self._reader, sandbox, datetime.now(ROMANIA).date(), whole=whole)
            outcome = "review" if any(extraction.needs_review for extraction in read.extractions) else "clean"
        except ReadError as error:
            outcome = str(error.reason)
            raise
        finally:
            self._sandboxes.put(sandbox)
            durations.record(time.perf_counter() - begun, {"outcome": outcome})
        return pb.ExtractResponse(
            extractions=[as_message(extraction) for extraction in read.extractions],
            page_counts=read.page_counts,
            page_ranges=[events_pb2.PageRange(first_page=first, last_page=last) for first, last in read.page_ranges],
            words=words_as_messages(read.papers),
        )

    def close(self) -> None:
        """End the threads after what they are reading, and the decoding processes."""
        self._threads.shutdown(wait=True)
        for _ in range(self.readers):
            self._sandboxes.get().close()


def _code_digest() -> str:
    """A digest of this package's code: an upgraded reader never answers from its predecessor's cache, and nobody has
    to remember to raise a number."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
