"""Promises of the e-Factura reader on small documents written here."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from services.ocr.decode import Xml, decode
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits
from services.ocr.ubl import read_ubl

TODAY = date(2026, 5, 4)
NAMESPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)


def party(role: str, name: str, code: str, scheme: str = "VAT") -> str:
    return f"""
    <cac:Accounting{role}Party><cac:Party>
      <cac:PostalAddress>
        <cbc:StreetName>Str. Țepeș Vodă 3</cbc:StreetName><cbc:CityName>Iași</cbc:CityName>
        <cac:Country><cbc:IdentificationCode>RO</cbc:IdentificationCode></cac:Country>
      </cac:PostalAddress>
      <cac:PartyTaxScheme><cbc:CompanyID>{code}</cbc:CompanyID>
        <cac:TaxScheme><cbc:ID>{scheme}</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
      <cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>
        <cbc:CompanyID>J22/15/2001</cbc:CompanyID></cac:PartyLegalEntity>
    </cac:Party></cac:Accounting{role}Party>"""


def subtotal(code: str, rate: str, base: str, amount: str) -> str:
    return f"""<cac:TaxSubtotal><cbc:TaxableAmount currencyID="RON">{base}</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="RON">{amount}</cbc:TaxAmount>
      <cac:TaxCategory><cbc:ID>{code}</cbc:ID><cbc:Percent>{rate}</cbc:Percent>
      <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>"""


def line(name: str, quantity: str, price: str, amount: str, code: str, kind: str = "Invoice") -> str:
    counted = "InvoicedQuantity" if kind == "Invoice" else "CreditedQuantity"
    return f"""<cac:{kind}Line><cbc:ID>1</cbc:ID><cbc:{counted} unitCode="H87">{quantity}</cbc:{counted}>
      <cbc:LineExtensionAmount currencyID="RON">{amount}</cbc:LineExtensionAmount>
      <cac:Item><cbc:Name>{name}</cbc:Name>
        <cac:ClassifiedTaxCategory><cbc:ID>{code}</cbc:ID></cac:ClassifiedTaxCategory></cac:Item>
      <cac:Price><cbc:PriceAmount currencyID="RON">{price}</cbc:PriceAmount></cac:Price></cac:{kind}Line>"""


TWO_RATES = "".join((subtotal("S", "21.00", "200.00", "42.00"), subtotal("S", "11.00", "50.00", "5.50")))
TWO_LINES = "".join((line("Scaun", "2", "100", "200.00", "S"), line("Pâine", "12.5", "4", "50.00", "S")))


def document(
    kind: str = "Invoice",
    *,
    number: str = "ABC 0012",
    day: str = "2026-04-30",
    code: str = "380",
    supplier: str = "RO14399840",
    scheme: str = "VAT",
    means: str = "<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode></cac:PaymentMeans>",
    vat: str = TWO_RATES,
    vat_total: str = "47.50",
    net: str = "250.00",
    total: str = "297.50",
    payable: str = "297.50",
    lines: str = TWO_LINES,
    extra: str = "",
    more_totals: str = "",
) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <{kind} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{kind}-2" {NAMESPACES}>
      <cbc:ID>{number}</cbc:ID><cbc:IssueDate>{day}</cbc:IssueDate>
      <cbc:{kind}TypeCode>{code}</cbc:{kind}TypeCode>
      <cbc:DocumentCurrencyCode>RON</cbc:DocumentCurrencyCode>{extra}
      {party("Supplier", "Dante International SA", supplier, scheme)}
      {party("Customer", "Școala Foeni", "29152430", "!= VAT")}
      {means}
      <cac:TaxTotal><cbc:TaxAmount currencyID="RON">{vat_total}</cbc:TaxAmount>{vat}</cac:TaxTotal>
      <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="RON">{net}</cbc:LineExtensionAmount>
        <cbc:TaxExclusiveAmount currencyID="RON">{net}</cbc:TaxExclusiveAmount>
        <cbc:TaxInclusiveAmount currencyID="RON">{total}</cbc:TaxInclusiveAmount>{more_totals}
        <cbc:PayableAmount currencyID="RON">{payable}</cbc:PayableAmount></cac:LegalMonetaryTotal>
      {lines}
    </{kind}>""".encode()


