"""Misread digits: repaired where the document's equations leave one solution among the engine's alternatives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from services.ocr.extract import extract
from services.ocr.extraction import Extraction
from services.ocr.words import Page, Word

TODAY = date(2026, 11, 20)
RECEIPT = """
ATELIERUL MECANIC SRL
CIF: RO12345674
FILTRU ULEI          95.20 A
2 x 10.00
CURATAT PIESE        20.00 B
TOTAL LEI           115.20
CARD                115.20
TVA A 19%            15.20
TVA B 9%              1.65
BON FISCAL NR. 0143
14.03.2024 17:22
"""


def misread(page: Page, line: str, read: str, likely: dict[int, str], chance: float = 0.4) -> Page:
    """The same page, where a word of a line was read as `read`; `likely` says what its characters may also be."""
    row = next(word.quad[0][1] for word in page.words if word.text.startswith(line))
    words = []
    for word in page.words:
        if word.quad[0][1] == row and not word.text.startswith(line):
            choices = tuple(
                ((character, 1 - chance), (likely[i], chance)) if i in likely else ((character, 1.0),)
                for i, character in enumerate(read)
            )
            words.append(Word(read, word.quad, 0.95, choices))
        else:
            words.append(word)
    return Page(words, page.width, page.height, to_file=page.to_file)


def repairs(read: Extraction) -> list[str]:
    return [check.detail for check in read.checks if check.name == "repaired"]


def test_nothing_is_repaired_where_nothing_is_wrong(paper: Callable[..., Page]) -> None:
    assert repairs(extract([paper(RECEIPT)], TODAY)) == []


@pytest.mark.parametrize(
    ("line", "read", "likely"),
    [
        ("FILTRU", "85.20 A", {0: "9"}),
        ("CURATAT", "28.00 B", {1: "0"}),
        ("TVA A", "18.20", {1: "5"}),
        ("CARD", "116.20", {2: "5"}),
    ],
)
def test_a_misread_amount_is_found_by_the_equations(
    paper: Callable[..., Page], line: str, read: str, likely: dict[int, str]
) -> None:
    found = extract([misread(paper(RECEIPT), line, read, likely)], TODAY)
    assert found.total == 11520
    assert [entry.amount for entry in found.lines] == [9520, 2000]
    assert sorted(entry.amount or 0 for entry in found.vat) == [165, 1520]
    assert [payment.amount for payment in found.payments] == [11520]
    assert len(repairs(found)) == 1
    assert all(check.ok for check in found.checks)


def test_a_misread_total_is_found_though_no_other_line_prints_it(paper: Callable[..., Page]) -> None:
    mixed = RECEIPT.replace("CARD                115.20", "CARD                100.00\nNUMERAR              15.20")
    found = extract([misread(paper(mixed), "TOTAL", "175.20", {1: "1"})], TODAY)
    assert found.total == 11520
    assert any("total" in detail for detail in repairs(found))


def test_without_an_alternative_that_fits_the_misreading_stays_and_asks_for_a_person(
    paper: Callable[..., Page],
) -> None:
    found = extract([misread(paper(RECEIPT), "CARD", "116.20", {0: "4"})], TODAY)
    assert repairs(found) == []
    assert found.needs_review
    assert "payments_mismatch" in found.review_reasons


def test_a_code_with_one_valid_reading_is_repaired_and_says_so(paper: Callable[..., Page]) -> None:
    text = RECEIPT.replace("CIF: RO12345674", "CIF:      12845674")
    found = extract([misread(paper(text), "CIF:", "12845674", {2: "3"})], TODAY)
    assert found.supplier.cui == "12345674"
    assert any("12845674" in detail for detail in repairs(found))


def test_a_code_without_a_valid_reading_is_shown_as_read(paper: Callable[..., Page]) -> None:
    found = extract([paper(RECEIPT.replace("RO12345674", "RO12345675"))], TODAY)
    assert found.supplier.cui == "12345675"
    assert "supplier_cui_invalid" in found.review_reasons


def test_a_number_that_the_engine_doubts_asks_for_a_person(paper: Callable[..., Page]) -> None:
    text = RECEIPT.replace("BON FISCAL NR. 0143", "BON FISCAL NR.    0143")
    found = extract([misread(paper(text), "BON FISCAL", "0148", {3: "3"})], TODAY)
    assert found.number == "0148"
    assert found.review_reasons == ["number_uncertain"]
