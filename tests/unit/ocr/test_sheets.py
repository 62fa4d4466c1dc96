"""Promises of telling several papers in one picture apart."""

from __future__ import annotations

import numpy as np

from services.ocr.sheets import group_by_sheet
from services.ocr.words import Image, Quads

DESK, PAPER, INK = 90, 235, 25


def sheet(picture: Image, left: int, top: int, rows: int, rule_after: int | None = None) -> Quads:
    """A white sheet with rows of print; a ruled line across the whole sheet after one of them. Returns the rows."""
    width, pitch, height = 420, 34, 20
    picture[top : top + rows * pitch + 80, left : left + width] = PAPER
    quads = []
    for index in range(rows):
        y = top + 40 + index * pitch + (pitch if rule_after is not None and index > rule_after else 0)
        quads.append([(left + 30, y), (left + 390, y), (left + 390, y + height), (left + 30, y + height)])
        if index == rule_after:
            picture[y + pitch + 6 : y + pitch + 12, left : left + width] = INK
            picture[y + pitch + 15 : y + pitch + 20, left : left + width] = INK
    return np.array(quads, np.float32)


def desk() -> Image:
    return np.full((1100, 1100, 3), DESK, np.uint8)


def test_a_ruled_line_across_a_receipt_does_not_part_it() -> None:
    picture = desk()
    quads = sheet(picture, 300, 150, 16, rule_after=7)
    assert [len(group) for group in group_by_sheet(picture, quads)] == [16]


def test_two_sheets_on_a_desk_are_two_groups() -> None:
    picture = desk()
    left, right = sheet(picture, 60, 150, 12), sheet(picture, 600, 220, 9)
    assert sorted(len(group) for group in group_by_sheet(picture, np.concatenate((left, right)))) == [9, 12]


def test_a_few_words_on_a_second_sheet_are_no_document() -> None:
    picture = desk()
    quads = np.concatenate((sheet(picture, 60, 150, 12), sheet(picture, 600, 220, 2)))
    assert [len(group) for group in group_by_sheet(picture, quads)] == [14]
