"""Promises of the drawn documents: their truth adds up, is possible in law, and is the same for the same seed."""

from __future__ import annotations

import re
from datetime import date
from random import Random

import pytest
from stdnum.ro import cui

from benchmarks.foreign.receipts import LANGUAGES, read_receipts
from benchmarks.invoices.bill import Bill, draw_bill
from benchmarks.receipts import fonts
from benchmarks.receipts.catalogue import GOODS
from benchmarks.receipts.layouts import LAYOUTS, compose
from benchmarks.receipts.sale import Sale, draw_sale
from benchmarks.receipts.wording import draw_voice
from services.ocr.extract.rates import is_valid_in_romania

SEEDS = range(200)


def dice(seed: int) -> Random:
    return Random(seed)


def sale(seed: int) -> Sale:
    rng = dice(seed)
    return draw_sale(rng, rng.choice(tuple(GOODS)))


def bill_of(seed: int) -> Bill:
    return draw_bill(dice(seed))


def test_a_drawn_sale_adds_up_to_the_ban() -> None:
    for drawn in map(sale, SEEDS):
        assert sum(payment.amount for payment in drawn.payments) == drawn.total > 0
        assert all(payment.tendered >= payment.amount for payment in drawn.payments)
        assert sum(group.gross for group in drawn.groups) == drawn.total
        for group in drawn.groups:
            assert abs(group.base * group.rate - group.amount * 10000) <= 10000
            assert is_valid_in_romania(group.rate, drawn.day)


def test_drawn_parties_have_valid_codes() -> None:
    for drawn in map(sale, SEEDS):
        assert cui.is_valid(drawn.shop.cui)
        assert drawn.buyer_cui is None or cui.is_valid(drawn.buyer_cui)


def test_a_drawn_bill_adds_up_and_knows_its_rates() -> None:
    for bill in map(bill_of, SEEDS):
        assert bill.net + bill.vat == bill.total
        assert sum(base for _, base, _ in bill.groups) == bill.net
        assert all(is_valid_in_romania(rate, bill.day) for rate, _, _ in bill.groups)
        assert (bill.total < 0) is bill.storno


def test_the_same_seed_draws_the_same_sale() -> None:
    assert [sale(seed).as_truth() for seed in range(20)] == [sale(seed).as_truth() for seed in range(20)]


def test_what_the_truth_says_is_printed_on_the_paper() -> None:
    for seed in SEEDS:
        rng = dice(seed)
        layout = LAYOUTS[seed % len(LAYOUTS)]
        drawn = draw_sale(rng, rng.choice(layout.trades))
        voice = draw_voice(rng, romanian_font=False)
        text = "\n".join(f"{row.left} {row.centre} {row.right}" for row in compose(layout, drawn, voice, rng))
        assert voice.amount(drawn.total) in text
        assert voice.day(drawn.day) in text
        if drawn.kind == "receipt":
            assert drawn.shop.cui in text
            assert str(drawn.number) in text
            assert drawn.buyer_cui is None or drawn.buyer_cui in text
            assert all(voice.amount(group.amount) in text for group in drawn.groups if group.rate)


def test_there_is_the_variety_that_was_asked_for() -> None:
    assert len({layout.name for layout in LAYOUTS}) >= 12
    assert len(fonts.FACES) >= 15


def test_both_old_and_new_rates_are_drawn() -> None:
    days = [sale(seed).day for seed in SEEDS]
    assert min(days) < date(2025, 8, 1) <= max(days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_truth_of_a_foreign_receipt_adds_up_and_stands_on_its_paper(language: str) -> None:
    for receipt in read_receipts(language):  # raises where it does not add up
        digits = re.sub("[^0-9]", "", "".join(receipt.rows))
        whole, _, cents = receipt.truth["total"].partition(".")
        assert (whole if receipt.truth["currency"] == "HUF" else whole + cents) in digits, receipt.name
