"""Receipts a second, sustained, and where the time goes: `python -m benchmarks.gpu_throughput [FILE…]`.

Reader threads take the pictures in turn until the time is up, as the service does under a full queue. On a GPU their
strips share batches. It runs on a CPU too, and says so: the figure of a GPU is only what a GPU gave.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import resource
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.reading_speed import shared_receipts
from services.ocr.decode import Decoded
from services.ocr.errors import ReadError
from services.ocr.extraction import Extraction
from services.ocr.pipeline import read_decoded
from services.ocr.readers import ppocr
from services.ocr.readers.network import Network, has_gpu, usable_cores
from services.ocr.readers.ppocr import PpOcr
from services.ocr.sandbox import Sandbox
from services.ocr.trace import Trace
from services.ocr.words import Image, Page, Quads, Word

STAGES = ("decode", "find", "recognise", "extract", "flatten and level")


class Clock:
    """Seconds by stage, of any number of threads."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.add(stage, time.perf_counter() - begun)

    def add(self, stage: str, seconds: float) -> None:
        with self._lock:
            self.seconds[stage] += seconds


class TimedReader:
    """A reader with its time taken."""

    def __init__(self, reader: PpOcr, clock: Clock) -> None:
        self.name, self.at_once, self.close = reader.name, reader.at_once, reader.close
        self._reader = reader
        self._clock = clock

    def find(self, image: Image) -> Quads:
        with self._clock.of("find"):
            return self._reader.find(image)

    def recognise(self, image: Image, quads: Quads) -> list[Word | None]:
        with self._clock.of("recognise"):
            return self._reader.recognise(image, quads)


class TimedNetwork(Network):
    """A network with the time taken that it computes, copies included."""

    clock: Clock

    def __init__(self, model: Path | bytes, threads: int | None = None) -> None:
        super().__init__(model, threads)
        self._stage = f"network: {'recogniser' if isinstance(model, bytes) else 'detector'}"

    def __call__(self, blob: Any) -> Any:
        with self.clock.of(self._stage):
            return super().__call__(blob)


class ExtractionTime(Trace):
    """Counts the time between the last words of a file and its fields."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0.0

    def words(self, page: Page, image: Image | None) -> None:
        self._last = time.perf_counter()

    def extraction(self, extraction: Extraction) -> None:
        now = time.perf_counter()
        self._clock.add("extract", now - self._last)
        self._last = now


def measure(paths: list[Path], readers: int | None, seconds: float, start: Any) -> dict[str, Any]:
    """One process: read until the time is up. `start` is a barrier that all processes pass once they are warm."""
    clock = Clock()
    reader = _timed_reader(clock)
    threads = readers or reader.at_once
    turns = itertools.cycle(paths)
    lock = threading.Lock()
    warm = threading.Barrier(threads + 1)
    until = 0.0
    counts: Counter[str] = Counter()

    def work() -> None:
        with Sandbox() as sandbox:
            try:
                for path in paths[: max(1, len(paths) // threads)]:
                    _read(path, reader, sandbox, clock)
                warm.wait()
                warm.wait()
            except BaseException:
                warm.abort()
                raise
            while time.perf_counter() < until:
                with lock:
                    path = next(turns)
                with clock.of("whole"):
                    _read(path, reader, sandbox, clock)
                with lock:
                    counts["receipts"] += 1

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    warm.wait()
    start.wait()
    clock.seconds.clear()
    begun, cpu = time.perf_counter(), _cpu_seconds()
    until = begun + seconds
    warm.wait()
    for worker in workers:
        worker.join()
    reader.close()
    return {
        "on_gpu": has_gpu() and reader.at_once > 1,
        "threads": threads,
        "receipts": counts["receipts"],
        "wall": time.perf_counter() - begun,
        "cpu": _cpu_seconds() - cpu,
        "stages": dict(clock.seconds),
    }


def _timed_reader(clock: Clock) -> TimedReader:
    TimedNetwork.clock = clock
    ppocr.Network = TimedNetwork  # type: ignore[misc]  # in this process alone
    return TimedReader(PpOcr(), clock)


def _read(path: Path, reader: TimedReader, sandbox: Sandbox, clock: Clock) -> None:
    today: date = datetime.now().astimezone().date()
    # A picture without text is a reading too.
    with closing(sandbox.decode(path.read_bytes())) as decoded, suppress(ReadError):
        read_decoded(_timed(decoded, clock), reader, today, ExtractionTime(clock))


def _timed(decoded: Iterator[Decoded], clock: Clock) -> Iterator[Decoded]:
    while True:
        with clock.of("decode"):
            page = next(decoded, None)
        if page is None:
            return
        yield page


def _cpu_seconds() -> float:
    """Of this process and the decoders that it ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


