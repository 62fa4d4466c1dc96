"""Exports of any notes: the same bytes again, every note once, every payment to the ban."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from services.common.money import parse_amount
from services.ledger.models import Note, NoteLine, NoteVat
from services.ledger.sinks.formats import Format, download
from services.ledger.sinks.kinds import FORMATS
from services.ledger.sinks.saga import Saga
from services.ledger.sinks.winmentor import WinMentor

WINMENTOR = WinMentor(articles={"19": "CH19", "9": "CH9", "none": "CHFT"})
TEXTS = st.text(max_size=30) | st.sampled_from(["=1+1", "ȘTEFAN & FIII SRL", "a;b\n[x]", "../x", "0123"])
AMOUNTS = st.integers(-10_000_000, 10_000_000)
TREASURY = ("5311", "5125", "5328", "542", "5121")


@st.composite
def parts(draw: st.DrawFn) -> dict[str, Any]:
    """VAT of one rate, in the shares that every format knows."""
    amount = draw(AMOUNTS)
    lost = draw(st.sampled_from([0, amount, amount // 2]))
    return {
        "rate": draw(st.sampled_from([1900, 900])),
        "base": draw(AMOUNTS),
        "amount": amount,
        "deferred": 0,
        "non_deductible": lost,
        "reverse": draw(st.booleans()),
    }


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """What a note is made of: a note made of it twice is equal and yet another object."""
    paid = draw(st.lists(st.tuples(st.sampled_from(TREASURY), AMOUNTS), max_size=2))
    lines = [("6022", "401", draw(AMOUNTS)), *(("401", account, amount) for account, amount in paid)]
    return {
        "note": {
            "id": draw(st.uuids()),
            "tenant_id": UUID(int=1),
            "document_id": draw(st.uuids()),
            "client_id": UUID(int=3),
            "client_cui": draw(st.sampled_from(["14399840", ""])),
            "client_name": draw(TEXTS),
            "date": draw(st.dates(date(2024, 3, 1), date(2024, 4, 30))),
            "number": draw(TEXTS),
            "currency": "RON",
            "rule": "purchase_receipt_cash",
            "partner_cui": draw(st.sampled_from(["11201891", "1590082", ""])),
            "partner_name": draw(TEXTS),
            "account": "6022",
            "total": draw(AMOUNTS),
            "non_deductible": draw(st.sampled_from([0, 5000])),
            "storno_of": draw(st.none() | st.uuids()),
        },
        "lines": [{"debit": debit, "credit": credit, "amount": amount} for debit, credit, amount in lines],
        "text": draw(TEXTS),
        "vat": draw(st.lists(parts(), max_size=2)),
    }


def made(given_facts: list[dict[str, Any]]) -> list[Note]:
    return [
        Note(
            **each["note"],
            lines=[
                NoteLine(position=position, vat_rate=None, explanation=each["text"], **line)
                for position, line in enumerate(each["lines"], start=1)
            ],
            vat=[NoteVat(position=position, **part) for position, part in enumerate(each["vat"], start=1)],
        )
        for each in given_facts
    ]


NOTES = st.lists(facts(), max_size=6, unique_by=lambda each: each["note"]["id"])


@pytest.mark.parametrize("books", [*FORMATS.values(), WINMENTOR], ids=lambda books: type(books).__name__)
@given(notes=NOTES)
@settings(max_examples=60, deadline=None)
def test_any_notes_give_the_same_bytes_again(books: Format, notes: list[dict[str, Any]]) -> None:
    first, again = download(books, made(notes)), download(books, made(notes))
    assert (first.content_type, first.content) == (again.content_type, again.content)


@pytest.mark.parametrize("books", [Saga(), WINMENTOR], ids=lambda books: type(books).__name__)
@given(notes=NOTES)
@settings(max_examples=60, deadline=None)
def test_every_note_is_in_its_file_once(books: Format, notes: list[dict[str, Any]]) -> None:
    written = b"\n".join(books.files(made(notes)).values()).decode()
    mark = "<FacturaID>{}</FacturaID>\n  </Factura>" if isinstance(books, Saga) else "Observatii={}"
    assert [written.count(mark.format(each["note"]["id"])) for each in notes] == [1] * len(notes)


@given(notes=NOTES)
@settings(max_examples=100, deadline=None)
def test_saga_gets_every_payment_once_with_its_account_and_day(notes: list[dict[str, Any]]) -> None:
    expected = Counter(
        (str(each["note"]["id"]), line["credit"], line["amount"], f"{each['note']['date']:%d.%m.%Y}")
        for each in notes
        for line in each["lines"]
        if line["debit"] == "401"
    )
    told: Counter[tuple[str, str, int, str]] = Counter()
    for name, content in Saga().files(made(notes)).items():
        if "/P_" in name:
            for line in etree.fromstring(content).iterfind("Linie"):
                values = {element.tag: element.text or "" for element in line}
                told[values["FacturaID"], values["Cont"], parse_amount(values["Suma"]), values["Data"]] += 1
                assert values["ContFurnizor"] == "401"
                assert values["Data"].replace(".", "-") in name
    assert told == expected


@given(notes=NOTES)
@settings(max_examples=30, deadline=None)
def test_a_zip_can_be_unpacked_and_has_no_name_twice(notes: list[dict[str, Any]]) -> None:
    content = download(Saga(), made(notes)).content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        assert len(set(packed.namelist())) == len(packed.namelist())
