"""A purchase stands where the D394 return asks for it, or waits for a person where the books can't tell."""

from __future__ import annotations

import pytest

from services.ledger.reports.partners import partners_of
from services.ledger.rules.d394 import Operation, Part, operation_of

CASES = {
    "an invoice with VAT": (Part("invoice", True, 2100), "A"),
    "one from who is in the register": (Part("invoice", True, 2100, registered=True), "A"),
    "one from a supplier with TVA la încasare": (Part("invoice", True, 2100, on_collection=True), "AI"),
    "one whose rate is not known": (Part("invoice", True, None), "A"),
    "reverse charge": (Part("invoice", True, 2100, reverse=True), "C"),
    "reverse charge from a supplier with TVA la încasare": (
        Part("invoice", True, 2100, reverse=True, on_collection=True),
        "C",
    ),
    "no VAT, from who is not registered": (Part("invoice", False, registered=False), "N"),
    "a rate of zero, from who is not registered": (Part("invoice", True, 0, registered=False), "N"),
    "another document, from who is not registered": (Part("other", False, registered=False), "N"),
    "exempt, from who is registered": (Part("invoice", False, registered=True), "-"),
    "a rate of zero, from who is registered": (Part("invoice", True, 0, registered=True), "-"),
    "no VAT, and nobody could ask the register": (Part("invoice", False), "?"),
    "VAT of who is not registered": (Part("invoice", True, 2100, registered=False), "?"),
    "a supplier without a Romanian code": (Part("invoice", True, 2100, romanian=False), "?"),
    "reverse charge from abroad": (Part("invoice", True, 2100, reverse=True, romanian=False), "?"),
    "a receipt with VAT to deduct": (Part("receipt", True, 2100), "BF"),
    "one of a till whose code was not read": (Part("receipt", True, 2100, romanian=False), "BF"),
    "a receipt without the buyer's code": (Part("receipt", False), "-"),
    "what is exempt on a receipt": (Part("receipt", True, 0), "-"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_part_has_the_letter_of_its_operation(name: str) -> None:
    part, letter = CASES[name]
    assert operation_of(part).value == letter


def test_partners_have_a_type_where_the_return_lists_them() -> None:
    types = {operation.value: operation.partner_type for operation in Operation}
    assert types == {"A": "1", "AI": "1", "C": "1", "N": "2", "BF": "", "?": "", "-": ""}


def test_what_stands_in_one_place_is_one_row_and_what_cancels_out_is_none() -> None:
    """(code, name, kind, taxed, rate, reverse, registered, collects, name, documents, base, VAT)."""
    omv, lidl = ("11201891", "", "invoice"), ("22891860", "", "invoice")
    sums = [
        (*omv, True, 2100, False, True, False, "OMV", 2, 20000, 4200),
        (*omv, True, 2100, False, None, False, "OMV PETROM", 1, 10000, 2100),
        (*omv, True, 1100, False, True, False, "OMV", 1, 1000, 110),
        (*omv, True, 2100, True, True, False, "OMV", 1, 5000, 1050),
        (*lidl, True, 2100, False, True, False, "LIDL", 0, 0, 0),
        (*lidl, False, None, False, False, False, "LIDL", 1, 700, 0),
    ]
    rows = [(row[0], row[2], row[3], row[4], *row[6:]) for row in partners_of(sums).rows]
    assert rows == [
        ("A", "1", "11201891", "OMV PETROM", 2100, 3, 30000, 6300, 36300),
        ("A", "1", "11201891", "OMV", 1100, 1, 1000, 110, 1110),
        ("C", "1", "11201891", "OMV", 2100, 1, 5000, 1050, 5000),
        ("N", "2", "22891860", "LIDL", 0, 1, 700, 0, 700),
    ]
