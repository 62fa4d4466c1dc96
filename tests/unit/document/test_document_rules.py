"""What a document may do in which state, and what a correction changes."""

from __future__ import annotations

from typing import Any

import pytest

from services.common.errors import Conflict, Invalid
from services.document import rules
from services.document.rules import State

READ: dict[str, Any] = {
    "kind": "receipt",
    "supplier": {"name": "Brutăria Ștefan", "cui": "11201891"},
    "total": "263.28",
    "currency": "RON",
    "issue_date": "2024-05-03",
    "vat": [{"code": "A", "rate": "19", "base": "221.24", "amount": "42.04"}],
    "confidence": {"total": 0.71, "supplier.cui": 0.99, "vat.0.amount": 0.4},
}


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        ("correct", {State.REVIEW, State.FAILED}),
        ("approve", {State.REVIEW}),
        ("reject", {State.REVIEW, State.FAILED}),
        ("retry", {State.FAILED, State.REJECTED}),
        ("read", {State.RECEIVED, State.READING}),
        ("book", {State.APPROVED}),
    ],
)
def test_each_verb_is_open_in_its_states_and_closed_in_all_others(verb: str, states: set[State]) -> None:
    for state in State:
        if state in states:
            rules.require(verb, state)
        else:
            with pytest.raises(Conflict) as refused:
                rules.require(verb, state)
            assert refused.value.reason == "state_forbids"
            assert refused.value.metadata == {"state": str(state)}


def test_a_correction_changes_its_field_only_and_vouches_for_it() -> None:
    corrected, old = rules.corrected(READ, {"total": "264.28"})
    assert corrected == {**READ, "total": "264.28", "confidence": {**READ["confidence"], "total": 1.0}}
    assert old == {"total": "263.28"}
    assert READ["total"] == "263.28", "the stored extraction is left alone"


def test_a_nested_field_is_corrected_by_its_dotted_path() -> None:
    corrected, old = rules.corrected(READ, {"supplier.cui": "14399840"})
    assert corrected["supplier"] == {"name": "Brutăria Ștefan", "cui": "14399840"}
    assert old == {"supplier.cui": "11201891"}


def test_a_field_of_a_party_that_was_not_read_can_be_filled_in() -> None:
    corrected, old = rules.corrected(READ, {"buyer.cui": "14399840"})
    assert corrected["buyer"] == {"cui": "14399840"}
    assert old == {"buyer.cui": None}


def test_null_clears_a_value_and_what_was_said_of_its_certainty() -> None:
    corrected, old = rules.corrected(READ, {"total": None})
    assert "total" not in corrected
    assert "total" not in corrected["confidence"]
    assert old == {"total": "263.28"}


def test_a_replaced_list_drops_the_certainty_of_its_old_entries() -> None:
    corrected, _ = rules.corrected(READ, {"vat": [{"rate": "9", "base": "10.00", "amount": "0.90"}]})
    assert "vat.0.amount" not in corrected["confidence"]
    assert corrected["confidence"]["vat"] == 1.0


def test_an_equal_value_is_no_correction() -> None:
    _, old = rules.corrected(READ, {"total": "263.28", "supplier.name": "Brutăria Ștefan"})
    assert old == {}


@pytest.mark.parametrize("path", ["text", "confidence", "boxes", "checks", "needs_review", "reader", "elapsed_ms"])
def test_what_says_how_it_was_read_cannot_be_corrected(path: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.corrected(READ, {path: "x"})
    assert refused.value.reason == "field_unknown"
    assert list(refused.value.fields) == [f"extraction.{path}"]


@pytest.mark.parametrize("day", ["2025-02-30", "2025-13-01", "0000-01-01"])
def test_a_day_that_is_in_no_calendar_is_refused(day: str) -> None:
    with pytest.raises(Invalid, match="is no date"):
        rules.corrected(READ, {"issue_date": day})


@pytest.mark.parametrize(("day", "days"), [("2025-02-30", 0), ("0001-01-01", 0), ("9999-12-31", 1)])
def test_a_day_that_has_no_beginning_in_the_calendar_is_refused(day: str, days: int) -> None:
    with pytest.raises(Invalid, match="is no date"):
        rules.begin_of("received_from", day, days)


@pytest.mark.parametrize("missing", rules.NEEDED_TO_APPROVE)
def test_without_a_key_value_nothing_can_be_approved(missing: str) -> None:
    rules.require_key_values(READ)
    with pytest.raises(Invalid) as refused:
        rules.require_key_values({name: value for name, value in READ.items() if name != missing})
    assert refused.value.metadata == {"fields": missing}


def test_search_text_holds_what_people_look_for_without_case_and_diacritics() -> None:
    text = rules.search_text("IMG_0001.jpg", {**READ, "series": "ABC", "number": "0042"})
    for word in ("brutaria", "stefan", "11201891", "0042", "abc", "263.28", "img_0001.jpg"):
        assert word in text.split() or word in text
