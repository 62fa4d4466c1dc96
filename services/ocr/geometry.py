"""Quads of text: the way it runs, its size, its order, and cutting a page down to some of it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from services.ocr.mapping import moved
from services.ocr.words import Page, Quad, Quads


def text_angle(quads: Quads) -> float:
    """The direction that most text runs along, radians in (-pi/2, pi/2]; boxes say nothing of which end is first.

    Each box votes by its longer side: a few boxes of single characters cannot tip it.
    """
    along, length = _long_sides(quads)
    doubled = np.sum(length * np.exp(2j * np.arctan2(along[:, 1], along[:, 0])))
    return float(np.angle(doubled) / 2)


def _long_sides(quads: Quads) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Direction of each box's longer side and how much longer it is than the shorter."""
    across = (quads[:, 1] - quads[:, 0] + quads[:, 2] - quads[:, 3]).astype(np.float64) / 2
    down = (quads[:, 3] - quads[:, 0] + quads[:, 2] - quads[:, 1]).astype(np.float64) / 2
    wide, high = np.hypot(*across.T), np.hypot(*down.T)
    along = np.where((wide >= high)[:, None], across, down)
    return along, np.abs(wide - high) + 1e-6


def text_height(quads: Quads) -> float:
    """The median of the boxes' shorter sides, pixels."""
    across = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    down = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return float(np.median(np.minimum(across, down)))


def in_reading_order(quads: Quads) -> Quads:
    """Corners renamed so that each begins at the top left and runs clockwise, for text that runs to the right."""
    if not len(quads):
        return quads
    centred = quads - quads.mean(axis=1, keepdims=True)
    clockwise = np.take_along_axis(
        quads, np.argsort(np.arctan2(centred[..., 1], centred[..., 0]), axis=1)[..., None], 1
    )
    # Of a clockwise four, the top left is the one from which the top side runs most nearly to the right.
    sides = np.roll(clockwise, -1, axis=1) - clockwise
    first = np.argmax(sides[..., 0] / np.maximum(np.hypot(sides[..., 0], sides[..., 1]), 1e-6), axis=1)
    order = (first[:, None] + np.arange(4)) % 4
    return np.take_along_axis(clockwise, order[..., None], 1)


def as_quad(corners: NDArray[np.float32]) -> Quad:
    (a, b), (c, d), (e, f), (g, h) = corners.tolist()
    return (a, b), (c, d), (e, f), (g, h)


def cut_page(page: Page, left: float, top: float, width: float, height: float) -> Page:
    """A rectangle of a page as a page of its own; its boxes still map to the same places of the file."""
    words = [
        replace(word, quad=tuple((x - left, y - top) for x, y in word.quad))  # type: ignore[arg-type]
        for word in page.words
    ]
    to_file = page.to_file @ moved(left, top)
    bend = page.bend.moved(left, top) if page.bend else None
    wide, high = math.ceil(width), math.ceil(height)
    return replace(page, words=words, width=wide, height=high, to_file=to_file, bend=bend)
