"""Every setting has a value on every day, and only values that are its kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unit.ledger.cases import TODAY, policy

from services.common.errors import Invalid
from services.common.messages import REASONS
from services.ledger.rules.defaults import DEFAULTS, Dated, Kind
from services.ledger.rules.policy import Policy, bare_mark, policy_on, read_setting


def test_the_policy_has_a_field_for_each_default_and_none_besides() -> None:
    assert set(Policy.__dataclass_fields__) == {*DEFAULTS, "vehicles"}


@pytest.mark.parametrize(("key", "default"), DEFAULTS.items())
def test_every_default_is_of_its_kind_in_order_and_names_its_source(key: str, default: Any) -> None:
    for dated in default.values:
        read_setting(key, dated.value)
    days = [dated.since for dated in default.values]
    assert days == sorted(set(days))
    assert default.source
    assert bool(default.choices) == (default.kind is Kind.CHOICE)


@pytest.mark.parametrize(
    ("day", "rates", "standard"),
    [
        (date(2015, 12, 31), {2400, 900, 500}, 2400),
        (date(2016, 1, 1), {2000, 900, 500}, 2000),
        (date(2017, 1, 1), {1900, 900, 500}, 1900),
        (date(2025, 7, 31), {1900, 900, 500}, 1900),
        (date(2025, 8, 1), {2100, 1100, 900}, 2100),
        (date(2026, 7, 31), {2100, 1100, 900}, 2100),
        (date(2026, 8, 1), {2100, 1100}, 2100),
        (date(1999, 1, 1), set(), None),
    ],
)
def test_the_vat_rates_are_those_in_force_on_the_day(day: date, rates: set[int], standard: int | None) -> None:
    held = policy_on({}, day)
    assert (held.vat_rates, held.standard_vat_rate) == (rates, standard)


@pytest.mark.parametrize(
    ("day", "limit"),
    [
        (date(2015, 12, 31), None),
        (date(2018, 12, 31), 45000),
        (date(2019, 1, 1), 48000),
        (date(2026, 1, 1), 50000),
    ],
)
def test_a_limit_holds_from_its_day_until_the_next(day: date, limit: int | None) -> None:
    assert policy_on({}, day).simplified_invoice == limit


@pytest.mark.parametrize(
    ("day", "card"), [("2023-12-31", None), ("2024-01-01", "5125"), ("2024-06-30", "5125"), ("2024-07-01", None)]
)
def test_what_the_office_set_holds_from_its_day_in_whatever_order_it_is_given(day: str, card: str | None) -> None:
    chosen = {"card": [Dated(date(2024, 7, 1), ""), Dated(date(2024, 1, 1), "5125")]}
    assert policy_on(chosen, date.fromisoformat(day)).card == card


@pytest.mark.parametrize(
    ("day", "rates", "limit"),
    [
        (date(2024, 1, 1), {1900, 300}, 2000_00),
        (date(2025, 7, 31), {1900, 300}, 2000_00),
        (date(2025, 8, 1), {2100, 1100, 900}, 2000_00),
        (date(2025, 9, 1), {2200}, 2000_00),
    ],
)
def test_a_newer_law_ends_the_rates_that_an_office_entered_but_not_its_choices(
    day: date, rates: set[int], limit: int
) -> None:
    chosen = {
        "vat_rates": [Dated(date(2020, 1, 1), [1900, 300]), Dated(date(2025, 9, 1), [2200])],
        "simplified_invoice": [Dated(date(2020, 1, 1), 2000_00)],
    }
    held = policy_on(chosen, day)
    assert (held.vat_rates, held.simplified_invoice) == (rates, limit)


def test_a_setting_taken_back_leaves_it_to_the_law_again() -> None:
    chosen = {"simplified_invoice": [Dated(date(2020, 1, 1), 2000_00), Dated(date(2023, 1, 1), None)]}
    held = [policy_on(chosen, date(year, 6, 1)).simplified_invoice for year in (2019, 2020, 2023)]
    assert held == [480_00, 2000_00, 500_00]


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("cash", "5311.01", "5311.01"),
        ("card", "", None),
        ("vehicle_accounts", ["6022"], frozenset({"6022"})),
        ("cash_to_one_supplier", 100_00, 100_00),
        ("unknown_vehicle_deductible", 5000, 5000),
        ("vat_rates", [2300], frozenset({2300})),
        ("cash_paid_from", "advance", "advance"),
        ("cash_and_carry_suppliers", ["RO 014399840"], frozenset({"14399840"})),
    ],
)
def test_a_value_is_read_as_the_rules_have_it(key: str, value: Any, read: Any) -> None:
    assert read_setting(key, value) == read


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cash", ""),
        ("cash", "9999"),
        ("cash", 5311),
        ("cash", None),
        ("cash", "5311." + "1" * 20),
        ("card", "nothing"),
        ("vehicle_accounts", "6022"),
        ("cash_to_one_supplier", -1),
        ("cash_to_one_supplier", 1.5),
        ("cash_to_one_supplier", True),
        ("unknown_vehicle_deductible", 10001),
        ("vat_rates", [None]),
        ("standard_vat_rate", "21"),
        ("cash_paid_from", "pocket"),
        ("cash_and_carry_suppliers", [1]),
    ],
)
def test_a_value_that_is_not_of_the_kind_is_refused_in_words(key: str, value: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        read_setting(key, value)
    assert (refusal.value.reason, refusal.value.metadata["key"]) == ("setting_invalid", key)
    assert "setting_invalid" in REASONS


def test_a_setting_that_does_not_exist_is_refused() -> None:
    for ask in (lambda: policy(TODAY, colour="red"), lambda: read_setting("colour", "red")):
        with pytest.raises(Invalid) as refusal:
            ask()
        assert refusal.value.reason == "setting_unknown"


@pytest.mark.parametrize(
    ("text", "mark"), [("b 12-abc", "B12ABC"), ("CJ.07.XYZ", "CJ07XYZ"), ("7002 1234", "70021234")]
)
def test_plates_and_cards_are_compared_without_blanks_dots_and_dashes(text: str, mark: str) -> None:
    assert bare_mark(text) == mark
