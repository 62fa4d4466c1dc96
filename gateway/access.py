"""One span and one log line a request: no bodies, no tokens, no query strings, which may hold names and numbers."""

from __future__ import annotations

import logging
import time

from opentelemetry import propagate, trace
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.common.durations import duration_histogram

QUIET = frozenset({"/healthz", "/readyz"})

log = logging.getLogger(__name__)
tracer = trace.get_tracer(__name__)
duration = duration_histogram("http.server.request.duration", "Time from a request's head to the end of its answer.")


class AccessLog:
    """ASGI middleware, the outermost: what is inside runs within the request's span."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in QUIET:
            await self._app(scope, receive, send)
            return
        status, started = 499, time.perf_counter()  # 499: the client left before there was an answer

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        parent = propagate.extract(dict(Headers(scope=scope)))
        with tracer.start_as_current_span(scope["method"], parent, kind=trace.SpanKind.SERVER) as span:
            try:
                await self._app(scope, receive, send_and_note)
            finally:
                note(scope, span, status, time.perf_counter() - started)


def note(scope: Scope, span: trace.Span, status: int, seconds: float) -> None:
    route = scope.get("route_template", "")
    if route:
        span.update_name(f"{scope['method']} {route}")
    attributes = {"http.request.method": scope["method"], "http.route": route, "http.response.status_code": status}
    span.set_attributes(attributes)
    duration.record(seconds, attributes)
    log.info(
        "request",
        extra={
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "client": scope["client"][0] if scope.get("client") else "",
        },
    )
