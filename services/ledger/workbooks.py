"""Tables as XLSX, the same rows always as the same bytes: nothing in the file tells when it was written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from services.ledger.sinks.formats import archive, printable

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | date | None
"""Integers are bani, everything else stays what it is."""

_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>ContaPics</dc:creator></cp:coreProperties>'
)
"""Who wrote it and not when."""
_WIDEST = 60


def workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet with a bold header that stays in sight; `title` has at most 31 letters."""
    table = [list(row) for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for index, name in enumerate(header):
        widest = max([len(name), *(len(_shown(row[index])) for row in table if index < len(row))])
        sheet.column_dimensions[_letters(index)].width = min(widest, _WIDEST) + 2
    bold = Font(bold=True)
    sheet.append([_written(sheet, name, bold) for name in header])
    for row in table:
        sheet.append([_written(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _written(sheet: WriteOnlyWorksheet, value: Cell, font: Font | None = None) -> WrittenCell:
    if isinstance(value, int):
        cell = WriteOnlyCell(sheet)
        cell.value = Decimal(value).scaleb(-2)
        cell.number_format = "#,##0.00"
    elif isinstance(value, date):
        cell = WriteOnlyCell(sheet)
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    else:
        cell = WriteOnlyCell(sheet, printable(value or ""))
        # A supplier may be called `=HYPERLINK(…)`: text is text.
        cell.data_type = "s"
    if font is not None:
        cell.font = font
    return cell


def _shown(value: Cell) -> str:
    return f"{value:,}00" if isinstance(value, int) else str(value or "")


def _letters(index: int) -> str:
    """A, B … Z, AA, AB …"""
    rest, last = divmod(index, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)


def _timeless(content: bytes) -> bytes:
    """The workbook with its dates of making taken out: openpyxl writes the clock into the zip and its properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    files["docProps/core.xml"] = _PROPERTIES
    return archive(files)
