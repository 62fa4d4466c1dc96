"""The process that decodes untrusted files: `python -m services.ocr.sandbox_worker`, started by sandbox.py alone.

It answers on a pipe with JSON headers and raw bytes, never pickles: a file that takes this process over still cannot
make the service run anything. See sandbox.py for the frames.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from typing import BinaryIO

import numpy as np

from services.ocr.decode import Decoded, Picture, TextPage, Wanted, Xml, decode
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits
from services.ocr.sandbox import LENGTHS, OUT_OF_MEMORY


def main() -> None:
    limits = Limits(**json.loads(sys.argv[1]))
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # A decoder that prints must not write into the frames.
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    _confine(limits)
    _frame({"kind": "ready"}, b"", answers)
    try:
        while lengths := requests.read(LENGTHS.size):
            head, body = LENGTHS.unpack(lengths)
            wanted = Wanted.parsed(json.loads(requests.read(head)))
            _answer(requests.read(body), wanted, limits, answers)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _confine(limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the service's to handle
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _answer(data: bytes, wanted: Wanted, limits: Limits, answers: BinaryIO) -> None:
    try:
        # The parent enforces the time limit; the alarm ends this process should the parent be gone.
        signal.alarm(int(limits.seconds) + 5)
        for decoded in decode(data, limits, wanted):
            signal.alarm(0)
            _send(decoded, answers)
            signal.alarm(int(limits.seconds) + 5)
        header: dict[str, object] = {"kind": "end"}
    except ReadError as error:
        header = {"kind": "error", "reason": error.reason, "message": error.message}
    except MemoryError:
        message = "the file needs more memory than one file may have"
        header = {"kind": "error", "reason": Reason.MEMORY_LIMIT, "message": message}
    finally:
        signal.alarm(0)
    _frame(header, b"", answers)


def _send(decoded: Decoded, answers: BinaryIO) -> None:
    if isinstance(decoded, Picture):
        pixels = np.ascontiguousarray(decoded.pixels)
        height, width, _ = pixels.shape
        _frame(
            {"kind": "picture", "number": decoded.number, "height": height, "width": width},
            pixels.data.cast("B"),
            answers,
        )
    elif isinstance(decoded, TextPage):
        page = decoded.page
        header = {"kind": "text", "number": page.number, "height": page.height, "width": page.width}
        words = [[word.text, word.quad] for word in page.words]
        _frame(header | {"to_file": page.to_file.tolist(), "words": words}, b"", answers)
    elif isinstance(decoded, Xml):
        _frame({"kind": "xml"}, decoded.data, answers)


def _frame(header: dict[str, object], body: bytes | memoryview, answers: BinaryIO) -> None:
    head = json.dumps(header).encode()
    answers.write(LENGTHS.pack(len(head), len(body)) + head)
    answers.write(body)
    answers.flush()


if __name__ == "__main__":
    main()
