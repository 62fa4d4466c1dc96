"""The table of notes: deposits for packaging, tips, exempt lines, and payments by several means."""

from __future__ import annotations

from typing import Any

from unit.ledger.cases import CARD, CASH, DEFERRING, NO_PAYER, Case, paid, purchase, vat

from services.ledger.rules.purchase import Item, Kind

WATER = Item("APA PLATA 2L", 10000)
MEAL = Item("MENIUL ZILEI", 10000)


def drinks(total: str, *groups: Any, deposit: int = 50, name: str = "GARANTIE SGR", **changes: Any) -> Any:
    """Drinks and the deposit of their bottles."""
    facts = {"items": (WATER, Item(name, deposit)), "payments": CARD, "plates": frozenset[str](), **changes}
    return purchase(total, *groups, **facts)


def dinner(total: str, *groups: Any, tip: int = 1000, **changes: Any) -> Any:
    """A meal in a restaurant and the tip that stands on its receipt."""
    facts = {"items": (MEAL, Item("BACSIS", tip)), "payments": CARD, "plates": frozenset[str](), **changes}
    return purchase(total, *groups, **facts)


DEPOSITS = [
    Case(
        "a bottle's deposit is owed back by who takes bottles",
        drinks("109.50", vat("9", "9.00", "100.00")),
        "purchase_receipt_card",
        ["623=401 100.00", "461=401 0.50", "4426=401 9.00"],
    ),
    Case(
        "a deposit without the bases of the rates",
        drinks("109.50", vat("9", "9.00")),
        "purchase_receipt_card",
        ["623=401 100.00", "461=401 0.50", "4426=401 9.00"],
    ),
    Case(
        "a deposit under a rate of zero",
        drinks("109.50", vat("9", "9.00", "100.00"), vat("0", "0.00", "0.50")),
        "purchase_receipt_card",
        ["623=401 100.00", "461=401 0.50", "4426=401 9.00"],
    ),
    Case(
        "several deposits, written in several ways",
        purchase(
            "111.00",
            vat("9", "9.00", "100.00"),
            items=(WATER, Item("Garanție ambalaj PET", 100), Item("SGR DOZA", 50), Item("RETURO STICLA", 50)),
            payments=CASH,
        ),
        "purchase_receipt_cash",
        ["623=401 100.00", "461=401 2.00", "4426=401 9.00", "401=5311 111.00"],
    ),
    Case(
        "bottles taken back on the same receipt",
        drinks("104.00", vat("9", "9.00", "100.00"), deposit=-500),
        "purchase_receipt_card",
        ["623=401 100.00", "461=401 -5.00", "4426=401 9.00"],
    ),
    Case(
        "nothing but bottles taken back",
        purchase(
            "-5.00", items=(Item("RETUR SGR", -500),), payments=(paid("CASH", "-5.00"),), supplier_vat_payer=False
        ),
        "purchase_receipt_cash_no_vat",
        ["461=401 -5.00", "401=5311 -5.00"],
    ),
    Case(
        "a deposit on an account of the office",
        drinks("109.50", vat("9", "9.00", "100.00")),
        "purchase_receipt_card",
        ["623=401 100.00", "4091=401 0.50", "4426=401 9.00"],
        settings={"deposit": "4091"},
    ),
    Case(
        "an office that takes deposits for cost",
        drinks("109.50", vat("9", "9.00", "100.00")),
        "purchase_receipt_card",
        ["623=401 100.50", "4426=401 9.00"],
        settings={"deposit": ""},
    ),
    Case(
        "a drink with the system's name in its own is a drink",
        drinks("109.00", vat("9", "9.00", "100.00"), name="BERE 0.5 DOZA SGR", deposit=900),
        "purchase_receipt_card",
        ["623=401 100.00", "4426=401 9.00"],
    ),
    Case(
        "a deposit that is not what the rates leave is not believed",
        drinks("112.00", vat("9", "9.00", "100.00")),
        "purchase_receipt_card",
        ["623=401 103.00", "4426=401 9.00"],
        ["untaxed_part"],
    ),
    Case(
        "a deposit is no cost for who never deducts either",
        drinks("109.50", vat("9", "9.00", "100.00")),
        "purchase_receipt_card_gross",
        ["623=401 109.00", "461=401 0.50"],
        company=NO_PAYER,
    ),
    Case(
        "a deposit of a seller without VAT",
        drinks("100.50", supplier_vat_payer=False),
        "purchase_receipt_card_no_vat",
        ["623=401 100.00", "461=401 0.50"],
    ),
    Case(
        "an invoice's deposit under deferral",
        drinks("109.50", vat("9", "9.00", "100.00"), kind=Kind.INVOICE, payments=()),
        "purchase_invoice_unpaid_deferred_vat",
        ["623=401 100.00", "461=401 0.50", "4428=401 9.00"],
        company=DEFERRING,
    ),
    Case(
        "a deposit on a credit note, printed without minus signs",
        drinks("109.50", vat("9", "9.00", "100.00"), kind=Kind.CREDIT_NOTE, payments=()),
        "purchase_credit_note_unpaid",
        ["623=401 -100.00", "461=401 -0.50", "4426=401 -9.00"],
    ),
    Case(
        "a deposit under a rate of zero on a credit note",
        drinks("109.50", vat("9", "9.00", "100.00"), vat("0", "0.00", "0.50"), kind=Kind.CREDIT_NOTE, payments=()),
        "purchase_credit_note_unpaid",
        ["623=401 -100.00", "461=401 -0.50", "4426=401 -9.00"],
    ),
    Case(
        "nothing but a deposit on a credit note",
        purchase(
            "0.50", items=(Item("GARANTIE SGR", 50),), kind=Kind.CREDIT_NOTE, payments=(), supplier_vat_payer=False
        ),
        "purchase_credit_note_unpaid_no_vat",
        ["461=401 -0.50"],
    ),
    Case(
        "a deposit with two rates",
        drinks("228.50", vat("19", "19.00", "100.00"), vat("9", "9.00", "100.00")),
        "purchase_receipt_card",
        ["623=401 200.00", "461=401 0.50", "4426=401 19.00", "4426=401 9.00"],
    ),
]

