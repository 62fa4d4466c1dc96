"""From words to text lines: groups what stands on one line of a skewed or curled paper, keeping the way back to words.

Engines differ in what they call a word: PP-OCR returns segments of a line, docTR single words. Both end here as lines
whose characters still know their place and certainty.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from services.ocr.words import Page, Point, Quad, Word

_LONG = 2.0
"""A word this many times wider than high has a slope worth believing."""
_SAME_LINE = 0.5
"""Largest distance between the middles of two neighbours on one line, in heights of the smaller one."""
_NEAR = 1.5
"""Words less than this many heights apart are surely neighbours."""
_CELL_GAP = 1.6
"""A gap wider than this many line heights separates columns."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of characters of one line, `text[start:end]`."""

    line: TextLine
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def confidence(self) -> float:
        """How probable it is that every letter and digit of the stretch was read right, 0..1.

        Where the engine says what else a character could be, the product over the characters; else the least certain
        word that the stretch touches.
        """
        words = min((word.confidence for word, _, _ in self.line.touched(self.start, self.end)), default=0.0)
        product, said = 1.0, False
        for character, choices in zip(self.text, self.alternatives(), strict=True):
            if choices and character.isalnum():
                said = True
                product *= min(sum(p for other, p in choices if _alike(character, other)), 1.0)
        return product if said else words

    @property
    def quad(self) -> Quad:
        """Corners in pixels of the page's image; inside a word the characters are taken as equally wide."""
        pieces = [_cut(word.quad, a, b) for word, a, b in self.line.touched(self.start, self.end)]
        if not pieces:
            return ((0.0, 0.0),) * 4
        return (pieces[0][0], pieces[-1][1], pieces[-1][2], pieces[0][3])

    def alternatives(self) -> list[list[tuple[str, float]]]:
        """For each character what else the engine saw, most probable first; an empty list where it does not say."""
        seen: list[list[tuple[str, float]]] = [[] for _ in range(self.end - self.start)]
        for index, offset in enumerate(self.line.offsets):
            word = self.line.words[index]
            for place, choices in enumerate(word.alternatives):
                at = offset + place - self.start
                if 0 <= at < len(seen):
                    seen[at] = list(choices)
        return seen


@dataclass(frozen=True, eq=False)
class TextLine:
    """Words of one line from left to right. `key` is `text` in capitals without diacritics, of the same length."""

    words: tuple[Word, ...]
    page: int = 1
    index: int = 0
    text: str = field(init=False)
    key: str = field(init=False)
    offsets: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        text, offsets = "", []
        for word in self.words:
            text += " " if text else ""
            offsets.append(len(text))
            text += word.text
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "key", fold(text))
        object.__setattr__(self, "offsets", tuple(offsets))

    @cached_property
    def height(self) -> float:
        """Median height of its words in pixels."""
        return float(np.median([_height(word.quad) for word in self.words]))

    @cached_property
    def middle(self) -> float:
        """Mean height above the page's foot line, in pixels from the top."""
        return float(np.mean([_centre(word.quad)[1] for word in self.words]))

    @cached_property
    def left(self) -> float:
        return min(x for word in self.words for x, _ in word.quad)

    @property
    def right(self) -> float:
        return max(x for word in self.words for x, _ in word.quad)

    @property
    def whole(self) -> Span:
        return Span(self, 0, len(self.text))

    def span(self, start: int, end: int) -> Span:
        return Span(self, start, end)

    def touched(self, start: int, end: int) -> list[tuple[Word, float, float]]:
        """The words under `text[start:end]`, each with the touched part as fractions 0..1 of its width."""
        found = []
        for word, offset in zip(self.words, self.offsets, strict=True):
            first, last = max(start, offset), min(end, offset + len(word.text))
            if first < last:
                found.append((word, (first - offset) / len(word.text), (last - offset) / len(word.text)))
        return found

    @cached_property
    def cells(self) -> list[Span]:
        """The line cut at its wide gaps: one span a column."""
        spans: list[Span] = []
        start = 0
        for index in range(1, len(self.words)):
            gap = min(x for x, _ in self.words[index].quad) - max(x for x, _ in self.words[index - 1].quad)
            if gap > _CELL_GAP * self.height:
                spans.append(Span(self, start, self.offsets[index] - 1))
                start = self.offsets[index]
        spans.append(Span(self, start, len(self.text)))
        return spans


def fold(text: str) -> str:
    """Capitals without diacritics, one character for each, so that offsets stay valid."""
    return "".join(_fold_character(character) for character in text)


def read_lines(page: Page) -> list[TextLine]:
    """All text lines of a page from top to bottom. Words without text or without extent are left out."""
    words = [word for word in page.words if word.text.strip() and _is_finite(word.quad)]
    chains = _chain(words)
    ordered = sorted(chains, key=lambda chain: float(np.mean([_centre(words[i].quad)[1] for i in chain])))
    return [TextLine(tuple(words[i] for i in chain), page.number, index) for index, chain in enumerate(ordered)]


def read_all_lines(pages: Sequence[Page]) -> list[TextLine]:
    """The lines of all pages in reading order, numbered through."""
    lines = [line for page in pages for line in read_lines(page)]
    return [TextLine(line.words, line.page, index) for index, line in enumerate(lines)]


def _chain(words: list[Word]) -> list[list[int]]:
    """Words of one line, first across small gaps, then across columns, as the words beside each one lean by then."""
    slopes = _slopes(words)
    near = _linked(len(words), _links(words, slopes, _NEAR))
    return _linked(len(words), _links(words, _bent(words, near, slopes), None))


