"""The Romanian fiscal code (CUI, CIF): its check digit, and reading it through an engine's confusions."""

from __future__ import annotations

from collections.abc import Sequence

_WEIGHTS = (7, 5, 3, 2, 1, 7, 5, 3, 2)
_LIKENESS = {
    "O": "0", "Q": "0", "D": "0", "U": "0", "I": "1", "L": "1", "|": "1", "!": "1", "J": "1", "Z": "2",
    "A": "4", "S": "5", "G": "6", "T": "7", "B": "8", "?": "7",
}  # fmt: skip
_CLEAR = 0.95
"""Share of all valid readings that the most probable one must have to count as the only solution."""
_REPAIRED = 0.97
"""A repaired code is never believed more than this."""


def has_valid_check_digit(digits: str) -> bool:
    """Whether 2 to 10 digits end in the right check digit (weights 7 5 3 2 1 7 5 3 2, times 10 modulo 11, 10 is 0)."""
    if not (digits.isascii() and digits.isdigit() and 2 <= len(digits) <= 10) or digits.startswith("0"):
        return False
    body = digits[:-1].rjust(9, "0")
    remainder = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) * 10 % 11
    return remainder % 10 == int(digits[-1])


def read_digits(text: str) -> str | None:
    """The digits that an engine meant by `text`, letters read as the digits they resemble; None if one is like none."""
    digits = "".join(_LIKENESS.get(character, character) for character in text.upper() if character not in " .-")
    return digits if digits.isascii() and digits.isdigit() else None


def repair(read: str, readings: Sequence[tuple[str, float]]) -> tuple[str, float] | None:
    """The reading with a valid check digit and how probable it is among all valid ones; None if two are as likely.

    `readings` are all digit strings that the characters may be, with their probability (`readings.digit_readings`).
    One wrong digit in eleven passes the check, so a code that passes as read is believed in that measure.
    """
    valid = {text: probability for text, probability in readings if has_valid_check_digit(text)}
    if has_valid_check_digit(read):
        sure = min(valid.get(read, 1.0), 1.0)
        return read, sure / (sure + (1 - sure) / 11)
    if not valid:
        return None
    best = max(valid, key=lambda text: valid[text])
    share = valid[best] / sum(valid.values())
    return (best, min(share, _REPAIRED)) if share >= _CLEAR else None
