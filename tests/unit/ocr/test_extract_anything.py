"""Whatever an engine hands over, extraction answers: no exception, no made-up certainty, boxes inside the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.ocr.extract import extract
from services.ocr.words import Page, Quad, Word

TODAY = date(2026, 11, 20)
TILL = [
    "TOTAL",
    "TVA A 19%",
    "CARD",
    "NUMERAR",
    "REST",
    "CIF RO12345674",
    "BON FISCAL NR. 1",
    "12.50",
    "1,00 B",
    "14.03.2024",
]

texts = st.one_of(st.text(min_size=1, max_size=30), st.sampled_from(TILL), st.from_regex(r"[0-9.,:/% A-F-]{1,20}"))
numbers = st.floats(min_value=-50, max_value=1050, allow_nan=False)


@st.composite
def words(draw: st.DrawFn) -> Word:
    left, top = draw(numbers), draw(numbers)
    width, height = draw(st.floats(0, 400)), draw(st.floats(0, 60))
    lean = draw(st.floats(-30, 30))
    quad: Quad = ((left, top), (left + width, top + lean), (left + width, top + height + lean), (left, top + height))
    return Word(draw(texts), quad, draw(st.floats(0, 1)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(words(), max_size=25))
def test_any_words_give_an_extraction(found: list[Word]) -> None:
    page = Page(found, 1000, 1000, to_file=np.diag([1 / 1000, 1 / 1000, 1.0]))
    read = extract([page], TODAY)
    assert read.as_json("x.jpg")["kind"] in ("receipt", "invoice", "credit_note", "other")
    assert all(0 <= value <= 1 for value in read.confidence.values())
    assert set(read.boxes) <= set(read.confidence)
    if not read.needs_review:
        assert all(check.ok for check in read.checks)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TILL), min_size=1, max_size=12))
def test_till_words_in_any_order_give_an_extraction(lines: list[str]) -> None:
    quads = [((0, y), (300, y), (300, y + 20), (0, y + 20)) for y in range(0, 30 * len(lines), 30)]
    page = Page([Word(text, quad, 0.99) for text, quad in zip(lines, quads, strict=True)], 400, 800)
    assert extract([page], TODAY).as_json()["pages"] == 1


def test_a_page_without_words_has_no_values_and_asks_for_a_person() -> None:
    read = extract([Page([], 100, 100)], TODAY)
    assert read.total is None
    assert read.issue_date is None
    assert read.needs_review
    assert read.kind == "other"


def test_no_page_at_all_is_no_error() -> None:
    assert extract([], TODAY).needs_review


def test_boxes_lie_where_the_values_stand(paper: Callable[..., Page]) -> None:
    page = paper("S.C. UNU SRL\nCIF RO12345674\nTOTAL LEI      12.50\nBON FISCAL NR 3   14.03.2024")
    box = extract([page], TODAY).boxes["total"]
    assert box.page == 1
    assert 0.45 < box.quad[0][1] < 0.55
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in box.quad)
