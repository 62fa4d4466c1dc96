"""docTR's architectures through OnnxTR, with ONNX files named in the configuration. Nothing is ever downloaded."""

from __future__ import annotations

import hashlib
import importlib.metadata
from pathlib import Path
from typing import Any

import numpy as np

from services.ocr.errors import ReaderUnavailable
from services.ocr.geometry import as_quad, in_reading_order
from services.ocr.readers.crops import cut
from services.ocr.readers.network import CUDA, files_at_once, providers, session_options
from services.ocr.words import Image, Quads, Word

_DETECTORS = (
    *("db_resnet34", "db_resnet50", "db_mobilenet_v3_large"),
    *("fast_tiny", "fast_small", "fast_base"),
    *("linknet_resnet18", "linknet_resnet34", "linknet_resnet50"),
)
_RECOGNISERS = (
    *("crnn_vgg16_bn", "crnn_mobilenet_v3_small", "crnn_mobilenet_v3_large"),
    *("sar_resnet31", "master", "vitstr_small", "vitstr_base", "parseq", "viptr_tiny"),
)

_LEAST_CONFIDENCE = 0.4


class DocTr:
    """A detector and a recogniser of docTR, loaded once. Safe to share between threads.

    The file names begin with the architecture, as OnnxTR's own do (`db_resnet50-69ba0015.onnx`). The vocabulary is a
    UTF-8 text file with the recogniser's characters in their order.
    """

    def __init__(
        self, detector: Path | None, recogniser: Path | None, vocabulary: Path | None, threads: int | None = None
    ) -> None:
        found_by = _architecture(_existing(detector, "detector"), _DETECTORS)
        read_by = _architecture(_existing(recogniser, "recogniser"), _RECOGNISERS)
        characters = _existing(vocabulary, "vocabulary").read_text("utf-8").rstrip("\n")
        try:
            self._detector, self._recogniser = _predictors(
                found_by, str(detector), read_by, str(recogniser), characters, threads
            )
        except Exception as error:  # onnxruntime's errors have no common base
            raise ReaderUnavailable(f"docTR's weights cannot be loaded: {error}") from error
        weights = _digest(detector, recogniser, vocabulary)
        self.name = f"doctr/{found_by}+{read_by}/{weights}/onnxtr-{importlib.metadata.version('onnxtr')}"
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


def _predictors(
    found_by: str, detector: str, read_by: str, recogniser: str, characters: str, threads: int | None
) -> tuple[Any, Any]:
    # Whoever does not use OnnxTR does not wait for its imports.
    from onnxtr import models
    from onnxtr.models.engine import EngineConfig

    # OnnxTR's own choice looks for CUDA's libraries only where the system does.
    engine = EngineConfig(providers=providers(), session_options=session_options(threads))
    finder = getattr(models, found_by)(detector, engine_cfg=engine, assume_straight_pages=False)
    reader = getattr(models, read_by)(recogniser, engine_cfg=engine, vocab=characters)
    return (
        models.detection_predictor(finder, assume_straight_pages=False),
        models.recognition_predictor(reader),
    )


def _existing(file: Path | None, role: str) -> Path:
    if file is None:
        raise ReaderUnavailable(f"docTR needs a detector, a recogniser and a vocabulary; the {role} is not configured")
    if not file.is_file():
        raise ReaderUnavailable(f"the {role} of docTR is configured as {file}, which is not a file")
    return file


def _architecture(file: Path, known: tuple[str, ...]) -> str:
    fitting = [name for name in known if file.name.startswith(name)]
    if not fitting:
        raise ReaderUnavailable(f"{file.name} does not begin with the name of an architecture: {', '.join(known)}")
    return max(fitting, key=len)


def _digest(*files: Path | None) -> str:
    """Other weights under the same name must not answer from the cache of these."""
    digest = hashlib.sha256()
    for file in files:
        if file is not None:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
