"""Finds the papers in a picture by the print on them, and levels and flattens them where that helps reading.

Print is what all papers have in common, whatever their colour and the desk's; a shadow's edge cannot cut it. A scan
that fills its picture is read as it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np

from services.ocr.flatten import fitted_bend, straying
from services.ocr.geometry import in_reading_order, text_angle, text_height
from services.ocr.mapping import Bend, Homography, mapped, moved, turned
from services.ocr.sheets import group_by_sheet, sheet_around
from services.ocr.words import Image, Quads, Reader

_STEEP = math.radians(20)  # boxes of text that is tilted less than this are read from the picture itself
_QUARTER = math.radians(60)  # steeper print belongs to a paper that lies on its side
_MARGIN = 2.0  # heights of print left free around it
_WORTH_A_CLOSER_LOOK = 1.5  # times as large as the print would appear to the detector
_FINE_PRINT = 24.0  # pixels: larger print gains nothing from a closer look
_FINEST_PRINT, _WORTH_IT_THEN = 19.0, 1.15  # an invoice's foot is finer still: every look closer shows more of it
_LOOKS = 3
_UNSEEN = 0.25  # of the print's height: so much more of the sheet above or below may bear fine print
_HARD_TO_READ = 0.3  # of straying: lines are missed, or their boxes hold parts of others
_LOOKED_AT = 900_000  # pixels that a detector takes in of any picture


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: the pixels to read it from, where its text stands in them, and the way back to the picture.

    `lies_on_its_side` says that nothing yet tells which of two ways is up. `bend` is what was already taken out of the
    pixels: a point of them goes back through it first.
    """

    pixels: Image
    quads: Quads
    to_picture: Homography
    lies_on_its_side: bool = False
    bend: Bend | None = None

    @property
    def outline(self) -> Quads:
        """The four corners in the picture."""
        height, width = self.pixels.shape[:2]
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        return mapped(self.unbent(corners), self.to_picture)

    def unbent(self, points: Quads) -> Quads:
        """Points of the pixels where they would be had no bend been taken out."""
        return points if self.bend is None else self.bend.bent(points)


def find_papers(reader: Reader, picture: Image, *, apart: bool = True) -> list[Paper]:
    """The papers of a picture, top to bottom; the whole picture where there is but one that fills it, or no text.

    With `apart` False all its text is taken for one paper's.
    """
    quads = reader.find(picture)
    groups = group_by_sheet(picture, quads) if apart else [quads]
    groups.sort(key=lambda group: float(group[:, :, 1].mean()) if len(group) else 0.0)
    return [_flattened(reader, picture, _levelled(reader, picture, group)) for group in groups]


def _flattened(reader: Reader, picture: Image, paper: Paper) -> Paper:
    """The paper with its curl taken out where that makes reading easier; else as it is."""
    if not len(paper.quads):
        return paper
    seen = mapped(paper.quads, paper.to_picture)
    angle = text_angle(seen)
    level, seen = turned(angle), in_reading_order(mapped(seen, turned(-angle)))
    bend = fitted_bend(seen)
    if bend is None or straying(seen, bend) < _HARD_TO_READ:
        return paper
    for _ in range(_LOOKS):
        flat = _taken_flat(reader, picture, seen, bend, level)
        if not len(flat.quads):
            break
        paper = replace(flat, lies_on_its_side=paper.lies_on_its_side)
        # Boxes that were missed or badly placed on the curled paper may tell more of its curl.
        left_over = fitted_bend(paper.quads)
        if left_over is None or straying(paper.quads, left_over) < _HARD_TO_READ:
            break
        level, seen = paper.to_picture, paper.unbent(paper.quads)
        bend = fitted_bend(seen) or bend
    return paper


def _taken_flat(reader: Reader, picture: Image, seen: Quads, bend: Bend, level: Homography) -> Paper:
    """What stands on the paper once a bend is taken out; `seen` and the bend are in the picture levelled."""
    around = _Region.around(bend.flattened(seen), 0.0)
    region = _Region(around.width, around.height, level @ around.to_picture)
    bend = bend.moved(*around.to_picture[:2, 2])
    pixels = region.cut(picture, bend)
    return Paper(pixels, reader.find(pixels), region.to_picture, bend=bend)


