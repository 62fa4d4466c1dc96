"""Decodes pictures to upright 8-bit RGB, whatever colours, depth and orientation they were stored in.

Runs in the sandbox's worker: nothing here trusts the file.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from services.common.content_type import ContentType
from services.ocr import words
from services.ocr.decode import ALL, Wanted
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits

Pillow.MAX_IMAGE_PIXELS = None  # Limits.pixels decides, with an error of its own

_FORMATS = {
    ContentType.JPEG: "JPEG",
    ContentType.PNG: "PNG",
    ContentType.WEBP: "WEBP",
    ContentType.TIFF: "TIFF",
    ContentType.HEIF: "HEIF",
    ContentType.AVIF: "AVIF",
}
_LEAST_SIDE = 16  # pixels; no print is readable in less


def pictures(data: bytes, kind: ContentType, limits: Limits, wanted: Wanted = ALL) -> Iterator[words.Image]:
    """The wanted pages of a TIFF, the one picture of any other format (the first, where it is animated)."""
    if kind is ContentType.HEIF:
        import pillow_heif

        # One picture at a time, no thumbnails: what is not looked at is not decoded.
        pillow_heif.register_heif_opener(thumbnails=False)
    with Pillow.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
        check_size(picture.width, picture.height, limits)
        pages = getattr(picture, "n_frames", 1) if kind is ContentType.TIFF else 1
        if pages > limits.pages and not wanted.drawn:
            raise ReadError(Reason.TOO_MANY_PAGES, f"the file has {pages} pages; at most {limits.pages} are read")
        for number in wanted.numbers(pages):
            if number > 1:
                picture.seek(number - 1)
                check_size(picture.width, picture.height, limits)
            yield _decoded(picture, limits, wanted.drawn_page)


def check_size(width: int, height: int, limits: Limits) -> None:
    """Refuse a picture by the size that its header states, before anything is decoded."""
    if width * height > limits.pixels:
        raise ReadError(
            Reason.TOO_MANY_PIXELS,
            f"the picture has {width} x {height} pixels; at most {limits.pixels // 1_000_000} million are read",
        )
    if min(width, height) < _LEAST_SIDE:
        raise ReadError(Reason.TOO_SMALL, f"the picture has only {width} x {height} pixels")


def _decoded(picture: Pillow.Image, limits: Limits, within: tuple[int, int] | None) -> words.Image:
    shrink = _shrink(picture, limits)
    if within:
        # The turn is not known yet: what fits the square of the longer side fits either way, with room for scaling.
        shrink = max(shrink, max(picture.size) // (2 * max(within)))
    if shrink > 1:
        # JPEG can be decoded at a half, a quarter or an eighth, which saves most of the time and memory.
        picture.draft("RGB", (picture.width // shrink, picture.height // shrink))
    picture.load()
    rgb = _plain_rgb(picture)
    shrink = _shrink(rgb, limits)
    upright = _upright(rgb.reduce(shrink) if shrink > 1 else rgb, picture.getexif())
    if within:
        upright.thumbnail(within, Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    return np.asarray(upright)


def _shrink(picture: Pillow.Image, limits: Limits) -> int:
    """By what whole factor a picture has to shrink to be within the pixels that are kept."""
    return math.ceil(math.sqrt(picture.width * picture.height / limits.kept_pixels))


def _plain_rgb(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode.startswith(("I", "F")):
        return _from_deep(picture)
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        return _on_white(picture.convert("RGBA"))
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _from_deep(picture: Pillow.Image) -> Pillow.Image:
    """One channel of more than 8 bits: cameras and scanners fill 10, 12 or 14 of 16, so the values say how many."""
    values: NDArray[np.float32] = np.asarray(picture, np.float32)
    highest = float(np.nanmax(values, initial=0.0))
    if not math.isfinite(highest) or highest <= 0:
        return Pillow.new("RGB", picture.size)
    white = 1.0 if highest <= 1.0 else 2.0 ** max(8, math.ceil(math.log2(highest + 1))) - 1
    grey = np.clip(np.nan_to_num(values) * (255 / white), 0, 255).astype(np.uint8)
    return Pillow.fromarray(grey).convert("RGB")


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    paper = Pillow.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
"""EXIF orientation to what undoes it (Exif 2.32, tag 0x0112)."""


def _upright(picture: Pillow.Image, exif: Pillow.Exif) -> Pillow.Image:
    try:
        turn = _TURNS.get(exif.get(0x0112, 1))
    except (ValueError, TypeError, KeyError, SyntaxError, OSError):
        return picture  # a broken EXIF block says nothing about the pixels
    return picture if turn is None else picture.transpose(turn)