def test_every_field_is_what_the_xml_says() -> None:
    read = read_ubl(document(), TODAY).as_json()
    del read["checks"], read["text"], read["confidence"]
    assert read == {
        "kind": "invoice",
        "source": "ubl",
        "supplier": {
            "name": "Dante International SA",
            "cui": "14399840",
            "address": "Str. Țepeș Vodă 3, Iași",
            "vat_payer": True,
        },
        "buyer": {"name": "Școala Foeni", "cui": "29152430"},
        "number": "ABC 0012",
        "issue_date": "2026-04-30",
        "currency": "RON",
        "total": "297.50",
        "net_total": "250.00",
        "vat": [
            {"code": "S", "rate": "21", "base": "200.00", "amount": "42.00"},
            {"code": "S", "rate": "11", "base": "50.00", "amount": "5.50"},
        ],
        "vat_total": "47.50",
        "payments": [{"method": "TRANSFER", "amount": "297.50"}],
        "lines": [
            {
                "description": "Scaun",
                "quantity": "2",
                "unit": "H87",
                "unit_price": "100",
                "amount": "200.00",
                "vat_code": "S",
            },
            {
                "description": "Pâine",
                "quantity": "12.5",
                "unit": "H87",
                "unit_price": "4",
                "amount": "50.00",
                "vat_code": "S",
            },
        ],
        "boxes": {},
        "needs_review": False,
        "review_reasons": [],
        "pages": 1,
        "reader": "ubl-2.1",
        "elapsed_ms": 0,
    }


def test_a_sound_invoice_names_the_checks_that_it_passed() -> None:
    checks = read_ubl(document(), TODAY).checks
    assert {check.name for check in checks if check.ok} == {
        "supplier_cui", "buyer_cui", "date_not_future", "vat_rates_in_force", "line_amount", "lines_total",
        "vat_rate", "vat_sum", "vat_bases", "total", "payable", "whole_bani",
    }  # fmt: skip
    assert all(check.ok for check in checks)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (document(supplier="RO14399841"), "supplier_cui_invalid"),
        (document(supplier=""), "supplier_cui_unread"),
        (document(number=""), "number_unread"),
        (document(day="2026-13-01"), "date_unread"),
        (document(day="2026-05-05"), "date_in_future"),
        (document(day="2025-07-31"), "vat_rate_not_in_force"),
        (document(total="297.51", payable="297.51"), "total_mismatch"),
        (document(payable="290.00"), "payable_mismatch"),
        (document(vat_total="47.51"), "vat_sum_mismatch"),
        (document(vat=subtotal("S", "21", "250.00", "47.50")), "vat_mismatch"),
        (document(lines=line("Scaun", "2", "100", "200.00", "S")), "lines_total_mismatch"),
        (document(lines=line("Scaun", "2", "120", "250.00", "S")), "line_mismatch"),
        (document(total="297.505"), "amount_inexact"),
        (document(total="multe"), "total_unread"),
    ],
)
def test_what_does_not_add_up_or_is_missing_asks_for_review_with_its_reason(changed: bytes, reason: str) -> None:
    read = read_ubl(changed, TODAY)
    assert reason in read.review_reasons
    assert read.needs_review


@pytest.mark.parametrize(
    ("read", "kind"),
    [
        (document("CreditNote", code="381", lines=TWO_LINES.replace("Invoice", "CreditNote")), "credit_note"),
        (document(code="381"), "credit_note"),
        (document(total="-297.50"), "credit_note"),
        (document(code="389"), "invoice"),
    ],
)
def test_a_credit_note_is_known_by_root_type_or_sign(read: bytes, kind: str) -> None:
    assert read_ubl(read, TODAY).kind == kind


def test_a_credit_note_has_its_lines_too() -> None:
    data = document("CreditNote", code="381", lines=line("Scaun", "2", "125", "250.00", "S", "CreditNote"))
    assert [(found.quantity, found.amount) for found in read_ubl(data, TODAY).lines] == [(Decimal(2), 25000)]


def test_a_supplier_without_prefix_pays_no_vat_and_keeps_its_code() -> None:
    supplier = read_ubl(document(supplier="14399840", scheme="!= VAT"), TODAY).supplier
    assert (supplier.cui, supplier.vat_payer) == ("14399840", False)


@pytest.mark.parametrize(
    ("code", "method"), [("10", "CASH"), ("48", "CARD"), ("42", "TRANSFER"), ("97", "OTHER"), ("ZZZ", "OTHER")]
)
def test_payment_means_follow_their_code(code: str, method: str) -> None:
    means = f"<cac:PaymentMeans><cbc:PaymentMeansCode>{code}</cbc:PaymentMeansCode></cac:PaymentMeans>"
    payments = read_ubl(document(means=means), TODAY).payments
    assert [(str(payment.method), payment.amount) for payment in payments] == [(method, 29750)]


def test_two_different_means_say_no_amounts() -> None:
    means = "".join(
        f"<cac:PaymentMeans><cbc:PaymentMeansCode>{code}</cbc:PaymentMeansCode></cac:PaymentMeans>" for code in (10, 48)
    )
    assert read_ubl(document(means=means), TODAY).payments == []


def test_what_was_paid_in_advance_lowers_the_payment_and_not_the_total() -> None:
    prepaid = '<cbc:PrepaidAmount currencyID="RON">97.50</cbc:PrepaidAmount>'
    read = read_ubl(document(more_totals=prepaid, payable="200.00"), TODAY)
    assert (read.total, read.payments[0].amount, read.needs_review) == (29750, 20000, False)


