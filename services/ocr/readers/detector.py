"""Finds where text stands: a DB detector (Liao et al., 2020, arXiv:1911.08947) and its boxes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ocr.readers.network import Network
from services.ocr.words import Image, Quads

_STRIDE = 32  # the network halves its input five times


@dataclass(frozen=True, slots=True)
class Detection:
    """How the probability map becomes boxes; the defaults are those the weights were published with."""

    pixels: int = 900_000
    """What the network looks at; a long receipt and a square page cost the same."""

    most_pixels: int = 3_000_000
    least_print: float = 11.0
    """Where the median print is lower than this many pixels, a second look is taken, closer."""

    least_covered: float = 0.04
    """Likewise where text covers less than this part of the picture: most of a small paper may have been missed."""

    pixel_threshold: float = 0.3
    box_threshold: float = 0.5
    unclip_ratio: float = 1.6
    most_boxes: int = 1500


def detect(network: Network, image: Image, detection: Detection) -> Quads:
    """Boxes of text in an upright picture, top to bottom; an empty array where there is none."""
    size = image.shape[0] * image.shape[1]
    scale = min(_LARGEST_SCALE, math.sqrt(detection.pixels / size))
    quads = _look(network, image, scale, detection)
    closer = min(1.0, math.sqrt(detection.most_pixels / size))
    if closer > 1.2 * scale and _may_have_missed(quads, scale, size, detection):
        quads = _look(network, image, closer, detection)
    return quads[np.argsort(quads[:, 0, 1], kind="stable")]


_LARGEST_SCALE = 2.0  # enlarging more shows the network nothing new


def _look(network: Network, image: Image, scale: float, detection: Detection) -> Quads:
    height, width = image.shape[:2]
    input_height, input_width = (max(_STRIDE, round(side * scale / _STRIDE) * _STRIDE) for side in (height, width))
    blob = cv2.dnn.blobFromImage(
        _shrunk(image, input_width, input_height), 2 / 255, mean=(127.5, 127.5, 127.5), swapRB=True
    )
    quads = _boxes(network(np.asarray(blob, np.float32))[0, 0], detection)
    quads *= np.array([width / input_width, height / input_height], np.float32)
    np.clip(quads, 0, [width, height], out=quads)
    return quads


def _shrunk(image: Image, width: int, height: int) -> Image:
    """Averaging keeps thin print that sampling every second pixel would break."""
    method = cv2.INTER_AREA if width < image.shape[1] else cv2.INTER_LINEAR
    return cv2.resize(image, (width, height), interpolation=method)  # type: ignore[return-value]


def _may_have_missed(quads: Quads, scale: float, size: int, detection: Detection) -> bool:
    if not len(quads):
        return True
    across = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    down = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    fine = scale * float(np.median(np.minimum(across, down))) < detection.least_print
    return fine or float(np.sum(across * down)) < detection.least_covered * size


def _boxes(probability: NDArray[np.float32], detection: Detection) -> Quads:
    mask = (probability > detection.pixel_threshold).astype(np.uint8)
    cv2.dilate(mask, np.ones((2, 2), np.uint8), dst=mask)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    quads = []
    for contour in contours[: detection.most_boxes]:
        centre, (across, down), angle = cv2.minAreaRect(contour)
        if min(across, down) < 3:
            continue
        corners = np.asarray(cv2.boxPoints((centre, (across, down), angle)), np.float32)
        if _mean_inside(probability, corners) < detection.box_threshold:
            continue
        # The map marks a shrunken core of each text; for a rectangle, growing its outline is growing its sides.
        grow = across * down * detection.unclip_ratio / (across + down)
        grown = cv2.boxPoints((centre, (across + grow, down + grow), angle))
        quads.append(_in_reading_order(np.asarray(grown, np.float32)))
    return np.array(quads, np.float32).reshape(-1, 4, 2)


def _mean_inside(probability: NDArray[np.float32], corners: NDArray[np.float32]) -> float:
    left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1
    region = probability[top:bottom, left:right]
    mask = np.zeros(region.shape, np.uint8)
    cv2.fillConvexPoly(mask, (corners - [left, top]).astype(np.int32), 1)
    return float(cv2.mean(region, mask)[0])


def _in_reading_order(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Top left, top right, bottom right, bottom left, for text that runs more or less to the right."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    top_left, bottom_left = left[np.argsort(left[:, 1], kind="stable")]
    top_right, bottom_right = right[np.argsort(right[:, 1], kind="stable")]
    return np.array([top_left, top_right, bottom_right, bottom_left], np.float32)
