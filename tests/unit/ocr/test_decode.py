"""Every format that is read gives upright 8-bit RGB, PDF text or an invoice; every bad file its reason."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image

from benchmarks.sample_files import (
    LINES,
    drawn,
    e_factura,
    encoded,
    encrypted_pdf,
    pdf,
    pdf_text,
    png_header,
    sample_files,
    zipped,
)
from services.common.content_type import ContentType, content_type
from services.ocr.decode import Picture, TextPage, Xml, decode
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits

SAMPLES = sample_files()
PICTURES = ("jpeg", "png", "webp", "tiff", "heic", "avif")


def pages(data: bytes, **limits: Any) -> list[Any]:
    return list(decode(data, Limits(**limits)))


def refusal(data: bytes, **limits: Any) -> Reason:
    with pytest.raises(ReadError) as refused:
        pages(data, **limits)
    assert refused.value.message
    return refused.value.reason


@pytest.mark.parametrize("kind", PICTURES)
def test_every_picture_format_gives_its_pixels(kind: str) -> None:
    picture = pages(SAMPLES[kind])[0]
    assert isinstance(picture, Picture)
    assert picture.pixels.dtype == np.uint8
    assert sorted(picture.pixels.shape) == [3, 320, 480]
    assert picture.pixels.mean() > 200  # white paper
    assert picture.pixels.min() < 60  # black print


def test_type_is_told_by_content() -> None:
    assert [content_type(SAMPLES[kind]) for kind in SAMPLES] == [
        ContentType.JPEG,
        ContentType.PNG,
        ContentType.WEBP,
        ContentType.TIFF,
        ContentType.HEIF,
        ContentType.AVIF,
        ContentType.PDF,
        ContentType.PDF,
        ContentType.XML,
        ContentType.ZIP,
    ]


def test_a_tiff_gives_all_its_pages_in_order() -> None:
    assert [page.number for page in pages(SAMPLES["tiff"])] == [1, 2]


UPRIGHT = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_exif_orientation_is_undone_once(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Image.new("RGB", (64, 96), "white")
    stored.paste("red", (0, 0, 32, 48))  # a corner that tells all eight orientations apart
    turn = UPRIGHT[orientation]
    upright = stored if turn is None else stored.transpose(turn)
    pixels = pages(encoded(stored, kind, exif=exif.tobytes()))[0].pixels.astype(int)
    expected = np.asarray(upright).astype(int)
    assert pixels.shape == expected.shape
    assert np.abs(pixels - expected).mean() < 12


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("1", "PNG"), ("L", "JPEG"), ("P", "PNG"), ("LA", "PNG"), ("RGBA", "WEBP"), ("CMYK", "JPEG"), ("CMYK", "TIFF")],
)
def test_every_colour_mode_becomes_black_on_white(mode: str, kind: str) -> None:
    pixels = pages(encoded(drawn().convert(mode), kind))[0].pixels
    assert pixels.shape == (320, 480, 3)
    assert pixels[0, 0].min() > 245
    assert pixels.min() < 60


def test_what_is_transparent_is_paper() -> None:
    clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    assert pages(encoded(clear, "PNG"))[0].pixels.min() == 255


@pytest.mark.parametrize("bits", [10, 12, 16])
def test_deep_grey_keeps_its_white_whatever_bits_were_used(bits: int) -> None:
    grey = (np.asarray(drawn().convert("L"), np.uint16).astype(np.uint32) * (2**bits - 1) // 255).astype(np.uint16)
    for kind in ("PNG", "TIFF"):
        pixels = pages(encoded(Image.fromarray(grey), kind))[0].pixels
        assert pixels[0, 0].min() > 245
        assert pixels.min() < 60


def test_a_picture_is_shrunk_to_the_pixels_that_are_kept() -> None:
    for kind in ("JPEG", "PNG"):
        pixels = pages(encoded(drawn((2000, 1000)), kind), kept_pixels=500_000)[0].pixels
        assert pixels.shape == (500, 1000, 3)


def test_good_pdf_text_is_taken_as_it_is() -> None:
    (page,) = pages(SAMPLES["pdf of text"])
    assert isinstance(page, TextPage)
    assert tuple(word.text for word in page.page.words) == LINES
    assert page.page.source == "pdf_text"


@pytest.mark.parametrize("rotate", [0, 90])
def test_pdf_text_stands_where_a_viewer_shows_it(rotate: int) -> None:
    """Print that a viewer shows upright is taken as text; print that it shows lying is drawn and read as a picture."""
    (page,) = pages(pdf(pdf_text(), rotate=rotate))
    if rotate:
        assert isinstance(page, Picture)
        return
    first = page.page.words[0].quad
    left, top, _ = page.page.to_file @ [*first[0], 1]
    right, bottom, _ = page.page.to_file @ [*first[2], 1]
    assert (left, right) == pytest.approx((20 / 298, 160 / 298), abs=0.04)
    assert (top, bottom) == pytest.approx((28 / 420, 42 / 420), abs=0.01)


@pytest.mark.parametrize(
    "content",
    [
        pdf_text(mode=3),  # another OCR's invisible layer
        pdf_text(("7RWDO 12 50",)),  # too little to be the document
        pdf_text(("BXKFD GHJKL MNBVC", "QWRTP SDFGH XCVBN", "ZXCVB NMLKJ HGFDS")),  # fonts without meaning
        b"0 0 1 rg 20 20 200 300 re f",  # no text at all
    ],
)
def test_pdf_text_that_cannot_be_trusted_is_drawn(content: bytes) -> None:
    (page,) = pages(pdf(content))
    assert isinstance(page, Picture)


def test_a_scanned_pdf_is_drawn() -> None:
    (page,) = pages(SAMPLES["pdf of a scan"])
    assert isinstance(page, Picture)
    assert page.pixels.min() < 60


def test_an_e_factura_comes_through_alone_and_in_anafs_zip() -> None:
    assert pages(SAMPLES["xml"]) == [Xml(e_factura())]
    assert pages(SAMPLES["zip"]) == [Xml(e_factura())]


HOSTILE_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE Invoice [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">&b;</Invoice>'
)
BAD_FILES = {
    "an empty file": (b"", Reason.EMPTY_FILE),
    "a text": (b"just some text, whatever its name says", Reason.UNKNOWN_TYPE),
    "a truncated JPEG": (SAMPLES["jpeg"][: len(SAMPLES["jpeg"]) // 2], Reason.BROKEN_FILE),
    "a JPEG's first bytes": (SAMPLES["jpeg"][:20], Reason.BROKEN_FILE),
    "a truncated HEIC": (SAMPLES["heic"][:-200], Reason.BROKEN_FILE),
    "a PNG of 50,000 x 50,000 pixels": (png_header(50_000, 50_000), Reason.TOO_MANY_PIXELS),
    "a PNG without its pixels": (png_header(8_000, 8_000), Reason.BROKEN_FILE),
    "a picture of four pixels": (encoded(Image.new("RGB", (2, 2)), "PNG"), Reason.TOO_SMALL),
    "an encrypted PDF": (encrypted_pdf(), Reason.ENCRYPTED_PDF),
    "a PDF without pages": (pdf(b"", pages=0), Reason.NO_PAGES),
    "a PDF of rubbish": (b"%PDF-1.7\nrubbish", Reason.BROKEN_FILE),
    "a PDF with too many pages": (pdf(pdf_text(), pages=51), Reason.TOO_MANY_PAGES),
    "an XML that is cut short": (e_factura()[:-20], Reason.BROKEN_FILE),
    "an XML of another kind": (b"<html><body/></html>", Reason.UNKNOWN_TYPE),
    "an XML with entities": (HOSTILE_ENTITIES, Reason.UNKNOWN_TYPE),
    "an empty zip": (zipped(), Reason.NO_PAGES),
    "a zip of something else": (zipped(a=b"text"), Reason.UNKNOWN_TYPE),
    "a zip bomb": (zipped(**{"a.xml": bytes(30_000_000)}), Reason.TOO_LARGE),
    "a zip that is cut short": (SAMPLES["zip"][:60], Reason.BROKEN_FILE),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gives_its_reason(name: str) -> None:
    data, reason = BAD_FILES[name]
    assert refusal(data) == reason


def test_limits_are_configuration() -> None:
    assert refusal(SAMPLES["png"], bytes=100) == Reason.TOO_LARGE
    assert refusal(SAMPLES["png"], pixels=1000) == Reason.TOO_MANY_PIXELS
    assert refusal(SAMPLES["tiff"], pages=1) == Reason.TOO_MANY_PAGES
