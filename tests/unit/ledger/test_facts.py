"""Messages become facts without loss, invention or floating point."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from contapics.common.v1 import extraction_pb2 as pb
from contapics.document.v1 import events_pb2
from contapics.tenant.v1 import client_pb2

from services.common.errors import Invalid
from services.ledger import facts
from services.ledger.rules.purchase import Company, Item, Kind, Method, Payment, Purchase, Vat


def test_everything_that_was_read_arrives() -> None:
    extraction = pb.Extraction(
        kind="invoice",
        source="pdf_text",
        supplier=pb.Supplier(name=" ALFA \n BETA ", cui="6719278", vat_payer=False),
        buyer=pb.Buyer(cui="14399840"),
        series="AB",
        number="12",
        issue_date="2025-08-01",
        currency="RON",
        total="121.00",
        net_total="100.00",
        vat_total="21.00",
        vat=[pb.Vat(rate="21", base="100.00", amount="21.00"), pb.Vat(rate="5.5")],
        payments=[pb.Payment(method="CARD", amount="-0.05"), pb.Payment(method="CASH"), pb.Payment(amount="1.00")],
        lines=[pb.Line(description="Lucru", amount="121.00"), pb.Line(description="Altul")],
    )
    assert facts.purchase(extraction) == Purchase(
        kind=Kind.INVOICE,
        supplier_name="ALFA BETA",
        supplier_cui="6719278",
        supplier_vat_payer=False,
        buyer_cui="14399840",
        series="AB",
        number="12",
        issued=date(2025, 8, 1),
        currency="RON",
        total=12100,
        net_total=10000,
        vat_total=2100,
        vat=(Vat(2100, 10000, 2100), Vat(550)),
        payments=(Payment(Method.CARD, -5), Payment(Method.CASH), Payment(Method.OTHER, 100)),
        items=(Item("Lucru", 12100), Item("Altul")),
    )


def test_what_was_not_read_stays_absent() -> None:
    assert facts.purchase(pb.Extraction()) == Purchase()


def test_a_fiscal_code_of_blanks_is_none() -> None:
    extraction = pb.Extraction(buyer=pb.Buyer(cui=" "), supplier=pb.Supplier(cui=" "))
    assert (facts.purchase(extraction).buyer_cui, facts.purchase(extraction).supplier_cui) == (None, None)


@pytest.mark.parametrize(
    "values",
    [
        {"total": "12,10"},
        {"total": "1e3"},
        {"total": "NaN"},
        {"issue_date": "2025-02-30"},
        {"issue_date": "0001-01-01"},
        {"issue_date": "9999-12-31"},
        {"kind": "memo"},
        {"vat": [pb.Vat(rate="many")]},
        {"payments": [pb.Payment(method="SHELLS")]},
    ],
)
def test_a_value_that_is_none_of_its_kind_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refusal:
        facts.purchase(pb.Extraction(**values))
    assert refusal.value.reason == "value_invalid"


def test_an_e_factura_says_how_it_is_to_be_paid_not_that_it_was() -> None:
    assert not facts.purchase(pb.Extraction(source="ubl")).settled
    assert facts.purchase(pb.Extraction(source="ocr")).settled


@pytest.mark.parametrize(
    ("text", "defers"),
    [
        ("Furnizor: ALFA\nTVA la încasare", True),
        ("TVA LA ÎNCASARE conform art. 282", True),
        ("tva  la\nincasare: DA", True),
        ("Nu aplică TVA la încasare", False),
        ("fără TVA la încasare", False),
        ("TVA la încasare: NU", False),
        ("TVA 19%", False),
        ("", False),
    ],
)
def test_a_supplier_with_vat_on_collection_is_known_by_what_the_law_makes_it_print(text: str, defers: bool) -> None:
    assert facts.purchase(pb.Extraction(text=text)).supplier_defers_vat is defers


@pytest.mark.parametrize(
    ("text", "reverse"),
    [("TAXARE INVERSĂ", True), ("Reverse Charge", True), ("Taxare inversă: NU", False), ("taxare", False)],
)
def test_reverse_charge_is_known_by_its_mention(text: str, reverse: bool) -> None:
    assert facts.purchase(pb.Extraction(text=text)).reverse_charge is reverse


def test_a_special_way_of_vat_that_the_reader_found_counts_without_its_words() -> None:
    assert facts.purchase(pb.Extraction(regimes=["reverse_charge"])).reverse_charge
    assert facts.purchase(pb.Extraction(regimes=["vat_on_collection"])).supplier_defers_vat
    plain = facts.purchase(pb.Extraction())
    assert not plain.reverse_charge
    assert not plain.supplier_defers_vat


def test_a_company_is_the_same_from_an_event_and_from_the_tenant_service() -> None:
    values = {"cui": "14399840", "vat_payer": True, "vat_on_collection": True}
    expected = Company(cui="14399840", vat_payer=True, defers_vat=True)
    assert facts.company(events_pb2.ClientFacts(**values)) == expected
    assert facts.company(client_pb2.Client(**values)) == expected


@pytest.mark.parametrize(
    ("text", "plates"),
    [
        ("NR AUTO B 123 ABC KM 12000", {"B123ABC"}),
        ("auto: cj-07-xyz", {"CJ07XYZ"}),
        ("B12ABC si IF 99 WWW", {"B12ABC", "IF99WWW"}),
        ("NR. AUTO: B12ABC.", {"B12ABC"}),
        ("B 1 ABC", set()),
        ("XX 12 ABC", set()),
        ("CJ 123 ABC", set()),
        ("AB12ABCD", set()),
        ("TOTAL 12 LEI", set()),
    ],
)
def test_plates_are_found_by_their_form_alone(text: str, plates: set[str]) -> None:
    assert facts.purchase(pb.Extraction(text=text)).plates == plates


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("CARD 7002 1234 5678 9012", {"7002123456789012"}),
        ("Card: ************4321", {"4321"}),
        ("XXXX XXXX XXXX 4321", {"4321"}),
        ("TOTAL 119.00", set()),
        ("CUI 11201891", set()),
    ],
)
def test_cards_are_found_whole_or_by_their_last_digits(text: str, cards: set[str]) -> None:
    assert facts.purchase(pb.Extraction(text=text)).fuel_cards == cards


def test_the_tills_serial_arrives() -> None:
    assert facts.purchase(pb.Extraction(fiscal_serial=" DB4000012345 ")).fiscal_serial == "DB4000012345"
