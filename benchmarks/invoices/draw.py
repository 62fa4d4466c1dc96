"""Draw one invoice by its seed: as a PDF with a text layer, or as a scan or photo of the sheet, with its truth."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, Literal

import cv2

from benchmarks.invoices.bill import draw_bill
from benchmarks.invoices.layouts import compose
from benchmarks.invoices.sheet import TYPEFACES, as_pdf, as_pixels
from benchmarks.receipts.photo import TAKE

InvoiceGrade = Literal["pdf", "scan", "photo"]


@dataclass(frozen=True, slots=True)
class InvoiceDrawing:
    name: str
    data: bytes
    truth: dict[str, Any]


def draw_invoice(grade: InvoiceGrade, seed: int) -> InvoiceDrawing:
    """The same grade and seed give the same invoice on machines with the same fonts and libraries."""
    rng = Random(f"invoice:{grade}:{seed}")
    bill = draw_bill(rng)
    sheet = compose(bill, rng)
    typeface = TYPEFACES[seed % len(TYPEFACES)]
    if grade == "pdf":
        return InvoiceDrawing(f"invoice_{seed:03d}.pdf", as_pdf(sheet, typeface), bill.as_truth())
    taken = TAKE[grade](as_pixels(sheet, typeface, 220), rng)
    done, jpeg = cv2.imencode(".jpg", taken.picture, [cv2.IMWRITE_JPEG_QUALITY, taken.quality])
    assert done
    return InvoiceDrawing(f"invoice_{grade}_{seed:03d}.jpg", jpeg.tobytes(), bill.as_truth())
