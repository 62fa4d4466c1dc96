"""Shares a GPU between the files that are being read: their strips of text go through the network together."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from services.ocr.readers.ctc import NOTHING, Reading
from services.ocr.readers.recogniser import fitting_width
from services.ocr.words import Image

ReadBatch = Callable[[Sequence[Image], int, int], list[Reading]]
"""Reads strips padded to a width and to a number of rows."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """How batches are put together. Few shapes come to be, so that cuDNN chooses its kernels once for each."""

    step: int = 32
    """Widths are rounded up to multiples of this, and of an eighth of themselves."""

    columns: int = 16_384
    """Of one batch at most, all its rows together."""

    rows: int = 64
    patience: float = 0.003
    """Seconds that a strip waits for others to go with it while the network is idle."""

    waiting: int = 4096
    """Strips that wait: where there are as many, who brings more waits for room."""

    threads: int = 2
    """One prepares its batch while the network reads the other's."""


class Closed(RuntimeError):
    """Reading was asked for after the end."""


@dataclass(slots=True, eq=False)
class _Request:
    """The strips of one call, and what is known of them."""

    strips: Sequence[Image]
    readings: list[Reading]
    left: int
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def settle(self) -> None:
        """One strip less to wait for."""
        self.left -= 1
        if self.left == 0:
            self.done.set()


@dataclass(slots=True, eq=False)
class _Waiting:
    request: _Request
    index: int
    since: float


class SharedBatches:
    """A queue for each width. A batch is taken where one is full, else where the oldest strip has waited its time:
    so no width starves, and under load nothing waits at all. Safe to call from any number of threads.
    """

    def __init__(self, read_batch: ReadBatch, sharing: Sharing | None = None) -> None:
        self._read_batch = read_batch
        self._sharing = sharing or Sharing()
        self._lanes: dict[int, deque[_Waiting]] = defaultdict(deque)
        self._count = 0
        self._is_closed = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"batches-{number}", daemon=True)
            for number in range(self._sharing.threads)
        ]
        for thread in self._threads:
            thread.start()

    def read(self, strips: Sequence[Image]) -> list[Reading]:
        """Read each strip; the answer keeps their order. An error of a batch reaches only those who have strips in it.

        Raises Closed after `close`.
        """
        if not strips:
            return []
        request = _Request(strips, [NOTHING] * len(strips), len(strips))
        self._put(request)
        request.done.wait()
        if request.error is not None:
            raise request.error
        return request.readings

    def close(self) -> None:
        """Take no more, read what waits, and end the threads."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    @property
    def waiting(self) -> int:
        """Strips that no batch has taken yet."""
        return self._count

    def lane(self, width: int) -> int:
        """The width that a strip is padded to."""
        fitting = fitting_width(width)
        step = max(self._sharing.step, fitting // 8 // self._sharing.step * self._sharing.step)
        return -(-fitting // step) * step

    def _put(self, request: _Request) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._count < self._sharing.waiting or self._is_closed)
            if self._is_closed:
                raise Closed("the reader was closed")
            now = time.monotonic()
            for index, strip in enumerate(request.strips):
                self._lanes[self.lane(strip.shape[1])].append(_Waiting(request, index, now))
            self._count += len(request.strips)
            self._changed.notify_all()

    def _work(self) -> None:
        while batch := self._next():
            lane, waiting = batch
            self._read(lane, waiting)

    def _next(self) -> tuple[int, list[_Waiting]] | None:
        """The next batch once there is one, None at the end."""
        with self._changed:
            while True:
                lane, seconds = self._ripest()
                if lane is not None and seconds <= 0:
                    return lane, self._take(lane)
                if lane is None and self._is_closed:
                    return None
                self._changed.wait(seconds if lane is not None else None)

    def _ripest(self) -> tuple[int | None, float]:
        """The lane to be read next and the seconds until then: a full one, else the one that waits longest."""
        oldest = min(self._lanes, key=lambda lane: self._lanes[lane][0].since, default=None)
        if oldest is None:
            return None, 0.0
        seconds = self._lanes[oldest][0].since + self._sharing.patience - time.monotonic()
        if seconds <= 0 or self._is_closed:
            return oldest, 0.0
        full = next((lane for lane, waiting in self._lanes.items() if len(waiting) >= self._rows(lane)), None)
        return (oldest, seconds) if full is None else (full, 0.0)

    def _rows(self, lane: int) -> int:
        """A power of two, so that padding to one never exceeds the limit of columns."""
        fitting = max(1, min(self._sharing.rows, self._sharing.columns // lane))
        return int(1 << (fitting.bit_length() - 1))

    def _take(self, lane: int) -> list[_Waiting]:
        """The oldest strips of a lane; those of a request that failed already are let go."""
        queue = self._lanes[lane]
        taken: list[_Waiting] = []
        while queue and len(taken) < self._rows(lane):
            waiting = queue.popleft()
            self._count -= 1
            if waiting.request.error is None:
                taken.append(waiting)
            else:
                waiting.request.settle()
        if not queue:
            del self._lanes[lane]
        self._changed.notify_all()
        return taken

    def _read(self, lane: int, batch: list[_Waiting]) -> None:
        if not batch:
            return
        rows = 1 << (len(batch) - 1).bit_length()
        try:
            read = self._read_batch([one.request.strips[one.index] for one in batch], lane, rows)
            answers = list(zip(batch, read, strict=True))
        except BaseException as error:  # whatever it is, nobody may wait for ever
            with self._changed:
                for one in batch:
                    one.request.error = error
                    one.request.settle()
            return
        with self._changed:
            for one, reading in answers:
                one.request.readings[one.index] = reading
                one.request.settle()
