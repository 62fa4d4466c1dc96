"""The people of an office."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

import grpc
from contapics.common.v1 import access_pb2
from contapics.tenant.v1 import user_service_pb2 as pb
from contapics.tenant.v1 import user_service_pb2_grpc

from services.common import identity, pages
from services.common.db import Database
from services.common.errors import Conflict, Invalid
from services.common.interceptors import validate
from services.tenant import operations, repository
from services.tenant.masks import merged
from services.tenant.passwords import Passwords
from services.tenant.rules import normal_email
from services.tenant.views import as_office, as_user

CHANGEABLE = frozenset({"name", "role", "client_ids", "active"})
IGNORED = frozenset({"id", "create_time", "password_reset_time", "password_reset_by"})

log = logging.getLogger(__name__)

Context = grpc.aio.ServicerContext[Any, Any]


class UserService(user_service_pb2_grpc.UserServiceServicer):
    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords

    async def GetCurrentUser(self, request: pb.GetCurrentUserRequest, _: Context) -> pb.GetCurrentUserResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            user = await repository.user(session, caller.tenant_id, caller.user_id)
            office = await repository.office(session, caller.tenant_id)
        return pb.GetCurrentUserResponse(user=as_user(user), office=as_office(office))

    async def ChangePassword(self, request: pb.ChangePasswordRequest, _: Context) -> pb.ChangePasswordResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            proved = (await repository.user(session, caller.tenant_id, caller.user_id)).password_hash
        if not await self._passwords.check(proved, request.current_password):
            raise _password_wrong()
        password_hash = await self._passwords.hash(request.new_password)
        async with self._database.transaction(caller.tenant_id) as session:
            user = await repository.user(session, caller.tenant_id, caller.user_id, lock=True)
            if user.password_hash != proved:
                raise _password_wrong()
            await operations.change_password(session, user, password_hash, but=caller.session_id)
        return pb.ChangePasswordResponse()

    async def CreateUser(self, request: pb.CreateUserRequest, _: Context) -> pb.CreateUserResponse:
        tenant_id = identity.current().tenant_id
        given = request.user
        password_hash = await self._passwords.hash(request.password)
        async with self._database.transaction(tenant_id) as session:
            user = await operations.create_user(
                session,
                tenant_id,
                email=normal_email(given.email),
                name=given.name.strip(),
                role=_role(given.role),
                client_ids=[UUID(client_id) for client_id in given.client_ids],
                password_hash=password_hash,
            )
        return pb.CreateUserResponse(user=as_user(user))

    async def GetUser(self, request: pb.GetUserRequest, _: Context) -> pb.GetUserResponse:
        tenant_id = identity.current().tenant_id
        async with self._database.transaction(tenant_id) as session:
            user = await repository.user(session, tenant_id, UUID(request.id))
            resets = await repository.last_resets(session, tenant_id, [user.id])
        return pb.GetUserResponse(user=as_user(user, resets.get(user.id)))

    async def ListUsers(self, request: pb.ListUsersRequest, _: Context) -> pb.ListUsersResponse:
        tenant_id = identity.current().tenant_id
        size = pages.page_size(request.page_size)
        after = pages.decode_token(request.page_token, "users")
        async with self._database.transaction(tenant_id) as session:
            found = await repository.users(session, tenant_id, after, size)
            resets = await repository.last_resets(session, tenant_id, [user.id for user in found])
        page = found[:size]
        following = pages.encode_token("users", page[-1].email, str(page[-1].id)) if len(found) > size else ""
        shown = [as_user(user, resets.get(user.id)) for user in page]
        return pb.ListUsersResponse(users=shown, next_page_token=following)

    async def UpdateUser(self, request: pb.UpdateUserRequest, _: Context) -> pb.UpdateUserResponse:
        tenant_id = identity.current().tenant_id
        async with self._database.transaction(tenant_id) as session:
            user = await repository.user(session, tenant_id, UUID(request.id), lock=True)
            wanted = merged(as_user(user), request.user, request.update_mask, changeable=CHANGEABLE, ignored=IGNORED)
            validate(wanted, "user")
            await operations.update_user(
                session,
                user,
                name=wanted.name.strip(),
                role=_role(wanted.role),
                client_ids=[UUID(client_id) for client_id in wanted.client_ids],
                active=wanted.active,
            )
            resets = await repository.last_resets(session, tenant_id, [user.id])
        return pb.UpdateUserResponse(user=as_user(user, resets.get(user.id)))

    async def ResetPassword(self, request: pb.ResetPasswordRequest, _: Context) -> pb.ResetPasswordResponse:
        caller, user_id = identity.current(), UUID(request.id)
        if user_id == caller.user_id:
            raise Conflict("own_password", "One's own password is changed with the present one.")
        async with self._database.transaction(caller.tenant_id) as session:
            await repository.user(session, caller.tenant_id, user_id)
        password_hash = await self._passwords.hash(request.password)
        async with self._database.transaction(caller.tenant_id) as session:
            user = await repository.user(session, caller.tenant_id, user_id, lock=True)
            reset = await operations.reset_password(session, user, password_hash, caller.email)
        log.info("an owner gave a user a new password", extra={"user": request.id, "by": str(caller.user_id)})
        return pb.ResetPasswordResponse(user=as_user(user, reset))


def _role(value: access_pb2.Role.ValueType) -> str:
    return access_pb2.Role.Name(value).removeprefix("ROLE_").lower()


def _password_wrong() -> Invalid:
    return Invalid("password_wrong", "The present password is wrong.", fields={"current_password": "wrong"})
