"""The ledger as a process: `python -m services.ledger.main` starts gRPC, the consumer and the outbox relay."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta

import httpx
from contapics.ledger.v1 import (
    exchange_rate_service_pb2,
    exchange_rate_service_pb2_grpc,
    ledger_service_pb2,
    ledger_service_pb2_grpc,
    payment_service_pb2,
    payment_service_pb2_grpc,
    period_service_pb2,
    period_service_pb2_grpc,
    report_service_pb2,
    report_service_pb2_grpc,
    settings_service_pb2,
    settings_service_pb2_grpc,
    sink_service_pb2,
    sink_service_pb2_grpc,
    supplier_service_pb2,
    supplier_service_pb2_grpc,
    vehicle_service_pb2,
    vehicle_service_pb2_grpc,
)

from services.common import lifecycle, ops, rpc, telemetry
from services.common.blobs import Blobs
from services.common.bus import Bus
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.outbox import Relay
from services.ledger import consumer, models, upkeep
from services.ledger.registry import anaf, bnr
from services.ledger.registry import upkeep as registry
from services.ledger.registry.public_service import PublicService
from services.ledger.registry.turns import turns
from services.ledger.service import (
    ExchangeRateService,
    LedgerService,
    PaymentService,
    PeriodService,
    ReportService,
    SettingsService,
    SinkService,
    SupplierService,
    VehicleService,
)
from services.ledger.settings import Settings
from services.ledger.sinks.destinations import Surroundings
from services.ledger.sinks.offices import OfficeSinks
from services.ledger.sinks.sealing import Seal


async def main(stopping: asyncio.Event) -> None:
    """Serve until the event is set; then finish what is in flight."""
    settings = Settings.read(os.environ)
    common = settings.common
    telemetry.set_up(common.name, common.log_level, common.otlp_endpoint)
    database = Database(common.database_url)
    asks_anaf = settings.anaf_url is not None
    around = Surroundings(
        Blobs.open(settings.blob_url), settings.export_folder, settings.s3_endpoints, settings.roa_hosts
    )
    sinks = OfficeSinks(database, Seal.read(settings.secrets_key), around)
    bus = await Bus.connect(common.nats_url, common.name)
    tenant = rpc.open_channel(common.tenant_address, common.tls)
    async with (
        httpx.AsyncClient() as http,
        ops.ops_server(common.ops_listen, {"database": database.ping, "bus": bus.ping}),
        rpc.serving(
            common.grpc_listen,
            common.tls,
            rpc.remote_verifier(tenant),
            servicers(database, ClientDirectory(tenant), sinks, asks_anaf=asks_anaf),
        ),
    ):
        approvals = asyncio.create_task(consumer.consume(bus, database, sinks, asks_anaf=asks_anaf), name="approvals")
        later = asyncio.create_task(consumer.consume_requests(bus, database, sinks), name="stornos and releases")
        relay = asyncio.create_task(Relay(database, models.outbox, bus).run(), name="relay")
        clearing = asyncio.create_task(
            upkeep.watch(database, timedelta(seconds=settings.upkeep_seconds)), name="upkeep"
        )
        public_facts = asyncio.create_task(
            registry.keep(database, *public_services(http, database, settings)), name="public facts"
        )
        try:
            await lifecycle.until_stopped(stopping, approvals, later, relay, clearing, public_facts)
        finally:
            bus.drain()
            public_facts.cancel()
            await lifecycle.finish(approvals, public_facts)
            await lifecycle.finish(later)
    # The relay runs on until the last notes have their events out; what it leaves waits in the outbox.
    await lifecycle.finish(relay, clearing, seconds=1.0)
    await sinks.close()
    await bus.close()
    await database.close()
    await tenant.close()


def servicers(
    database: Database, clients: ClientDirectory, sinks: OfficeSinks, *, asks_anaf: bool = False
) -> list[rpc.Registration]:
    """Every gRPC service of the ledger."""
    return [
        (
            ledger_service_pb2.DESCRIPTOR.services_by_name["LedgerService"],
            ledger_service_pb2_grpc.add_LedgerServiceServicer_to_server,
            LedgerService(database, clients, asks_anaf=asks_anaf),
        ),
        (
            report_service_pb2.DESCRIPTOR.services_by_name["ReportService"],
            report_service_pb2_grpc.add_ReportServiceServicer_to_server,
            ReportService(database, clients),
        ),
        (
            sink_service_pb2.DESCRIPTOR.services_by_name["SinkService"],
            sink_service_pb2_grpc.add_SinkServiceServicer_to_server,
            SinkService(database, clients, sinks),
        ),
        (
            settings_service_pb2.DESCRIPTOR.services_by_name["SettingsService"],
            settings_service_pb2_grpc.add_SettingsServiceServicer_to_server,
            SettingsService(database, clients),
        ),
        (
            period_service_pb2.DESCRIPTOR.services_by_name["PeriodService"],
            period_service_pb2_grpc.add_PeriodServiceServicer_to_server,
            PeriodService(database, clients),
        ),
        (
            payment_service_pb2.DESCRIPTOR.services_by_name["PaymentService"],
            payment_service_pb2_grpc.add_PaymentServiceServicer_to_server,
            PaymentService(database, sinks),
        ),
        (
            vehicle_service_pb2.DESCRIPTOR.services_by_name["VehicleService"],
            vehicle_service_pb2_grpc.add_VehicleServiceServicer_to_server,
            VehicleService(database, clients),
        ),
        (
            supplier_service_pb2.DESCRIPTOR.services_by_name["SupplierService"],
            supplier_service_pb2_grpc.add_SupplierServiceServicer_to_server,
            SupplierService(database),
        ),
        (
            exchange_rate_service_pb2.DESCRIPTOR.services_by_name["ExchangeRateService"],
            exchange_rate_service_pb2_grpc.add_ExchangeRateServiceServicer_to_server,
            ExchangeRateService(database),
        ),
    ]


def public_services(
    http: httpx.AsyncClient, database: Database, settings: Settings
) -> tuple[anaf.Anaf | None, bnr.Bnr | None]:
    """ANAF and BNR, each only where the settings have its address: nothing calls out that nobody enabled."""
    companies = PublicService(http, turns(database, "anaf", anaf.SPACING_SECONDS), anaf.MOST_BYTES)
    rates = PublicService(http, turns(database, "bnr", bnr.SPACING_SECONDS), bnr.MOST_BYTES)
    return (
        anaf.Anaf(companies, settings.anaf_url) if settings.anaf_url else None,
        bnr.Bnr(rates, settings.bnr_url) if settings.bnr_url else None,
    )


if __name__ == "__main__":
    sys.exit(lifecycle.run(main))
