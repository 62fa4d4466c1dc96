"""`make bench-models`: our recogniser beside PP-OCRv6's and Tesseract's, on the same lines and the same receipts.

Lines: drawn in faces that no training line has, and the shared receipts' that were held out of training, cut as
their boxes stand. Receipts: the whole reading, once with each recogniser behind PP-OCRv6's detector.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import cv2
from rapidfuzz.distance import Levenshtein

from benchmarks import sets
from benchmarks.reading import ROOT, run_engine, score_set
from benchmarks.receipts.photo import GRADES
from benchmarks.truth import RECEIPT_FIELDS
from services.ocr.readers.crops import scaled
from services.ocr.readers.network import usable_cores
from services.ocr.readers.own import OwnRecogniser
from services.ocr.readers.ppocr import open_recogniser
from services.ocr.readers.recogniser import LineRecogniser, SideBySide
from training import strips
from training.lines import held_out, shared_lines

Lines = Sequence[tuple[strips.Grey, str]]
Read = Callable[[Lines], list[str]]
OURS, PP_OCR, TESSERACT = "contapics", "ppocr-v6-small", "tesseract ron"
ENGINES = {OURS: "contapics-own", PP_OCR: "contapics"}
"""The engines of `benchmarks.engines` that read whole documents with the two recognisers."""

_NAME = "supplier.name"
_ROMANIAN = frozenset("ăâîșțĂÂÎȘȚ")


@dataclass(frozen=True, slots=True)
class LineScore:
    """Shares: characters that must be changed, words that are right, words with Romanian letters that are."""

    character_error: float
    words: float
    romanian_words: float | None


def with_network(recogniser: LineRecogniser) -> Read:
    reading = SideBySide(recogniser, usable_cores())

    def read(lines: Lines) -> list[str]:
        pieces = [scaled(strips.as_colour(drawing), recogniser.height) for drawing, _ in lines]
        return [one.text for one in reading.read(pieces)]

    return read


def tesseract(lines: Lines) -> list[str]:
    """Each picture as one line (page segmentation 7), all in one process; the answers part at form feeds."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder, f"{number}.png")) for number in range(len(lines))]
        for path, (drawing, _) in zip(paths, lines, strict=True):
            cv2.imwrite(path, cv2.copyMakeBorder(drawing, 8, 8, 8, 8, cv2.BORDER_REPLICATE))
        listed = Path(folder, "list.txt")
        listed.write_text("\n".join(paths), "utf-8")
        command = ["tesseract", str(listed), "-", "-l", "ron", "--psm", "7"]
        told = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    return told.split("\f")[: len(lines)]


def score(truths: Sequence[str], texts: Sequence[str]) -> LineScore:
    """Blanks are compared as one blank each."""
    characters = wrong = words = right = romanian = romanian_right = 0
    for truth, text in zip(truths, texts, strict=True):
        expected, given = truth.split(), text.split()
        characters += len(" ".join(expected))
        wrong += Levenshtein.distance(" ".join(expected), " ".join(given))
        words += len(expected)
        right += max(0, len(expected) - Levenshtein.distance(expected, given))
        marked = [word for word in expected if _ROMANIAN & set(word)]
        romanian += len(marked)
        romanian_right += sum(word in given for word in marked)
    share = romanian_right / romanian if romanian else None
    return LineScore(wrong / max(characters, 1), right / max(words, 1), share)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.models", description=__doc__)
    parser.add_argument("--lines", type=int, default=1500, help="drawn lines (default 1500)")
    parser.add_argument("--receipts", type=int, default=40, help="drawn receipts of each grade (default 40)")
    shared = os.environ.get("CONTAPICS_DATA", ROOT.parent / "shared" / "data")
    parser.add_argument("--data", type=Path, default=Path(shared), help="the shared sets (default ../shared/data)")
    options = parser.parse_args()
    _print_lines(options.lines, options.data / "sroie")
    if options.receipts:
        _print_receipts(options.receipts, options.data)


def _print_lines(count: int, sroie: Path) -> None:
    readers = {OURS: with_network(OwnRecogniser()), PP_OCR: with_network(open_recogniser())}
    if shutil.which("tesseract"):
        readers[TESSERACT] = tesseract
    drawn = held_out(count)
    _print_scores(f"{count} Romanian lines in faces not trained on", readers, drawn, goal="CER ≤ 1 %, words ≥ 97 %")
    if sroie.is_dir():
        # The shared labels are in capitals whatever the paper is in.
        real = [(line.cut(None), line.text.casefold()) for line in shared_lines(sroie)[1]]
        folded = {name: _folded(read) for name, read in readers.items()}
        _print_scores(f"{len(real)} lines of receipts not trained on", folded, real, goal=f"words ≥ {PP_OCR}'s")


def _folded(read: Read) -> Read:
    return lambda lines: [text.casefold() for text in read(lines)]


def _print_scores(what: str, readers: dict[str, Read], lines: Lines, goal: str) -> None:
    print(f"{what} (goal: {goal})")
    for name, read in readers.items():
        found = score([text for _, text in lines], read(lines))
        marked = "" if found.romanian_words is None else f", with ă â î ș ț {found.romanian_words:.1%}"
        print(f"  {name:16} CER {found.character_error:.2%}, words {found.words:.1%}{marked}")


def _print_receipts(count: int, data: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="contapics-bench-") as folder:
        chosen = [sets.drawn(grade, count, Path(folder), (*RECEIPT_FIELDS, _NAME)) for grade in GRADES]
        if data.is_dir():
            chosen.append(sets.sroie(data))
        print("receipts: all key fields right; supplier's name right; median seconds")
        for name, engine in ENGINES.items():
            run = run_engine(engine, chosen)
            for found in chosen:
                wrong = score_set(found, run).wrong
                seconds = median(run.answers[document.path]["seconds"] for document in found.documents)
                right = sum(not set(fields) - {_NAME} for fields in wrong) / len(wrong)
                named = sum(not {_NAME, "count"} & set(fields) for fields in wrong) / len(wrong)
                print(f"  {name:16} {found.name:12} {right:6.1%}  {named:6.1%}  {seconds:.2f} s")


if __name__ == "__main__":
    main()