def _levelled(reader: Reader, picture: Image, quads: Quads) -> Paper:
    if not len(quads):
        return Paper(picture, quads, np.eye(3))
    angle = text_angle(quads)
    region = _Region.around(quads, angle)
    if abs(angle) < _STEEP and not region.deserves_a_closer_look(picture, quads):
        return Paper(picture, quads, np.eye(3))
    for _ in range(_LOOKS):
        pixels = region.cut(picture)
        found = reader.find(pixels)
        if not len(found):
            return Paper(picture, quads, np.eye(3))
        # What was seen from afar may be less than there is: look again while print turns up outside.
        seen, region = region, _Region.around(mapped(found, region.to_picture), angle)
        if region.height <= seen.height and region.width <= seen.width:
            break
    paper = Paper(pixels, found, seen.to_picture, lies_on_its_side=abs(angle) > _QUARTER)
    return _with_fine_print(reader, picture, paper, angle)


def _with_fine_print(reader: Reader, picture: Image, paper: Paper, angle: float) -> Paper:
    """The paper with the print that stands far from the rest of its sheet: the seller's data at an invoice's foot are
    too small to be seen from afar."""
    seen = mapped(paper.quads, paper.to_picture)
    sheet = sheet_around(picture, seen)
    if sheet is None:
        return paper
    further = [mapped(reader.find(region.cut(picture)), region.to_picture) for region in _beyond(sheet, seen, angle)]
    found = [quads for quads in further if len(quads)]
    if not found:
        return paper
    seen = np.concatenate([seen, *found])
    region = _Region.around(seen, angle)
    quads = mapped(seen, np.asarray(np.linalg.inv(region.to_picture), np.float64))
    return replace(paper, pixels=region.cut(picture), quads=quads, to_picture=region.to_picture)


def _beyond(sheet: Quads, quads: Quads, angle: float) -> list[_Region]:
    """What lies above and below the print on a sheet, where that is much."""
    level = mapped(sheet, turned(-angle))
    (left, top), (right, bottom) = level.min(axis=0), level.max(axis=0)
    rows = mapped(quads, turned(-angle))[..., 1]
    margin, least = text_height(quads), _UNSEEN * float(np.ptp(rows))
    bands = [(top, rows.min() - margin), (rows.max() + margin, bottom)]
    return [
        _Region(math.ceil(right - left), math.ceil(end - start), turned(angle) @ moved(float(left), float(start)))
        for start, end in bands
        if end - start > least
    ]


@dataclass(frozen=True, slots=True)
class _Region:
    """A rectangle that lies along the text: its size, and the way from it to the picture."""

    width: int
    height: int
    to_picture: Homography

    @classmethod
    def around(cls, quads: Quads, angle: float) -> _Region:
        levelled = mapped(quads, turned(-angle))
        corners = levelled.reshape(-1, 2)
        margin = _MARGIN * text_height(quads)
        left, top = corners.min(axis=0) - margin
        right, bottom = corners.max(axis=0) + margin
        to_picture = turned(angle) @ moved(float(left), float(top))
        return cls(math.ceil(right - left), math.ceil(bottom - top), to_picture)

    def deserves_a_closer_look(self, picture: Image, quads: Quads) -> bool:
        whole = min(1.0, math.sqrt(_LOOKED_AT / (picture.shape[0] * picture.shape[1])))
        part = min(1.0, math.sqrt(_LOOKED_AT / (self.width * self.height)))
        seen = text_height(quads) * whole
        worth = _WORTH_IT_THEN if seen < _FINEST_PRINT else _WORTH_A_CLOSER_LOOK
        return part > worth * whole and seen < _FINE_PRINT

    def cut(self, picture: Image, bend: Bend | None = None) -> Image:
        if bend is not None:
            return self._flattened(picture, bend)
        return cv2.warpPerspective(  # type: ignore[return-value]
            picture,
            self.to_picture,
            (self.width, self.height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )

    def _flattened(self, picture: Image, bend: Bend) -> Image:
        columns = np.arange(self.width, dtype=np.float32)
        rows = bend.rows_of(self.width, self.height)
        a, b, c = self.to_picture.astype(np.float32)
        depth = c[0] * columns + c[1] * rows + c[2]
        xs = (a[0] * columns + a[1] * rows + a[2]) / depth
        ys = (b[0] * columns + b[1] * rows + b[2]) / depth
        return cv2.remap(picture, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[return-value]


def upside_down(paper: Paper) -> Paper:
    """The paper turned by a half turn, its text with it."""
    height, width = paper.pixels.shape[:2]
    half_turn = np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], np.float64)
    quads = in_reading_order(mapped(paper.quads, half_turn))
    pixels = np.ascontiguousarray(paper.pixels[::-1, ::-1])
    bend = paper.bend.turned_over(width, height) if paper.bend else None
    return Paper(pixels, quads, paper.to_picture @ half_turn, bend=bend)
