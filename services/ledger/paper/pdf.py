"""A report as PDF, as it is handed to an inspector: the same report always as the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from services.ledger.paper import fonts
from services.ledger.paper.fonts import BOLD, REGULAR
from services.ledger.paper.layout import (
    FOOT_HEIGHT,
    GAP,
    HEAD_HEIGHT,
    LEADING,
    MARGIN,
    NUMBERS,
    ROW_PADDING,
    Line,
    Sheet,
    laid_out,
)
from services.ledger.paper.words import period, plain
from services.ledger.reports.report import Report, checked

CONTENT_TYPE = "application/pdf"
MOST_ROWS = 10_000
"""About 200 pages. Who needs more wants a table, not paper."""

_INK, _FAINT, _RULE, _SHADE = 0.0, 0.55, 0.75, 0.93
_ZERO = "0,00"
_SMALL = 8.0


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose report it is and of when; None is open."""

    company: str
    cui: str
    first: date | None
    last: date | None


def written(report: Report, heading: Heading) -> bytes:
    """Raises Invalid(report_too_large)."""
    checked(len(report.rows), MOST_ROWS)
    fonts.register()
    sheet = laid_out(report)
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=sheet.paper, invariant=1, pageCompression=1, lang="ro-RO")
    canvas.setTitle(report.title.ro)
    canvas.setSubject(f"{heading.company}, {period(heading.first, heading.last)}")
    canvas.setAuthor("ContaPics")
    for number, lines in enumerate(sheet.pages, start=1):
        _draw_head(canvas, sheet, report, heading)
        bottom = _draw_table(canvas, sheet, lines)
        if number == len(sheet.pages):
            _draw_closing(canvas, sheet, bottom)
        _draw_foot(canvas, sheet, number)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw_head(canvas: Canvas, sheet: Sheet, report: Report, heading: Heading) -> None:
    """The company on the left, the title and the period on the right; long names get smaller, never shorter."""
    width, height = sheet.paper
    room = width - 2 * MARGIN
    top = height - MARGIN
    about = [f"CUI: {heading.cui}" if heading.cui else "", "sume în lei"]
    _fitting(canvas, heading.company, BOLD, 11, MARGIN, top - 11, room * 0.6)
    _fitting(canvas, " · ".join(filter(None, about)), REGULAR, _SMALL, MARGIN, top - 24, room * 0.5)
    _fitting(canvas, report.subject.ro, REGULAR, _SMALL, MARGIN, top - 35, room)
    right = width - MARGIN
    _fitting(canvas, report.title.ro, BOLD, 11, right, top - 11, room * 0.38, to_the_right=True)
    when = f"Perioada: {period(heading.first, heading.last)}"
    _fitting(canvas, when, REGULAR, _SMALL, right, top - 24, room * 0.48, to_the_right=True)


def _fitting(
    canvas: Canvas, text: str, face: str, size: float, x: float, y: float, room: float, *, to_the_right: bool = False
) -> None:
    text = plain(text)
    needed = fonts.width(text, face)
    size = min(size, room / needed) if needed else size
    canvas.setFont(face, size)
    canvas.drawString(x - needed * size if to_the_right else x, y, text)


def _draw_table(canvas: Canvas, sheet: Sheet, lines: tuple[Line, ...]) -> float:
    """The repeated head, the rows of a page, and on the last page the totals. Gives where it ends."""
    left, right = sheet.edges[0], sheet.edges[-1]
    y = sheet.paper[1] - MARGIN - HEAD_HEIGHT
    height = sheet.height(sheet.header)
    canvas.setFillGray(_SHADE)
    canvas.rect(left, y - height, right - left, height, stroke=0, fill=1)
    canvas.setFillGray(_INK)
    canvas.setStrokeGray(_RULE)
    canvas.setLineWidth(0.3)
    text = canvas.beginText()
    _put(text, sheet, sheet.header, y, BOLD)
    y -= height
    for line in lines:
        _put(text, sheet, line, y, REGULAR)
        y -= sheet.height(line)
        canvas.line(left, y, right, y)
    if sheet.totals is not None and lines is sheet.pages[-1]:
        _put(text, sheet, sheet.totals, y, BOLD)
        canvas.setStrokeGray(_INK)
        canvas.setLineWidth(0.8)
        canvas.line(left, y, right, y)
        y -= sheet.height(sheet.totals)
        canvas.line(left, y, right, y)
    canvas.drawText(text)
    return y


def _put(text: PDFTextObject, sheet: Sheet, line: Line, top: float, face: str) -> None:
    """One row, from its top down; numbers stand on the right of their columns, what is zero steps back."""
    size, gap = sheet.size, GAP * sheet.size / 2
    text.setFont(face, size)
    for index, (column, cell) in enumerate(zip(sheet.columns, line.cells, strict=True)):
        y = top - (ROW_PADDING + 1) * size
        faint = cell == (_ZERO,) and face == REGULAR
        if faint:
            text.setFillGray(_FAINT)
        for words in cell:
            if column.kind in NUMBERS:
                text.setTextOrigin(sheet.edges[index + 1] - gap - fonts.width(words, face) * size, y)
            else:
                text.setTextOrigin(sheet.edges[index] + gap, y)
            text.textOut(words)
            y -= LEADING * size
        if faint:
            text.setFillGray(_INK)


def _draw_closing(canvas: Canvas, sheet: Sheet, bottom: float) -> None:
    """Where those sign who answer for it (OMFP 2634/2015)."""
    canvas.setFont(REGULAR, _SMALL)
    y = bottom - 26
    third = (sheet.paper[0] - 2 * MARGIN) / 3
    for place, name in enumerate(("Întocmit", "Verificat")):
        canvas.drawString(MARGIN + place * third, y, f"{name}: {'.' * 40}")


def _draw_foot(canvas: Canvas, sheet: Sheet, number: int) -> None:
    canvas.setFont(REGULAR, 7)
    canvas.setFillGray(0.35)
    y = MARGIN + FOOT_HEIGHT / 2 - 8
    canvas.drawString(MARGIN, y, "Din notele înregistrate prin ContaPics")
    canvas.drawRightString(sheet.paper[0] - MARGIN, y, f"Pagina {number} din {len(sheet.pages)}")
    canvas.setFillGray(_INK)
