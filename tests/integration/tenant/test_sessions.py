"""Logging in, going on, logging out: what holds for sessions whatever two people do at once."""

from __future__ import annotations

import asyncio
from typing import Any

import grpc
from argon2 import PasswordHasher
from contapics.tenant.v1 import session_service_pb2 as pb
from contapics.tenant.v1 import user_pb2
from contapics.tenant.v1 import user_service_pb2 as users_pb
from google.protobuf.field_mask_pb2 import FieldMask
from sqlalchemy import text

from services.tenant.refresh_tokens import RefreshToken

PASSWORD = "corect cal baterie"


def refresh(service: Any, token: str) -> Any:
    return service.sessions.RefreshSession(pb.RefreshSessionRequest(refresh_token=token))


async def test_email_and_password_open_a_session_whose_token_is_good_for_calls(
    tenant_service: Any, office: Any
) -> None:
    answer = await tenant_service.users.GetCurrentUser(users_pb.GetCurrentUserRequest(), metadata=office.metadata)
    assert (answer.user.email, answer.office.id) == (office.email, str(office.tenant_id))
    assert office.session.expires_in == 15 * 60
    assert 13 * 86400 < office.session.refresh_expires_in <= 14 * 86400


async def test_the_email_is_found_whatever_its_case(tenant_service: Any, office: Any) -> None:
    assert (await tenant_service.log_in(f" {office.email.upper()} ")).access_token


async def test_a_wrong_password_and_an_unknown_email_are_refused_alike(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    wrong = await refused(tenant_service.log_in(office.email, "altceva"))
    unknown = await refused(tenant_service.log_in("nimeni@cabinet.example"))
    assert wrong == unknown
    assert (wrong.code, wrong.reason) == (grpc.StatusCode.UNAUTHENTICATED, "credentials_wrong")


async def test_a_hash_of_other_parameters_is_replaced_at_the_next_login(tenant_service: Any, office: Any) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=128, parallelism=1).hash(PASSWORD)
    async with tenant_service.database.transaction(office.tenant_id) as session:
        await session.execute(text("UPDATE tenant.users SET password_hash = :old"), {"old": old})
    await tenant_service.log_in(office.email)
    async with tenant_service.database.transaction(office.tenant_id) as session:
        new = (await session.execute(text("SELECT password_hash FROM tenant.users"))).scalar_one()
    assert not tenant_service.passwords.is_outdated(new)
    assert (await tenant_service.log_in(office.email)).access_token


async def test_each_refresh_gives_a_new_pair_that_is_good(tenant_service: Any, office: Any) -> None:
    second = await refresh(tenant_service, office.session.refresh_token)
    third = await refresh(tenant_service, second.refresh_token)
    assert len({office.session.refresh_token, second.refresh_token, third.refresh_token}) == 3
    metadata = [("authorization", f"Bearer {third.access_token}")]
    assert (await tenant_service.users.GetCurrentUser(users_pb.GetCurrentUserRequest(), metadata=metadata)).user.id


