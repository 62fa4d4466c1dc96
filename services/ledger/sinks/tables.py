"""Notes as one table, for programs and people that take any: CSV and XLSX."""

from __future__ import annotations

from collections.abc import Sequence

from services.ledger import exports, workbooks
from services.ledger.models import Note
from services.ledger.sinks.formats import Files


class CsvTable:
    """`note.csv`, one row a line."""

    content_type = exports.CONTENT_TYPE

    def files(self, notes: Sequence[Note]) -> Files:
        return {"note.csv": exports.notes_table(notes)}


class XlsxTable:
    """`note.xlsx`, one row a line."""

    content_type = workbooks.CONTENT_TYPE

    def files(self, notes: Sequence[Note]) -> Files:
        return {"note.xlsx": exports.notes_workbook(notes)}
