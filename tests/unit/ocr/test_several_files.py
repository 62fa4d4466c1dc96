"""Files that are read together: in order, some of their pages, as one document where a person said so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PIL import Image

from benchmarks.sample_files import drawn, e_factura, encoded, pdf, pdf_text, zipped
from services.ocr.decode import Wanted
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits
from services.ocr.pipeline import File, Outcome, read_files
from services.ocr.readers.ppocr import PpOcr
from services.ocr.sandbox import Sandbox
from services.ocr.words import Reader

BEGINNING = (
    "MAGAZIN EXEMPLU SRL",
    "STR. LUNGA NR. 5 BRASOV",
    "CIF RO12345674",
    "2,000 BUC X 4,50",
    "PAINE ALBA 9,00 B",
)
END = (
    "1,000 BUC X 3,50",
    "LAPTE 1L 3,50 B",
    "TOTAL LEI 12,50",
    "TVA B 9% 1,03",
    "NUMERAR 12,50",
    "DATA 05-03-2024 ORA 10:15",
    "NR. BON 0042",
)
TODAY = date(2024, 4, 1)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return PpOcr()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


def photo(lines: tuple[str, ...]) -> bytes:
    return encoded(drawn((560, 60 + 50 * len(lines)), lines, 28), "PNG")


def pages(count: int) -> bytes:
    return pdf(pdf_text(), pages=count)


def read(reader: Reader, sandbox: Sandbox, *files: bytes | File, whole: bool = True) -> Outcome:
    each = [file if isinstance(file, File) else File(file) for file in files]
    return read_files(each, reader, sandbox, TODAY, whole=whole)


def test_a_receipt_over_two_photos_is_one_document_whose_lines_follow(reader: Reader, sandbox: Sandbox) -> None:
    outcome = read(reader, sandbox, photo(BEGINNING), photo(END))
    [document] = outcome.extractions
    assert [line.description for line in document.lines] == ["PAINE ALBA", "LAPTE 1L"]
    assert (document.total, document.supplier.cui, document.issue_date) == (1250, "12345674", date(2024, 3, 5))
    assert {check.name: check.ok for check in document.checks if "lines" in check.name} == {"lines_total": True}
    assert (document.boxes["supplier.cui"].page, document.boxes["total"].page) == (1, 2)
    assert (document.part, document.pages) == (None, 2)
    assert (outcome.page_ranges, outcome.page_counts) == ([(1, 2)], [1, 1])


MIDDLE = (
    "3,000 BUC X 2,00",
    "APA PLATA 2L 6,00 B",
)
SUM = tuple(line.replace("12,50", "18,50").replace("1,03", "1,53") for line in END)


def test_what_two_photos_of_a_receipt_both_show_is_counted_once(reader: Reader, sandbox: Sandbox) -> None:
    [document] = read(reader, sandbox, photo(BEGINNING + MIDDLE), photo(BEGINNING[-1:] + MIDDLE + SUM)).extractions
    assert [line.description for line in document.lines] == ["PAINE ALBA", "APA PLATA 2L", "LAPTE 1L"]
    assert (document.total, document.boxes["total"].page) == (1850, 2)
    assert {check.name: check.ok for check in document.checks if "lines" in check.name} == {"lines_total": True}


def test_what_was_bought_twice_is_counted_twice_though_the_photos_end_and_begin_alike(
    reader: Reader, sandbox: Sandbox
) -> None:
    twice = tuple(line.replace("18,50", "24,50").replace("1,53", "2,02") for line in SUM)
    [document] = read(reader, sandbox, photo(BEGINNING + MIDDLE), photo(MIDDLE + twice)).extractions
    assert [line.description for line in document.lines].count("APA PLATA 2L") == 2
    assert document.total == 2450


def test_two_strips_of_one_receipt_on_one_photo_are_one_document_in_order(reader: Reader, sandbox: Sandbox) -> None:
    scan = Image.new("RGB", (1300, 520), "white")
    scan.paste(drawn((560, 310), BEGINNING, 28), (20, 20))
    scan.paste(drawn((560, 410), END, 28), (700, 60))
    [document] = read(reader, sandbox, encoded(scan, "PNG")).extractions
    assert (document.total, document.pages, document.part) == (1250, 1, None)
    assert {box.page for box in document.boxes.values()} == {1}


def test_pages_of_several_files_are_numbered_through_all_of_them(reader: Reader, sandbox: Sandbox) -> None:
    outcome = read(reader, sandbox, pages(2), pages(3))
    assert (outcome.page_counts, outcome.page_ranges) == ([2, 3], [(1, 5)])
    assert outcome.extractions[0].pages == 5


def test_only_the_wanted_pages_of_a_file_are_read(reader: Reader, sandbox: Sandbox) -> None:
    outcome = read(reader, sandbox, File(pages(5), Wanted(2, 3)), File(pages(2), Wanted(2, 9)))
    assert (outcome.page_counts, outcome.page_ranges) == ([2, 1], [(1, 3)])


def test_without_whole_receipts_of_a_photo_are_told_apart_with_their_page(reader: Reader, sandbox: Sandbox) -> None:
    lines = (*BEGINNING, *END)
    scan = Image.new("RGB", (1300, 760), "white")
    scan.paste(drawn((560, 660), lines, 28), (20, 20))
    scan.paste(drawn((560, 660), lines, 28), (700, 40))
    file = encoded(scan, "PNG")
    assert read(reader, sandbox, file, whole=False).page_ranges == [(1, 1), (1, 1)]
    assert len(read(reader, sandbox, file, whole=True).extractions) == 1


def test_an_e_factura_says_it_all_and_the_pages_beside_it_are_shown(reader: Reader, sandbox: Sandbox) -> None:
    outcome = read(reader, sandbox, e_factura(), pages(2))
    assert [document.source for document in outcome.extractions] == ["ubl"]
    assert (outcome.page_counts, outcome.page_ranges) == ([0, 2], [(1, 2)])


def test_several_e_factura_are_never_one_document(reader: Reader, sandbox: Sandbox) -> None:
    both = zipped(**{"1.xml": e_factura(), "2.xml": e_factura()})
    with pytest.raises(ReadError) as refused:
        read(reader, sandbox, both)
    assert refused.value.reason == Reason.SEVERAL_INVOICES
    assert len(read(reader, sandbox, both, whole=False).extractions) == 2


def test_all_files_together_have_no_more_pages_than_one_may(reader: Reader) -> None:
    with Sandbox(Limits(pages=4)) as sandbox, pytest.raises(ReadError) as refused:
        read(reader, sandbox, pages(3), pages(3))
    assert refused.value.reason == Reason.TOO_MANY_PAGES
