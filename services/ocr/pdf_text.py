"""A PDF page's own text as words with their place, where that text can be trusted.

It cannot where it is another OCR's invisible layer over a scan, where fonts lack their characters' meaning, or where
it turns: then the page is drawn and read like any picture.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package has no stubs
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from numpy.typing import NDArray

from services.ocr.words import Page, Word

_UNITS_PER_POINT = 200 / 72  # the page's coordinates are those of a drawing at 200 dpi
_MOST_CHARACTERS = 100_000
_LEAST_CHARACTERS = 20  # fewer are a stamp or a page number, not a document
_LEAST_OVER_A_SCAN = 400  # a scanning app's own header line is not the text of the scan
_VOWELS = frozenset("aeiouyаеиоуъыэюяєіαεηιουω")
_TOKEN = re.compile(r"[^\W\d_]{3,}")
_USUAL = frozenset(" \n.,:;-–—/()%*+=#&'\"„”“’<>[]@|!?_€$£°№×²³")


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    top: float
    right: float
    bottom: float


def text_page(page: pdfium.PdfPage, number: int, *, scanned: bool) -> Page | None:
    """The page's words, or None where its text is missing or cannot be trusted.

    `scanned` says that a picture covers most of the page.
    """
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if not (_LEAST_OVER_A_SCAN if scanned else _LEAST_CHARACTERS) <= count <= _MOST_CHARACTERS:
            return None
        if not _is_visible(text, count) or not _is_upright(page, text, count):
            return None
        glyphs = _glyphs(page, text, count)
    finally:
        text.close()
    words = [_word(run) for run in _runs(glyphs)]
    if not makes_sense(" ".join(word.text for word in words)):
        return None
    width, height = (max(1, round(side * _UNITS_PER_POINT)) for side in page.get_size())
    to_file = np.diag([1 / width, 1 / height, 1.0])
    return Page(words=words, width=width, height=height, number=number, source="pdf_text", to_file=to_file)


def makes_sense(text: str) -> bool:
    """Whether text was written rather than garbled: real characters, tokens that can be spoken, usual signs."""
    solid = [character for character in text if not character.isspace()]
    if len(solid) < _LEAST_CHARACTERS:
        return False
    broken = sum(character == "\ufffd" or unicodedata.category(character) in _NO_TEXT for character in solid)
    strange = sum(not character.isalnum() and character not in _USUAL for character in solid)
    if broken > 0.02 * len(solid) or strange > 0.15 * len(solid):
        return False
    tokens = _TOKEN.findall(text)
    silent = sum(not _VOWELS.intersection(unicodedata.normalize("NFD", token.casefold())) for token in tokens)
    # Abbreviations (SRL, TVA, NR) are some of every document, not most of it.
    return silent <= 0.4 * len(tokens)


_NO_TEXT = frozenset({"Co", "Cn", "Cs", "Cc"})  # private use, unassigned, surrogate, control


def _sample(count: int) -> range:
    return range(0, count, max(1, count // 100))


def _is_visible(text: pdfium.PdfTextPage, count: int) -> bool:
    invisible = checked = 0
    for index in _sample(count):
        item = pdfium_c.FPDFText_GetTextObject(text, index)
        if item:
            checked += 1
            invisible += pdfium_c.FPDFTextObj_GetTextRenderMode(item) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
    return invisible * 2 <= checked


def _is_upright(page: pdfium.PdfPage, text: pdfium.PdfTextPage, count: int) -> bool:
    shown_at = math.radians(page.get_rotation())
    turned = sum(math.cos(pdfium_c.FPDFText_GetCharAngle(text, index) - shown_at) < 0.9 for index in _sample(count))
    return turned * 5 <= len(_sample(count))


def _glyphs(page: pdfium.PdfPage, text: pdfium.PdfTextPage, count: int) -> list[_Glyph]:
    """Every character with its box in the page's drawn coordinates; spaces have none and part words."""
    to_drawing = _to_drawing(page)
    box = pdfium_c.FS_RECTF()
    glyphs = []
    for index in range(count):
        character = chr(pdfium_c.FPDFText_GetUnicode(text, index) & 0x1FFFFF)
        if character.isspace() or not pdfium_c.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            glyphs.append(_Glyph(" ", 0, 0, 0, 0))
            continue
        if character in "\ufffe\u0002":
            continue  # what pdfium gives for a hyphen at a line's end
        if character == "\u00ad":
            character = "-"  # many writers map the hyphen's glyph back to the soft hyphen: a minus sign hangs on it
        corners = to_drawing @ np.array([[box.left, box.right], [box.bottom, box.top], [1, 1]])
        (left, right), (top, bottom) = np.sort(corners, axis=1)
        glyphs.append(_Glyph(character, float(left), float(top), float(right), float(bottom)))
    return glyphs


def _to_drawing(page: pdfium.PdfPage) -> NDArray[np.float64]:
    """The 2 x 3 affine from the page's own coordinates to the drawing, the page's rotation and crop box included."""
    fine = 1000  # PageToDevice answers in whole units
    width, height = (round(side * fine) for side in page.get_size())
    x, y = ctypes.c_int(), ctypes.c_int()
    answers = []
    for point in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        pdfium_c.FPDF_PageToDevice(page, 0, 0, width, height, 0, *point, ctypes.byref(x), ctypes.byref(y))
        answers.append(np.array([x.value, y.value]) * (_UNITS_PER_POINT / fine))
    origin, along_x, along_y = answers
    return np.column_stack([(along_x - origin) / 1000, (along_y - origin) / 1000, origin])


def _runs(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """Glyphs of one line that stand together; a gap of more than a letter's height begins a new run."""
    runs: list[list[_Glyph]] = []
    spaced = False
    for glyph in glyphs:
        if glyph.text == " ":
            spaced = True
            continue
        if runs and _follows(runs[-1][-1], glyph):
            if spaced:
                runs[-1].append(_Glyph(" ", runs[-1][-1].right, glyph.top, glyph.left, glyph.bottom))
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
        spaced = False
    return runs


def _follows(before: _Glyph, after: _Glyph) -> bool:
    if (before.left, before.right) == (after.left, after.right) and before.top == after.top:
        return True  # two letters of one ligature share its box
    height = max(before.bottom - before.top, after.bottom - after.top)
    same_line = min(before.bottom, after.bottom) - max(before.top, after.top) > 0.5 * height
    return same_line and -0.5 * height < after.left - before.right < height


def _word(run: list[_Glyph]) -> Word:
    left, right = run[0].left, max(glyph.right for glyph in run)
    top, bottom = min(glyph.top for glyph in run), max(glyph.bottom for glyph in run)
    text = unicodedata.normalize("NFC", "".join(glyph.text for glyph in run))
    return Word(text, ((left, top), (right, top), (right, bottom), (left, bottom)), 1.0)
