"""The rows of ACT_TEMP: what each column gets, and that nothing is cut but text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.errors import Refused
from services.ledger.sinks.roa.charset import Charset
from services.ledger.sinks.roa.rows import kind_of, mark_of, refuse_what_books_lack, rows_of
from services.ledger.sinks.roa.settings import RoaSettings
from tests.roa.notes import note

WINDOWS = Charset.named("EE8MSWIN1250")
SETTINGS: dict[str, Any] = {
    "dsn": "roa.cabinet.example:1521/roa",
    "user": "contapics",
    "password": "secret",
    "user_id": 5,
    "document_types": {"receipt": 17, "credit_note": 2},
    "currencies": {"RON": 3},
    "vat_columns": {"19": 190, "5.5": 55},
    "analytics": {"401": "00001", "5311": "CASA 1"},
}


def rows(*lines: str, **changes: Any) -> list[Any]:
    settings = RoaSettings.read(SETTINGS | changes.pop("settings", {}))
    made = note(*lines, **changes)
    return rows_of(made, made.posting_key, settings, WINDOWS, code=41, partner=900)


def test_every_column_of_the_example() -> None:
    expense, vat, payment = rows(settings={"branch_id": 7})
    common = {
        "LUNA": 3,
        "AN": 2024,
        "COD": 41,
        "DATAIREG": date(2024, 3, 15),
        "DATAACT": date(2024, 3, 15),
        "DATASCAD": date(2024, 3, 15),
        "NRACT": 123,
        "SERIE_ACT": None,
        "EXPLICATIA": expense["EXPLICATIA"],
        "ID_FDOC": 17,
        "ID_FACT": None,
        "ID_VALUTA": 3,
        "ID_SUCURSALA": 7,
        "TVA_INCASARE": 0,
        "TAXCODE": None,
    }
    untaxed = {"PROC_TVA": None, "ID_JTVA_COLOANA": None}
    credit = {"SCC": "401", "ASCC": "00001", "ID_PARTC": 900, "ID_PARTD": None, "ASCD": None}
    assert expense == common | untaxed | credit | {"SCD": "6022", "SUMA": Decimal("221.24")}
    assert vat == common | credit | {
        "SCD": "4426",
        "SUMA": Decimal("42.04"),
        "PROC_TVA": Decimal("1.19"),
        "ID_JTVA_COLOANA": 190,
    }
    assert payment == common | untaxed | {
        "SCD": "401",
        "ASCD": "00001",
        "ID_PARTD": 900,
        "SCC": "5311",
        "ASCC": "CASA 1",
        "ID_PARTC": None,
        "SUMA": Decimal("263.28"),
    }


@pytest.mark.parametrize(
    ("number", "series", "figures"),
    [
        ("0123", None, 123),
        ("ABC 0123", "ABC", 123),
        ("ABC-0123", "ABC", 123),
        ("2024/15", "2024", 15),
        ("F12A", "F", 12),
        ("", None, None),
        ("FĂRĂ", "FĂRĂ", None),
        ("SERIE FOARTE LUNGA 7", "SERIE", 7),
        ("1" * 30, None, int("1" * 20)),
    ],
)
def test_a_number_is_parted_into_series_and_figures(number: str, series: str | None, figures: int | None) -> None:
    [row, *_] = rows(number=number)
    assert (row["SERIE_ACT"], row["NRACT"]) == (series, figures)


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("purchase_receipt_cash", "receipt"),
        ("purchase_invoice_unpaid_deferred_vat", "invoice"),
        ("purchase_credit_note_cash", "credit_note"),
        ("purchase_receipt", "receipt"),
        ("purchase_document_card", "document"),
        ("storno_purchase_invoice_unpaid", "invoice"),
        ("something_else", "document"),
    ],
)
def test_the_kind_of_document_is_in_the_rules_name(rule: str, kind: str) -> None:
    assert kind_of(rule) == kind


def test_an_account_with_a_dot_carries_its_own_analytic() -> None:
    [row] = rows("6022.CJ01=401 1.00")
    assert (row["SCD"], row["ASCD"]) == ("6022", "CJ01")


@pytest.mark.parametrize("line", ["60220000000=401 1.00", "6022.012345678901234567890=401 1.00"])
def test_an_account_is_refused_rather_than_cut(line: str) -> None:
    with pytest.raises(Refused) as caught:
        rows(line)
    assert caught.value.reason == "roa_account_too_long"


def test_a_rate_with_a_fraction_is_exact() -> None:
    [row] = rows("4426=401 5.50 5.5")
    assert (row["PROC_TVA"], row["ID_JTVA_COLOANA"]) == (Decimal("1.055"), 55)


def test_without_columns_in_the_settings_vat_lines_go_without() -> None:
    [row] = rows("4426=401 0.24 24", settings={"vat_columns": {}})
    assert (row["PROC_TVA"], row["ID_JTVA_COLOANA"]) == (Decimal("1.24"), None)


def test_a_storno_is_negative_on_the_same_sides() -> None:
    [row] = rows("6022=401 -100.00", rule="purchase_credit_note_unpaid")
    assert (row["SCD"], row["SCC"], row["SUMA"], row["ID_FDOC"]) == ("6022", "401", Decimal("-100.00"), 2)


def test_what_is_refused_before_anything_is_asked_is_what_the_rows_refuse() -> None:
    made = note("4426=401 0.24 24")
    with pytest.raises(Refused) as caught:
        refuse_what_books_lack(made, RoaSettings.read(SETTINGS))
    assert (caught.value.reason, caught.value.metadata) == ("roa_vat_column_missing", {"rate": "24"})


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_amounts_are_exact_to_the_ban(bani: int) -> None:
    made = note("6022=401 1.00")
    made.lines[0].amount = bani
    [row] = rows_of(made, made.posting_key, RoaSettings.read(SETTINGS), WINDOWS)
    assert isinstance(row["SUMA"], Decimal)
    assert row["SUMA"] * 100 == bani


@given(st.text(max_size=300), st.sampled_from(["EE8MSWIN1250", "AL32UTF8", "US7ASCII", "EE8ISO8859P2", "JA16SJIS"]))
def test_any_explanation_fits_and_keeps_its_mark_whole(text: str, name: str) -> None:
    charset, made = Charset.named(name), note(text=text)
    for row in rows_of(made, made.posting_key, RoaSettings.read(SETTINGS), charset):
        explanation = str(row["EXPLICATIA"])
        assert len(explanation.encode(charset.codec)) <= 100
        assert explanation.endswith(mark_of(made.posting_key))


def test_a_mark_is_the_keys_own() -> None:
    marks = {mark_of(f"{document}:{revision}") for document in range(200) for revision in range(5)}
    assert len(marks) == 1000
    assert {len(mark) for mark in marks} == {17}
    assert mark_of("1:1") == mark_of("1:1")
