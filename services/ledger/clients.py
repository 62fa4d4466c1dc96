"""The client company of a preview, asked of the tenant service in the name of the caller."""

from __future__ import annotations

import grpc
from contapics.tenant.v1 import client_pb2, client_service_pb2, client_service_pb2_grpc

from services.common import rpc
from services.common.errors import NotFound, Unavailable


class ClientDirectory:
    """Asks each time: a preview has to show what an approval at this moment would build."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._clients: client_service_pb2_grpc.ClientServiceAsyncStub = client_service_pb2_grpc.ClientServiceStub(
            channel
        )

    async def get(self, client_id: str) -> client_pb2.Client:
        """The company. Raises NotFound if the caller's office has none with this id, Unavailable."""
        request = client_service_pb2.GetClientRequest(id=client_id)
        try:
            answer = await self._clients.GetClient(request, timeout=5, metadata=rpc.forwarded())
        except grpc.aio.AioRpcError as error:
            if error.code() == grpc.StatusCode.NOT_FOUND:
                raise NotFound("client_unknown", "There is no such company.", {"id": client_id}) from error
            raise Unavailable("tenant_unavailable", "The companies can't be looked up at the moment.") from error
        return answer.client
