"""`make bench-reading`: how exactly and how fast documents are read, ours beside its peers, in one run.

Draws Romanian receipts and invoices, takes the shared sets, reads everything with each engine in a process of its
own, and prints one table: measure, figure, goal. Pictures go to a folder outside the repository.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import calibration, sets
from benchmarks.invoices.draw import InvoiceGrade
from benchmarks.receipts.photo import GRADES
from benchmarks.truth import RECEIPT_FIELDS, comparable, confidence, found_strings, wrong_fields

ROOT = Path(__file__).parents[1]
INVOICE_GRADES: tuple[InvoiceGrade, ...] = ("pdf", "scan", "photo")
ROMANIAN_CLEAN = ("drawn scan", "drawn photo")


@dataclass(slots=True)
class Run:
    """What one engine gave: per file its answer, and the highest memory of its processes together, bytes."""

    answers: dict[Path, dict[str, Any]] = field(default_factory=dict)
    peak_memory: int = 0


@dataclass(slots=True)
class Score:
    """One set read by us: the wrong fields of each document."""

    wrong: list[list[str]] = field(default_factory=list)
    unreviewed: int = 0
    unreviewed_wrong: int = 0

    def share_right(self, name: str | None = None) -> float:
        """Documents without a wrong field, or without this one wrong, in percent."""
        right = sum(1 for fields in self.wrong if not fields or (name and not {name, "kind", "count"} & set(fields)))
        return 100 * right / max(len(self.wrong), 1)


def main() -> None:
    options = _options()
    data: Path = options.data
    with tempfile.TemporaryDirectory(prefix="contapics-bench-") as temporary:
        folder: Path = options.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        chosen = [_sampled(found, options.sample) for found in _sets(options, data, folder)]
        runs = {name: run_engine(name, chosen) for name in _engines(options)}
        judged: list[tuple[float, bool]] = []
        scores = {found.name: score_set(found, runs["contapics"], judged, options.misses) for found in chosen}
        _print_table(_rows(chosen, scores, runs))
        _print_calibration(judged)
        if options.out:
            calibration.write_csv(judged, folder / "reliability.csv")
            calibration.write_svg(judged, folder / "reliability.svg")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--receipts", type=int, default=110, help="drawn receipts of each grade (default 110)")
    parser.add_argument("--invoices", type=int, default=30, help="drawn invoices of each kind, and pairs (default 30)")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N documents of each set")
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="only sets whose name contains one of these words")
    parser.add_argument("--no-peers", action="store_true", help="do not run rapidocr and Tesseract")
    parser.add_argument("--misses", action="store_true", help="print what was read wrong")
    parser.add_argument("--out", type=Path, help="keep the drawings and the reliability curve here")
    shared = os.environ.get("CONTAPICS_DATA", ROOT.parent / "shared" / "data")
    parser.add_argument("--data", type=Path, default=Path(shared), help="the shared sets (default ../shared/data)")
    return parser.parse_args()


def _sets(options: argparse.Namespace, data: Path, folder: Path) -> Iterator[sets.DocumentSet]:
    def wanted(name: str) -> bool:
        return not options.sets or any(word in name for word in options.sets)

    count = min(options.receipts, options.sample or options.receipts)
    for grade in GRADES:
        if wanted(f"drawn {grade}"):
            yield sets.drawn(grade, count, folder / "receipts", RECEIPT_FIELDS)
    few = min(options.invoices, options.sample or options.invoices)
    if wanted("drawn pairs"):
        yield sets.pairs(few, folder / "pairs", RECEIPT_FIELDS)
    if wanted("drawn foreign"):
        yield sets.foreign(folder / "foreign")
    for kind in INVOICE_GRADES:
        if wanted(f"drawn invoices {kind}"):
            yield sets.invoices(kind, few, folder / "invoices")
    for name, load in (("SROIE", sets.sroie), ("German", sets.german), ("e-Factura", sets.efactura)):
        if wanted(name):
            if data.is_dir():
                yield load(data)
            else:
                print(f"{name}: not measured, {data} is not there", file=sys.stderr)


def _sampled(found: sets.DocumentSet, most: int | None) -> sets.DocumentSet:
    return sets.DocumentSet(found.name, found.documents[:most], found.is_image)


def _engines(options: argparse.Namespace) -> list[str]:
    if options.no_peers:
        return ["contapics"]
    if shutil.which("tesseract") is None:
        print("tesseract is not installed; it is left out", file=sys.stderr)
        return ["contapics", "rapidocr"]
    return ["contapics", "rapidocr", "tesseract"]


def run_engine(engine: str, chosen: Sequence[sets.DocumentSet]) -> Run:
    """Read every file of the sets with one engine; peers only read pictures."""
    wanted = [found for found in chosen if found.is_image or engine.startswith("contapics")]
    paths = [document.path for found in wanted for document in found.documents]
    run = Run()
    command = [sys.executable, "-m", "benchmarks.engines", engine]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        watch = threading.Thread(target=_watch_memory, args=(process, run), daemon=True)
        watch.start()
        process.stdin.write("\n".join(str(path) for path in paths))
        process.stdin.close()
        for line in process.stdout:
            answer = json.loads(line)
            run.answers[Path(answer["file"])] = answer
            _progress(engine, len(run.answers), len(paths))
    watch.join()
    if len(run.answers) != len(paths):
        raise SystemExit(f"{engine} ended after {len(run.answers)} of {len(paths)} files, status {process.returncode}")
    return run


def _progress(engine: str, done: int, of: int) -> None:
    """A line that counts up on a terminal, one line an engine elsewhere."""
    if sys.stderr.isatty():
        print(f"\r{engine}: {done} of {of}", end="" if done < of else "\n", file=sys.stderr)
    elif done == of:
        print(f"{engine}: {of} files", file=sys.stderr)


def _watch_memory(process: subprocess.Popen[str], run: Run) -> None:
    """Sample the resident memory of a process and its children ten times a second."""
    ended = threading.Event()
    while process.poll() is None:
        run.peak_memory = max(run.peak_memory, sum(_resident(pid) for pid in _family(process.pid)))
        ended.wait(0.1)


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def score_set(
    found: sets.DocumentSet, run: Run, judged: list[tuple[float, bool]] | None = None, show: bool = False
) -> Score:
    """The wrong fields of a set; `judged` takes what was said of each value's certainty, and whether it was right."""
    judged = [] if judged is None else judged
    score = Score()
    for document in found.documents:
        read: list[dict[str, Any]] = run.answers[document.path].get("documents", [])
        if len(read) != len(document.truths):
            score.wrong += [["count"]] * len(document.truths)
            if show:
                print(f"{document.path.name}: {len(read)} documents read of {len(document.truths)}")
            continue
        for truth in document.truths:
            shape = min(read, key=lambda one: len(wrong_fields(one, truth, document.fields)))
            _judge(score, shape, truth, document, judged, show)
    return score


