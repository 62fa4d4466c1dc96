"""Who calls: an identity from an access token, proved by every service itself with the tenant service's keys."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from services.common.errors import Denied, Unauthenticated, Unavailable

ISSUER = "contapics"
ALGORITHM = "Ed25519"
"""Fully specified name of EdDSA with curve Ed25519 (RFC 9864)."""

ROLES = ("owner", "accountant", "viewer", "client")
KEY_REFRESH_SECONDS = 30.0
CLOCK_LEEWAY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Identity:
    """The user behind a call. `client_ids` limits a user of role client to its own companies.

    `session_id` is the session that the token was issued in, where one is named.
    """

    user_id: UUID
    tenant_id: UUID
    role: str
    email: str
    client_ids: frozenset[UUID] = frozenset()
    session_id: UUID | None = None
    token: str = field(default="", repr=False)

    @property
    def visible_clients(self) -> frozenset[UUID] | None:
        """The companies that the user may see; None for all of the office."""
        return self.client_ids if self.role == "client" else None

    def may_see(self, client_id: UUID) -> bool:
        return self.role != "client" or client_id in self.client_ids


_current: ContextVar[Identity | None] = ContextVar("identity", default=None)


def current() -> Identity:
    """The identity of the call being served. Raises Denied outside of one."""
    identity = _current.get()
    if identity is None:
        raise Denied("not_signed_in", "This call needs a signed-in user.")
    return identity


def set_current(identity: Identity | None) -> None:
    _current.set(identity)


class TokenVerifier:
    """Turns access tokens into identities. Keys are fetched once, and again when a token names an unknown one."""

    def __init__(self, fetch_keys: Callable[[], Awaitable[list[dict[str, Any]]]]) -> None:
        self._fetch_keys = fetch_keys
        self._keys: KeySet | None = None
        self._key_ids: frozenset[str] = frozenset()
        self._fetched_at = 0.0
        self._fetching = asyncio.Lock()

    async def verify(self, token: str) -> Identity:
        """The identity that the token proves.

        Raises Unauthenticated if it is malformed, forged or expired, Unavailable if the keys were never to be had.
        """
        keys = await self._keys_for(token)
        try:
            claims = jwt.decode(token, keys, algorithms=[ALGORITHM]).claims
            jwt.JWTClaimsRegistry(
                leeway=CLOCK_LEEWAY_SECONDS,
                iss={"essential": True, "value": ISSUER},
                exp={"essential": True},
                sub={"essential": True},
            ).validate(claims)
            return Identity(
                user_id=UUID(str(claims["sub"])),
                tenant_id=UUID(str(claims["tenant"])),
                role=_role(claims["role"]),
                email=str(claims["email"]),
                client_ids=frozenset(UUID(str(client)) for client in claims.get("clients", ())),
                session_id=UUID(str(claims["session"])) if "session" in claims else None,
                token=token,
            )
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise Unauthenticated("token_invalid", "The access token is invalid or has expired.") from error

    async def _keys_for(self, token: str) -> KeySet:
        key_id = _key_id(token)
        if self._keys is None or self._may_be_new(key_id):
            async with self._fetching:
                if self._keys is None or self._may_be_new(key_id):
                    self._keys = await self._fetch()
        return self._keys

    def _may_be_new(self, key_id: str) -> bool:
        """Anyone can make up a key id, so that an unknown one is a reason to ask again only now and then."""
        return key_id not in self._key_ids and time.monotonic() - self._fetched_at > KEY_REFRESH_SECONDS

    async def _fetch(self) -> KeySet:
        try:
            keys = await self._fetch_keys()
        except Unavailable:
            if self._keys is None:
                raise
            return self._keys  # a token of a new key waits; those of the known ones go on
        finally:
            self._fetched_at = time.monotonic()
        self._key_ids = frozenset(key["kid"] for key in keys)
        return KeySet([OKPKey.import_key(key) for key in keys])


def _role(value: str) -> str:
    if value not in ROLES:
        raise ValueError(f"unknown role {value!r}")
    return value


def _key_id(token: str) -> str:
    """The key that the token's header names; an unreadable header names none and is refused on decoding."""
    from joserfc.jws import extract_compact

    try:
        return str(extract_compact(token.encode()).headers().get("kid", ""))
    except (JoseError, ValueError):
        return ""
