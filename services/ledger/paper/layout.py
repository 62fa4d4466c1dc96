"""A report as pages of rows: which paper, how wide each column, what stands in how many lines. Nothing is cut off.

Amounts, dates and codes stay in one line; words go over as many as they need. The paper is the first of a list that
the columns fit on, from A4 upright to A3 across, so that a journal with many rates stays legible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.pagesizes import A3, A4, landscape

from services.ledger.paper import fonts
from services.ledger.paper.fonts import BOLD, REGULAR
from services.ledger.paper.words import printed
from services.ledger.reports.report import Column, Kind, Report, Value

MARGIN = 28.0
HEAD_HEIGHT = 50.0
"""Of whose report it is and of when."""
FOOT_HEIGHT = 18.0
CLOSING_HEIGHT = 44.0
"""Of the place for signatures."""
GAP = 1.1
"""Between two columns, and `LEADING` from line to line: in font sizes."""
LEADING = 1.25
ROW_PADDING = 0.45

PAPERS = (
    (A4, 8.0),
    (landscape(A4), 8.0),
    (landscape(A4), 7.0),
    (landscape(A4), 6.0),
    (landscape(A3), 7.5),
    (landscape(A3), 6.0),
)
"""Size and font size, the most pleasant first; on the last one the font shrinks as far as it must."""
NUMBERS = (Kind.AMOUNT, Kind.RATE, Kind.COUNT)
_NARROWEST_WORDS = 14.0
_WIDEST_CODE = 12.0
"""In font sizes: how far words may be squeezed, and from where on a code is broken."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: the lines of each cell, and how many lines it is high."""

    cells: tuple[tuple[str, ...], ...]
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All pages of a report. Widths in points; `edges` are the columns' left sides and the right side of the last."""

    paper: tuple[float, float]
    size: float
    columns: tuple[Column, ...]
    edges: tuple[float, ...]
    header: Line
    pages: tuple[tuple[Line, ...], ...]
    totals: Line | None

    def height(self, line: Line) -> float:
        return (line.height * LEADING + 2 * ROW_PADDING) * self.size


def laid_out(report: Report) -> Sheet:
    rows = [_texts(row, report.columns) for row in report.rows]
    totals = _texts(report.totals, report.columns) if report.totals else None
    squeezed, natural = _widths(report.columns, rows, totals)
    paper, size = _paper(squeezed)
    widths = _shared_out(squeezed, natural, (paper[0] - 2 * MARGIN) / size)
    edges = [MARGIN]
    for width in widths:
        edges.append(edges[-1] + width * size)
    inner = [width - GAP for width in widths]
    header = _line([column.title.ro for column in report.columns], inner, BOLD)
    lines = [_line(row, inner, REGULAR) for row in rows]
    total = _line(totals, inner, BOLD) if totals else None
    sheet = Sheet(paper, size, report.columns, tuple(edges), header, (), total)
    return Sheet(paper, size, report.columns, tuple(edges), header, tuple(_pages(sheet, lines)), total)


def _texts(row: Sequence[Value], columns: Sequence[Column]) -> list[str]:
    return [printed(value, column.kind) for value, column in zip(row, columns, strict=True)]


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], totals: Sequence[str] | None
) -> tuple[list[float], list[float]]:
    """In font sizes: how narrow each column may be, and how wide it would be without a single break."""
    squeezed, natural = [], []
    for index, column in enumerate(columns):
        longest_word = max(fonts.width(word, BOLD) for word in column.title.ro.split() or [""])
        cells = max((fonts.width(text, REGULAR) for text in {row[index] for row in rows}), default=0.0)
        full = max(cells, longest_word, fonts.width(totals[index], BOLD) if totals else 0.0)
        most = {Kind.TEXT: _NARROWEST_WORDS, Kind.CODE: _WIDEST_CODE}.get(column.kind, full)
        squeezed.append(max(min(full, most), longest_word) + GAP)
        natural.append(full + GAP)
    return squeezed, natural


def _paper(squeezed: Sequence[float]) -> tuple[tuple[float, float], float]:
    needed = sum(squeezed)
    for paper, size in PAPERS:
        if needed * size <= paper[0] - 2 * MARGIN:
            return paper, size
    paper, _ = PAPERS[-1]
    return paper, (paper[0] - 2 * MARGIN) / needed


def _shared_out(squeezed: Sequence[float], natural: Sequence[float], available: float) -> list[float]:
    """What is left goes to the columns that lack most, and what then is left to all."""
    left = available - sum(squeezed)
    lacking = [wish - width for wish, width in zip(natural, squeezed, strict=True)]
    share = min(1.0, left / sum(lacking)) if sum(lacking) else 0.0
    widths = [width + lack * share for width, lack in zip(squeezed, lacking, strict=True)]
    spare = (available - sum(widths)) / len(widths)
    return [width + spare for width in widths]


def _line(texts: Sequence[str], widths: Sequence[float], face: str) -> Line:
    cells = tuple(broken(text, round(width, 3), face) for text, width in zip(texts, widths, strict=True))
    return Line(cells, max(map(len, cells), default=1))


@lru_cache(maxsize=50_000)
def broken(text: str, width: float, face: str) -> tuple[str, ...]:
    """A text in lines of a width, between words where that is possible; all of its letters are there."""
    if fonts.width(text, face) <= width + 0.01:
        return (text,)
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and fonts.width(joined, face) <= width:
            lines[-1] = joined
        else:
            lines += _split(word, width, face)
    return tuple(lines)


def _split(word: str, width: float, face: str) -> Iterable[str]:
    """A word that is too long for a line, letter by letter."""
    piece = ""
    for letter in word:
        if piece and fonts.width(piece + letter, face) > width + 0.01:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _pages(sheet: Sheet, lines: Sequence[Line]) -> Iterable[tuple[Line, ...]]:
    """Rows by page; the last page has room for the totals and the signatures."""
    room = sheet.paper[1] - 2 * MARGIN - HEAD_HEIGHT - FOOT_HEIGHT - sheet.height(sheet.header)
    closing = CLOSING_HEIGHT + (sheet.height(sheet.totals) if sheet.totals else 0.0)
    page: list[Line] = []
    used = 0.0
    for index, line in enumerate(lines):
        needed = sheet.height(line) + (closing if index == len(lines) - 1 else 0.0)
        if page and used + needed > room:
            yield tuple(page)
            page, used = [], 0.0
        page.append(line)
        used += sheet.height(line)
    yield tuple(page)
