"""The document as equations: which checks apply, when they hold, and which reason each gives when it does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from services.common.review_sentences import REVIEW_SENTENCES
from services.ocr.extract.decide import decide
from services.ocr.extract.rates import is_valid_in_romania
from services.ocr.extract.rules import RULES
from services.ocr.extract.verify import verify
from services.ocr.extraction import Extraction, Line, Payment, PaymentMethod, Supplier, Vat

TODAY = date(2026, 11, 20)


def receipt() -> Extraction:
    """A right receipt of 115.20 lei with two rates."""
    return Extraction(
        kind="receipt",
        supplier=Supplier(cui="12345674", vat_payer=True),
        number="143",
        issue_date=date(2024, 3, 14),
        currency="RON",
        total=11520,
        vat=[Vat(1900, 8000, 1520, "A"), Vat(900, 1835, 165, "B")],
        vat_total=1685,
        payments=[Payment(PaymentMethod.CARD, 11520)],
        lines=[
            Line("Filtru", Decimal(2), "buc", Decimal("47.60"), 9520, "A"),
            Line("Curățat", amount=2000, vat_code="B"),
        ],
    )


def reasons(read: Extraction, *, buyer_named: bool = False, tax_named: bool = True) -> list[str]:
    read.checks = verify(read, TODAY, None, [sum(line.amount or 0 for line in read.lines)])
    decide(read, buyer_named=buyer_named, tax_named=tax_named)
    return read.review_reasons


def test_a_right_receipt_holds_every_check_and_needs_no_person() -> None:
    read = receipt()
    assert reasons(read) == []
    assert {check.name for check in read.checks} == {
        "supplier_cui", "date_not_future", "date_not_too_old", "vat_rates_in_force", "vat_rate", "vat_sum", "vat_gross",
        "payments", "line_amount", "lines_total",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("number", None, "number_unread"),
        ("issue_date", None, "date_unread"),
        ("issue_date", date(2026, 12, 24), "date_in_future"),
        ("issue_date", date(2009, 1, 1), "date_too_old"),
        ("issue_date", date(2025, 8, 1), "vat_rate_not_in_force"),
        ("total", None, "total_unread"),
        ("total", 11530, "payments_mismatch"),
        ("vat", [], "vat_unread"),
        ("vat", [Vat(1900, 8000, 1580, "A"), Vat(900, 1835, 165, "B")], "vat_mismatch"),
        ("vat", [Vat(1900, 8000, 1520, "A")], "vat_total_mismatch"),
        ("vat", [Vat(1900, None, 1520, "A")], "vat_total_mismatch"),
        ("vat_total", 1700, "vat_sum_mismatch"),
        ("payments", [], "payments_unread"),
        ("payments", [Payment(PaymentMethod.CASH, 11000)], "payments_mismatch"),
        ("lines", [Line("Filtru", amount=9520)], "lines_total_mismatch"),
        ("lines", [Line("Filtru", Decimal(3), None, Decimal("38.00"), 11520)], "line_mismatch"),
    ],
)
def test_each_broken_rule_has_its_reason(field: str, value: object, reason: str) -> None:
    read = receipt()
    setattr(read, field, value)
    assert reason in reasons(read)
    assert read.needs_review


def test_a_wrong_code_has_its_reason() -> None:
    read = receipt()
    read.supplier.cui, read.buyer.cui = "12345675", "36512094"
    assert reasons(read) == ["supplier_cui_invalid", "buyer_cui_invalid"]


def test_a_named_but_unread_buyer_asks_for_a_person() -> None:
    assert reasons(receipt(), buyer_named=True) == ["buyer_cui_unread"]


def test_a_doubtful_value_asks_for_a_person_though_all_checks_hold() -> None:
    read = receipt()
    read.confidence = {"issue_date": 0.6, "number": 0.99, "supplier.name": 0.2}
    assert reasons(read) == ["date_uncertain"]


def test_vat_may_differ_by_two_bani_from_base_times_rate() -> None:
    read = receipt()
    read.vat, read.vat_total, read.total = [Vat(1900, 8000, 1522, "A"), Vat(900, 1835, 165, "B")], 1687, 11522
    read.payments, read.lines = [Payment(PaymentMethod.CARD, 11522)], [Line("Filtru", amount=11522)]
    assert reasons(read) == []


def test_deposits_and_tips_may_stand_outside_the_vat_part() -> None:
    read = receipt()
    read.total, read.payments = 11570, [Payment(PaymentMethod.CARD, 11570)]
    read.lines.append(Line("Garanție SGR", amount=50, vat_code="E"))
    assert reasons(read) == []


@pytest.mark.parametrize(
    ("rate", "day", "valid"),
    [
        (1900, date(2025, 7, 31), True),
        (1900, date(2025, 8, 1), False),
        (2100, date(2025, 7, 31), False),
        (2100, date(2025, 8, 1), True),
        (1100, date(2025, 8, 1), True),
        (500, date(2025, 8, 1), False),
        (900, date(2026, 7, 31), True),
        (900, date(2026, 8, 1), False),
        (0, date(2026, 8, 1), True),
    ],
)
def test_rates_are_valid_in_their_time_only(rate: int, day: date, valid: bool) -> None:
    assert is_valid_in_romania(rate, day) is valid


def test_every_rule_has_one_name_and_a_reason_that_people_can_read() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.reason for rule in RULES} <= set(REVIEW_SENTENCES)
