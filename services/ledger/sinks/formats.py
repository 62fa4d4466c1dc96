"""What a kind of books reads: notes as files with names, the same notes always as the same bytes."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.ledger.models import Note

Files = Mapping[str, bytes]
"""Contents by path; paths are ASCII, relative, with `/` between folders."""

ZIP = "application/zip"
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class Format(Protocol):
    """One way of writing notes down for a program to import."""

    @property
    def content_type(self) -> str:
        """Of each file."""

    def files(self, notes: Sequence[Note]) -> Files:
        """Every note, in the order given, in as few files as the format allows.

        Follows from the notes alone: no clock, no order of a set. Raises Refused for a note that the format can't
        hold.
        """


@dataclass(frozen=True, slots=True)
class Download:
    """One file for a browser to save."""

    content_type: str
    content: bytes


def download(books: Format, notes: Sequence[Note]) -> Download:
    """A table as it is, anything else as a zip of its files. Raises Refused."""
    files = books.files(notes)
    if len(files) == 1 and all("/" not in name for name in files):
        return Download(books.content_type, *files.values())
    return Download(ZIP, archive(files))


def archive(files: Files) -> bytes:
    """A zip whose bytes follow from the files alone: by name, with one date for all of them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, files[name])
    return stream.getvalue()


def path_part(text: str, longest: int = 40) -> str:
    """What may stand in a file's name of a text that came from a document: ASCII letters, digits and dashes."""
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_text(text)).strip("-")[:longest]


def ascii_text(text: str) -> str:
    """Without diacritics and what ASCII lacks, for programs that take a text for their machine's code page."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def printable(text: str) -> str:
    """Without control characters and what is no character at all: XML has no place for them, nor have people."""
    return "".join(each if each.isprintable() else " " for each in text)


def company_folder(note: Note) -> str:
    """The folder of a note's company: its fiscal code, or its id where it has none."""
    return path_part(note.client_cui) or str(note.client_id)