def test_vat_comes_from_the_total_in_the_documents_currency() -> None:
    foreign = (
        document()
        .replace(b'"RON"', b'"EUR"')
        .replace(b"<cbc:DocumentCurrencyCode>RON", b"<cbc:DocumentCurrencyCode>EUR")
    )
    in_lei = b'<cac:TaxTotal><cbc:TaxAmount currencyID="RON">236.39</cbc:TaxAmount></cac:TaxTotal><cac:TaxTotal>'
    read = read_ubl(foreign.replace(b"<cac:TaxTotal>", in_lei), TODAY)
    assert (read.currency, read.vat_total, len(read.vat), read.needs_review) == ("EUR", 4750, 2, False)


def test_reverse_charge_and_vat_on_collection_are_named() -> None:
    period = "<cac:InvoicePeriod><cbc:DescriptionCode>432</cbc:DescriptionCode></cac:InvoicePeriod>"
    read = read_ubl(
        document(
            extra=period,
            vat=subtotal("AE", "0.00", "250.00", "0.00"),
            vat_total="0.00",
            total="250.00",
            payable="250.00",
        ),
        TODAY,
    )
    assert read.regimes == ["reverse_charge", "vat_on_collection"]
    assert not read.needs_review


BILLION_LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b"]>"
)


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (b"", Reason.BROKEN_FILE),
        (b"<Invoice", Reason.BROKEN_FILE),
        (document()[:900], Reason.BROKEN_FILE),
        (b"<html><body>no</body></html>", Reason.UNKNOWN_TYPE),
        (b'<Invoice xmlns="urn:other"/>', Reason.UNKNOWN_TYPE),
        (BILLION_LAUGHS + b"<Invoice>&j;</Invoice>", Reason.BROKEN_FILE),
        (b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><Invoice>&f;</Invoice>', Reason.BROKEN_FILE),
        (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><Invoice/>', Reason.BROKEN_FILE),
        (b"<a>" * 3000 + b"</a>" * 3000, Reason.BROKEN_FILE),
        (b"<?xml version='1.0' encoding='rot13'?><Invoice/>", Reason.BROKEN_FILE),
        (b" " * (20 * 1024 * 1024 + 1), Reason.TOO_LARGE),
    ],
)
def test_hostile_xml_gives_a_reason(hostile: bytes, reason: Reason) -> None:
    with pytest.raises(ReadError) as refused:
        read_ubl(hostile, TODAY)
    assert refused.value.reason is reason


@pytest.mark.parametrize("amount", ["1e9999999", "NaN", "Infinity", "-1e-9999999", "9" * 400, "1_000", "١٢"])
def test_an_absurd_amount_is_no_amount(amount: str) -> None:
    read = read_ubl(document(total=amount), TODAY)
    assert read.total is None
    assert read.needs_review


def test_a_price_for_a_hundred_is_given_for_one() -> None:
    per_hundred = '100</cbc:PriceAmount><cbc:BaseQuantity unitCode="H87">100</cbc:BaseQuantity>'
    data = document(lines=TWO_LINES.replace("100</cbc:PriceAmount>", per_hundred).replace(">200.00<", ">2.00<"))
    assert read_ubl(data, TODAY).lines[0].unit_price == 1


def zipped(**files: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return archive.getvalue()


def invoices(data: bytes) -> list[str | None]:
    decoded = decode(data, Limits())
    return [read_ubl(item.data, TODAY).number for item in decoded if isinstance(item, Xml)]


SIGNED = document().replace(b"</Invoice>", b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></Invoice>')


def test_anafs_zip_gives_the_invoice_once_though_the_signature_holds_it_again() -> None:
    assert invoices(zipped(**{"4.xml": document(), "semnatura_4.xml": SIGNED})) == ["ABC 0012"]


def test_a_signed_copy_alone_is_read_too() -> None:
    assert invoices(SIGNED) == ["ABC 0012"]
    assert invoices(zipped(**{"semnatura_4.xml": SIGNED})) == ["ABC 0012"]


def test_a_zip_entry_that_points_outside_writes_nowhere_and_is_read_from_memory() -> None:
    assert invoices(zipped(**{"../../etc/4.xml": document()})) == ["ABC 0012"]


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (zipped(), Reason.NO_PAGES),
        (zipped(**{"a.txt": b"nothing"}), Reason.UNKNOWN_TYPE),
        (zipped(**{"a.xml": b"<x>" + b" " * (21 * 1024 * 1024)}), Reason.TOO_LARGE),
        (zipped(**{f"{n}.xml": b"<x/>" for n in range(200)}), Reason.TOO_MANY_PAGES),
        (zipped(**{"4.xml": document()})[:-30], Reason.BROKEN_FILE),
    ],
)
def test_a_hostile_zip_gives_a_reason(hostile: bytes, reason: Reason) -> None:
    with pytest.raises(ReadError) as refused:
        invoices(hostile)
    assert refused.value.reason is reason
