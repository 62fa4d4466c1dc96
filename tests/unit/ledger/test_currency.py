"""Which rate a document takes, and what an amount is in lei."""

from __future__ import annotations

from datetime import date

import pytest
from unit.ledger.cases import amount_of, note, policy, purchase, vat

from services.common.errors import Invalid
from services.common.messages import REASONS
from services.common.money import format_amount
from services.ledger.rules.currency import ExchangeRate, rate_day
from services.ledger.rules.note import Circumstances
from services.ledger.rules.purchase import Kind

ISSUED = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("ten_thousandths", "units", "amount", "lei"),
    [
        (49_700, 1, "100.00", "497.00"),
        (49_753, 1, "0.01", "0.05"),
        (49_753, 1, "1.11", "5.52"),
        (12_600, 100, "12700.00", "160.02"),
        (50_000, 1, "0.01", "0.05"),
        (45_000, 1, "0.01", "0.05"),
        (45_000, 1, "-0.01", "-0.05"),
        (44_999, 1, "0.01", "0.04"),
        (3_000, 100, "1.00", "0.00"),
    ],
)
def test_an_amount_in_lei_is_rounded_half_away_from_zero(
    ten_thousandths: int, units: int, amount: str, lei: str
) -> None:
    rate = ExchangeRate("EUR", ISSUED, ten_thousandths, units)
    assert format_amount(rate.in_lei(amount_of(amount) or 0)) == lei


@pytest.mark.parametrize(
    ("chosen", "day"), [({}, date(2024, 3, 14)), ({"exchange_rate_day": "document_day"}, date(2024, 3, 15))]
)
def test_the_day_of_the_rate_is_the_day_before_unless_the_office_says_otherwise(
    chosen: dict[str, str], day: date
) -> None:
    assert rate_day(ISSUED, policy(ISSUED, **chosen)) == day


@pytest.mark.parametrize(
    "rate",
    [
        None,
        ExchangeRate("USD", date(2024, 3, 14), 45_600),
        ExchangeRate("EUR", date(2024, 3, 16), 49_700),
        ExchangeRate("EUR", date(2024, 3, 4), 49_700),
    ],
    ids=["none", "another currency's", "a later day's", "an old one"],
)
def test_without_the_right_rate_no_note_is_built(rate: ExchangeRate | None) -> None:
    with pytest.raises(Invalid) as refusal:
        note(purchase("100.00", currency="EUR"), known=Circumstances(rate=rate))
    assert refusal.value.reason == "rate_missing"
    assert refusal.value.metadata == {"currency": "EUR", "day": "2024-03-14"}
    assert "rate_missing" in REASONS


def test_less_than_half_a_ban_is_nothing_to_book() -> None:
    rate = ExchangeRate("HUF", date(2024, 3, 14), 3_000, 100)
    with pytest.raises(Invalid) as refusal:
        note(purchase("1.00", currency="HUF"), known=Circumstances(rate=rate))
    assert refusal.value.reason == "total_zero"


def test_the_rate_is_kept_on_the_note_and_said_in_its_lines() -> None:
    rate = ExchangeRate("EUR", date(2024, 3, 14), 49_700)
    bought = purchase("119.00", vat("19", "19.00"), currency="EUR", kind=Kind.INVOICE)
    draft = note(bought, known=Circumstances(rate=rate))
    assert (draft.currency, draft.rate) == ("RON", rate)
    assert draft.lines[0].explanation.endswith(", 119.00 EUR la curs 4.9700")
    assert "art. 290" in draft.source
    assert str(ExchangeRate("HUF", ISSUED, 12_932, 100)) == "1.2932/100"
