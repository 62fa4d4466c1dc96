"""Files that are read at the same time share batches, and each gets its own readings or its own error."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from services.ocr.readers.ctc import Reading
from services.ocr.readers.shared_batches import Closed, SharedBatches, Sharing
from services.ocr.words import Image

POISON = 99


def strip(width: int, tone: int = 0) -> Image:
    return np.full((48, width, 3), tone, np.uint8)


class Engine:
    """Reads each strip as its width and tone, notes the batches, and can be held or made to fail by a tone."""

    def __init__(self) -> None:
        self.batches: list[tuple[int, int, int]] = []
        self.may_run = threading.Event()
        self.may_run.set()
        self.begun = threading.Event()

    def __call__(self, strips: Sequence[Image], width: int, rows: int) -> list[Reading]:
        self.begun.set()
        assert self.may_run.wait(30)
        self.batches.append((len(strips), width, rows))
        if any(piece[0, 0, 0] == POISON for piece in strips):
            raise RuntimeError("the network stumbled")
        return [Reading(f"{piece.shape[1]}/{piece[0, 0, 0]}", 1.0, ()) for piece in strips]


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def batches(engine: Engine) -> Iterator[SharedBatches]:
    shared = SharedBatches(engine, Sharing(rows=8, threads=1))
    yield shared
    engine.may_run.set()
    shared.close()


def held(engine: Engine, batches: SharedBatches, pool: ThreadPoolExecutor) -> None:
    """Keep the network busy with one strip, so that what comes next gathers."""
    engine.may_run.clear()
    pool.submit(batches.read, [strip(3000)])
    assert engine.begun.wait(30)


def gathered(batches: SharedBatches, count: int) -> None:
    until = time.monotonic() + 30
    while batches.waiting < count:
        assert time.monotonic() < until
        time.sleep(0.001)


def texts(readings: list[Reading]) -> list[str]:
    return [reading.text for reading in readings]


def test_readings_come_back_in_the_order_of_the_strips(batches: SharedBatches) -> None:
    widths = [500, 20, 900, 170, 20, 333]
    assert texts(batches.read([strip(width) for width in widths])) == [f"{width}/0" for width in widths]


def test_a_file_without_text_asks_nothing(engine: Engine, batches: SharedBatches) -> None:
    assert batches.read([]) == []
    assert engine.batches == []


def test_strips_of_several_files_go_together_and_each_file_gets_its_own(engine: Engine, batches: SharedBatches) -> None:
    with ThreadPoolExecutor(5) as pool:
        held(engine, batches, pool)
        asked = [pool.submit(batches.read, [strip(200, tone), strip(210, tone)]) for tone in range(4)]
        gathered(batches, 8)
        engine.may_run.set()
        for tone, answer in enumerate(asked):
            assert texts(answer.result(30)) == [f"200/{tone}", f"210/{tone}"]
    assert (8, 224, 8) in engine.batches


def test_an_error_reaches_those_in_its_batch_and_nobody_else(engine: Engine, batches: SharedBatches) -> None:
    with ThreadPoolExecutor(4) as pool:
        held(engine, batches, pool)
        broken = pool.submit(batches.read, [strip(200, POISON), strip(900)])
        beside = pool.submit(batches.read, [strip(200)])
        elsewhere = pool.submit(batches.read, [strip(600)])
        gathered(batches, 4)
        engine.may_run.set()
        for hit in (broken, beside):
            with pytest.raises(RuntimeError, match="stumbled"):
                hit.result(30)
        assert texts(elsewhere.result(30)) == ["600/0"]
    assert texts(batches.read([strip(200)])) == ["200/0"]


def test_batches_have_few_shapes_and_bounded_sizes(engine: Engine) -> None:
    sharing = Sharing(rows=16, columns=4096, threads=1)
    batches = SharedBatches(engine, sharing)
    widths = np.random.default_rng(0).integers(1, 3000, 400)
    batches.read([strip(int(width)) for width in widths])
    batches.close()
    for count, width, rows in engine.batches:
        assert count <= rows <= 16
        assert rows & (rows - 1) == 0
        assert rows == 1 or rows * width <= 4096
    assert len({width for _, width, _ in engine.batches}) < 40


def test_padding_to_a_shared_width_stays_small(batches: SharedBatches) -> None:
    for width in range(160, 4000):
        assert width <= batches.lane(width) <= width * 1.2 + 8


def test_a_rare_width_is_not_starved_by_a_common_one(engine: Engine) -> None:
    batches = SharedBatches(engine, Sharing(rows=2, threads=1, patience=0.001))
    stop = threading.Event()

    def flood() -> None:
        while not stop.is_set():
            batches.read([strip(200)] * 4)

    with ThreadPoolExecutor(5) as pool:
        for _ in range(4):
            pool.submit(flood)
        try:
            assert texts(pool.submit(batches.read, [strip(1500)]).result(10)) == ["1500/0"]
        finally:
            stop.set()
    batches.close()


def test_who_brings_more_than_may_wait_waits_for_room(engine: Engine) -> None:
    batches = SharedBatches(engine, Sharing(rows=1, threads=1, waiting=2))
    with ThreadPoolExecutor(8) as pool:
        held(engine, batches, pool)
        asked = [pool.submit(batches.read, [strip(200)]) for _ in range(6)]
        gathered(batches, 2)
        time.sleep(0.02)
        assert batches.waiting == 2
        engine.may_run.set()
        assert [texts(answer.result(30)) for answer in asked] == [["200/0"]] * 6
    batches.close()


def test_closing_reads_what_waits_and_takes_no_more(engine: Engine) -> None:
    batches = SharedBatches(engine, Sharing(threads=1, patience=60))
    with ThreadPoolExecutor(2) as pool:
        waits = pool.submit(batches.read, [strip(200), strip(900)])
        gathered(batches, 2)
        batches.close()
        assert texts(waits.result(30)) == ["200/0", "900/0"]
    with pytest.raises(Closed):
        batches.read([strip(200)])
