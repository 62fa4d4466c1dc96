"""The table of notes: reverse charge."""

from __future__ import annotations

from datetime import date
from typing import Any

from unit.ledger.cases import (
    CAR,
    CARD,
    CASH,
    DEFERRING,
    FLEET,
    NO_PAYER,
    Case,
    purchase,
    registers,
    vat,
)

from services.ledger.rules.purchase import Item, Kind

SAND = {"items": (Item("NISIP SORT 0-4"),), "supplier_name": "BALASTIERA SRL", "supplier_cui": "6719278"}


def reverse(total: str, *groups: Any, **changes: Any) -> Any:
    """An invoice that says taxare inversă."""
    return purchase(total, *groups, **{"kind": Kind.INVOICE, "reverse_charge": True, **SAND, **changes})


REVERSE_CHARGE = [
    Case(
        "reverse charge at the printed rate",
        reverse("1000.00", vat("19", None, "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 190.00"],
    ),
    Case(
        "reverse charge at a printed rate without base",
        reverse("1000.00", vat("9")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 90.00"],
    ),
    Case(
        "reverse charge with the VAT printed beside the total",
        reverse("1000.00", vat("19", "190.00", "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 190.00"],
    ),
    Case(
        "reverse charge with the net total as total and a printed VAT",
        reverse("1000.00", vat("19", "190.01"), net_total="1000.00"),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 190.01"],
    ),
    Case(
        "reverse charge with the printed sum of VAT alone beside the total",
        reverse("1000.00", net_total="1000.00", vat_total="190.00"),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 190.00"],
        ["reverse_charge_rate_assumed"],
    ),
    Case(
        "reverse charge at rate zero, as in an e-Factura's category AE",
        reverse("1000.00", vat("0", "0.00", "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 190.00"],
        ["reverse_charge_rate_assumed"],
    ),
    Case(
        "reverse charge with nothing printed",
        reverse("1000.00"),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 190.00"],
        ["reverse_charge_rate_assumed"],
    ),
    Case(
        "reverse charge at the standard rate of August 2025",
        reverse("1000.00", issued=date(2025, 8, 1)),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 210.00"],
        ["reverse_charge_rate_assumed"],
    ),
    Case(
        "reverse charge of two rates",
        reverse("1500.00", vat("19", None, "1000.00"), vat("9", None, "500.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1500.00", "4426=4427 190.00", "4426=4427 45.00"],
    ),
    Case(
        "reverse charge of half a ban",
        reverse("0.50", vat("19", None, "0.50")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 0.50", "4426=4427 0.10"],
    ),
    Case(
        "reverse charge at a rate that is not in force",
        reverse("1000.00", vat("21", None, "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 210.00"],
        ["vat_rate_not_in_force"],
    ),
    Case(
        "reverse charge whose printed VAT is not base x rate",
        reverse("1000.00", vat("19", "200.00", "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 200.00"],
        ["vat_rate_mismatch"],
    ),
    Case(
        "reverse charge on a part: the other is charged",
        reverse("2190.00", vat("19", "190.00", "1000.00"), vat("0", "0.00", "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 2000.00", "4426=401 190.00", "4426=4427 190.00"],
        ["reverse_charge_in_part", "reverse_charge_rate_assumed"],
    ),
    Case(
        "reverse charge is mentioned, yet all VAT is charged",
        reverse("1190.00", vat("19", "190.00", "1000.00")),
        "purchase_invoice_unpaid",
        ["6028=401 1000.00", "4426=401 190.00"],
        ["reverse_charge_mentioned"],
    ),
    Case(
        "reverse charge without the mention is none",
        reverse("1000.00", vat("0", "0.00", "1000.00"), reverse_charge=False),
        "purchase_invoice_unpaid_no_vat",
        ["6028=401 1000.00"],
    ),
    Case(
        "a receipt that speaks of reverse charge is none",
        reverse("119.00", vat("19", "19.00", "119.00"), kind=Kind.RECEIPT, payments=CARD),
        "purchase_receipt_card",
        ["6028=401 100.00", "4426=401 19.00"],
        ["reverse_charge_mentioned", "vat_bases_exceed_net"],
    ),
    Case(
        "reverse charge by a supplier who applies TVA la încasare to the rest",
        reverse("1000.00", vat("19", None, "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 190.00"],
        known=registers(defers_vat=True, vat_payer=True),
    ),
    Case(
        "reverse charge to who is not registered",
        reverse("1000.00", vat("0", "0.00", "1000.00")),
        "purchase_invoice_unpaid_gross",
        ["6028=401 1000.00"],
        ["reverse_charge_mentioned"],
        company=NO_PAYER,
    ),
    Case(
        "reverse charge with another company's code",
        reverse("1000.00", buyer_cui="1590082"),
        "purchase_invoice_unpaid_gross",
        ["6028=401 1000.00"],
        ["buyer_cui_other", "reverse_charge_mentioned"],
    ),
    Case(
        "reverse charge is never deferred",
        reverse("1000.00", vat("19", None, "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 1000.00", "4426=4427 190.00"],
        company=DEFERRING,
    ),
    Case(
        "reverse charge on a part under deferral: the charged part waits",
        reverse("2190.00", vat("19", "190.00", "1000.00"), vat("0", "0.00", "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401 2000.00", "4428=401 190.00", "4426=4427 190.00"],
        ["reverse_charge_in_part", "reverse_charge_rate_assumed"],
        company=DEFERRING,
    ),
    Case(
        "reverse charge in a credit note",
        reverse("1000.00", vat("19", None, "1000.00"), kind=Kind.CREDIT_NOTE),
        "purchase_credit_note_unpaid_reverse_charge",
        ["6028=401 -1000.00", "4426=4427 -190.00"],
    ),
    Case(
        "reverse charge, paid in cash: the supplier gets the net",
        reverse("1000.00", vat("19", None, "1000.00"), payments=CASH),
        "purchase_invoice_cash_reverse_charge",
        ["6028=401 1000.00", "4426=4427 190.00", "401=5311 1000.00"],
    ),
    Case(
        "reverse charge through other accounts",
        reverse("1000.00", vat("19", None, "1000.00")),
        "purchase_invoice_unpaid_reverse_charge",
        ["6028=401.01 1000.00", "4426.02=4427.02 190.00"],
        settings={"supplier": "401.01", "vat": "4426.02", "collected_vat": "4427.02"},
    ),
    Case(
        "reverse charge for a car: half is cost",
        reverse("1000.00", vat("19", None, "1000.00"), items=(Item("MOTORINA"),), plates=frozenset({CAR.plate})),
        "purchase_invoice_unpaid_reverse_charge_vehicle",
        ["6022=401 1000.00", "4426=4427 95.00", "6022=4427 95.00"],
        settings=FLEET,
    ),
]
