"""The ledger in this process: its consumer's handler, its gRPC service, and offices that call it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import grpc
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.document.v1 import events_pb2
from contapics.ledger.v1 import (
    ledger_service_pb2,
    ledger_service_pb2_grpc,
    payment_service_pb2_grpc,
    period_service_pb2_grpc,
    report_service_pb2_grpc,
    settings_service_pb2_grpc,
    sink_service_pb2_grpc,
    vehicle_service_pb2_grpc,
)
from contapics.tenant.v1 import client_pb2, client_service_pb2, client_service_pb2_grpc
from joserfc import jwt
from joserfc.jwk import OKPKey

from deploy.local.ports import LOOPBACK, free_port
from services.common import identity
from services.common.blobs import Blobs
from services.common.bus import Message
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.errors import NotFound
from services.common.identity import TokenVerifier
from services.common.ids import new_id
from services.ledger import consumer, events
from services.ledger.main import servicers
from services.ledger.sinks.destinations import Surroundings
from services.ledger.sinks.hosts import Hosts
from services.ledger.sinks.offices import OfficeSinks
from services.ledger.sinks.sealing import Seal

KEY = OKPKey.generate_key("Ed25519", {"kid": "test"})
CUI = "14399840"


async def public_keys() -> list[dict[str, Any]]:
    return [KEY.as_dict(private=False)]


@dataclass(frozen=True, slots=True)
class Office:
    """An office with one company that is registered for VAT."""

    tenant_id: UUID = field(default_factory=uuid4)
    client_id: UUID = field(default_factory=uuid4)

    def metadata(self, role: str = "accountant") -> list[tuple[str, str]]:
        claims = {
            "iss": identity.ISSUER,
            "exp": int(time.time()) + 60,
            "sub": str(uuid4()),
            "tenant": str(self.tenant_id),
            "role": role,
            "email": "ana@cabinet.example",
        }
        header = {"alg": identity.ALGORITHM, "kid": "test"}
        return [("authorization", f"Bearer {jwt.encode(header, claims, KEY, algorithms=[identity.ALGORITHM])}")]

    def approval(self, document_id: UUID, revision: int = 1, **changes: Any) -> events_pb2.DocumentApproved:
        """A receipt for fuel, paid in cash, with the company's code on it, unless the changes say otherwise."""
        return events_pb2.DocumentApproved(
            document_id=str(document_id),
            client=events_pb2.ClientFacts(id=str(self.client_id), name="Firma SRL", cui=CUI, vat_payer=True),
            extraction=receipt(**changes),
            approved_by="ana@cabinet.example",
            revision=revision,
        )

    def message(self, approval: events_pb2.DocumentApproved, message_id: str = "") -> Message:
        return Message(
            id=message_id or str(new_id()),
            tenant_id=self.tenant_id,
            subject=events.APPROVED,
            payload=approval.SerializeToString(),
            deliveries=1,
        )


def receipt(**changes: Any) -> extraction_pb2.Extraction:
    values: dict[str, Any] = {
        "kind": "receipt",
        "supplier": extraction_pb2.Supplier(name="OMV PETROM MARKETING SRL", cui="11201891", vat_payer=True),
        "buyer": extraction_pb2.Buyer(cui=CUI),
        "number": "0123",
        "issue_date": "2024-03-15",
        "currency": "RON",
        "total": "263.28",
        "vat": [extraction_pb2.Vat(rate="19", amount="42.04")],
        "payments": [extraction_pb2.Payment(method="CASH", amount="263.28")],
        "lines": [extraction_pb2.Line(description="MOTORINA EFIX", amount="263.28")],
    }
    return extraction_pb2.Extraction(**{**values, **changes})


@dataclass(slots=True)
class Ledger:
    """The running service and what it is built of. The stub is Any: its asynchronous kind exists for type checkers."""

    database: Database
    sinks: OfficeSinks
    exports: Path
    service: Any
    books: Any
    reports: Any
    s3_endpoint: str
    settings: Any
    periods: Any
    vehicles: Any
    payments: Any

    async def approve(self, office: Office, document_id: UUID, revision: int = 1, **changes: Any) -> None:
        approval = office.approval(document_id, revision, **changes)
        await consumer.handler(self.database, self.sinks)(office.message(approval))

    async def notes(self, office: Office, document_id: UUID) -> list[Any]:
        request = ledger_service_pb2.ListNotesRequest(document_id=str(document_id))
        return list((await self.service.ListNotes(request, metadata=office.metadata())).notes)

    def files(self, office: Office) -> dict[str, bytes]:
        """What the sink holds for an office, by name."""
        folder = self.exports / str(office.tenant_id) / "exports" / "notes"
        return {path.name: path.read_bytes() for path in folder.glob("*")}


class Companies(client_service_pb2_grpc.ClientServiceServicer):
    """Stands in for the tenant service: knows the companies that it is told of, each for its own office."""

    def __init__(self) -> None:
        self.known: dict[tuple[UUID, str], client_pb2.Client] = {}

    async def GetClient(self, request: Any, context: Any) -> client_service_pb2.GetClientResponse:
        client = self.known.get((identity.current().tenant_id, request.id))
        if client is None:
            raise NotFound("client_unknown")
        return client_service_pb2.GetClientResponse(client=client)


@pytest.fixture
def companies() -> Companies:
    return Companies()


@pytest.fixture
async def ledger(open_database: Any, postgres: Any, serve: Any, companies: Companies, tmp_path: Path) -> Ledger:
    verifier = TokenVerifier(public_keys)
    tenant: grpc.aio.Channel = await serve(
        verifier,
        [
            (
                client_service_pb2.DESCRIPTOR.services_by_name["ClientService"],
                client_service_pb2_grpc.add_ClientServiceServicer_to_server,
                companies,
            )
        ],
    )
    database = open_database("ledger")
    exports = tmp_path / "blobs"
    s3_endpoint = f"http://{LOOPBACK}:{free_port()}"
    roa = Hosts.read(f"127.0.0.1:{urlsplit(postgres.admin_url).port}", "", 1521)
    around = Surroundings(Blobs.open(exports.as_uri()), tmp_path / "folder", frozenset({s3_endpoint}), roa)
    sinks = OfficeSinks(database, Seal.read("A" * 43), around)
    channel: grpc.aio.Channel = await serve(
        verifier, servicers(database, ClientDirectory(tenant), sinks, asks_anaf=True)
    )
    return Ledger(
        database,
        sinks,
        exports,
        ledger_service_pb2_grpc.LedgerServiceStub(channel),
        sink_service_pb2_grpc.SinkServiceStub(channel),
        report_service_pb2_grpc.ReportServiceStub(channel),
        s3_endpoint,
        settings_service_pb2_grpc.SettingsServiceStub(channel),
        period_service_pb2_grpc.PeriodServiceStub(channel),
        vehicle_service_pb2_grpc.VehicleServiceStub(channel),
        payment_service_pb2_grpc.PaymentServiceStub(channel),
    )


@pytest.fixture
def office(companies: Companies) -> Office:
    """An office whose company the tenant service knows."""
    made = Office()
    client = client_pb2.Client(id=str(made.client_id), name="Firma SRL", cui=CUI, vat_payer=True)
    companies.known[(made.tenant_id, client.id)] = client
    return made


@pytest.fixture
def other_office() -> Office:
    return Office()
