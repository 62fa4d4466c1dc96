"""From the bytes of files to their documents: decode, flatten, orient, read, extract. Each stage can be called alone.

CPU-bound and deterministic; call it from a thread. One page is in memory at a time, with one more being decoded.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date

from services.ocr.decode import ALL, Decoded, Picture, TextPage, Wanted, Xml
from services.ocr.errors import ReadError, Reason
from services.ocr.extract import extract
from services.ocr.extract.bundle import part_documents
from services.ocr.extraction import Box, Extraction
from services.ocr.orient import read_upright
from services.ocr.overlap import without_overlap
from services.ocr.paper import Paper, find_papers
from services.ocr.sandbox import Sandbox
from services.ocr.split import is_torn_off, split_receipts, without_repeats
from services.ocr.trace import NO_TRACE, Trace
from services.ocr.words import Page, Reader


@dataclass(frozen=True, slots=True)
class File:
    """One file of what is read together, and which of its pages."""

    data: bytes
    wanted: Wanted = ALL


@dataclass(frozen=True, slots=True)
class Outcome:
    """The documents in order, for each the first and last of its pages, and the number of pages of each file.

    Pages are numbered from 1 through all files; a document without pages, as an e-Factura, has 0 and 0. `papers` are
    those on all pages, with every word on them.
    """

    extractions: list[Extraction]
    page_ranges: list[tuple[int, int]]
    page_counts: list[int]
    papers: list[Page] = field(default_factory=list)


def read_document(
    data: bytes, reader: Reader, sandbox: Sandbox, today: date, trace: Trace = NO_TRACE
) -> list[Extraction]:
    """Read one file: its documents in order, with `part` 1…n where there are several.

    `today` bounds the documents' dates. Raises ReadError with the reason where the file cannot be read.
    """
    return read_files([File(data)], reader, sandbox, today, trace).extractions


def read_decoded(decoded: Iterable[Decoded], reader: Reader, today: date, trace: Trace = NO_TRACE) -> list[Extraction]:
    """Read the pages that a decoder gives; see read_document."""
    started = time.perf_counter()
    contents = Contents()
    read_contents(decoded, reader, contents, trace)
    return _outcome(contents, reader, today, started, trace, whole=False).extractions


def read_files(
    files: Sequence[File],
    reader: Reader,
    sandbox: Sandbox,
    today: date,
    trace: Trace = NO_TRACE,
    *,
    whole: bool = False,
) -> Outcome:
    """Read files in order as if they were one; `whole` makes one document of all that is found. See read_document."""
    started = time.perf_counter()
    contents = Contents()
    for file in files:
        # Closed whatever happens: an error's traceback would keep it, and with it the decoding process.
        with closing(sandbox.decode(file.data, file.wanted)) as decoded:
            read_contents(decoded, reader, contents, trace)
        if len(contents.pages) > sandbox.limits.pages:
            raise ReadError(Reason.TOO_MANY_PAGES, f"at most {sandbox.limits.pages} pages are read as one")
    return _outcome(contents, reader, today, started, trace, whole=whole)


@dataclass(slots=True)
class Contents:
    """What was in the files: by page its papers, e-Factura invoices, and how many pages each file had."""

    pages: list[list[Page]] = field(default_factory=list)
    invoices: list[Xml] = field(default_factory=list)
    page_counts: list[int] = field(default_factory=list)

    def documents(self, *, whole: bool = False) -> list[list[Page]]:
        """The pages of each document: several papers on one page are one each, whole pages go together as they tell.

        With `whole` all papers in order are one document, unless there is an invoice, which says it all.
        """
        papers = [paper for papers in self.pages for paper in papers]
        if whole:
            return [] if self.invoices else [[paper for paper in papers if paper.words]]
        if any(len(papers) > 1 for papers in self.pages):
            return [[paper] for paper in papers if paper.words]
        return part_documents(papers)


def read_contents(decoded: Iterable[Decoded], reader: Reader, contents: Contents, trace: Trace = NO_TRACE) -> None:
    """Add the words on a file's pages and the invoices among its parts, before any rule looks at them."""
    before = len(contents.pages)
    for item in decoded:
        if isinstance(item, Xml):
            contents.invoices.append(item)
        else:
            number = len(contents.pages) + 1
            contents.pages.append([replace(paper, number=number) for paper in read_page(item, reader, trace)])
    contents.page_counts.append(len(contents.pages) - before)


