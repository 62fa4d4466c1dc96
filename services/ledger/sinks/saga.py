"""SAGA C: purchases and payments as the XML files that its screen "Import date" takes.

The tags, their order and the files' names are those of SAGA C's manual (manual.sagasoft.ro/sagac/topic-76-import-date).
SAGA files an invoice under purchases because the company stands in ClientCIF, and does not validate what it takes: the
accountant does that there. How dates and decimals look is not in the manual; they are as SAGA writes them itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lxml import etree

from services.common.money import format_amount, format_rate
from services.ledger.models import Note, NoteLine
from services.ledger.sinks.formats import Files, company_folder, path_part, printable
from services.ledger.sinks.purchases import Deduction, Part, bought, parts

_LEI = "RON"
_SUPPLIERS = ("401", "404")
_TREASURY = "5"

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an invoice."""

    note: Note
    position: int
    part: Part


@dataclass(frozen=True, slots=True)
class Payment:
    """One line of a note that takes from a treasury account what is owed to the supplier."""

    note: Note
    line: NoteLine


DEDUCTIONS = {Deduction.FULL: "", Deduction.HALF: "N50", Deduction.NONE: "I"}

HEADER: Mapping[str, Callable[[Note], str]] = {
    "FurnizorNume": lambda note: note.partner_name,
    "FurnizorCIF": lambda note: note.partner_cui,
    "ClientNume": lambda note: note.client_name,
    "ClientCIF": lambda note: note.client_cui,
    "FacturaNumar": lambda note: _number(note),
    "FacturaData": lambda note: _day(note.date),
    "FacturaScadenta": lambda note: _day(note.date),
    "FacturaTaxareInversa": lambda note: _yes(_moves(note, "4426", "4427")),
    "FacturaTVAIncasare": lambda note: _yes(any(line.debit.startswith("4428") for line in note.lines)),
    "FacturaInformatiiSuplimentare": lambda note: note.rule,
    "FacturaMoneda": lambda note: "" if note.currency == _LEI else note.currency,
}
ITEM: Mapping[str, Callable[[Item], str]] = {
    "LinieNrCrt": lambda item: str(item.position),
    "Descriere": lambda item: item.note.lines[0].explanation if item.note.lines else "",
    "UM": lambda item: "BUC",
    "Cantitate": lambda item: "-1" if item.part.net < 0 else "1",
    "Pret": lambda item: format_amount(abs(item.part.net)),
    "Valoare": lambda item: format_amount(item.part.net),
    "ProcTVA": lambda item: "0" if item.part.rate is None else format_rate(item.part.rate),
    "TVA": lambda item: format_amount(item.part.vat),
    "Cont": lambda item: item.part.account,
    "TipDeducere": lambda item: DEDUCTIONS[item.part.deduction],
}
PAYMENT: Mapping[str, Callable[[Payment], str]] = {
    "Data": lambda payment: _day(payment.note.date),
    "Numar": lambda payment: _number(payment.note),
    "Suma": lambda payment: format_amount(payment.line.amount),
    "Cont": lambda payment: payment.line.credit,
    "ContFurnizor": lambda payment: payment.line.debit,
    "Explicatie": lambda payment: payment.line.explanation,
    "FacturaID": lambda payment: str(payment.note.id),
    "FacturaNumar": lambda payment: _number(payment.note),
    "CodFiscal": lambda payment: payment.note.partner_cui,
    "Moneda": lambda payment: "" if payment.note.currency == _LEI else payment.note.currency,
}
"""The whole mapping, in the manual's order. A tag without a value is left out."""


class Saga:
    """`<company>/F_<cif>_<number>_<date>.xml` for each invoice, `<company>/P_<date>.xml` for the payments of a day."""

    content_type = "application/xml"

    def files(self, notes: Sequence[Note]) -> Files:
        invoices: dict[str, etree._Element] = {}
        payments: dict[str, etree._Element] = {}
        for note in bought(notes):
            folder = company_folder(note)
            # Two notes of one name share its file: the manual lets <Factura> repeat.
            file = f"{folder}/{_invoice_name(note)}"
            invoices.setdefault(file, etree.Element("Facturi")).append(_invoice(note))
            for line in _payments(note):
                file = f"{folder}/P_{_day(note.date, '-')}.xml"
                paid = payments.setdefault(file, etree.Element("Plati"))
                _write(etree.SubElement(paid, "Linie"), PAYMENT, Payment(note, line))
        return {name: _document(root) for name, root in (invoices | payments).items()}


def _invoice(note: Note) -> etree._Element:
    invoice = etree.Element("Factura")
    _write(etree.SubElement(invoice, "Antet"), HEADER, note)
    content = etree.SubElement(etree.SubElement(invoice, "Detalii"), "Continut")
    for position, part in enumerate(parts(note), start=1):
        _write(etree.SubElement(content, "Linie"), ITEM, Item(note, position, part))
    etree.SubElement(invoice, "FacturaID").text = str(note.id)
    return invoice


def _payments(note: Note) -> Iterable[NoteLine]:
    return (line for line in note.lines if line.debit.startswith(_SUPPLIERS) and line.credit.startswith(_TREASURY))


def _moves(note: Note, debit: str, credit: str) -> bool:
    return any(line.debit.startswith(debit) and line.credit.startswith(credit) for line in note.lines)


def _write(parent: etree._Element, table: Mapping[str, Callable[[Thing], str]], thing: Thing) -> None:
    for tag, value in table.items():
        text = printable(value(thing)).strip()
        if text:
            etree.SubElement(parent, tag).text = text


def _document(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _invoice_name(note: Note) -> str:
    number = path_part(_number(note)) or str(note.id)
    return f"F_{path_part(note.partner_cui) or '0'}_{number}_{_day(note.date, '-')}.xml"


def _number(note: Note) -> str:
    """A storno's has the letter that SAGA gives its own: without, the number would be taken for one already there."""
    return f"{note.number}s" if note.number and note.storno_of else note.number


def _day(day: date | None, between: str = ".") -> str:
    return day.strftime(f"%d{between}%m{between}%Y") if day else ""


def _yes(holds: bool) -> str:
    return "Da" if holds else "Nu"
