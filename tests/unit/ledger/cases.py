"""Purchases for tests, written as they are printed: decimal strings, percents, ISO dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from services.common.money import format_amount, parse_amount, parse_rate
from services.ledger.approvals import write
from services.ledger.models import Note, State
from services.ledger.rules.defaults import Dated
from services.ledger.rules.expense import SupplierHistory, choose_account
from services.ledger.rules.note import UNKNOWN, Circumstances, Draft, build_note
from services.ledger.rules.policy import Policy, Vehicle, policy_on
from services.ledger.rules.purchase import Company, Item, Kind, Method, Payment, Purchase, Vat
from services.ledger.rules.release import Release
from services.ledger.rules.supplier import SupplierFacts
from services.ledger.sinks.sink import Choice

TODAY = date(2026, 2, 1)
CUI = "14399840"
FUEL_SUPPLIER = "11201891"
LORRY = Vehicle("B100ABC", deductible=10_000)
"""A vehicle of more than 3,500 kg: its VAT is deducted in full."""
CAR = Vehicle("B200ABC", frozenset({"70021234567890"}), 5000)
VAN = Vehicle("CJ07XYZ", frozenset({"4321"}), 10_000)
FLEET = {"vehicles": (CAR, VAN)}
MACHINE = {"items": (), "supplier_name": "UTILAJE SRL", "supplier_cui": "6719278"}

PAYER = Company(cui=CUI, vat_payer=True)
DEFERRING = Company(cui=CUI, vat_payer=True, defers_vat=True)
NO_PAYER = Company(cui=CUI, vat_payer=False)


def vat(rate: str | None = None, amount: str | None = None, base: str | None = None) -> Vat:
    return Vat(parse_rate(rate) if rate else None, amount_of(base), amount_of(amount))


def paid(method: str, amount: str | None = None) -> Payment:
    return Payment(Method(method), amount_of(amount))


def amount_of(text: str | None) -> int | None:
    return None if text is None else parse_amount(text)


CASH = (paid("CASH"),)
CARD = (paid("CARD"),)


def purchase(total: str | None, *groups: Vat, **changes: Any) -> Purchase:
    """A receipt of 2024 for a lorry's fuel with the client's fiscal code on it, unless the changes say otherwise."""
    values: dict[str, Any] = {
        "kind": Kind.RECEIPT,
        "supplier_name": "OMV PETROM MARKETING SRL",
        "supplier_cui": FUEL_SUPPLIER,
        "supplier_vat_payer": True,
        "buyer_cui": CUI,
        "number": "0123",
        "issued": date(2024, 3, 15),
        "currency": "RON",
        "total": amount_of(total),
        "vat": groups,
        "items": (Item("MOTORINA EFIX"),),
        "plates": frozenset({"B100ABC"}),
    }
    for name in ("net_total", "vat_total"):
        if name in changes:
            changes[name] = amount_of(changes[name])
    return Purchase(**{**values, **changes})


def policy(day: date, vehicles: Sequence[Vehicle] = (LORRY,), **chosen: Any) -> Policy:
    """The policy of a day with what an office chose from that day on, and a lorry unless other vehicles are given."""
    return policy_on({key: [Dated(day, value)] for key, value in chosen.items()}, day, vehicles)


def note(bought: Purchase, company: Company = PAYER, known: Circumstances = UNKNOWN, **chosen: Any) -> Draft:
    held = policy(bought.issued or TODAY, **chosen)
    return build_note(bought, company, choose_account(bought, SupplierHistory(), held), held, TODAY, known)


def lines(booked: Draft | Note | Release) -> list[str]:
    return [f"{line.debit}={line.credit} {format_amount(line.amount)}" for line in booked.lines]


def stored(draft: Draft) -> Note:
    """A draft as a note that is in the books."""
    made = Note(
        tenant_id=uuid4(),
        id=uuid4(),
        document_id=uuid4(),
        revision=1,
        client_id=uuid4(),
        state=State.POSTED,
        approved_by="ana@cabinet.example",
    )
    write(made, draft, Choice("csv", None))
    return made


def fuel(plate: str = CAR.plate, **changes: Any) -> Any:
    """Fuel of 119.00 paid by card, for the car unless another plate is given."""
    marks = frozenset({plate}) if plate else frozenset()
    return purchase("119.00", vat("19", "19.00"), **{"payments": CARD, "plates": marks, **changes})


def registers(**facts: bool) -> Circumstances:
    return Circumstances(supplier=SupplierFacts(**facts))


@dataclass(frozen=True, slots=True)
class Case:
    """A purchase, whose it is, and the note that has to come of it."""

    name: str
    bought: Purchase
    rule: str
    lines: list[str]
    cautions: list[str] = field(default_factory=list)
    company: Company = PAYER
    settings: Mapping[str, Any] = field(default_factory=dict)
    known: Circumstances = UNKNOWN
