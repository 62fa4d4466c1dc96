"""Proving tokens: keys fetched once, asked for again with restraint, and kept when the tenant service is away."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from services.common import identity
from services.common.errors import Denied, Unauthenticated, Unavailable
from services.common.identity import TokenVerifier


class TenantService:
    """Gives keys, or is away; counts how often it is asked."""

    def __init__(self, *keys: OKPKey) -> None:
        self.keys, self.away, self.asked = list(keys), False, 0

    async def fetch(self) -> list[dict[str, Any]]:
        self.asked += 1
        await asyncio.sleep(0.01)
        if self.away:
            raise Unavailable("tenant_unavailable")
        return [{**key.as_dict(private=False), "kid": key.thumbprint()} for key in self.keys]


def token_of(key: OKPKey) -> str:
    claims = {
        "iss": "contapics",
        "sub": str(uuid4()),
        "tenant": str(uuid4()),
        "role": "owner",
        "email": "a@b.example",
        "exp": 99999999999,
    }
    return jwt.encode({"alg": "Ed25519", "kid": key.thumbprint()}, claims, key, algorithms=["Ed25519"])


def new_key() -> OKPKey:
    return OKPKey.generate_key("Ed25519")


async def test_many_calls_at_once_fetch_the_keys_once() -> None:
    key = new_key()
    tenant = TenantService(key)
    verifier = TokenVerifier(tenant.fetch)
    await asyncio.gather(*(verifier.verify(token_of(key)) for _ in range(10)))
    assert tenant.asked == 1


async def test_a_new_key_is_learnt_and_made_up_ones_do_not_cause_a_flood_of_questions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = new_key(), new_key()
    tenant = TenantService(old)
    verifier = TokenVerifier(tenant.fetch)
    await verifier.verify(token_of(old))
    tenant.keys = [new, old]
    for _ in range(20):
        with pytest.raises(Unauthenticated):
            await verifier.verify(token_of(new))
    assert tenant.asked == 1
    monkeypatch.setattr(identity, "KEY_REFRESH_SECONDS", 0)
    assert await verifier.verify(token_of(new))
    assert tenant.asked == 2


async def test_known_keys_outlive_an_absence_of_the_tenant_service(monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key()
    tenant = TenantService(key)
    verifier = TokenVerifier(tenant.fetch)
    await verifier.verify(token_of(key))
    monkeypatch.setattr(identity, "KEY_REFRESH_SECONDS", 0)
    tenant.away = True
    assert await verifier.verify(token_of(key))
    with pytest.raises(Unauthenticated):
        await verifier.verify(token_of(new_key()))


async def test_without_any_keys_the_answer_is_unavailable_and_not_a_refusal() -> None:
    key = new_key()
    tenant = TenantService(key)
    verifier = TokenVerifier(tenant.fetch)
    tenant.away = True
    with pytest.raises(Unavailable):
        await verifier.verify(token_of(key))
    tenant.away = False
    assert await verifier.verify(token_of(key))


def test_outside_of_a_call_there_is_no_identity() -> None:
    with pytest.raises(Denied):
        identity.current()
