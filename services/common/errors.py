"""The errors that operations raise. One table maps them to gRPC codes; the gateway maps those to HTTP."""

from __future__ import annotations

import grpc


class DomainError(Exception):
    """Something that the caller can understand.

    `reason` is a stable lower-case code that `messages` puts into words, `message` an English sentence for logs and
    for callers without a language, `metadata` the values that the sentence names, `fields` the request's fields at
    fault with a reason each.
    """

    code = grpc.StatusCode.UNKNOWN

    def __init__(
        self,
        reason: str,
        message: str = "",
        metadata: dict[str, str] | None = None,
        fields: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message or reason)
        self.reason = reason
        self.message = message
        self.metadata = metadata or {}
        self.fields = fields or {}


class NotFound(DomainError):
    code = grpc.StatusCode.NOT_FOUND


class AlreadyExists(DomainError):
    code = grpc.StatusCode.ALREADY_EXISTS


class Invalid(DomainError):
    code = grpc.StatusCode.INVALID_ARGUMENT


class OutOfRange(DomainError):
    """Beyond the end of what there is."""

    code = grpc.StatusCode.OUT_OF_RANGE


class Conflict(DomainError):
    """The state of things forbids it now: a wrong state, or a revision that is no longer the newest."""

    code = grpc.StatusCode.FAILED_PRECONDITION


class Unauthenticated(DomainError):
    code = grpc.StatusCode.UNAUTHENTICATED


class Denied(DomainError):
    code = grpc.StatusCode.PERMISSION_DENIED


class TooLarge(DomainError):
    code = grpc.StatusCode.RESOURCE_EXHAUSTED


class Unavailable(DomainError):
    """Try again later; nothing was done."""

    code = grpc.StatusCode.UNAVAILABLE
