"""The table of notes: advances of employees and the limits of cash."""

from __future__ import annotations

from datetime import date
from typing import Any

from unit.ledger.cases import (
    CARD,
    CASH,
    DEFERRING,
    Case,
    paid,
    purchase,
    vat,
)

from services.ledger.rules.cash import CashPaid
from services.ledger.rules.note import Circumstances
from services.ledger.rules.purchase import Item, Kind

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
