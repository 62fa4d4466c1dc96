"""Time and memory per receipt, ours beside `rapidocr` defaults: `python -m benchmarks.reading_speed [FILE…]`.

Both engines stay loaded in a process of their own and take turns picture by picture, so that whatever else the
machine does falls on both alike. Ours is timed from the file's bytes to verified fields, the peer for its text alone.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

from benchmarks.engines import ENGINES

DATA = Path(os.environ.get("CONTAPICS_DATA", Path(__file__).parents[2] / "shared" / "data"))


class Engine:
    """An engine in a process of its own that reads one path at a time."""

    def __init__(self, name: str) -> None:
        self.name = name
        command = [sys.executable, "-m", "benchmarks.reading_speed", "--serve", name]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def read(self, path: Path) -> float:
        """Seconds for one picture, measured in the engine's own process."""
        requests, answers = self._pipes()
        requests.write(f"{path}\n")
        requests.flush()
        return float(json.loads(answers.readline())["seconds"])

    def peak_memory(self) -> int:
        """MiB resident at most, the engine's own child processes included."""
        parent = self._process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        return sum(_peak(int(pid)) for pid in [str(parent), *children]) // 1024

    def close(self) -> None:
        self._pipes()[0].close()
        self._process.wait()

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def serve(name: str) -> None:
    """The engine's side: a path a line in, its seconds out."""
    read = ENGINES[name]()
    for line in sys.stdin:
        started = time.perf_counter()
        read(Path(line.rstrip("\n")))
        print(json.dumps({"seconds": time.perf_counter() - started}), flush=True)


def compare(paths: list[Path], names: list[str]) -> dict[str, Any]:
    """Median and mean seconds and peak MiB of each engine, and each one's median against the last one's."""
    engines = [Engine(name) for name in names]
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for engine in engines:
        engine.read(paths[0])  # warm
    for path in paths:
        for engine in engines:
            seconds[engine.name].append(engine.read(path))
    peaks = {engine.name: engine.peak_memory() for engine in engines}
    for engine in engines:
        engine.close()
    peer = statistics.median(seconds[names[-1]])
    return {
        name: {
            "median_s": round(statistics.median(spent), 3),
            "mean_s": round(statistics.mean(spent), 3),
            "slowest_s": round(max(spent), 3),
            "peak_mib": peaks[name],
            "of_peer": round(statistics.median(spent) / peer, 3),
        }
        for name, spent in seconds.items()
    }


def shared_receipts() -> list[Path]:
    return [*sorted(DATA.glob("sroie/img/*.jpg")), *sorted(DATA.glob("de/*.jpg"))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="pictures (default: all shared receipts)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take only every N-th picture")
    parser.add_argument("--serve", choices=list(ENGINES), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve)
        return
    paths = (arguments.files or shared_receipts())[:: arguments.every]
    if not paths:
        parser.error(f"no pictures in {DATA}; name some, or set CONTAPICS_DATA")
    print(f"{len(paths)} pictures, {len(os.sched_getaffinity(0))} cores")
    for name, figures in compare(paths, ["contapics", "rapidocr"]).items():
        print(f"{name:10}", "  ".join(f"{key} {value}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