async def test_using_an_old_refresh_token_again_ends_the_whole_family(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    newest = await refresh(tenant_service, office.session.refresh_token)
    reused = await refused(refresh(tenant_service, office.session.refresh_token))
    after = await refused(refresh(tenant_service, newest.refresh_token))
    assert reused == after
    assert (after.code, after.reason) == (grpc.StatusCode.UNAUTHENTICATED, "refresh_token_invalid")


async def test_of_two_uses_of_one_refresh_token_at_once_one_wins_and_the_family_ends(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    uses = [refresh(tenant_service, office.session.refresh_token) for _ in range(2)]
    results = await asyncio.gather(*uses, return_exceptions=True)
    [won] = [result for result in results if isinstance(result, pb.RefreshSessionResponse)]
    assert (await refused(refresh(tenant_service, won.refresh_token))).reason == "refresh_token_invalid"


async def test_another_session_of_the_same_user_survives_the_end_of_a_family(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    other = await tenant_service.log_in(office.email)
    await refresh(tenant_service, office.session.refresh_token)
    await refused(refresh(tenant_service, office.session.refresh_token))
    assert (await refresh(tenant_service, other.refresh_token)).access_token


async def test_text_that_is_no_refresh_token_is_refused_without_harm(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    other_session = RefreshToken.mint(office.tenant_id, office.tenant_id).text
    for token in ("", "x", "é", "A" * 108, office.session.refresh_token[:-4], other_session):
        assert (await refused(refresh(tenant_service, token))).reason == "refresh_token_invalid"
    assert (await refresh(tenant_service, office.session.refresh_token)).access_token


async def test_a_refresh_token_is_accepted_beside_an_access_token_that_is_not(tenant_service: Any, office: Any) -> None:
    request = pb.RefreshSessionRequest(refresh_token=office.session.refresh_token)
    metadata = [("authorization", "Bearer expired.or.forged")]
    assert (await tenant_service.sessions.RefreshSession(request, metadata=metadata)).access_token


async def test_an_expired_session_can_not_be_continued(tenant_service: Any, office: Any, refused: Any) -> None:
    async with tenant_service.database.transaction(office.tenant_id) as session:
        await session.execute(text("UPDATE tenant.sessions SET expires_at = now()"))
    assert (await refused(refresh(tenant_service, office.session.refresh_token))).reason == "refresh_token_invalid"


async def test_a_session_in_constant_use_ends_ninety_days_after_the_login(tenant_service: Any, office: Any) -> None:
    async with tenant_service.database.transaction(office.tenant_id) as session:
        await session.execute(text("UPDATE tenant.sessions SET created_at = now() - interval '89 days'"))
    continued = await refresh(tenant_service, office.session.refresh_token)
    assert continued.refresh_expires_in <= 86400


async def test_logging_out_ends_the_session_and_can_be_repeated(tenant_service: Any, office: Any, refused: Any) -> None:
    token = office.session.refresh_token
    for sent in (token, token, "", "unknown"):
        await tenant_service.sessions.DeleteSession(pb.DeleteSessionRequest(refresh_token=sent))
    assert (await refused(refresh(tenant_service, token))).reason == "refresh_token_invalid"


async def test_the_database_holds_no_refresh_token(tenant_service: Any, office: Any) -> None:
    async with tenant_service.database.transaction(office.tenant_id) as session:
        row = str((await session.execute(text("SELECT * FROM tenant.sessions"))).one())
    token = RefreshToken.parse(office.session.refresh_token)
    assert token is not None
    assert repr(token.secret) not in row
    assert repr(token.digest) in row


async def test_a_changed_password_ends_the_other_sessions_and_spares_this_one(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    other = await tenant_service.log_in(office.email)
    request = users_pb.ChangePasswordRequest(current_password=PASSWORD, new_password="o parolă nouă")
    await tenant_service.users.ChangePassword(request, metadata=office.metadata)
    assert (await refused(refresh(tenant_service, other.refresh_token))).reason == "refresh_token_invalid"
    assert (await refresh(tenant_service, office.session.refresh_token)).access_token
    assert (await refused(tenant_service.log_in(office.email))).reason == "credentials_wrong"
    assert (await tenant_service.log_in(office.email, "o parolă nouă")).access_token


async def test_a_password_is_changed_only_by_who_knows_the_present_one(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    request = users_pb.ChangePasswordRequest(current_password="ghicit", new_password="o parolă nouă")
    refusal = await refused(tenant_service.users.ChangePassword(request, metadata=office.metadata))
    assert (refusal.reason, refusal.fields) == ("password_wrong", {"current_password"})


async def test_deactivation_ends_the_sessions_and_bars_the_login(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    created = await tenant_service.users.CreateUser(
        users_pb.CreateUserRequest(user=user_pb2.User(email=f"x{office.email}", role="ROLE_VIEWER"), password=PASSWORD),
        metadata=office.metadata,
    )
    session = await tenant_service.log_in(created.user.email)
    off = users_pb.UpdateUserRequest(
        id=created.user.id, user=user_pb2.User(active=False), update_mask=FieldMask(paths=["active"])
    )
    await tenant_service.users.UpdateUser(off, metadata=office.metadata)
    assert (await refused(refresh(tenant_service, session.refresh_token))).reason == "refresh_token_invalid"
    assert (await refused(tenant_service.log_in(created.user.email))).reason == "credentials_wrong"


async def test_the_key_set_names_each_public_key_by_its_thumbprint_and_holds_no_private_one(
    tenant_service: Any,
) -> None:
    [key] = (await tenant_service.sessions.GetKeySet(pb.GetKeySetRequest())).keys
    assert (key.kty, key.crv, key.use) == ("OKP", "Ed25519", "sig")
    assert len(key.kid) == 43
    assert len(key.x) == 43
