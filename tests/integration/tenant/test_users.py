"""The people of an office: roles, companies, and the owner that must stay."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import grpc
import pytest
from contapics.common.v1 import access_pb2
from contapics.tenant.v1 import client_pb2, user_pb2
from contapics.tenant.v1 import client_service_pb2 as clients_pb
from contapics.tenant.v1 import session_service_pb2 as sessions_pb
from contapics.tenant.v1 import user_service_pb2 as pb
from google.protobuf.field_mask_pb2 import FieldMask
from sqlalchemy import select

from services.tenant.models import PasswordReset

PASSWORD = "corect cal baterie"
NEW_PASSWORD = "k4rt-9mzq-7hdw-x3np"


async def add_user(service: Any, office: Any, role: str, client_ids: tuple[str, ...] = (), email: str = "") -> Any:
    user = user_pb2.User(email=email or f"{uuid4().hex}@firma.example", name="Ion", role=role, client_ids=client_ids)
    request = pb.CreateUserRequest(user=user, password=PASSWORD)
    return (await service.users.CreateUser(request, metadata=office.metadata)).user


async def add_company(service: Any, office: Any, cui: str = "18547290") -> str:
    client = client_pb2.Client(name="Șantier SRL", cui=cui)
    request = clients_pb.CreateClientRequest(client=client)
    return str((await service.clients.CreateClient(request, metadata=office.metadata)).client.id)


def update(service: Any, office: Any, user_id: str, mask: list[str] | None = None, **values: Any) -> Any:
    request = pb.UpdateUserRequest(
        id=user_id, user=user_pb2.User(**values), update_mask=FieldMask(paths=mask or values)
    )
    return service.users.UpdateUser(request, metadata=office.metadata)


async def reset(service: Any, office: Any, user_id: str, metadata: Any = None) -> Any:
    request = pb.ResetPasswordRequest(id=user_id, password=NEW_PASSWORD)
    return (await service.users.ResetPassword(request, metadata=metadata or office.metadata)).user


async def signed_in(service: Any, user: Any) -> list[tuple[str, str]]:
    return [("authorization", f"Bearer {(await service.log_in(user.email)).access_token}")]


async def test_a_new_user_is_active_and_logs_in_with_the_first_password(tenant_service: Any, office: Any) -> None:
    user = await add_user(tenant_service, office, "ROLE_ACCOUNTANT")
    metadata = await signed_in(tenant_service, user)
    answer = await tenant_service.users.GetCurrentUser(pb.GetCurrentUserRequest(), metadata=metadata)
    assert answer.user == user
    assert user.active


async def test_an_email_is_taken_over_all_offices_whatever_its_case(
    tenant_service: Any, office: Any, open_office: Any, refused: Any
) -> None:
    other = await open_office()
    refusal = await refused(add_user(tenant_service, other, "ROLE_VIEWER", email=office.email.upper()))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.ALREADY_EXISTS, "email_taken")


@pytest.mark.parametrize("role", ["ROLE_ACCOUNTANT", "ROLE_VIEWER", "ROLE_CLIENT"])
async def test_only_owners_manage_users(tenant_service: Any, office: Any, refused: Any, role: str) -> None:
    companies = (await add_company(tenant_service, office),) if role == "ROLE_CLIENT" else ()
    metadata = await signed_in(tenant_service, await add_user(tenant_service, office, role, companies))
    refusal = await refused(tenant_service.users.ListUsers(pb.ListUsersRequest(), metadata=metadata))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.PERMISSION_DENIED, "role_denied")


async def test_a_client_user_needs_companies_and_they_must_be_the_offices_own(
    tenant_service: Any, office: Any, open_office: Any, refused: Any
) -> None:
    foreign = await add_company(tenant_service, await open_office())
    none = await refused(add_user(tenant_service, office, "ROLE_CLIENT"))
    assert (none.reason, none.fields) == ("clients_needed", {"user.client_ids"})
    for unknown in (foreign, str(uuid4())):
        refusal = await refused(add_user(tenant_service, office, "ROLE_CLIENT", (unknown,)))
        assert (refusal.reason, refusal.fields) == ("client_unknown", {"user.client_ids"})


async def test_a_client_user_sees_its_own_companies_only(tenant_service: Any, office: Any, refused: Any) -> None:
    own, other = await add_company(tenant_service, office), await add_company(tenant_service, office, "99999992")
    user = await add_user(tenant_service, office, "ROLE_CLIENT", (own,))
    metadata = await signed_in(tenant_service, user)
    listed = await tenant_service.clients.ListClients(clients_pb.ListClientsRequest(), metadata=metadata)
    assert [client.id for client in listed.clients] == [own]
    hidden = await refused(tenant_service.clients.GetClient(clients_pb.GetClientRequest(id=other), metadata=metadata))
    missing = await refused(
        tenant_service.clients.GetClient(clients_pb.GetClientRequest(id=str(uuid4())), metadata=metadata)
    )
    assert hidden == missing


async def test_a_company_off_the_lists_leaves_its_users_at_their_next_token(tenant_service: Any, office: Any) -> None:
    own = await add_company(tenant_service, office)
    user = await add_user(tenant_service, office, "ROLE_CLIENT", (own,))
    await tenant_service.clients.DeleteClient(clients_pb.DeleteClientRequest(id=own), metadata=office.metadata)
    metadata = await signed_in(tenant_service, user)
    assert not (await tenant_service.clients.ListClients(clients_pb.ListClientsRequest(), metadata=metadata)).clients
    renamed = await update(tenant_service, office, user.id, name="Ioana")
    assert renamed.user.name == "Ioana"


async def test_a_mask_changes_what_it_names_and_nothing_else(tenant_service: Any, office: Any) -> None:
    user = await add_user(tenant_service, office, "ROLE_VIEWER")
    changed = await update(tenant_service, office, user.id, ["name"], name="Maria", role="ROLE_OWNER")
    assert (changed.user.name, changed.user.role) == ("Maria", access_pb2.ROLE_VIEWER)


@pytest.mark.parametrize("field", ["email", "password_hash", "tenant_id", "*"])
async def test_fields_that_are_not_for_change_are_refused(
    tenant_service: Any, office: Any, refused: Any, field: str
) -> None:
    user = await add_user(tenant_service, office, "ROLE_VIEWER")
    refusal = await refused(update(tenant_service, office, user.id, [field], email="alta@firma.example"))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "field_readonly")


async def test_a_role_that_is_none_is_refused_by_name(tenant_service: Any, office: Any, refused: Any) -> None:
    user = await add_user(tenant_service, office, "ROLE_VIEWER")
    refusal = await refused(update(tenant_service, office, user.id, role=0))
    assert (refusal.reason, refusal.fields) == ("request_invalid", {"user.role"})


async def test_leaving_the_role_of_client_takes_the_companies_away(tenant_service: Any, office: Any) -> None:
    own = await add_company(tenant_service, office)
    user = await add_user(tenant_service, office, "ROLE_CLIENT", (own,))
    assert list((await update(tenant_service, office, user.id, role="ROLE_VIEWER")).user.client_ids) == []


@pytest.mark.parametrize("values", [{"active": False}, {"role": "ROLE_VIEWER"}])
async def test_the_last_active_owner_stays(
    tenant_service: Any, office: Any, refused: Any, values: dict[str, Any]
) -> None:
    me = await tenant_service.users.GetCurrentUser(pb.GetCurrentUserRequest(), metadata=office.metadata)
    refusal = await refused(update(tenant_service, office, me.user.id, **values))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "last_owner")


async def test_two_owners_who_deactivate_one_another_at_once_do_not_both_go(tenant_service: Any, office: Any) -> None:
    me = await tenant_service.users.GetCurrentUser(pb.GetCurrentUserRequest(), metadata=office.metadata)
    other = await add_user(tenant_service, office, "ROLE_OWNER")
    results = await asyncio.gather(
        *(update(tenant_service, office, user_id, active=False) for user_id in (me.user.id, other.id)),
        return_exceptions=True,
    )
    assert sorted(isinstance(result, pb.UpdateUserResponse) for result in results) == [False, True]


async def test_users_are_listed_by_email_page_by_page_each_once(tenant_service: Any, office: Any) -> None:
    for _ in range(4):
        await add_user(tenant_service, office, "ROLE_VIEWER")
    seen, token = [], ""
    while True:
        page = await tenant_service.users.ListUsers(
            pb.ListUsersRequest(page_size=2, page_token=token), metadata=office.metadata
        )
        assert len(page.users) <= 2
        seen += [user.email for user in page.users]
        token = page.next_page_token
        if not token:
            break
    assert len(seen) == 5
    assert seen == sorted(set(seen))


async def test_a_guessed_id_of_another_offices_user_is_not_found(
    tenant_service: Any, office: Any, open_office: Any, refused: Any
) -> None:
    other = await open_office()
    foreign = await add_user(tenant_service, other, "ROLE_VIEWER")
    for call in (
        tenant_service.users.GetUser(pb.GetUserRequest(id=foreign.id), metadata=office.metadata),
        update(tenant_service, office, foreign.id, name="Alt nume"),
        reset(tenant_service, office, foreign.id),
    ):
        refusal = await refused(call)
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.NOT_FOUND, "user_unknown")
    listed = await tenant_service.users.ListUsers(pb.ListUsersRequest(), metadata=office.metadata)
    assert foreign.id not in {user.id for user in listed.users}
    assert (await tenant_service.log_in(foreign.email)).access_token, "their password is what it was"


async def test_a_lost_password_is_replaced_once_and_for_all_and_it_is_kept_who_did_it(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    user = await add_user(tenant_service, office, "ROLE_ACCOUNTANT")
    sessions = [await tenant_service.log_in(user.email) for _ in range(2)]
    changed = await reset(tenant_service, office, user.id)
    assert changed.password_reset_by == office.email
    assert (await refused(tenant_service.log_in(user.email))).reason == "credentials_wrong"
    for opened in sessions:
        request = sessions_pb.RefreshSessionRequest(refresh_token=opened.refresh_token)
        refusal = await refused(tenant_service.sessions.RefreshSession(request))
        assert refusal.code == grpc.StatusCode.UNAUTHENTICATED
    assert (await tenant_service.log_in(user.email, NEW_PASSWORD)).access_token
    again = await reset(tenant_service, office, user.id)
    assert again.password_reset_time.ToDatetime() > changed.password_reset_time.ToDatetime()
    listed = await tenant_service.users.ListUsers(pb.ListUsersRequest(), metadata=office.metadata)
    assert {each.id: each.password_reset_by for each in listed.users}[user.id] == office.email
    async with tenant_service.database.transaction(office.tenant_id) as session:
        assert len((await session.scalars(select(PasswordReset))).all()) == 2, "each is kept, not only the last"


async def test_what_was_read_of_a_user_can_be_sent_back_after_a_reset(tenant_service: Any, office: Any) -> None:
    user = await add_user(tenant_service, office, "ROLE_VIEWER")
    changed = await reset(tenant_service, office, user.id)
    request = pb.UpdateUserRequest(id=user.id, user=changed)
    assert (await tenant_service.users.UpdateUser(request, metadata=office.metadata)).user == changed


async def test_nobody_resets_their_own_password_and_only_owners_others(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    me = await tenant_service.users.GetCurrentUser(pb.GetCurrentUserRequest(), metadata=office.metadata)
    assert (await refused(reset(tenant_service, office, me.user.id))).reason == "own_password"
    assert not me.user.password_reset_by
    user = await add_user(tenant_service, office, "ROLE_ACCOUNTANT")
    metadata = await signed_in(tenant_service, user)
    assert (await refused(reset(tenant_service, office, me.user.id, metadata))).reason == "role_denied"


async def test_the_resets_of_one_office_are_nothing_to_another(
    tenant_service: Any, office: Any, open_office: Any
) -> None:
    await reset(tenant_service, office, (await add_user(tenant_service, office, "ROLE_VIEWER")).id)
    other = await open_office()
    async with tenant_service.database.transaction(other.tenant_id) as session:
        assert (await session.scalars(select(PasswordReset))).all() == []