class GpuLoad:
    """What nvidia-smi says, twice a second, while something runs."""

    def __enter__(self) -> GpuLoad:
        command = [
            "nvidia-smi",
            "--query-gpu=utilization.gpu,memory.used",
            "--format=csv,noheader,nounits",
            "-lms",
            "500",
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True) if has_gpu() else None
        return self

    def __exit__(self, *_: object) -> None:
        self.samples: list[tuple[int, ...]] = []
        if self._process is not None:
            self._process.terminate()
            lines = self._process.communicate()[0].splitlines()
            self.samples = [tuple(int(part) for part in line.split(",")) for line in lines if line.count(",") == 1]

    def told(self) -> str:
        if not self.samples:
            return "not known (nvidia-smi said nothing)"
        busy = sum(load for load, _ in self.samples) / len(self.samples)
        return f"{busy:.0f} %, memory {max(used for _, used in self.samples)} MiB at most"


def run(paths: list[Path], readers: int | None, processes: int, seconds: float) -> tuple[list[dict[str, Any]], GpuLoad]:
    """The figures of each process, all reading at the same time."""
    spawn = multiprocessing.get_context("spawn")
    with spawn.Manager() as manager, spawn.Pool(processes) as pool:
        start = manager.Barrier(processes)
        with GpuLoad() as load:
            results = pool.starmap(measure, [(paths, readers, seconds, start)] * processes, chunksize=1)
    return results, load


def report(results: list[dict[str, Any]], load: GpuLoad, tell: Callable[[str], None] = print) -> None:
    total: Counter[str] = Counter()
    for result in results:
        total.update(result["stages"])
    receipts = max(1, sum(result["receipts"] for result in results))
    wall = max(result["wall"] for result in results)
    threads = sum(result["threads"] for result in results)
    on_gpu = all(result["on_gpu"] for result in results)
    tell(f"{len(results)} processes, {threads} reader threads, {usable_cores()} cores")
    if not on_gpu:
        tell("NO GPU was used: these are a processor's figures and say nothing about a GPU's")
    tell(f"receipts/s  {receipts / wall:.2f}   ({receipts} in {wall:.1f} s)")
    if on_gpu:
        tell(f"GPU busy    {load.told()}")
    tell(f"CPU seconds {sum(result['cpu'] for result in results) / receipts:.3f} a receipt, decoders not counted")
    tell(f"\n{'a receipt waits for':24}{'ms':>8}{'share':>8}")
    whole = total["whole"]
    total["flatten and level"] = whole - sum(total[stage] for stage in STAGES[:-1])
    for stage in STAGES:
        tell(f"{stage:24}{1000 * total[stage] / receipts:8.1f}{100 * total[stage] / whole:7.1f}%")
    tell(f"{'whole':24}{1000 * whole / receipts:8.1f}{100:7.1f}%")
    tell("\nof that, networks compute (their batches may be shared)")
    for stage in ("network: detector", "network: recogniser"):
        tell(f"{stage:24}{1000 * total[stage] / receipts:8.1f}   {total[stage] / wall:.2f} at once on average")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="pictures (default: all shared receipts)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take only every N-th picture")
    parser.add_argument("--readers", type=int, help="threads of each process (default: what the service would run)")
    parser.add_argument("--processes", type=int, default=1, help="services beside one another on the same device")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long it is sustained, after warming up")
    arguments = parser.parse_args()
    paths = (arguments.files or shared_receipts())[:: arguments.every]
    if not paths:
        parser.error("no pictures; name some, or set CONTAPICS_DATA")
    print(f"{len(paths)} pictures in turn, {os.cpu_count()} processors")
    report(*run(paths, arguments.readers, arguments.processes, arguments.seconds))


if __name__ == "__main__":
    main()
