"""The routes of the REST API, and what every request to them goes through before and after its endpoint."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from urllib.parse import quote, unquote

import grpc
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gateway.auth import Caller, Gate
from gateway.bindings import VARIABLE
from gateway.errors import MethodNotAllowed, NoRoute
from gateway.limits import RateLimits
from gateway.lingering import Exchange
from gateway.problems import problem_of
from services.common.errors import DomainError
from services.common.messages import language_of

Endpoint = Callable[[Request, Caller], Awaitable[Response]]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ApiRoute:
    """One method and path template. A public route asks for no token. `headers` go with each answer, a problem too."""

    verb: str
    template: str
    endpoint: Endpoint
    public: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A variable takes one segment without a colon, which begins a custom verb such as `:approve`."""
        literal = VARIABLE.sub("\0\\1\0", self.template).split("\0")
        parts = (f"(?P<{part}>[^/:]+)" if index % 2 else re.escape(part) for index, part in enumerate(literal))
        return re.compile("".join(parts))


class Api:
    """ASGI application of the routes. Whatever goes wrong becomes a problem, and no error leaves it."""

    def __init__(self, routes: Iterable[ApiRoute], gate: Gate, limits: RateLimits) -> None:
        self._routes = tuple(routes)
        self._gate = gate
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(scope, receive, send)
        request = Request(scope, exchange.receive)
        with suppress(ClientDisconnect):
            response = await self.safely(request)
            response.headers.update(request.scope.get("route_headers", {}))
            await response(scope, exchange.receive, exchange.send)

    async def safely(self, request: Request) -> Response:
        """The answer, be it a problem. Raises nothing but ClientDisconnect, when there is nobody to answer."""
        try:
            return await self.respond(request)
        except ClientDisconnect:
            raise
        except DomainError as error:
            return problem_response(error, request)
        except grpc.aio.AioRpcError as error:
            response = problem_response(error, request)
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                log.warning("call failed", extra={"code": error.code().name, "error": error.debug_error_string()})
            return response
        except Exception as error:
            log.exception("request failed", extra={"method": request.method})
            return problem_response(error, request)

    async def respond(self, request: Request) -> Response:
        route, values = self.find(request)
        request.scope["path_params"] = values
        request.scope["route_template"] = route.template
        request.scope["route_headers"] = route.headers
        caller = await self._gate.caller(request, public=route.public)
        await self._limits.count_request(caller)
        return await route.endpoint(request, caller)

    def find(self, request: Request) -> tuple[ApiRoute, dict[str, str]]:
        """The route of a request with the values in its path. Raises NoRoute or MethodNotAllowed."""
        path = raw_path(request.scope)
        matches = [(route, match) for route in self._routes if (match := route.pattern.fullmatch(path))]
        # A route without HEAD of its own answers it as GET.
        verbs = (request.method, "GET") if request.method == "HEAD" else (request.method,)
        for route, match in matches:
            if route.verb in verbs:
                return route, {name: unquote(value) for name, value in match.groupdict().items()}
        if not matches:
            raise NoRoute("route_unknown", f"There is no {path}.")
        allowed = ", ".join(sorted({route.verb for route, _ in matches}))
        raise MethodNotAllowed(
            "method_not_allowed", f"Allowed: {allowed}.", {"methods": allowed}, headers={"allow": allowed}
        )


def raw_path(scope: Scope) -> str:
    """The path as it was sent, so that %2F stays within its segment."""
    raw = scope.get("raw_path") or quote(scope["path"]).encode()
    return bytes(raw).decode("ascii", "replace").partition("?")[0]


def problem_response(error: Exception, request: Request) -> Response:
    language = language_of(request.headers.get("accept-language", ""))
    return problem_of(error, language).response(language)
