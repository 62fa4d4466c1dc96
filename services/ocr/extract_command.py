"""`contapics extract [--json] [--debug DIR] FILE…`: read files where they lie, with no server."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from services.ocr.errors import ReadError, ReaderUnavailable, Reason
from services.ocr.extraction import Extraction


def run(argv: list[str]) -> int:
    """Exit status: 0 when every file was read, 1 when one was not, 2 for a wrong command line or engine."""
    arguments = _arguments(argv)
    status = 0
    try:
        for file, outcome in _outcomes(arguments.files):
            if isinstance(outcome, ReadError):
                status = 1
            for shape in _shapes(file, outcome):
                print(json.dumps(shape, ensure_ascii=False), flush=True)
    except ReaderUnavailable as error:
        print(f"contapics extract: {error}", file=sys.stderr)
        return 2
    return status


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="contapics extract", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a picture, a PDF, an e-Factura XML or its zip")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, in the order given")
    parser.add_argument("--debug", type=Path, metavar="DIR", help="write what each stage saw into this folder")
    return parser.parse_args(argv)


def _outcomes(files: list[str]) -> Iterator[tuple[str, list[Extraction] | ReadError]]:
    from services.ocr.pipeline import read_document
    from services.ocr.readers.choose import ReaderSettings, open_reader
    from services.ocr.sandbox import Sandbox

    today = datetime.now().astimezone().date()
    reader = open_reader(ReaderSettings.from_environment(os.environ))
    with Sandbox() as sandbox:
        for file in files:
            try:
                yield file, read_document(_contents(file), reader, sandbox, today)
            except ReadError as error:
                yield file, error


def _contents(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise ReadError(Reason.NOT_FOUND, f"the file cannot be opened: {error.strerror}") from error


def _shapes(file: str, outcome: list[Extraction] | ReadError) -> Iterator[dict[str, Any]]:
    if isinstance(outcome, ReadError):
        yield {"file": file, "error": {"reason": str(outcome.reason), "message": outcome.message}}
    else:
        for extraction in outcome:
            yield extraction.as_json(file)


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
