"""Draw the foreign receipts: every second one scanned, the others photographed, in fonts that have their letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import cv2

from benchmarks.foreign.receipts import LANGUAGES, ForeignReceipt, read_receipts
from benchmarks.receipts.fonts import faces_at_hand, writes
from benchmarks.receipts.paper import draw_print, print_rows, thermal
from benchmarks.receipts.photo import photo, scan
from benchmarks.receipts.wording import Row

_NARROWEST = 32


@dataclass(frozen=True, slots=True)
class ForeignDrawing:
    """The picture of one receipt as JPEG bytes, and its truth."""

    name: str
    jpeg: bytes
    truth: dict[str, Any]


def draw_foreign(languages: tuple[str, ...] = LANGUAGES) -> Iterator[ForeignDrawing]:
    """Every receipt of the languages; the same on machines with the same fonts and libraries."""
    for language in languages:
        for place, receipt in enumerate(read_receipts(language)):
            yield _drawing(receipt, is_scan=place % 2 == 1)


def _drawing(receipt: ForeignReceipt, *, is_scan: bool) -> ForeignDrawing:
    rng = Random(receipt.name)
    letters = frozenset("".join(receipt.rows)) - {" "}
    # Columns are parted by spaces, so that only faces with letters of one width print them one below the other.
    faces = [face for face in faces_at_hand() if face.mono and writes(face, letters)]
    columns = max(_NARROWEST, *(len(row) for row in receipt.rows))
    style = draw_print(rng, rng.choice(faces), columns)
    paper = thermal(print_rows([_row(text) for text in receipt.rows], columns, style), rng, rng.uniform(1.3, 2.0))
    taken = (scan if is_scan else photo)(paper, rng)
    done, jpeg = cv2.imencode(".jpg", taken.picture, [cv2.IMWRITE_JPEG_QUALITY, taken.quality])
    assert done
    return ForeignDrawing(receipt.name, jpeg.tobytes(), receipt.truth)


def _row(text: str) -> Row:
    if text in ("[logo]", "[qr]", "[barcode]"):
        return Row(art=text.strip("[]"))  # type: ignore[arg-type] # the three that there are
    if text.startswith("# "):
        return Row(centre=text[2:], wide=2, tall=2)
    return Row(centre=text[1:]) if text.startswith("^") else Row(left=text)
