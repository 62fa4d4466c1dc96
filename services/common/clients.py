"""The client companies as the tenant service knows them, asked in the name of the caller and kept for seconds."""

from __future__ import annotations

import time
from uuid import UUID

import grpc
from contapics.tenant.v1 import client_pb2, client_service_pb2, client_service_pb2_grpc

from services.common import identity, rpc
from services.common.errors import NotFound, Unavailable

KEEP_SECONDS = 30.0
MAX_KEPT = 10_000


class ClientDirectory:
    """Answers whether a company exists and what is known of it, always for the caller's own office."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._clients: client_service_pb2_grpc.ClientServiceAsyncStub = client_service_pb2_grpc.ClientServiceStub(
            channel
        )
        self._kept: dict[tuple[UUID, UUID], tuple[float, client_pb2.Client]] = {}

    async def get(self, client_id: UUID, *, fresh: bool = False) -> client_pb2.Client:
        """The company; `fresh` asks again even if it was asked a moment ago.

        Raises NotFound if the office has none with this id or the caller may not see it, Unavailable.
        """
        caller = identity.current()
        key = (caller.tenant_id, client_id)
        if not caller.may_see(client_id):
            raise _unknown(client_id)
        until, client = self._kept.get(key, (0.0, None))
        if client is None or fresh or until < time.monotonic():
            client = await self._ask(client_id)
            if len(self._kept) >= MAX_KEPT:
                self._kept.clear()
            self._kept[key] = (time.monotonic() + KEEP_SECONDS, client)
        return client

    async def _ask(self, client_id: UUID) -> client_pb2.Client:
        try:
            answer = await self._clients.GetClient(
                client_service_pb2.GetClientRequest(id=str(client_id)), timeout=5, metadata=rpc.forwarded()
            )
        except grpc.aio.AioRpcError as error:
            if error.code() == grpc.StatusCode.NOT_FOUND:
                raise _unknown(client_id) from error
            raise Unavailable("tenant_unavailable", "The companies can't be looked up at the moment.") from error
        return answer.client


def _unknown(client_id: UUID) -> NotFound:
    return NotFound("client_unknown", "There is no such company.", {"id": str(client_id)})
