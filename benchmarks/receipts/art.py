"""What tills print beside text: a logo, a bar code, a square code. They look like theirs and mean nothing."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.receipts.wording import Art


def draw_art(art: Art, dots: int, ink: int) -> NDArray[np.uint8]:
    """A strip `dots` wide with the drawing in its middle; the same width gives the same drawing."""
    numbers = np.random.default_rng(dots * 7 + len(art))
    height = {"logo": dots // 5, "barcode": dots // 8, "qr": dots // 3}[art]
    strip = np.full((height + 16, dots), 255, np.uint8)
    if art == "barcode":
        bars = np.repeat(numbers.integers(0, 2, dots // 5), 3)[: dots // 2]
        left = (dots - len(bars)) // 2
        strip[8 : 8 + height, left : left + len(bars)] = np.where(bars, ink, 255).astype(np.uint8)
    elif art == "qr":
        cells = numbers.integers(0, 2, (25, 25)).astype(np.uint8)
        for row, column in ((0, 0), (0, 18), (18, 0)):
            cells[row : row + 7, column : column + 7] = 1
            cells[row + 1 : row + 6, column + 1 : column + 6] = 0
            cells[row + 2 : row + 5, column + 2 : column + 5] = 1
        square = cv2.resize(
            np.where(cells, ink, 255).astype(np.uint8), (height, height), interpolation=cv2.INTER_NEAREST
        )
        left = (dots - height) // 2
        strip[8 : 8 + height, left : left + height] = square
    else:
        middle = (dots // 2, 8 + height // 2)
        cv2.ellipse(strip, middle, (dots // 4, height // 2 - 2), 0, 0, 360, ink, max(2, height // 16))
        peak = np.array([(-height // 2, height // 4), (0, -height // 3), (height // 2, height // 4)]) + np.array(middle)
        cv2.fillPoly(strip, [peak.astype(np.int32)], ink)
    return strip
