"""The gateway as one ASGI application, put together from its parts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path

import grpc
from contapics.common.v1 import access_pb2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from gateway.access import AccessLog
from gateway.auth import Gate
from gateway.bindings import Binding, bindings
from gateway.docs import Docs
from gateway.downloads import Downloads
from gateway.errors import MethodNotAllowed, NoRoute
from gateway.headers import SecurityHeaders
from gateway.limits import RateLimits
from gateway.live import LiveUpdates
from gateway.page_pictures import PagePictures
from gateway.pages import Pages
from gateway.rest import rest_routes
from gateway.routes import Api, ApiRoute, problem_response
from gateway.sessions import CHANGE_PASSWORD, Sessions, counted
from gateway.spool import Spool
from gateway.storing import DocumentStore
from gateway.tus import Tus
from gateway.uploads import Uploads
from services.common.identity import TokenVerifier
from services.common.ops import Check, ops_routes

SESSION_SERVICE = "contapics.tenant.v1.SessionService"

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Parts:
    """What the application is made of; `channels` go by the name of the service they lead to."""

    channels: Mapping[str, grpc.aio.Channel]
    verifier: TokenVerifier
    live: LiveUpdates
    limits: RateLimits
    max_upload_bytes: int
    checks: Mapping[str, Check]
    spool: Spool
    pwa_dir: Path | None = None
    public_origin: str | None = None
    always_secure: bool = False


def build_app(parts: Parts) -> ASGIApp:
    api = Api(api_routes(parts), Gate(parts.verifier, parts.public_origin), parts.limits)
    routes: list[BaseRoute] = [
        Route(route.path, for_this_machine(route.endpoint)) if route.path == "/metrics" else route
        for route in ops_routes(parts.checks)
    ]
    routes.append(Mount("/api", api))
    if parts.pwa_dir is not None:
        routes.append(Mount("/", GZipMiddleware(Pages(parts.pwa_dir), compresslevel=6)))
    app = Starlette(routes=routes, exception_handlers={HTTPException: http_problem, Exception: unforeseen_problem})
    return AccessLog(SecurityHeaders(app, always_secure=parts.always_secure))


def api_routes(parts: Parts) -> list[ApiRoute]:
    """The routes with code of their own, which come before those of the protos."""
    generic = bindings()
    session = {each.rpc.name: each for each in generic if each.rpc.containing_service.full_name == SESSION_SERVICE}
    document = parts.channels["document"]
    store = DocumentStore(document)
    own = [
        *Sessions(session, parts.channels["tenant"], parts.limits, always_secure=parts.always_secure).routes(),
        *Uploads(store, parts.max_upload_bytes).routes(),
        *Tus(store, parts.spool, parts.max_upload_bytes).routes(),
        *Downloads(document).routes(),
        *PagePictures(document).routes(),
        *parts.live.routes(),
        *Docs().routes(),
    ]
    taken = {(route.verb, route.template) for route in own}
    rest = [each for each in generic if (each.verb, each.template) not in taken]
    routes = rest_routes(rest, parts.channels, public_rpcs(rest), parts.max_upload_bytes)
    return own + [counted(route, parts.limits) if route.template == CHANGE_PASSWORD else route for route in routes]


def public_rpcs(every: list[Binding]) -> frozenset[str]:
    """The RPCs whose `access` option asks for no token."""
    return frozenset(each.rpc.full_name for each in every if each.rpc.GetOptions().Extensions[access_pb2.access].public)


def for_this_machine(endpoint: Endpoint) -> Endpoint:
    """The endpoint for callers of this machine, as a collector beside the gateway; for all others it isn't there."""

    async def answer(request: Request) -> Response:
        if request.client is None or not is_loopback(request.client.host):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return await endpoint(request)

    return answer


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def http_problem(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "GET, HEAD")
        refused = MethodNotAllowed("method_not_allowed", "", {"methods": allowed}, headers={"allow": allowed})
        return problem_response(refused, request)
    return problem_response(NoRoute("route_unknown"), request)


async def unforeseen_problem(request: Request, error: Exception) -> Response:
    return problem_response(error, request)
