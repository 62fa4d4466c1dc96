"""Notes that follow a purchase's: releases of deferred VAT and stornos."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from unit.ledger.cases import DEFERRING, amount_of, lines, note, paid, policy, purchase, stored, vat

from services.common.errors import Invalid
from services.common.messages import REASONS
from services.ledger import payments, releases, stornos
from services.ledger.models import Note
from services.ledger.rules.note import Draft
from services.ledger.rules.policy import Vehicle
from services.ledger.rules.purchase import Kind
from services.ledger.rules.release import OpenPurchase, Release, Waiting, release
from services.ledger.sinks.sink import Choice

PAID_ON = date(2024, 6, 1)
TWO_RATES = (vat("19", "19.00", "100.00"), vat("9", "9.00", "100.00"))


def deferred(total: str, *groups: Any, **changes: Any) -> Draft:
    """An invoice whose VAT waits, because the company applies TVA la încasare."""
    known = {name: changes.pop(name) for name in ("vehicles",) if name in changes}
    return note(purchase(total, *groups, **{"kind": Kind.INVOICE, **changes}), DEFERRING, **known)


def released(booked: Draft, before: str, now: str, **chosen: Any) -> Release:
    """What a payment releases after others of so much, which had their share released."""
    purchase, held = payments.open_purchase(stored(booked), []), policy(PAID_ON, **chosen)
    earlier = (amount_of(before) or 0) - purchase.paid
    if earlier:
        parts = tuple(with_release(part, release(purchase, earlier, held)) for part in purchase.parts)
        purchase = replace(purchase, paid=purchase.paid + earlier, parts=parts)
    return release(purchase, amount_of(now) or 0, held)


def with_release(part: Waiting, earlier: Release) -> Waiting:
    return replace(part, released=part.released - sum(own.deferred for own in earlier.vat if own.rate == part.rate))


@pytest.mark.parametrize(
    ("booked", "before", "now", "expected"),
    [
        (deferred("119.00", vat("19", "19.00")), "0.00", "119.00", ["4426=4428 19.00"]),
        (deferred("119.00", vat("19", "19.00")), "0.00", "59.50", ["4426=4428 9.50"]),
        (deferred("119.00", vat("19", "19.00")), "59.50", "59.50", ["4426=4428 9.50"]),
        (deferred("100.00", vat("19", "15.97")), "0.00", "33.33", ["4426=4428 5.32"]),
        (deferred("100.00", vat("19", "15.97")), "33.33", "33.33", ["4426=4428 5.33"]),
        (deferred("100.00", vat("19", "15.97")), "66.66", "33.34", ["4426=4428 5.32"]),
        (deferred("119.00", vat("19", "19.00")), "118.99", "0.01", []),
        (deferred("119.00", vat("19", "19.00")), "118.96", "0.04", ["4426=4428 0.01"]),
        (deferred("228.00", *TWO_RATES), "0.00", "114.00", ["4426=4428 9.50", "4426=4428 4.50"]),
        (deferred("228.00", *TWO_RATES), "114.00", "114.00", ["4426=4428 9.50", "4426=4428 4.50"]),
        (
            deferred("119.00", vat("19", "19.00"), payments=(paid("CASH", "59.50"),)),
            "59.50",
            "59.50",
            ["4426=4428 9.50"],
        ),
        (
            deferred("119.00", vat("19", "19.00"), kind=Kind.CREDIT_NOTE),
            "0.00",
            "-59.50",
            ["4426=4428 -9.50"],
        ),
        (
            deferred("119.00", vat("19", "19.00"), vehicles=(Vehicle("B100ABC"),)),
            "0.00",
            "119.00",
            ["4426=4428 9.50"],
        ),
        (
            deferred("119.00", vat("19", "19.00"), vehicles=(Vehicle("B100ABC"),)),
            "0.00",
            "59.50",
            ["4426=4428 4.75"],
        ),
    ],
)
def test_a_payment_releases_vat_in_the_proportion_that_is_paid(
    booked: Draft, before: str, now: str, expected: list[str]
) -> None:
    assert lines(released(booked, before, now)) == expected


def test_a_release_says_what_it_is_and_moves_no_total() -> None:
    booked = stored(deferred("119.00", vat("19", "19.00")))
    made = release(payments.open_purchase(booked, []), 5950, policy(PAID_ON))
    draft = releases.release_note(booked, made, PAID_ON, Choice("csv", None), "ana@cabinet.example")
    assert (draft.rule, draft.date, draft.total, draft.non_deductible) == ("release_deferred_vat", PAID_ON, 0, 0)
    assert [(part.rate, part.base, part.amount, part.deferred) for part in draft.vat] == [(1900, 0, 0, -950)]
    assert draft.lines[0].explanation == "TVA 19% plătită: Factură 0123 din 15.03.2024, OMV PETROM MARKETING SRL"
    assert "art. 282" in draft.source
    assert (draft.release_of, draft.is_purchase, draft.is_living) == (booked.id, False, False)
    keys = {booked.posting_key, draft.posting_key, red(booked).posting_key, red(draft).posting_key}
    assert len(keys) == 4


def red(booked: Note) -> Note:
    return stornos.red(booked, PAID_ON, "greșit", "ana@cabinet.example")


def test_a_release_takes_the_accounts_of_its_own_day() -> None:
    draft = released(deferred("119.00", vat("19", "19.00")), "0.00", "119.00", vat="4426.1", deferred_vat="4428.1")
    assert lines(draft) == ["4426.1=4428.1 19.00"]


@pytest.mark.parametrize(
    ("before", "now", "left"),
    [
        ("0.00", "119.01", "119.00"),
        ("100.00", "19.01", "19.00"),
        ("0.00", "0.00", "119.00"),
        ("0.00", "-1.00", "119.00"),
    ],
)
def test_a_payment_that_does_not_fit_releases_nothing(before: str, now: str, left: str) -> None:
    with pytest.raises(Invalid) as refusal:
        released(deferred("119.00", vat("19", "19.00")), before, now)
    assert refusal.value.reason == "payment_exceeds_open"
    assert refusal.value.metadata == {"amount": now, "open": left}
    assert "payment_exceeds_open" in REASONS


def test_after_a_payment_was_taken_back_the_others_still_release_all_to_the_ban() -> None:
    purchase = OpenPurchase(total=10000, paid=6667, parts=(Waiting(1900, 1597, 1065),))
    assert lines(release(purchase, 3333, policy(PAID_ON))) == ["4426=4428 5.32"]
    ahead = OpenPurchase(total=10000, paid=10, parts=(Waiting(1900, 1597, 10),))
    assert lines(release(ahead, 10, policy(PAID_ON))) == []


@pytest.mark.parametrize(
    "booked",
    [
        note(purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE)),
        note(purchase("100.00", kind=Kind.INVOICE, supplier_vat_payer=False), DEFERRING),
        note(purchase("119.00", vat("19", "19.00"), payments=(paid("CASH"),)), DEFERRING),
    ],
    ids=["deducted at once", "no VAT", "paid at once"],
)
def test_where_nothing_waits_nothing_is_released(booked: Draft) -> None:
    with pytest.raises(Invalid) as refusal:
        released(booked, "0.00", "1.00")
    assert refusal.value.reason == "vat_not_deferred"
    assert "vat_not_deferred" in REASONS


@pytest.mark.parametrize(
    ("booked", "expected"),
    [
        (
            note(purchase("119.00", vat("19", "19.00"), payments=(paid("CASH"),))),
            ["6022=401 -100.00", "4426=401 -19.00", "401=5311 -119.00"],
        ),
        (
            note(purchase("119.00", vat("19", "19.00"), kind=Kind.CREDIT_NOTE)),
            ["6022=401 100.00", "4426=401 19.00"],
        ),
        (
            deferred("119.00", vat("19", "19.00")),
            ["6022=401 -100.00", "4428=401 -19.00"],
        ),
        (
            note(purchase("1000.00", vat("19"), kind=Kind.INVOICE, reverse_charge=True)),
            ["6022=401 -1000.00", "4426=4427 -190.00"],
        ),
        (
            note(purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE), vehicles=(Vehicle("B100ABC"),)),
            ["6022=401 -100.00", "4426=401 -9.50", "6022=401 -9.50"],
        ),
    ],
    ids=["cash", "credit note", "deferred", "reverse charge", "vehicle"],
)
def test_a_storno_is_the_note_in_red(booked: Draft, expected: list[str]) -> None:
    note = stored(booked)
    storno = red(note)
    assert lines(storno) == expected
    assert (storno.rule, storno.date, storno.total) == (f"storno_{booked.rule}", PAID_ON, -booked.total)
    assert storno.lines[0].explanation == f"Storno: {booked.lines[0].explanation}"
    assert (storno.partner_cui, storno.number, storno.account) == (note.partner_cui, note.number, note.account)
    assert storno.source.count("stornare în roșu") == 1
