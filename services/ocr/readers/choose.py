"""Which OCR engine reads: docTR where its weights are configured, else PP-OCRv6, its recogniser or ours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from services.common.config import ConfigurationError
from services.ocr.words import Reader

PP_OCR, OURS = "ppocr-v6-small", "contapics"
RECOGNISERS = (PP_OCR, OURS)


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """The engine's configuration.

    `recogniser` reads what PP-OCRv6's detector finds: its own, or ours, see `RECOGNISERS`.
    docTR needs a detector and a recogniser, each a path of an ONNX file or the name of published weights, and for a
    recogniser's file the vocabulary: a UTF-8 text file with its characters in their order.
    """

    doctr_detector: str | None = None
    doctr_recogniser: str | None = None
    doctr_vocabulary: Path | None = None
    weights_folder: Path = field(default_factory=lambda: _weights_folder(os.environ))
    """Published weights are fetched into it, once."""
    recogniser: str = PP_OCR
    threads: int | None = None
    """Threads of one inference; None means every core that the process may run on."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> ReaderSettings:
        """OCR_DOCTR_DETECTOR, _RECOGNISER (names or paths), _VOCABULARY, OCR_WEIGHTS_FOLDER, OCR_RECOGNISER,
        OCR_THREADS; all optional.

        Raises ConfigurationError.
        """
        vocabulary = environment.get("OCR_DOCTR_VOCABULARY")
        return cls(
            doctr_detector=environment.get("OCR_DOCTR_DETECTOR") or None,
            doctr_recogniser=environment.get("OCR_DOCTR_RECOGNISER") or None,
            doctr_vocabulary=Path(vocabulary) if vocabulary else None,
            weights_folder=_weights_folder(environment),
            recogniser=_recogniser(environment.get("OCR_RECOGNISER") or PP_OCR),
            threads=_threads(environment.get("OCR_THREADS") or ""),
        )


def _recogniser(name: str) -> str:
    if name not in RECOGNISERS:
        raise ConfigurationError(f"OCR_RECOGNISER must be {' or '.join(RECOGNISERS)}, not {name!r}")
    return name


def _threads(text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and int(text) >= 1):
        raise ConfigurationError(f"OCR_THREADS must be a whole number of at least 1, not {text!r}")
    return int(text)


def open_reader(settings: ReaderSettings | None = None) -> Reader:
    """Load the engine; it may be shared by threads.

    Published weights that are configured are fetched now if they never were. Raises ReaderUnavailable, naming what is
    missing, where the configured weights cannot be had.
    """
    settings = settings or ReaderSettings()
    doctr = settings.doctr_detector, settings.doctr_recogniser, settings.doctr_vocabulary
    # Each engine is imported only when chosen: onnxruntime alone takes a good part of the start.
    if any(doctr):
        from services.ocr.readers.doctr import DocTr
        from services.ocr.readers.weights import configured_weights

        return DocTr(*configured_weights(*doctr, settings.weights_folder), threads=settings.threads)
    from services.ocr.readers.ppocr import PpOcr

    if settings.recogniser == OURS:
        from services.ocr.readers.own import OwnRecogniser

        return PpOcr(settings.threads, recogniser=OwnRecogniser())
    return PpOcr(settings.threads)


def _weights_folder(environment: Mapping[str, str]) -> Path:
    """As configured, or where the XDG base directory specification wants what can be fetched again."""
    if environment.get("OCR_WEIGHTS_FOLDER"):
        return Path(environment["OCR_WEIGHTS_FOLDER"])
    configured = environment.get("XDG_CACHE_HOME", "")
    base = Path(configured) if os.path.isabs(configured) else Path.home() / ".cache"
    return base / "contapics" / "weights"
