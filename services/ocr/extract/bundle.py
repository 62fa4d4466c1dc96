"""Parts the pages of one file into documents: scanners and mail make one PDF of many invoices or receipts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.ocr.extract.classify import classify, has_invoice_words, is_invoice_page
from services.ocr.extract.invoice_cells import cut
from services.ocr.extract.invoice_labels import names_total
from services.ocr.extract.invoice_number import find_number
from services.ocr.extract.invoice_table import above_table
from services.ocr.layout import read_all_lines
from services.ocr.split import is_whole
from services.ocr.words import Page

_PAGE_NUMBER = re.compile(r"(?<![A-Z])PAG(?:INA|E)?\W{0,3}(?:NR\W{0,2})?(?P<number>[0-9]{1,3})(?![0-9])")


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What one page says of itself: the invoice's number, the page's, whether it ends with a total, is a receipt.

    `tabled` is where it has the words and headings of an invoice: those of a further page without a title.
    """

    invoice: str | None
    page: int | None
    ended: bool
    receipt: bool
    tabled: bool = False


def part_documents(pages: Sequence[Page]) -> list[list[Page]]:
    """The pages of each document, in order.

    A page begins a new document where another invoice's number stands on it and the one before has had its total, and
    where it is a whole receipt after another whole document. All other pages go on with what stands before them.
    """
    if len(pages) < 2:
        return [list(pages)] if pages else []
    documents: list[list[Page]] = []
    open_leaf: _Leaf | None = None
    for page in pages:
        leaf = _leaf(page)
        if open_leaf is None or _begins(leaf, open_leaf):
            documents.append([page])
            open_leaf = leaf
        else:
            documents[-1].append(page)
            number = open_leaf.invoice or leaf.invoice
            open_leaf = _Leaf(number, leaf.page, open_leaf.ended or leaf.ended, open_leaf.receipt)
    return documents


def _begins(leaf: _Leaf, before: _Leaf) -> bool:
    if leaf.page is not None and leaf.page > 1:
        return False
    if leaf.receipt:
        return before.ended and (before.receipt or not leaf.tabled)
    return leaf.invoice is not None and leaf.invoice != before.invoice and (before.ended or leaf.page == 1)


def _leaf(page: Page) -> _Leaf:
    lines = read_all_lines([page])
    pages = [int(match["number"]) for line in lines if (match := _PAGE_NUMBER.search(line.key))]
    number = pages[0] if len(set(pages)) == 1 else None
    if is_invoice_page(lines):
        found = find_number(cut(above_table(lines), [page]))
        told = None if found is None else (found.series[0] if found.series else "") + found.number[0]
        ended = any(names_total(line.key) for line in lines)
        return _Leaf(re.sub(r"\W", "", told) if told else None, number, ended, receipt=False)
    receipt = classify(lines).kind == "receipt" and is_whole(page.words)
    return _Leaf(None, number, receipt, receipt, tabled=has_invoice_words(lines))
