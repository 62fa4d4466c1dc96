"""`contapics weights list` and `contapics weights fetch NAME…`: docTR's published weights, fetched before a start."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from services.common.config import ConfigurationError
from services.ocr.errors import ReaderUnavailable
from services.ocr.readers.choose import ReaderSettings
from services.ocr.readers.download import sha256
from services.ocr.readers.published import DETECTORS, RECOGNISERS, published


def run(argv: list[str]) -> int:
    """Exit status: 0 when all are there, 1 when one cannot be had, 2 for a wrong command line."""
    arguments = _arguments(argv)
    try:
        folder = ReaderSettings.from_environment(os.environ).weights_folder
        if arguments.command == "list":
            _list(folder)
            return 0
        return max([_fetch(name, folder) for name in arguments.names])
    except ConfigurationError as error:
        print(f"contapics weights: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="contapics weights", description="docTR's published weights, kept in the folder OCR_WEIGHTS_FOLDER."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="what is published, where, and what the folder has of it")
    fetch = commands.add_parser("fetch", help="fetch what the folder does not have, with a check of its SHA-256")
    fetch.add_argument("names", nargs="+", metavar="NAME", choices=DETECTORS + RECOGNISERS, help="as `list` shows it")
    return parser.parse_args(argv)


def _list(folder: Path) -> None:
    print(f"folder: {folder}")
    for role, names in (("detector", DETECTORS), ("recogniser", RECOGNISERS)):
        for name in names:
            weights = published(name)
            state = "here" if weights.is_in(folder) else "-"
            print(f"{role:<10}  {name:<23}  {state:<4}  {weights.url}")


def _fetch(name: str, folder: Path) -> int:
    try:
        file = published(name).file_in(folder)
    except ReaderUnavailable as error:
        print(f"contapics weights: {error}", file=sys.stderr)
        return 1
    # All 64 digits, to be compared with another machine's: OnnxTR publishes only the first eight.
    print(f"{name}: {file}, {file.stat().st_size:,} bytes, SHA-256 {sha256(file)}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
