"""The e-Factura reader on the documents of ../shared/data, field by field against the XML read by other code."""

from __future__ import annotations

import io
import os
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from services.ocr.decode import Xml, decode
from services.ocr.limits import Limits
from services.ocr.ubl import read_ubl

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("CONTAPICS_DATA", ROOT.parent / "shared" / "data")) / "efactura"
INVOICES = ("invoice.xml", "invoice_in.xml", "credit_note.xml", "credit_note_in_option.xml")
TODAY = date(2026, 1, 1)

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no shared e-Factura documents in {FOLDER}")


def every(xml: str, tag: str) -> list[str]:
    return [value.strip() for value in re.findall(rf"<cbc:{tag}\b[^>]*>([^<]*)</cbc:{tag}", xml)]


def two_decimals(value: str) -> str:
    whole, _, cents = value.partition(".")
    return f"{whole}.{(cents + '00')[:2]}"


@pytest.mark.parametrize("name", INVOICES)
def test_every_field_equals_the_xml(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    compare(data, data.decode())


def test_the_zip_from_anaf_gives_its_invoice_once() -> None:
    packed = (FOLDER / "5004552043.zip").read_bytes()
    decoded = [item for item in decode(packed, Limits()) if isinstance(item, Xml)]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        expected = archive.read("5004552043.xml").decode()
    assert len(decoded) == 1
    compare(decoded[0].data, expected)


def compare(data: bytes, xml: str) -> None:
    read = read_ubl(data, TODAY).as_json()
    codes = every(xml, "CompanyID")
    names = every(xml, "RegistrationName")
    assert read["supplier"]["name"] == names[0]
    assert read["supplier"]["cui"] == codes[0].removeprefix("RO")
    assert read["supplier"]["vat_payer"] is codes[0].startswith("RO")
    assert all(part in read["supplier"]["address"] for part in (every(xml, "StreetName")[0], every(xml, "CityName")[0]))
    assert read["buyer"] == {"name": names[1], "cui": codes[2].removeprefix("RO")}
    assert read["number"] == every(xml, "ID")[0]
    assert read["issue_date"] == every(xml, "IssueDate")[0]
    assert read["currency"] == every(xml, "DocumentCurrencyCode")[0]
    assert read["total"] == two_decimals(every(xml, "TaxInclusiveAmount")[0])
    assert read["net_total"] == two_decimals(every(xml, "TaxExclusiveAmount")[0])
    assert read["vat_total"] == two_decimals(every(xml, "TaxAmount")[0])
    assert [vat["base"] for vat in read["vat"]] == [two_decimals(base) for base in every(xml, "TaxableAmount")]
    assert [vat["amount"] for vat in read["vat"]] == [two_decimals(tax) for tax in every(xml, "TaxAmount")[1:]]
    assert [vat["rate"] for vat in read["vat"]] == ["19"]
    assert read["payments"] == [{"method": "TRANSFER", "amount": two_decimals(every(xml, "PayableAmount")[0])}]
    assert [line["description"] for line in read["lines"]] == every(xml, "Name")[2 + xml.count("<cac:Contact>") :]
    assert [line["amount"] for line in read["lines"]] == [
        two_decimals(amount) for amount in every(xml, "LineExtensionAmount")[1:]
    ]
    assert [float(line["quantity"]) for line in read["lines"]] == [float(q) for q in every(xml, "InvoicedQuantity")]
    assert [float(line["unit_price"]) for line in read["lines"]] == [
        float(price) for price in every(xml, "PriceAmount")
    ]
    assert not read["needs_review"]
    assert all(check["ok"] for check in read["checks"])
