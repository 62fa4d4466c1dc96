"""A piece of a page that is read and shown as a page of its own: two receipts that a person cut apart."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from services.ocr.errors import ReadError, Reason
from services.ocr.geometry import cut_page
from services.ocr.words import Image, Page

WHOLE = 10_000
LEAST_SIDE = 16
"""Pixels; no print is readable in less."""


class Region(NamedTuple):
    """A rectangle of a page as a viewer shows it, in ten-thousandths of its width and height from the top left."""

    left: int
    top: int
    right: int
    bottom: int

    def of_picture(self, pixels: Image) -> Image:
        """The pixels of the piece. Pieces that adjoin have no pixel in common and leave none out."""
        left, top, right, bottom = self._within(pixels.shape[1], pixels.shape[0])
        if right - left < LEAST_SIDE or bottom - top < LEAST_SIDE:
            raise ReadError(Reason.TOO_SMALL, f"the piece of the page has only {right - left} x {bottom - top} pixels")
        return np.ascontiguousarray(pixels[top:bottom, left:right])

    def of_text(self, page: Page) -> Page:
        """The words whose middle stands in the piece, and their places on it."""
        left, top, right, bottom = self._within(page.width, page.height)
        inside = [word for word in page.words if _stands_in(word.quad, left, top, right, bottom)]
        width, height = max(1, right - left), max(1, bottom - top)
        piece = cut_page(replace(page, words=inside), left, top, width, height)
        return replace(piece, to_file=np.diag([1 / width, 1 / height, 1.0]))

    def page_size(self, width: int, height: int) -> tuple[int, int]:
        """How large the whole page may be for the piece to have at most this size; a pixel less, for rounding."""
        return (
            max(1, (width - 1) * WHOLE // max(1, self.right - self.left)),
            max(1, (height - 1) * WHOLE // max(1, self.bottom - self.top)),
        )

    def _within(self, width: int, height: int) -> tuple[int, int, int, int]:
        left, right = (round(edge * width / WHOLE) for edge in (self.left, self.right))
        top, bottom = (round(edge * height / WHOLE) for edge in (self.top, self.bottom))
        return left, top, right, bottom


def _stands_in(quad: tuple[tuple[float, float], ...], left: int, top: int, right: int, bottom: int) -> bool:
    x, y = (sum(corner[axis] for corner in quad) / len(quad) for axis in (0, 1))
    return left <= x < right and top <= y < bottom