def _judge(
    score: Score,
    shape: dict[str, Any],
    truth: dict[str, Any],
    document: sets.Document,
    judged: list[tuple[float, bool]],
    show: bool,
) -> None:
    """Compare one extraction with the truth of its paper."""
    wrong = wrong_fields(shape, truth, document.fields)
    score.wrong.append(wrong)
    if not shape["needs_review"]:
        score.unreviewed += 1
        score.unreviewed_wrong += bool(wrong)
    for name in document.fields:
        sure = confidence(shape, name)
        if sure is not None and comparable(shape, name) is not None and truth.get("kind") != "other":
            judged.append((sure, comparable(shape, name) == comparable(truth, name)))
    if show and wrong:
        pairs = {name: (comparable(shape, name), comparable(truth, name)) for name in wrong}
        mark = "" if shape["needs_review"] else " NOT REVIEWED"
        print(f"{document.path.name}{mark}: read, true: {pairs}")


Row = tuple[str, str, str]


def _rows(chosen: Sequence[sets.DocumentSet], scores: dict[str, Score], runs: dict[str, Run]) -> Iterator[Row]:
    goals = {"drawn scan": "≥ 97 %", "drawn photo": "≥ 97 %", "drawn hard": "≥ 85 %", "e-Factura": "100 %"}
    for found in chosen:
        score = scores[found.name]
        yield (
            f"{found.name} ({len(found.documents)}): all key fields right",
            _percent(score.share_right()),
            goals.get(found.name, ""),
        )
        if found.name in ("SROIE", "German"):
            field_goals = {"total": "≥ 96 %", "issue_date": "≥ 97 %", "supplier.name": "≥ 85 %"}
            for name in found.documents[0].fields:
                yield f"{found.name}: {name}", _percent(score.share_right(name)), field_goals[name]
        elif any(score.wrong):
            misses = Counter(name for wrong in score.wrong for name in wrong)
            yield f"{found.name}: wrong by field", ", ".join(f"{n} {k}" for n, k in misses.most_common()), ""
    unreviewed = sum(score.unreviewed for score in scores.values())
    wrong = sum(score.unreviewed_wrong for score in scores.values())
    yield (
        f"needs_review false ({unreviewed}): wrong in a key field",
        _percent(100 * wrong / max(unreviewed, 1), 1),
        "≤ 0.3 %",
    )
    clean = [scores[name] for name in ROMANIAN_CLEAN if name in scores]
    if clean:
        share = 100 * sum(score.unreviewed for score in clean) / sum(len(score.wrong) for score in clean)
        yield "drawn scans and photos: no review needed", _percent(share), "≥ 70 %"
    yield from _recall_rows(chosen, runs)
    yield from _cost_rows(chosen, runs)


