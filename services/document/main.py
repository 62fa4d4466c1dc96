"""Starts the document service: gRPC, consumers, outbox relay, recovery."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta

from contapics.document.v1 import (
    document_service_pb2,
    document_service_pb2_grpc,
    filing_service_pb2,
    filing_service_pb2_grpc,
    page_service_pb2,
    page_service_pb2_grpc,
    statistics_service_pb2,
    statistics_service_pb2_grpc,
)

from services.common import lifecycle, ops, rpc, telemetry
from services.common.blobs import Blobs
from services.common.bus import Bus
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.outbox import Relay
from services.document import consumer, models, recovery, upkeep
from services.document.filing_service import FilingService
from services.document.page_pictures import PagePictures
from services.document.page_service import PageService
from services.document.service import DocumentService
from services.document.settings import Settings
from services.document.statistics_service import StatisticsService
from services.document.verification import Verification
from services.document.words import Words


async def main(stopping: asyncio.Event) -> None:
    settings = Settings.read(os.environ)
    common = settings.common
    telemetry.set_up("document", common.log_level, common.otlp_endpoint)
    database = Database(common.database_url)
    bus = await Bus.connect(common.nats_url, "document")
    tenant = rpc.open_channel(common.tenant_address, common.tls)
    ocr = rpc.open_channel(settings.ocr_address, common.tls)
    blobs, clients = Blobs.open(settings.blob_url), ClientDirectory(tenant)
    documents = DocumentService(database, blobs, clients, Verification(ocr), Words(ocr), settings.max_upload_bytes)
    services: list[rpc.Registration] = [
        (
            document_service_pb2.DESCRIPTOR.services_by_name["DocumentService"],
            document_service_pb2_grpc.add_DocumentServiceServicer_to_server,
            documents,
        ),
        (
            filing_service_pb2.DESCRIPTOR.services_by_name["FilingService"],
            filing_service_pb2_grpc.add_FilingServiceServicer_to_server,
            FilingService(database, clients),
        ),
        (
            page_service_pb2.DESCRIPTOR.services_by_name["PageService"],
            page_service_pb2_grpc.add_PageServiceServicer_to_server,
            PageService(database, PagePictures(blobs, ocr)),
        ),
        (
            statistics_service_pb2.DESCRIPTOR.services_by_name["StatisticsService"],
            statistics_service_pb2_grpc.add_StatisticsServiceServicer_to_server,
            StatisticsService(database),
        ),
    ]

    checks = {"database": database.ping, "bus": bus.ping}
    async with (
        ops.ops_server(common.ops_listen, checks),
        rpc.serving(common.grpc_listen, common.tls, rpc.remote_verifier(tenant), services),
    ):
        consumers = [
            asyncio.create_task(consumer.consume(bus, database, subject), name=subject) for subject in consumer.EFFECTS
        ]
        patience = timedelta(seconds=settings.reading_patience_seconds)
        period = timedelta(seconds=settings.upkeep_seconds)
        pictures_kept = timedelta(days=settings.page_picture_days)
        background = [
            asyncio.create_task(Relay(database, models.outbox, bus).run(), name="relay"),
            asyncio.create_task(recovery.watch(database, patience), name="recovery"),
            asyncio.create_task(upkeep.watch(database, blobs, period, pictures_kept), name="upkeep"),
        ]
        try:
            await lifecycle.until_stopped(stopping, *consumers, *background)
        finally:
            bus.drain()
            await lifecycle.finish(*consumers)
    # The relay runs until the calls that the server was still answering have written their events.
    await lifecycle.finish(*background, seconds=1.0)
    await bus.close()
    await database.close()
    await tenant.close()
    await ocr.close()


if __name__ == "__main__":
    sys.exit(lifecycle.run(main))
