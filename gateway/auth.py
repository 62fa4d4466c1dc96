"""Who sent a request: a bearer token or the session cookie, and for the cookie a page of our own."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.requests import Request

from services.common.errors import Denied, Unauthenticated, Unavailable
from services.common.identity import Identity, TokenVerifier
from services.common.messages import language_of

ACCESS_COOKIE = "contapics_access"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Caller:
    """Who sent a request. `identity` is None for a stranger, or while no key to prove the token by is at hand."""

    language: str
    address: str
    token: str = field(default="", repr=False)
    identity: Identity | None = None

    @property
    def metadata(self) -> list[tuple[str, str]]:
        """What goes along with every gRPC call made for this caller. The trace is added by the channel."""
        spoken = [("accept-language", self.language)]
        return [*spoken, ("authorization", f"Bearer {self.token}")] if self.token else spoken


class Gate:
    """Tells who sends a request, and keeps out what no service would let in."""

    def __init__(self, verifier: TokenVerifier, public_origin: str | None) -> None:
        self._verifier = verifier
        self._public_origin = public_origin

    async def caller(self, request: Request, *, public: bool) -> Caller:
        """The caller. Raises Unauthenticated for a missing or bad token, Denied for another site's use of a cookie.

        On a public route a token is left aside: it may be the expired one that a new log-in replaces.
        """
        language = language_of(request.headers.get("accept-language", ""))
        address = request.client.host if request.client else ""
        bearer, cookie = bearer_token(request), request.cookies.get(ACCESS_COOKIE, "")
        if bearer is None:
            self.refuse_other_sites(request)
        if public:
            return Caller(language, address)
        token = cookie if bearer is None else bearer
        if not token:
            raise Unauthenticated("not_signed_in", "This call needs a signed-in user.")
        return Caller(language, address, token, await self._identity(token))

    async def _identity(self, token: str) -> Identity | None:
        try:
            return await self._verifier.verify(token)
        except Unavailable:
            return None  # the services verify tokens themselves, perhaps with keys that they already have

    def refuse_other_sites(self, request: Request) -> None:
        """Raise Denied if a page of another site sends this, which SameSite=Strict alone leaves to old browsers.

        Every browser names the page by Sec-Fetch-Site or Origin; a request with neither comes from a program.
        """
        if request.method in SAFE_METHODS:
            return
        site = request.headers.get("sec-fetch-site")
        if site in ("same-origin", "none"):
            return
        origin = request.headers.get("origin")
        if site is not None or (origin is not None and not self._is_ours(origin, request)):
            raise Denied("cross_site", "The request was sent by a page of another site.")

    def _is_ours(self, origin: str, request: Request) -> bool:
        host = request.headers.get("host", "")
        return origin in (self._public_origin, f"https://{host}", f"http://{host}")


def bearer_token(request: Request) -> str | None:
    """The token of the Authorization header; None without one. Raises Unauthenticated for another scheme."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip().isascii():
        raise Unauthenticated("token_invalid", "The Authorization header is no bearer token.")
    return token.strip()
