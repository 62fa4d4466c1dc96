"""Lines to learn from: what they say is what the network can say, and a seed draws the same again."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from benchmarks.receipts.fonts import faces_at_hand, writes
from services.ocr.readers.crops import scaled
from training import strips
from training.alphabet import VOCABULARY
from training.texts import USUAL_LENGTH, Texts

WORDS = ["brânză", "țuică", "șuncă", "mere", "fără", "împreună"]


def lines(seed: int, count: int, longest: int = USUAL_LENGTH) -> list[str]:
    texts = Texts(Random(seed), VOCABULARY, WORDS)
    return [texts.line(longest) for _ in range(count)]


def test_every_line_is_of_the_alphabet_and_no_longer_than_asked() -> None:
    for longest in (6, 20, USUAL_LENGTH):
        for line in lines(1, 400, longest):
            assert set(line) <= set(VOCABULARY)
            assert 1 <= len(line) <= longest
            assert line == line.strip()


def test_lines_are_of_many_kinds() -> None:
    drawn = lines(2, 1500)
    assert len(set(drawn)) > 1000
    assert {letter for line in drawn for letter in line} >= set("ăâîșțĂÂÎȘȚ0123456789,.%: ")


def test_a_seed_gives_the_same_lines_and_another_others() -> None:
    assert lines(3, 50) == lines(3, 50)
    assert lines(3, 50) != lines(4, 50)


def test_the_beginning_is_digits() -> None:
    texts = Texts(Random(5), VOCABULARY, WORDS)
    assert all(text.isdigit() and 2 <= len(text) <= 4 for text in (texts.easy() for _ in range(100)))


@pytest.mark.parametrize("text", ["TOTAL LEI 119,00", "Brânză de țară", "1"])
def test_a_drawn_line_is_grey_has_contrast_and_comes_again_with_its_seed(text: str) -> None:
    face = next(face for face in faces_at_hand() if writes(face, frozenset(text) - {" "}))
    for seed in range(20):
        drawing = strips.distorted(text, face, Random(seed))
        assert drawing.dtype == np.uint8
        assert drawing.ndim == 2
        assert int(drawing.max()) - int(drawing.min()) > 20
        assert np.array_equal(drawing, strips.distorted(text, face, Random(seed)))
        assert scaled(drawing, strips.HEIGHT).shape[0] == strips.HEIGHT


def test_a_line_needs_a_width_that_its_characters_fit_in() -> None:
    narrow, wide = np.zeros((32, 40), np.uint8), np.zeros((64, 200), np.uint8)
    assert strips.has_room(narrow, "12345678")
    assert not strips.has_room(narrow, "123456789")
    assert strips.has_room(wide, "x" * 20)