def _recall_rows(chosen: Sequence[sets.DocumentSet], runs: dict[str, Run]) -> Iterator[Row]:
    for found in chosen:
        if not found.is_image:
            continue
        figures = []
        for name, run in runs.items():
            pairs = [found_strings(_text(run.answers[d.path]), d.key_strings) for d in found.documents]
            figures.append(f"{name} {_percent(100 * sum(p[0] for p in pairs) / max(sum(p[1] for p in pairs), 1))}")
        yield f"{found.name}: key strings found in the text", ", ".join(figures), ""


def _text(answer: dict[str, Any]) -> str:
    documents = answer.get("documents")
    return answer.get("text", "") if documents is None else "\n".join(d.get("text", "") for d in documents)


def _cost_rows(chosen: Sequence[sets.DocumentSet], runs: dict[str, Run]) -> Iterator[Row]:
    images = [document.path for found in chosen if found.is_image for document in found.documents]
    if images:
        medians = {name: median(run.answers[path]["seconds"] for path in images) for name, run in runs.items()}
        figures = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in medians.items())
        yield "median per picture, warm", figures, "≤ half of rapidocr"
        if "rapidocr" in medians:
            share = medians["contapics"] / medians["rapidocr"]
            yield "our median against rapidocr's", _percent(100 * share), "≤ 50 %"
    for name, run in runs.items():
        goal = "≤ 800 MB" if name == "contapics" else ""
        yield f"peak memory, {name}", f"{run.peak_memory / 1e6:.0f} MB", goal


def _percent(value: float, places: int = 0) -> str:
    return f"{value:.{max(places, 1)}f} %"


def _print_table(rows: Iterator[Row]) -> None:
    table = [("measure", "figure", "goal"), *rows]
    widths = [max(len(row[column]) for row in table) for column in range(3)]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _print_calibration(judged: Sequence[tuple[float, bool]]) -> None:
    error = calibration.expected_error(judged)
    print(f"\nconfidence against being right ({len(judged)} values, expected error {error:.3f})")
    for entry in calibration.bins(judged):
        span, told = f"{entry.low:.2f}–{entry.high:.2f}", f"said {entry.confidence:.3f}  right {entry.right:.3f}"
        print(f"  {span}  {entry.count:5d} values  {told}")


if __name__ == "__main__":
    main()
