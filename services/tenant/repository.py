"""Queries over offices, users, sessions and companies. Row-level security bounds them to the tenant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.errors import AlreadyExists, NotFound
from services.common.folding import folded
from services.common.keyset import Column, Order, Parse
from services.tenant.models import EMAIL_UNIQUE, LIVING_CUI_UNIQUE, Client, Office, PasswordReset, Session, User
from services.tenant.rules import OWNER, searched_cui

LOGIN_ROLE = "contapics_tenant_login"
"""The only role that finds a user without knowing the office; it sees nothing but what a login needs."""

Visible = frozenset[UUID] | None
"""The companies that the caller may see; None for all of the office."""

After = Sequence[str | int | None] | None

CLIENT_ORDERS: dict[str, tuple[Column, Parse]] = {
    # The beginning is enough to sort by, and a page token that holds it stays short in any script.
    "name": (func.left(Client.name_folded, 64), str),
    "create_time": (Client.created_at, datetime.fromisoformat),
    "update_time": (Client.updated_at, datetime.fromisoformat),
}
USERS_BY_EMAIL = Order(User.email, str, User.id)


class Login(NamedTuple):
    """What the login role sees of a user."""

    tenant_id: UUID
    user_id: UUID
    password_hash: str


async def find_login(session: AsyncSession, email: str) -> Login | None:
    """The user of an e-mail, in whatever office. Needs a transaction as LOGIN_ROLE."""
    statement = select(User.tenant_id, User.id, User.password_hash).where(User.email == email)
    row = (await session.execute(statement)).one_or_none()
    return Login(*row) if row else None


async def office(session: AsyncSession, tenant_id: UUID, *, lock: bool = False) -> Office:
    statement = select(Office).where(Office.tenant_id == tenant_id)
    found = await session.scalar(statement.with_for_update(key_share=True) if lock else statement)
    if found is None:
        raise NotFound("office_unknown", "There is no such office.")
    return found


async def find_user(session: AsyncSession, tenant_id: UUID, user_id: UUID, *, lock: bool = False) -> User | None:
    statement = select(User).where(User.tenant_id == tenant_id, User.id == user_id)
    return await session.scalar(statement.with_for_update(key_share=True) if lock else statement)


async def user(session: AsyncSession, tenant_id: UUID, user_id: UUID, *, lock: bool = False) -> User:
    """The user. Raises NotFound, also for one of another office."""
    found = await find_user(session, tenant_id, user_id, lock=lock)
    if found is None:
        raise NotFound("user_unknown", "There is no such user.", {"id": str(user_id)})
    return found


async def users(session: AsyncSession, tenant_id: UUID, after: After, size: int) -> Sequence[User]:
    """One page of users by e-mail, and one more if there are more."""
    statement = select(User).where(User.tenant_id == tenant_id)
    return (await session.scalars(USERS_BY_EMAIL.page(statement, after, size))).all()


async def last_resets(session: AsyncSession, tenant_id: UUID, user_ids: Collection[UUID]) -> dict[UUID, PasswordReset]:
    """By user the last time that an owner gave them a new password."""
    statement = (
        select(PasswordReset)
        .where(PasswordReset.tenant_id == tenant_id, PasswordReset.user_id.in_(user_ids))
        .order_by(PasswordReset.reset_at)
    )
    return {reset.user_id: reset for reset in await session.scalars(statement)}


async def add_user(session: AsyncSession, user: User) -> None:
    """Raises AlreadyExists if the e-mail has a user, in whatever office."""
    session.add(user)
    email = user.email  # the failed flush expires what it could not write
    try:
        await session.flush()
    except IntegrityError as error:
        if EMAIL_UNIQUE in str(error.orig):
            raise AlreadyExists(
                "email_taken", "The e-mail has a user.", {"email": email}, {"user.email": "taken"}
            ) from error
        raise


async def count_active_owners(session: AsyncSession, tenant_id: UUID) -> int:
    statement = select(func.count()).where(User.tenant_id == tenant_id, User.role == OWNER, User.active)
    return await session.scalar(statement) or 0


async def lock_session(session: AsyncSession, tenant_id: UUID, session_id: UUID) -> Session | None:
    """The session; another use of one of its tokens waits until this transaction ends."""
    statement = select(Session).where(Session.tenant_id == tenant_id, Session.id == session_id)
    return await session.scalar(statement.with_for_update(key_share=True))


async def end_session(session: AsyncSession, tenant_id: UUID, session_id: UUID) -> None:
    await session.execute(delete(Session).where(Session.tenant_id == tenant_id, Session.id == session_id))


async def end_sessions_of(
    session: AsyncSession, user: User, *, but: UUID | None = None, expired_at: datetime | None = None
) -> None:
    """End all sessions of a user: `but` spares one, `expired_at` all that have not expired then."""
    conditions = [Session.tenant_id == user.tenant_id, Session.user_id == user.id]
    if but is not None:
        conditions.append(Session.id != but)
    if expired_at is not None:
        conditions.append(Session.expires_at <= expired_at)
    await session.execute(delete(Session).where(*conditions))


async def client(
    session: AsyncSession, tenant_id: UUID, client_id: UUID, visible: Visible, *, lock: bool = False
) -> Client:
    """The company. Raises NotFound, also for one that was taken off the lists or that the caller may not see."""
    statement = select(Client).where(*_living(tenant_id, visible), Client.id == client_id)
    found = await session.scalar(statement.with_for_update(key_share=True) if lock else statement)
    if found is None:
        raise NotFound("client_unknown", "There is no such company.", {"id": str(client_id)})
    return found


async def clients(
    session: AsyncSession, tenant_id: UUID, visible: Visible, search: str, order: Order, after: After, size: int
) -> Sequence[tuple[Client, Any]]:
    """One page of companies with their sort values, and one more if there are more."""
    statement = select(Client, order.column).where(*_living(tenant_id, visible), *_matching(search))
    return [(client, value) for client, value in await session.execute(order.page(statement, after, size))]


async def living_clients(session: AsyncSession, tenant_id: UUID, client_ids: Collection[UUID]) -> list[UUID]:
    """Those of the ids, in their order, that are companies on the lists."""
    if not client_ids:
        return []
    known = set(await session.scalars(select(Client.id).where(*_living(tenant_id, frozenset(client_ids)))))
    return [client_id for client_id in client_ids if client_id in known]


async def save_client(session: AsyncSession, client: Client) -> None:
    """Write a new or changed company. Raises AlreadyExists if another one on the lists has its fiscal code."""
    session.add(client)
    cui = client.cui  # the failed flush expires what it could not write
    try:
        await session.flush()
    except IntegrityError as error:
        if LIVING_CUI_UNIQUE in str(error.orig):
            raise AlreadyExists(
                "client_exists", "A company has this fiscal code.", {"cui": cui}, {"client.cui": "taken"}
            ) from error
        raise


def _living(tenant_id: UUID, visible: Visible) -> list[ColumnElement[bool]]:
    conditions = [Client.tenant_id == tenant_id, Client.deleted_at.is_(None)]
    if visible is not None:
        conditions.append(Client.id.in_(visible))
    return conditions


def _matching(search: str) -> list[ColumnElement[bool]]:
    """Every word stands in the name, or the whole is a fiscal code or its beginning."""
    words = folded(search).split()
    if not words:
        return []
    named = and_(*(Client.name_folded.contains(word, autoescape=True) for word in words))
    cui = searched_cui(search)
    return [named if cui is None else or_(named, Client.cui.startswith(cui))]
