"""An A4 sheet as placed texts and rules, in points from the top left; drawn as pixels or as a PDF with a text layer."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # the package has no stubs
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageDraw

from benchmarks.receipts.fonts import ROOT, Face, load
from benchmarks.receipts.paper import Grey

WIDTH, HEIGHT = 595, 842
Align = Literal["left", "right", "centre"]

TYPEFACES = (
    ("truetype/liberation/LiberationSans-Regular.ttf", "truetype/liberation/LiberationSans-Bold.ttf"),
    ("truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"),
    ("truetype/dejavu/DejaVuSansCondensed.ttf", "truetype/dejavu/DejaVuSansCondensed-Bold.ttf"),
    ("truetype/liberation/LiberationSerif-Regular.ttf", "truetype/liberation/LiberationSerif-Bold.ttf"),
    ("truetype/roboto/unhinted/RobotoCondensed-Regular.ttf", "truetype/roboto/unhinted/RobotoCondensed-Bold.ttf"),
    ("truetype/open-sans/OpenSans-Regular.ttf", "truetype/open-sans/OpenSans-Bold.ttf"),
    ("truetype/liberation/LiberationMono-Regular.ttf", "truetype/liberation/LiberationMono-Bold.ttf"),
)


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    text: str
    size: float = 9
    bold: bool = False
    align: Align = "left"


@dataclass(slots=True)
class Sheet:
    """`y` of a text is its top. Rules are lines from (x0, y0) to (x1, y1)."""

    texts: list[Text] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)

    def put(self, x: float, y: float, text: str, size: float = 9, *, bold: bool = False, align: Align = "left") -> None:
        if text:
            self.texts.append(Text(x, y, text, size, bold, align))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.rules.append((x0, y0, x1, y1))


def as_pixels(sheet: Sheet, typeface: tuple[str, str], dpi: int) -> Grey:
    scale = dpi / 72
    page = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    pen = ImageDraw.Draw(page)
    for x0, y0, x1, y1 in sheet.rules:
        pen.line((x0 * scale, y0 * scale, x1 * scale, y1 * scale), fill=60, width=max(1, round(scale / 2)))
    for text in sheet.texts:
        font = load(Face(typeface[text.bold]), round(text.size * scale))
        x = _start(text, font.getlength(text.text) / scale)
        pen.text((x * scale, text.y * scale), text.text, font=font, fill=20)
    return np.asarray(page, np.uint8)


def as_pdf(sheet: Sheet, typeface: tuple[str, str]) -> bytes:
    """One page with both faces embedded, so that its text reads back with every Romanian letter."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(WIDTH, HEIGHT)
    fonts = [_embedded(document, ROOT / file) for file in typeface]
    for text in sheet.texts:
        length = load(Face(typeface[text.bold]), 100).getlength(text.text) / 100 * text.size
        item = pdfium.FPDFPageObj_CreateTextObj(document.raw, fonts[text.bold], text.size)
        encoded = (text.text + "\0").encode("utf-16-le")
        buffer = ctypes.create_string_buffer(encoded)
        pdfium.FPDFText_SetText(item, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        pdfium.FPDFPageObj_Transform(item, 1, 0, 0, 1, _start(text, length), HEIGHT - text.y - text.size * 0.8)
        pdfium.FPDFPage_InsertObject(page.raw, item)
    for x0, y0, x1, y1 in sheet.rules:
        path = pdfium.FPDFPageObj_CreateNewPath(x0, HEIGHT - y0)
        pdfium.FPDFPath_LineTo(path, x1, HEIGHT - y1)
        pdfium.FPDFPath_SetDrawMode(path, pdfium.FPDF_FILLMODE_NONE, True)
        pdfium.FPDFPage_InsertObject(page.raw, path)
    page.gen_content()
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def _embedded(document: pypdfium2.PdfDocument, file: Path) -> object:
    data = file.read_bytes()
    array = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
    return pdfium.FPDFText_LoadFont(document.raw, array, len(data), pdfium.FPDF_FONT_TRUETYPE, True)


def _start(text: Text, length: float) -> float:
    return {"left": text.x, "right": text.x - length, "centre": text.x - length / 2}[text.align]
