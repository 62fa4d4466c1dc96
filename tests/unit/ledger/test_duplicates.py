"""When two documents are the same purchase, and when nothing can be said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unit.ledger.cases import purchase

from services.ledger.rules.duplicates import NaturalKey, natural_key
from services.ledger.rules.purchase import Kind

RECEIPT = {"fiscal_serial": "DB4000012345"}
INVOICE = {"kind": Kind.INVOICE, "series": "OMV", "number": "77"}


def key(total: str = "119.00", **changes: Any) -> NaturalKey:
    found = natural_key(purchase(total, **changes))
    assert found is not None
    return found


def test_the_key_is_seller_till_day_number_and_total() -> None:
    found = key(**RECEIPT)
    assert found == NaturalKey("11201891", "DB4000012345", date(2024, 3, 15), "123", 11900)
    assert found.without_serial == "11201891|2024-03-15|123|11900"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RECEIPT, RECEIPT),
        (RECEIPT, {"fiscal_serial": "db 4000012345"}),
        (RECEIPT, {}),
        ({}, RECEIPT),
        ({}, {"supplier_cui": "RO 11201891"}),
        ({}, {"number": "123"}),
        ({}, {"number": "00123"}),
        ({}, {"supplier_name": "PETROM"}),
        ({}, {"kind": Kind.OTHER}),
        (INVOICE, {**INVOICE, "number": "0077"}),
        (INVOICE, {**INVOICE, "series": None, "number": "OMV-77"}),
        (INVOICE, {**INVOICE, "series": None, "number": "omv 77"}),
        (INVOICE, {**INVOICE, "fiscal_serial": "DB4000012345"}),
        ({**INVOICE, "fiscal_serial": "DB4000054321"}, {**INVOICE, "fiscal_serial": "DB4000012345"}),
    ],
)
def test_the_same_purchase_is_known_however_it_was_read(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert key(**one).matches(key(**other))
    assert key(**one).without_serial == key(**other).without_serial


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RECEIPT, {"fiscal_serial": "DB4000054321"}),
        ({}, {"supplier_cui": "1590082"}),
        ({}, {"number": "124"}),
        ({}, {"number": "1230"}),
        ({}, {"issued": date(2024, 3, 16)}),
        ({}, {"total": "119.01"}),
        (INVOICE, {**INVOICE, "series": "OMW"}),
        (INVOICE, {**INVOICE, "number": "707"}),
        (INVOICE, {**INVOICE, "kind": Kind.CREDIT_NOTE}),
    ],
)
def test_other_purchases_are_told_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not key(**one).matches(key(**other))


def test_a_credit_note_is_the_same_with_and_without_its_sign() -> None:
    assert key("119.00", kind=Kind.CREDIT_NOTE) == key("-119.00", kind=Kind.CREDIT_NOTE)


@pytest.mark.parametrize(
    "missing",
    [{"supplier_cui": None}, {"supplier_cui": "RO"}, {"number": None}, {"number": "-"}, {"issued": None}],
)
def test_where_a_part_was_not_read_nothing_is_said(missing: dict[str, Any]) -> None:
    assert natural_key(purchase("119.00", **missing)) is None
    assert natural_key(purchase(None)) is None
