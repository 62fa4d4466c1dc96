"""Text lines on skewed and curled paper, from engines that return segments and from those that return words."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from services.ocr.layout import fold, read_all_lines, read_lines
from services.ocr.words import Page, Quad, Word

TEXT = """
LAPTE ZUZU 1L                 7,50 B
PAINE ALBA                    3,20 B
DETERGENT LICHID             21,90 A
TOTAL LEI                    32,60
"""
EXPECTED = ["LAPTE ZUZU 1L 7,50 B", "PAINE ALBA 3,20 B", "DETERGENT LICHID 21,90 A", "TOTAL LEI 32,60"]


def moved(page: Page, move: Callable[[float, float], tuple[float, float]]) -> Page:
    words = [Word(word.text, _moved(word.quad, move), word.confidence) for word in page.words]
    return Page(words, page.width, page.height, to_file=page.to_file)


def _moved(quad: Quad, move: Callable[[float, float], tuple[float, float]]) -> Quad:
    a, b, c, d = (move(x, y) for x, y in quad)
    return a, b, c, d


def split(page: Page) -> Page:
    """The same page as an engine of single words would return it."""
    words = []
    for word in page.words:
        left, right, top, bottom = word.quad[0][0], word.quad[1][0], word.quad[0][1], word.quad[2][1]
        step = (right - left) / len(word.text)
        at = 0
        for part in word.text.split(" "):
            a, b = left + at * step, left + (at + len(part)) * step
            words.append(Word(part, ((a, top), (b, top), (b, bottom), (a, bottom)), word.confidence))
            at += len(part) + 1
    return Page(words, page.width, page.height, to_file=page.to_file)


def texts(page: Page) -> list[str]:
    return [line.text for line in read_lines(page)]


def test_lines_come_from_top_to_bottom_whatever_the_order_of_words(paper: Callable[..., Page]) -> None:
    page = paper(TEXT)
    page.words.reverse()
    assert texts(page) == EXPECTED


def test_single_words_give_the_same_lines_as_segments(paper: Callable[..., Page]) -> None:
    assert texts(split(paper(TEXT))) == EXPECTED


@pytest.mark.parametrize("degrees", [-8, -4, -1, 2, 5, 8])
@pytest.mark.parametrize("cut", [False, True])
def test_skewed_paper_keeps_its_lines(paper: Callable[..., Page], degrees: int, cut: bool) -> None:
    page = split(paper(TEXT)) if cut else paper(TEXT)
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    assert texts(moved(page, lambda x, y: (x * cos - y * sin, x * sin + y * cos))) == EXPECTED


@pytest.mark.parametrize("depth", [-40, 25, 60])
def test_curled_paper_keeps_its_lines(paper: Callable[..., Page], depth: int) -> None:
    page = moved(split(paper(TEXT)), lambda x, y: (x, y + depth * (x / 350 - 0.5) ** 2))
    assert texts(page) == EXPECTED


def test_a_wide_gap_parts_columns(paper: Callable[..., Page]) -> None:
    line = read_lines(paper("TOTAL LEI        12.50"))[0]
    assert [cell.text for cell in line.cells] == ["TOTAL LEI", "12.50"]


def test_a_span_knows_its_place_inside_a_segment(paper: Callable[..., Page]) -> None:
    line = read_lines(paper("TOTAL 12.50"))[0]
    quad = line.span(6, 11).quad
    assert quad[0] == pytest.approx((60.0, 0.0))
    assert quad[2] == pytest.approx((110.0, 20.0))


def test_the_certainty_of_a_span_is_that_of_its_characters_only() -> None:
    alternatives = (*tuple(((c, 1.0),) for c in "BF 8"), (("5", 0.6), ("6", 0.4)))
    word = Word("BF 85", ((0, 0), (50, 0), (50, 20), (0, 20)), 0.9, alternatives)
    line = read_lines(Page([word], 60, 30))[0]
    assert line.span(0, 4).confidence == pytest.approx(1.0)
    assert line.span(3, 5).confidence == pytest.approx(0.6)


def test_pages_are_read_one_after_the_other(paper: Callable[..., Page]) -> None:
    first, second = paper("UNU"), paper("DOI")
    numbered = Page(second.words, second.width, second.height, number=2, to_file=np.eye(3))
    lines = read_all_lines([first, numbered])
    assert [(line.text, line.page, line.index) for line in lines] == [("UNU", 1, 0), ("DOI", 2, 1)]


@pytest.mark.parametrize("text", ["Ștefan cel Mare țară", "Straße Łódź", "ＡＢＣ１２", "№ ½ ﬁ", "İstanbul"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
