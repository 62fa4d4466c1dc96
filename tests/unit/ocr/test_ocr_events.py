"""Extractions as messages: what the reader found is what callers get, and what they send back is what is checked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import protovalidate
import pytest
from contapics.common.v1 import extraction_pb2 as pb
from google.protobuf import json_format
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ocr.events import as_message, from_message
from services.ocr.extraction import (
    Box,
    Buyer,
    Check,
    Extraction,
    Line,
    Payment,
    PaymentMethod,
    Supplier,
    Vat,
)

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=10)
amounts = st.integers(-(10**15) + 1, 10**15 - 1)
decimals = st.decimals(Decimal("-9999999999"), Decimal("9999999999"), places=4)
anything = st.text(max_size=600)
wild_decimals = st.decimals() | st.decimals(allow_nan=False, allow_infinity=False, places=20)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def extractions(
    text: st.SearchStrategy[str],
    amount: st.SearchStrategy[int],
    number: st.SearchStrategy[Decimal],
    rate: int,
    vat_rows: int = 20,
) -> st.SearchStrategy[Extraction]:
    return st.builds(
        Extraction,
        kind=st.sampled_from(["receipt", "invoice", "credit_note", "other"]),
        source=st.sampled_from(["ocr", "pdf_text", "ubl"]),
        supplier=st.builds(Supplier, maybe(text), maybe(text), maybe(text), maybe(st.booleans())),
        buyer=st.builds(Buyer, maybe(text), maybe(text)),
        series=maybe(text),
        number=maybe(text),
        issue_date=maybe(st.dates()),
        issue_time=maybe(st.times().map(lambda time: time.isoformat("minutes"))),
        currency=maybe(st.sampled_from(["RON", "EUR"])),
        total=maybe(amount),
        net_total=maybe(amount),
        vat=st.lists(
            st.builds(Vat, maybe(st.integers(0, rate)), maybe(amount), maybe(amount), maybe(text)), max_size=vat_rows
        ),
        vat_total=maybe(amount),
        payments=st.lists(st.builds(Payment, st.sampled_from(PaymentMethod), amount), max_size=4),
        lines=st.lists(
            st.builds(Line, text, maybe(number), maybe(text), maybe(number), maybe(amount), maybe(text)), max_size=4
        ),
        fiscal_serial=maybe(text),
        regimes=st.lists(st.sampled_from(["reverse_charge", "vat_on_collection"]), unique=True),
        confidence=st.dictionaries(texts, st.floats(0, 1).map(lambda value: round(value, 4)), max_size=3),
        boxes=st.dictionaries(texts, st.just(Box(1, ((0, 0), (1, 0), (1, 1), (0, 1)))), max_size=2),
        checks=st.lists(st.builds(Check, texts, st.just(True), texts), max_size=2),
        needs_review=st.booleans(),
        review_reasons=st.lists(st.sampled_from(["total_unread", "vat_mismatch"]), unique=True),
        text=text,
    )


@settings(max_examples=30)
@given(extractions(texts, amounts, decimals, 9999))
def test_what_fits_the_public_shape_arrives_there_unchanged(extraction: Extraction) -> None:
    shown = json_format.MessageToDict(as_message(extraction), preserving_proto_field_name=True)
    for name, value in extraction.as_json().items():
        assert shown.get(name, type(value)()) == value, name


@settings(max_examples=30)
@given(extractions(texts, amounts, decimals, 9999))
def test_a_message_reads_back_as_the_values_that_it_was_made_of(extraction: Extraction) -> None:
    read = from_message(as_message(extraction))
    for name in (
        "kind", "source", "supplier", "buyer", "series", "number", "issue_date", "issue_time", "currency", "total",
        "net_total", "vat", "vat_total", "payments", "lines", "fiscal_serial", "regimes", "confidence",
        "review_reasons",
    ):  # fmt: skip
        assert getattr(read, name) == getattr(extraction, name), name


@settings(max_examples=30)
@given(extractions(anything, st.integers(-(10**20), 10**20), wild_decimals, 100_000, 22))
def test_whatever_a_file_holds_the_message_keeps_its_own_limits(extraction: Extraction) -> None:
    message = as_message(extraction)
    assert protovalidate.collect_violations(message) == []
    assert "\0" not in str(json_format.MessageToDict(message))
    assert message.needs_review or "value_unusable" not in message.review_reasons
    from_message(message)
    pb.Extraction.FromString(message.SerializeToString())


@pytest.mark.parametrize(
    ("extraction", "left"),
    [
        (Extraction(total=10**15, net_total=1), pb.Extraction(net_total="0.01")),
        (Extraction(vat=[Vat(10_000, 1, 2)]), pb.Extraction(vat=[pb.Vat(base="0.01", amount="0.02")])),
        (
            Extraction(lines=[Line("x", Decimal("NaN"), None, Decimal("1e40"), 5)]),
            pb.Extraction(lines=[pb.Line(description="x", amount="0.05")]),
        ),
        (Extraction(supplier=Supplier("a" * 301)), pb.Extraction(supplier=pb.Supplier(name="a" * 300))),
        (Extraction(lines=[Line("x")] * 2001), pb.Extraction(lines=[pb.Line(description="x")] * 2000)),
    ],
)
def test_a_value_without_room_is_left_out_a_text_cut_and_a_person_asked_to_look(
    extraction: Extraction, left: pb.Extraction
) -> None:
    extraction.needs_review = False
    message = as_message(extraction)
    assert message.needs_review
    assert message.review_reasons == ["value_unusable"]
    for field, value in left.ListFields():
        assert getattr(message, field.name) == value
    assert not message.HasField("total")


def test_what_neither_utf_8_nor_a_database_takes_is_left_out_of_texts() -> None:
    message = as_message(Extraction(supplier=Supplier("Brut\0ăria \ud83e"), text="a\0b"))
    assert (message.supplier.name, message.text) == ("Brutăria ", "ab")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999999", "1_000", "٣", "1.", " 1", "abc", "1" * 14])
def test_a_quantity_or_price_that_is_no_plain_number_is_refused(number: str) -> None:
    for line in (pb.Line(quantity=number), pb.Line(unit_price=number)):
        with pytest.raises(ValueError, match="not a number"):
            from_message(pb.Extraction(lines=[line]))


@pytest.mark.parametrize(
    "message",
    [
        pb.Extraction(total="1,00"),
        pb.Extraction(total="1e5"),
        pb.Extraction(vat=[pb.Vat(rate="abc")]),
        pb.Extraction(payments=[pb.Payment(method="BARTER", amount="1.00")]),
        pb.Extraction(issue_date="2025-02-30"),
    ],
)
def test_a_value_that_is_none_of_its_kind_is_refused(message: pb.Extraction) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_message(message)


def test_an_empty_message_is_an_extraction_without_values() -> None:
    assert from_message(pb.Extraction()) == Extraction()
    assert from_message(as_message(Extraction(issue_date=date(2025, 1, 2)))).issue_date == date(2025, 1, 2)
