"""Draws a text as the strip that a detector cuts out of a photo or scan of a receipt."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.receipts.fonts import Face, load

Grey = NDArray[np.uint8]

HEIGHT = 32
"""Pixels: the height of the strips that the recogniser reads."""

HELD_OUT = frozenset(
    {
        "JetBrainsMono-Regular.ttf",
        "NimbusMonoPS-Bold.otf",
        "Hermit-medium.otf",
        "NotoMono-Regular.ttf",
        "RobotoCondensed-Regular.ttf",
        "OpenSans-Regular.ttf",
    }
)
"""Faces that no training line is drawn in: what the recogniser is measured on."""


def clean(text: str, face: Face, rng: Random) -> Grey:
    """Black on white, nothing else: what learning begins with."""
    return _printed(text, load(face, rng.randint(26, 34)), 0, 1.0, (6, 6))


def distorted(text: str, face: Face, rng: Random) -> Grey:
    """One line as printers and phones leave it, in any height; never so bad that a person could not read it."""
    numbers = np.random.default_rng(rng.getrandbits(32))
    size = rng.randint(14, 40)
    tracking = rng.choice((0, 0, 0, 1, 2)) if not face.mono else 0
    stretch = rng.choice((1.0, 1.0, 1.0, 1.0, rng.uniform(0.65, 0.95), rng.uniform(1.05, 1.5), rng.uniform(1.5, 2.0)))
    strip = _printed(text, load(face, size), tracking, stretch, (2 * size // 3, 2 * size // 3))
    ink = strip.astype(np.float32) / 255
    ink = _struck(ink, rng, hard=face.dots or rng.random() < 0.3)
    ink = _neighbours(ink, size, rng, numbers)
    ink = _worn(ink, rng, numbers)
    ink = _bent(ink, size, rng)
    ink = _cropped(ink, size, rng)
    return _photographed(ink, rng, numbers)


def has_room(drawing: Grey, text: str) -> bool:
    """Whether the network has enough steps for the text; it makes one of every four columns, and CTC needs more."""
    return drawing.shape[1] * HEIGHT >= 5 * len(text) * drawing.shape[0]


def as_colour(drawing: Grey) -> NDArray[np.uint8]:
    """As a cut from a photo: height x width x 3."""
    return np.asarray(cv2.cvtColor(drawing, cv2.COLOR_GRAY2RGB), np.uint8)


def _printed(text: str, font: ImageFont.FreeTypeFont, tracking: int, stretch: float, margins: tuple[int, int]) -> Grey:
    """Black on white, with `margins` (across, down) of paper on every side."""
    across, down = margins
    _, top, _, bottom = font.getbbox("ȘJÂgț0")
    length = int(font.getlength(text)) + tracking * len(text) + 2
    canvas = Image.new("L", (length + 2 * across, int(bottom - top) + 2 * down), 255)
    pen = ImageDraw.Draw(canvas)
    if tracking:
        x = float(across)
        for letter in text:
            pen.text((x, down - top), letter, font=font, fill=0)
            x += font.getlength(letter) + tracking
    else:
        pen.text((across, down - top), text, font=font, fill=0)
    strip = np.asarray(canvas, np.uint8)
    if stretch != 1.0:
        strip = np.asarray(cv2.resize(strip, None, fx=stretch, fy=1.0, interpolation=cv2.INTER_AREA), np.uint8)
    return strip


def _struck(paper: NDArray[np.float32], rng: Random, hard: bool) -> NDArray[np.float32]:
    """Hard dots, thicker or thinner strokes; 0 is ink, 1 is paper."""
    if hard:
        paper = (paper > 0.6).astype(np.float32)
    choice = rng.random()
    if choice < 0.15:
        paper = np.asarray(cv2.erode(paper, np.ones((2, 2), np.uint8)), np.float32)
    elif choice < 0.22 and paper.shape[0] > 45:
        paper = np.asarray(cv2.dilate(paper, np.ones((2, 2), np.uint8)), np.float32)
    if rng.random() < 0.08:  # a dot matrix: rows and columns of dots with paper between
        step = max(2, paper.shape[0] // rng.randint(14, 22))
        paper = paper.copy()
        paper[::step] = np.maximum(paper[::step], 0.7)
        paper[:, ::step] = np.maximum(paper[:, ::step], 0.7)
    return paper


def _neighbours(
    paper: NDArray[np.float32], size: int, rng: Random, numbers: np.random.Generator
) -> NDArray[np.float32]:
    """Ends of the lines above and below, and rules, that a detector's box takes in."""
    paper = paper.copy()
    height, width = paper.shape
    for edge in ("above", "below"):
        if rng.random() > 0.22:
            continue
        depth = max(1, rng.randint(1, max(2, size // 6)))
        strokes = (numbers.random((1, max(2, width // max(2, size // 3)))) < 0.5).astype(np.float32)
        band = cv2.resize(strokes, (width, depth), interpolation=cv2.INTER_NEAREST).reshape(depth, width)
        rows = slice(0, depth) if edge == "above" else slice(height - depth, height)
        paper[rows] = np.minimum(paper[rows], band)
    if rng.random() < 0.03:
        row = rng.choice((1, height - 3))
        paper[row : row + 2] = 0
    return paper


def _worn(paper: NDArray[np.float32], rng: Random, numbers: np.random.Generator) -> NDArray[np.float32]:
    """Uneven heat of the head, faded patches, white and black streaks, specks."""
    height, width = paper.shape
    ink = 1 - paper
    if rng.random() < 0.5:
        patches = numbers.uniform(rng.uniform(0.35, 0.85), 1.0, (2, max(2, width // 40))).astype(np.float32)
        ink = ink * cv2.resize(patches, (width, height), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.06:
        x = rng.randrange(width)
        ink[:, x : x + rng.randint(1, 2)] = 0
    if rng.random() < 0.1:
        ink = np.maximum(ink, (numbers.random((height, width)) < 0.004).astype(np.float32))
    if rng.random() < 0.1:
        ink = ink * (numbers.random((height, width)) > 0.05)
    return np.asarray(1 - np.clip(ink, 0, 1), np.float32)


def _bent(paper: NDArray[np.float32], size: int, rng: Random) -> NDArray[np.float32]:
    """A slope, a shear and the wave of curled paper, each as much as flattening leaves behind."""
    height, width = paper.shape
    if rng.random() < 0.4:
        return paper
    x = np.arange(width, dtype=np.float32)[None, :]
    y = np.arange(height, dtype=np.float32)[:, None]
    slope = rng.uniform(-0.02, 0.02) if width > 8 * size else rng.uniform(-0.06, 0.06)
    wave = rng.uniform(0, 0.06) * size
    shift = slope * (x - width / 2) + wave * np.sin(
        2 * np.pi * (x / max(width, 1) * rng.uniform(0.3, 1.2) + rng.random())
    )
    lean = rng.uniform(-0.2, 0.2) * (y - height / 2)
    return np.asarray(
        cv2.remap(
            paper,
            x + lean,
            np.broadcast_to(y, (height, width)) + shift,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.float32,
    )


def _cropped(paper: NDArray[np.float32], size: int, rng: Random) -> NDArray[np.float32]:
    """The margins that boxes leave: a detector grows them by about a third of the print's height, unevenly."""
    most = 2 * size // 3

    def cut(tight: float) -> int:
        return int(most - rng.uniform(tight, 0.5) * size)

    top, bottom, left, right = cut(0.02), cut(0.02), cut(0.05), cut(0.05)
    return paper[max(0, top) : paper.shape[0] - max(0, bottom), max(0, left) : paper.shape[1] - max(0, right)]


def _photographed(paper: NDArray[np.float32], rng: Random, numbers: np.random.Generator) -> Grey:
    """Grey levels: ink, paper and light; blur, noise, the picture's own resolution, JPEG."""
    height, width = paper.shape
    dark = 130 * rng.random() ** 1.5
    light = rng.uniform(max(150, dark + 70), 255)
    across = np.linspace(rng.uniform(-0.25, 0), rng.uniform(-0.25, 0), width, dtype=np.float32)[None, :]
    picture = (dark + (light - dark) * paper) * (1 + across)
    seen = rng.uniform(14, 36) if rng.random() < 0.6 else 44  # pixels that the line had in the photo
    if seen < height:
        picture = cv2.resize(
            picture, (max(4, round(width * seen / height)), max(4, round(seen))), interpolation=cv2.INTER_AREA
        )
    blur = rng.choice((0.0, 0.0, rng.uniform(0.3, 0.9), rng.uniform(0.3, 1.3)))
    if blur:
        picture = cv2.GaussianBlur(picture, (0, 0), blur)
    if rng.random() < 0.1:  # the hand moved
        length = rng.randint(2, 4)
        kernel = np.full((1, length) if rng.random() < 0.6 else (length, 1), 1 / length, np.float32)
        picture = cv2.filter2D(np.asarray(picture, np.float32), -1, kernel)
    picture = picture + numbers.normal(0, 8 * rng.random() ** 1.5, picture.shape)
    grey = np.asarray(np.clip(picture, 0, 255), np.uint8)
    if rng.random() < 0.6:
        _, jpeg = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(35, 92)])
        grey = np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE), np.uint8)
    return grey
