"""PDF pages: their own text where it is good, else a picture of the page at the resolution that it deserves.

Runs in the sandbox's worker: nothing here trusts the file.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package has no stubs
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits
from services.ocr.pdf_text import text_page
from services.ocr.words import Image, Page

_POINTS_PER_INCH = 72
_DRAWN_DPI = 250  # 6 pt print comes out about 20 pixels high, which the recogniser reads without loss
_LEAST_SCAN_DPI = 120
_MOST_OBJECTS = 2_000  # a page of more objects than this is a drawing, not a scan


def pdf_pages(data: bytes, limits: Limits) -> Iterator[Page | Image]:
    """Each page in order: a Page of text, or pixels to be read."""
    document = _opened(data)
    try:
        pages = len(document)
        if pages == 0:
            raise ReadError(Reason.NO_PAGES, "the PDF has no pages")
        if pages > limits.pages:
            raise ReadError(Reason.TOO_MANY_PAGES, f"the PDF has {pages} pages; at most {limits.pages} are read")
        document.init_forms()
        for number in range(1, pages + 1):
            page = document[number - 1]
            scan_dpi = _scan_dpi(page)
            yield text_page(page, number, scanned=scan_dpi is not None) or _drawn(page, scan_dpi, limits)
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


def _drawn(page: pdfium.PdfPage, scan_dpi: float | None, limits: Limits) -> Image:
    width, height = page.get_size()
    dpi = max(scan_dpi, _LEAST_SCAN_DPI) if scan_dpi else _DRAWN_DPI
    most = math.sqrt(limits.kept_pixels / max(width * height, 1.0))
    bitmap = page.render(scale=min(dpi / _POINTS_PER_INCH, most), rev_byteorder=True, fill_color=(255, 255, 255, 255))
    pixels = np.atleast_3d(bitmap.to_numpy())[:, :, :3]
    if pixels.shape[2] == 1:
        pixels = np.repeat(pixels, 3, axis=2)
    copy = np.ascontiguousarray(pixels)
    bitmap.close()
    return copy
