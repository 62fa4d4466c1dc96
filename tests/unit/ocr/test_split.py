"""Promises of telling documents apart by what is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from services.ocr.split import is_torn_off, without_repeats
from services.ocr.words import Page


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("95.20 A\n10.89 B\nBRUT\n95.20\n10.89\n106.09", True),
        ("194,52\n160,00\n34,52 RON\n31,06", True),
        ("ATELIER SRL\nCIF: RO12345674\nFILTRU   95.20 A\nTOTAL LEI   95.20\nCARD   95.20\n14.03.2024 17:22", False),
    ],
)
def test_figures_without_labels_are_no_paper_of_their_own(paper: Callable[..., Page], text: str, torn: bool) -> None:
    assert is_torn_off(paper(text)) is torn


def test_print_that_was_read_again_with_a_larger_page_s_is_read_once(paper: Callable[..., Page]) -> None:
    whole = paper("ATELIER SRL\nCIF: RO12345674\nFILTRU   95.20 A\nTOTAL LEI   95.20\nCARD   95.20\n14.03.2024 17:22")
    torn = replace(whole, words=[word for word in whole.words if "LEI" in word.text or "CARD" in word.text])
    assert torn.words
    assert without_repeats([torn, whole]) == [whole]
    assert without_repeats([whole, whole]) == [whole, whole]
