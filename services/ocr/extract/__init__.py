"""From the words of a document to its fields: classify, extract, verify and repair, decide. Pure; no I/O."""

from __future__ import annotations

from datetime import date

from services.ocr.extract.foreign import extract_foreign
from services.ocr.extraction import Extraction
from services.ocr.layout import read_all_lines
from services.ocr.words import Page


def extract(pages: list[Page], today: date) -> Extraction:
    """Read one document. `today` bounds its date; a page without words gives an extraction with no values."""
    lines = read_all_lines(pages)
    extraction = extract_foreign(lines, pages, today)
    extraction.text = "\n".join(line.text for line in lines)
    extraction.pages = len(pages)
    extraction.source = pages[0].source if pages else "ocr"
    return extraction
