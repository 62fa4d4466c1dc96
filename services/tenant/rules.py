"""What holds for users, sessions and companies. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import stdnum.ro.cui
from stdnum.util import clean

from services.common.errors import Invalid

ACCESS_LIFETIME = timedelta(minutes=15)
IDLE_LIFETIME = timedelta(days=14)
"""A session that is not continued for this long ends."""
SESSION_LIFETIME = timedelta(days=90)
"""However busy, a session ends after this long, and its user proves the password again."""

MAX_COMPANIES = 50
"""Companies of one client user: their ids travel in every access token, which has to fit into a cookie (4 KiB)."""

OWNER = "owner"
CLIENT = "client"


def session_end(created_at: datetime, now: datetime) -> datetime:
    """When a session ends that is continued now."""
    return min(now + IDLE_LIFETIME, created_at + SESSION_LIFETIME)


def normal_email(text: str) -> str:
    """The form that e-mail addresses are stored and found in; no provider tells upper from lower case."""
    return text.strip().lower()


def companies_of(role: str, client_ids: Sequence[UUID]) -> list[UUID]:
    """The companies that limit a user: none for the office's people, who see all. Raises Invalid."""
    if role != CLIENT:
        return []
    distinct = list(dict.fromkeys(client_ids))
    if not distinct:
        raise Invalid("clients_needed", "A client user needs a company.", fields={"user.client_ids": "needed"})
    if len(distinct) > MAX_COMPANIES:
        raise Invalid(
            "too_many_clients",
            f"At most {MAX_COMPANIES} companies.",
            {"limit": str(MAX_COMPANIES)},
            {"user.client_ids": "too many"},
        )
    return distinct


def fiscal_code(text: str) -> tuple[str, bool]:
    """The digits of a CUI, and whether RO stood in front. Raises Invalid if the check digit doesn't match."""
    if not stdnum.ro.cui.is_valid(text):
        raise Invalid(
            "cui_invalid", f"{text!r} is no valid fiscal code.", {"cui": text}, {"client.cui": "check digit mismatch"}
        )
    digits: str = stdnum.ro.cui.compact(text)
    return digits, clean(text, " -").upper().startswith("RO")


def searched_cui(text: str) -> str | None:
    """The digits if a search text looks like a fiscal code or the beginning of one."""
    digits: str = stdnum.ro.cui.compact(text)
    return digits if digits.isdecimal() and digits.isascii() else None
