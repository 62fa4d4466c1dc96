"""Reads strips of text: scales of grey in, characters out, a batch of strips of like width at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from services.ocr.readers.ctc import NOTHING, Reading, decode
from services.ocr.readers.network import Network
from services.ocr.words import Image

_LEAST_WIDTH = 160
_STEP = 8


class LineRecogniser(Protocol):
    """A network that reads strips of one height, in pixels. Safe to call from several threads at once."""

    @property
    def name(self) -> str: ...

    @property
    def height(self) -> int: ...

    @property
    def is_on_gpu(self) -> bool: ...

    def __call__(self, strips: Sequence[Image], width: int = 0, rows: int = 0) -> list[Reading]:
        """Read strips in one go, their order kept; padded to at least this width and this many rows."""
        ...


class Recogniser:
    """PP-OCRv6's network with its characters."""

    name = "ppocr-v6-small"
    height = 48

    def __init__(self, network: Network, characters: Sequence[str]) -> None:
        self.is_on_gpu = network.is_on_gpu
        self._network = network
        self._characters = characters

    def __call__(self, strips: Sequence[Image], width: int = 0, rows: int = 0) -> list[Reading]:
        width = max(width, *(fitting_width(strip.shape[1]) for strip in strips))
        blob = np.zeros((max(rows, len(strips)), 3, self.height, width), np.float32)
        fill(blob, strips)
        return decode(self._network(blob)[: len(strips)], self._characters)


def fitting_width(width: int) -> int:
    """Whole steps of the network; short words read better with room around them than alone."""
    return padded(width, _LEAST_WIDTH)


def padded(width: int, least: int) -> int:
    """In whole steps of such networks."""
    return -(-max(width, least) // _STEP) * _STEP


def fill(blob: NDArray[np.float32], strips: Sequence[Image]) -> None:
    """n x 3 x 48 x widest, BGR, -1..1; what a narrow strip leaves free stays the grey middle, as in training."""
    for row, piece in zip(blob, strips, strict=False):
        part = row[:, :, : piece.shape[1]]
        np.multiply(piece[:, :, ::-1].transpose(2, 0, 1), np.float32(2 / 255), out=part)
        part -= 1


class Recognition(Protocol):
    """How the strips of a document get through the recogniser: see SideBySide and SharedBatches."""

    def read(self, strips: Sequence[Image]) -> list[Reading]:
        """Read each strip; the answer keeps their order."""
        ...

    def close(self) -> None:
        """Finish what was begun and end the threads."""
        ...


class SideBySide:
    """For a CPU: the strips of one document in small batches that run side by side, one a core.

    Strips of like width go together, at most `batch_pixels` columns at a time: larger batches were no faster on a CPU,
    and what is not waited for is not padded. Small networks gain more from running beside one another than from
    sharing out each of their layers.
    """

    def __init__(self, recogniser: LineRecogniser, threads: int, batch_pixels: int = 700) -> None:
        self._recogniser = recogniser
        self._batch_pixels = batch_pixels
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="recognise")

    def read(self, strips: Sequence[Image]) -> list[Reading]:
        batches = list(_batches([piece.shape[1] for piece in strips], self._batch_pixels))
        readings = [NOTHING] * len(strips)
        read = self._threads.map(lambda batch: self._recogniser([strips[index] for index in batch]), batches)
        for batch, batch_readings in zip(batches, read, strict=True):
            for index, reading in zip(batch, batch_readings, strict=True):
                readings[index] = reading
        return readings

    def close(self) -> None:
        self._threads.shutdown(wait=True)


def _batches(widths: Sequence[int], batch_pixels: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in sorted(range(len(widths)), key=widths.__getitem__):
        if batch and widths[index] * (len(batch) + 1) > batch_pixels:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
