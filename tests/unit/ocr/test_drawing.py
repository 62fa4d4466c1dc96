"""Pages drawn for people: every kind of file, upright, in the size asked for; boxes fit, and hostile files are told."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from datetime import date

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from benchmarks.sample_files import drawn, e_factura, encoded, encrypted_pdf, pdf, pdf_text, png_header, zipped
from services.ocr.drawing import LONGEST_SIDE, Drawing, Drawn
from services.ocr.errors import ReadError
from services.ocr.limits import Limits
from services.ocr.pipeline import read_document
from services.ocr.readers.ppocr import PpOcr
from services.ocr.sandbox import Sandbox

LINES = ("FACTURA NR 7", "TOTAL DE PLATA 119,00")


pillow_heif.register_heif_opener()


@pytest.fixture(scope="module")
def drawing() -> Iterator[Drawing]:
    drawer = Drawing(Limits(), 1)
    yield drawer
    drawer.close()


def draw(drawing: Drawing, content: bytes, page: int = 1, width: int = LONGEST_SIDE) -> Drawn:
    return asyncio.run(drawing.draw(content, page, width))


def pixels(page: Drawn) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(page.picture)).convert("L"))


def sheet(width: int = 300, height: int = 200) -> Image.Image:
    return drawn((width, height), LINES)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
def test_a_picture_of_any_kind_is_drawn_as_large_as_it_is(drawing: Drawing, kind: str) -> None:
    page = draw(drawing, encoded(sheet(), kind))
    assert (page.width, page.height) == (300, 200)
    assert page.picture[:3] == b"\xff\xd8\xff"
    assert pixels(page).shape == (200, 300)


@pytest.mark.parametrize(("width", "size"), [(2200, (1650, 2200)), (320, (320, 427))])
def test_a_large_photo_fits_the_width_and_the_longest_side(drawing: Drawing, width: int, size: tuple[int, int]) -> None:
    page = draw(drawing, encoded(sheet(3000, 4000), "JPEG"), width=width)
    assert (page.width, page.height) == pytest.approx(size, abs=1)


def test_a_photo_is_drawn_as_its_orientation_says(drawing: Drawing) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    sheet().save(stream, "JPEG", exif=exif)
    page = draw(drawing, stream.getvalue())
    assert (page.width, page.height) == (200, 300)


def test_any_page_of_a_pdf_or_a_tiff_is_drawn_and_no_other(drawing: Drawing) -> None:
    frames = io.BytesIO()
    sheet(300).save(frames, "TIFF", save_all=True, append_images=[sheet(400), sheet(500)])
    assert [draw(drawing, frames.getvalue(), page).width for page in (1, 2, 3)] == [300, 400, 500]
    text = pdf(pdf_text(), pages=3)
    page = draw(drawing, text, 3)
    assert max(page.width, page.height) in (LONGEST_SIDE - 1, LONGEST_SIDE)
    for content in (frames.getvalue(), text):
        with pytest.raises(ReadError) as refused:
            draw(drawing, content, 4)
        assert refused.value.reason == "page_unknown"


@pytest.mark.parametrize("content", [e_factura(), zipped(**{"1.xml": e_factura()})])
def test_an_e_factura_has_no_page(drawing: Drawing, content: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        draw(drawing, content)
    assert refused.value.reason == "page_unknown"


@pytest.mark.parametrize("kind", ["pdf", "photo"])
def test_the_boxes_of_the_extraction_fit_the_drawn_page(drawing: Drawing, kind: str) -> None:
    content = pdf(pdf_text(), pages=1) if kind == "pdf" else encoded(sheet(800, 600).rotate(90, expand=True), "PNG")
    with Sandbox() as sandbox:
        [document] = read_document(content, PpOcr(), sandbox, date(2024, 4, 1))
    page = pixels(draw(drawing, content, width=640))
    height, width = page.shape
    boxes = [np.array(box.quad) * (width, height) for box in document.boxes.values()]
    assert boxes
    for quad in boxes:
        (left, top), (right, bottom) = quad.min(axis=0).astype(int), np.ceil(quad.max(axis=0)).astype(int)
        assert (page[max(top, 0) : bottom, max(left, 0) : right] < 128).any(), "print stands where the box says"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (encrypted_pdf(), "encrypted_pdf"),
        (png_header(60_000, 60_000), "too_many_pixels"),
        (encoded(sheet(), "PNG")[:200], "broken_file"),
        (b"GIF89a nothing of ours", "unknown_type"),
        (b"", "empty_file"),
    ],
)
def test_a_file_that_can_not_be_drawn_says_why_and_the_next_one_is_drawn(
    drawing: Drawing, content: bytes, reason: str
) -> None:
    with pytest.raises(ReadError) as refused:
        draw(drawing, content)
    assert refused.value.reason == reason
    assert draw(drawing, encoded(sheet(), "PNG")).width == 300
