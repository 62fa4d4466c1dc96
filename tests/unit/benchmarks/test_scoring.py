"""Promises of the figures: what counts as right, and what a reliability curve says."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import calibration
from benchmarks.truth import RECEIPT_FIELDS, confidence, found_strings, wrong_fields

TRUTH = {
    "kind": "receipt",
    "supplier": {"cui": "14399840"},
    "buyer": {},
    "number": "23",
    "issue_date": "2026-04-30",
    "total": "12.10",
    "vat": [{"code": "A", "rate": "21", "base": "10.00", "amount": "2.10"}],
    "payments": [{"method": "CARD", "amount": "12.10"}],
}


def test_equal_meanings_are_right() -> None:
    read = {
        **TRUTH,
        "number": "0023",
        "vat": [*TRUTH["vat"], {"code": "D", "rate": "0", "amount": "0.00"}],
        "payments": [{"method": "CARD", "amount": "12.10"}, {"method": "CASH", "amount": "0.00"}],
    }
    assert wrong_fields(read, TRUTH, RECEIPT_FIELDS) == []


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"buyer": {"cui": "29152430"}}, ["buyer.cui"]),
        ({"number": None}, ["number"]),
        ({"vat": [{"rate": "19", "amount": "2.10"}]}, ["vat"]),
        ({"vat": [{"amount": "2.10"}]}, ["vat"]),
        ({"payments": [{"method": "CASH", "amount": "12.10"}]}, ["payments"]),
        ({"kind": "invoice"}, ["kind"]),
    ],
)
def test_every_key_field_counts(changed: dict[str, object], wrong: list[str]) -> None:
    assert wrong_fields({**TRUTH, **changed}, TRUTH, RECEIPT_FIELDS) == wrong


def test_a_slip_only_has_to_be_known_as_one() -> None:
    assert wrong_fields({"kind": "other"}, {"kind": "other"}, RECEIPT_FIELDS) == []
    assert wrong_fields({"kind": "receipt"}, {"kind": "other"}, RECEIPT_FIELDS) == ["kind"]


def test_the_confidence_of_a_table_is_that_of_its_least_sure_part() -> None:
    shape = {"confidence": {"vat.0.rate": 0.99, "vat.1.amount": 0.4, "total": 0.9}}
    assert (confidence(shape, "vat"), confidence(shape, "total"), confidence(shape, "number")) == (0.4, 0.9, None)


def test_key_strings_count_in_any_spelling() -> None:
    assert found_strings("TOTAL 12,10\n30.04.26", (("12.10",), ("30.04.2026", "30.04.26"), ("ALFA",))) == (2, 3)


def test_a_reliability_curve_tells_what_was_said_from_what_was_right(tmp_path: Path) -> None:
    judged = [(0.95, True)] * 3 + [(0.95, False)] + [(0.3, False)]
    assert [(b.count, b.right) for b in calibration.bins(judged)] == [(1, 0.0), (4, 0.75)]
    assert calibration.expected_error(judged) == pytest.approx((4 * 0.2 + 0.3) / 5)
    calibration.write_svg(judged, tmp_path / "curve.svg")
    calibration.write_csv(judged, tmp_path / "curve.csv")
    assert ElementTree.parse(tmp_path / "curve.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own file
    assert len((tmp_path / "curve.csv").read_text().splitlines()) == 3
