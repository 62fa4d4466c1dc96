"""The command `contapics`: what it can be asked, and how a failure is told."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import importlib.metadata
import sys
from collections.abc import Sequence
from pathlib import Path

from deploy.local.data_directory import default_folder
from deploy.local.ports import LOOPBACK

_READERS_COMMANDS = {"extract": "services.ocr.extract_command", "weights": "services.ocr.weights_command"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in _READERS_COMMANDS:
        # They have their own options and load the reader; the other commands must not wait for that.
        return int(importlib.import_module(_READERS_COMMANDS[given[0]]).run(given[1:]))
    options = _parser().parse_args(given)
    if options.command == "version":
        print(importlib.metadata.version("contapics"))
        return 0
    return _up(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="contapics", description="Reads receipts and invoices, verifies them and books them."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    up = commands.add_parser("up", help="start everything on this machine; Ctrl-C stops it")
    up.add_argument("--data", type=_folder, default=default_folder(), help="folder of all data (default: %(default)s)")
    up.add_argument("--host", default=LOOPBACK, help="address to serve on (default: %(default)s, this machine only)")
    up.add_argument("--port", type=_port, help="port to serve on (default: 8080, or the next free one)")
    up.add_argument("--json", action="store_true", help='print {"url","email","password"} on one line when ready')
    commands.add_parser("extract", help="read files without a server", add_help=False)
    commands.add_parser("weights", help="list or fetch docTR's published weights", add_help=False)
    commands.add_parser("version", help="print the version")
    return parser


def _folder(text: str) -> Path:
    if not text:  # a variable of a shell that is not set: the present folder is not what was meant
        raise argparse.ArgumentTypeError("names no folder")
    return Path(text)


def _port(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (1 to 65535)")
    return int(text)


def _up(options: argparse.Namespace) -> int:
    from deploy.local import up
    from deploy.local.errors import StartError

    try:
        asyncio.run(up.run(up.Options(options.data, options.host, options.port, options.json)))
    except StartError as error:
        up.say(str(error))
        return 1
    except OSError as error:  # a full disk, say
        up.say(f"{error}; the logs are in {options.data / 'log'}")
        return 1
    except KeyboardInterrupt:  # before anything was started
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
