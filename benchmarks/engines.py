"""One reading engine in a process of its own: `python -m benchmarks.engines NAME` reads paths from standard input.

For each path it prints a JSON line with the seconds spent and either our extractions or a peer's plain text. The
first path is read once more beforehand, unmeasured, so that all engines are warm.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

Read = Callable[[Path], dict[str, Any]]


def contapics(recogniser: str | None = None) -> Read:
    """Our whole way, as `contapics extract` goes it; with the configured recogniser, or the one that is named."""
    from services.ocr.errors import ReadError
    from services.ocr.pipeline import read_document
    from services.ocr.readers.choose import ReaderSettings, open_reader
    from services.ocr.sandbox import Sandbox

    settings = ReaderSettings.from_environment(os.environ)
    reader = open_reader(replace(settings, recogniser=recogniser or settings.recogniser))
    sandbox = Sandbox()
    today = datetime.now().astimezone().date()

    def read(path: Path) -> dict[str, Any]:
        try:
            documents = read_document(path.read_bytes(), reader, sandbox, today)
        except ReadError as error:
            return {"error": str(error.reason)}
        return {"documents": [document.as_json() for document in documents]}

    return read


def with_ours() -> Read:
    """Our whole way with the recogniser that we trained."""
    from services.ocr.readers.choose import OURS

    return contapics(OURS)


def rapidocr() -> Read:
    """The package as it comes, with its defaults."""
    import logging

    from rapidocr import RapidOCR

    logging.disable(logging.WARNING)
    engine = RapidOCR()

    def read(path: Path) -> dict[str, Any]:
        found = engine(str(path))
        return {"text": "\n".join(getattr(found, "txts", None) or ())}

    return read


def tesseract() -> Read:
    """Tesseract 5 with Romanian, German and English, its defaults else."""

    def read(path: Path) -> dict[str, Any]:
        command = ["tesseract", str(path), "-", "-l", "ron+deu+eng"]
        return {"text": subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace")}

    return read


ENGINES: dict[str, Callable[[], Read]] = {
    "contapics": contapics,
    "contapics-own": with_ours,
    "rapidocr": rapidocr,
    "tesseract": tesseract,
}


def main() -> None:
    read = ENGINES[sys.argv[1]]()
    paths = [Path(line) for line in sys.stdin.read().splitlines()]
    if paths:
        read(paths[0])
    for path in paths:
        started = time.perf_counter()
        result = read(path)
        seconds = time.perf_counter() - started
        print(json.dumps({"file": str(path), "seconds": seconds, **result}), flush=True)
    # A decoder left waiting for the next file must not keep this process.
    os._exit(0)


if __name__ == "__main__":
    main()
