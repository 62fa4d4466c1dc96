"""The two faces that reports are printed in: Open Sans has every Romanian letter, and digits of one width."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import as_file, files

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "OpenSans-Regular"
BOLD = "OpenSans-SemiBold"
_DIGIT = re.compile("[0-9]")


@cache
def register() -> None:
    """Make both faces known, once in a process; streams stay bytes, as text they would take longer and more room."""
    rl_config.useA85 = 0
    for face in (REGULAR, BOLD):
        with as_file(files("ttf_opensans") / "ttf" / f"{face}.ttf") as path:
            pdfmetrics.registerFont(TTFont(face, str(path)))


def width(text: str, face: str) -> float:
    """Of a text in a size of one point. Numbers of the same shape are of the same width and measured once."""
    return _width(_DIGIT.sub("0", text), face)


@lru_cache(maxsize=20_000)
def _width(text: str, face: str) -> float:
    register()
    return float(pdfmetrics.stringWidth(text, face, 1))
