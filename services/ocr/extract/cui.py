"""The Romanian fiscal code (CUI, CIF): its check digit, and reading it through an engine's confusions."""

from __future__ import annotations

from collections.abc import Sequence

_WEIGHTS = (7, 5, 3, 2, 1, 7, 5, 3, 2)
_LIKENESS = {
    "O": "0", "Q": "0", "D": "0", "U": "0", "I": "1", "L": "1", "|": "1", "!": "1", "J": "1", "Z": "2",
    "A": "4", "S": "5", "G": "6", "T": "7", "B": "8", "?": "7",
}  # fmt: skip
_CONFUSED = {
    "0": "8693", "1": "74", "2": "73", "3": "859", "4": "19", "5": "6398", "6": "8509", "7": "12",
    "8": "03695", "9": "0845",
}  # fmt: skip


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


def repair(digits: str, alternatives: Sequence[Sequence[tuple[str, float]]] = ()) -> str | None:
    """The only code with a valid check digit that differs from `digits` in one character, else None.

    `alternatives` says for each character what else the engine saw; with it only those are tried, and a second
    solution that is a hundred times less probable does not count. Without it the shapes that are often confused are.
    """
    if has_valid_check_digit(digits):
        return digits
    if not 2 <= len(digits) <= 10:
        return None
    found: dict[str, float] = {}
    for place, choices in enumerate(_choices(digits, alternatives)):
        for character, probability in choices:
            other = digits[:place] + character + digits[place + 1 :]
            if has_valid_check_digit(other):
                found[other] = max(found.get(other, 0.0), probability)
    ranked = sorted(found.items(), key=lambda entry: entry[1], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[1][1] * 100 > ranked[0][1]):
        return None
    return ranked[0][0]


def _choices(digits: str, alternatives: Sequence[Sequence[tuple[str, float]]]) -> list[list[tuple[str, float]]]:
    if len(alternatives) == len(digits) and any(alternatives):
        return [
            [(digit, probability) for digit, probability in _as_digits(seen) if digit != own and probability > 1e-4]
            for own, seen in zip(digits, alternatives, strict=True)
        ]
    return [[(other, 1.0) for other in _CONFUSED[own]] for own in digits]


def _as_digits(seen: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    pairs = ((_LIKENESS.get(character.upper(), character), probability) for character, probability in seen)
    return [(digit, probability) for digit, probability in pairs if digit.isascii() and digit.isdigit()]
