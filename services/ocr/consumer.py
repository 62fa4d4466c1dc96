"""The ocr service's JetStream side: reads what was received, reports it once, gives up on poison."""

from __future__ import annotations

import logging

from contapics.document.v1 import events_pb2 as document
from contapics.ocr.v1 import events_pb2, ocr_service_pb2

from services.common.blobs import Blobs
from services.common.bus import Bus, Message
from services.common.db import Database
from services.common.errors import DomainError, NotFound, Unavailable
from services.ocr import events, operations, repository
from services.ocr.errors import ReadError
from services.ocr.pipeline import File
from services.ocr.reading import Reading
from services.ocr.sources import digest_of, files_of, wanted_of

RECEIVED = "document.v1.received"
ACK_WAIT_SECONDS = 12.0
"""How long a silent reader keeps its file: one that was killed gives it up after this."""

log = logging.getLogger(__name__)


class Poison(DomainError):
    """A file that breaks the reader itself, whenever it is tried."""


class Consumer:
    """Takes documents from the bus, as many at once as there are readers."""

    def __init__(self, database: Database, bus: Bus, blobs: Blobs, reading: Reading, tries: int) -> None:
        self._database = database
        self._bus = bus
        self._blobs = blobs
        self._reading = reading
        self._tries = tries

    async def run(self) -> None:
        """Read until the bus drains."""
        await self._bus.consume(
            RECEIVED, operations.CONSUMER, self.handle, at_once=self._reading.readers, ack_wait=ACK_WAIT_SECONDS
        )

    async def handle(self, message: Message) -> None:
        """Read one document and report it. A file that broke the reader in every try is given up, unread."""
        received = document.DocumentReceived.FromString(message.payload)
        await self._announce(message, received)
        try:
            result = await self._known(message, received) or await self._read(message, received)
        except ReadError as error:
            await self._fail(message, received, str(error.reason), {})
        except (NotFound, Poison) as error:
            await self._fail(message, received, error.reason, error.metadata)
        else:
            async with self._database.transaction(message.tenant_id) as session:
                await operations.report_read(
                    session, message.tenant_id, message.id, received, result, self._reading.version
                )

    async def _known(
        self, message: Message, received: document.DocumentReceived
    ) -> ocr_service_pb2.ExtractResponse | None:
        async with self._database.transaction(message.tenant_id) as session:
            digest = digest_of(files_of(received), whole=received.whole)
            return await repository.find_result(session, digest, self._reading.version)

    async def _read(self, message: Message, received: document.DocumentReceived) -> ocr_service_pb2.ExtractResponse:
        """Deliveries are no measure of poison: a database, a store or a bus that was away causes them too. What counts
        is how often the reading of this file began, and that is committed before it does."""
        files = [File(await self._blobs.get(file.blob_key), wanted_of(file)) for file in files_of(received)]
        async with self._database.transaction(message.tenant_id) as session:
            begun = await repository.count_try(session, message.tenant_id, message.id)
        if begun > self._tries:
            log.error("gave up on a document", extra={"document": received.document_id, "tries": self._tries})
            raise Poison("reading_failed", "The file broke the reader in every try.", {"tries": str(self._tries)})
        return await self._reading.read(files, whole=received.whole)

    async def _announce(self, message: Message, received: document.DocumentReceived) -> None:
        """Tell those who watch that the reading began; without the guarantee of an outbox, since it is only a hint."""
        started = events_pb2.ReadingStarted(document_id=received.document_id, attempt=received.attempt)
        try:
            await self._bus.publish(
                events.STARTED, started.SerializeToString(), f"{message.id}-started", message.tenant_id
            )
        except Unavailable:
            log.info("nobody was told that a reading began", extra={"document": received.document_id})

    async def _fail(
        self, message: Message, received: document.DocumentReceived, reason: str, metadata: dict[str, str]
    ) -> None:
        async with self._database.transaction(message.tenant_id) as session:
            await operations.report_failed(session, message.tenant_id, message.id, received, reason, metadata)
