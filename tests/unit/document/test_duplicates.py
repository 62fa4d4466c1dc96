"""Which documents a person has to compare, and which are plainly two purchases."""

from __future__ import annotations

from typing import Any

import pytest

from services.document.duplicates import key_of, same_purchase

INVOICE = {
    "kind": "invoice",
    "supplier": {"cui": "11201891"},
    "series": "FCT",
    "number": "00123",
    "issue_date": "2024-05-03",
    "total": "119.00",
}
RECEIPT = {
    "kind": "receipt",
    "supplier": {"cui": "11201891"},
    "number": "0017",
    "issue_date": "2024-05-03",
    "total": "119.00",
    "fiscal_serial": "DB4000012345",
}


@pytest.mark.parametrize(
    ("one", "changes", "same"),
    [
        (INVOICE, {}, True),
        (INVOICE, {"series": "", "number": "FCT-123"}, True),
        (INVOICE, {"series": ""}, True),
        (INVOICE, {"kind": "receipt"}, True),
        (INVOICE, {"total": "117.00"}, True),
        (INVOICE, {"issue_date": ""}, True),
        (INVOICE, {"issue_date": "2024-05-08"}, True),
        (INVOICE, {"issue_date": "2024-05-08", "total": "117.00"}, False),
        (INVOICE, {"issue_date": "", "total": ""}, False),
        (INVOICE, {"number": "124"}, False),
        (INVOICE, {"series": "ABC"}, False),
        (INVOICE, {"supplier": {"cui": "14399840"}}, False),
        (INVOICE, {"supplier": {}}, False),
        (INVOICE, {"number": ""}, False),
        (RECEIPT, {}, True),
        (RECEIPT, {"fiscal_serial": ""}, True),
        (RECEIPT, {"number": "17"}, True),
        (RECEIPT, {"fiscal_serial": "DB4000012346"}, False),
        (RECEIPT, {"issue_date": "2024-05-04"}, False),
        (RECEIPT, {"total": "119.01"}, False),
        (RECEIPT, {"total": ""}, False),
        (RECEIPT, {"number": "18"}, False),
        (RECEIPT, {"number": ""}, False),
    ],
)
def test_a_pair_is_one_purchase_by_its_natural_key(one: dict[str, Any], changes: dict[str, Any], same: bool) -> None:
    left, right = key_of(one), key_of({**one, **changes})
    assert left is not None
    assert (right is not None and same_purchase(left, right)) is same
    assert (right is not None and same_purchase(right, left)) is same
