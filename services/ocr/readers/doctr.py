"""docTR's architectures through OnnxTR, with ONNX files that are there: OnnxTR itself never fetches any."""

from __future__ import annotations

import hashlib
import importlib.metadata
from typing import Any

import numpy as np

from services.ocr.errors import ReaderUnavailable
from services.ocr.geometry import as_quad, in_reading_order
from services.ocr.readers.crops import cut
from services.ocr.readers.network import CUDA, files_at_once, providers, session_options
from services.ocr.readers.weights import Weights
from services.ocr.words import Image, Quads, Word

_LEAST_CONFIDENCE = 0.4


class DocTr:
    """A detector and a recogniser of docTR, loaded once. Safe to share between threads."""

    def __init__(self, detector: Weights, recogniser: Weights, threads: int | None = None) -> None:
        try:
            self._detector, self._recogniser = _predictors(detector, recogniser, threads)
        except Exception as error:  # onnxruntime's errors have no common base
            raise ReaderUnavailable(f"docTR's weights cannot be loaded: {error}") from error
        networks = f"{detector.architecture}+{recogniser.architecture}/{_digest(detector, recogniser)}"
        self.name = f"doctr/{networks}/onnxtr-{importlib.metadata.version('onnxtr')}"
        self.at_once = files_at_once(CUDA in self._recogniser.model.runtime.get_providers())

    def find(self, image: Image) -> Quads:
        # Squared here, since OnnxTR answers in fractions of the square that it would pad the picture to.
        side = max(image.shape[:2])
        square = np.zeros((side, side, 3), np.uint8)
        square[: image.shape[0], : image.shape[1]] = image
        (boxes,) = self._detector([square])
        corners = np.asarray(boxes, np.float32).reshape(len(boxes), -1, 2)[:, :4]  # a fifth row is the score
        inside = (corners.mean(axis=1) * side < [image.shape[1], image.shape[0]]).all(axis=1)
        return in_reading_order(corners[inside] * side)

    def recognise(self, image: Image, quads: Quads) -> list[Word | None]:
        pieces = [np.ascontiguousarray(cut(image, quad)) for quad in quads]
        return [
            Word(text, as_quad(quad), float(confidence)) if text and confidence >= _LEAST_CONFIDENCE else None
            for quad, (text, confidence) in zip(quads, self._recogniser(pieces), strict=True)
        ]

    def close(self) -> None:
        """Nothing runs between calls."""


def _predictors(detector: Weights, recogniser: Weights, threads: int | None) -> tuple[Any, Any]:
    # Whoever does not use OnnxTR does not wait for its imports.
    from onnxtr import models
    from onnxtr.models.engine import EngineConfig

    # OnnxTR's own choice looks for CUDA's libraries only where the system does.
    engine = EngineConfig(providers=providers(), session_options=session_options(threads))
    find, read = getattr(models, detector.architecture), getattr(models, recogniser.architecture)
    finder = find(_path(detector), engine_cfg=engine, assume_straight_pages=False)
    reader = read(_path(recogniser), engine_cfg=engine, vocab=recogniser.characters)
    return (
        models.detection_predictor(finder, assume_straight_pages=False),
        models.recognition_predictor(reader),
    )


def _path(weights: Weights) -> str:
    """OnnxTR takes every path that has "http" in it for an address and would fetch it."""
    path = str(weights.file)
    if "http" in path:
        raise ValueError(f"OnnxTR can't open {path}: no folder or file may have http in its name")
    return path


def _digest(detector: Weights, recogniser: Weights) -> str:
    """Other weights under the same name must not answer from the cache of these."""
    digest = hashlib.sha256()
    for weights in (detector, recogniser):
        digest.update(weights.file.read_bytes() + weights.characters.encode())
    return digest.hexdigest()[:12]
