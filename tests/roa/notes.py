"""Notes for ROA, written as their lines are read: `6022=401 221.24`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from services.common.money import parse_amount, parse_rate
from services.ledger.models import Note, NoteLine, State

FUEL = ("6022=401 221.24", "4426=401 42.04 19", "401=5311 263.28")
FUEL_IN_ACT = ["6022=401 221.24", "4426=401 42.04", "401=5311 263.28"]
TEXT = "Bon fiscal 0123 din 15.03.2024, OMV PETROM MARKETING SRL"


def note(*lines: str, **changes: Any) -> Note:
    """A receipt for fuel paid in cash, unless lines or changes say otherwise; a VAT line's rate follows its amount."""
    text = changes.pop("text", TEXT)
    values: dict[str, Any] = {
        "tenant_id": uuid4(),
        "id": uuid4(),
        "document_id": uuid4(),
        "revision": 1,
        "client_id": uuid4(),
        "state": State.PENDING,
        "rule": "purchase_receipt_cash",
        "date": date(2024, 3, 15),
        "currency": "RON",
        "number": "0123",
        "partner_cui": "11201891",
        "partner_name": "OMV PETROM MARKETING SRL",
        "sink": "roa",
        "approved_by": "ana@cabinet.example",
        "created_at": datetime(2024, 3, 16, tzinfo=UTC),
    }
    made = Note(**(values | changes))
    made.lines = [_line(position, line, text) for position, line in enumerate(lines or FUEL, start=1)]
    return made


def _line(position: int, line: str, text: str) -> NoteLine:
    accounts, amount, *rate = line.split()
    debit, credit = accounts.split("=")
    return NoteLine(
        position=position,
        debit=debit,
        credit=credit,
        amount=parse_amount(amount),
        vat_rate=parse_rate(rate[0]) if rate else None,
        explanation=text,
    )
