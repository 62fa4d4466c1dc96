"""From a file's bytes to its documents: decode, flatten, orient, read, extract. Each stage can be called on its own."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np

from services.ocr.decode import Decoded, Picture, TextPage, Xml
from services.ocr.errors import ReadError, Reason
from services.ocr.extract import extract
from services.ocr.extraction import Extraction
from services.ocr.sandbox import Sandbox
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
    pages = list(read_pages(decoded, reader))
    if not any(page.words for page in pages):
        raise ReadError(Reason.BLANK, "no text was found")
    extraction = extract(pages, today)
    extraction.reader = reader.name
    return [extraction]


def read_pages(decoded: Iterable[Decoded], reader: Reader) -> Iterator[Page]:
    for item in decoded:
        if isinstance(item, TextPage):
            yield item.page
        elif isinstance(item, Picture):
            height, width = item.pixels.shape[:2]
            words = reader.read(item.pixels)
            yield Page(words, width, height, item.number, to_file=np.diag([1 / width, 1 / height, 1]))
        elif isinstance(item, Xml):
            raise ReadError(Reason.UNKNOWN_TYPE, "e-Factura is not read yet")