TIPS = [
    Case(
        "a tip is hospitality without VAT",
        dinner("119.00", vat("9", "9.00", "100.00")),
        "purchase_receipt_card",
        ["623=401 100.00", "623=401 10.00", "4426=401 9.00"],
    ),
    Case(
        "a tip has the account that the office names, whatever was eaten",
        dinner("119.00", vat("9", "9.00", "100.00"), items=(Item("CAZARE", 10000), Item("Bacșiș", 1000))),
        "purchase_receipt_card",
        ["625=401 100.00", "623.2=401 10.00", "4426=401 9.00"],
        settings={"tip": "623.2"},
    ),
    Case(
        "a tip and a bottle's deposit",
        dinner("119.50", vat("9", "9.00", "100.00"), items=(MEAL, Item("BACSIS", 1000), Item("SGR", 50))),
        "purchase_receipt_card",
        ["623=401 100.00", "623=401 10.00", "461=401 0.50", "4426=401 9.00"],
    ),
    Case(
        "a tip in cash beside a card",
        dinner("119.00", vat("9", "9.00", "100.00"), payments=(paid("CARD", "109.00"), paid("CASH", "10.00"))),
        "purchase_receipt_mixed",
        ["623=401 100.00", "623=401 10.00", "4426=401 9.00", "401=5311 10.00"],
    ),
    Case(
        "a tip that was not read as a line stays with the meal, with a warning",
        dinner("119.00", vat("9", "9.00", "100.00"), items=(MEAL,)),
        "purchase_receipt_card",
        ["623=401 110.00", "4426=401 9.00"],
        ["untaxed_part"],
    ),
]

EXEMPT = [
    Case(
        "an invoice that is exempt altogether",
        purchase("100.00", vat("0", "0.00", "100.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid_no_vat",
        ["6022=401 100.00"],
    ),
    Case(
        "an exempt line beside taxed ones",
        purchase("319.00", vat("19", "19.00", "100.00"), vat("0", None, "200.00"), payments=CASH),
        "purchase_receipt_cash",
        ["6022=401 300.00", "4426=401 19.00", "401=5311 319.00"],
    ),
    Case(
        "vouchers, cash and a card for one receipt",
        purchase(
            "119.00",
            vat("19", "19.00"),
            payments=(paid("VOUCHER", "40.00"), paid("CASH", "29.00"), paid("CARD", "50.00")),
        ),
        "purchase_receipt_mixed",
        ["6022=401 100.00", "4426=401 19.00", "401=5328 40.00", "401=5311 29.00"],
    ),
    Case(
        "vouchers and the rest in cash whose amount was not read",
        purchase("119.00", vat("19", "19.00"), payments=(paid("VOUCHER", "40.00"), paid("CASH"))),
        "purchase_receipt_mixed",
        ["6022=401 100.00", "4426=401 19.00", "401=5328 40.00", "401=5311 79.00"],
    ),
]
