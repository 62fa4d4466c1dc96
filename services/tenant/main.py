"""The tenant service as a process: `python -m services.tenant.main`."""

from __future__ import annotations

import asyncio
import os
import sys

from contapics.tenant.v1 import (
    client_service_pb2,
    client_service_pb2_grpc,
    session_service_pb2,
    session_service_pb2_grpc,
    user_service_pb2,
    user_service_pb2_grpc,
)

from services.common import lifecycle, ops, rpc, telemetry
from services.common.db import Database
from services.common.identity import TokenVerifier
from services.tenant.passwords import Passwords
from services.tenant.service import ClientService, SessionService, UserService
from services.tenant.settings import Settings
from services.tenant.tokens import SigningKeys


async def main(stopping: asyncio.Event) -> None:
    """Serve until the event is set."""
    settings = Settings.read(os.environ)
    common = settings.common
    telemetry.set_up(common.name, common.log_level, common.otlp_endpoint)
    keys = SigningKeys(settings.signing_key_file.read_bytes())
    database = Database(common.database_url)
    try:
        async with (
            rpc.serving(common.grpc_listen, common.tls, verifier(keys), servicers(database, Passwords(), keys)),
            ops.ops_server(common.ops_listen, {"database": database.ping}),
        ):
            await lifecycle.until_stopped(stopping)
    finally:
        await database.close()


def verifier(keys: SigningKeys) -> TokenVerifier:
    """Proves tokens with our own keys, without asking ourselves over the network."""

    async def own_keys() -> list[dict[str, str]]:
        return list(keys.public())

    return TokenVerifier(own_keys)


def servicers(database: Database, passwords: Passwords, keys: SigningKeys) -> list[rpc.Registration]:
    sessions, users, clients = (
        file.DESCRIPTOR.services_by_name[name]
        for file, name in (
            (session_service_pb2, "SessionService"),
            (user_service_pb2, "UserService"),
            (client_service_pb2, "ClientService"),
        )
    )
    return [
        (
            sessions,
            session_service_pb2_grpc.add_SessionServiceServicer_to_server,
            SessionService(database, passwords, keys),
        ),
        (users, user_service_pb2_grpc.add_UserServiceServicer_to_server, UserService(database, passwords)),
        (clients, client_service_pb2_grpc.add_ClientServiceServicer_to_server, ClientService(database)),
    ]


if __name__ == "__main__":
    sys.exit(lifecycle.run(main))
