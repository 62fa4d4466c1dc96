"""The sets of documents that reading is measured on: files with their truth and the strings a peer must find."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.foreign import receipts as foreign_receipts
from benchmarks.foreign.draw import draw_foreign
from benchmarks.invoices.draw import InvoiceGrade, draw_invoice
from benchmarks.receipts.draw import draw, draw_pair
from benchmarks.receipts.photo import Grade
from benchmarks.truth import RECEIPT_FIELDS

KeyString = tuple[str, ...]
"""One thing that a reader must have found, in all the spellings that count."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a set. Each truth, one a paper, has the shape of contract 8; `fields` names what must equal it."""

    path: Path
    truths: tuple[dict[str, Any], ...]
    fields: tuple[str, ...]
    key_strings: tuple[KeyString, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentSet:
    name: str
    documents: list[Document]
    is_image: bool = True


def drawn(grade: Grade, count: int, folder: Path, fields: tuple[str, ...]) -> DocumentSet:
    """Draw `count` receipts of a grade into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = []
    for seed in range(count):
        drawing = draw(grade, seed)
        path = folder / f"{drawing.name}.jpg"
        path.write_bytes(drawing.jpeg)
        strings = tuple((printed,) for printed in drawing.printed)
        documents.append(Document(path, (drawing.truth,), fields, strings))
    return DocumentSet(f"drawn {grade}", documents)


def folder(path: Path) -> DocumentSet:
    """Files of one's own, each `NAME.*` with its `NAME.truth.json`; a truth's `fields` says what is compared."""
    documents = []
    for told in sorted(path.glob("*.truth.json")):
        truth = json.loads(told.read_text("utf-8"))
        truths = tuple(truth) if isinstance(truth, list) else (truth,)
        name = told.name.removesuffix(".truth.json")
        (file,) = (found for found in path.glob(f"{name}.*") if found != told)
        documents.append(Document(file, truths, tuple(truths[0].get("fields", RECEIPT_FIELDS))))
    return DocumentSet(path.name, documents)


def pairs(count: int, folder: Path, fields: tuple[str, ...]) -> DocumentSet:
    """Photos of two receipts each: one result for each is due."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = []
    for seed in range(count):
        drawing = draw_pair(seed)
        path = folder / f"{drawing.name}.jpg"
        path.write_bytes(drawing.jpeg)
        documents.append(Document(path, drawing.truths, fields, tuple((printed,) for printed in drawing.printed)))
    return DocumentSet("drawn pairs", documents)


def foreign(folder: Path) -> DocumentSet:
    """Receipts that an employee brings from abroad, in eight languages."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = []
    for drawing in draw_foreign():
        path = folder / f"{drawing.name}.jpg"
        path.write_bytes(drawing.jpeg)
        strings = ((drawing.truth["total"],),)
        documents.append(Document(path, (drawing.truth,), foreign_receipts.FIELDS, strings))
    return DocumentSet("drawn foreign", documents)


INVOICE_FIELDS = (
    "supplier.cui", "buyer.cui", "series_number", "issue_date", "currency", "total", "net_total", "vat", "payments",
    "regimes",
)  # fmt: skip


def invoices(grade: InvoiceGrade, count: int, folder: Path) -> DocumentSet:
    """Drawn Romanian invoices: PDFs with a text layer, scans or photos."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = []
    for seed in range(count):
        drawing = draw_invoice(grade, seed)
        path = folder / drawing.name
        path.write_bytes(drawing.data)
        truth = drawing.truth
        strings = tuple((value,) for value in (truth["supplier"]["cui"], truth["buyer"]["cui"], truth["number"]))
        documents.append(Document(path, (truth,), INVOICE_FIELDS, strings))
    return DocumentSet(f"drawn invoices {grade}", documents, is_image=grade != "pdf")


def sroie(data: Path) -> DocumentSet:
    """Malaysian receipts (ICDAR 2019): company, date and total."""
    documents = []
    for key in sorted((data / "sroie" / "key").glob("*.json")):
        told = json.loads(key.read_text("utf-8"))
        truth = {
            "supplier": {"name": told["company"]},
            "issue_date": _sroie_date(told["date"]).isoformat(),
            "total": f"{float(re.sub('[^0-9.]', '', told['total'])):.2f}",
        }
        strings = ((told["company"],), (told["date"],), (re.sub("[^0-9.]", "", told["total"]),))
        fields = ("total", "issue_date", "supplier.name")
        documents.append(Document(data / "sroie" / "img" / f"{key.stem}.jpg", (truth,), fields, strings))
    return DocumentSet("SROIE", documents)


_SROIE_DATES = (
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d/%m/%y",
    "%d-%m-%y",
    "%d %b %Y",
    "%d %b %y",
    "%d/%b/%Y",
    "%Y-%m-%d",
    "%Y/%m/%d",
)


def _sroie_date(text: str) -> date:
    """The day as a person reads it: day first, as Malaysia writes; eight digits are year first."""
    for form in (*_SROIE_DATES, "%Y%m%d", "%d%m%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a civil date has no zone
        except ValueError:
            continue
    raise ValueError(f"no date: {text}")


def german(data: Path) -> DocumentSet:
    """German receipts: the file name says date (DDMMYYYY) and total in cents."""
    documents = []
    for path in sorted((data / "de").glob("*.jpg")):
        parts = path.stem.split("_")
        day = datetime.strptime(parts[1], "%d%m%Y").date()  # noqa: DTZ007 - a civil date has no zone
        total = f"{int(parts[-1]) // 100}.{int(parts[-1]) % 100:02d}"
        dates = tuple(day.strftime(form) for form in ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"))
        truth = {"issue_date": day.isoformat(), "total": total}
        documents.append(Document(path, (truth,), ("total", "issue_date"), (dates, (total,))))
    return DocumentSet("German", documents)


_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_EFACTURA_FIELDS = (
    "supplier.name", "supplier.cui", "buyer.name", "buyer.cui", "number", "issue_date", "currency", "total",
    "net_total", "vat_total", "vat", "line_amounts", "line_names",
)  # fmt: skip


def efactura(data: Path) -> DocumentSet:
    """e-Factura XML; the truth is read from it once more with Python's own parser."""
    documents = []
    for path in sorted((data / "efactura").glob("*.xml")):
        root = ElementTree.parse(path).getroot()  # noqa: S314 - the shared test data, no stranger's file
        if root.tag.endswith(("}Invoice", "}CreditNote")):
            documents.append(Document(path, (dict(_efactura_truth(root)),), _EFACTURA_FIELDS))
    return DocumentSet("e-Factura", documents, is_image=False)


def _efactura_truth(root: ElementTree.Element) -> Iterator[tuple[str, Any]]:
    def texts(path: str) -> list[str]:
        steps = "/".join((_CBC if step[0] == "-" else _CAC) + step.lstrip("-") for step in path.split("/"))
        return [(element.text or "").strip() for element in root.findall(f".//{steps}")]

    totals = "LegalMonetaryTotal/-"
    yield "kind", "credit_note" if texts(f"{totals}TaxInclusiveAmount")[0].startswith("-") else "invoice"
    for side, role in (("supplier", "AccountingSupplierParty"), ("buyer", "AccountingCustomerParty")):
        name = texts(f"{role}/Party/PartyLegalEntity/-RegistrationName")[0]
        code = texts(f"{role}/Party/PartyTaxScheme/-CompanyID")[0]
        yield side, {"name": name, "cui": code.removeprefix("RO")}
    yield "number", (root.findtext(f"{_CBC}ID") or "").strip()
    yield "issue_date", root.findtext(f"{_CBC}IssueDate")
    yield "currency", root.findtext(f"{_CBC}DocumentCurrencyCode")
    yield "total", _two_decimals(texts(f"{totals}TaxInclusiveAmount")[0])
    yield "net_total", _two_decimals(texts(f"{totals}TaxExclusiveAmount")[0])
    yield "vat_total", _two_decimals(texts("TaxTotal/-TaxAmount")[0])
    rates = [rate.removesuffix(".0") for rate in texts("TaxSubtotal/TaxCategory/-Percent")]
    amounts = [_two_decimals(amount) for amount in texts("TaxSubtotal/-TaxAmount")]
    yield "vat", [{"rate": rate, "amount": amount} for rate, amount in zip(rates, amounts, strict=True)]
    line_amounts = [_two_decimals(amount) for amount in texts("InvoiceLine/-LineExtensionAmount")]
    names = texts("InvoiceLine/Item/-Name")
    yield "lines", [{"description": n, "amount": a} for n, a in zip(names, line_amounts, strict=True)]


def _two_decimals(text: str) -> str:
    whole, _, cents = text.partition(".")
    return f"{whole}.{(cents + '00')[:2]}"
