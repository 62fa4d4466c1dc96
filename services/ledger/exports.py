"""Notes and reports as tables: XLSX, and CSV that Excel opens on a double click where Romanian is its language.

CSV here is UTF-8 with byte order mark (else Excel takes it for the machine's old code page), semicolons between the
cells and a comma before the decimals (Windows' Romanian list separator and decimal sign; with a dot, 12.05 would become
the twelfth of May), ISO dates, and lines that end as RFC 4180 has them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from services.common.money import format_amount, format_rate
from services.ledger.models import Note
from services.ledger.reports import values
from services.ledger.reports.report import Report
from services.ledger.workbooks import Cell, workbook

CONTENT_TYPE = "text/csv; charset=utf-8; header=present"

_NOTE_HEADER = (
    "Data",
    "Document",
    "Cont debitor",
    "Cont creditor",
    "Suma",
    "Moneda",
    "Cota TVA",
    "CUI partener",
    "Partener",
    "Explicație",
    "Regulă",
    "Notă",
)
_WITHHELD_HEADER = ("Data", "Document", "Partener", "CUI partener", "Total", "Moneda", "Motiv", "Notă")


def notes_table(notes: Iterable[Note]) -> bytes:
    """One row for each line of each note."""
    return _table(_NOTE_HEADER, _note_rows(notes))


def notes_workbook(notes: Iterable[Note]) -> bytes:
    """The same rows as XLSX."""
    return workbook("Note contabile", _NOTE_HEADER, _note_rows(notes))


def withheld_table(withheld: Iterable[tuple[Note, str]]) -> bytes:
    """One row for each note that an export leaves out, with the reason."""
    rows = (
        (note.date, note.number, note.partner_name, note.partner_cui, note.total, note.currency, reason, str(note.id))
        for note, reason in withheld
    )
    return _table(_WITHHELD_HEADER, rows)


def _note_rows(notes: Iterable[Note]) -> Iterable[Sequence[Cell]]:
    return (
        (
            note.date,
            note.number,
            line.debit,
            line.credit,
            line.amount,
            note.currency,
            "" if line.vat_rate is None else f"{format_rate(line.vat_rate)}%",
            note.partner_cui,
            note.partner_name,
            line.explanation,
            note.rule,
            str(note.id),
        )
        for note in notes
        for line in note.lines
    )


def report_table(report: Report) -> bytes:
    """A report as CSV."""
    return _table(values.header(report), values.cells(report))


def report_workbook(report: Report) -> bytes:
    """A report as XLSX."""
    return workbook(report.title.ro[:31], values.header(report), values.cells(report))


def _table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Integers are bani, everything else is text."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return sheet.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    if isinstance(value, int):
        return format_amount(value).replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    return _harmless(value or "")


def _harmless(text: str) -> str:
    """Text that a spreadsheet won't run as a formula: a supplier may be called `=HYPERLINK(…)`."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
