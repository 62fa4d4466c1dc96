"""`python -m benchmarks.extraction`: how exactly fields are read from the shared receipts, with every miss named.

With `--words DIR` each picture's words are kept there and used again, so that a change of rules is measured in
seconds; without it every picture is read anew.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import sets
from benchmarks.truth import RECEIPT_FIELDS, comparable, wrong_fields
from services.ocr.decode import Xml
from services.ocr.extract import extract
from services.ocr.limits import Limits
from services.ocr.pipeline import read_page
from services.ocr.readers.ppocr import PpOcr
from services.ocr.sandbox import Sandbox
from services.ocr.words import Page, Word

DATA = Path(__file__).parents[1] / ".." / "shared" / "data"
GOALS = {("SROIE", "total"): 96.0, ("SROIE", "issue_date"): 97.0, ("SROIE", "supplier.name"): 85.0}
GOALS |= {("German", "total"): 96.0, ("German", "issue_date"): 97.0}
DRAWN_GOAL = 97.0


class Eye:
    """The reader with its decoding process, loaded when the first picture is not in the cache."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._engine: tuple[PpOcr, Sandbox] | None = None

    def pages(self, path: Path) -> list[Page]:
        """The papers of one picture."""
        kept = self._cache / f"{path.parent.name}-{path.stem}.json" if self._cache else None
        if kept is not None and kept.exists():
            return [_as_page(told) for told in json.loads(kept.read_text("utf-8"))]
        pages = self._read(path)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps([_as_json(page) for page in pages]), "utf-8")
        return pages

    def _read(self, path: Path) -> list[Page]:
        if self._engine is None:
            self._engine = PpOcr(), Sandbox(Limits())
        reader, sandbox = self._engine
        decoded = [item for item in sandbox.decode(path.read_bytes()) if not isinstance(item, Xml)]
        return [page for item in decoded for page in read_page(item, reader)]

    def close(self) -> None:
        if self._engine is not None:
            self._engine[1].close()


@dataclass(slots=True)
class Score:
    """One set: documents, how often each field was right, and what was not asked to be reviewed."""

    count: int = 0
    right: dict[str, int] = field(default_factory=dict)
    whole: int = 0
    unreviewed: int = 0
    unreviewed_wrong: int = 0


def main() -> None:
    options = _options()
    eye = Eye(options.words)
    try:
        for documents in _sets(options):
            _report(documents, eye)
    finally:
        eye.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the shared sets")
    parser.add_argument("--words", type=Path, help="folder that keeps the words read from each picture")
    parser.add_argument("--drawn", type=int, default=0, help="Romanian receipts of each grade to draw as well")
    parser.add_argument("--drawings", type=Path, help="folder for the drawings; with --words they are read once")
    return parser.parse_args()


def _sets(options: argparse.Namespace) -> Iterator[sets.DocumentSet]:
    yield sets.sroie(options.data)
    yield sets.german(options.data)
    if options.drawn and options.drawings:
        yield sets.drawn("scan", options.drawn, options.drawings / "scan", RECEIPT_FIELDS)
        yield sets.drawn("photo", options.drawn, options.drawings / "photo", RECEIPT_FIELDS)
        yield sets.drawn("hard", options.drawn, options.drawings / "hard", RECEIPT_FIELDS)


def _report(documents: sets.DocumentSet, eye: Eye) -> None:
    score, misses = Score(), []
    fields = documents.documents[0].fields if documents.documents else ()
    for document in documents.documents:
        shape = _largest([extract([page], date.today()).as_json() for page in eye.pages(document.path)])  # noqa: DTZ011 - a civil date
        truth = document.truths[0]
        wrong = wrong_fields(shape, truth, fields)
        score.count += 1
        score.whole += not wrong
        for name in fields:
            score.right[name] = score.right.get(name, 0) + (name not in wrong and "kind" not in wrong)
        if not shape["needs_review"]:
            score.unreviewed += 1
            score.unreviewed_wrong += bool(wrong)
        misses += [(document.path.stem, name, comparable(truth, name), comparable(shape, name)) for name in wrong]
    print(f"\n{documents.name}: {score.count} documents")
    print(f"  {'measure':28}{'figure':>8}{'goal':>8}")
    for name, right in score.right.items():
        _line(name, 100 * right / max(score.count, 1), GOALS.get((documents.name, name)))
    _line(
        "all fields right", 100 * score.whole / max(score.count, 1), DRAWN_GOAL if "drawn" in documents.name else None
    )
    _line("needs no review", 100 * score.unreviewed / max(score.count, 1), None)
    _line("of these wrong", 100 * score.unreviewed_wrong / max(score.unreviewed, 1), 0.3)
    for stem, name, due, got in misses:
        print(f"    {stem:32} {name:14} {due} != {got}")


def _line(measure: str, figure: float, goal: float | None) -> None:
    print(f"  {measure:28}{figure:8.1f}{'' if goal is None else f'{goal:8.1f}'}")


def _largest(shapes: list[dict[str, Any]]) -> dict[str, Any]:
    """Of several papers on a picture the one with the most text; these sets have one receipt a picture."""
    return max(shapes, key=lambda shape: len(shape["text"]))


def _as_json(page: Page) -> dict[str, Any]:
    return {
        "words": [asdict(word) for word in page.words],
        "size": [page.width, page.height],
        "number": page.number,
        "to_file": page.to_file.tolist(),
    }


def _as_page(told: dict[str, Any]) -> Page:
    words = [
        Word(
            word["text"],
            tuple((x, y) for x, y in word["quad"]),  # type: ignore[arg-type] # JSON knows no tuples of four
            word["confidence"],
            tuple(tuple((c, p) for c, p in choices) for choices in word["alternatives"]),
        )
        for word in told["words"]
    ]
    width, height = told["size"]
    return Page(words, width, height, told["number"], to_file=np.array(told["to_file"]))


if __name__ == "__main__":
    main()
