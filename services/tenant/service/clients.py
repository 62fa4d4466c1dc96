"""The client companies of an office."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import grpc
from contapics.tenant.v1 import client_pb2, client_service_pb2_grpc
from contapics.tenant.v1 import client_service_pb2 as pb

from services.common import identity, pages
from services.common.db import Database
from services.common.interceptors import validate
from services.common.keyset import Order
from services.tenant import operations, repository
from services.tenant.masks import merged
from services.tenant.models import Client
from services.tenant.operations import ClientFacts
from services.tenant.repository import CLIENT_ORDERS
from services.tenant.rules import fiscal_code
from services.tenant.views import as_client

IGNORED = frozenset({"id", "create_time", "update_time"})
CHANGEABLE = frozenset(client_pb2.Client.DESCRIPTOR.fields_by_name) - IGNORED

Context = grpc.aio.ServicerContext[Any, Any]


class ClientService(client_service_pb2_grpc.ClientServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def CreateClient(self, request: pb.CreateClientRequest, _: Context) -> pb.CreateClientResponse:
        tenant_id = identity.current().tenant_id
        facts, registered = _facts(request.client)
        # RO in front of the fiscal code is what the fiscal authority gives to those registered for VAT.
        facts.vat_payer = facts.vat_payer or registered
        async with self._database.transaction(tenant_id) as session:
            client = await operations.create_client(session, tenant_id, facts)
        return pb.CreateClientResponse(client=as_client(client))

    async def GetClient(self, request: pb.GetClientRequest, _: Context) -> pb.GetClientResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            client = await repository.client(session, caller.tenant_id, UUID(request.id), caller.visible_clients)
        return pb.GetClientResponse(client=as_client(client))

    async def ListClients(self, request: pb.ListClientsRequest, _: Context) -> pb.ListClientsResponse:
        caller = identity.current()
        order = Order.read(request.order_by, "name", CLIENT_ORDERS, Client.id)
        query = f"clients {request.search!r} {order}"
        size = pages.page_size(request.page_size)
        after = pages.decode_token(request.page_token, query)
        async with self._database.transaction(caller.tenant_id) as session:
            found = await repository.clients(
                session, caller.tenant_id, caller.visible_clients, request.search, order, after, size
            )
        page = found[:size]
        following = ""
        if len(found) > size:
            last, value = page[-1]
            following = pages.encode_token(query, str(value), str(last.id))
        return pb.ListClientsResponse(clients=[as_client(client) for client, _ in page], next_page_token=following)

    async def UpdateClient(self, request: pb.UpdateClientRequest, _: Context) -> pb.UpdateClientResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            client = await repository.client(
                session, caller.tenant_id, UUID(request.id), caller.visible_clients, lock=True
            )
            wanted = merged(
                as_client(client), request.client, request.update_mask, changeable=CHANGEABLE, ignored=IGNORED
            )
            await operations.update_client(session, client, _facts(wanted)[0])
        return pb.UpdateClientResponse(client=as_client(client))

    async def DeleteClient(self, request: pb.DeleteClientRequest, _: Context) -> pb.DeleteClientResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            client = await repository.client(
                session, caller.tenant_id, UUID(request.id), caller.visible_clients, lock=True
            )
            await operations.delete_client(session, client)
        return pb.DeleteClientResponse()


def _facts(client: client_pb2.Client) -> tuple[ClientFacts, bool]:
    """The facts as they will be stored, and whether RO stood in front of the fiscal code. Raises Invalid."""
    trimmed = client_pb2.Client()
    trimmed.CopyFrom(client)
    for name in ("name", "cui", "registration_number", "address", "email", "phone"):
        setattr(trimmed, name, getattr(client, name).strip())
    validate(trimmed, "client")
    digits, registered = fiscal_code(trimmed.cui)
    facts = ClientFacts(
        name=trimmed.name,
        cui=digits,
        registration_number=trimmed.registration_number,
        address=trimmed.address,
        email=trimmed.email,
        phone=trimmed.phone,
        vat_payer=trimmed.vat_payer,
        vat_on_collection=trimmed.vat_on_collection,
    )
    return facts, registered
