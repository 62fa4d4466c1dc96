"""The ocr service in this process with a reader that reads one word, counts, and breaks or dawdles when told to."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from contapics.document.v1 import events_pb2 as document
from contapics.ocr.v1 import events_pb2 as ocr
from sqlalchemy import select

from benchmarks.sample_files import drawn, encoded
from services.common.blobs import Blobs
from services.common.bus import Bus, Message
from services.common.db import Database
from services.common.ids import new_id
from services.ocr import models
from services.ocr.consumer import RECEIVED, Consumer
from services.ocr.limits import Limits
from services.ocr.reading import Reading
from services.ocr.words import Image, Quads, Word

TRIES = 3
WORD = "TOTAL LEI 12,50"


class OneWord:
    """A Reader that finds one line of text on every picture."""

    name = "one-word 1.0"

    def __init__(self) -> None:
        self.read = 0
        self.breaks = False
        self.begun = threading.Event()
        self.may_end = threading.Event()
        self.may_end.set()

    def find(self, image: Image) -> Quads:
        height, width = image.shape[:2]
        right, bottom = width * 0.9, height * 0.6
        quad = [(width * 0.1, height * 0.5), (right, height * 0.5), (right, bottom), (width * 0.1, bottom)]
        return np.array([quad], np.float32)

    def recognise(self, image: Image, quads: Quads) -> list[Word | None]:
        self.read += 1
        self.begun.set()
        self.may_end.wait(30)
        if self.breaks:
            raise RuntimeError("the engine stumbled")
        points = [tuple((float(x), float(y)) for x, y in quad) for quad in quads]
        return [Word(WORD, quad, 0.99) for quad in points]  # type: ignore[arg-type]  # four corners each


def picture(number: int = 0) -> bytes:
    """A PNG file, different by number."""
    return encoded(drawn((300, 200), (f"TOTAL {number}",)), "PNG")


@dataclass
class Desk:
    """One office whose documents are read: its files, its messages, and what the service reported of them."""

    database: Database
    blobs: Blobs
    bus: Bus
    reader: OneWord
    reading: Reading
    tenant_id: UUID = field(default_factory=uuid4)

    def another_office(self) -> Desk:
        return Desk(self.database, self.blobs, self.bus, self.reader, self.reading)

    @property
    def consumer(self) -> Consumer:
        return Consumer(self.database, self.bus, self.blobs, self.reading, TRIES)

    async def received(self, content: bytes, **values: Any) -> document.DocumentReceived:
        """A stored file and the event that asks for its reading."""
        key = f"{self.tenant_id}/2025/01/{new_id()}"

        async def chunks() -> AsyncIterator[bytes]:
            yield content

        await self.blobs.put(key, chunks())
        facts = {"document_id": str(uuid4()), "client_id": str(uuid4()), "blob_key": key, "filename": "bon.png"}
        digest = hashlib.sha256(content).hexdigest()
        return document.DocumentReceived(**{**facts, "sha256": digest, "attempt": 1, **values})

    def message(self, event: document.DocumentReceived, deliveries: int = 1, message_id: str = "") -> Message:
        payload = event.SerializeToString()
        return Message(message_id or str(new_id()), self.tenant_id, RECEIVED, payload, deliveries)

    async def events(self) -> list[tuple[str, bytes]]:
        """What waits in the outbox of this office, in order."""
        columns = models.outbox.c
        statement = select(columns.subject, columns.payload).where(columns.tenant_id == self.tenant_id)
        async with self.database.transaction_as("contapics_ocr_relay") as session:
            return [(row[0], row[1]) for row in await session.execute(statement.order_by(columns.id))]

    async def reads(self) -> list[ocr.DocumentRead]:
        return [
            ocr.DocumentRead.FromString(payload) for subject, payload in await self.events() if subject[-4:] == "read"
        ]

    async def failures(self) -> list[tuple[str, dict[str, str]]]:
        failed = [
            ocr.ReadingFailed.FromString(payload) for subject, payload in await self.events() if "fail" in subject
        ]
        return [(event.reason, dict(event.metadata)) for event in failed]


@pytest.fixture
def reader() -> OneWord:
    return OneWord()


@pytest.fixture
def reading(reader: OneWord) -> Iterator[Reading]:
    engine = Reading(reader, Limits(), 2)
    yield engine
    reader.may_end.set()
    engine.close()


@pytest.fixture
async def desk(
    open_database: Callable[[str], Database], connect_bus: Any, reader: OneWord, reading: Reading, tmp_path: Path
) -> Desk:
    blobs = Blobs.open((tmp_path / "blobs").as_uri())
    return Desk(open_database("ocr"), blobs, await connect_bus(), reader, reading)
