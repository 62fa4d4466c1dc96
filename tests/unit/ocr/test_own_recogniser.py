"""Our own recogniser: it is the file that its card names, and it reads strips as the others do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from benchmarks.receipts.fonts import faces_at_hand
from benchmarks.sample_files import drawn
from services.common.config import ConfigurationError
from services.ocr.errors import ReaderUnavailable
from services.ocr.readers import own
from services.ocr.readers.choose import OURS, ReaderSettings, open_reader
from services.ocr.readers.crops import scaled
from services.ocr.readers.own import FOLDER, NAME, OwnRecogniser, blank_first
from services.ocr.readers.recogniser import SideBySide
from services.ocr.readers.shared_batches import SharedBatches, Sharing
from services.ocr.words import Image
from training.alphabet import VOCABULARY
from training.strips import as_colour, clean


@pytest.fixture(scope="module")
def recogniser() -> OwnRecogniser:
    return OwnRecogniser()


PRINTED = ("TOTAL LEI 127,50", "CARD", "ROȘII CHERRY", "SĂPTĂMÂNA")


def strips() -> list[Image]:
    face = next(face for face in faces_at_hand() if face.path.name == "DejaVuSansMono.ttf")
    return [scaled(as_colour(clean(text, face, Random(7))), OwnRecogniser.height) for text in PRINTED]


def test_the_card_names_the_file_and_the_characters_are_those_of_the_training() -> None:
    card = json.loads(FOLDER.joinpath(f"{NAME}.json").read_text("utf-8"))
    content = FOLDER.joinpath(f"{NAME}.onnx").read_bytes()
    assert (card["sha256"], card["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
    assert len(content) <= 20_000_000
    assert FOLDER.joinpath(f"{NAME}.txt").read_text("utf-8") == f"{VOCABULARY}\n"
    assert set("ăâîșțĂÂÎȘȚ ") <= set(VOCABULARY)


def test_another_file_under_its_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / f"{NAME}.onnx").open("ab") as file:
        file.write(b"\0")
    monkeypatch.setattr(own, "FOLDER", tmp_path)
    with pytest.raises(ReaderUnavailable, match="not the file that its card describes"):
        OwnRecogniser()


def test_strips_read_the_same_alone_and_in_any_batch(recogniser: OwnRecogniser) -> None:
    given = strips()
    assert tuple(recogniser([strip])[0].text for strip in given) == PRINTED
    assert tuple(one.text for one in SideBySide(recogniser, threads=2).read(given)) == PRINTED
    shared = SharedBatches(recogniser, Sharing(rows=4, step=8))
    assert tuple(one.text for one in shared.read(given)) == PRINTED
    shared.close()


def test_docTRs_logits_become_probabilities_with_the_blank_in_front() -> None:
    logits = np.log(np.array([[[0.1, 0.2, 0.7]]], np.float32))
    assert blank_first(logits) == pytest.approx(np.array([[[0.7, 0.1, 0.2]]]))


def test_it_is_chosen_by_its_name() -> None:
    reader = open_reader(ReaderSettings.from_environment({"OCR_RECOGNISER": OURS}))
    assert reader.name.startswith(NAME)
    image = np.asarray(drawn())
    assert len(reader.recognise(image, reader.find(image))) == len(reader.find(image))
    reader.close()


def test_a_recogniser_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ConfigurationError, match="must be ppocr-v6-small or contapics"):
        ReaderSettings.from_environment({"OCR_RECOGNISER": "parseq"})
