"""PP-OCRv6 small, with the ONNX weights that come inside the wheel `rapidocr`; none of that package's code runs."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from pathlib import Path

from services.ocr.errors import ReaderUnavailable
from services.ocr.geometry import as_quad
from services.ocr.readers.crops import strip
from services.ocr.readers.ctc import Reading
from services.ocr.readers.detector import Detection, detect
from services.ocr.readers.network import Network, files_at_once, usable_cores
from services.ocr.readers.recogniser import LineRecogniser, Recogniser, Recognition, SideBySide
from services.ocr.readers.shared_batches import SharedBatches
from services.ocr.readers.trim import trim_head
from services.ocr.words import Image, Quads, Word

_DETECTOR = "PP-OCRv6_det_small.onnx"
_RECOGNISER = "PP-OCRv6_rec_small.onnx"
_LEAST_CONFIDENCE = 0.5


class PpOcr:
    """Detector and recogniser, loaded once. Safe to share between threads."""

    def __init__(
        self,
        threads: int | None = None,
        detection: Detection | None = None,
        recogniser: LineRecogniser | None = None,
    ) -> None:
        """`recogniser` reads what PP-OCRv6's detector finds; without one its own does."""
        self._detection = detection or Detection()
        self._detector = Network(weights() / _DETECTOR, threads)
        recogniser = recogniser or open_recogniser()
        self._height = recogniser.height
        self._recognition = _recognition(recogniser, threads)
        self.at_once = files_at_once(recogniser.is_on_gpu)
        self.name = f"{recogniser.name}/rapidocr-{importlib.metadata.version('rapidocr')}"

    def find(self, image: Image) -> Quads:
        return detect(self._detector, image, self._detection)

    def recognise(self, image: Image, quads: Quads) -> list[Word | None]:
        readings = self._recognition.read([strip(image, quad, self._height) for quad in quads])
        return [
            Word(reading.text, as_quad(quad), reading.confidence, reading.alternatives)
            if _is_legible(reading)
            else None
            for quad, reading in zip(quads, readings, strict=True)
        ]

    def close(self) -> None:
        """Finish what is being read and end the threads."""
        self._recognition.close()


def open_recogniser() -> Recogniser:
    """PP-OCRv6's own, cut down to the characters of our documents."""
    model, characters = trim_head(weights() / _RECOGNISER)
    return Recogniser(Network(model, threads=1), characters)


def _recognition(recogniser: LineRecogniser, threads: int | None) -> Recognition:
    return SharedBatches(recogniser) if recogniser.is_on_gpu else SideBySide(recogniser, threads or usable_cores())


def _is_legible(reading: Reading) -> bool:
    return bool(reading.text.strip()) and reading.confidence >= _LEAST_CONFIDENCE


def weights() -> Path:
    """The folder of the weights. Raises ReaderUnavailable where the package or a file of it is missing."""
    # Finding the package does not import it: its import alone costs a second.
    package = importlib.util.find_spec("rapidocr")
    if package is None or not package.submodule_search_locations:
        raise ReaderUnavailable("the weights of PP-OCRv6 come with the package rapidocr, which is not installed")
    folder = Path(package.submodule_search_locations[0], "models")
    for name in (_DETECTOR, _RECOGNISER):
        if not (folder / name).is_file():
            raise ReaderUnavailable(f"the installed rapidocr has no {name}; version 3.10 has")
    return folder
