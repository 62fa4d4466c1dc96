"""A paper is read alike however it was photographed; several give several documents; boxes find their way back."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from PIL import Image

from benchmarks.sample_files import drawn, e_factura, encoded, pdf, pdf_text, zipped
from services.ocr.decode import Picture
from services.ocr.errors import ReadError, Reason
from services.ocr.extraction import Extraction
from services.ocr.pipeline import read_document, read_page
from services.ocr.readers.ppocr import PpOcr
from services.ocr.sandbox import Sandbox
from services.ocr.words import Page, Reader

RECEIPT = (
    "MAGAZIN EXEMPLU SRL",
    "STR. LUNGA NR. 5 BRASOV",
    "CIF RO12345674",
    "2,000 BUC X 4,50",
    "PAINE ALBA 9,00 B",
    "1,000 BUC X 3,50",
    "LAPTE 1L 3,50 B",
    "TOTAL LEI 12,50",
    "TVA B 9% 1,03",
    "NUMERAR 12,50",
    "DATA 05-03-2024 ORA 10:15",
    "NR. BON 0042",
)
OTHER = (
    "CAFENEAUA MICA SRL",
    "CIF RO6859662",
    *RECEIPT[3:7],
    "TOTAL LEI 12,50",
    "DATA 06-03-2024 ORA 11:20",
    "BON 0043",
)
TODAY = date(2024, 4, 1)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return PpOcr()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


def paper(lines: tuple[str, ...] = RECEIPT) -> Image.Image:
    return drawn((560, 60 + 50 * len(lines)), lines, 28)


def desk(width: int, height: int) -> Image.Image:
    noise = np.random.default_rng(5).normal(0, 5, (height, width, 1))
    return Image.fromarray(np.clip(np.array([96, 72, 54]) + noise, 0, 255).astype(np.uint8))


def laid(onto: Image.Image, sheet: Image.Image, place: tuple[int, int], angle: float = 0) -> Image.Image:
    shape = Image.new("L", sheet.size, 255).rotate(angle, expand=True)
    onto.paste(sheet.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC), place, shape)
    return onto


def pages_of(reader: Reader, picture: Image.Image) -> list[Page]:
    return read_page(Picture(1, np.asarray(picture)), reader)


def texts(page: Page) -> list[str]:
    return [word.text for word in sorted(page.words, key=lambda word: word.quad[0][1])]


def likeness(page: Page, lines: tuple[str, ...] = RECEIPT) -> float:
    return sum(line in texts(page) for line in lines) / len(lines)


def test_a_scan_that_fills_its_picture_is_read_as_it_is(reader: Reader) -> None:
    (page,) = pages_of(reader, paper())
    assert texts(page) == list(RECEIPT)
    assert (page.width, page.height) == paper().size


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_upright(reader: Reader, turn: int) -> None:
    (page,) = pages_of(reader, paper().rotate(turn, expand=True))
    assert likeness(page) >= 0.9


@pytest.mark.parametrize("angle", [-25, -8, 6, 17, 40, 100, 200])
def test_a_tilted_paper_is_levelled(reader: Reader, angle: int) -> None:
    (page,) = pages_of(reader, laid(desk(1500, 1500), paper(), (200, 200), angle))
    assert likeness(page) >= 0.8
    slopes = [
        math.atan2(w.quad[1][1] - w.quad[0][1], w.quad[1][0] - w.quad[0][0]) for w in page.words if len(w.text) > 8
    ]
    assert max(map(abs, slopes)) < math.radians(2.5)


def test_a_small_receipt_on_a_large_desk_is_looked_at_closely(reader: Reader) -> None:
    small = paper().resize((400, 471), Image.Resampling.LANCZOS)
    (page,) = pages_of(reader, laid(desk(3600, 2700), small, (2500, 1400), 7))
    assert likeness(page) >= 0.7


def test_fine_print_far_below_the_rest_of_its_sheet_is_read(reader: Reader) -> None:
    """A bill's foot is too small to be seen from afar; the head of the sheet shows how far the sheet goes."""
    foot = ("ALFA CONSULT SRL, CIF RO14399840", "IBAN RO49AAAA1B31007593840000")
    sheet = Image.new("RGB", (1000, 1400), "white")
    sheet.paste(paper(), (60, 20))
    sheet.paste(drawn((420, 70), foot, 11), (300, 1310))
    (page,) = pages_of(reader, laid(desk(4800, 4400), sheet, (900, 700), 6))
    assert {line.replace(" ", "") for line in foot} <= {text.replace(" ", "") for text in texts(page)}
    assert likeness(page) >= 0.8


@pytest.mark.parametrize("turn", [0, 90, 180])
def test_boxes_map_to_where_the_words_stand_in_the_file(reader: Reader, turn: int) -> None:
    picture = laid(desk(1500, 1500), paper(), (200, 200), 12)
    upright = {
        word.text: page.to_file @ [*word.quad[0], 1] for page in pages_of(reader, picture) for word in page.words
    }
    (page,) = pages_of(reader, picture.rotate(turn))
    for word in page.words:
        if word.text in upright:
            place = page.to_file @ [*word.quad[0], 1]
            x, y = (upright[word.text] / upright[word.text][2])[:2]
            expected = {0: (x, y), 90: (y, 1 - x), 180: (1 - x, 1 - y)}[turn]
            assert (place / place[2])[:2] == pytest.approx(expected, abs=0.01)


def test_several_papers_in_one_photo_are_several_documents(reader: Reader, sandbox: Sandbox) -> None:
    photo = laid(laid(desk(1900, 1200), paper(), (120, 150), 5), paper(OTHER), (1050, 200), -9)
    documents = read_document(encoded(photo, "JPEG"), reader, sandbox, TODAY)
    assert [document.part for document in documents] == [1, 2]
    assert {document.issue_date for document in documents} == {date(2024, 3, 5), date(2024, 3, 6)}


@pytest.mark.parametrize("beside", [True, False])
def test_receipts_on_one_white_scan_are_several_documents(reader: Reader, sandbox: Sandbox, beside: bool) -> None:
    scan = Image.new("RGB", (1300, 1500), "white")
    scan.paste(paper(), (20, 20))
    scan.paste(paper(OTHER), (700, 60) if beside else (20, 900))
    documents = read_document(encoded(scan, "PNG"), reader, sandbox, TODAY)
    assert [document.part for document in documents] == [1, 2]


def test_pages_of_a_pdf_are_one_document(reader: Reader, sandbox: Sandbox) -> None:
    (document,) = read_document(pdf(pdf_text(), pages=3), reader, sandbox, TODAY)
    assert document.pages == 3
    assert document.part is None
    assert document.source == "pdf_text"


def test_an_e_factura_is_read_from_its_xml_and_from_a_zip(reader: Reader, sandbox: Sandbox) -> None:
    for data in (e_factura(), zipped(**{"1.xml": e_factura()})):
        (document,) = read_document(data, reader, sandbox, TODAY)
        assert document.source == "ubl"
        assert document.issue_date == date(2024, 3, 5)


def test_a_blank_page_gives_its_reason(reader: Reader, sandbox: Sandbox) -> None:
    with pytest.raises(ReadError) as refused:
        read_document(encoded(Image.new("RGB", (800, 600), "white"), "PNG"), reader, sandbox, TODAY)
    assert refused.value.reason == Reason.BLANK


def test_reading_a_file_twice_gives_the_same(reader: Reader, sandbox: Sandbox) -> None:
    def read() -> Extraction:
        (document,) = read_document(encoded(paper(), "JPEG"), reader, sandbox, TODAY)
        document.elapsed_ms = 0
        return document

    assert read() == read()
