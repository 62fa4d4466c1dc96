"""Reads Cyrillic print with Tesseract, where it is installed with Bulgarian: the networks of the readers know no such
letters, and give the Latin ones that they look like.

Figures stay as the networks read them, which they do better.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2

from services.ocr.geometry import as_quad
from services.ocr.readers.crops import strip
from services.ocr.words import Image, Quads, Word

_LANGUAGE = "bul"
_HEIGHT, _BORDER = 44, 10
"""Pixels of a line and of the paper around it, which Tesseract wants."""
_SECONDS = 20
_CONFIDENCE = 0.8
"""Tesseract's certainty is no probability; nothing is proved by these words."""
_CYRILLIC = re.compile("[А-Яа-я]{2}")
_SEPARATOR = "\f"

_logger = logging.getLogger(__name__)


@cache
def is_at_hand() -> bool:
    """Whether Tesseract is installed, with Bulgarian; asked once."""
    try:
        return _LANGUAGE in _run("--list-langs").split()
    except (OSError, subprocess.SubprocessError):
        return False


def reread(pixels: Image, quads: Quads, words: Sequence[Word | None]) -> list[Word | None]:
    """The words with what Tesseract reads in Cyrillic in their place; as they are where it fails.

    A word with figures gives way only to one with the same.
    """
    try:
        texts = _read([strip(pixels, quad, _HEIGHT) for quad in quads])
    except (OSError, subprocess.SubprocessError) as error:
        _logger.warning("Tesseract failed on a paper in Cyrillic: %s", type(error).__name__)
        return list(words)
    return [
        Word(text, as_quad(quad), _CONFIDENCE) if _gives_way(word, text) else word
        for quad, word, text in zip(quads, words, texts, strict=True)
    ]


def _gives_way(word: Word | None, text: str) -> bool:
    if not _CYRILLIC.search(text):
        return False
    return word is None or re.sub("[^0-9]", "", word.text) == re.sub("[^0-9]", "", text)


def _read(lines: Sequence[Image]) -> list[str]:
    """One text a line. Raises OSError and SubprocessError."""
    with tempfile.TemporaryDirectory(prefix="contapics-") as name:
        folder = Path(name)
        paths = [folder / f"{place}.pgm" for place in range(len(lines))]
        for path, line in zip(paths, lines, strict=True):
            grey = cv2.cvtColor(line, cv2.COLOR_RGB2GRAY)
            framed = cv2.copyMakeBorder(grey, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_REPLICATE)
            path.write_bytes(b"P5 %d %d 255\n" % framed.shape[::-1] + framed.tobytes())
        listed = folder / "lines.txt"
        listed.write_text("\n".join(map(str, paths)), "utf-8")
        said = _run(str(listed), "-", "-l", _LANGUAGE, "--psm", "7")
    texts = [text.strip() for text in said.split(_SEPARATOR)]
    if len(texts) < len(lines):
        raise subprocess.SubprocessError(f"{len(texts)} texts for {len(lines)} lines")
    return texts[: len(lines)]


def _run(*arguments: str) -> str:
    """What Tesseract prints. Raises OSError where it is not installed, SubprocessError where it fails."""
    program = shutil.which("tesseract")
    if program is None:
        raise FileNotFoundError("tesseract")
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    # Our own arguments; the pictures are pixels that were decoded in the sandbox and written anew.
    done = subprocess.run(  # noqa: S603
        [program, *arguments], capture_output=True, text=True, timeout=_SECONDS, env=environment, check=True
    )
    return done.stdout
