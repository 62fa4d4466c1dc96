"""From the flat strip to what a scanner or a telephone gives, in three grades; and the JPEG around it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.receipts.paper import Grey

Colour = NDArray[np.uint8]
"""Height x width x 3, BGR as OpenCV keeps it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A finished picture, the JPEG quality it is kept at, and by how many degrees clockwise it was turned."""

    picture: Colour
    quality: int
    turned: int = 0


Grade = Literal["scan", "photo", "hard"]
GRADES: tuple[Grade, ...] = ("scan", "photo", "hard")

_TABLE_TOPS = (
    (60, 90, 130), (40, 60, 90), (90, 90, 95), (120, 140, 160), (35, 35, 40), (150, 120, 80), (175, 180, 185),
)  # fmt: skip
QUARTER_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def scan(paper: Grey, rng: Random) -> Taken:
    """A flat-bed scan: a small angle, a grey lid or white around it, light noise."""
    numbers = np.random.default_rng(rng.getrandbits(32))
    white = rng.randint(228, 255)
    page = _tinted(paper, (white, white, white), rng)
    border = rng.randint(10, 160)
    lid = rng.choice((255, 250, 238, 200, 60))
    page = np.asarray(
        cv2.copyMakeBorder(page, border, border, border, border, cv2.BORDER_CONSTANT, value=(lid, lid, lid)), np.uint8
    )
    angle = rng.uniform(-2.2, 2.2)
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    page = np.asarray(cv2.warpAffine(page, turn, (width, height), borderValue=(lid, lid, lid), flags=cv2.INTER_CUBIC))
    return Taken(_noisy(page, numbers, rng.uniform(0, 4)), rng.randint(78, 95))


def photo(paper: Grey, rng: Random) -> Taken:
    """A telephone's photo in an office: desk, perspective, uneven light, slight blur and noise."""
    numbers = np.random.default_rng(rng.getrandbits(32))
    page = _tinted(paper, (rng.randint(205, 245), rng.randint(215, 248), rng.randint(222, 252)), rng)
    if rng.random() < 0.5:
        page = _crumpled(page, numbers, rng.uniform(0.5, 2.5), rng.uniform(4, 14))
    scene = _on_desk(page, rng, numbers, tilt=rng.uniform(-7, 7), skew=0.06)
    scene = _fit(scene, rng.randint(1700, 2600))
    scene = _lit(scene, rng, strength=rng.uniform(0.05, 0.35))
    scene = np.asarray(cv2.GaussianBlur(scene, (0, 0), rng.uniform(0.4, 1.0)), np.uint8)
    return Taken(_noisy(scene, numbers, rng.uniform(1, 7)), rng.randint(70, 92))


def hard(paper: Grey, rng: Random) -> Taken:
    """What a bad moment gives: always 1,100 px and JPEG quality 45, with one to four of crumpled, tilted, moved,
    glared and faded; half of them turned by a quarter or a half."""
    numbers = np.random.default_rng(rng.getrandbits(32))
    faults = set(rng.sample(("crumpled", "tilted", "moved", "glared", "faded", "dark"), rng.randint(1, 4)))
    page = _tinted(paper, (rng.randint(200, 240), rng.randint(210, 245), rng.randint(215, 250)), rng)
    if "faded" in faults:
        page = np.asarray(255 - (255 - page.astype(np.float32)) * rng.uniform(0.5, 0.75), np.uint8)
    if "crumpled" in faults:
        page = _crumpled(page, numbers, rng.uniform(2, 5), rng.uniform(18, 40))
    tilt = rng.uniform(-22, 22) if "tilted" in faults else rng.uniform(-6, 6)
    scene = _on_desk(page, rng, numbers, tilt=tilt, skew=0.12 if "tilted" in faults else 0.05)
    scene = _fit(scene, 1100)
    scene = _lit(scene, rng, strength=rng.uniform(0.35, 0.6) if "dark" in faults else rng.uniform(0.1, 0.3))
    if "glared" in faults:
        scene = _glared(scene, rng)
    if "moved" in faults:
        scene = _moved(scene, rng)
    scene = _noisy(scene, numbers, rng.uniform(2, 8))
    quarter = rng.choice((0, 0, 0, 90, 180, 270))
    if quarter:
        scene = np.asarray(cv2.rotate(scene, QUARTER_TURNS[quarter]), np.uint8)
    return Taken(scene, 45, quarter)


