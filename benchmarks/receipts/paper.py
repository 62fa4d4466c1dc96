"""Rows to a flat strip of thermal paper: a grid of printer dots or smooth letters, grey levels, paper white is 255."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.receipts.art import draw_art
from benchmarks.receipts.fonts import Face, load
from benchmarks.receipts.wording import Row

Grey = NDArray[np.uint8]
"""Height x width grey levels."""


@dataclass(frozen=True, slots=True)
class Print:
    """How the printer prints: the face, dots across the paper, row pitch, ink and whether dots are hard."""

    face: Face
    dots: int
    pitch: float
    hard: bool
    ink: int
    bold: bool
    margin: int


def draw_print(rng: Random, face: Face, columns: int) -> Print:
    """Letters of 11 to 16 hard dots, as heads of 203 dpi print, or smooth ones of 12 to 18 pixels."""
    hard = face.dots or rng.random() < 0.5
    dots = columns * (rng.choice((11, 12, 12, 13, 16)) if hard else rng.randint(12, 18))
    return Print(
        face=face,
        dots=dots,
        pitch=rng.uniform(1.12, 1.5),
        hard=hard,
        ink=rng.randint(10, 110),
        bold=rng.random() < 0.15,
        margin=rng.randint(dots // 30, dots // 12),
    )


def print_rows(rows: list[Row], columns: int, style: Print) -> Grey:
    """Print all rows; a row too long for its width is broken, as a till does."""
    size = _font_size(style, columns)
    top, bottom = _extent(style.face, size)
    height = max(8, round(size * style.pitch), bottom - top)
    strips = [
        draw_art(part.art, style.dots, style.ink) if part.art else _strip(part, columns, size, height, style)
        for row in rows
        for part in _broken(row, columns)
    ]
    body = np.vstack(strips)
    edge = style.margin
    paper = cv2.copyMakeBorder(body, edge * 2, edge * 3, edge, edge, cv2.BORDER_CONSTANT, value=(255,))
    return np.asarray(paper, np.uint8)


def _font_size(style: Print, columns: int) -> int:
    """The largest size at which a row of `columns` average letters fits the dots."""
    sample = "0" * columns if style.face.mono else ("TOTAL lei 0123456789,ABE" * 3)[:columns]
    size = 8
    while load(style.face, size + 1).getlength(sample) <= style.dots:
        size += 1
    return size


def _extent(face: Face, size: int) -> tuple[int, int]:
    """Highest and lowest pixel of capitals and digits from where the pen is put: faces differ in what is above."""
    _, top, _, bottom = load(face, size).getbbox("H0QJ")
    return round(top), round(bottom)


def _broken(row: Row, columns: int) -> list[Row]:
    limit = columns // row.wide
    if row.left and row.right and len(row.left) + len(row.right) + 1 > limit:
        return [
            Row(left=row.left[:limit], tall=row.tall, bold=row.bold),
            Row(right=row.right, tall=row.tall, bold=row.bold),
        ]
    if len(row.centre) > limit:
        if row.wide > 1:
            return _broken(Row(centre=row.centre, tall=row.tall, bold=row.bold), columns)
        cut = row.centre.rfind(" ", 0, limit + 1)
        cut = cut if cut > 0 else limit
        first, rest = row.centre[:cut], row.centre[cut:].strip()
        return [Row(centre=first, tall=row.tall, bold=row.bold), *_broken(Row(centre=rest, tall=row.tall), columns)]
    if len(row.left) > limit and not row.right:
        cut = row.left.rfind(" ", 0, limit + 1)
        cut = cut if cut > 0 else limit
        return [Row(left=row.left[:cut], bold=row.bold), *_broken(Row(left=row.left[cut:].strip()), columns)]
    return [row]


def _strip(row: Row, columns: int, size: int, height: int, style: Print) -> Grey:
    """One row of `height * row.tall` dots; wide letters are printed narrow and stretched, as printers do."""
    across = style.dots // row.wide
    strip = Image.new("L", (across, height), 255)
    pen = ImageDraw.Draw(strip)
    font = load(style.face, size)
    # Struck twice, small hard letters fill up: a slashed 0 would become an 8.
    weight = 1 if (row.bold or style.bold) and style.hard and size >= 20 else 0
    highest, lowest = _extent(style.face, size)
    top = (height - lowest + highest) // 2 - highest

    def write(text: str, edge: str) -> None:
        length = font.getlength(text)
        if length > across:  # a proportional face may run over: squeezed, as a narrow print would be
            tight = load(style.face, max(7, int(size * across / length)))
            pen.text((0, top), text, font=tight, fill=style.ink)
            return
        x = {"left": 0.0, "right": across - length, "centre": (across - length) / 2}[edge]
        pen.text((round(x), top), text, font=font, fill=style.ink)
        if weight or (row.bold and not style.hard):
            pen.text((round(x) + 1, top), text, font=font, fill=style.ink)

    if row.centre:
        write(row.centre, "centre")
    if row.left:
        write(row.left, "left")
    if row.right:
        write(row.right, "right")
    dots = np.asarray(strip, np.uint8)
    if style.hard:
        # A dot burns where a third of it is inked, or the hair strokes of thin faces would vanish.
        dots = np.where(dots > 255 - (255 - style.ink) // 3, 255, style.ink).astype(np.uint8)
    if row.wide > 1 or row.tall > 1:
        dots = np.asarray(cv2.resize(dots, (style.dots, height * row.tall), interpolation=cv2.INTER_NEAREST), np.uint8)
    if dots.shape[1] != style.dots:
        dots = np.asarray(cv2.resize(dots, (style.dots, dots.shape[0]), interpolation=cv2.INTER_NEAREST), np.uint8)
    return dots


def thermal(paper: Grey, rng: Random, zoom: float) -> Grey:
    """What the head and the paper add: bloom of the dots, uneven heat across, weak rows, a streak."""
    numbers = np.random.default_rng(rng.getrandbits(32))
    height, width = round(paper.shape[0] * zoom), round(paper.shape[1] * zoom)
    large = cv2.resize(paper, (width, height), interpolation=cv2.INTER_CUBIC if zoom > 1 else cv2.INTER_AREA)
    soft = cv2.GaussianBlur(large, (0, 0), rng.uniform(0.3, 0.75) * max(1.0, zoom * 0.6)).astype(np.float32)
    heat = 1 - rng.uniform(0, 0.25) * np.abs(np.linspace(-1, 1, width, dtype=np.float32))[None, :]
    rows = cv2.resize(numbers.normal(0, 0.06, (max(2, height // 60), 1)).astype(np.float32), (1, height))
    printed = 255 - (255 - soft) * np.clip(heat + rows, 0.45, 1.1)
    if rng.random() < 0.1:  # a dead dot of the head leaves a white line down the strip
        x = rng.randint(width // 10, width - width // 10)
        printed[:, x : x + 2] = 250
    return np.asarray(np.clip(printed, 0, 255), np.uint8)
