"""Secrets of sinks at rest: AES-256-GCM under a key of the installation, each bound to the row that it stands in."""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Mapping
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.common.config import ConfigurationError
from services.ledger.errors import Refused

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"


class Seal:
    """Seals and opens. A row's secret can be opened under the tenant and the id that it was sealed for only."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    @classmethod
    def read(cls, text: str) -> Seal:
        """A key of 32 bytes in URL-safe base64, with or without its padding. Raises ConfigurationError."""
        try:
            key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES:
            raise ConfigurationError("LEDGER_SECRETS_KEY must be 32 bytes in URL-safe base64")
        return cls(key)

    def close(self, secrets: Mapping[str, str], tenant_id: UUID, sink_id: UUID) -> bytes | None:
        """The sealed bytes; None where there is nothing to keep."""
        if not secrets:
            return None
        nonce = os.urandom(_NONCE_BYTES)
        plain = json.dumps(dict(secrets)).encode()
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, _bound(tenant_id, sink_id))

    def open(self, sealed: bytes | None, tenant_id: UUID, sink_id: UUID) -> dict[str, str]:
        """Raises Refused(sink_secret_unreadable) for what was sealed under another key or for another row."""
        if sealed is None:
            return {}
        nonce, hidden = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            if sealed[:1] != _VERSION:
                raise ValueError("another version")
            opened = json.loads(self._cipher.decrypt(nonce, hidden, _bound(tenant_id, sink_id)))
        except (InvalidTag, ValueError) as error:
            raise Refused("sink_secret_unreadable", "The sink's secrets can't be read.") from error
        return {str(name): str(value) for name, value in opened.items()}


def _bound(tenant_id: UUID, sink_id: UUID) -> bytes:
    return tenant_id.bytes + sink_id.bytes
