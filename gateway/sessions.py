"""Sessions of browsers and programs: tokens in HttpOnly cookies; the refresh token shows in no body."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Any

import grpc
from contapics.tenant.v1 import session_service_pb2, session_service_pb2_grpc
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gateway.auth import ACCESS_COOKIE, Caller
from gateway.bindings import Binding
from gateway.bodies import read_json_bytes
from gateway.limits import RateLimits
from gateway.rest import JSON_BYTES, NO_STORE
from gateway.routes import ApiRoute
from gateway.transcode import read_body
from services.common.errors import Unauthenticated

REFRESH_COOKIE = "contapics_refresh"
# The only one that script may read: it says nothing but that there is a session, so that a page need not ask.
MARK_COOKIE = "contapics_session"
# A cookie's path matches whole segments only (RFC 6265, 5.1.4): /api/v1/sessions would not match
# /api/v1/sessions:refresh, and the nearest path that matches both is /api/v1.
REFRESH_PATH = "/api/v1"

CHANGE_PASSWORD = "/api/v1/me:changePassword"  # noqa: S105 - an address
SESSIONS = "/api/v1/sessions"
REFRESH = "/api/v1/sessions:refresh"

Tokens = session_service_pb2.CreateSessionResponse | session_service_pb2.RefreshSessionResponse


class Sessions:
    """The endpoints that open, continue and end sessions. `bindings` are those of the SessionService, by RPC."""

    def __init__(
        self, bindings: dict[str, Binding], channel: grpc.aio.Channel, limits: RateLimits, *, always_secure: bool
    ) -> None:
        self._bindings = bindings
        self._service: Any = session_service_pb2_grpc.SessionServiceStub(channel)
        self._limits = limits
        self._always_secure = always_secure

    def routes(self) -> list[ApiRoute]:
        return [
            ApiRoute("POST", SESSIONS, self.create, public=True),
            ApiRoute("DELETE", SESSIONS, self.delete, public=True),
            ApiRoute("POST", REFRESH, self.refresh, public=True),
        ]

    async def create(self, request: Request, caller: Caller) -> Response:
        message = session_service_pb2.CreateSessionRequest()
        read_body(self._bindings["CreateSession"], message, await read_json_bytes(request, JSON_BYTES))
        await self._limits.count_login(caller.address, message.email)
        try:
            tokens = await self._service.CreateSession(message, metadata=caller.metadata)
        except grpc.aio.AioRpcError as error:
            if error.code() == grpc.StatusCode.UNAUTHENTICATED:
                await self._limits.login_failed(caller.address)
            raise
        await self._limits.login_succeeded(caller.address, message.email)
        return self._opened(request, tokens)

    async def refresh(self, request: Request, caller: Caller) -> Response:
        message = session_service_pb2.RefreshSessionRequest()
        read_body(self._bindings["RefreshSession"], message, await read_json_bytes(request, JSON_BYTES))
        message.refresh_token = message.refresh_token or request.cookies.get(REFRESH_COOKIE, "")
        if not message.refresh_token:
            raise Unauthenticated("refresh_token_invalid", "There is no session to continue.")
        return self._opened(request, await self._service.RefreshSession(message, metadata=caller.metadata))

    async def delete(self, request: Request, caller: Caller) -> Response:
        token = request.cookies.get(REFRESH_COOKIE, "")
        if token:
            message = session_service_pb2.DeleteSessionRequest(refresh_token=token)
            await self._service.DeleteSession(message, metadata=caller.metadata)
        response = Response(status_code=HTTPStatus.NO_CONTENT, headers=NO_STORE)
        self._set(request, response, ACCESS_COOKIE, "", "/", 0)
        self._set(request, response, REFRESH_COOKIE, "", REFRESH_PATH, 0)
        self._set(request, response, MARK_COOKIE, "", "/", 0)
        return response

    def _opened(self, request: Request, tokens: Tokens) -> Response:
        body = {"access_token": tokens.access_token, "expires_in": tokens.expires_in}
        response = JSONResponse(body, headers=NO_STORE)
        self._set(request, response, ACCESS_COOKIE, tokens.access_token, "/", tokens.expires_in)
        self._set(request, response, REFRESH_COOKIE, tokens.refresh_token, REFRESH_PATH, tokens.refresh_expires_in)
        self._set(request, response, MARK_COOKIE, "1", "/", tokens.refresh_expires_in)
        return response

    def _set(self, request: Request, response: Response, name: str, value: str, path: str, seconds: int) -> None:
        secure = self._always_secure or request.url.scheme == "https"
        hidden = name != MARK_COOKIE
        response.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=hidden, samesite="strict")


def counted(route: ApiRoute, limits: RateLimits) -> ApiRoute:
    """The route, its tries counted per user as log-ins are: whoever holds a session may still guess at its password."""

    async def answer(request: Request, caller: Caller) -> Response:
        user = str(caller.identity.user_id) if caller.identity else caller.address
        await limits.count_login("", user)
        response = await route.endpoint(request, caller)
        await limits.login_succeeded("", user)
        return response

    return replace(route, endpoint=answer)