def read_page(item: Picture | TextPage, reader: Reader, trace: Trace = NO_TRACE) -> list[Page]:
    """The papers on one page of a file, top to bottom; at least one, though it may be without words."""
    if isinstance(item, TextPage):
        trace.words(item.page, None)
        return split_receipts(item.page)
    pages = _read_papers(item, reader, find_papers(reader, item.pixels), trace)
    if len(pages) > 1 and any(is_torn_off(page) for page in pages):
        pages = _read_papers(item, reader, find_papers(reader, item.pixels, apart=False), trace)
    parts = [part for page in without_repeats(pages) for part in split_receipts(page)]
    # A sheet or a card beside the receipt is a paper without print.
    return [part for part in parts if part.words] or parts[:1]


def _read_papers(item: Picture, reader: Reader, papers: list[Paper], trace: Trace) -> list[Page]:
    trace.papers(item, papers)
    pages = [read_upright(reader, paper, item.number, item.pixels) for paper in papers]
    for page in pages:
        trace.words(page, item.pixels)
    return pages


def _outcome(contents: Contents, reader: Reader, today: date, started: float, trace: Trace, *, whole: bool) -> Outcome:
    if whole and len(contents.invoices) > 1:
        raise ReadError(Reason.SEVERAL_INVOICES, f"{len(contents.invoices)} e-Factura invoices are not one document")
    documents = contents.documents(whole=whole)
    if not contents.invoices and not any(page.words for pages in documents for page in pages):
        raise ReadError(Reason.BLANK, "no text was found in the file")
    extractions = [_extracted(pages, reader, today, whole=whole) for pages in documents]
    extractions += [_invoice(xml, today) for xml in contents.invoices]
    for part, extraction in enumerate(extractions, 1):
        extraction.part = part if len(extractions) > 1 else None
        extraction.elapsed_ms = round((time.perf_counter() - started) * 1000)
        trace.extraction(extraction)
    ranges = [(min(page.number for page in pages), max(page.number for page in pages)) for pages in documents]
    every_page = (1, len(contents.pages)) if whole and contents.pages else (0, 0)
    papers = [paper for papers in contents.pages for paper in papers]
    return Outcome(extractions, ranges + [every_page for _ in contents.invoices], contents.page_counts, papers)


def _extracted(pages: list[Page], reader: Reader, today: date, *, whole: bool) -> Extraction:
    """One document of these papers. The rules tell papers apart by number, and two may lie on one page of a file."""
    numbers = [page.number for page in pages]
    sheets = [replace(page, number=sheet) for sheet, page in enumerate(pages, 1)]
    extraction = extract(sheets, today)
    if whole and _failed(extraction):
        extraction = min(extraction, extract(without_overlap(sheets), today), key=_failed)
    extraction.boxes = {name: Box(numbers[box.page - 1], box.quad) for name, box in extraction.boxes.items()}
    extraction.pages = len(set(numbers))
    extraction.reader = reader.name if any(page.source == "ocr" for page in pages) else "pdf-text"
    return extraction


def _failed(extraction: Extraction) -> int:
    """Photos may overlap, and a till may print two purchases alike: what does not add up tells which it was."""
    return sum(not check.ok for check in extraction.checks)


def _invoice(xml: Xml, today: date) -> Extraction:
    # Imported where it is needed: most files are pictures.
    from services.ocr.ubl import read_ubl

    return read_ubl(xml.data, today)
