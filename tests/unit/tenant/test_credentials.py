"""Passwords, signing keys and tokens."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from argon2 import PasswordHasher, extract_parameters
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey

from services.common.config import ConfigurationError
from services.common.errors import Unauthenticated
from services.common.identity import TokenVerifier
from services.tenant.main import verifier
from services.tenant.passwords import Passwords
from services.tenant.refresh_tokens import RefreshToken
from services.tenant.rules import MAX_COMPANIES
from services.tenant.tokens import SigningKeys, Subject


def pem(key: Any) -> bytes:
    content: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return content


def new_pem() -> bytes:
    return pem(ed25519.Ed25519PrivateKey.generate())


def subject(role: str = "owner", companies: int = 0) -> Subject:
    ids = tuple(uuid4() for _ in range(companies))
    return Subject(uuid4(), uuid4(), uuid4(), role, "contabil@cabinet.example", ids)


def fast() -> Passwords:
    return Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


async def test_a_password_matches_its_hash_and_nothing_else() -> None:
    passwords = fast()
    stored = await passwords.hash("parolă cu ș")
    assert stored.startswith("$argon2id$")
    assert stored != await passwords.hash("parolă cu ș")
    assert await passwords.check(stored, "parolă cu ș")
    assert not await passwords.check(stored, "parola cu s")
    assert not await passwords.check(None, "parolă cu ș")
    assert not await passwords.check("no hash at all", "parolă cu ș")


async def test_a_password_is_the_same_however_a_keyboard_composes_its_letters() -> None:
    passwords = fast()
    assert await passwords.check(await passwords.hash("paro\u0142\u0103"), "paro\u0142a\u0306")


async def test_a_hash_of_other_parameters_is_outdated_and_still_good() -> None:
    old = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1).hash("parolă")
    assert fast().is_outdated(old)
    assert await fast().check(old, "parolă")
    assert not fast().is_outdated(await fast().hash("parolă"))


async def test_an_unknown_user_costs_a_check_with_the_same_parameters_as_a_known_one() -> None:
    class Recording(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            checked.append(str(hash))
            return super().verify(hash, password)

    checked: list[str] = []
    passwords = Passwords(Recording(time_cost=2, memory_cost=128, parallelism=1))
    await passwords.check(await passwords.hash("parolă"), "altceva")
    await passwords.check(None, "altceva")
    known, unknown = (extract_parameters(password_hash) for password_hash in checked)
    assert unknown == known


async def test_a_token_proves_whom_it_was_made_for() -> None:
    keys, wanted = SigningKeys(new_pem()), subject("client", companies=2)
    proved = await verifier(keys).verify(keys.sign(wanted, datetime.now(UTC)))
    assert (proved.user_id, proved.tenant_id, proved.session_id) == (
        wanted.user_id,
        wanted.tenant_id,
        wanted.session_id,
    )
    assert (proved.role, proved.email) == (wanted.role, wanted.email)
    assert proved.visible_clients == frozenset(wanted.client_ids)


def test_a_token_with_all_the_companies_that_a_user_may_have_fits_into_a_cookie() -> None:
    token = SigningKeys(new_pem()).sign(subject("client", companies=MAX_COMPANIES), datetime.now(UTC))
    assert len(token) < 4096 - 200


async def test_a_token_is_good_for_fifteen_minutes() -> None:
    keys, now = SigningKeys(new_pem()), datetime.now(UTC)
    assert await verifier(keys).verify(keys.sign(subject(), now - timedelta(minutes=14, seconds=50)))
    with pytest.raises(Unauthenticated):
        await verifier(keys).verify(keys.sign(subject(), now - timedelta(minutes=16)))


async def test_a_replaced_key_still_proves_what_it_signed_and_a_removed_one_does_not() -> None:
    old, new = new_pem(), new_pem()
    token = SigningKeys(old).sign(subject(), datetime.now(UTC))
    both = SigningKeys(new + b"\n" + old)
    assert await verifier(both).verify(token)
    assert [key["kid"] for key in both.public()] == [
        key["kid"] for keys in (SigningKeys(new), SigningKeys(old)) for key in keys.public()
    ]
    with pytest.raises(Unauthenticated):
        await verifier(SigningKeys(new)).verify(token)


def test_public_keys_hold_nothing_private() -> None:
    for key in SigningKeys(new_pem()).public():
        assert set(key) == {"kty", "crv", "x", "kid", "use", "alg"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no key",
        pem(ec.generate_private_key(ec.SECP256R1())),
        pem(ed448.Ed448PrivateKey.generate()),
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    ],
    ids=["empty", "text", "elliptic curve", "Ed448", "damaged"],
)
def test_a_file_without_usable_keys_is_a_configuration_error(content: bytes) -> None:
    with pytest.raises(ConfigurationError, match="TENANT_SIGNING_KEY_FILE"):
        SigningKeys(content)


def _claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {
        "iss": "contapics",
        "sub": str(uuid4()),
        "tenant": str(uuid4()),
        "role": "owner",
        "email": "a@b.example",
        "iat": now,
        "exp": now + 60,
    }
    return {name: value for name, value in (claims | changes).items() if value is not None}


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "else"},
        {"iss": None},
        {"exp": None},
        {"exp": 0},
        {"exp": "soon"},
        {"sub": None},
        {"sub": "no-uuid"},
        {"sub": 7},
        {"tenant": None},
        {"tenant": 7},
        {"role": "admin"},
        {"role": None},
        {"email": None},
        {"clients": 7},
        {"clients": ["no-uuid"]},
        {"session": 7},
        {"nbf": 99999999999},
        {"iat": 99999999999},
    ],
    ids=str,
)
async def test_a_signed_token_with_claims_that_are_not_ours_is_refused(changes: dict[str, Any]) -> None:
    key = OKPKey.generate_key("Ed25519")
    token = jwt.encode({"alg": "Ed25519", "kid": key.thumbprint()}, _claims(**changes), key, algorithms=["Ed25519"])
    with pytest.raises(Unauthenticated):
        await _trusting(key).verify(token)


async def test_a_token_signed_by_anyone_else_or_by_nobody_is_refused() -> None:
    key, stranger = OKPKey.generate_key("Ed25519"), OKPKey.generate_key("Ed25519")
    public = str(key.as_dict(private=False)["x"])
    header = {"alg": "Ed25519", "kid": key.thumbprint()}
    forged = jwt.encode(header, _claims(), stranger, algorithms=["Ed25519"])
    symmetric = jwt.encode(
        {"alg": "HS256", "kid": key.thumbprint()}, _claims(), OctKey.import_key(public), algorithms=["HS256"]
    )
    genuine = jwt.encode(header, _claims(), key, algorithms=["Ed25519"])
    payload = genuine.split(".")[1]
    unsigned = f"eyJhbGciOiJub25lIn0.{payload}."
    stripped = genuine.rpartition(".")[0] + "."
    assert await _trusting(key).verify(genuine)
    for token in (forged, symmetric, unsigned, stripped, genuine[:-8], "", ".", "..", "a.b.c", "é.é.é"):
        with pytest.raises(Unauthenticated):
            await _trusting(key).verify(token)


@given(st.text(max_size=200))
async def test_no_text_breaks_the_verifier(text: str) -> None:
    with pytest.raises(Unauthenticated):
        await verifier(KEYS).verify(text)


KEYS = SigningKeys(new_pem())


def _trusting(key: OKPKey) -> TokenVerifier:
    async def fetch() -> list[dict[str, Any]]:
        return [{**key.as_dict(private=False), "kid": key.thumbprint(), "use": "sig", "alg": "Ed25519"}]

    return TokenVerifier(fetch)


def test_a_refresh_token_reads_back_and_its_digest_knows_it_again() -> None:
    token = RefreshToken.mint(uuid4(), uuid4())
    read = RefreshToken.parse(token.text)
    assert read == token
    assert token.is_newest(token.digest)
    assert not RefreshToken.mint(token.tenant_id, token.session_id).is_newest(token.digest)
    assert token.secret.hex() not in repr(token)
    assert len(token.text) <= 200


@given(st.text(max_size=200))
def test_text_that_is_no_refresh_token_reads_as_none(text: str) -> None:
    token = RefreshToken.parse(text)
    assert token is None or token.text == text
