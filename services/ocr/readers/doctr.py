"""docTR's architectures through OnnxTR, with ONNX files named in the configuration. Nothing is ever downloaded."""

from __future__ import annotations

import hashlib
import importlib.metadata
from pathlib import Path
from typing import Any

from services.ocr.errors import ReaderUnavailable
from services.ocr.readers.network import usable_cores
from services.ocr.words import Image, Word

_DETECTORS = (
    *("db_resnet34", "db_resnet50", "db_mobilenet_v3_large"),
    *("fast_tiny", "fast_small", "fast_base"),
    *("linknet_resnet18", "linknet_resnet34", "linknet_resnet50"),
)
_RECOGNISERS = (
    *("crnn_vgg16_bn", "crnn_mobilenet_v3_small", "crnn_mobilenet_v3_large"),
    *("sar_resnet31", "master", "vitstr_small", "vitstr_base", "parseq", "viptr_tiny"),
)


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
        self._predictor = _predictor(found_by, str(detector), read_by, str(recogniser), characters, threads)
        weights = _digest(detector, recogniser, vocabulary)
        self.name = f"doctr/{found_by}+{read_by}/{weights}/onnxtr-{importlib.metadata.version('onnxtr')}"

    def read(self, image: Image) -> list[Word]:
        height, width = image.shape[:2]
        (page,) = self._predictor([image]).pages
        return [
            Word(word.value, _quad(word.geometry, width, height), float(word.confidence))
            for block in page.blocks
            for line in block.lines
            for word in line.words
            if word.value
        ]


def _predictor(
    found_by: str, detector: str, read_by: str, recogniser: str, characters: str, threads: int | None
) -> Any:
    # OnnxTR pulls in matplotlib-sized dependencies; whoever does not use it does not pay for it.
    from onnxruntime import SessionOptions  # type: ignore[import-untyped]
    from onnxtr import models
    from onnxtr.models.engine import EngineConfig

    options = SessionOptions()
    options.intra_op_num_threads = threads or usable_cores()
    options.inter_op_num_threads = 1
    engine = EngineConfig(session_options=options)
    try:
        return models.ocr_predictor(
            det_arch=getattr(models, found_by)(detector, engine_cfg=engine, assume_straight_pages=False),
            reco_arch=getattr(models, read_by)(recogniser, engine_cfg=engine, vocab=characters),
            assume_straight_pages=False,
            export_as_straight_boxes=False,
            detect_orientation=False,
            disable_crop_orientation=True,
            disable_page_orientation=True,
        )
    except Exception as error:  # onnxruntime's errors have no common base
        raise ReaderUnavailable(f"{detector} and {recogniser} cannot be loaded: {error}") from error


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


def _quad(geometry: Any, width: int, height: int) -> Any:
    return tuple((float(x) * width, float(y) * height) for x, y in geometry)
