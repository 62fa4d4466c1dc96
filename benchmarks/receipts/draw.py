"""Draw one receipt of a grade by its seed: the picture as JPEG bytes and its truth."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import cv2

from benchmarks.receipts.fonts import faces_at_hand, writes_romanian
from benchmarks.receipts.layouts import LAYOUTS, compose
from benchmarks.receipts.paper import Grey, draw_print, print_rows, thermal
from benchmarks.receipts.photo import TAKE, Grade, Taken, pair
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
    strip = _strip(rng, seed, longest=9 if grade == "hard" else rng.choice((10, 14, 24)))
    taken = TAKE[grade](strip.paper, rng)
    return Drawing(
        f"{grade}_{seed:03d}",
        _jpeg(taken),
        strip.sale.as_truth(),
        strip.layout,
        strip.font,
        taken.turned,
        _printed(strip.sale, strip.voice),
    )


@dataclass(frozen=True, slots=True)
class PairDrawing:
    """Two receipts in one photo, with the truth and the printed key values of each."""

    name: str
    jpeg: bytes
    truths: tuple[dict[str, Any], dict[str, Any]]
    printed: tuple[str, ...]


def draw_pair(seed: int) -> PairDrawing:
    rng = Random(f"pair:{seed}")
    # No bank's slip, whose kind is no receipt's: it is the last layout of the list.
    first, second = (_strip(rng, place, longest=8) for place in rng.sample(range(len(LAYOUTS) - 1), 2))
    taken = pair((first.paper, second.paper), rng)
    printed = (*_printed(first.sale, first.voice), *_printed(second.sale, second.voice))
    return PairDrawing(f"pair_{seed:03d}", _jpeg(taken), (first.sale.as_truth(), second.sale.as_truth()), printed)


@dataclass(frozen=True, slots=True)
class _Strip:
    """A printed receipt before it is photographed."""

    paper: Grey
    sale: Sale
    voice: Voice
    layout: str
    font: str


def _strip(rng: Random, seed: int, longest: int) -> _Strip:
    layout = LAYOUTS[seed % len(LAYOUTS)]
    faces = faces_at_hand()
    face = faces[(seed * 7 + seed // len(LAYOUTS)) % len(faces)]
    voice = draw_voice(rng, writes_romanian(face))
    sale = draw_sale(rng, rng.choice(layout.trades), longest)
    rows = compose(layout, sale, voice, rng)
    style = draw_print(rng, face, voice.columns)
    zoom = rng.uniform(1.15, 2.0) if style.dots > 450 else rng.uniform(1.6, 2.4)
    paper = thermal(print_rows(rows, voice.columns, style), rng, zoom)
    return _Strip(paper, sale, voice, layout.name, face.path.stem)


def _jpeg(taken: Taken) -> bytes:
    done, jpeg = cv2.imencode(".jpg", taken.picture, [cv2.IMWRITE_JPEG_QUALITY, taken.quality])
    assert done
    return jpeg.tobytes()


def _printed(sale: Sale, voice: Voice) -> tuple[str, ...]:
    values = [voice.day(sale.day), voice.amount(sale.total)]
    if sale.kind == "receipt":
        values += [sale.shop.cui, *([sale.buyer_cui] if sale.buyer_cui else [])]
    return tuple(values)
