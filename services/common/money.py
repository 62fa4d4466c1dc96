"""Money as integer minor units (bani). Text has a dot and two decimals; no float comes near."""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"(-?)([0-9]{1,13})\.([0-9]{2})")
_RATE = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2}))?")


def parse_amount(text: str) -> int:
    """Minor units of a decimal string such as `-263.28`.

    Raises ValueError for anything that is not digits, a dot and two decimals.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise ValueError(f"not an amount with two decimals: {text!r}")
    sign, whole, cents = match.groups()
    minor = int(whole) * 100 + int(cents)
    return -minor if sign else minor


def format_amount(minor: int) -> str:
    """Decimal string of minor units: 26328 gives `263.28`."""
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def parse_rate(text: str) -> int:
    """Basis points of a percent string: `21` gives 2100, `5.5` gives 550. Raises ValueError."""
    match = _RATE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a percentage: {text!r}")
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def format_rate(basis_points: int) -> str:
    """Percent string without trailing zeros: 2100 gives `21`, 550 gives `5.5`."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)


def divide(numerator: int, denominator: int) -> int:
    """Quotient rounded half away from zero, as money is rounded in Romania (to the ban)."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator)))
