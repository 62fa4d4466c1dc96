"""Extractions as messages, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from contapics.common.v1 import extraction_pb2 as pb
from google.protobuf import json_format

from services.common.money import parse_amount, parse_rate
from services.ocr.extraction import Buyer, Extraction, Line, Payment, PaymentMethod, Supplier, Vat

STARTED = "ocr.v1.started"
READ = "ocr.v1.read"
FAILED = "ocr.v1.failed"


def as_message(extraction: Extraction) -> pb.Extraction:
    """The extraction in the public shape, of which the message is the definition."""
    return json_format.ParseDict(extraction.as_json(), pb.Extraction())


def from_message(message: pb.Extraction) -> Extraction:
    """The values of a message, without places, text and checks. Raises ValueError for a number that is none."""
    return Extraction(
        kind=message.kind or "other",  # type: ignore[arg-type]  # the message's limits admit the four kinds only
        source=message.source or "ocr",  # type: ignore[arg-type]  # likewise
        supplier=Supplier(
            _text(message.supplier, "name"),
            _text(message.supplier, "cui"),
            _text(message.supplier, "address"),
            message.supplier.vat_payer if message.supplier.HasField("vat_payer") else None,
        ),
        buyer=Buyer(_text(message.buyer, "name"), _text(message.buyer, "cui")),
        series=_text(message, "series"),
        number=_text(message, "number"),
        issue_date=date.fromisoformat(message.issue_date) if message.issue_date else None,
        issue_time=_text(message, "issue_time"),
        currency=_text(message, "currency"),
        total=_amount(message, "total"),
        net_total=_amount(message, "net_total"),
        vat=[_vat(entry) for entry in message.vat],
        vat_total=_amount(message, "vat_total"),
        payments=list(_payments(message.payments)),
        lines=[_line(line) for line in message.lines],
        fiscal_serial=_text(message, "fiscal_serial"),
        confidence=dict(message.confidence),
        review_reasons=list(message.review_reasons),
    )


def _vat(entry: pb.Vat) -> Vat:
    rate = parse_rate(entry.rate) if entry.rate else None
    return Vat(rate, _amount(entry, "base"), _amount(entry, "amount"), _text(entry, "code"))


def _payments(entries: Iterable[pb.Payment]) -> Iterable[Payment]:
    for entry in entries:
        if entry.method and entry.amount:
            yield Payment(PaymentMethod(entry.method), parse_amount(entry.amount))


def _line(line: pb.Line) -> Line:
    return Line(
        line.description,
        _decimal(line.quantity),
        _text(line, "unit"),
        _decimal(line.unit_price),
        _amount(line, "amount"),
        _text(line, "vat_code"),
    )


def _text(message: pb.Extraction | pb.Supplier | pb.Buyer | pb.Vat | pb.Line, name: str) -> str | None:
    return getattr(message, name) or None


def _amount(message: pb.Extraction | pb.Vat | pb.Line, name: str) -> int | None:
    text = _text(message, name)
    return None if text is None else parse_amount(text)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation as error:
        raise ValueError(f"not a number: {text!r}") from error
