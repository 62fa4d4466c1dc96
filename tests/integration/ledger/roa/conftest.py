"""Books in the double of ROA, one database for all tests, emptied before each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any

import pytest

from services.ledger.models import Note
from services.ledger.sinks.attachments import Attachment
from services.ledger.sinks.roa.pool import Pool
from services.ledger.sinks.roa.sink import RoaSink
from tests.roa.connection import connect
from tests.roa.double import Books

PICTURE = Attachment("bon.jpg", b"\xff\xd8" + bytes(100_000))


class Files:
    """Gives the same files for every note, or fails with what it was made with."""

    def __init__(self, *files: Attachment, fault: BaseException | None = None) -> None:
        self.asked = 0
        self._files = files
        self._fault = fault

    async def of(self, note: Note, most_bytes: int) -> Sequence[Attachment]:
        self.asked += 1
        if self._fault is not None:
            raise self._fault
        return self._files


PICTURES = Files(PICTURE)

OpenSink = Callable[..., RoaSink]


@pytest.fixture(scope="session")
def all_books(postgres: Any) -> Books:
    return Books.make(postgres.admin_url, "roa")


@pytest.fixture
def books(all_books: Books) -> Iterator[Books]:
    all_books.clear()
    yield all_books
    all_books.close_sessions()


@pytest.fixture
async def open_sink(books: Books) -> AsyncIterator[OpenSink]:
    """Opens the sink on the books, with changed settings or another way to connect; closed after the test."""
    opened: list[RoaSink] = []

    def make(connect: Any = connect, files: Any = PICTURES, **changes: Any) -> RoaSink:
        settings = books.settings(**changes)
        opened.append(RoaSink(Pool(settings, connect), settings, files))
        return opened[-1]

    yield make
    for sink in opened:
        await sink.close()
