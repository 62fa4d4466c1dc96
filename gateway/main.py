"""Starts the gateway: `python -m gateway.main`. The only place that constructs its parts."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Generator
from contextlib import AsyncExitStack, contextmanager

import grpc
import uvicorn
from starlette.types import ASGIApp

from gateway.app import Parts, build_app
from gateway.limits import RateLimits
from gateway.live import LiveUpdates
from gateway.settings import Settings
from gateway.spool import Spool
from gateway.wire import Wire
from services.common import telemetry
from services.common.config import Environment
from services.common.lifecycle import GRACE_SECONDS, finish, run, until_stopped
from services.common.ops import ops_server
from services.common.rpc import open_channel, remote_verifier

NEEDED = ("tenant", "document")
"""Without these there is no use in coming here; without the others most of the work goes on."""
SWEEP_SECONDS = 3600.0

log = logging.getLogger(__name__)


class Server(uvicorn.Server):
    """Leaves signals to the part's lifecycle, and ends the live streams before it waits for open requests."""

    def __init__(self, app: ASGIApp, listen: str, live: LiveUpdates, proxies: str = "") -> None:
        host, _, port = listen.rpartition(":")
        super().__init__(
            uvicorn.Config(
                app,
                host=host.strip("[]"),
                port=int(port),
                http=Wire,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=proxies,
                ws="none",
                lifespan="off",
                timeout_graceful_shutdown=int(GRACE_SECONDS),
            )
        )
        self._live = live

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield

    def stop(self) -> None:
        self._live.close()
        self.should_exit = True


async def serve(stopping: asyncio.Event) -> None:
    settings = Settings.read(Environment(os.environ))
    telemetry.set_up("gateway", settings.log_level, settings.otlp_endpoint)
    async with AsyncExitStack() as stack:
        channels = {
            part: await stack.enter_async_context(open_channel(address, settings.tls))
            for part, address in settings.addresses.items()
        }
        live = LiveUpdates()
        spool = Spool(settings.upload_folder)
        checks = {part: connected(channels[part]) for part in NEEDED}
        app = build_app(
            Parts(
                channels=channels,
                verifier=remote_verifier(channels["tenant"]),
                live=live,
                limits=RateLimits(settings.request_limit, settings.login_limit),
                max_upload_bytes=settings.max_upload_bytes,
                checks=checks,
                spool=spool,
                pwa_dir=settings.pwa_dir,
                public_origin=settings.public_origin,
                always_secure=settings.always_secure,
            )
        )
        if settings.ops_listen is not None:
            await stack.enter_async_context(ops_server(settings.ops_listen, checks))
        server = Server(app, settings.http_listen, live, settings.proxies)
        serving = asyncio.create_task(server.serve(), name="http")
        listening = asyncio.create_task(live.run(settings.nats_url), name="live updates")
        sweeping = asyncio.create_task(sweep(spool), name="expired uploads")
        try:
            await until_stopped(stopping, serving, listening, sweeping)
        finally:
            server.stop()
            listening.cancel()
            sweeping.cancel()
            await finish(serving, listening, sweeping, seconds=GRACE_SECONDS + 2)


async def sweep(spool: Spool) -> None:
    """Remove uploads that nobody went on with, now and every hour."""
    while True:
        try:
            await asyncio.to_thread(spool.sweep)
        except OSError:
            log.exception("expired uploads could not be removed")
        await asyncio.sleep(SWEEP_SECONDS)


def connected(channel: grpc.aio.Channel) -> Callable[[], Awaitable[None]]:
    """A check that holds once the channel has a connection; it also makes the channel look for one."""

    async def check() -> None:
        await channel.channel_ready()

    return check


if __name__ == "__main__":
    sys.exit(run(serve))
