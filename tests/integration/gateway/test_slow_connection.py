"""A machine that is busy reading documents takes its time to shake hands."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from contapics.tenant.v1 import user_service_pb2, user_service_pb2_grpc
from unit.gateway.stage import Service, serving

from services.common.rpc import open_channel


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def test_a_call_outlasts_a_slow_handshake(service: Service) -> None:
    ended = asyncio.Event()

    async with serving(service) as port:

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(0.3)
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))
            ended.set()

        async with await asyncio.start_server(handle, "127.0.0.1", 0) as slow:
            address = f"127.0.0.1:{slow.sockets[0].getsockname()[1]}"
            async with open_channel(address, None) as channel:
                users: Any = user_service_pb2_grpc.UserServiceStub(channel)
                answer = await users.GetCurrentUser(user_service_pb2.GetCurrentUserRequest())
            # Both halves closed before the loop is: a socket left to the collector fails a later test.
            await asyncio.wait_for(ended.wait(), 10)
        assert answer == user_service_pb2.GetCurrentUserResponse()
