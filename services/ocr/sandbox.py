"""Decodes untrusted files in a worker process that can be killed, under limits of memory and time.

Frames on the pipes, each two lengths, a JSON header and a body: to the worker what is wanted and the file; back
`ready` once after its start, then for each page its pixels, text or XML, last `end` or `error`. The worker lives on
from file to file and is replaced when it dies, hangs or is left in the middle of a file.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from services.ocr.decode import ALL, Decoded, Picture, TextPage, Wanted, Xml
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits
from services.ocr.words import Page, Word

LENGTHS = struct.Struct(">QQ")
"""Before each frame: bytes of the header and of the body."""

_ROOT = Path(__file__).parents[2]
_START_SECONDS = 60.0  # importing from a cold disk on a busy machine
_LARGEST_HEADER = 64 * 1024 * 1024


class Sandbox:
    """One worker process, for one file at a time: threads that decode at once take turns, or a sandbox each."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._worker: subprocess.Popen[bytes] | None = None
        self._is_starting = False
        self._turn = threading.Lock()

    def decode(self, data: bytes, wanted: Wanted = ALL) -> Decoding:
        """The wanted pages of a file. The worker starts on it at once and stays one page ahead of the caller.

        Errors come as ReadError from the iteration. Exhaust it or close it: until then it holds the worker.
        """
        self._turn.acquire()
        try:
            self._send(data, wanted)
        except BaseException:
            self._turn.release()
            raise
        return Decoding(self)

    def start(self) -> None:
        """Start the worker now, so that the first file need not wait for it."""
        with self._turn:
            self._running()

    @property
    def worker(self) -> int | None:
        """Process id of the worker that is there now, if any: it changes when one is replaced."""
        return self._worker.pid if self._worker else None

    def close(self) -> None:
        """End the worker, even in the middle of a file, which then fails. Decoding again starts another."""
        self._kill()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, data: bytes, wanted: Wanted) -> None:
        # What is too large is not worth sending: the worker would only say so.
        refused = len(data) > self.limits.bytes
        request = data[: self.limits.bytes + 1] if refused else data
        head = json.dumps(dataclasses.asdict(wanted)).encode()
        for attempt in (1, 2):
            requests = self._running().stdin
            assert requests is not None  # noqa: S101 - it was opened as a pipe
            try:
                requests.write(LENGTHS.pack(len(head), len(request)) + head)
                requests.write(request)
                requests.flush()
                return
            except BrokenPipeError:
                self._kill()  # it died while idle, say by the machine's memory killer
                if attempt == 2:
                    raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self._kill()
            self._is_starting = True
            self._worker = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "services.ocr.sandbox_worker",
                    json.dumps(dataclasses.asdict(self.limits)),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # None of the service's secrets; one thread, since each more costs address space.
                env={"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,
            )
        return self._worker

    def _kill(self) -> int | None:
        worker, self._worker = self._worker, None
        if worker is None:
            return None
        worker.kill()
        for pipe in (worker.stdin, worker.stdout):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        return worker.wait()


class Decoding(Iterator[Decoded]):
    """The pages of one file as they come from the worker."""

    def __init__(self, sandbox: Sandbox) -> None:
        worker = sandbox._running()
        assert worker.stdout is not None  # noqa: S101 - it was opened as a pipe
        self._sandbox: Sandbox | None = sandbox
        # Our own end: closing the sandbox meanwhile must not leave a number that another file may get.
        self._answers = os.dup(worker.stdout.fileno())
        self._left = _START_SECONDS if sandbox._is_starting else sandbox.limits.seconds
        self._ready = select.poll()
        self._ready.register(self._answers, select.POLLIN)

    def __next__(self) -> Decoded:
        if self._sandbox is None:
            raise StopIteration
        try:
            header, body = self._frame()
            if header["kind"] == "ready":
                self._started()
                header, body = self._frame()
        except BaseException:
            self.close()
            raise
        if header["kind"] in {"end", "error"}:
            self._release()
        if header["kind"] == "end":
            raise StopIteration
        if header["kind"] == "error":
            raise ReadError(Reason(header["reason"]), str(header["message"]))
        return _decoded(header, body)

    def close(self) -> None:
        """Give the worker back. In the middle of a file it is ended, since the rest would still come."""
        if self._sandbox is not None:
            self._sandbox._kill()
            self._release()

    def __del__(self) -> None:
        self.close()

    def _started(self) -> None:
        """The worker's own start is not the file's time."""
        if self._sandbox is not None:
            self._sandbox._is_starting = False
            self._left = self._sandbox.limits.seconds

    def _release(self) -> None:
        sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            os.close(self._answers)
            sandbox._turn.release()

    def _frame(self) -> tuple[dict[str, Any], bytearray]:
        head, body = LENGTHS.unpack(self._receive(LENGTHS.size))
        if head > _LARGEST_HEADER or body > self._largest_body():
            raise ReadError(Reason.BROKEN_FILE, "the file could not be decoded")
        return json.loads(self._receive(head)), self._receive(body)

    def _largest_body(self) -> int:
        limits = self._sandbox.limits if self._sandbox else Limits()
        return max(4 * limits.kept_pixels, limits.bytes)  # three bytes a pixel, sizes rounded up

    def _receive(self, count: int) -> bytearray:
        buffer = bytearray(count)
        rest = memoryview(buffer)
        while rest:
            started = time.monotonic()
            ready = self._ready.poll(max(0.0, self._left) * 1000)
            self._left -= time.monotonic() - started
            if not ready:
                raise ReadError(Reason.TIME_LIMIT, "decoding the file takes longer than one file may take")
            got = os.readv(self._answers, [rest])
            if got == 0:
                raise self._died()
            rest = rest[got:]
        return buffer

    def _died(self) -> ReadError:
        worker = self._sandbox._worker if self._sandbox else None
        status = worker.wait() if worker else None
        if status == OUT_OF_MEMORY:
            return ReadError(Reason.MEMORY_LIMIT, "the file needs more memory than one file may have")
        return ReadError(Reason.BROKEN_FILE, "the file makes its decoder fail")


OUT_OF_MEMORY = 77
"""Exit status of a worker that could not even answer for want of memory."""


def _decoded(header: dict[str, Any], body: bytearray) -> Decoded:
    kind = header["kind"]
    if kind == "picture":
        pixels = np.frombuffer(body, np.uint8).reshape(header["height"], header["width"], 3)
        return Picture(header["number"], pixels)
    if kind == "text":
        words = [Word(text, tuple(map(tuple, quad)), 1.0) for text, quad in header["words"]]  # type: ignore[arg-type]
        to_file = np.array(header["to_file"])
        return TextPage(Page(words, header["width"], header["height"], header["number"], "pdf_text", to_file))
    if kind == "xml":
        return Xml(bytes(body))
    raise ReadError(Reason.BROKEN_FILE, "the file could not be decoded")
