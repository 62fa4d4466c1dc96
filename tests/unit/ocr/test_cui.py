"""The Romanian fiscal code: its check digit, and its repair where only one reading passes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stdnum.ro import cui as stdnum_cui

from services.ocr.extract.cui import has_valid_check_digit, read_digits, repair

digits = st.text(alphabet="0123456789", min_size=2, max_size=10)


@given(digits)
def test_the_check_digit_agrees_with_stdnum(code: str) -> None:
    if not code.startswith("0"):
        assert has_valid_check_digit(code) == stdnum_cui.is_valid(code)


@given(digits, st.lists(st.tuples(digits, st.floats(min_value=0.01, max_value=1.0)), max_size=6))
def test_whatever_is_repaired_passes_its_check_digit(code: str, readings: list[tuple[str, float]]) -> None:
    repaired = repair(code, readings)
    assert repaired is None or has_valid_check_digit(repaired[0])


def test_the_only_valid_reading_is_taken() -> None:
    assert repair("12845674", [("12845674", 0.6), ("12345674", 0.4)]) == ("12345674", 0.97)


def test_two_valid_readings_of_like_probability_are_left_alone() -> None:
    readings = [("12345670", 0.4), ("12345674", 0.3), ("14771200", 0.3)]
    assert repair("12345670", readings) is None


def test_a_valid_code_is_never_changed() -> None:
    found = repair("12345674", [("12345674", 0.5), ("14771200", 0.5)])
    assert found is not None
    assert found[0] == "12345674"


def test_letters_like_digits_are_read_as_those() -> None:
    assert read_digits("I2B4S") == "12845"
    assert read_digits("12X4") is None
