"""How long work takes that is done again and again."""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable

TIMES = 15


async def timed(work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, after a first time that warms up."""
    await work()
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        await work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[18]
