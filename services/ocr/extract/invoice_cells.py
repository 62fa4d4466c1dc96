"""An invoice's head as cells: stretches of text that stand apart, each a small text line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.ocr.layout import TextLine
from services.ocr.words import Page

_ALSO = r"(?![A-Z])(?:\s*/\s*[A-Z]+|\s*\([A-Z]+\))?[\s:.\-]*"
"""A second language may follow a label; what parts it from the name is cut off with it."""
_SUPPLIER = re.compile(
    r"^\W*(?:1\.\s*)?(?:(?:(?:DATE(?:LE)?\s+)?FURNI[ZT2]OR|VANZATOR|PRESTATOR|EMITENT|EXPEDITOR|LOCATOR|"
    r"ASIGURATOR|EXECUTANT)(?:UL|UI)?|VANDUT DE|SELLER|SUPPLIER|LANDLORD|PAY TO)"
    rf"{_ALSO}"
)
_BUYER = re.compile(
    r"^\W*(?:2\.\s*)?(?:(?:CUMPARATOR|(?:DATE(?:LE)?\s+)?CLIENT(?!\s*(?:NR|ID))|(?:DATE(?:LE)?\s+)?BENEFICIAR|CATRE|"
    r"ACHIZITOR|PLATITOR|UTILIZATOR|FACTURAT\s+CATRE|DESTINATAR|LOCATAR|CHIRIAS|CONTRACTANT|ASIGURAT|"
    r"ABONAT|TITULAR|PARTENER)(?:UL|UI)?|BUYER|CUSTOMER|TENANT|(?:BILL(?:ED)?|INVOICED?)\s+TO|PENTRU(?=\W*$))"
    rf"{_ALSO}"
)
_NEXT_COLUMN = re.compile(r"(?:CUMPARATOR|CLIENT|BENEFICIAR)(?:UL)?\s*:|(?:FACTURA|AVIZ|PROFORMA)(?![A-Z])")
_PARTY = re.compile(r"(?:CUMPARATOR|CLIENT|BENEFICIAR|PARTENER)(?:UL)?\s?:")
_OF_A_PARTY = re.compile(r"(?<![A-Z])(?:COD|NR|CUI|CIF|C\.I\.F|FISCAL|NUME|DATE|ID|CONT|ADRESA|SEMNATURA|CATRE)\W*$")
"""Before the word for a party: what follows is not its name but its number, its account."""
_LABEL = re.compile(
    r"(?:NR\.?\s?ORD|C\.?\s?I\.?\s?F|CUI|COD FISCAL|SEDIUL?|ADRESA|JUDET(?:UL)?|CONT(?:UL)?|IBAN|BANCA)(?![A-Z])"
)
"""What both parties' blocks say: on one line the second time in the other's column."""
_LONE_SERIES = re.compile(r"SERIA\s+[A-Z0-9]{1,8}")
_BETWEEN = re.compile(r"SERI[AE](?![A-Z])|(?:NR|NUMAR)\W{0,2}FACTUR|DATA\s*\(")
_TITLE = re.compile(
    r"FACTURA|^\W*(?:TAX\s+)?INVOICE(?![A-Z])"
    r"|STORNO|NOTA DE CREDIT|SERI[AE]|SCADEN|TERMEN DE|^\W*(?:NR|NUMAR|DATA|COTA)"
)
_CODED = re.compile(r"(?:C\.?[IU]\.?[FI]\.?|FISCALA?|INREGISTRARE)\W*R?O?\s?[0-9]{2,10}(?![0-9])")
"""A fiscal code belongs to a party, whatever else stands on its line."""
_CUSTOMER = re.compile(
    r"(?<![A-Z])(?:(?:COD|NR\.?|CUI)\s*(?:CLIENT|ABONAT|CONSUMATOR)|CLIENT\s*ID|ABONAT|LOC(?:UL)?\s*DE\s*CONSUM)"
)
_SAME_COLUMN = 0.04
_SAME_BLOCK = 0.03
_BELOW = 3.5
"""How far below a label its value may stand, in heights of the label's print."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a stretch of text starts, in fractions of the page's width and height, and the text itself."""

    x: float
    y: float
    line: TextLine


@dataclass(frozen=True, slots=True)
class Sides:
    """The cells of seller and buyer from top to bottom, labels cut off; each a line numbered from 0."""

    supplier: list[TextLine]
    buyer: list[TextLine]


def cut(lines: Sequence[TextLine], pages: Sequence[Page]) -> list[Cell]:
    """The lines cut at their wide gaps. Only the first page has a head."""
    sizes = {page.number: (page.width, page.height) for page in pages}
    cells = []
    for line in lines:
        width, height = sizes.get(line.page, (1, 1))
        for start, end in _stretches(line):
            words = tuple(
                word
                for word, offset in zip(line.words, line.offsets, strict=True)
                if start <= offset < max(end, start + 1)
            )
            piece = TextLine(words, line.page, line.index)
            cells.append(Cell(piece.left / width, piece.middle / height, piece))
    return cells


def _stretches(line: TextLine) -> list[tuple[int, int]]:
    """The line's cells as start and end, cut also where a word begins that names a party or the paper.

    Long names leave less between the columns of a head than parts cells elsewhere.
    """
    edges = [span.start for span in line.cells]
    if _SUPPLIER.search(line.key):
        edges += [offset for offset in line.offsets if offset and _NEXT_COLUMN.match(line.key, offset)]
    edges += _said_again(line) + _behind_title(line)
    edges += [at for at in line.offsets if at and _PARTY.match(line.key, at) and not _OF_A_PARTY.search(line.key[:at])]
    edges = sorted(set(edges))
    return list(zip(edges, [*(edge - 1 for edge in edges[1:]), len(line.key)], strict=True))


def _said_again(line: TextLine) -> list[int]:
    """Where a word begins with a label that the line has had."""
    labels = [(match[0], offset) for offset in line.offsets if (match := _LABEL.match(line.key, offset))]
    return [offset for place, (label, offset) in enumerate(labels) if label in (one for one, _ in labels[:place])]


def _behind_title(line: TextLine) -> list[int]:
    """Where a party's label begins behind the series, number or date that stands between the parties, and where a
    series alone ends the cell."""
    edges = []
    for cell in line.cells:
        edges += [at for at in line.offsets if cell.start < at and _LONE_SERIES.fullmatch(line.key, at, cell.end)]
        if _BETWEEN.match(line.key, cell.start):
            edges += [at for at in line.offsets if cell.start < at < cell.end and _LABEL.match(line.key, at)]
    return edges


def titles(line: TextLine) -> list[str]:
    """The folded text of each stretch of a line: where a title may stand."""
    return [line.key[start:end] for start, end in _stretches(line)]


def sides(cells: Sequence[Cell]) -> Sides:
    """Give each cell to the party whose label stands above it, in its own column before another.

    A seller without a label begins with the first cell that is not the title's.
    """
    buyer = next((cell for cell in cells if _BUYER.search(cell.line.key)), None)
    supplier = next((cell for cell in cells if _SUPPLIER.search(cell.line.key)), None)
    if supplier is None:
        supplier = next((cell for cell in cells if cell is not buyer and not _is_title(cell)), None)
    if buyer is None:
        buyer = _unlabelled_buyer(cells, supplier)
    groups: dict[bool, list[TextLine]] = {False: [], True: []}
    for cell in cells:
        distances = [
            (_distance(cell, anchor), is_buyer)
            for anchor, is_buyer in ((supplier, False), (buyer, True))
            if anchor is not None and anchor.y <= cell.y + 0.008
        ]
        if not distances or (cell not in (supplier, buyer) and _is_title(cell)):
            continue
        group = groups[min(distances)[1]]
        rest = _without_label(cell.line, len(group))
        if rest is not None:
            group.append(rest)
    return Sides(groups[False], groups[True])


def rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells by the line that they stand on, from left to right."""
    by_line: dict[int, list[Cell]] = {}
    for cell in cells:
        by_line.setdefault(cell.line.index, []).append(cell)
    return list(by_line.values())


