"""`python -m benchmarks.extraction`: how exactly fields are read from the shared receipts, with every miss named.

With `--words DIR` each file's words are kept there and used again, so that a change of rules is measured in seconds;
without it every file is read anew. With `--folder DIR` files of your own are read: beside each `NAME.jpg` (or another
format) lies `NAME.truth.json`, the fields of contract 8 or a list of them where the file holds several documents.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import sets
from benchmarks.truth import RECEIPT_FIELDS, comparable, wrong_fields
from services.ocr.extract import extract
from services.ocr.limits import Limits
from services.ocr.pipeline import Contents, read_contents
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

    def documents(self, path: Path) -> list[list[Page]]:
        """The pages of each document in a file."""
        kept = self._cache / f"{path.parent.name}-{path.stem}.json" if self._cache else None
        if kept is not None and kept.exists():
            return [[_as_page(told) for told in pages] for pages in json.loads(kept.read_text("utf-8"))]
        documents = self._read(path)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps([[_as_json(page) for page in pages] for pages in documents]), "utf-8")
        return documents

    def _read(self, path: Path) -> list[list[Page]]:
        if self._engine is None:
            self._engine = PpOcr(), Sandbox(Limits())
        reader, sandbox = self._engine
        contents = Contents()
        with closing(sandbox.decode(path.read_bytes())) as decoded:
            read_contents(decoded, reader, contents)
        return contents.documents()

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
    misses: list[tuple[str, list[str], dict[str, Any]]] = field(default_factory=list)


def main() -> None:
    options = _options()
    eye = Eye(options.words)
    try:
        for documents in _sets(options):
            _report(documents, eye, options.text)
    finally:
        eye.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the shared sets")
    parser.add_argument("--words", type=Path, help="folder that keeps the words read from each picture")
    parser.add_argument("--folder", type=Path, help="read this folder's files instead of the shared sets")
    parser.add_argument("--text", action="store_true", help="print what was read of every document with a miss")
    parser.add_argument("--drawn", type=int, default=0, help="Romanian receipts of each grade to draw as well")
    parser.add_argument("--foreign", action="store_true", help="receipts of eight other countries as well, or alone")
    parser.add_argument("--drawings", type=Path, help="folder for the drawings; with --words they are read once")
    return parser.parse_args()


def _sets(options: argparse.Namespace) -> Iterator[sets.DocumentSet]:
    if options.folder:
        yield sets.folder(options.folder)
        return
    yield sets.sroie(options.data)
    yield sets.german(options.data)
    if options.drawn and options.drawings:
        yield sets.drawn("scan", options.drawn, options.drawings / "scan", RECEIPT_FIELDS)
        yield sets.drawn("photo", options.drawn, options.drawings / "photo", RECEIPT_FIELDS)
        yield sets.drawn("hard", options.drawn, options.drawings / "hard", RECEIPT_FIELDS)
    if options.foreign and options.drawings:
        yield sets.foreign(options.drawings / "foreign")


def _report(documents: sets.DocumentSet, eye: Eye, show_text: bool) -> None:
    score = Score()
    for document in documents.documents:
        for shape, truth in _paired(document, eye):
            _judge(score, document, shape, truth)
    print(f"\n{documents.name}: {score.count} documents")
    print(f"  {'measure':28}{'figure':>8}{'goal':>8}")
    for name, right in score.right.items():
        _line(name, 100 * right / max(score.count, 1), GOALS.get((documents.name, name)))
    _line(
        "all fields right", 100 * score.whole / max(score.count, 1), DRAWN_GOAL if "drawn" in documents.name else None
    )
    _line("needs no review", 100 * score.unreviewed / max(score.count, 1), None)
    _line("of these wrong", 100 * score.unreviewed_wrong / max(score.unreviewed, 1), 0.3)
    for stem, misses, shape in score.misses:
        for miss in misses:
            print(f"    {stem:32} {miss}")
        if show_text:
            print("\n".join(f"        {line}" for line in shape.get("text", "").split("\n")))


def _paired(document: sets.Document, eye: Eye) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each truth of a file with the extraction nearest to it; where one is missing, an empty one.

    A picture with one truth may show more papers than that (a slip beside the receipt): the one with most text counts.
    """
    today = date.today()  # noqa: DTZ011 - a civil date
    shapes = [extract(pages, today).as_json() for pages in eye.documents(document.path)]
    shapes.sort(key=lambda shape: len(shape["text"]))
    if len(document.truths) == 1:
        yield shapes[-1] if shapes else {"needs_review": True}, document.truths[0]
        return
    for truth in document.truths:
        nearest = min(shapes, key=lambda one: len(wrong_fields(one, truth, document.fields)), default=None)
        if nearest is not None:
            shapes.remove(nearest)
        yield nearest or {"needs_review": True}, truth


def _judge(score: Score, document: sets.Document, shape: dict[str, Any], truth: dict[str, Any]) -> None:
    wrong = wrong_fields(shape, truth, document.fields)
    score.count += 1
    score.whole += not wrong
    for name in document.fields:
        score.right[name] = score.right.get(name, 0) + (name not in wrong and "kind" not in wrong)
    if not shape["needs_review"]:
        score.unreviewed += 1
        score.unreviewed_wrong += bool(wrong)
    if wrong:
        mark = "" if shape["needs_review"] else "NOT REVIEWED "
        misses = [f"{mark}{name:14} {comparable(truth, name)} != {comparable(shape, name)}" for name in wrong]
        score.misses.append((document.path.stem, misses, shape))


def _line(measure: str, figure: float, goal: float | None) -> None:
    print(f"  {measure:28}{figure:8.1f}{'' if goal is None else f'{goal:8.1f}'}")


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
