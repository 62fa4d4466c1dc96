"""The table of an invoice: where it begins and ends, over how many pages, its rows and what belongs to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.ocr.extract.invoice_labels import whole_amounts
from services.ocr.extract.invoice_rows import Row, read_row
from services.ocr.extract.invoice_sums import rows_of_sum
from services.ocr.layout import TextLine

__all__ = ["Row", "Table", "above_table", "headings", "read_summed_table", "read_table"]

_TAX = re.compile(r"T\.?V\.?A|(?<![A-Z])VAT(?![A-Z])")
_HEADINGS = (
    re.compile(
        r"DENUMIRE|DESCRIERE|DESCRIPTION|PRODUS|SERVICI|ARTICOL|EXPLICATI"
        r"|OPERATIUN[EI](?!A|\s+(?:SCUTI|NETAX|NEIMP|IMPOZ|TAXAB|IN|FARA|CU))"
        r"|(?<![A-Z])TITLU(?![A-Z])"
    ),
    re.compile(r"(?<![A-Z])U\.?\s?M\.?(?![A-Z])|UNIT"),
    re.compile(r"CANT|QTY|QUANTITY"),
    re.compile(r"PRET|PRICE|TARIF"),
    re.compile(r"VALOARE|VAL\.|TOTAL|SUMA|AMOUNT|(?<![A-Z])(?:NET|BRUT)(?![A-Z])"),
    _TAX,
)
_TOTALS = re.compile(
    r"(?<![A-Z])(?:SUB)?TOTAL|(?<![A-Z])BAZA(?![A-Z])|(?<![A-Z])DE PLATA|VALOARE\s+FARA|"
    r"^\W*T\.?V\.?A\.?\W+[0-9]|^\W*VALOARE\s+TVA"
)
_SUMMARY = re.compile(
    r"COTA.*(?:BAZA|VALOARE|TVA)|BAZA\s+(?:DE\s+)?IMPO|(?:RECAPITULA|REZUMAT|DEFALCA)[A-Z]*\W.*T\.?V\.?A"
)
_DISCOUNT = re.compile(r"(?<![A-Z])DISC|REDUC|RABAT")
_CARRIED = re.compile(
    r"(?<![A-Z])REPORT(?:AT|ARE)?(?![A-Z])|TOTAL\s+PAGINA|SUBTOTAL\s+PAGINA|CARRIED\s+(?:FORWARD|OVER)"
)
_AMOUNT = re.compile(r"[0-9][.,]\s?[0-9]{2}(?![0-9])")
_SIDE = 2.0
"""How far left of the first description, in heights of print, a description's further line may begin."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, the lines that are rows, the first line of the table and that of its totals, by index."""

    rows: list[Row]
    first: int
    totals: int

    @property
    def row_lines(self) -> frozenset[int]:
        return frozenset(row.span.line.index for row in self.rows)


def read_table(lines: Sequence[TextLine]) -> Table | None:
    """Rows between the headings and the totals; None where there is no such table.

    The headings stand again on each further page; what is carried from page to page is no row and no total.
    """
    heads = _heads(lines)
    if not heads:
        return None
    best = max((_table(lines, head) for head in _beginnings(heads)), key=lambda table: len(table.rows))
    return _described(_without_sum(best), lines)


def _without_sum(table: Table) -> Table:
    """The table without the last row where that is the sum of the others, printed without a word for it."""
    rows, last = table.rows[:-1], table.rows[-1:]
    if len(rows) < 2 or last[0].quantity is not None or last[0].net != sum(row.net for row in rows):
        return table
    return replace(table, rows=rows, totals=last[0].span.line.index)


def read_summed_table(lines: Sequence[TextLine], table: Table | None, dues: Sequence[int]) -> Table | None:
    """The table whose rows add up to one of the net values `dues`, the likelier first, where those of `table` do not.

    Under headings one row may be enough; without them a line that equals the net value may be the total itself.
    """
    several = _tables_together(lines, dues)
    if several is not None:
        return several
    begin = table.first + 1 if table else 0
    parts = _between_totals(lines[begin:])
    found = [(rows_of_sum(part, dues, 1 if table and part[0].index == begin else 2), part) for part, _ in parts]
    found.append(_sections(parts, dues))
    rows, part = max(found, key=lambda pair: len(pair[0]))
    if not rows:
        return None
    known = {(row.span.line.index, row.net): row for row in (table.rows if table else ())}
    rows = [known.get((row.span.line.index, row.net), row) for row in rows]
    first = table.first if table else rows[0].span.line.index - 1
    return _described(Table(rows, first, part[-1].index + 1), lines)


def _tables_together(lines: Sequence[TextLine], dues: Sequence[int]) -> Table | None:
    """All tables of a page that follow one another, each with a sum of its own: labour, then parts."""
    tables = [_table(lines, head) for head in _heads(lines)]
    rows = {row.span.line.index: row for table in tables for row in table.rows}
    if not rows or sum(row.net for row in rows.values()) not in dues:
        return None
    ordered = [rows[index] for index in sorted(rows)]
    return _described(Table(ordered, tables[0].first, max(table.totals for table in tables)), lines)


_Part = tuple[list[TextLine], TextLine | None]
"""Lines that follow one another, and the total or summary that ends them."""


