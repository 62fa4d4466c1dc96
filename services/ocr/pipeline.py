"""From a file's bytes to its documents: decode, flatten, orient, read, extract. Each stage can be called on its own."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date

import numpy as np

from services.ocr.decode import Decoded, Picture, TextPage, Xml
from services.ocr.errors import ReadError, Reason
from services.ocr.extract import extract
from services.ocr.extraction import Extraction
from services.ocr.sandbox import Sandbox
from services.ocr.ubl import read_ubl
from services.ocr.words import Page, Reader


def read_document(data: bytes, reader: Reader, sandbox: Sandbox, today: date) -> list[Extraction]:
    """Read one file: its documents in order, with `part` 1…n where there are several.

    Raises ReadError with the reason where the file cannot be read.
    """
    started = time.perf_counter()
    documents = read_decoded(sandbox.decode(data), reader, today)
    for part, document in enumerate(documents, 1):
        document.part = part if len(documents) > 1 else None
        document.elapsed_ms = round((time.perf_counter() - started) * 1000)
    return documents


def read_decoded(decoded: Iterable[Decoded], reader: Reader, today: date) -> list[Extraction]:
    documents: list[Extraction] = []
    pages: list[Page] = []
    for item in decoded:
        if isinstance(item, Xml):
            documents.append(read_ubl(item.data, today))
        else:
            pages.append(read_page(item, reader))
    if documents:
        return documents
    if not any(page.words for page in pages):
        raise ReadError(Reason.BLANK, "no text was found")
    extraction = extract(pages, today)
    extraction.reader = reader.name
    return [extraction]


def read_page(item: Picture | TextPage, reader: Reader) -> Page:
    if isinstance(item, TextPage):
        return item.page
    height, width = item.pixels.shape[:2]
    words = reader.read(item.pixels)
    return Page(words, width, height, item.number, to_file=np.diag([1 / width, 1 / height, 1]))
