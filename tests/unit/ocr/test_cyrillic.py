"""Print in letters that the networks do not know: read by Tesseract where it is installed, and left alone elsewhere."""

from __future__ import annotations

import subprocess
from datetime import date
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from benchmarks.foreign.draw import draw_foreign
from services.ocr.decode import Picture
from services.ocr.extract import extract
from services.ocr.extract.country import is_bulgarian
from services.ocr.pipeline import read_page
from services.ocr.readers import cyrillic
from services.ocr.readers.ppocr import PpOcr
from services.ocr.words import Word

needs_tesseract = pytest.mark.skipif(not cyrillic.is_at_hand(), reason="Tesseract with Bulgarian is not installed")


@needs_tesseract
def test_a_bulgarian_receipt_gives_its_supplier_and_its_figures() -> None:
    drawing = next(one for one in draw_foreign(("bulgarian",)) if one.name == "bulgarian_hotel")
    picture = np.asarray(Image.open(BytesIO(drawing.jpeg)).convert("RGB"))
    read = extract(read_page(Picture(1, picture), PpOcr()), date(2026, 1, 1))
    assert read.supplier.name == "ХОТЕЛ ДУНАВ ПЛАЗА АД"
    assert (read.total, read.currency, read.issue_date) == (13080, "BGN", date(2025, 5, 9))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ENK 131129282", "3  BG131129282"], True),
        (["E 121699202", "  121699202"], True),  # the same nine digits under both labels
        (["CIF RO12345674", "TOTAL LEI 12.50"], False),
        (["NIP 123-456-78-90", "PARAGON FISKALNY", "BG131129282"], False),
    ],
)
def test_what_looks_bulgarian_without_its_letters(words: list[str], expected: bool) -> None:
    assert is_bulgarian(words) is expected


QUADS = np.array([[[0, 0], [90, 0], [90, 20], [0, 20]]] * 3, np.float32)
PIXELS = np.full((20, 90, 3), 255, np.uint8)
READ = [Word("PECTO 2.00", ((0, 0), (90, 0), (90, 20), (0, 20)), 0.9), Word("2.00", ((0, 0),) * 4, 0.9), None]


def test_figures_stay_as_they_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cyrillic, "_read", lambda _: ["РЕСТО 2.00", "2.ОО лв", "ФИСКАЛЕН БОН"])
    texts = [word.text if word else None for word in cyrillic.reread(PIXELS, QUADS, READ)]
    assert texts == ["РЕСТО 2.00", "2.00", "ФИСКАЛЕН БОН"]


@pytest.mark.parametrize("error", [OSError("no such file"), subprocess.TimeoutExpired("tesseract", 20)])
def test_where_it_fails_nothing_is_lost(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(_: Any) -> list[str]:
        raise error

    monkeypatch.setattr(cyrillic, "_read", fail)
    assert cyrillic.reread(PIXELS, QUADS, READ) == READ