def names_both(cells: Sequence[Cell]) -> bool:
    """Whether both parties have a label among the cells."""
    return names_seller(cells) and names_buyer(cells)


def names_buyer(cells: Sequence[Cell]) -> bool:
    """Whether the head has a buyer's label."""
    return any(_BUYER.search(cell.line.key) for cell in cells)


def names_seller(cells: Sequence[Cell]) -> bool:
    """Whether the head has a seller's label; bills print the seller at their foot."""
    return any(_SUPPLIER.search(cell.line.key) for cell in cells)


def under(cells: Sequence[Cell], above: Cell) -> Cell | None:
    """The next cell that stands below this one, not far away."""
    return _below(cells, above.line)


def _below(cells: Sequence[Cell], above: TextLine) -> Cell | None:
    reach = _BELOW * above.height
    lower = [
        one
        for one in cells
        if one.line.page == above.page
        and one.line.index > above.index
        and one.line.middle - above.middle < reach
        and one.line.left < above.right
        and above.left < one.line.right
    ]
    return min(lower, key=lambda one: one.y, default=None)


def beneath(cells: Sequence[Cell]) -> list[tuple[str, TextLine]]:
    """Labels of a row of headings with what stands under each: `Serie | Numar | Data` over `ABC | 127 | 02.04.2026`."""
    found = []
    for labels in rows(cells):
        if len(labels) < 2 or any(re.search("[0-9]", one.line.key) for one in labels):
            continue
        values = [one for one in cells if one.line.index == labels[0].line.index + 1]
        pairs = list(zip(labels, values, strict=False))
        if len(labels) == len(values) and all(_stands_over(label.line, value.line) for label, value in pairs):
            found += [(label.line.key, value.line) for label, value in pairs]
        else:
            # Headings that stand close are one cell: each word looks for its own value.
            words = [word for label in labels for word in apart(label.line)]
            found += [(word.key, value.line) for word in words if (value := _below(cells, word))]
    return found


