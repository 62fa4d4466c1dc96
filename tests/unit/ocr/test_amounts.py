"""Money, rates and quantities as tills print them and engines misread them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ocr.extract.amounts import (
    find_amounts,
    find_rates,
    find_short_amounts,
    find_whole_amounts,
    in_minor,
    parse_decimal,
    vat_of_base,
    vat_of_gross,
)
from services.ocr.layout import TextLine
from services.ocr.words import Word


def line(text: str) -> TextLine:
    return TextLine((Word(text, ((0, 0), (100, 0), (100, 10), (0, 10)), 1.0),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TOTAL 12.50", [1250]),
        ("TOTAL 12,50 LEI", [1250]),
        ("1.234,56", [123456]),
        ("1,234.56", [123456]),
        ("1 234,56", [123456]),
        ("1'234.50", [123450]),
        ("12 .50", [1250]),
        ("12, 50", [1250]),
        ("12.50B", [1250]),
        ("*12.50", [1250]),
        ("=12.50", [1250]),
        ("-12.50", [-1250]),
        ("12.50-", [-1250]),
        ("1,41- B", [-141]),
        ("-RM 0.02", [-2]),
        ("RM12.60", [1260]),
        ("€4.50", [450]),
        ("S8.20", [820]),
        ("l2.5O", [1250]),
        ("1O,00", [1000]),
        ("RM .02", [2]),
        ("..0.56", [56]),
        ("SUMA TOTALA367,94", [36794]),
        ("890 Ft", [89000]),
        ("1 339 Ft", [133900]),
        ("2 x 3,50 7,00", [350, 700]),
        ("14.03.2024", []),
        ("19,00%", []),
        ("0,735 KG", []),
        ("COLA 0,5L", []),
        ("17:22.05", []),
        ("CIF 12345674", []),
        ("12.5", []),
    ],
)
def test_amounts_of_a_line(text: str, expected: list[int]) -> None:
    assert [amount.minor for amount in find_amounts(line(text))] == expected


def test_a_quantity_beside_a_price_is_not_a_thousand() -> None:
    assert [amount.minor for amount in find_amounts(line("1 150.00"))] == [15000]


@given(st.integers(min_value=0, max_value=999_999_99), st.sampled_from([".", ","]), st.booleans())
def test_any_amount_is_read_as_it_was_printed(minor: int, point: str, grouped: bool) -> None:
    whole = f"{minor // 100:,}".replace(",", "." if point == "," else ",") if grouped else str(minor // 100)
    printed = f"{whole}{point}{minor % 100:02d}"
    if len(str(minor // 100)) > 7 and not grouped:
        return
    assert [amount.minor for amount in find_amounts(line(f"TOTAL {printed} LEI"))] == [minor]


def test_the_place_of_an_amount_is_its_characters() -> None:
    assert find_amounts(line("TOTAL LEI 12.50 B"))[0].span.text == "12.50"


def test_amounts_with_one_or_no_decimal_are_read_on_demand_only() -> None:
    assert [amount.minor for amount in find_short_amounts(line("TOTAL 43.7"))] == [4370]
    assert [amount.minor for amount in find_whole_amounts(line("FIZETENDO 1 339"))] == [133900]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TVA A 19%", [1900]),
        ("TVA 19,00 %", [1900]),
        ("TVA 5.5%", [550]),
        ("A 9% B 19%", [900, 1900]),
        ("A-19", [1900]),
        ("B=9.00°", [900]),
        ("TVA B 9.00X BAZA 9.13", [900]),
        ("TVA B 9.13", []),
    ],
)
def test_rates_of_a_line(text: str, expected: list[int]) -> None:
    assert [rate.points for rate in find_rates(line(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2", "2"), ("1,000", "1.000"), ("0.735", "0.735"), ("1.234,50", "1234.50"), ("l,5", "1.5"), ("abc", None)],
)
def test_quantities_with_either_separator(text: str, expected: str | None) -> None:
    assert parse_decimal(text.upper()) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(("value", "minor"), [("1.005", 101), ("1.004", 100), ("-1.005", -101), ("0", 0)])
def test_halves_are_rounded_away_from_zero(value: str, minor: int) -> None:
    assert in_minor(Decimal(value)) == minor


@given(st.integers(min_value=-(10**9), max_value=10**9), st.sampled_from([500, 900, 1100, 1900, 2100]))
def test_vat_of_a_base_and_of_its_gross_agree_to_one_ban(base: int, rate: int) -> None:
    vat = vat_of_base(base, rate)
    assert abs(vat_of_gross(base + vat, rate) - vat) <= 1
    assert vat_of_base(-base, rate) == -vat
