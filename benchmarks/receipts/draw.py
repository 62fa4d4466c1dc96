"""Draw one receipt of a grade by its seed: the picture as JPEG bytes and its truth."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import cv2

from benchmarks.receipts.fonts import faces_at_hand, writes_romanian
from benchmarks.receipts.layouts import LAYOUTS, compose
from benchmarks.receipts.paper import draw_print, print_rows, thermal
from benchmarks.receipts.photo import TAKE, Grade
from benchmarks.receipts.sale import Sale, draw_sale
from benchmarks.receipts.wording import Voice, draw_voice


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn receipt. `truth` is contract 8's shape with the key fields; `layout`, `font` and
    `turned` (degrees clockwise) say how it was drawn; `printed` are the key values as they stand on the paper."""

    name: str
    jpeg: bytes
    truth: dict[str, Any]
    layout: str
    font: str
    turned: int
    printed: tuple[str, ...]


def draw(grade: Grade, seed: int) -> Drawing:
    """The same grade and seed give the same picture on machines with the same fonts and libraries.

    Layouts and fonts take turns by the seed, so that 25 consecutive seeds show every layout.
    """
    rng = Random(f"{grade}:{seed}")
    layout = LAYOUTS[seed % len(LAYOUTS)]
    faces = faces_at_hand()
    face = faces[(seed * 7 + seed // len(LAYOUTS)) % len(faces)]
    voice = draw_voice(rng, writes_romanian(face))
    sale = draw_sale(rng, rng.choice(layout.trades), longest=9 if grade == "hard" else rng.choice((10, 14, 24)))
    rows = compose(layout, sale, voice, rng)
    style = draw_print(rng, face, voice.columns)
    zoom = rng.uniform(1.15, 2.0) if style.dots > 450 else rng.uniform(1.6, 2.4)
    strip = thermal(print_rows(rows, voice.columns, style), rng, zoom)
    taken = TAKE[grade](strip, rng)
    done, jpeg = cv2.imencode(".jpg", taken.picture, [cv2.IMWRITE_JPEG_QUALITY, taken.quality])
    assert done
    return Drawing(
        f"{grade}_{seed:03d}",
        jpeg.tobytes(),
        sale.as_truth(),
        layout.name,
        face.path.stem,
        taken.turned,
        _printed(sale, voice),
    )


def _printed(sale: Sale, voice: Voice) -> tuple[str, ...]:
    values = [voice.day(sale.day), voice.amount(sale.total)]
    if sale.kind == "receipt":
        values += [sale.shop.cui, *([sale.buyer_cui] if sale.buyer_cui else [])]
    return tuple(values)
