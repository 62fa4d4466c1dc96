"""Logging in and out, and the keys that prove an access token."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypedDict

import grpc
from contapics.tenant.v1 import session_service_pb2 as pb
from contapics.tenant.v1 import session_service_pb2_grpc

from services.common.db import Database
from services.common.errors import Unauthenticated
from services.tenant import operations, repository
from services.tenant.operations import OpenSession
from services.tenant.passwords import Passwords
from services.tenant.refresh_tokens import RefreshToken
from services.tenant.repository import Login
from services.tenant.rules import ACCESS_LIFETIME, normal_email
from services.tenant.tokens import SigningKeys

Context = grpc.aio.ServicerContext[Any, Any]


class _Pair(TypedDict):
    access_token: str
    expires_in: int
    refresh_token: str
    refresh_expires_in: int


class SessionService(session_service_pb2_grpc.SessionServiceServicer):
    def __init__(self, database: Database, passwords: Passwords, keys: SigningKeys) -> None:
        self._database = database
        self._passwords = passwords
        self._keys = keys

    async def CreateSession(self, request: pb.CreateSessionRequest, _: Context) -> pb.CreateSessionResponse:
        login = await self._proved(normal_email(request.email), request.password)
        rehashed = None
        if self._passwords.is_outdated(login.password_hash):
            rehashed = await self._passwords.hash(request.password)
        async with self._database.transaction(login.tenant_id) as session:
            opened = await operations.open_session(session, login, rehashed=rehashed)
        return pb.CreateSessionResponse(**self._pair(opened))

    async def RefreshSession(self, request: pb.RefreshSessionRequest, _: Context) -> pb.RefreshSessionResponse:
        token = RefreshToken.parse(request.refresh_token)
        continued = None
        if token is not None:
            async with self._database.transaction(token.tenant_id) as session:
                continued = await operations.continue_session(session, token)
        if continued is None:
            raise Unauthenticated("refresh_token_invalid", "The session has ended.")
        return pb.RefreshSessionResponse(**self._pair(continued))

    async def DeleteSession(self, request: pb.DeleteSessionRequest, _: Context) -> pb.DeleteSessionResponse:
        token = RefreshToken.parse(request.refresh_token)
        if token is not None:
            async with self._database.transaction(token.tenant_id) as session:
                await repository.end_session(session, token.tenant_id, token.session_id)
        return pb.DeleteSessionResponse()

    async def GetKeySet(self, request: pb.GetKeySetRequest, _: Context) -> pb.GetKeySetResponse:
        return pb.GetKeySetResponse(keys=[pb.Key(**key) for key in self._keys.public()])

    async def _proved(self, email: str, password: str) -> Login:
        """The user whom e-mail and password name. Raises Unauthenticated, as late for an unknown e-mail as for any."""
        async with self._database.transaction_as(repository.LOGIN_ROLE) as session:
            login = await repository.find_login(session, email)
        matches = await self._passwords.check(login.password_hash if login else None, password)
        if login is None or not matches:
            raise Unauthenticated("credentials_wrong", "E-mail and password don't match.")
        return login

    def _pair(self, opened: OpenSession) -> _Pair:
        now = datetime.now(UTC)
        return {
            "access_token": self._keys.sign(opened.subject, now),
            "expires_in": int(ACCESS_LIFETIME.total_seconds()),
            "refresh_token": opened.refresh_token.text,
            "refresh_expires_in": int((opened.expires_at - now).total_seconds()),
        }
