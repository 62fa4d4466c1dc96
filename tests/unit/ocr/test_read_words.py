"""Every word that was read is told with its place, for a person who points at one."""

from __future__ import annotations

import numpy as np

from services.ocr.events import words_as_messages
from services.ocr.words import Page, Quad, Word


def word(text: str, left: float, top: float) -> Word:
    quad: Quad = ((left, top), (left + 10, top), (left + 10, top + 5), (left, top + 5))
    return Word(text, quad, 0.9)


def page(*words: Word, number: int = 1) -> Page:
    return Page(list(words), 100, 50, number=number, to_file=np.diag([1 / 100, 1 / 50, 1.0]))


def test_words_stand_in_fractions_of_the_page_from_top_to_bottom() -> None:
    (told,) = words_as_messages([page(word("LEI", 40, 20), word("TOTAL", 10, 20), word("BON", 0, 0))])
    assert [one.text for one in told.words] == ["BON", "TOTAL", "LEI"]
    assert list(told.words[1].quad) == [0.1, 0.4, 0.2, 0.4, 0.2, 0.5, 0.1, 0.5]


def test_papers_on_one_page_are_told_together_and_pages_without_words_not_at_all() -> None:
    told = words_as_messages(
        [page(word("A", 0, 0)), page(word("B", 0, 0)), page(number=2), page(word("C", 0, 0), number=3)]
    )
    assert [(one.page, [each.text for each in one.words]) for one in told] == [(1, ["A", "B"]), (3, ["C"])]


def test_what_no_database_takes_is_left_out_of_a_word() -> None:
    (told,) = words_as_messages([page(word("A\0B\ud800", 0, 0))])
    assert told.words[0].text == "AB"