def _between_totals(lines: Sequence[TextLine]) -> list[_Part]:
    """The lines in parts that totals and summaries end; the last part has no end."""
    parts: list[_Part] = []
    current: list[TextLine] = []
    for line in lines:
        if _is_total(line) or _is_summary(line):
            parts += [(current, line)] if current else []
            current = []
        elif not _CARRIED.search(line.key):
            current.append(line)
    return [*parts, (current, None)] if current else parts


def _sections(parts: Sequence[_Part], dues: Sequence[int]) -> tuple[list[Row], list[TextLine]]:
    """Rows of parts that each have a total of their own, labour and goods, where together they are what is due."""
    rows: list[Row] = []
    for part, end in parts:
        own = rows_of_sum(part, [amount.minor for amount in whole_amounts(end)], 1) if end else []
        if rows and not own:
            break
        rows += own
        if own and sum(row.net for row in rows) in dues:
            return rows, part
    return [], []


def above_table(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines before the first headings, or all where there are none."""
    heads = _heads(lines)
    return lines[: lines.index(heads[0])] if heads else lines


def _heads(lines: Sequence[TextLine]) -> list[TextLine]:
    return [line for place, line in enumerate(lines) if _is_head(line, lines[place - 1] if place else None)]


def _is_head(line: TextLine, above: TextLine | None) -> bool:
    """Three columns' names, also where those of two lines stand above one another."""
    if headings(line) >= 3:
        return True
    if above is None or headings(line) < 2 or _AMOUNT.search(above.key) or _AMOUNT.search(line.key):
        return False
    return headings(above, line) >= 3


def _beginnings(heads: Sequence[TextLine]) -> list[TextLine]:
    """The first headings of the file, and later ones on the same page: meters are listed before what they cost."""
    return [head for head in heads if head.page == heads[0].page]


def _table(lines: Sequence[TextLine], head: TextLine) -> Table:
    rows: list[Row] = []
    end = len(lines)
    heading = " ".join(line.key for line in lines[head.index : head.index + 3])
    taxed, discounted = _TAX.search(heading) is not None, _DISCOUNT.search(heading) is not None
    further = [line for line in lines[head.index + 1 :] if headings(line) >= 3 and _alike(line, head)]
    for line in lines[head.index + 1 :]:
        if _CARRIED.search(line.key):
            continue
        if (_is_total(line) or _is_summary(line)) and not _goes_on(further, line):
            end = line.index
            break
        row = read_row(line, taxed=taxed, discounted=discounted)
        if row is not None:
            rows.append(row)
    return Table(rows, head.index, end)


def _is_total(line: TextLine) -> bool:
    return bool(_TOTALS.search(line.key)) and headings(line) < 3 and _AMOUNT.search(line.key) is not None


def _is_summary(line: TextLine) -> bool:
    """The headings of the VAT by rate: they name no product and no quantity."""
    return _SUMMARY.search(line.key) is not None and not any(heading.search(line.key) for heading in _HEADINGS[:4])


def _goes_on(heads: Sequence[TextLine], total: TextLine) -> bool:
    """Whether the headings stand again on a page after this total's, or after a part's: then it was only theirs."""
    part = "SUBTOTAL" in total.key
    return any(line.index > total.index and (part or line.page > total.page) for line in heads)


def _alike(line: TextLine, head: TextLine) -> bool:
    """Whether two lines of headings share half of their words: an annex has others."""
    one, other = set(re.findall("[A-Z]+", line.key)), set(re.findall("[A-Z]+", head.key))
    return 2 * len(one & other) >= len(one | other)


def headings(*lines: TextLine) -> int:
    """How many of a table's columns the lines name together."""
    return sum(any(heading.search(line.key) for line in lines) for heading in _HEADINGS)


def _described(table: Table, lines: Sequence[TextLine]) -> Table:
    """The table with the lines of its rows' descriptions that stand below them, or around them where they have none."""
    rows = list(table.rows)
    if not rows:
        return table
    lefts = sorted(_name_left(row) for row in rows)
    edge = lefts[len(lefts) // 2] - _SIDE * rows[0].span.line.height
    for place, row in enumerate(rows):
        line = row.span.line
        start = rows[place - 1].span.line.index if place else table.first
        stop = rows[place + 1].span.line.index if place + 1 < len(rows) else table.totals
        below = _run(lines[line.index + 1 : stop], line.page, edge)
        above = [] if row.description else _run(lines[start + 1 : line.index][::-1], line.page, edge)[:1]
        parts = [*(one.text for one in above), row.description, *(one.text for one in below)]
        rows[place] = replace(row, description=" ".join(part.strip() for part in parts if part.strip()))
    return replace(table, rows=rows)


def _run(lines: Sequence[TextLine], page: int, edge: float) -> list[TextLine]:
    """The lines next to a row that are words in its description's column and nothing else."""
    run: list[TextLine] = []
    for line in lines:
        words = re.search("[A-Z]{2}", line.key) is not None
        if not words or line.page != page or line.left < edge or len(line.cells) > 1:
            break
        if _AMOUNT.search(line.key) or _ends(line):
            break
        run.append(line)
    return run


def _ends(line: TextLine) -> bool:
    return bool(_TOTALS.search(line.key) or _CARRIED.search(line.key) or headings(line) >= 3)


def _name_left(row: Row) -> float:
    """Where the description begins: at the row's first word that has letters."""
    line = row.span.line
    lettered = (word for word in line.words if any(character.isalpha() for character in word.text))
    first = next(lettered, line.words[0])
    return min(x for x, _ in first.quad)
