"""The table of notes, second part: who pays, which supplier, which vehicle, reverse charge, assets, limits, cash."""

from __future__ import annotations

from datetime import date
from typing import Any

from unit.ledger.cases import CUI, DEFERRING, NO_PAYER, Case, paid, purchase, vat

from services.ledger.rules.cash import CashPaid
from services.ledger.rules.note import Circumstances
from services.ledger.rules.policy import Vehicle
from services.ledger.rules.purchase import Item, Kind
from services.ledger.rules.supplier import SupplierFacts

CASH = (paid("CASH"),)
CARD = (paid("CARD"),)
CAR = Vehicle("B200ABC", frozenset({"70021234567890"}), 5000)
VAN = Vehicle("CJ07XYZ", frozenset({"4321"}), 10_000)
FLEET = {"vehicles": (CAR, VAN)}
MACHINE = {"items": (), "supplier_name": "UTILAJE SRL", "supplier_cui": "6719278"}
SAND = {"items": (Item("NISIP SORT 0-4"),), "supplier_name": "BALASTIERA SRL", "supplier_cui": "6719278"}


def fuel(plate: str = CAR.plate, **changes: Any) -> Any:
    """Fuel of 119.00 paid by card, for the car unless another plate is given."""
    marks = frozenset({plate}) if plate else frozenset()
    return purchase("119.00", vat("19", "19.00"), **{"payments": CARD, "plates": marks, **changes})


def reverse(total: str, *groups: Any, **changes: Any) -> Any:
    """An invoice that says taxare inversă."""
    return purchase(total, *groups, **{"kind": Kind.INVOICE, "reverse_charge": True, **SAND, **changes})


def registers(**facts: bool) -> Circumstances:
    return Circumstances(supplier=SupplierFacts(**facts))


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

ADVANCES = [
    Case(
        "cash out of advances where the company's cash always is",
        purchase("119.00", vat("19", "19.00"), payments=CASH),
        "purchase_receipt_advance",
        ["6022=401 100.00", "4426=401 19.00", "401=542 119.00"],
        settings={"cash_paid_from": "advance"},
    ),
    Case(
        "the approval says advance",
        purchase("119.00", vat("19", "19.00"), payments=CASH, paid_from_advance=True),
        "purchase_receipt_advance",
        ["6022=401 100.00", "4426=401 19.00", "401=542 119.00"],
    ),
    Case(
        "the approval says no advance against the setting",
        purchase("119.00", vat("19", "19.00"), payments=CASH, paid_from_advance=False),
        "purchase_receipt_cash",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 119.00"],
        settings={"cash_paid_from": "advance"},
    ),
    Case(
        "an employee's own card",
        purchase("119.00", vat("19", "19.00"), payments=CARD, paid_from_advance=True),
        "purchase_receipt_advance",
        ["6022=401 100.00", "4426=401 19.00", "401=542 119.00"],
    ),
    Case(
        "the setting is about cash alone, a card stays with the bank",
        purchase("119.00", vat("19", "19.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        settings={"cash_paid_from": "advance"},
    ),
    Case(
        "cash out of an advance and a company's card",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CASH", "19.00"), paid("CARD", "100.00"))),
        "purchase_receipt_mixed",
        ["6022=401 100.00", "4426=401 19.00", "401=542 19.00"],
        settings={"cash_paid_from": "advance"},
    ),
    Case(
        "vouchers and an advance",
        purchase(
            "119.00",
            vat("19", "19.00"),
            payments=(paid("VOUCHER", "80.00"), paid("CASH", "39.00")),
            paid_from_advance=True,
        ),
        "purchase_receipt_mixed",
        ["6022=401 100.00", "4426=401 19.00", "401=5328 80.00", "401=542 39.00"],
    ),
    Case(
        "an advance settles a receipt whose payment was not read",
        purchase("119.00", vat("19", "19.00"), paid_from_advance=True),
        "purchase_receipt_advance",
        ["6022=401 100.00", "4426=401 19.00", "401=542 119.00"],
    ),
    Case(
        "an advance settles an invoice",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, paid_from_advance=True),
        "purchase_invoice_advance",
        ["6022=401 100.00", "4426=401 19.00", "401=542 119.00"],
    ),
    Case(
        "an advance pays deferred VAT at once",
        purchase("119.00", vat("19", "19.00"), payments=CASH, paid_from_advance=True),
        "purchase_receipt_advance_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00", "401=542 119.00", "4426=4428 19.00"],
        company=DEFERRING,
    ),
    Case(
        "a return into an advance",
        purchase("-119.00", vat("19", "-19.00"), payments=(paid("CASH", "-119.00"),), paid_from_advance=True),
        "purchase_receipt_advance",
        ["6022=401 -100.00", "4426=401 -19.00", "401=542 -119.00"],
    ),
    Case(
        "an advance with an account of the employee",
        purchase("119.00", vat("19", "19.00"), payments=CASH, paid_from_advance=True),
        "purchase_receipt_advance",
        ["6022=401 100.00", "4426=401 19.00", "401=542.07 119.00"],
        settings={"advance": "542.07"},
    ),
]

