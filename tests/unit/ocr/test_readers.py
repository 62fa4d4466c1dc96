"""The default engine reads print; engines that cannot start say why."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.sample_files import LINES, drawn
from services.ocr.errors import ReaderUnavailable
from services.ocr.readers.choose import ReaderSettings, open_reader
from services.ocr.readers.ctc import decode
from services.ocr.readers.ppocr import PpOcr
from services.ocr.words import Image, Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return PpOcr()


def picture(**options: int) -> Image:
    return np.asarray(drawn(**options))  # type: ignore[arg-type]


def test_print_is_found_and_read_line_by_line(reader: Reader) -> None:
    image = picture()
    quads = reader.find(image)
    words = [word for word in reader.recognise(image, quads) if word]
    assert [word.text for word in words] == list(LINES)
    assert all(word.confidence > 0.9 for word in words)


def test_a_box_stands_around_its_print(reader: Reader) -> None:
    first = reader.find(picture())[0]
    left, top = first.min(axis=0)
    right, bottom = first.max(axis=0)
    assert 5 < left < 25
    assert 10 < top < 28
    assert 300 < right < 400
    assert 44 < bottom < 64


def test_every_character_comes_with_what_else_it_could_be(reader: Reader) -> None:
    image = picture()
    for word in filter(None, reader.recognise(image, reader.find(image))):
        assert len(word.alternatives) == len(word.text)
        for character, options in zip(word.text, word.alternatives, strict=True):
            assert options[0][0] == character
            assert [p for _, p in options] == sorted((p for _, p in options), reverse=True)
            assert sum(p for _, p in options) <= 1.001


def test_a_blank_picture_has_no_text(reader: Reader) -> None:
    blank = np.full((600, 400, 3), 255, np.uint8)
    assert reader.find(blank).shape == (0, 4, 2)
    assert reader.recognise(blank, reader.find(blank)) == []


@pytest.mark.parametrize("shape", [(16, 16), (16, 3000), (3000, 16), (1, 1)])
def test_any_shape_of_picture_is_read_without_an_error(reader: Reader, shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), 200, np.uint8)
    assert reader.recognise(image, reader.find(image)) == []


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    image = picture()
    quads = reader.find(image)
    assert np.array_equal(quads, reader.find(image))
    assert reader.recognise(image, quads) == reader.recognise(image, quads)


def test_words_keep_their_order_whatever_batches_they_were_read_in(reader: Reader) -> None:
    image = picture()
    quads = reader.find(image)
    backwards = reader.recognise(image, quads[::-1])
    assert [word.text for word in backwards if word] == list(LINES[::-1])


def of_files(folder: Path, detector: str, recogniser: str = "parseq.onnx") -> ReaderSettings:
    return ReaderSettings(str(folder / detector), str(folder / recogniser), folder / "vocabulary.txt")


def test_the_default_engine_needs_no_configuration() -> None:
    assert open_reader(ReaderSettings.from_environment({})).name.startswith("ppocr-v6-small/")


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"OCR_DOCTR_DETECTOR": "/nowhere/db_resnet50.onnx"}, "not a file"),
        ({"OCR_DOCTR_VOCABULARY": "/nowhere"}, "detector is not configured"),
    ],
)
def test_missing_doctr_weights_are_named(environment: dict[str, str], says: str) -> None:
    with pytest.raises(ReaderUnavailable, match=says):
        open_reader(ReaderSettings.from_environment(environment))


def test_doctr_weights_of_no_known_architecture_are_refused(tmp_path: Path) -> None:
    for name in ("detector.onnx", "parseq.onnx", "vocabulary.txt"):
        (tmp_path / name).write_bytes(b"abc")
    settings = of_files(tmp_path, "detector.onnx")
    with pytest.raises(ReaderUnavailable, match="architecture"):
        open_reader(settings)


def test_doctr_weights_that_do_not_load_are_refused(tmp_path: Path) -> None:
    for name in ("db_resnet50.onnx", "parseq.onnx", "vocabulary.txt"):
        (tmp_path / name).write_bytes(b"abc")
    settings = of_files(tmp_path, "db_resnet50.onnx")
    with pytest.raises(ReaderUnavailable, match="cannot be loaded"):
        open_reader(settings)


def test_doctr_finds_and_reads_with_the_files_that_are_configured() -> None:
    """The two networks are toys in docTR's shapes: one calls whatever is dark text, the other always reads TOTAL12."""
    files = Path(__file__).parent / "doctr"
    settings = of_files(files, "db_resnet50-tiny.onnx", "parseq-tiny.onnx")
    doctr = open_reader(settings)
    image = np.full((900, 600, 3), 255, np.uint8)
    image[200:240, 100:400] = 0
    quads = doctr.find(image)
    assert len(quads) == 1
    left, top = quads[0].min(axis=0)
    right, bottom = quads[0].max(axis=0)
    assert (left, top, right, bottom) == pytest.approx((100, 200, 400, 240), abs=30)
    (word,) = doctr.recognise(image, quads)
    assert word is not None
    assert word.text == "TOTAL12"
    assert word.confidence > 0.9
    assert doctr.name.startswith("doctr/db_resnet50+parseq/")
    assert doctr.find(np.full((900, 600, 3), 255, np.uint8)).shape == (0, 4, 2)


@pytest.mark.parametrize(
    ("left", "right", "space", "expected"),
    [
        ("A", "B", 0.3, "A B"),
        ("A", "B", 0.1, "AB"),
        (".", "B", 0.3, ". B"),
        ("1", "2", 0.3, "12"),
        ("A", "1", 0.3, "A1"),
    ],
)
def test_a_faint_space_parts_letters_but_no_numbers(left: str, right: str, space: float, expected: str) -> None:
    characters = ["", left, right, " "]
    steps = np.array([[0, 1, 0, 0], [1 - space, 0, 0, space], [0, 0, 1, 0]], np.float32)
    (reading,) = decode(steps[None], characters)
    assert reading.text == expected
    assert reading.confidence == 1.0
    assert [choices[0][0] for choices in reading.alternatives] == list(expected)
