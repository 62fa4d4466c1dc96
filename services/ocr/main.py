"""Starts the ocr service: loads the engine, then gRPC, the consumer and the outbox relay."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta

from contapics.ocr.v1 import ocr_service_pb2, ocr_service_pb2_grpc

from services.common import lifecycle, ops, rpc, telemetry
from services.common.blobs import Blobs
from services.common.bus import Bus
from services.common.config import ConfigurationError
from services.common.db import Database
from services.common.outbox import Relay
from services.ocr import models, upkeep
from services.ocr.consumer import Consumer
from services.ocr.drawing import Drawing
from services.ocr.errors import ReaderUnavailable
from services.ocr.readers.choose import open_reader
from services.ocr.reading import Reading
from services.ocr.service import OcrService
from services.ocr.settings import Settings


async def main(stopping: asyncio.Event) -> None:
    settings = Settings.read(os.environ)
    common = settings.common
    telemetry.set_up("ocr", common.log_level, common.otlp_endpoint)
    database = Database(common.database_url)
    bus = await Bus.connect(common.nats_url, "ocr")
    tenant = rpc.open_channel(common.tenant_address, common.tls)
    try:
        reader = await asyncio.to_thread(open_reader, settings.reader)
    except ReaderUnavailable as error:
        raise ConfigurationError(str(error)) from error
    reading = Reading(reader, settings.limits, settings.readers or reader.at_once)
    descriptor = ocr_service_pb2.DESCRIPTOR.services_by_name["OcrService"]
    add = ocr_service_pb2_grpc.add_OcrServiceServicer_to_server
    drawing = Drawing(settings.limits, settings.drawers)
    service = OcrService(database, reading, drawing)
    checks = {"database": database.ping, "bus": bus.ping}
    async with (
        ops.ops_server(common.ops_listen, checks),
        rpc.serving(common.grpc_listen, common.tls, rpc.remote_verifier(tenant), [(descriptor, add, service)]),
    ):
        consumer = Consumer(database, bus, Blobs.open(settings.blob_url), reading, settings.tries)
        consuming = asyncio.create_task(consumer.run(), name="consumer")
        relaying = asyncio.create_task(Relay(database, models.outbox, bus).run(), name="relay")
        period = timedelta(seconds=settings.upkeep_seconds)
        clearing = asyncio.create_task(upkeep.watch(database, period), name="upkeep")
        try:
            await lifecycle.until_stopped(stopping, consuming, relaying, clearing)
        finally:
            bus.drain()
            await lifecycle.finish(consuming)
    await lifecycle.finish(relaying, clearing, seconds=1.0)
    await asyncio.to_thread(drawing.close)
    await asyncio.to_thread(reading.close)
    await asyncio.to_thread(reader.close)
    await bus.close()
    await database.close()
    await tenant.close()


if __name__ == "__main__":
    sys.exit(lifecycle.run(main))
