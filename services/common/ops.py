"""The plain HTTP side of every part: /healthz (it runs), /readyz (it can work) and /metrics (Prometheus)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

Check = Callable[[], Awaitable[None]]
"""Returns if the thing it checks works, raises if not."""

CHECK_SECONDS = 3.0


def ops_routes(checks: Mapping[str, Check]) -> list[Route]:
    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        names = list(checks)
        results = await asyncio.gather(*(_holds(checks[name]) for name in names))
        ready = all(results)
        return JSONResponse(
            {"ready": ready, "checks": dict(zip(names, results, strict=True))}, status_code=200 if ready else 503
        )

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]


async def _holds(check: Check) -> bool:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await check()
    except Exception:  # whatever it was, the part is not ready; the part itself logs the cause
        return False
    return True


@asynccontextmanager
async def ops_server(listen: str, checks: Mapping[str, Check]) -> AsyncIterator[None]:
    """Serve the ops routes on `host:port` while the context lasts."""
    host, _, port = listen.rpartition(":")
    config = uvicorn.Config(
        Starlette(routes=ops_routes(checks)),
        host=host,
        port=int(port),
        log_config=None,
        log_level="warning",
        access_log=False,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await task


class _Server(uvicorn.Server):
    """Leaves signals to the part's own lifecycle."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield
