"""Lines to measure on: drawn in faces that no training line has, and the real lines of receipts held out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import cv2
import numpy as np

from benchmarks.receipts.fonts import Face, faces_at_hand, writes
from services.ocr.readers.crops import scaled
from services.ocr.readers.network import usable_cores
from services.ocr.readers.ppocr import open_recogniser
from services.ocr.readers.recogniser import SideBySide
from training import strips
from training.alphabet import VOCABULARY
from training.texts import USUAL_LENGTH, Texts, dictionary


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a real receipt: a generous cut around its box, and the box's margins in it."""

    picture: strips.Grey
    margin: int
    text: str

    def cut(self, rng: Random | None) -> strips.Grey:
        """As a detector may cut it; without `rng` in the middle of what detectors do."""
        height = self.picture.shape[0] - 2 * self.margin

        def keep() -> int:
            share = rng.uniform(-0.02, 0.4) if rng else 0.15
            return max(0, min(self.margin - 1, self.margin - round(share * height)))

        top, bottom, left, right = keep(), keep(), keep(), keep()
        cut = self.picture[top : self.picture.shape[0] - bottom, left : self.picture.shape[1] - right]
        if rng and rng.random() < 0.5:
            light = rng.uniform(0.7, 1.1)
            cut = np.asarray(np.clip(cut.astype(np.float32) * light + rng.uniform(-15, 15), 0, 255), np.uint8)
        if rng and rng.random() < 0.3:
            cut = np.asarray(cv2.GaussianBlur(cut, (0, 0), rng.uniform(0.3, 0.9)), np.uint8)
        return cut


def shared_lines(sroie: Path) -> tuple[list[Line], list[Line]]:
    """Lines to train on and lines to measure on; a document is wholly in one of them (a fifth is held out)."""
    train: list[Line] = []
    measured: list[Line] = []
    for file in sorted((sroie / "box").iterdir()):
        held = hashlib.sha256(file.stem.encode()).digest()[0] % 5 == 0
        (measured if held else train).extend(_lines_of(file, sroie / "img" / f"{file.stem}.jpg"))
    return train, measured


def as_printed(lines: Sequence[Line]) -> list[Line]:
    """Lines with the case of the print: a quarter of the shared labels are in capitals where the paper is not.

    PP-OCRv6 tells the case wherever its letters are the label's; of the others those that it reads without small
    letters are kept.
    """
    recogniser = open_recogniser()
    pieces = [scaled(strips.as_colour(line.cut(None)), recogniser.height) for line in lines]
    texts = [reading.text.strip() for reading in SideBySide(recogniser, usable_cores()).read(pieces)]
    printed: list[Line] = []
    for line, text in zip(lines, texts, strict=True):
        if text.casefold() == line.text.casefold():
            printed.append(replace(line, text=text))
        elif text == text.upper():
            printed.append(line)
    return printed


def _lines_of(boxes: Path, picture: Path) -> Iterator[Line]:
    grey = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE)
    if grey is None:
        raise RuntimeError(f"no picture {picture}")
    for row in boxes.read_text("utf-8", "replace").splitlines():
        *numbers, text = row.split(",", 8)
        if len(numbers) != 8 or not text.strip() or not set(text) <= set(VOCABULARY):
            continue
        points = np.array(numbers, int).reshape(4, 2)
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        if bottom - top < 6 or right - left < 6:
            continue
        margin = (bottom - top) // 2
        wide = cv2.copyMakeBorder(np.asarray(grey, np.uint8), margin, margin, margin, margin, cv2.BORDER_REPLICATE)
        cut = wide[top : bottom + 2 * margin, left : right + 2 * margin]
        yield Line(np.ascontiguousarray(cut), margin, " ".join(text.split()))


def held_out(count: int) -> list[tuple[strips.Grey, str]]:
    """Distorted lines in the faces that are held out of training; always the same ones."""
    rng = Random("held out")
    texts = Texts(rng, VOCABULARY, dictionary())
    faces = [face for face in faces_at_hand() if face.path.name in strips.HELD_OUT]
    return [distorted_line(rng, texts, faces) for _ in range(count)]


def distorted_line(
    rng: Random, texts: Texts, faces: Sequence[Face], longest: int = USUAL_LENGTH
) -> tuple[strips.Grey, str]:
    """A distorted line of at most so many characters in one of the faces that have them all, and what it says."""
    while True:
        text, face = texts.line(longest), rng.choice(faces)
        if writes(face, frozenset(text) - {" "}):
            drawing = strips.distorted(text, face, rng)
            if strips.has_room(drawing, text):
                return drawing, text
