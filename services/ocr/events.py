"""Extractions as messages, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import protovalidate
from contapics.common.v1 import extraction_pb2 as pb
from contapics.ocr.v1 import ocr_service_pb2
from google.protobuf import json_format
from protovalidate import Violation

from services.common.money import parse_amount, parse_rate
from services.ocr.extraction import Buyer, Extraction, Line, Payment, PaymentMethod, Supplier, Vat
from services.ocr.words import Page

STARTED = "ocr.v1.started"
READ = "ocr.v1.read"
FAILED = "ocr.v1.failed"

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What a broken font may give as text, and neither UTF-8 nor PostgreSQL takes."""
_DECIMAL = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,10})?")


def as_message(extraction: Extraction) -> pb.Extraction:
    """The extraction in the public shape, of which the message is the definition.

    The message declares limits, and a file may hold anything: a text that is too long is cut, another value that does
    not fit is left out as if unread, and then a person is asked to look.
    """
    message = json_format.ParseDict(_storable(extraction.as_json()), pb.Extraction())
    misfits = protovalidate.collect_violations(message)
    for misfit in reversed(misfits):  # from the end of each list, so that the indices before stay true
        _mend(message, misfit)
    if misfits:
        message.needs_review = True
        message.review_reasons.append("value_unusable")
    return message


def words_as_messages(papers: Iterable[Page]) -> list[ocr_service_pb2.PageWords]:
    """The words of papers by page, top to bottom, where they stand on the page as a viewer shows it."""
    pages: dict[int, ocr_service_pb2.PageWords] = {}
    for paper in papers:
        if not paper.words:
            continue
        page = pages.setdefault(paper.number, ocr_service_pb2.PageWords(page=paper.number))
        quads = paper.in_file(np.array([word.quad for word in paper.words], dtype=np.float64))
        placed = sorted(zip(paper.words, quads, strict=True), key=lambda word: tuple(word[1].mean(axis=0)[::-1]))
        for word, quad in placed:
            page.words.add(text=_UNSTORABLE.sub("", word.text), quad=[round(float(x), 5) for x in quad.ravel()])
    return [pages[number] for number in sorted(pages)]


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
        regimes=list(message.regimes),
        confidence=dict(message.confidence),
        review_reasons=list(message.review_reasons),
    )


def _storable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return _UNSTORABLE.sub("", value) if isinstance(value, str) else value


def _mend(message: Any, misfit: Violation) -> None:
    """Cut what is too long to its limit; clear any other value that breaks one."""
    field = misfit.proto.field
    if field is None:
        raise TypeError(f"{misfit.proto.rule_id} names no field")
    *parents, last = field.elements
    for element in parents:
        message = getattr(message, element.field_name)
        if element.subscript is not None:
            message = message[element.subscript.value]
    value = getattr(message, last.field_name)
    if misfit.proto.rule_id == "string.max_len":
        setattr(message, last.field_name, value[: misfit.rule_value])
    elif misfit.proto.rule_id == "repeated.max_items":
        del value[misfit.rule_value :]
    else:
        message.ClearField(last.field_name)


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
    if not text:
        return None
    if _DECIMAL.fullmatch(text) is None:  # no NaN, and no exponent that would make a number of a million digits
        raise ValueError(f"not a number: {text!r}")
    return Decimal(text)
