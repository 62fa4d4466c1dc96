"""The table of notes, third part: documents in other currencies, at BNR's rates of March 2024."""

from __future__ import annotations

from datetime import date
from typing import Any

from unit.ledger.cases import DEFERRING, NO_PAYER, Case, paid, purchase, vat

from services.ledger.rules.currency import ExchangeRate
from services.ledger.rules.note import Circumstances
from services.ledger.rules.policy import Vehicle
from services.ledger.rules.purchase import Item, Kind

EURO = Circumstances(rate=ExchangeRate("EUR", date(2024, 3, 14), 49_700))
FORINT = Circumstances(rate=ExchangeRate("HUF", date(2024, 3, 14), 12_600, 100))
HOTEL = {"items": (Item("CAZARE"),), "kind": Kind.INVOICE, "supplier_cui": None}


def euros(total: str, *groups: Any, **changes: Any) -> Any:
    return purchase(total, *groups, **{"currency": "EUR", **changes})


FOREIGN = [
    Case(
        "an invoice in euros",
        euros("119.00", vat("19", "19.00", "100.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid_foreign",
        ["6022=401 497.00", "4426=401 94.43"],
        known=EURO,
    ),
    Case(
        "a receipt in euros paid in cash",
        euros("11.90", vat("19", "1.90"), payments=(paid("CASH", "11.90"),)),
        "purchase_receipt_cash_foreign",
        ["6022=401 49.70", "4426=401 9.44", "401=5314 59.14"],
        known=EURO,
    ),
    Case(
        "euros paid by card",
        euros("11.90", vat("19", "1.90"), payments=(paid("CARD"),)),
        "purchase_receipt_card_foreign",
        ["6022=401 49.70", "4426=401 9.44"],
        known=EURO,
    ),
    Case(
        "euros out of an employee's advance",
        euros("11.90", vat("19", "1.90"), payments=(paid("CASH"),), paid_from_advance=True),
        "purchase_receipt_advance_foreign",
        ["6022=401 49.70", "4426=401 9.44", "401=542 59.14"],
        known=EURO,
    ),
    Case(
        "cash and card in euros make up the total in lei",
        euros("10.01", payments=(paid("CASH", "5.00"), paid("CARD", "5.01")), supplier_vat_payer=False),
        "purchase_receipt_mixed_no_vat_foreign",
        ["6022=401 49.75", "401=5314 24.85", "401=5125 24.90"],
        known=EURO,
        settings={"card": "5125"},
    ),
    Case(
        "forints are quoted by the hundred",
        purchase("12700.00", currency="HUF", supplier_vat_payer=False, **HOTEL),
        "purchase_invoice_unpaid_no_vat_foreign",
        ["625=401 160.02"],
        ["supplier_cui_missing", "supplier_abroad"],
        known=FORINT,
    ),
    Case(
        "two rates: each VAT is converted on its own, the cost takes the rest",
        euros("228.00", vat("19", "19.00", "100.00"), vat("9", "9.00", "100.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid_foreign",
        ["6022=401 994.00", "4426=401 94.43", "4426=401 44.73"],
        known=EURO,
    ),
    Case(
        "five bani of difference in euros stay five bani of difference",
        euros("119.05", vat("19", "19.05", "100.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid_foreign",
        ["6022=401 497.00", "4426=401 94.68"],
        known=EURO,
    ),
    Case(
        "foreign VAT for who is not registered is cost",
        euros("119.00", vat("19", "19.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid_gross_foreign",
        ["6022=401 591.43"],
        known=EURO,
        company=NO_PAYER,
    ),
    Case(
        "reverse charge in euros",
        euros("100.00", kind=Kind.INVOICE, reverse_charge=True),
        "purchase_invoice_unpaid_reverse_charge_foreign",
        ["6022=401 497.00", "4426=4427 94.43"],
        ["reverse_charge_rate_assumed"],
        known=EURO,
    ),
    Case(
        "deferred VAT in euros, paid in part",
        euros("119.00", vat("19", "19.00", "100.00"), kind=Kind.INVOICE, payments=(paid("CASH", "59.50"),)),
        "purchase_invoice_cash_deferred_vat_foreign",
        ["6022=401 497.00", "4428=401 94.43", "401=5314 295.72", "4426=4428 47.22"],
        known=EURO,
        company=DEFERRING,
    ),
    Case(
        "a credit note in euros",
        euros("119.00", vat("19", "19.00", "100.00"), kind=Kind.CREDIT_NOTE),
        "purchase_credit_note_unpaid_foreign",
        ["6022=401 -497.00", "4426=401 -94.43"],
        known=EURO,
    ),
    Case(
        "a car's fuel in euros",
        euros("119.00", vat("19", "19.00"), payments=(paid("CARD"),), plates=frozenset({"B200ABC"})),
        "purchase_receipt_card_vehicle_foreign",
        ["6022=401 497.00", "4426=401 47.22", "6022=401 47.21"],
        ["receipt_over_simplified_limit"],
        known=EURO,
        settings={"vehicles": (Vehicle("B200ABC"),)},
    ),
    Case(
        "the limits are in lei",
        euros("1100.00", kind=Kind.INVOICE, supplier_vat_payer=False, payments=(paid("CASH"),)),
        "purchase_invoice_cash_no_vat_foreign",
        ["6022=401 5467.00", "401=5314 5467.00"],
        ["cash_over_limit"],
        known=EURO,
    ),
    Case(
        "an office's own rate of the document's day",
        euros("100.00", kind=Kind.INVOICE, supplier_vat_payer=False),
        "purchase_invoice_unpaid_no_vat_foreign",
        ["6022=401 500.00"],
        known=Circumstances(rate=ExchangeRate("EUR", date(2024, 3, 15), 50_000)),
    ),
    Case(
        "a rate that nobody needs changes nothing",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid",
        ["6022=401 100.00", "4426=401 19.00"],
        known=EURO,
    ),
]

ABROAD = [
    Case(
        "a German hotel's VAT is paid back in Germany and cost here",
        euros("107.00", vat("7", "7.00", "100.00"), **{**HOTEL, "supplier_cui": "DE811907980"}),
        "purchase_invoice_unpaid_other_state_vat_foreign",
        ["625=401 531.79"],
        ["supplier_abroad"],
        known=EURO,
    ),
    Case(
        "the same rate as here is no Romanian VAT either",
        euros("119.00", vat("19", "19.00", "100.00"), **HOTEL),
        "purchase_invoice_unpaid_other_state_vat_foreign",
        ["625=401 591.43"],
        ["supplier_cui_missing", "supplier_abroad"],
        known=EURO,
    ),
    Case(
        "services from another state without VAT and without a word of reverse charge",
        purchase("100.00", kind=Kind.INVOICE, supplier_cui="IE6388047V", items=(Item("RECLAMA"),)),
        "purchase_invoice_unpaid_no_vat",
        ["623=401 100.00"],
        ["supplier_abroad"],
    ),
    Case(
        "services from another state under reverse charge",
        purchase("100.00", kind=Kind.INVOICE, supplier_cui="IE6388047V", items=(Item("RECLAMA"),), reverse_charge=True),
        "purchase_invoice_unpaid_reverse_charge",
        ["623=401 100.00", "4426=4427 19.00"],
        ["reverse_charge_rate_assumed"],
    ),
    Case(
        "another state's VAT and a company that deducts nothing",
        euros("119.00", vat("19", "19.00", "100.00"), **{**HOTEL, "supplier_cui": "DE811907980"}),
        "purchase_invoice_unpaid_gross_foreign",
        ["625=401 591.43"],
        company=NO_PAYER,
        known=EURO,
    ),
    Case(
        "a Romanian supplier may ask for euros",
        euros("119.00", vat("19", "19.00", "100.00"), **{**HOTEL, "supplier_cui": "RO 6719278"}),
        "purchase_invoice_unpaid_foreign",
        ["625=401 497.00", "4426=401 94.43"],
        known=EURO,
    ),
]
