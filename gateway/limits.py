"""How often: guesses at a password, and requests of one user or address."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from gateway.auth import Caller
from gateway.errors import TooManyRequests

SPRAY_FACTOR = 10
"""Failed log-ins that one address may make over all e-mail addresses, in multiples of the limit for one."""


class RateLimits:
    """Counts in this process's memory; `requests` and `logins` read like `600/minute`."""

    def __init__(self, requests: str, logins: str) -> None:
        self._requests = parse(requests)
        self._logins = parse(logins)
        self._spray = type(self._logins)(self._logins.amount * SPRAY_FACTOR, self._logins.multiples)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def count_request(self, caller: Caller) -> None:
        """Count one request of the user, or of the address for strangers. Raises TooManyRequests."""
        key = f"user:{caller.identity.user_id}" if caller.identity else f"address:{caller.address}"
        await self._count(self._requests, "requests", key)

    async def count_login(self, address: str, email: str) -> None:
        """Count one try at logging in, before it's made, so that tries at once count too. Raises TooManyRequests."""
        if not await self._limiter.test(self._spray, "spray", address):
            raise await self._refusal(self._spray, "spray", address)
        await self._count(self._logins, "login", address, email.strip().lower())

    async def login_succeeded(self, address: str, email: str) -> None:
        """Forget the tries: a user who knows the password is no guesser."""
        await self._limiter.clear(self._logins, "login", address, email.strip().lower())

    async def login_failed(self, address: str) -> None:
        await self._limiter.hit(self._spray, "spray", address)

    async def _count(self, limit: RateLimitItem, *key: str) -> None:
        if not await self._limiter.hit(limit, *key):
            raise await self._refusal(limit, *key)

    async def _refusal(self, limit: RateLimitItem, *key: str) -> TooManyRequests:
        window = await self._limiter.get_window_stats(limit, *key)
        seconds = str(max(1, math.ceil(window.reset_time - time.time())))
        return TooManyRequests(
            "too_many_requests", "Too many requests.", {"seconds": seconds}, None, {"retry-after": seconds}
        )
