"""What a reader hands on: words with their place and certainty, page by page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from services.ocr.mapping import Bend, mapped

Image = NDArray[np.uint8]
"""An upright picture: height x width x 3, RGB, 8 bits a channel."""

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Four corners in reading order of the text: top left, top right, bottom right, bottom left."""

Quads = NDArray[np.float32]
"""Many quads as n x 4 x 2."""

Alternatives = tuple[tuple[tuple[str, float], ...], ...]
"""For each character of a word, what else it could be: (character, probability), most probable first."""

Source = Literal["ocr", "pdf_text", "ubl"]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text that stands on one line; engines differ in whether that is a word or a whole line segment.

    `quad` is in pixels of the image that was read, `confidence` is 0..1.
    `alternatives` is empty where the engine gives none, else one entry per character of `text`.
    """

    text: str
    quad: Quad
    confidence: float
    alternatives: Alternatives = ()


@dataclass(frozen=True, slots=True)
class Page:
    """All words of one paper (a page of a PDF, one receipt of a photo), in no particular order.

    `width` and `height` are the pixels of the image that the words were read from. `number` is the 1-based page of
    the file. `to_file` maps a point of this image to fractions (0..1) of that page as a viewer shows it
    (row-major 3x3 homography); it undoes turning, so that a box can be drawn on the original. Where the paper curls,
    words stand as on the flattened paper, and `bend` comes first.
    """

    words: list[Word]
    width: int
    height: int
    number: int = 1
    source: Source = "ocr"
    to_file: NDArray[np.float64] = field(default_factory=lambda: np.eye(3))
    bend: Bend | None = None

    def in_file(self, points: NDArray[np.floating]) -> NDArray[np.float32]:
        """Points (… x 2) of this image as fractions of the file's page."""
        return mapped(points if self.bend is None else self.bend.bent(points), self.to_file)


class Reader(Protocol):
    """An OCR engine. `name` says engine, weights and version; it is part of the result cache's key."""

    name: str
    at_once: int
    """How many files it reads best at once."""

    def find(self, image: Image) -> Quads:
        """Where text stands, in pixels of the picture, top to bottom; an empty array where there is none."""
        ...

    def recognise(self, image: Image, quads: Quads) -> list[Word | None]:
        """Read the text in each quad; None where nothing legible stands."""
        ...

    def close(self) -> None:
        """Finish what is being read and end the engine's threads."""
        ...
