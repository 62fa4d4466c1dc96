"""Our own recogniser: docTR's small CRNN, trained on Romanian lines by `training/` and shipped with the product."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.ocr.errors import ReaderUnavailable
from services.ocr.readers.ctc import Reading, decode
from services.ocr.readers.network import Network
from services.ocr.readers.recogniser import padded
from services.ocr.words import Image

FOLDER = Path(__file__).with_name("shipped")
NAME = "crnn_mobilenet_v3_small-romanian"

_LEAST_WIDTH = 64
_MEAN, _SPREAD = np.float32(0.694), np.float32(0.298)
"""Of docTR's recognisers, which OnnxTR's predictor takes for granted."""


class OwnRecogniser:
    """The network with its characters. Safe to call from several threads at once."""

    height = 32

    def __init__(self) -> None:
        """Raises ReaderUnavailable where the file is not the one that its card names."""
        model = FOLDER.joinpath(f"{NAME}.onnx").read_bytes()
        digest = hashlib.sha256(model).hexdigest()
        if digest != json.loads(FOLDER.joinpath(f"{NAME}.json").read_text("utf-8"))["sha256"]:
            raise ReaderUnavailable(f"{NAME}.onnx is not the file that its card describes; install ContaPics anew")
        self.name = f"{NAME}-{digest[:12]}"
        self._network = Network(model, threads=1)
        self.is_on_gpu = self._network.is_on_gpu
        self._characters = ["", *FOLDER.joinpath(f"{NAME}.txt").read_text("utf-8").removesuffix("\n")]

    def __call__(self, strips: Sequence[Image], width: int = 0, rows: int = 0) -> list[Reading]:
        """Read strips in one go, their order kept; padded to at least this width and this many rows."""
        width = max(width, *(padded(strip.shape[1], _LEAST_WIDTH) for strip in strips))
        blob = np.zeros((max(rows, len(strips)), 3, self.height, width), np.float32)
        for row, piece in zip(blob, strips, strict=False):
            grey = piece @ _LUMA
            row[:, :, : piece.shape[1]] = (grey / 255 - _MEAN) / _SPREAD
        return decode(blank_first(self._network(blob)[: len(strips)]), self._characters)


_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def blank_first(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities, with CTC's blank as the first class where docTR has it last."""
    logits = np.roll(logits, 1, axis=2)
    logits -= logits.max(axis=2, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=2, keepdims=True)
    return logits
