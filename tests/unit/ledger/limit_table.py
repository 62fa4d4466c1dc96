"""The table of notes: rates by day, simplified invoices, accounts that an office chose."""

from __future__ import annotations

from datetime import date

from unit.ledger.cases import (
    CARD,
    CASH,
    CUI,
    DEFERRING,
    MACHINE,
    Case,
    paid,
    purchase,
    vat,
)

from services.ledger.rules.purchase import Kind


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
        "up to 400 EUR the office decides",
        purchase("2000.00", vat("19", "319.33"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 1680.67", "4426=401 319.33"],
        ["receipt_over_simplified_limit"],
    ),
    Case(
        "beyond 400 EUR nobody deducts without an invoice",
        purchase("2000.01", vat("19", "319.33"), payments=CARD),
        "purchase_receipt_card_over_limit",
        ["6022=401 2000.01"],
        ["receipt_over_simplified_limit"],
    ),
    Case(
        "beyond 400 EUR an invoice is what is asked for",
        purchase("2380.00", vat("19", "380.00"), payments=CARD, kind=Kind.INVOICE),
        "purchase_invoice_card",
        ["6022=401 2000.00", "4426=401 380.00"],
    ),
    Case(
        "a return of more than 400 EUR",
        purchase("-2380.00", vat("19", "-380.00"), payments=(paid("CASH", "-2380.00"),)),
        "purchase_receipt_cash_over_limit",
        ["6022=401 -2380.00", "401=5311 -2380.00"],
        ["receipt_over_simplified_limit"],
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
