"""The extraction of one document: the values, where they stand, how sure they are, and which checks hold.

Amounts are integer minor units (bani) of `currency`, rates are basis points (21 % = 2100), quantities and unit prices
are `Decimal`; what was not read is None or missing. `as_json` gives the fixed public shape (contract 8).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from services.common.money import format_amount, format_rate
from services.ocr.words import Quad, Source

Kind = Literal["receipt", "invoice", "credit_note", "other"]


class PaymentMethod(StrEnum):
    CARD = "CARD"
    CASH = "CASH"
    VOUCHER = "VOUCHER"
    TRANSFER = "TRANSFER"
    OTHER = "OTHER"


@dataclass(slots=True)
class Supplier:
    """Who sold. `cui` is digits only for Romania; `vat_payer` is True where an RO prefix was printed."""

    name: str | None = None
    cui: str | None = None
    address: str | None = None
    vat_payer: bool | None = None


@dataclass(slots=True)
class Buyer:
    name: str | None = None
    cui: str | None = None


@dataclass(slots=True)
class Vat:
    """One VAT rate. `code` is the till's letter; `rate` in basis points; `base` and `amount` in minor units."""

    rate: int | None = None
    base: int | None = None
    amount: int | None = None
    code: str | None = None


@dataclass(slots=True)
class Payment:
    """What was paid by one means, in minor units; for CASH what was due, not the banknotes handed over."""

    method: PaymentMethod
    amount: int


@dataclass(slots=True)
class Line:
    description: str
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    amount: int | None = None
    vat_code: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """Where a value stands: 1-based page and the quad in fractions (0..1) of that page as a viewer shows it."""

    page: int
    quad: Quad


@dataclass(frozen=True, slots=True)
class Check:
    """One equation or rule that applied to the document. `detail` is a short English sentence with the numbers."""

    name: str
    ok: bool
    detail: str = ""


@dataclass(slots=True)
class Extraction:
    """Everything read from one document.

    Keys of `confidence` and `boxes` are the field names of contract 8, nested ones with a dot
    (`supplier.cui`, `vat.0.amount`, `payments.0.amount`). `review_reasons` are reason codes such as
    `total_unread` or `vat_mismatch`, which `services.common.messages` puts into words. `regimes` are the special ways
    of VAT that an invoice states: `reverse_charge` (taxare inversă), `vat_on_collection` (TVA la încasare).
    """

    kind: Kind = "other"
    source: Source = "ocr"
    supplier: Supplier = field(default_factory=Supplier)
    buyer: Buyer = field(default_factory=Buyer)
    series: str | None = None
    number: str | None = None
    issue_date: date | None = None
    issue_time: str | None = None
    currency: str | None = None
    total: int | None = None
    net_total: int | None = None
    vat: list[Vat] = field(default_factory=list)
    vat_total: int | None = None
    payments: list[Payment] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    fiscal_serial: str | None = None
    regimes: list[str] = field(default_factory=list)
    confidence: dict[str, float] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    needs_review: bool = True
    review_reasons: list[str] = field(default_factory=list)
    text: str = ""
    pages: int = 1
    reader: str = ""
    elapsed_ms: int = 0
    part: int | None = None

    def as_json(self, file: str | None = None) -> dict[str, Any]:
        """The fixed JSON shape of contract 8; values that were not read are left out."""
        shape: dict[str, Any] = {
            "file": file,
            "part": self.part,
            "kind": self.kind,
            "source": self.source,
            "supplier": _present(
                name=self.supplier.name,
                cui=self.supplier.cui,
                address=self.supplier.address,
                vat_payer=self.supplier.vat_payer,
            ),
            "buyer": _present(name=self.buyer.name, cui=self.buyer.cui),
            "series": self.series,
            "number": self.number,
            "issue_date": self.issue_date.isoformat() if self.issue_date else None,
            "issue_time": self.issue_time,
            "currency": self.currency,
            "total": _amount(self.total),
            "net_total": _amount(self.net_total),
            "vat": [
                _present(code=v.code, rate=_percent(v.rate), base=_amount(v.base), amount=_amount(v.amount))
                for v in self.vat
            ],
            "vat_total": _amount(self.vat_total),
            "payments": [{"method": str(p.method), "amount": _amount(p.amount)} for p in self.payments],
            "lines": [
                _present(
                    description=line.description,
                    quantity=_plain(line.quantity),
                    unit=line.unit,
                    unit_price=_plain(line.unit_price),
                    amount=_amount(line.amount),
                    vat_code=line.vat_code,
                )
                for line in self.lines
            ],
            "fiscal_serial": self.fiscal_serial,
            "regimes": self.regimes or None,
            "confidence": {name: round(value, 4) for name, value in self.confidence.items()},
            "boxes": {
                name: {"page": box.page, "quad": [round(c, 5) for point in box.quad for c in point]}
                for name, box in self.boxes.items()
            },
            "checks": [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in self.checks],
            "needs_review": self.needs_review,
            "review_reasons": self.review_reasons,
            "text": self.text,
            "pages": self.pages,
            "reader": self.reader,
            "elapsed_ms": self.elapsed_ms,
        }
        return _present(**shape)


def _present(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _amount(minor: int | None) -> str | None:
    return None if minor is None else format_amount(minor)


def _percent(basis_points: int | None) -> str | None:
    return None if basis_points is None else format_rate(basis_points)


def _plain(value: Decimal | None) -> str | None:
    """A decimal without exponent and without trailing zeros."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