def _linked(count: int, links: list[tuple[float, int, int]]) -> list[list[int]]:
    """Chains of words: best links first, one on each side of a word."""
    right: dict[int, int] = {}
    left: dict[int, int] = {}
    for _, first, second in sorted(links):
        if first not in right and second not in left:
            right[first], left[second] = second, first
    chains = []
    for start in range(count):
        if start in left:
            continue
        chain = [start]
        while chain[-1] in right:
            chain.append(right[chain[-1]])
        chains.append(chain)
    return chains


def _bent(words: list[Word], chains: list[list[int]], slopes: NDArray[np.float64]) -> NDArray[np.float64]:
    """The slopes of words that have a neighbour, taken from where that stands: a curl shows between words."""
    bent = slopes.copy()
    for chain in chains:
        for place, index in enumerate(chain):
            if len(chain) > 1:
                first, last = chain[max(place - 1, 0)], chain[min(place + 1, len(chain) - 1)]
                (x, y), (right, below) = _centre(words[first].quad), _centre(words[last].quad)
                if right - x > 0:
                    bent[index] = (slopes[index] + min(max((below - y) / (right - x), -1.0), 1.0)) / 2
    return bent


def _links(words: list[Word], slopes: NDArray[np.float64], reach: float | None) -> list[tuple[float, int, int]]:
    """Pairs (cost, left word, right word) that may stand side by side, at most `reach` line heights apart."""
    if not words:
        return []
    ends = np.array([_edges(word.quad) for word in words])
    heights = np.array([_height(word.quad) for word in words])
    links = []
    for first in range(len(words)):
        gap = ends[:, 2] - ends[first, 0]
        half = gap / 2
        drift = (ends[:, 3] - slopes * half) - (ends[first, 1] + slopes[first] * half)
        small = np.minimum(heights, heights[first])
        fits = (np.abs(drift) < _SAME_LINE * small) & (gap > -1.2 * small) & (ends[:, 0] > ends[first, 0])
        fits &= ends[:, 2] > ends[first, 2]
        if reach is not None:
            fits &= gap < reach * small
        fits[first] = False
        cost = np.abs(drift) / small + 0.15 * np.maximum(gap, 0) / small
        links += [(float(cost[second]), first, int(second)) for second in np.flatnonzero(fits)]
    return links


def _slopes(words: list[Word]) -> NDArray[np.float64]:
    """Each word's slope: its own if it is long, else that of the long words near it (papers curl)."""
    if not words:
        return np.zeros(0)
    centres = np.array([_centre(word.quad) for word in words])
    edges = np.array([_edges(word.quad) for word in words])
    heights = np.array([_height(word.quad) for word in words])
    widths = np.maximum(edges[:, 0] - edges[:, 2], 1e-6)
    own = np.clip((edges[:, 1] - edges[:, 3]) / widths, -1, 1)
    is_long = widths > _LONG * heights
    if not is_long.any():
        return np.zeros(len(words))
    scale = max(float(np.median(heights)) * 6, 1.0)
    distance = np.abs(centres[:, None, 1] - centres[None, is_long, 1]) / scale
    distance += np.abs(centres[:, None, 0] - centres[None, is_long, 0]) / (1.5 * scale)
    weight = np.exp(-distance) * widths[is_long] + 1e-9
    near = (weight * own[is_long]).sum(axis=1) / weight.sum(axis=1)
    trust = np.where(is_long, np.clip(widths / (12 * heights), 0, 1), 0.0)
    return np.asarray(trust * own + (1 - trust) * near)


def _edges(quad: Quad) -> tuple[float, float, float, float]:
    """Middle of the right edge (x, y), then of the left edge (x, y)."""
    top_left, top_right, bottom_right, bottom_left = quad
    return (
        (top_right[0] + bottom_right[0]) / 2,
        (top_right[1] + bottom_right[1]) / 2,
        (top_left[0] + bottom_left[0]) / 2,
        (top_left[1] + bottom_left[1]) / 2,
    )


def _centre(quad: Quad) -> Point:
    return sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4


def _height(quad: Quad) -> float:
    """Mean length of the left and the right edge, at least one pixel."""
    top_left, top_right, bottom_right, bottom_left = (np.array(point) for point in quad)
    return max(float(np.hypot(*(bottom_left - top_left)) + np.hypot(*(bottom_right - top_right))) / 2, 1.0)


def _cut(quad: Quad, first: float, last: float) -> Quad:
    top_left, top_right, bottom_right, bottom_left = quad

    def along(a: Point, b: Point, part: float) -> Point:
        return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part

    return (
        along(top_left, top_right, first),
        along(top_left, top_right, last),
        along(bottom_left, bottom_right, last),
        along(bottom_left, bottom_right, first),
    )


def _is_finite(quad: Quad) -> bool:
    return bool(np.isfinite(np.array(quad)).all())


def _fold_character(character: str) -> str:
    if character in _SINGLE:
        return _SINGLE[character]
    base = unicodedata.normalize("NFKD", character)[0]
    upper = base.upper()
    return upper if len(upper) == 1 else base


def _alike(character: str, other: str) -> bool:
    """Whether two characters mean the same once folded; O and 0 do beside digits."""
    one, two = fold(character), fold(other)
    return one == two or {one, two} == {"O", "0"}


_SINGLE = {
    "ß": "S",
    "ł": "L",
    "Ł": "L",
    "ø": "O",
    "Ø": "O",
    "đ": "D",
    "Đ": "D",
    "：": ":",
    "，": ",",
    "．": ".",
    "％": "%",
}