def pair(papers: tuple[Grey, Grey], rng: Random) -> Taken:
    """Two receipts side by side on one desk, a little apart, in one photo."""
    numbers = np.random.default_rng(rng.getrandbits(32))
    white = (rng.randint(205, 245), rng.randint(215, 248), rng.randint(222, 252))
    pages = [_tinted(paper, white, rng) for paper in papers]
    widest, tallest = max(page.shape[1] for page in pages), max(page.shape[0] for page in pages)
    cell = round(widest * 1.25)
    scene = _desk(round(tallest + widest * 0.4), 2 * cell, rng, numbers)
    for place, page in enumerate(pages):
        height, width = page.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-3, 3), 1)
        turn[:, 2] += (cell * place + (cell - width) / 2, rng.uniform(0.1, 0.3) * widest)
        homography = np.eye(3)
        homography[:2] = turn
        scene = _laid(scene, page, homography)
    scene = _lit(_fit(scene, rng.randint(2200, 2800)), rng, strength=rng.uniform(0.05, 0.25))
    scene = np.asarray(cv2.GaussianBlur(scene, (0, 0), rng.uniform(0.4, 0.8)), np.uint8)
    return Taken(_noisy(scene, numbers, rng.uniform(1, 4)), rng.randint(75, 92))


def _tinted(paper: Grey, white: tuple[int, int, int], rng: Random) -> Colour:
    """Grey levels between the ink's colour (black, sometimes blue or violet) and the paper's."""
    ink = rng.choice(((0, 0, 0), (0, 0, 0), (0, 0, 0), (70, 20, 20), (60, 10, 40)))
    share = (paper.astype(np.float32) / 255)[..., None]
    colours = share * np.array(white, np.float32) + (1 - share) * np.array(ink, np.float32)
    return np.asarray(colours, np.uint8)


