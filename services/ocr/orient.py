"""Which way is up, and level: reads a paper the way its print reads best and straightens its lines."""

from __future__ import annotations

import math

import numpy as np

from services.ocr.extract.country import is_bulgarian
from services.ocr.flatten import fitted_bend
from services.ocr.geometry import as_quad, text_angle
from services.ocr.mapping import Homography, mapped, moved, turned
from services.ocr.paper import Paper, upside_down
from services.ocr.readers import cyrillic
from services.ocr.words import Image, Page, Quads, Reader, Word

_SAMPLE = 8
_SURE = 0.85  # mean confidence of a sample above which print is taken to stand upright
_LEAD = 0.15  # by which unsure print must read better upside down to be taken for that
_LEVEL = math.radians(0.2)


def read_upright(reader: Reader, paper: Paper, number: int, picture: Image) -> Page:
    """Every word of a paper, level and upright.

    `number` is the page of the file that `picture` shows.
    """
    paper, known = _oriented(reader, paper)
    rest = [index for index in range(len(paper.quads)) if index not in known]
    words = known | dict(zip(rest, reader.recognise(paper.pixels, paper.quads[rest]), strict=True))
    read = [words[index] for index in range(len(paper.quads))]
    if cyrillic.is_at_hand() and is_bulgarian(word.text for word in read if word is not None):
        read = cyrillic.reread(paper.pixels, paper.quads, read)
    return _levelled([word for word in read if word is not None], paper, number, picture)


def _oriented(reader: Reader, paper: Paper) -> tuple[Paper, dict[int, Word | None]]:
    """The paper the right way up, and the words that were read to find out, by their place among the quads."""
    sample = _sample(paper.quads)
    upright = reader.recognise(paper.pixels, paper.quads[sample])
    if not sample or (_certainty(upright) >= _SURE and not paper.lies_on_its_side):
        return paper, dict(zip(sample, upright, strict=True))
    other = upside_down(paper)
    turned_over = reader.recognise(other.pixels, other.quads[sample])
    if _stands_better(_certainty(turned_over), _certainty(upright), known=not paper.lies_on_its_side):
        return other, dict(zip(sample, turned_over, strict=True))
    return paper, dict(zip(sample, upright, strict=True))


def _stands_better(over: float, upright: float, *, known: bool) -> bool:
    """Whether print is upside down. Where the way up is `known` from the photo, a script that the reader has no letters
    for, and so reads badly either way, is not turned over for a little."""
    clearly = over >= _SURE or over - upright > _LEAD
    return over > upright and (clearly or not known)


def _sample(quads: Quads) -> list[int]:
    """Boxes of some letters each, neither the longest, which cost most, nor single characters, which say little."""
    across = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    down = np.maximum(np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1), 1e-6)
    by_fitness = np.argsort(np.abs(across / down - 6), kind="stable")
    return sorted(by_fitness[:_SAMPLE].tolist())


def _certainty(words: list[Word | None]) -> float:
    """Mean confidence, each word by its length; what is not legible counts as one uncertain letter."""
    letters = sum(len(word.text) if word else 3 for word in words)
    return sum(word.confidence * len(word.text) for word in words if word) / max(letters, 1)


def _levelled(words: list[Word], paper: Paper, number: int, picture: Image) -> Page:
    height, width = paper.pixels.shape[:2]
    to_fraction = np.diag([1 / picture.shape[1], 1 / picture.shape[0], 1.0])
    if not words:
        return Page([], width, height, number, to_file=to_fraction @ paper.to_picture)
    seen = paper.unbent(np.array([word.quad for word in words], np.float32))
    level = _levelling(seen, width, height)
    straight = mapped(seen, level)
    corners = mapped(paper.unbent(np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)), level)
    bend = fitted_bend(straight)
    if bend is not None:
        straight, corners = bend.flattened(straight), bend.flattened(corners)
    left, top = corners.min(axis=0).tolist()
    right, bottom = corners.max(axis=0).tolist()
    placed = [
        Word(word.text, as_quad(quad - (left, top)), word.confidence, word.alternatives)
        for word, quad in zip(words, straight, strict=True)
    ]
    return Page(
        placed,
        math.ceil(right - left),
        math.ceil(bottom - top),
        number,
        to_file=to_fraction @ paper.to_picture @ np.linalg.inv(moved(-left, -top) @ level),
        bend=bend.moved(left, top) if bend else None,
    )


def _levelling(quads: Quads, width: int, height: int) -> Homography:
    angle = text_angle(quads)
    if abs(angle) < _LEVEL or abs(angle) > math.radians(45):
        return np.eye(3)
    return turned(-angle, (width / 2, height / 2))
