"""The note of every case in the table, and what no note is made of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unit.ledger.cases import DEFERRING, NO_PAYER, PAYER, Case, lines, note, paid, purchase, vat
from unit.ledger.extra_table import DEPOSITS, EXEMPT, TIPS
from unit.ledger.foreign_table import ABROAD, FOREIGN
from unit.ledger.limit_table import ACCOUNTS, DAYS, LIMITS
from unit.ledger.note_table import CASES as USUAL
from unit.ledger.payment_table import ADVANCES, CASH_LIMITS
from unit.ledger.reverse_table import REVERSE_CHARGE
from unit.ledger.supplier_table import ASSETS, SUPPLIERS
from unit.ledger.vehicle_table import VEHICLES

from services.common.errors import Invalid
from services.common.messages import REASONS
from services.ledger.rules.purchase import Company, Item, Kind, Purchase

CASES = [
    *USUAL,
    *DAYS,
    *LIMITS,
    *ACCOUNTS,
    *ADVANCES,
    *CASH_LIMITS,
    *SUPPLIERS,
    *ASSETS,
    *VEHICLES,
    *REVERSE_CHARGE,
    *FOREIGN,
    *ABROAD,
    *DEPOSITS,
    *TIPS,
    *EXEMPT,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_purchase_becomes_the_note_of_its_case(case: Case) -> None:
    draft = note(case.bought, case.company, case.known, **case.settings)
    assert (draft.rule, lines(draft), [str(caution) for caution in draft.cautions]) == (
        case.rule,
        case.lines,
        case.cautions,
    )


def test_the_table_has_the_cases_that_the_rules_promise() -> None:
    assert len(CASES) >= 230
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("bought", "reason", "metadata"),
    [
        (purchase(None), "total_missing", {}),
        (purchase("0.00"), "total_zero", {}),
        (purchase("10.00", issued=None), "date_missing", {}),
        (purchase("10.00", currency="EUR"), "rate_missing", {"currency": "EUR", "day": "2024-03-14"}),
        (purchase("19.00", vat("19", "119.00")), "vat_exceeds_total", {"vat": "119.00", "total": "19.00"}),
        (purchase("19.00", vat("19", "19.00")), "vat_exceeds_total", {"vat": "19.00", "total": "19.00"}),
        (purchase("19.00", vat("19", "-3.00")), "vat_exceeds_total", {"vat": "-3.00", "total": "19.00"}),
        (purchase("-19.00", vat("19", "3.00")), "vat_exceeds_total", {"vat": "3.00", "total": "-19.00"}),
        (purchase("19.00", vat_total="20.00"), "vat_exceeds_total", {"vat": "20.00", "total": "19.00"}),
        (
            purchase("19.00", payments=(paid("CASH", "20.00"),)),
            "payments_mismatch",
            {"payments": "20.00", "total": "19.00"},
        ),
        (
            purchase("19.00", payments=(paid("CASH", "10.00"), paid("CARD", "8.99"))),
            "payments_mismatch",
            {"payments": "10.00 + 8.99", "total": "19.00"},
        ),
        (
            purchase("19.00", payments=(paid("CASH", "20.00"), paid("CARD"))),
            "payments_mismatch",
            {"payments": "20.00 + 0.00", "total": "19.00"},
        ),
        (
            purchase("19.00", payments=(paid("CASH", "20.00"), paid("CARD", "-1.00"))),
            "payments_mismatch",
            {"payments": "20.00 + -1.00", "total": "19.00"},
        ),
        (
            purchase("19.00", kind=Kind.INVOICE, payments=(paid("CASH", "19.01"),)),
            "payments_mismatch",
            {"payments": "19.01", "total": "19.00"},
        ),
        (
            purchase("19.00", kind=Kind.CREDIT_NOTE, payments=(paid("CASH", "19.01"),)),
            "payments_mismatch",
            {"payments": "-19.01", "total": "-19.00"},
        ),
    ],
)
def test_a_document_that_makes_no_sense_is_refused_with_a_reason_that_has_words(
    bought: Purchase, reason: str, metadata: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        note(bought)
    assert (refusal.value.reason, refusal.value.metadata) == (reason, metadata)
    assert reason in REASONS


def test_each_line_says_what_it_is_in_romanian() -> None:
    draft = note(purchase("119.00", vat("19", "19.00"), payments=(paid("CASH"),)), DEFERRING)
    assert [line.explanation for line in draft.lines] == [
        "Bon fiscal 0123 din 15.03.2024, OMV PETROM MARKETING SRL",
        "TVA 19%: Bon fiscal 0123 din 15.03.2024, OMV PETROM MARKETING SRL",
        "Plată numerar: Bon fiscal 0123 din 15.03.2024, OMV PETROM MARKETING SRL",
        "TVA 19% plătită: Bon fiscal 0123 din 15.03.2024, OMV PETROM MARKETING SRL",
    ]


def test_lines_of_one_rate_carry_it_and_a_net_line_over_several_rates_carries_none() -> None:
    single = note(purchase("119.00", vat("19", "19.00"), payments=(paid("CASH"),)))
    several = note(purchase("228.00", vat("19", "19.00"), vat("9", "9.00"), payments=(paid("CASH"),)))
    assert [line.vat_rate for line in single.lines] == [1900, 1900, None]
    assert [line.vat_rate for line in several.lines] == [None, 1900, 900, None]


def test_the_note_is_booked_on_the_documents_date_and_names_partner_number_and_law() -> None:
    draft = note(purchase("119.00", vat("19", "19.00"), kind=Kind.CREDIT_NOTE, series="OMV", number="77"))
    assert draft.date == date(2024, 3, 15)
    assert (draft.partner_cui, draft.partner_name, draft.number) == ("11201891", "OMV PETROM MARKETING SRL", "OMV 77")
    assert "art. 297" in draft.source
    assert "storn" in draft.source


def test_what_stays_deferred_is_what_was_not_paid_at_once() -> None:
    part_paid = purchase("119.00", vat("19", "19.00"), payments=(paid("CASH", "59.50"), paid("CARD", "59.50")))
    assert [part.deferred for part in note(part_paid, DEFERRING).vat] == [950]
    assert [part.deferred for part in note(part_paid).vat] == [0]


def test_a_gross_note_has_no_deductible_vat() -> None:
    draft = note(purchase("119.00", vat("19", "19.00"), payments=(paid("CASH"),)), NO_PAYER)
    assert (draft.vat, draft.non_deductible) == ((), 11900)


@pytest.mark.parametrize(
    ("changes", "company", "articles"),
    [
        ({}, PAYER, ("art. 297", "art. 299")),
        ({}, NO_PAYER, ("art. 297 (4)", "art. 310")),
        ({"buyer_cui": None}, PAYER, ("art. 299 (1) a)", "art. 319 (12)")),
        ({"buyer_cui": None}, NO_PAYER, ("art. 310",)),
        ({}, DEFERRING, ("art. 282",)),
        ({"items": (Item("MOTORINA", 11900), Item("SGR", 50)), "total": "119.50"}, PAYER, ("HG 1074/2021",)),
        ({"items": (Item("MENIU", 11900), Item("BACSIS", 1000)), "total": "129.00"}, PAYER, ("28/1999 art. 2^3",)),
    ],
)
def test_a_note_names_the_articles_that_its_vat_follows_from(
    changes: dict[str, Any], company: Company, articles: tuple[str, ...]
) -> None:
    bought = {"total": "119.00", "payments": (paid("CARD"),), **changes}
    draft = note(purchase(bought.pop("total"), vat("19", "19.00"), **bought), company)
    assert all(article in draft.source for article in articles), draft.source
