"""Refresh tokens: opaque text that continues a session once.

A token names its office and session and carries a secret of 256 bits. The session keeps the SHA-256 of the newest
secret only; any other secret presented for a living session is an old one used again, by a thief or by the user after
a thief, and nobody can tell which: the session ends (RFC 9700, section 4.14.2). Who never held one of its tokens can't
name a session, so nobody else can end it.

The same token used twice at once, by two tabs say, ends the session as well. A grace period would have to answer the
second use with a token of its own, and then a thief who is quick enough stays unnoticed for as long as the session
lasts. Tabs of one browser share their cookies, so that one of them can refresh for all (the Web Locks API).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field
from uuid import UUID

_UUID_BYTES = 16
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class RefreshToken:
    tenant_id: UUID
    session_id: UUID
    secret: bytes = field(repr=False)

    @classmethod
    def mint(cls, tenant_id: UUID, session_id: UUID) -> RefreshToken:
        return cls(tenant_id, session_id, secrets.token_bytes(_SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> RefreshToken | None:
        """None for anything that we can't have made."""
        try:
            content = base64.b64decode(text, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        if len(content) != 2 * _UUID_BYTES + _SECRET_BYTES:
            return None
        tenant_id, session_id = content[:_UUID_BYTES], content[_UUID_BYTES : 2 * _UUID_BYTES]
        return cls(UUID(bytes=tenant_id), UUID(bytes=session_id), content[2 * _UUID_BYTES :])

    @property
    def text(self) -> str:
        return base64.urlsafe_b64encode(self.tenant_id.bytes + self.session_id.bytes + self.secret).decode()

    @property
    def digest(self) -> bytes:
        """What is stored. The secret is random, so that a plain hash can't be searched backwards."""
        return hashlib.sha256(self.secret).digest()

    def is_newest(self, token_digest: bytes) -> bool:
        return secrets.compare_digest(self.digest, token_digest)
