"""Promises of flattening: lines of a curled paper become straight, and every point finds its way back."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest
from numpy.typing import NDArray

from services.ocr.decode import Picture
from services.ocr.flatten import fitted_bend
from services.ocr.geometry import cut_page
from services.ocr.layout import read_lines
from services.ocr.mapping import Bend
from services.ocr.pipeline import read_page
from services.ocr.readers.ppocr import PpOcr
from services.ocr.words import Image, Page, Quads

Points = NDArray[np.float64]
Way = Callable[[Points], Points]
"""From a flat paper, 600 wide and 1,200 high, to the picture of it."""

ROWS, PITCH, PRINT = 36, 32, 20.0


def arched(points: Points) -> Points:
    """A cylinder whose axis runs down the paper, seen from below its middle."""
    x, y = points[..., 0], points[..., 1]
    around = np.clip((x - 300) / 500, -0.9, 0.9)
    return np.stack([x, y + 60 * (1 - np.sqrt(1 - around**2))], axis=-1)


def in_perspective(points: Points) -> Points:
    """A camera that looks from one side: lines run together."""
    x, y = points[..., 0], points[..., 1]
    depth = 1 + 0.5 * x / 600 + 0.2 * y / 1200
    return np.stack([x / depth, 600 + (y - 600) / depth], axis=-1)


def folded(points: Points) -> Points:
    """Two creases across; each third leans its own way."""
    x, y = points[..., 0], points[..., 1]
    return np.stack([x, y + (x - 300) * np.interp(y, [350, 450, 750, 850], [0.08, -0.06, -0.06, 0.1])], axis=-1)


def rolled(points: Points) -> Points:
    """The foot curls up, the head lies flat; and the camera looks from one side."""
    x, y = points[..., 0], points[..., 1]
    return in_perspective(np.stack([x, y + 40 * (y / 1200) ** 2 * ((x - 300) / 300) ** 2], axis=-1))


def boxes(way: Way, error: float = 0.7) -> Quads:
    """What a detector finds of names to the left and amounts to the right: rectangles along each text, not exact."""
    random = np.random.default_rng(1)
    quads = []
    for row in range(ROWS):
        y = 30.0 + row * PITCH
        for left, right in ((20.0, random.uniform(110, 360)), (480.0, random.uniform(530, 590))):
            points = way(np.array([[x, y + side] for x in np.linspace(left, right, 9) for side in (0, PRINT)]))
            seen = cv2.boxPoints(cv2.minAreaRect(points.astype(np.float32)))
            by_x = seen[np.argsort(seen[:, 0])]
            (a, d), (b, c) = (pair[np.argsort(pair[:, 1])] for pair in (by_x[:2], by_x[2:]))
            quads.append(np.array([a, b, c, d]) + random.normal(0, error, (4, 2)))
    return np.array(quads, np.float32)


def unevenness(way: Way, bend: Bend) -> float:
    """How far a row strays from straight once flattened, in heights of print: all but the worst twentieth of rows."""
    rows = [
        bend.flattened(way(np.array([[x, y] for x in np.linspace(30, 570, 25)])))
        for y in np.arange(40.0, 30 + PITCH * ROWS, PITCH)
    ]
    return float(np.percentile([np.ptp(row[:, 1]) for row in rows], 95)) / PRINT


@pytest.mark.parametrize("way", [arched, in_perspective, folded, rolled])
def test_rows_of_a_bent_paper_become_straight(way: Way) -> None:
    bend = fitted_bend(boxes(way))
    assert bend is not None
    assert unevenness(way, bend) < 0.5


@pytest.mark.parametrize("angle", [0, 2, -5])
def test_straight_rows_need_no_bend(angle: float) -> None:
    slope = math.tan(math.radians(angle))
    assert (
        fitted_bend(boxes(lambda points: points + np.stack([points[..., 0] * 0, points[..., 0] * slope], -1))) is None
    )


def test_a_stamp_across_straight_print_bends_nothing() -> None:
    quads = boxes(lambda points: points)
    stamp = np.array([[360, 700], [470, 740], [460, 765], [350, 725]], np.float32)
    assert fitted_bend(np.concatenate((quads, stamp[None]))) is None


def test_a_few_boxes_that_stand_across_change_nothing() -> None:
    quads = boxes(arched)
    quads[::12] = quads[::12].mean(axis=1, keepdims=True) + np.array(
        [[-40, -30], [50, 10], [40, 30], [-50, -10]], np.float32
    )
    bend = fitted_bend(quads)
    assert bend is not None
    assert unevenness(arched, bend) < 0.4


@pytest.mark.parametrize("count", [0, 1, 5])
def test_too_few_boxes_say_nothing_of_a_curve(count: int) -> None:
    assert fitted_bend(boxes(arched)[:count]) is None


@pytest.fixture
def bend() -> Bend:
    found = fitted_bend(boxes(rolled))
    assert found is not None
    return found


@pytest.fixture
def points() -> NDArray[np.float64]:
    return np.random.default_rng(2).uniform((-50, -50), (650, 1250), (200, 2))


def test_every_point_finds_its_way_back(bend: Bend, points: Points) -> None:
    assert bend.flattened(bend.bent(points)) == pytest.approx(points, abs=0.01)


def test_a_part_of_the_picture_bends_alike(bend: Bend, points: Points) -> None:
    corner = np.array([30, 70])
    assert bend.moved(30, 70).bent(points - corner) + corner == pytest.approx(bend.bent(points), abs=0.01)


def test_a_picture_turned_over_bends_alike(bend: Bend, points: Points) -> None:
    size = np.array([600, 1200])
    assert size - bend.turned_over(600, 1200).bent(size - points) == pytest.approx(bend.bent(points), abs=0.01)


def test_pixels_bend_as_points_do(bend: Bend) -> None:
    rows = bend.rows_of(600, 1200)
    places = np.array([[0, 0], [599, 0], [100, 700], [599, 1199]])
    assert rows[places[:, 1], places[:, 0]] == pytest.approx(bend.bent(places)[:, 1], abs=0.01)


def test_a_cut_page_keeps_its_places_in_the_file(bend: Bend) -> None:
    page = Page([], 600, 1200, to_file=np.diag([1 / 600, 1 / 1200, 1]), bend=bend)
    part = cut_page(page, 40, 90, 300, 200)
    assert part.in_file(np.array([[10.0, 20.0]])) == pytest.approx(page.in_file(np.array([[50.0, 110.0]])), abs=1e-5)


LINES = [(f"ARTICOL NUMARUL {row}", f"{row},{37 * row % 90 + 10} A") for row in range(11, 37)]
AROUND = 80  # pixels of desk around the paper


@pytest.fixture(scope="module")
def reader() -> PpOcr:
    return PpOcr()


@pytest.mark.parametrize("way", [arched, rolled])
def test_a_bent_receipt_keeps_amounts_on_their_lines(reader: PpOcr, way: Way) -> None:
    (page,) = read_page(Picture(1, pictured(way)), reader)
    lines = [line.text.replace(" ", "") for line in read_lines(page)]
    assert lines == [f"{name}{amount}".replace(" ", "") for name, amount in LINES]


def test_boxes_of_a_bent_receipt_fit_its_picture(reader: PpOcr) -> None:
    picture = pictured(rolled)
    (page,) = read_page(Picture(1, picture), reader)
    names = {word.text: word.quad for word in page.words if word.text.startswith("ARTICOL")}
    assert len(names) == len(LINES)
    for row, (name, _) in enumerate(LINES):
        place = page.in_file(np.array(names[name])) * (picture.shape[1], picture.shape[0])
        middle = rolled(np.array([[145.0, row * 44 + 43]])) + AROUND
        assert place.mean(axis=0) == pytest.approx(middle[0], abs=8)


def pictured(way: Way) -> Image:
    """A receipt as the way bends it, on a dark desk."""
    sheet = PIL.Image.new("RGB", (600, 1200), "white")
    pen = PIL.ImageDraw.Draw(sheet)
    font = PIL.ImageFont.load_default(size=26)
    for row, texts in enumerate(LINES):
        for x, text in zip((20, 470), texts, strict=True):
            pen.text((x, 30 + row * 44), text, fill="black", font=font)
    x, y = np.meshgrid(np.arange(600 + 2 * AROUND), np.arange(1200 + 2 * AROUND))
    seen = np.stack([x, y], axis=-1).astype(np.float64) - AROUND
    flat = seen.copy()
    for _ in range(40):
        flat += seen - way(flat)
    columns, rows = np.moveaxis(flat.astype(np.float32), -1, 0)
    return np.asarray(cv2.remap(np.asarray(sheet), columns, rows, cv2.INTER_LINEAR, borderValue=(60, 70, 80)), np.uint8)
