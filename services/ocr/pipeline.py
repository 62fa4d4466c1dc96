"""From a file's bytes to its documents: decode, flatten, orient, read, extract. Each stage can be called on its own.

CPU-bound and deterministic; call it from a thread. One page is in memory at a time, with one more being decoded.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date

from services.ocr.decode import Decoded, Picture, TextPage, Xml
from services.ocr.errors import ReadError, Reason
from services.ocr.extract import extract
from services.ocr.extract.bundle import part_documents
from services.ocr.extraction import Extraction
from services.ocr.orient import read_upright
from services.ocr.paper import Paper, find_papers
from services.ocr.sandbox import Sandbox
from services.ocr.split import is_torn_off, split_receipts
from services.ocr.trace import NO_TRACE, Trace
from services.ocr.words import Page, Reader


def read_document(
    data: bytes, reader: Reader, sandbox: Sandbox, today: date, trace: Trace = NO_TRACE
) -> list[Extraction]:
    """Read one file: its documents in order, with `part` 1…n where there are several.

    `today` bounds the documents' dates. Raises ReadError with the reason where the file cannot be read.
    """
    # Closed whatever happens: an error's traceback would keep it, and with it the decoding process, for later files.
    with closing(sandbox.decode(data)) as decoded:
        return read_decoded(decoded, reader, today, trace)


def read_decoded(decoded: Iterable[Decoded], reader: Reader, today: date, trace: Trace = NO_TRACE) -> list[Extraction]:
    """Read the pages that a decoder gives; see read_document."""
    started = time.perf_counter()
    contents = read_contents(decoded, reader, trace)
    if not contents.invoices and not any(page.words for pages in contents.documents() for page in pages):
        raise ReadError(Reason.BLANK, "no text was found in the file")
    extractions = [_extracted(pages, reader, today) for pages in contents.documents()]
    extractions += [_invoice(xml, today) for xml in contents.invoices]
    for part, extraction in enumerate(extractions, 1):
        extraction.part = part if len(extractions) > 1 else None
        extraction.elapsed_ms = round((time.perf_counter() - started) * 1000)
        trace.extraction(extraction)
    return extractions


@dataclass(slots=True)
class Contents:
    """What a file held: by page its papers, and e-Factura invoices."""

    pages: list[list[Page]] = field(default_factory=list)
    invoices: list[Xml] = field(default_factory=list)

    def documents(self) -> list[list[Page]]:
        """The pages of each document: several papers on one page are one each, whole pages go together as they tell."""
        if any(len(papers) > 1 for papers in self.pages):
            return [[paper] for papers in self.pages for paper in papers if paper.words]
        return part_documents([page for papers in self.pages for page in papers])


def read_contents(decoded: Iterable[Decoded], reader: Reader, trace: Trace = NO_TRACE) -> Contents:
    """The words on a file's pages and the invoices among its parts, before any rule looks at them."""
    contents = Contents()
    for item in decoded:
        if isinstance(item, Xml):
            contents.invoices.append(item)
        else:
            contents.pages.append(read_page(item, reader, trace))
    return contents


def read_page(item: Picture | TextPage, reader: Reader, trace: Trace = NO_TRACE) -> list[Page]:
    """The papers on one page of a file, top to bottom; at least one, though it may be without words."""
    if isinstance(item, TextPage):
        trace.words(item.page, None)
        return split_receipts(item.page)
    pages = _read_papers(item, reader, find_papers(reader, item.pixels), trace)
    if len(pages) > 1 and any(is_torn_off(page) for page in pages):
        pages = _read_papers(item, reader, find_papers(reader, item.pixels, apart=False), trace)
    parts = [part for page in pages for part in split_receipts(page)]
    # A sheet or a card beside the receipt is a paper without print.
    return [part for part in parts if part.words] or parts[:1]


def _read_papers(item: Picture, reader: Reader, papers: list[Paper], trace: Trace) -> list[Page]:
    trace.papers(item, papers)
    pages = [read_upright(reader, paper, item.number, item.pixels) for paper in papers]
    for page in pages:
        trace.words(page, item.pixels)
    return pages


def _extracted(pages: list[Page], reader: Reader, today: date) -> Extraction:
    extraction = extract(pages, today)
    extraction.reader = reader.name if any(page.source == "ocr" for page in pages) else "pdf-text"
    return extraction


def _invoice(xml: Xml, today: date) -> Extraction:
    # Imported where it is needed: most files are pictures.
    from services.ocr.ubl import read_ubl

    return read_ubl(xml.data, today)
