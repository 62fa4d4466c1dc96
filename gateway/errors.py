"""What the gateway itself refuses, beside the domain errors that it shares with the services."""

from __future__ import annotations

from http import HTTPStatus

import grpc

from services.common.errors import DomainError


class Refused(DomainError):
    """A request that HTTP has a status of its own for. `headers` go with the answer."""

    code = grpc.StatusCode.INVALID_ARGUMENT
    status = HTTPStatus.BAD_REQUEST

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


def file_too_large(limit: int) -> TooLarge:
    """413 for a file of more than `limit` bytes."""
    return TooLarge("file_too_large", "The file is too large.", {"limit_mib": mebibytes(limit)})


def body_too_large(limit: int) -> TooLarge:
    """413 for a request of more than `limit` bytes."""
    return TooLarge("body_too_large", "The request is too large.", {"limit_mib": mebibytes(limit)})


def mebibytes(size: int) -> str:
    """`20` for 20 MiB, `0.5` for half of one."""
    return f"{size / 2**20:.2f}".rstrip("0").rstrip(".")
