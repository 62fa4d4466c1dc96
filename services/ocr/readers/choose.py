"""Which OCR engine reads: docTR where its weights are configured, else PP-OCRv6 from the installed wheel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.ocr.words import Reader


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """The engine's configuration. The three docTR files belong together: all of them or none."""

    doctr_detector: Path | None = None
    doctr_recogniser: Path | None = None
    doctr_vocabulary: Path | None = None
    threads: int | None = None
    """Threads of one inference; None means every core that the process may run on."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> ReaderSettings:
        """OCR_DOCTR_DETECTOR, OCR_DOCTR_RECOGNISER, OCR_DOCTR_VOCABULARY (paths) and OCR_THREADS; all optional."""

        def path(name: str) -> Path | None:
            return Path(environment[name]) if environment.get(name) else None

        return cls(
            doctr_detector=path("OCR_DOCTR_DETECTOR"),
            doctr_recogniser=path("OCR_DOCTR_RECOGNISER"),
            doctr_vocabulary=path("OCR_DOCTR_VOCABULARY"),
            threads=int(environment["OCR_THREADS"]) if environment.get("OCR_THREADS") else None,
        )


def open_reader(settings: ReaderSettings | None = None) -> Reader:
    """Load the engine; it may be shared by threads.

    Raises ReaderUnavailable, naming what is missing, where the configured weights are not there.
    """
    settings = settings or ReaderSettings()
    files = settings.doctr_detector, settings.doctr_recogniser, settings.doctr_vocabulary
    # Each engine is imported only when chosen: onnxruntime alone takes a good part of the start.
    if any(files):
        from services.ocr.readers.doctr import DocTr

        return DocTr(*files, threads=settings.threads)
    from services.ocr.readers.ppocr import PpOcr

    return PpOcr(settings.threads)
