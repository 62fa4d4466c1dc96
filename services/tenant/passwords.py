"""Passwords as Argon2id hashes (RFC 9106), computed off the event loop."""

from __future__ import annotations

import asyncio
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
"""Hashes computed side by side; each takes 64 MiB, so that a flood of logins waits instead of filling the memory."""


class Passwords:
    """Hashes and checks. A check against no user costs as much as one against a user, so that time tells nothing."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    async def hash(self, password: str) -> str:
        """The hash to store, with salt and parameters inside."""
        async with self._slots:
            return await asyncio.to_thread(self._hasher.hash, _normal(password))

    async def check(self, password_hash: str | None, password: str) -> bool:
        """True if the password gave this hash; None stands for an unknown user and is always False."""
        async with self._slots:
            matches = await asyncio.to_thread(self._matches, password_hash or self._nobody, _normal(password))
        return matches and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """True if the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def _normal(password: str) -> str:
    """NFKC, so that `ă` is the same whichever way a keyboard composes it (NIST SP 800-63B, section 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
