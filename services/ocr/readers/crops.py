"""Cuts the text out of a picture: one upright strip of fixed height per box."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ocr.words import Image

_STRAIGHT = 0.015  # a slope under this (about 0.9 degrees) moves a long word by less than its own margin
_UPRIGHT = 1.5  # a box this many times as high as wide holds text that runs upwards


def strip(image: Image, quad: NDArray[np.float32], height: int) -> Image:
    """The text of one box as an upright strip, `height` pixels high and as wide as the text needs."""
    return scaled(cut(image, quad), height)


def cut(image: Image, quad: NDArray[np.float32]) -> Image:
    """The pixels inside a box. A straight box is a view of the picture: nothing is copied."""
    across, down = quad[1] - quad[0], quad[3] - quad[0]
    width = max(1, round(float(np.hypot(*across))))
    height = max(1, round(float(np.hypot(*down))))
    if abs(across[1]) <= _STRAIGHT * width and abs(down[0]) <= max(1.0, _STRAIGHT * height):
        left, top = np.floor(quad.min(axis=0)).astype(int)
        right, bottom = np.ceil(quad.max(axis=0)).astype(int)
        piece: Image = image[top : max(bottom, top + 1), left : max(right, left + 1)]
    else:
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        turn = cv2.getPerspectiveTransform(np.ascontiguousarray(quad), corners)
        piece = cv2.warpPerspective(  # type: ignore[assignment]
            image, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
    if piece.shape[0] >= _UPRIGHT * piece.shape[1]:
        piece = np.rot90(piece)
    return piece


def scaled(piece: Image, height: int) -> Image:
    width = max(1, int(np.ceil(piece.shape[1] * height / piece.shape[0])))
    return cv2.resize(piece, (width, height), interpolation=cv2.INTER_LINEAR)  # type: ignore[return-value]
