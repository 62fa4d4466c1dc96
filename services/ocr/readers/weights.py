"""From the settings to docTR's two networks: each a published one by name, or an ONNX file of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from services.ocr.errors import ReaderUnavailable
from services.ocr.readers.published import DETECTORS, RECOGNISERS, Published, published


@dataclass(frozen=True, slots=True)
class Weights:
    """An ONNX file and which of docTR's architectures it is; for a recogniser its characters in their order."""

    architecture: str
    file: Path
    characters: str = ""


def configured_weights(
    detector: str | None, recogniser: str | None, vocabulary: Path | None, folder: Path
) -> tuple[Weights, Weights]:
    """Detector and recogniser. What is published and not in the folder is fetched, once the rest is known to be right.

    Raises ReaderUnavailable, naming what is missing.
    """
    found_by = _chosen(detector, "detector", DETECTORS)
    read_by = _chosen(recogniser, "recogniser", RECOGNISERS)
    characters = _characters(read_by, vocabulary)
    return _weights(found_by, "", folder), _weights(read_by, characters, folder)


def _weights(choice: Published | Path, characters: str, folder: Path) -> Weights:
    if isinstance(choice, Published):
        return Weights(choice.name, choice.file_in(folder), characters)
    return Weights(_architecture(choice), choice, characters)


def _chosen(named: str | None, role: str, known: tuple[str, ...]) -> Published | Path:
    if named in known:
        return published(named)
    if named in DETECTORS + RECOGNISERS:
        raise ReaderUnavailable(f"{named} is no {role}; published ones are {', '.join(known)}")
    file = _existing(Path(named) if named else None, role, known)
    if _architecture(file) not in known:
        raise ReaderUnavailable(f"{file.name} does not begin with the name of an architecture: {', '.join(known)}")
    return file


def _characters(recogniser: Published | Path, vocabulary: Path | None) -> str:
    if isinstance(recogniser, Path):
        return _existing(vocabulary, "vocabulary").read_text("utf-8").rstrip("\n")
    if vocabulary is not None:
        raise ReaderUnavailable(
            f"{recogniser.name} is published with its own vocabulary: OCR_DOCTR_VOCABULARY is for a file of your own"
        )
    return recogniser.characters


def _existing(file: Path | None, role: str, known: tuple[str, ...] = ()) -> Path:
    if file is None:
        raise ReaderUnavailable(f"docTR needs a detector, a recogniser and a vocabulary; the {role} is not configured")
    if not file.is_file():
        published_ones = f", nor one of the published: {', '.join(known)}" if known else ""
        raise ReaderUnavailable(f"the {role} of docTR is configured as {file}, which is not a file{published_ones}")
    return file


def _architecture(file: Path) -> str:
    """The longest name that the file's begins with, as OnnxTR's own do; "" where none fits."""
    name = file.name.removeprefix("rep_")  # OnnxTR's mark of FAST's networks
    return max((known for known in DETECTORS + RECOGNISERS if name.startswith(known)), key=len, default="")
