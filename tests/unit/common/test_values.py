"""Money, rates, identifiers, page tokens, folding: values that must read back as what they were."""

from __future__ import annotations

import time
from uuid import RFC_4122

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.common.errors import Invalid
from services.common.folding import folded
from services.common.ids import new_id
from services.common.money import divide, format_amount, format_rate, parse_amount, parse_rate
from services.common.pages import decode_token, encode_token, page_size

BANI = st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1)


@given(BANI)
def test_an_amount_reads_back_as_what_was_written(minor: int) -> None:
    assert parse_amount(format_amount(minor)) == minor


@pytest.mark.parametrize(
    ("text", "minor"), [("263.28", 26328), ("0.00", 0), ("-0.05", -5), ("0.05", 5), ("-12.30", -1230)]
)
def test_amounts_are_bani(text: str, minor: int) -> None:
    assert parse_amount(text) == minor
    assert format_amount(minor) == text


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.2", "1.234", "1,20", "+1.20", " 1.20", "1.20\n", "١.٢٠", "1e2.00", "--1.00", "1" * 14 + ".00", "NaN"],
)
def test_text_that_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_amount(text)


@pytest.mark.parametrize(("text", "points"), [("21", 2100), ("9", 900), ("5.5", 550), ("0", 0), ("19.25", 1925)])
def test_rates_are_basis_points(text: str, points: int) -> None:
    assert parse_rate(text) == points
    assert format_rate(points) == text


@given(st.integers(min_value=0, max_value=9999))
def test_a_rate_reads_back_as_what_was_written(points: int) -> None:
    assert parse_rate(format_rate(points)) == points


@pytest.mark.parametrize("text", ["", "21%", "100", "-1", "5,5", "5.555", "٢١", "21\n"])
def test_text_that_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="percentage"):
        parse_rate(text)


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [(5, 10, 1), (-5, 10, -1), (4, 10, 0), (-4, 10, 0), (15, 10, 2), (14, 10, 1), (5, -10, -1), (0, 3, 0)],
)
def test_division_rounds_half_away_from_zero(numerator: int, denominator: int, quotient: int) -> None:
    assert divide(numerator, denominator) == quotient


@given(BANI, st.integers(min_value=1, max_value=10**6))
def test_division_is_never_off_by_more_than_half(numerator: int, denominator: int) -> None:
    assert abs(divide(numerator, denominator) * denominator - numerator) * 2 <= denominator


def test_identifiers_are_version_7_unique_and_sort_by_time() -> None:
    first = new_id()
    time.sleep(0.002)
    later = [new_id() for _ in range(1000)]
    assert len({first, *later}) == 1001
    assert all((value.version, value.variant) == (7, RFC_4122) for value in later)
    assert all(first < value for value in later)
    assert abs((first.int >> 80) / 1000 - time.time()) < 5


SORT_VALUE = st.text(st.characters(exclude_characters="\0"), max_size=20) | st.integers(-(2**63), 2**63 - 1) | st.none()


@given(st.lists(SORT_VALUE, max_size=4))
def test_a_page_token_reads_back_for_its_own_query_only(values: list[str | int | None]) -> None:
    token = encode_token("clients name asc", *values)
    assert decode_token(token, "clients name asc") == values
    with pytest.raises(Invalid):
        decode_token(token, "clients name desc")


@given(st.text(max_size=60))
def test_a_made_up_page_token_is_refused_and_none_is_the_first_page(text: str) -> None:
    assume(text)
    with pytest.raises(Invalid) as caught:
        decode_token(text, "q")
    assert caught.value.reason == "page_token_invalid"
    assert decode_token("", "q") is None


@pytest.mark.parametrize("value", [1.5, [1], {"a": 1}, "a\0b"])
def test_a_page_token_with_what_no_column_holds_is_refused(value: object) -> None:
    token = encode_token("q", value)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        decode_token(token, "q")


def test_a_page_has_fifty_rows_unless_asked_otherwise() -> None:
    assert (page_size(0), page_size(7)) == (50, 7)


@pytest.mark.parametrize("text", ["Ștefan", "ŞTEFAN", "stefan", "ștefan", "  S\u0326tefan "])
def test_letters_with_and_without_their_signs_are_the_same_to_a_search(text: str) -> None:
    assert folded(text) == "stefan"


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
