"""The rules of users, sessions and companies, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.errors import Invalid
from services.tenant.rules import (
    MAX_COMPANIES,
    companies_of,
    fiscal_code,
    normal_email,
    searched_cui,
    session_end,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@given(st.integers(min_value=1, max_value=999_999_999))
def test_of_the_ten_check_digits_exactly_one_is_right(number: int) -> None:
    weighed = zip(f"{number:09d}", (7, 5, 3, 2, 1, 7, 5, 3, 2), strict=True)
    right = sum(int(digit) * weight for digit, weight in weighed) * 10 % 11 % 10
    assert [digit for digit in range(10) if _is_valid(f"{number}{digit}")] == [right]
    assert fiscal_code(f"RO{number}{right}") == (f"{number}{right}", True)


def _is_valid(text: str) -> bool:
    try:
        fiscal_code(text)
    except Invalid:
        return False
    return True


def test_full_width_digits_and_separators_of_a_phone_keyboard_are_understood() -> None:
    assert fiscal_code("１８５－４７２－９０") == ("18547290", False)


@given(st.text(max_size=20))
def test_any_text_is_a_fiscal_code_or_is_refused(text: str) -> None:
    try:
        digits, _ = fiscal_code(text)
    except Invalid:
        return
    assert digits.isascii()
    assert digits.isdecimal()
    assert 2 <= len(digits) <= 10


@pytest.mark.parametrize(("text", "digits"), [("RO 185", "185"), ("185472", "185472"), ("srl 12", None), ("", None)])
def test_a_search_is_taken_for_a_fiscal_code_only_if_it_looks_like_one(text: str, digits: str | None) -> None:
    assert searched_cui(text) == digits


def test_the_office_people_have_no_companies_and_a_client_has_some_but_not_too_many() -> None:
    one = uuid4()
    assert companies_of("accountant", [one]) == []
    assert companies_of("client", [one, one]) == [one]
    for ids, reason in (([], "clients_needed"), ([uuid4() for _ in range(MAX_COMPANIES + 1)], "too_many_clients")):
        with pytest.raises(Invalid) as caught:
            companies_of("client", ids)
        assert caught.value.reason == reason


def test_a_session_ends_after_two_idle_weeks_and_after_ninety_days_at_the_latest() -> None:
    assert session_end(NOON, NOON) == NOON + timedelta(days=14)
    assert session_end(NOON - timedelta(days=80), NOON) == NOON + timedelta(days=10)


def test_email_addresses_are_compared_without_case_and_outer_space() -> None:
    assert normal_email(" Ana@Cabinet.RO ") == "ana@cabinet.ro"