VEHICLES = [
    Case(
        "a car: half of the VAT joins the fuel",
        fuel(),
        "purchase_receipt_card_vehicle",
        ["6022=401 100.00", "4426=401 9.50", "6022=401 9.50"],
        settings=FLEET,
    ),
    Case(
        "a car: half of the VAT on an account of its own",
        fuel(),
        "purchase_receipt_card_vehicle",
        ["6022=401 100.00", "4426=401 9.50", "635=401 9.50"],
        settings={**FLEET, "non_deductible_vat": "635"},
    ),
    Case(
        "a van that serves the business alone",
        fuel(VAN.plate),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        settings=FLEET,
    ),
    Case(
        "a car by its whole fuel card",
        fuel("", fuel_cards=frozenset({"70021234567890"})),
        "purchase_receipt_card_vehicle",
        ["6022=401 100.00", "4426=401 9.50", "6022=401 9.50"],
        settings=FLEET,
    ),
    Case(
        "a car by the last digits of its card",
        fuel("", fuel_cards=frozenset({"7890"})),
        "purchase_receipt_card_vehicle",
        ["6022=401 100.00", "4426=401 9.50", "6022=401 9.50"],
        settings=FLEET,
    ),
    Case(
        "a van of whose card the office has the last digits",
        fuel("", fuel_cards=frozenset({"700299994321"})),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        settings=FLEET,
    ),
    Case(
        "fuel without a plate: the office's default, all",
        fuel(""),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["vehicle_unknown"],
        settings=FLEET,
    ),
    Case(
        "fuel without a plate: the office's default, half",
        fuel(""),
        "purchase_receipt_card_vehicle",
        ["6022=401 100.00", "4426=401 9.50", "6022=401 9.50"],
        ["vehicle_unknown"],
        settings={**FLEET, "unknown_vehicle_deductible": 5000},
    ),
    Case(
        "fuel without a plate: the office's default, nothing",
        fuel(""),
        "purchase_receipt_card_vehicle",
        ["6022=401 100.00", "6022=401 19.00"],
        ["vehicle_unknown"],
        settings={**FLEET, "unknown_vehicle_deductible": 0},
    ),
    Case(
        "the plate of no vehicle of the company",
        fuel("B999XYZ"),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["vehicle_unknown"],
        settings=FLEET,
    ),
    Case(
        "a car and a van on one document: the smaller share",
        fuel(plates=frozenset({CAR.plate, VAN.plate})),
        "purchase_receipt_card_vehicle",
        ["6022=401 100.00", "4426=401 9.50", "6022=401 9.50"],
        ["vehicles_several"],
        settings=FLEET,
    ),
    Case(
        "two cars of one share",
        fuel(plates=frozenset({CAR.plate, "B300ABC"})),
        "purchase_receipt_card_vehicle",
        ["6022=401 100.00", "4426=401 9.50", "6022=401 9.50"],
        settings={"vehicles": (CAR, Vehicle("B300ABC"))},
    ),
    Case(
        "an odd ban goes to the half that is deducted",
        purchase("119.05", vat("19", "19.01"), payments=CARD, plates=frozenset({CAR.plate})),
        "purchase_receipt_card_vehicle",
        ["6022=401 100.04", "4426=401 9.51", "6022=401 9.50"],
        settings=FLEET,
    ),
    Case(
        "two rates for a car, each in half",
        purchase(
            "228.00",
            vat("19", "19.00", "100.00"),
            vat("9", "9.00", "100.00"),
            payments=CARD,
            plates=frozenset({CAR.plate}),
        ),
        "purchase_receipt_card_vehicle",
        ["6022=401 200.00", "4426=401 9.50", "6022=401 9.50", "4426=401 4.50", "6022=401 4.50"],
        settings=FLEET,
    ),
    Case(
        "spare parts for a car",
        fuel(items=(Item("PLACUTE FRANA"),)),
        "purchase_receipt_card_vehicle",
        ["6024=401 100.00", "4426=401 9.50", "6024=401 9.50"],
        settings=FLEET,
    ),
    Case(
        "a car's repair",
        fuel(items=(Item("MANOPERA"),)),
        "purchase_receipt_card_vehicle",
        ["611=401 100.00", "4426=401 9.50", "611=401 9.50"],
        settings=FLEET,
    ),
    Case(
        "a repair without a plate is no vehicle's",
        fuel("", items=(Item("MANOPERA"),)),
        "purchase_receipt_card",
        ["611=401 100.00", "4426=401 19.00"],
        settings=FLEET,
    ),
    Case(
        "coffee bought on the way has no vehicle",
        fuel(items=(Item("CAFEA"),)),
        "purchase_receipt_card",
        ["623=401 100.00", "4426=401 19.00"],
        settings=FLEET,
    ),
    Case(
        "a car's parking where the office counts it in",
        fuel(items=(Item("TICHET PARCARE"),)),
        "purchase_receipt_card_vehicle",
        ["628=401 100.00", "4426=401 9.50", "628=401 9.50"],
        settings={**FLEET, "vehicle_accounts": ["6022", "628"]},
    ),
    Case(
        "a car's fuel for who is not registered is all cost",
        fuel(),
        "purchase_receipt_card_gross",
        ["6022=401 119.00"],
        company=NO_PAYER,
        settings=FLEET,
    ),
    Case(
        "a car's fuel under deferral, unpaid: half waits",
        fuel(),
        "purchase_receipt_card_deferred_vat_vehicle",
        ["6022=401 100.00", "4428=401 9.50", "6022=401 9.50"],
        company=DEFERRING,
        settings=FLEET,
    ),
    Case(
        "a car's fuel under deferral, paid in cash",
        fuel(payments=CASH),
        "purchase_receipt_cash_deferred_vat_vehicle",
        ["6022=401 100.00", "4428=401 9.50", "6022=401 9.50", "401=5311 119.00", "4426=4428 9.50"],
        company=DEFERRING,
        settings=FLEET,
    ),
    Case(
        "a car's fuel given back",
        fuel(kind=Kind.CREDIT_NOTE, payments=()),
        "purchase_credit_note_unpaid_vehicle",
        ["6022=401 -100.00", "4426=401 -9.50", "6022=401 -9.50"],
        settings=FLEET,
    ),
    Case(
        "fuel without VAT leaves nothing to halve",
        purchase("100.00", payments=CARD, plates=frozenset({CAR.plate}), supplier_vat_payer=False),
        "purchase_receipt_card_no_vat",
        ["6022=401 100.00"],
        settings=FLEET,
    ),
]

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
        "VAT of a supplier who is not registered, deducted with a warning",
        purchase("119.00", vat("19", "19.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["supplier_not_vat_payer"],
        known=registers(vat_payer=False),
    ),
    Case(
        "VAT of a supplier who is not registered, where the office takes it for cost",
        purchase("119.00", vat("19", "19.00"), payments=CARD),
        "purchase_receipt_card_unregistered_supplier",
        ["6022=401 119.00"],
        ["supplier_not_vat_payer"],
        known=registers(vat_payer=False),
        settings={"unregistered_supplier_vat": "cost"},
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

LIMITS = [
    Case(
        "500 lei are no more than 100 EUR",
        purchase("500.00", vat("19", "79.83"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 420.17", "4426=401 79.83"],
    ),
    Case(
        "one ban more is more",
        purchase("500.01", vat("19", "79.83"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 420.18", "4426=401 79.83"],
        ["receipt_over_simplified_limit"],
    ),
    Case(
        "over the limit, where the office deducts nothing without an invoice",
        purchase("595.00", vat("19", "95.00"), payments=CARD),
        "purchase_receipt_card_over_limit",
        ["6022=401 595.00"],
        ["receipt_over_simplified_limit"],
        settings={"receipt_over_limit_vat": "cost"},
    ),
    Case(
        "below the limit such an office deducts as any other",
        purchase("119.00", vat("19", "19.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        settings={"receipt_over_limit_vat": "cost"},
    ),
    Case(
        "an office that takes 400 EUR for the limit",
        purchase("1190.00", vat("19", "190.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 1000.00", "4426=401 190.00"],
        settings={"simplified_invoice": 200_000},
    ),
    Case(
        "a receipt without the buyer's code is no simplified invoice at all",
        purchase("595.00", vat("19", "95.00"), payments=CARD, buyer_cui=None),
        "purchase_receipt_card_gross",
        ["6022=401 595.00"],
        ["buyer_cui_missing"],
    ),
]


def bill(total: str, **changes: Any) -> Any:
    """An invoice without VAT, paid in cash."""
    facts = {"kind": Kind.INVOICE, "supplier_vat_payer": False, "payments": CASH, **changes}
    return purchase(total, **facts)


def cash_before(to_supplier: str, in_all: str) -> Circumstances:
    return Circumstances(cash=CashPaid(int(to_supplier) * 100, int(in_all) * 100))


def cash_case(name: str, bought: Any, cautions: list[str], known: Circumstances, **settings: Any) -> Case:
    """Cash is only warned about: the note is the same."""
    total = f"{bought.total // 100}.{bought.total % 100:02d}"
    lines = [f"6022=401 {total}", f"401=5311 {total}"]
    return Case(name, bought, "purchase_invoice_cash_no_vat", lines, cautions, known=known, settings=settings)


NONE_BEFORE = cash_before("0", "0")
METRO = {"supplier_name": "METRO CASH & CARRY ROMANIA SRL", "items": (Item("MOTORINA"),)}
CASH_LIMITS = [
    cash_case("5,000 lei in cash are allowed", bill("5000.00"), [], NONE_BEFORE),
    cash_case("a ban more is not", bill("5000.01"), ["cash_over_limit"], NONE_BEFORE),
    cash_case("the day's other cash counts", bill("1000.01"), ["cash_over_limit"], cash_before("4000", "4000")),
    cash_case("up to the limit with the day's other cash", bill("1000.00"), [], cash_before("4000", "4000")),
    cash_case("10,000 lei in all", bill("2000.01"), ["cash_over_day_limit"], cash_before("0", "8000")),
    cash_case("up to 10,000 lei in all", bill("2000.00"), [], cash_before("0", "8000")),
    cash_case(
        "both limits at once", bill("6000.00"), ["cash_over_limit", "cash_over_day_limit"], cash_before("0", "5000")
    ),
    cash_case("cash and carry may take 10,000", bill("10000.00", **METRO), [], NONE_BEFORE),
    cash_case(
        "and no more",
        bill("10000.01", **METRO),
        ["cash_over_limit", "cash_over_day_limit"],
        NONE_BEFORE,
    ),
    cash_case(
        "cash and carry by the office's list", bill("9000.00"), [], NONE_BEFORE, cash_and_carry_suppliers=["RO11201891"]
    ),
    cash_case("an office's own limit", bill("1000.00"), ["cash_over_limit"], NONE_BEFORE, cash_to_one_supplier=99_999),
    cash_case("before the law there was no limit", bill("9000.00", issued=date(2015, 5, 8)), [], NONE_BEFORE),
    Case(
        "an employee's cash is cash too",
        bill("5000.01", paid_from_advance=True),
        "purchase_invoice_advance_no_vat",
        ["6022=401 5000.01", "401=542 5000.01"],
        ["cash_over_limit"],
    ),
    Case(
        "money that comes back is no payment",
        bill("-6000.00", payments=(paid("CASH", "-6000.00"),)),
        "purchase_invoice_cash_no_vat",
        ["6022=401 -6000.00", "401=5311 -6000.00"],
    ),
    Case(
        "a card has no limit",
        bill("9000.00", payments=CARD),
        "purchase_invoice_card_no_vat",
        ["6022=401 9000.00"],
    ),
]

ACCOUNTS = [
    Case(
        "an office with accounts of its own",
        purchase("119.00", vat("19", "19.00"), payments=CASH),
        "purchase_receipt_cash",
        ["6022=401.2 100.00", "4426.1=401.2 19.00", "401.2=5311.3 119.00"],
        settings={"supplier": "401.2", "vat": "4426.1", "cash": "5311.3"},
    ),
    Case(
        "vouchers on another account",
        purchase("119.00", vat("19", "19.00"), payments=(paid("VOUCHER"),)),
        "purchase_receipt_voucher",
        ["6022=401 100.00", "4426=401 19.00", "401=542 119.00"],
        settings={"vouchers": "542"},
    ),
    Case(
        "cash and card, the card through 5125",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CASH", "19.00"), paid("CARD"))),
        "purchase_receipt_mixed",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 19.00", "401=5125 100.00"],
        settings={"card": "5125"},
    ),
    Case(
        "a card through 5125 pays no deferred VAT: the bank statement does",
        purchase("119.00", vat("19", "19.00"), payments=CARD),
        "purchase_receipt_card_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00", "401=5125 119.00"],
        company=DEFERRING,
        settings={"card": "5125"},
    ),
    Case(
        "another default for what nothing is known of",
        purchase("119.00", vat("19", "19.00"), payments=CARD, **MACHINE),
        "purchase_receipt_card",
        ["604=401 100.00", "4426=401 19.00"],
        settings={"default_expense": "604"},
    ),
    Case(
        "the buyer's code with RO and a zero in front",
        purchase("119.00", vat("19", "19.00"), payments=CARD, buyer_cui=f"RO 0{CUI}"),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
    ),
]


def of_day(name: str, day: str, rate: str, amount: str, *cautions: str) -> Case:
    """Fuel of 100.00 and its VAT on a day."""
    total = f"{100 + int(amount.split('.')[0])}.00"
    bought = purchase(total, vat(rate, amount), payments=CARD, issued=date.fromisoformat(day))
    return Case(name, bought, "purchase_receipt_card", ["6022=401 100.00", f"4426=401 {amount}"], [*cautions])


DAYS = [
    of_day("24 % until 2015", "2015-12-31", "24", "24.00"),
    of_day("24 % no more in 2016", "2016-01-01", "24", "24.00", "vat_rate_not_in_force"),
    of_day("20 % in 2016", "2016-06-01", "20", "20.00"),
    of_day("20 % no more in 2017", "2017-01-01", "20", "20.00", "vat_rate_not_in_force"),
    of_day("9 % until July 2025", "2025-07-31", "9", "9.00"),
    of_day("5 % until July 2025", "2025-07-31", "5", "5.00"),
    of_day("5 % no more in August 2025", "2025-08-01", "5", "5.00", "vat_rate_not_in_force"),
    of_day("11 % from August 2025", "2025-08-01", "11", "11.00"),
    of_day("11 % not before", "2025-07-31", "11", "11.00", "vat_rate_not_in_force"),
    of_day("9 % for some housing until July 2026", "2026-01-31", "9", "9.00"),
    Case(
        "a rate that the office entered before the law did",
        purchase("123.00", vat("23", "23.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 23.00"],
        settings={"vat_rates": [2300, 1200]},
    ),
    Case(
        "VAT whose rate was not read takes one that the office entered",
        purchase("123.00", vat_total="23.00", payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 23.00"],
        ["vat_rate_derived"],
        settings={"vat_rates": [2300, 1200]},
    ),
]

SPECIAL = [*DAYS, *REVERSE_CHARGE, *ADVANCES, *VEHICLES, *SUPPLIERS, *ASSETS, *LIMITS, *CASH_LIMITS, *ACCOUNTS]
