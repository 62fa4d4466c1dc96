"""PDF pages: their own text where it is good, else a picture of the page at the resolution that it deserves.

Runs in the sandbox's worker: nothing here trusts the file.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package has no stubs
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from services.ocr.decode import ALL, Wanted
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits
from services.ocr.pdf_text import text_page
from services.ocr.words import Image, Page

_POINTS_PER_INCH = 72
_DRAWN_DPI = 250  # 6 pt print comes out about 20 pixels high, which the recogniser reads without loss
_LEAST_SCAN_DPI = 120
_MOST_OBJECTS = 2_000  # a page of more objects than this is a drawing, not a scan


def pdf_pages(data: bytes, limits: Limits, wanted: Wanted = ALL) -> Iterator[Page | Image]:
    """Each wanted page in order: a Page of text, or pixels to be read; pixels alone where it is drawn to look at."""
    document = _opened(data)
    try:
        pages = len(document)
        if pages == 0:
            raise ReadError(Reason.NO_PAGES, "the PDF has no pages")
        if pages > limits.pages and not wanted.drawn:
            raise ReadError(Reason.TOO_MANY_PAGES, f"the PDF has {pages} pages; at most {limits.pages} are read")
        document.init_forms()
        for number in wanted.numbers(pages):
            page = document[number - 1]
            if wanted.drawn_page:
                yield _drawn(page, _scale_within(page, wanted.drawn_page, limits))
            else:
                scan_dpi = _scan_dpi(page)
                text = text_page(page, number, scanned=scan_dpi is not None)
                yield text or _drawn(page, _scale_to_read(page, scan_dpi, limits))
            page.close()
    finally:
        document.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # PDFium keeps the error of an earlier file where it sets none: the word has to stand in this one.
        if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY} and b"/Encrypt" in data:
            raise ReadError(Reason.ENCRYPTED_PDF, "the PDF is protected by a password") from error
        if b"/Count 0" in data and b"/Kids" in data:
            raise ReadError(Reason.NO_PAGES, "the PDF has no pages") from error
        raise ReadError(Reason.BROKEN_FILE, "the PDF is damaged or cut short") from error


def _scan_dpi(page: pdfium.PdfPage) -> float | None:
    """The resolution of the picture that fills the page; None where no picture covers at least half of it."""
    width, height = page.get_size()
    best: float | None = None
    most_covered = 0.5
    for count, item in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        if count >= _MOST_OBJECTS:
            return None
        left, bottom, right, top = item.get_bounds()
        covered = (right - left) * (top - bottom) / max(width * height, 1.0)
        if covered >= most_covered:
            most_covered = covered
            pixels = math.prod(item.get_px_size())
            best = math.sqrt(pixels / max((right - left) * (top - bottom), 1.0)) * _POINTS_PER_INCH
    return best


def _scale_to_read(page: pdfium.PdfPage, scan_dpi: float | None, limits: Limits) -> float:
    """Pixels per point at which print is read best."""
    width, height = page.get_size()
    dpi = max(scan_dpi, _LEAST_SCAN_DPI) if scan_dpi else _DRAWN_DPI
    return min(dpi / _POINTS_PER_INCH, math.sqrt(limits.kept_pixels / max(width * height, 1.0)))


def _scale_within(page: pdfium.PdfPage, size: tuple[int, int], limits: Limits) -> float:
    """Pixels per point at which the page fits a size and is no larger than is kept; PDFium rounds up, so a pixel
    less."""
    width, height = (max(float(side), 1.0) for side in page.get_size())
    return min((size[0] - 1) / width, (size[1] - 1) / height, math.sqrt(limits.kept_pixels / (width * height)))


def _drawn(page: pdfium.PdfPage, scale: float) -> Image:
    bitmap = page.render(scale=scale, rev_byteorder=True, fill_color=(255, 255, 255, 255))
    pixels = np.atleast_3d(bitmap.to_numpy())[:, :, :3]
    if pixels.shape[2] == 1:
        pixels = np.repeat(pixels, 3, axis=2)
    copy = np.ascontiguousarray(pixels)
    bitmap.close()
    return copy
