"""The request headers of tus 1.0, read with suspicion."""

from __future__ import annotations

import base64
import binascii
from typing import Any
from uuid import uuid4

from starlette.requests import Request

from gateway.errors import Fault, WrongFields
from services.common.errors import Invalid

FIELD_BYTES = 2048
TEXTS = ("id", "client_id", "filename", "sha256")
BOOLEANS = {"true": True, "false": False, "": False}


def length(request: Request) -> int:
    """Upload-Length. An empty file is no document."""
    size = number(request, "Upload-Length")
    if size == 0:
        raise Invalid("empty_file", "The file is empty.")
    return size


def offset(request: Request) -> int:
    return number(request, "Upload-Offset")


def number(request: Request, name: str) -> int:
    text = request.headers.get(name)
    if text is None:
        raise WrongFields({name: Fault("field_missing")})
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise WrongFields({name: Fault("must_be_integer")})
    return int(text)


def checksum(request: Request) -> bytes:
    """Upload-Checksum, the SHA-256 that a piece must have; empty without one."""
    header = request.headers.get("upload-checksum")
    if header is None:
        return b""
    algorithm, _, text = header.partition(" ")
    digest = unbase64(text)
    if algorithm != "sha256" or digest is None or len(digest) != 32:
        raise WrongFields({"Upload-Checksum": Fault("wrong_format")})
    return digest


def head_of(metadata: str) -> dict[str, Any]:
    """The fields of the document's UploadHead in an Upload-Metadata header; others are the sender's own.

    Without an id one is minted here, so that a second try stores no second document.
    """
    fields: dict[str, str] = {}
    for pair in metadata.split(",") if metadata else ():
        name, _, text = pair.strip().partition(" ")
        if name in fields:
            raise WrongFields({name: Fault("given_twice")})
        fields[name] = field_text(name, text)
    head: dict[str, Any] = {name: fields[name] for name in TEXTS if fields.get(name)}
    whole = fields.get("whole", "").lower()
    if whole not in BOOLEANS:
        raise WrongFields({"whole": Fault("must_be_boolean")})
    if BOOLEANS[whole]:
        head["whole"] = True
    return {"id": str(uuid4())} | head


def field_text(name: str, text: str) -> str:
    value = unbase64(text)
    if value is None:
        raise WrongFields({name: Fault("wrong_format")})
    if len(value) > FIELD_BYTES:
        raise WrongFields({name: Fault("field_too_long")})
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise WrongFields({name: Fault("must_be_text")}) from error


def unbase64(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
