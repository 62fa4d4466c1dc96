"""Promises of telling documents apart by what is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from services.ocr.split import is_torn_off, split_receipts, without_repeats
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


def test_what_stands_below_an_invoice_is_its_own_unless_it_has_a_title(paper: Callable[..., Page]) -> None:
    invoice = (
        "FACTURA LF 0019\nDIN 02.03.2026\nALFA SRL   CIF RO12345674\nSEDINTA FOTO   1   960,00   960,00\nTOTAL   960,00"
    )
    voucher = (
        "CHITANTA LFC 0017\nALFA SRL CIF RO12345674\nDATA 02.03.2026   AM PRIMIT\nSUMA DE 960,00\nIN CONTUL   960,00"
    )
    gap = "\n" * 6
    assert len(split_receipts(paper(f"{invoice}{gap}{voucher}\nCASIER\nDATA\nLEI"))) == 1
    assert len(split_receipts(paper(f"{invoice}\nCASIER\nDATA{gap}{invoice}\nCASIER\nDATA"))) == 2
