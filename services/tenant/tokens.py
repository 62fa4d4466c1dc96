"""Access tokens: EdDSA JWTs (RFC 8037) that every service proves by itself with our public keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from services.common.config import ConfigurationError
from services.common.identity import ALGORITHM, ISSUER
from services.tenant.rules import ACCESS_LIFETIME

_PEM_BLOCK = re.compile(rb"-----BEGIN PRIVATE KEY-----.+?-----END PRIVATE KEY-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an access token speaks for; `client_ids` limits a user of role client."""

    user_id: UUID
    tenant_id: UUID
    session_id: UUID
    role: str
    email: str
    client_ids: tuple[UUID, ...] = ()


class SigningKeys:
    """Our key pairs. The first signs; all prove, so that a key can be replaced without ending sessions.

    To replace a key: put the new one second, let every service learn it, put it first, and after the lifetime of
    the last token that the old one signed take that out.
    """

    def __init__(self, pem: bytes) -> None:
        """Read PKCS #8 PEM blocks. Raises ConfigurationError if there is none or one is no Ed25519 key."""
        try:
            self._keys = [OKPKey.import_key(block) for block in _PEM_BLOCK.findall(pem)]
        except (JoseError, ValueError, TypeError) as error:
            raise ConfigurationError("TENANT_SIGNING_KEY_FILE holds something that is no Ed25519 key") from error
        if not self._keys or any(key.curve_name != "Ed25519" for key in self._keys):
            raise ConfigurationError("TENANT_SIGNING_KEY_FILE must hold Ed25519 private keys in PEM (PKCS #8)")

    def sign(self, subject: Subject, now: datetime) -> str:
        """An access token that is good from now for ACCESS_LIFETIME."""
        key = self._keys[0]
        claims = {
            "iss": ISSUER,
            "sub": str(subject.user_id),
            "tenant": str(subject.tenant_id),
            "session": str(subject.session_id),
            "role": subject.role,
            "email": subject.email,
            "clients": [client_id.hex for client_id in subject.client_ids],
            "iat": int(now.timestamp()),
            "exp": int((now + ACCESS_LIFETIME).timestamp()),
        }
        return jwt.encode({"alg": ALGORITHM, "kid": key.thumbprint()}, claims, key, algorithms=[ALGORITHM])

    def public(self) -> Iterable[dict[str, str]]:
        """The public halves as JSON Web Keys, the signing one first; `kid` is the thumbprint of RFC 7638."""
        for key in self._keys:
            yield {
                **{name: str(value) for name, value in key.as_dict(private=False).items()},
                "kid": key.thumbprint(),
                "use": "sig",
                "alg": ALGORITHM,
            }
