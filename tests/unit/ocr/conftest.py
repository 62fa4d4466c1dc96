"""Pages made of typed text: a word stands where its first letter stands, and wide gaps part columns."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from services.ocr.words import Page, Word

_WIDTH, _HEIGHT, _PITCH = 10.0, 20.0, 30.0


def page_of(text: str, confidence: float = 0.999) -> Page:
    """A page with one word for each run of characters between gaps of two spaces, as line-segment engines return."""
    words = []
    lines = text.strip("\n").splitlines()
    for row, line in enumerate(lines):
        for run in re.finditer(r"\S+(?: \S+)*", line):
            left, right, top = run.start() * _WIDTH, run.end() * _WIDTH, row * _PITCH
            quad = ((left, top), (right, top), (right, top + _HEIGHT), (left, top + _HEIGHT))
            words.append(Word(run[0], quad, confidence))
    width = int(max((len(line) for line in lines), default=1) * _WIDTH) + 1
    height = int(len(lines) * _PITCH) + 1
    return Page(words, width, height, to_file=np.diag([1 / width, 1 / height, 1.0]))


@pytest.fixture
def paper() -> Callable[..., Page]:
    return page_of
