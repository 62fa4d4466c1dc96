"""Secrets and certificates: random, private, kept, and renewed in time."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.verification import PolicyBuilder, Store

from deploy.local.certificates import Certificates
from deploy.local.secrets import Secrets, memorable_password

PARTS = ("tenant", "gateway")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_each_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path / "secrets")
    first = secrets.password("nats")
    assert Secrets(tmp_path / "secrets").password("nats") == first
    assert secrets.password("postgres") != first
    assert len(first) >= 43
    assert mode(secrets.folder) == 0o700
    assert {mode(file) for file in secrets.folder.iterdir()} == {0o600}


def test_two_installations_share_no_secret(tmp_path: Path) -> None:
    one, two = Secrets(tmp_path / "one"), Secrets(tmp_path / "two")
    assert one.password("nats") != two.password("nats")
    assert one.signing_key("key.pem").read_bytes() != two.signing_key("key.pem").read_bytes()
    assert memorable_password() != memorable_password()


def test_the_signing_key_is_an_ed25519_key_that_stays(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path / "secrets")
    pem = secrets.signing_key("key.pem").read_bytes()
    assert isinstance(load_pem_private_key(pem, password=None), Ed25519PrivateKey)
    assert secrets.signing_key("key.pem").read_bytes() == pem


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    issued = Certificates(tmp_path)
    assert issued.issue(PARTS)
    return issued


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_who_it_says_to_those_who_trust_the_authority(certificates: Certificates, part: str) -> None:
    identity = certificates.identity(part)
    leaf = x509.load_pem_x509_certificate(identity.certificate.read_bytes())
    authority = x509.load_pem_x509_certificate(identity.authority.read_bytes())
    verifier = PolicyBuilder().store(Store([authority]))
    assert verifier.build_server_verifier(x509.DNSName(part)).verify(leaf, [])[-1] == authority
    names = verifier.build_client_verifier().verify(leaf, []).subjects
    assert names is not None
    assert x509.UniformResourceIdentifier(f"spiffe://contapics/service/{part}") in names


def test_private_keys_are_private(certificates: Certificates, tmp_path: Path) -> None:
    keys = list(tmp_path.glob("*.key"))
    assert len(keys) == len(PARTS) + 1
    assert {mode(key) for key in keys} == {0o600}


def test_certificates_are_renewed_before_they_expire_and_not_at_every_start(certificates: Certificates) -> None:
    now = datetime.now(UTC)
    assert not certificates.issue(PARTS, now + timedelta(days=1))
    before = certificates.identity("tenant").authority.read_bytes()
    assert certificates.issue(PARTS, now + timedelta(days=75))
    renewed = x509.load_pem_x509_certificate(certificates.identity("tenant").certificate.read_bytes())
    assert renewed.not_valid_after_utc > now + timedelta(days=150)
    assert certificates.identity("tenant").authority.read_bytes() == before


def test_a_new_authority_replaces_every_certificate(certificates: Certificates) -> None:
    certificates.identity("tenant").authority.unlink()
    leaves = [certificates.identity(part).certificate.read_bytes() for part in PARTS]
    assert certificates.issue(PARTS)
    assert all(certificates.identity(part).certificate.read_bytes() not in leaves for part in PARTS)