def _crumpled(page: Colour, numbers: np.random.Generator, shift: float, shade: float) -> Colour:
    """Creases: the paper's height as smoothed noise; its slope moves and shades the print."""
    height, width = page.shape[:2]
    coarse = max(4, height // 130), max(3, width // 130)
    relief = cv2.resize(numbers.normal(0, 1, coarse).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    slope_y, slope_x = np.gradient(relief)
    scale = float(max(np.abs(slope_x).max(), np.abs(slope_y).max(), 1e-6))
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    moved = cv2.remap(
        page,
        (columns + slope_x / scale * shift * 2).astype(np.float32),
        (rows + slope_y / scale * shift * 2).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    light = (slope_x + slope_y) / scale * shade
    return np.asarray(np.clip(moved.astype(np.float32) + light[..., None] - shade / 3, 0, 255), np.uint8)


def _desk(height: int, width: int, rng: Random, numbers: np.random.Generator) -> Colour:
    """Wood, cloth, stone or a plain table top, darker than paper most of the time."""
    base = np.array(
        rng.choice(_TABLE_TOPS),
        np.float32,
    )
    kind = rng.choice(("wood", "cloth", "stone", "plain"))
    small = (max(2, height // 8), max(2, width // 8))
    if kind == "wood":
        grain = numbers.normal(0, 1, (small[0], 3)).astype(np.float32)
    elif kind == "cloth":
        grain = numbers.normal(0, 1, (height // 2, width // 2)).astype(np.float32)
    elif kind == "stone":
        blotches = cv2.GaussianBlur(numbers.normal(0, 2.5, small).astype(np.float32), (0, 0), 2)
        grain = np.asarray(blotches, np.float32)
    else:
        grain = np.zeros((2, 2), np.float32)
    texture = cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(base + texture[..., None] * rng.uniform(6, 16), 0, 255), np.uint8)


def _on_desk(page: Colour, rng: Random, numbers: np.random.Generator, tilt: float, skew: float) -> Colour:
    """Lay the paper on a desk, turned by `tilt` degrees and with corners off by up to `skew` of the width."""
    height, width = page.shape[:2]
    around = rng.uniform(0.06, 0.3)
    radians = np.deg2rad(tilt)
    reach_x = abs(width * np.cos(radians)) + abs(height * np.sin(radians))
    reach_y = abs(width * np.sin(radians)) + abs(height * np.cos(radians))
    wide, tall = int(reach_x + width * 2 * around), int(reach_y + width * 2 * around)
    corners = np.array([(-width, -height), (width, -height), (width, height), (-width, height)], np.float32) / 2
    turn = np.array([(np.cos(radians), -np.sin(radians)), (np.sin(radians), np.cos(radians))], np.float32)
    jitter = (
        np.array([(rng.uniform(-skew, skew), rng.uniform(-skew, skew)) for _ in range(4)], np.float32) * width * 0.7
    )
    target = (corners @ turn.T + jitter + np.array((wide / 2, tall / 2), np.float32)).astype(np.float32)
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    homography = np.asarray(cv2.getPerspectiveTransform(source, target), np.float64)
    return _laid(_desk(tall, wide, rng, numbers), page, homography)


def _laid(desk: Colour, page: Colour, homography: NDArray[np.float64]) -> Colour:
    """The paper on the desk where the homography takes it, with the shadow that it casts."""
    tall, wide = desk.shape[:2]
    height, width = page.shape[:2]
    laid = cv2.warpPerspective(page, homography, (wide, tall), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), homography, (wide, tall))
    shadow = cv2.GaussianBlur(np.roll(mask, (9, 7), (0, 1)), (0, 0), 9).astype(np.float32)[..., None] / 255
    ground = desk.astype(np.float32) * (1 - 0.45 * shadow)
    cover = cv2.GaussianBlur(mask, (0, 0), 0.8).astype(np.float32)[..., None] / 255
    return np.asarray(np.clip(ground * (1 - cover) + laid.astype(np.float32) * cover, 0, 255), np.uint8)


def _fit(scene: Colour, long_side: int) -> Colour:
    """Bring the longer side to `long_side` pixels, never enlarging by more than half."""
    scale = min(1.5, long_side / max(scene.shape[:2]))
    size = (round(scene.shape[1] * scale), round(scene.shape[0] * scale))
    return np.asarray(cv2.resize(scene, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC), np.uint8)


def _lit(scene: Colour, rng: Random, strength: float) -> Colour:
    """Light from one side, sometimes the edge of the photographer's shadow, and a colour cast."""
    height, width = scene.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    ramp = x * np.cos(angle) + y * np.sin(angle)
    light = 1 - strength * (ramp - ramp.min()) / float(np.ptp(ramp))
    if rng.random() < 0.35:
        edge = x * np.cos(angle + 1.1) + y * np.sin(angle + 1.1) - rng.uniform(-0.6, 0.6)
        light *= 1 - 0.3 / (1 + np.exp(-edge * 25))
    cast = np.array([rng.uniform(0.88, 1.0), rng.uniform(0.95, 1.0), rng.uniform(0.95, 1.0)], np.float32)
    return np.asarray(np.clip(scene.astype(np.float32) * light[..., None] * cast, 0, 255), np.uint8)


def _glared(scene: Colour, rng: Random) -> Colour:
    """A lamp's reflection that washes out a part without wiping it away."""
    height, width = scene.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    centre_x, centre_y = rng.uniform(0.25, 0.75) * width, rng.uniform(0.2, 0.8) * height
    radius_x, radius_y = rng.uniform(0.1, 0.3) * width, rng.uniform(0.05, 0.18) * height
    spot = np.exp(-(((x - centre_x) / radius_x) ** 2) - ((y - centre_y) / radius_y) ** 2) * rng.uniform(0.45, 0.75)
    return np.asarray(scene + (255 - scene.astype(np.float32)) * spot[..., None], np.uint8)


def _moved(scene: Colour, rng: Random) -> Colour:
    """The hand moved by two to five pixels while the shutter was open."""
    length = rng.randint(2, 5)
    kernel = np.zeros((7, 7), np.float32)
    angle = rng.uniform(0, np.pi)
    reach = (np.cos(angle) * length / 2, np.sin(angle) * length / 2)
    for step in np.linspace(-1, 1, 21):
        kernel[round(3 + reach[1] * step), round(3 + reach[0] * step)] += 1
    return np.asarray(cv2.filter2D(scene, -1, kernel / kernel.sum()), np.uint8)


def _noisy(scene: Colour, numbers: np.random.Generator, sigma: float) -> Colour:
    noise = numbers.normal(0, sigma, scene.shape).astype(np.float32)
    return np.asarray(np.clip(scene.astype(np.float32) + noise, 0, 255), np.uint8)


TAKE = {"scan": scan, "photo": photo, "hard": hard}
