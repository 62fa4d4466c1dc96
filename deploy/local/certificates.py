"""A private certificate authority and a certificate for each part, so that they prove to each other who they are."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from deploy.local.secrets import write_private

_AUTHORITY_LIFE = timedelta(days=3650)
_LEAF_LIFE = timedelta(days=90)
_CLOCK_SKEW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Identity:
    """What one part shows (certificate, key) and whom it believes (authority): PEM files."""

    certificate: Path
    key: Path
    authority: Path


class Certificates:
    """Issues and renews, in one folder. A certificate is renewed when a third of its life is left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def issue(self, parts: tuple[str, ...], now: datetime | None = None) -> bool:
        """Sees to it that each part has a valid certificate. Returns whether any was made anew."""
        now = now or datetime.now(UTC)
        authority, key, authority_renewed = self._authority(now)
        due = [part for part in parts if authority_renewed or _is_due(self.identity(part).certificate, now)]
        for part in due:
            self._issue_leaf(part, authority, key, now)
        return bool(due)

    def identity(self, part: str) -> Identity:
        """The files of one part; they exist once `issue` has run."""
        return Identity(self._folder / f"{part}.pem", self._folder / f"{part}.key", self._folder / "authority.pem")

    def _authority(self, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey, bool]:
        certificate_file, key_file = self._folder / "authority.pem", self._folder / "authority.key"
        if key_file.exists() and not _is_due(certificate_file, now):
            key = load_pem_private_key(key_file.read_bytes(), password=None)
            if isinstance(key, ec.EllipticCurvePrivateKey):
                return x509.load_pem_x509_certificate(certificate_file.read_bytes()), key, False
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ContaPics local authority")])
        certificate = (
            _builder(name, name, key.public_key(), now, _AUTHORITY_LIFE)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs_certificates=True), critical=True)
            .sign(key, hashes.SHA256())
        )
        write_private(key_file, _pem(key))
        write_private(certificate_file, certificate.public_bytes(Encoding.PEM))
        return certificate, key, True

    def _issue_leaf(
        self, part: str, authority: x509.Certificate, authority_key: ec.EllipticCurvePrivateKey, now: datetime
    ) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, part)])
        names = x509.SubjectAlternativeName(
            [
                x509.DNSName("contapics"),  # what services.common.rpc asks every peer to be
                x509.DNSName(part),
                x509.DNSName("localhost"),
                x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
                x509.UniformResourceIdentifier(f"spiffe://contapics/service/{part}"),
            ]
        )
        purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
        certificate = (
            _builder(name, authority.subject, key.public_key(), now, _LEAF_LIFE)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(purposes, critical=False)
            .add_extension(names, critical=False)
            .add_extension(issuer, critical=False)
            .sign(authority_key, hashes.SHA256())
        )
        identity = self.identity(part)
        write_private(identity.key, _pem(key))
        write_private(identity.certificate, certificate.public_bytes(Encoding.PEM))


def _is_due(certificate_file: Path, now: datetime) -> bool:
    """Whether a certificate is missing, unreadable, or in the last third of its life."""
    try:
        certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    except (FileNotFoundError, ValueError):
        return True
    life = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    return now < certificate.not_valid_before_utc or now > certificate.not_valid_after_utc - life / 3


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SKEW)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
