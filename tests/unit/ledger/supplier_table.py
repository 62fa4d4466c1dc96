"""The table of notes: what registers say of suppliers, and fixed assets."""

from __future__ import annotations

from unit.ledger.cases import (
    CARD,
    CASH,
    DEFERRING,
    MACHINE,
    Case,
    fuel,
    paid,
    purchase,
    registers,
    vat,
)

from services.ledger.rules.purchase import Kind

SUPPLIERS = [
    Case(
        "an active, registered supplier",
        purchase("119.00", vat("19", "19.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        known=registers(vat_payer=True, defers_vat=False, inactive=False),
    ),
    Case(
        "an inactive supplier: nothing is deducted",
        purchase("119.00", vat("19", "19.00"), payments=CASH),
        "purchase_receipt_cash_inactive_supplier",
        ["6022=401 119.00", "401=5311 119.00"],
        ["supplier_inactive"],
        known=registers(inactive=True),
    ),
    Case(
        "an inactive supplier without VAT",
        purchase("100.00", payments=CASH, supplier_vat_payer=False),
        "purchase_receipt_cash_no_vat",
        ["6022=401 100.00", "401=5311 100.00"],
        ["supplier_inactive"],
        known=registers(inactive=True),
    ),
    Case(
        "an inactive supplier's invoice under deferral",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid_inactive_supplier",
        ["6022=401 119.00"],
        ["supplier_inactive"],
        company=DEFERRING,
        known=registers(inactive=True),
    ),
    Case(
        "an inactive supplier's fuel needs no vehicle",
        fuel(""),
        "purchase_receipt_card_inactive_supplier",
        ["6022=401 119.00"],
        ["supplier_inactive"],
        known=registers(inactive=True),
    ),
    Case(
        "VAT of a supplier who is not registered, where the office deducts it nevertheless",
        purchase("119.00", vat("19", "19.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["supplier_not_vat_payer"],
        known=registers(vat_payer=False),
        settings={"unregistered_supplier_vat": "deduct"},
    ),
    Case(
        "VAT of a supplier who is not registered is cost",
        purchase("119.00", vat("19", "19.00"), payments=CARD),
        "purchase_receipt_card_unregistered_supplier",
        ["6022=401 119.00"],
        ["supplier_not_vat_payer"],
        known=registers(vat_payer=False),
    ),
    Case(
        "no VAT of a supplier who is not registered is as it should be",
        purchase("100.00", payments=CARD),
        "purchase_receipt_card_no_vat",
        ["6022=401 100.00"],
        known=registers(vat_payer=False),
    ),
    Case(
        "no VAT of a supplier who is registered, whatever the paper says",
        purchase("100.00", payments=CARD, supplier_vat_payer=False),
        "purchase_receipt_card_no_vat",
        ["6022=401 100.00"],
        ["vat_missing"],
        known=registers(vat_payer=True),
    ),
    Case(
        "TVA la încasare by document and register",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, supplier_defers_vat=True),
        "purchase_invoice_unpaid_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00"],
        ["vat_deferred_by_supplier"],
        known=registers(defers_vat=True),
    ),
    Case(
        "TVA la încasare by the register alone",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00"],
        ["vat_deferral_not_printed", "vat_deferred_by_supplier"],
        known=registers(defers_vat=True),
    ),
    Case(
        "TVA la încasare by the register, paid in cash",
        purchase("119.00", vat("19", "19.00"), payments=CASH),
        "purchase_receipt_cash_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00", "401=5311 119.00", "4426=4428 19.00"],
        ["vat_deferral_not_printed", "vat_deferred_by_supplier"],
        known=registers(defers_vat=True),
    ),
    Case(
        "TVA la încasare by the document alone",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, supplier_defers_vat=True),
        "purchase_invoice_unpaid_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00"],
        ["vat_deferral_not_registered", "vat_deferred_by_supplier"],
        known=registers(defers_vat=False),
    ),
]

ASSETS = [
    Case(
        "a machine is owed to a supplier of fixed assets",
        purchase("11900.00", vat("19", "1900.00"), kind=Kind.INVOICE, **MACHINE),
        "purchase_invoice_unpaid",
        ["2131=404 10000.00", "4426=404 1900.00"],
        settings={"default_expense": "2131"},
    ),
    Case(
        "a machine paid in part",
        purchase("11900.00", vat("19", "1900.00"), kind=Kind.INVOICE, **MACHINE, payments=(paid("CASH", "1000.00"),)),
        "purchase_invoice_cash",
        ["2131=404 10000.00", "4426=404 1900.00", "404=5311 1000.00"],
        settings={"default_expense": "2131"},
    ),
    Case(
        "a machine's VAT that waits for its payment",
        purchase("11900.00", vat("19", "1900.00"), kind=Kind.INVOICE, **MACHINE),
        "purchase_invoice_unpaid_deferred_vat",
        ["2131=404 10000.00", "4428=404 1900.00"],
        company=DEFERRING,
        settings={"default_expense": "2131"},
    ),
    Case(
        "goods for sale are owed to an ordinary supplier",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, **MACHINE),
        "purchase_invoice_unpaid",
        ["371=401 100.00", "4426=401 19.00"],
        settings={"default_expense": "371"},
    ),
]
