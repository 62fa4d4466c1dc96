"""Parts documents that were read as one page: receipts side by side, or one above the other, on one white scan.

Only text tells them apart there, so both sides of a gap must be whole documents of their own: a total and a date, and
for those that stand one above the other, which look like one long receipt, a tax number each.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from services.ocr.geometry import cut_page
from services.ocr.layout import fold, read_lines
from services.ocr.words import Page, Word

_TOTAL = re.compile(
    r"\b(?:TOTALE?|SUMA|SUMME|GESAMT\w*|BETRAG|ZU ZAHLEN|MONTANT|IMPORT[OE]|OSSZESEN|RAZEM|DO ZAPLATY|ОБЩО|СУМА)\b"
)
_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b")
_AMOUNT = re.compile(r"\d[.,]\d{2}\b")
_TAX_NUMBER = re.compile(
    r"(?:C\.?\s?I\.?\s?F|C\.?U\.?I|FISCAL|UST|STEUER|TVA|GST|VAT|P\.?\s?IVA|NIP|ADOSZAM|SIRET|NIF)\b"
)
_INVOICE = re.compile(r"(?m)^\W*(?:FACTURA|INVOICE|RECHNUNG|FACTURE|FATTURA|SZAMLA|FAKTURA)\b(?!\W*(?:CURENT|ANTERIO))")
_TILL = re.compile(r"(?m)\bBON FISCAL\b|^\W*(?:KASSENBON|PARAGON|NYUGTA|TICKET)\b")
_BESIDE = 1.5  # heights of print between receipts side by side
_BELOW = 2.5
_LEAST_WORDS = 8
_READ_TWICE = 0.8  # of the words of a page that another page has, too
_LABEL = 3  # letters of a word that names something
_LABELLED = 0.3  # of the words of any document, at least


def split_receipts(page: Page) -> list[Page]:
    """The documents of a page, left to right and top to bottom; the page itself where it holds one."""
    groups = _parted(page, page.words)
    return [page] if len(groups) == 1 else [_part(page, group) for group in groups]


def is_whole(words: list[Word]) -> bool:
    """Whether the words make a document of their own: a total, a date, amounts and a tax number."""
    return _is_document(words, alone=False)


def is_torn_off(page: Page) -> bool:
    """Whether a page is a column of figures without their labels: a shadow's edge was taken for a sheet's."""
    named = sum(sum(character.isalpha() for character in word.text) >= _LABEL for word in page.words)
    return bool(page.words) and named < _LABELLED * len(page.words)


def without_repeats(pages: list[Page]) -> list[Page]:
    """The pages less those whose print was read again with a larger one's: a fold's shadow seemed to be an edge.

    A whole document that lies on another paper stays.
    """
    return [
        page
        for page in pages
        if is_whole(page.words) or not any(_is_within(page, other) for other in pages if other is not page)
    ]


def _is_within(page: Page, other: Page) -> bool:
    """Whether nearly all words of a page stand where a page with more of them has words, too."""
    if not page.words or len(page.words) >= len(other.words):
        return False
    centres = page.in_file(np.array([word.quad for word in page.words]).mean(axis=1))[:, None]
    boxes = other.in_file(np.array([word.quad for word in other.words]))
    inside = (centres >= boxes.min(axis=1)) & (centres <= boxes.max(axis=1))
    return bool(inside.all(axis=2).any(axis=1).mean() >= _READ_TWICE)


def _parted(page: Page, words: list[Word]) -> list[list[Word]]:
    if len(words) < 2 * _LEAST_WORDS:
        return [words]
    for axis, gap in ((0, _BESIDE), (1, _BELOW)):
        for before, after in _cuts(words, axis, gap):
            whole = _is_document(before, alone=axis == 0) and _is_document(after, alone=axis == 0)
            if whole and not (axis == 1 and _goes_on(page, before, after)):
                return _parted(page, before) + _parted(page, after)
    return [words]


def _goes_on(page: Page, above: list[Word], below: list[Word]) -> bool:
    """Whether what stands below an invoice is a part of it, as its totals or the receipt of its payment are: it has no
    title of its own."""
    top, bottom = _cells(page, above), _cells(page, below)
    return bool(_INVOICE.search(top)) and not (_INVOICE.search(bottom) or _TILL.search(bottom))


def _cells(page: Page, words: list[Word]) -> str:
    """The columns of the words' lines, each on a line of its own, capitals without diacritics."""
    return "\n".join(
        line.key[cell.start : cell.end] for line in read_lines(replace(page, words=words)) for cell in line.cells
    )


def _cuts(words: list[Word], axis: int, gap: float) -> list[tuple[list[Word], list[Word]]]:
    """Ways to part the words by a straight gap across the whole page, the widest gap first."""
    quads = np.array([word.quad for word in words])
    starts, ends = quads[..., axis].min(axis=1), quads[..., axis].max(axis=1)
    height = float(np.median(quads[:, 3, 1] - quads[:, 0, 1]))
    order = np.argsort(starts, kind="stable")
    reached = np.maximum.accumulate(ends[order])
    free = starts[order][1:] - reached[:-1]
    places = [place for place in np.argsort(-free, kind="stable") if free[place] > gap * height]
    return [
        ([words[i] for i in sorted(order[: place + 1])], [words[i] for i in sorted(order[place + 1 :])])
        for place in places
    ]


def _is_document(words: list[Word], *, alone: bool) -> bool:
    text = _text(words)
    return (
        len(words) >= _LEAST_WORDS
        and _TOTAL.search(text) is not None
        and _DATE.search(text) is not None
        and len(_AMOUNT.findall(text)) >= 2
        and (alone or _TAX_NUMBER.search(text) is not None)
    )


def _text(words: list[Word]) -> str:
    """The words a line each, capitals without diacritics."""
    return fold("\n".join(word.text for word in words))


def _part(page: Page, words: list[Word]) -> Page:
    """The page cut down to some of its words, with a little room around them."""
    corners = np.array([word.quad for word in words]).reshape(-1, 2)
    room = 0.02 * max(page.width, page.height)
    left, top = np.maximum(corners.min(axis=0) - room, 0)
    right, bottom = np.minimum(corners.max(axis=0) + room, [page.width, page.height])
    return cut_page(replace(page, words=words), float(left), float(top), float(right - left), float(bottom - top))