def apart(line: TextLine) -> list[TextLine]:
    """Each of the engine's words as a small line of its own."""
    return [TextLine((word,), line.page, line.index) for word in line.words]


def _stands_over(label: TextLine, value: TextLine) -> bool:
    """Whether a value is below its heading or beside that place, no further than the heading is wide."""
    width = label.right - label.left
    return value.left < label.right + width and label.left - width < value.right


def _is_title(cell: Cell) -> bool:
    return _TITLE.search(cell.line.key) is not None and not _CODED.search(cell.line.key)


def _unlabelled_buyer(cells: Sequence[Cell], supplier: Cell | None) -> Cell | None:
    """The top of the column in which a client's number stands: bills print the address as for an envelope."""
    sign = next((cell for cell in cells if _CUSTOMER.search(cell.line.key)), None)
    if sign is None or (supplier is not None and abs(sign.x - supplier.x) < _SAME_COLUMN):
        return None
    top = sign
    for cell in sorted(cells, key=lambda one: -one.y):
        if abs(cell.x - sign.x) < _SAME_COLUMN and 0 <= top.y - cell.y < _SAME_BLOCK:
            top = cell
    return top


def _distance(cell: Cell, anchor: Cell) -> float:
    return 3 * abs(cell.x - anchor.x) + (cell.y - anchor.y)


def _without_label(line: TextLine, index: int) -> TextLine | None:
    """The line without `Furnizor:`; None where nothing else stands on it."""
    label = _SUPPLIER.search(line.key) or _BUYER.search(line.key)
    end = label.end() if label else 0
    if not line.key[end:].strip(" :.-"):
        return None
    words = [word for word, offset in zip(line.words, line.offsets, strict=True) if offset + len(word.text) > end]
    first = line.offsets[len(line.words) - len(words)]
    if end > first:  # label and name in one word of the engine: cut inside it
        span = line.span(end, first + len(words[0].text))
        whole = words[0]
        choices = whole.alternatives[end - first :] if whole.alternatives else ()
        words[0] = type(whole)(span.text, span.quad, whole.confidence, choices)
    return TextLine(tuple(words), line.page, index)
