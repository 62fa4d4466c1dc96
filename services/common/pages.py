"""Opaque page tokens: the sort values of the last row, bound to the query that they belong to."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json

from services.common.errors import Invalid

DEFAULT_SIZE = 50


def page_size(requested: int) -> int:
    return requested or DEFAULT_SIZE


def encode_token(query: str, *values: str | int | None) -> str:
    """A token that continues `query` (any text that names filter and order) after the row with these sort values."""
    content = json.dumps([_digest(query), *values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def decode_token(token: str, query: str) -> list[str | int | None] | None:
    """The sort values of the last row; None for the first page. Raises Invalid for a token of another query."""
    if not token:
        return None
    try:
        content = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        digest, values = content[0], list[str | int | None](content[1:])
    except (binascii.Error, ValueError, TypeError, LookupError):
        digest, values = "", []
    if digest != _digest(query) or not all(_storable(value) for value in values):
        raise Invalid(
            "page_token_invalid", "The page token belongs to another query.", fields={"page_token": "invalid"}
        )
    return values


def _storable(value: object) -> bool:
    """Anyone can make up a token: what can't be a value of a column is none of ours."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    return value is None or (isinstance(value, int) and -(2**63) <= value < 2**63)


def _digest(query: str) -> str:
    return hashlib.sha256(query.encode()).hexdigest()[:12]
