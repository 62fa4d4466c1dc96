"""What the gateway itself refuses, beside the domain errors that it shares with the services."""

from __future__ import annotations

from http import HTTPStatus
from typing import NamedTuple

import grpc

from services.common.errors import DomainError
from services.common.messages import ENGLISH, say


class Refused(DomainError):
    """A request that HTTP has a status of its own for. `headers` go with the answer."""

    code = grpc.StatusCode.INVALID_ARGUMENT
    status: int = HTTPStatus.BAD_REQUEST

    def __init__(
        self,
        reason: str,
        message: str = "",
        metadata: dict[str, str] | None = None,
        fields: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(reason, message, metadata, fields)
        self.headers = headers or {}


class Fault(NamedTuple):
    """What is wrong with one field: a reason that `messages` puts into words, and the values that it names."""

    reason: str
    metadata: dict[str, str] = {}  # noqa: RUF012 - a named tuple's default, which nobody changes


class WrongFields(Refused):
    """Fields of the request that can't be used."""

    def __init__(self, faults: dict[str, Fault]) -> None:
        fields = {name: say(*fault, ENGLISH) for name, fault in faults.items()}
        text = "; ".join(f"{name}: {fault}" for name, fault in fields.items())
        super().__init__("request_invalid", text, {"fields": ", ".join(fields)}, fields)
        self.faults = faults


class NoRoute(Refused):
    status = HTTPStatus.NOT_FOUND


class MethodNotAllowed(Refused):
    status = HTTPStatus.METHOD_NOT_ALLOWED


class TooSlow(Refused):
    status = HTTPStatus.REQUEST_TIMEOUT


class UnsupportedMediaType(Refused):
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class TooManyRequests(Refused):
    status = HTTPStatus.TOO_MANY_REQUESTS


class TooLarge(Refused):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class VersionMismatch(Refused):
    status = HTTPStatus.PRECONDITION_FAILED


class OffsetMismatch(Refused):
    status = HTTPStatus.CONFLICT


class Locked(Refused):
    status = HTTPStatus.LOCKED


class NoRoom(Refused):
    """A disk of ours is full."""

    status = HTTPStatus.INSUFFICIENT_STORAGE


class ChecksumMismatch(Refused):
    """The status is tus' own (1.0, extension checksum)."""

    status = 460


def file_too_large(limit: int) -> TooLarge:
    """413 for a file of more than `limit` bytes."""
    return TooLarge("file_too_large", "The file is too large.", {"limit_mib": mebibytes(limit)})


def body_too_large(limit: int) -> TooLarge:
    """413 for a request of more than `limit` bytes."""
    return TooLarge("body_too_large", "The request is too large.", {"limit_mib": mebibytes(limit)})


def mebibytes(size: int) -> str:
    """`20` for 20 MiB, `0.5` for half of one."""
    return f"{size / 2**20:.2f}".rstrip("0").rstrip(".")
