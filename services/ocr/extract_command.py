"""`contapics extract [--json] [--debug DIR] FILE…`: read files where they lie, with no server."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from services.common.config import ConfigurationError
from services.common.messages import ENGLISH, ROMANIAN, say
from services.ocr.errors import ReadError, ReaderUnavailable, Reason
from services.ocr.extraction import Extraction

if TYPE_CHECKING:
    from services.ocr.sandbox import Decoding, Sandbox

Outcome = list[Extraction] | ReadError


def run(argv: list[str]) -> int:
    """Exit status: 0 when every file was read, 1 when one was not, 2 for a wrong command line or engine."""
    arguments = _arguments(argv)
    language = _language()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace" if not arguments.json else "strict")
    failed = False
    if arguments.debug and (trouble := _unusable(arguments.debug)):
        print(f"contapics extract: the folder {arguments.debug} cannot be used: {trouble}", file=sys.stderr)
        return 2
    try:
        for file, outcome in _outcomes(arguments.files, arguments.debug):
            failed |= isinstance(outcome, ReadError)
            _print(file, outcome, language, as_json=arguments.json)
    except (ReaderUnavailable, ConfigurationError) as error:
        print(f"contapics extract: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return 1 if failed else 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="contapics extract", description="Read receipts and invoices from files, with no server."
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a picture, a PDF, an e-Factura XML or its zip")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, in the order given")
    parser.add_argument("--debug", type=Path, metavar="DIR", help="write what each stage saw into this folder")
    return parser.parse_args(argv)


def _unusable(folder: Path) -> str:
    """Why nothing can be written into a folder, which is made if need be; empty where it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return str(error.strerror)


def _language() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return ENGLISH if named.lower().startswith("en") else ROMANIAN


def _outcomes(files: list[str], debug: Path | None) -> Iterator[tuple[str, Outcome]]:
    """Each file's documents in order. While one is read, the next is already being decoded in another process."""
    # Imported once the command line is known to be right: OpenCV and ONNX Runtime take most of the start.
    from services.ocr.sandbox import Sandbox

    with ExitStack() as stack:
        sandboxes = [stack.enter_context(Sandbox()) for _ in range(min(2, len(files)))]
        upcoming = _begun(files[0], sandboxes[0])
        read = _file_reader(debug)
        for index, file in enumerate(files):
            present = upcoming
            if index + 1 < len(files):
                upcoming = _begun(files[index + 1], sandboxes[(index + 1) % 2])
            name = f"{index + 1:03d}-{Path(file).stem}"
            yield file, present if isinstance(present, ReadError) else read(name, present)


def _begun(file: str, sandbox: Sandbox) -> Decoding | ReadError:
    limit = sandbox.limits.bytes
    try:
        with open(file, "rb", opener=_opened) as stream:
            data = stream.read(limit + 1)  # never more: what is opened may have no end, as a device
    except OSError as error:
        return ReadError(Reason.NOT_FOUND, f"the file cannot be opened: {error.strerror}")
    if len(data) > limit:
        return ReadError(Reason.TOO_LARGE, f"the file is larger than the {limit} bytes that are read")
    return sandbox.decode(data)


def _opened(file: str, flags: int) -> int:
    """Opens without waiting: a named pipe that nobody writes to is an empty file, and no reason to hang."""
    descriptor = os.open(file, flags | os.O_NONBLOCK)
    os.set_blocking(descriptor, True)
    return descriptor


def _file_reader(debug: Path | None) -> Callable[[str, Decoding], Outcome]:
    from services.ocr.pipeline import read_decoded
    from services.ocr.readers.choose import ReaderSettings, open_reader
    from services.ocr.trace import NO_TRACE, FolderTrace

    reader = open_reader(ReaderSettings.from_environment(os.environ))
    today = datetime.now().astimezone().date()

    def read(name: str, decoding: Decoding) -> Outcome:
        trace = FolderTrace(debug, name) if debug else NO_TRACE
        try:
            return read_decoded(decoding, reader, today, trace)
        except ReadError as error:
            return error
        except Exception as error:  # a mistake of ours with one file must not cost the others
            if debug:
                Path(debug, f"{name}-error.txt").write_text(traceback.format_exc(), "utf-8")
            return ReadError(Reason.INTERNAL, f"reading failed: {type(error).__name__}")
        finally:
            decoding.close()

    return read


def _print(file: str, outcome: Outcome, language: str, *, as_json: bool) -> None:
    if isinstance(outcome, ReadError):
        message = say(outcome.reason, {}, language)
        if as_json:
            _print_json({"file": file, "error": {"reason": str(outcome.reason), "message": message}})
        else:
            print(f"{file}\n  {message}\n", flush=True)
        return
    for extraction in outcome:
        if as_json:
            _print_json(extraction.as_json(file))
        else:
            from services.ocr.table import as_table

            print(as_table(extraction.as_json(file), language), end="\n\n", flush=True)


def _print_json(shape: dict[str, Any]) -> None:
    line = json.dumps(shape, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding)
    except UnicodeEncodeError:  # a file name of other bytes than UTF-8, or a terminal without our letters
        line = json.dumps(shape)
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
