"""Correcting values runs the rules of that kind of document again, and changes no value."""

from __future__ import annotations

import copy
from datetime import date

import pytest

from services.ocr.extract.recheck import recheck
from services.ocr.extraction import Buyer, Extraction, Line, Payment, PaymentMethod, Supplier, Vat

TODAY = date(2026, 11, 21)


def receipt() -> Extraction:
    return Extraction(
        kind="receipt",
        supplier=Supplier("BRUTARIA DIN COLT SRL", "11201891", None, True),
        number="0042",
        issue_date=date(2025, 10, 14),
        currency="RON",
        total=12100,
        vat=[Vat(2100, 10000, 2100, "A")],
        vat_total=2100,
        payments=[Payment(PaymentMethod.CASH, 12100)],
        lines=[Line("PAINE", amount=12100)],
    )


def invoice(source: str) -> Extraction:
    values = Extraction(
        kind="invoice",
        source="ubl" if source == "ubl" else "ocr",
        supplier=Supplier("FURNIZOR SRL", "11201891", None, True),
        buyer=Buyer("CLIENT SRL", "99999992"),
        number="F1",
        issue_date=date(2025, 10, 14),
        currency="RON",
        total=12100,
        net_total=10000,
        vat=[Vat(2100, 10000, 2100, "S")],
        vat_total=2100,
        lines=[Line("SERVICII", amount=10500)],  # an allowance of 5.00 stands on the document, not among the values
    )
    values.confidence = dict.fromkeys(
        ("supplier.cui", "buyer.cui", "number", "issue_date", "currency", "total", "net_total", "vat.0.amount"), 1.0
    )
    return values


@pytest.mark.parametrize("values", [receipt(), invoice("ubl"), invoice("ocr")], ids=["receipt", "ubl", "paper"])
def test_right_values_need_no_review_and_stay_as_they_are(values: Extraction) -> None:
    before = copy.deepcopy(values)
    recheck(values, TODAY)
    assert values.review_reasons == []
    assert not values.needs_review
    assert all(check.ok for check in values.checks)
    for name in ("supplier", "total", "vat", "payments", "lines", "issue_date"):
        assert getattr(values, name) == getattr(before, name)


@pytest.mark.parametrize("values", [receipt(), invoice("ubl"), invoice("ocr")], ids=["receipt", "ubl", "paper"])
def test_a_wrong_value_is_found_in_every_kind(values: Extraction) -> None:
    values.total = 12345
    values.supplier.cui = "11201892"
    recheck(values, TODAY)
    assert values.needs_review
    assert "supplier_cui_invalid" in values.review_reasons
    assert {check.name for check in values.checks if not check.ok} >= {"supplier_cui"}
    assert len([check for check in values.checks if not check.ok]) >= 2


def test_the_kind_of_paper_is_not_forgotten() -> None:
    values = receipt()
    values.review_reasons = ["card_slip", "total_uncertain"]
    recheck(values, TODAY)
    assert values.review_reasons == ["card_slip"]
    assert values.needs_review
