"""Pictures of pages for people, made where files are decoded: in the sandbox, out of the readers' way."""

from __future__ import annotations

import asyncio
import queue
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace

import cv2

from services.ocr.decode import Picture, Wanted
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits
from services.ocr.region import Region
from services.ocr.sandbox import Sandbox

LONGEST_SIDE = 2200
"""Pixels; print on an A4 page is as sharp on a large screen as it gets."""
QUALITY = 82
SECONDS = 10.0
"""Of decoding: somebody is waiting."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A JPEG and its size in pixels."""

    picture: bytes
    width: int
    height: int


class Drawing:
    """Draws pages, so many at once, each in a decoding process of its own that starts when it is first needed."""

    def __init__(self, limits: Limits, at_once: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="drawer")
        self._sandboxes: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()
        self._at_once = at_once
        for _ in range(at_once):
            self._sandboxes.put(Sandbox(replace(limits, seconds=min(limits.seconds, SECONDS))))

    async def draw(self, content: bytes, page: int, width: int, region: Region | None = None) -> Drawn:
        """A page of a file or a piece of it, upright and at most so wide. Raises ReadError where there is no such page
        or no drawing."""
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, self._draw, content, Wanted(page, page, (width, LONGEST_SIDE), region)
        )

    def _draw(self, content: bytes, wanted: Wanted) -> Drawn:
        sandbox = self._sandboxes.get()
        try:
            with closing(sandbox.decode(content, wanted)) as decoded:
                pictures = [item for item in decoded if isinstance(item, Picture)]
        finally:
            self._sandboxes.put(sandbox)
        if not pictures:
            raise ReadError(Reason.NO_SUCH_PAGE, f"the file has no page {wanted.first}")
        pixels = pictures[0].pixels
        done, encoded = cv2.imencode(
            ".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
        )
        if not done:
            raise ReadError(Reason.BROKEN_FILE, "the page can't be drawn")
        return Drawn(encoded.tobytes(), pixels.shape[1], pixels.shape[0])

    def close(self) -> None:
        """End the threads after what they are drawing, and the decoding processes."""
        self._threads.shutdown(wait=True)
        for _ in range(self._at_once):
            self._sandboxes.get().close()
