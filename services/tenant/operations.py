"""What can be done with offices, users, sessions and companies. The caller opens the transaction and commits it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.common.errors import Conflict, Invalid, Unauthenticated
from services.common.folding import folded
from services.common.ids import new_id
from services.tenant import repository
from services.tenant.models import Client, Office, PasswordReset, Session, User
from services.tenant.refresh_tokens import RefreshToken
from services.tenant.repository import Login
from services.tenant.rules import OWNER, companies_of, session_end
from services.tenant.tokens import Subject


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that was opened or continued: whom it is for, and the token that continues it until `expires_at`."""

    subject: Subject
    refresh_token: RefreshToken
    expires_at: datetime


@dataclass(slots=True)
class ClientFacts:
    """What is known of a company, with valid values; `cui` has digits only."""

    name: str
    cui: str
    registration_number: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    vat_payer: bool = False
    vat_on_collection: bool = False


async def create_office(session: AsyncSession, tenant_id: UUID, name: str) -> Office:
    office = Office(tenant_id=tenant_id, name=name, created_at=_now())
    session.add(office)
    await session.flush()
    return office


async def open_session(session: AsyncSession, login: Login, *, rehashed: str | None = None) -> OpenSession:
    """Begin a session for who has just proved the password; `rehashed` replaces its hash.

    Raises Unauthenticated if the user was deactivated or the password changed while it was being proved.
    """
    now = _now()
    user = await repository.find_user(session, login.tenant_id, login.user_id, lock=True)
    if user is None or not user.active or user.password_hash != login.password_hash:
        raise Unauthenticated("credentials_wrong", "E-mail and password don't match.")
    if rehashed is not None:
        user.password_hash = rehashed
    await repository.end_sessions_of(session, user, expired_at=now)
    token = RefreshToken.mint(user.tenant_id, new_id())
    opened = Session(
        tenant_id=user.tenant_id,
        id=token.session_id,
        user_id=user.id,
        token_digest=token.digest,
        created_at=now,
        expires_at=session_end(now, now),
    )
    session.add(opened)
    return OpenSession(await _subject(session, user, token.session_id), token, opened.expires_at)


async def continue_session(session: AsyncSession, token: RefreshToken) -> OpenSession | None:
    """Exchange a refresh token for the next; None if the session is over or is ended by this very use.

    The caller has to commit in either case: the end of a session whose old token was used again must stay.
    """
    now = _now()
    found = await repository.lock_session(session, token.tenant_id, token.session_id)
    if found is None:
        return None
    user = await repository.user(session, found.tenant_id, found.user_id)
    if not token.is_newest(found.token_digest) or found.expires_at <= now or not user.active:
        await repository.end_session(session, found.tenant_id, found.id)
        return None
    following = RefreshToken.mint(found.tenant_id, found.id)
    found.token_digest = following.digest
    found.expires_at = session_end(found.created_at, now)
    return OpenSession(await _subject(session, user, found.id), following, found.expires_at)


async def change_password(session: AsyncSession, user: User, password_hash: str, *, but: UUID | None = None) -> None:
    """Replace the password and end the user's sessions, except the one in which it was changed."""
    user.password_hash = password_hash
    await repository.end_sessions_of(session, user, but=but)


async def reset_password(session: AsyncSession, user: User, password_hash: str, by: str) -> PasswordReset:
    """Replace a lost password, end all of the user's sessions, and keep who did it."""
    await change_password(session, user, password_hash)
    reset = PasswordReset(tenant_id=user.tenant_id, id=new_id(), user_id=user.id, reset_by=by, reset_at=_now())
    session.add(reset)
    await session.flush()
    return reset


async def create_user(
    session: AsyncSession,
    tenant_id: UUID,
    *,
    email: str,
    name: str,
    role: str,
    client_ids: Collection[UUID],
    password_hash: str,
    active: bool = True,
) -> User:
    """Add a user. Raises AlreadyExists for a known e-mail, Invalid for companies that are not the office's."""
    user = User(
        tenant_id=tenant_id,
        id=new_id(),
        email=email,
        name=name,
        role=role,
        client_ids=await _checked_companies(session, tenant_id, companies_of(role, list(client_ids))),
        password_hash=password_hash,
        active=active,
        created_at=_now(),
    )
    await repository.add_user(session, user)
    return user


async def update_user(
    session: AsyncSession, user: User, *, name: str, role: str, client_ids: Collection[UUID], active: bool
) -> None:
    """Change a user. A new role or deactivation ends the user's sessions; access tokens run out by themselves.

    Raises Conflict if no active owner would be left, Invalid for companies that are not the office's.
    """
    loses_owner = user.role == OWNER and user.active and not (role == OWNER and active)
    if loses_owner:
        # Two owners who take the role from one another at once meet here; the second then sees the first's change.
        await repository.office(session, user.tenant_id, lock=True)
        if await repository.count_active_owners(session, user.tenant_id) < 2:
            raise Conflict("last_owner", "The office needs an active owner.")
    if role != user.role or (user.active and not active):
        await repository.end_sessions_of(session, user)
    companies = companies_of(role, list(client_ids))
    # One that was taken off the lists since does not stand in the way of other changes.
    await _checked_companies(
        session, user.tenant_id, [company for company in companies if company not in user.client_ids]
    )
    user.client_ids = companies
    user.name, user.role, user.active = name, role, active
    await session.flush()


async def create_client(session: AsyncSession, tenant_id: UUID, facts: ClientFacts) -> Client:
    """Add a company. Raises AlreadyExists if one on the lists has its fiscal code."""
    client = Client(tenant_id=tenant_id, id=new_id(), created_at=_now(), deleted_at=None)
    _apply(client, facts)
    await repository.save_client(session, client)
    return client


async def update_client(session: AsyncSession, client: Client, facts: ClientFacts) -> None:
    """Change a company. Raises AlreadyExists if another one on the lists has the fiscal code."""
    _apply(client, facts)
    await repository.save_client(session, client)


async def delete_client(session: AsyncSession, client: Client) -> None:
    """Take a company off the lists; what names it stays. Its users see it no more from their next token on."""
    client.deleted_at = client.updated_at = _now()
    await session.flush()


def _apply(client: Client, facts: ClientFacts) -> None:
    client.name, client.name_folded = facts.name, folded(facts.name)
    client.cui = facts.cui
    client.registration_number, client.address = facts.registration_number, facts.address
    client.email, client.phone = facts.email, facts.phone
    client.vat_payer, client.vat_on_collection = facts.vat_payer, facts.vat_on_collection
    client.updated_at = _now()


async def _checked_companies(session: AsyncSession, tenant_id: UUID, wanted: list[UUID]) -> list[UUID]:
    known = await repository.living_clients(session, tenant_id, wanted)
    if unknown := [str(client_id) for client_id in wanted if client_id not in known]:
        raise Invalid(
            "client_unknown", f"No such company: {unknown[0]}.", {"id": unknown[0]}, {"user.client_ids": "unknown"}
        )
    return wanted


async def _subject(session: AsyncSession, user: User, session_id: UUID) -> Subject:
    companies = await repository.living_clients(session, user.tenant_id, user.client_ids)
    return Subject(user.id, user.tenant_id, session_id, user.role, user.email, tuple(companies))


def _now() -> datetime:
    return datetime.now(UTC)
