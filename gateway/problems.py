"""Errors as problem details (RFC 9457), in Romanian or English and with nothing internal in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from starlette.responses import Response

from gateway.errors import Refused, WrongFields
from services.common.errors import DomainError
from services.common.messages import ROMANIAN, say

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "2"

STATUSES: dict[grpc.StatusCode, HTTPStatus] = {
    grpc.StatusCode.INVALID_ARGUMENT: HTTPStatus.BAD_REQUEST,
    grpc.StatusCode.OUT_OF_RANGE: HTTPStatus.BAD_REQUEST,
    grpc.StatusCode.UNAUTHENTICATED: HTTPStatus.UNAUTHORIZED,
    grpc.StatusCode.PERMISSION_DENIED: HTTPStatus.FORBIDDEN,
    grpc.StatusCode.NOT_FOUND: HTTPStatus.NOT_FOUND,
    grpc.StatusCode.ALREADY_EXISTS: HTTPStatus.CONFLICT,
    grpc.StatusCode.FAILED_PRECONDITION: HTTPStatus.CONFLICT,
    grpc.StatusCode.ABORTED: HTTPStatus.CONFLICT,
    grpc.StatusCode.RESOURCE_EXHAUSTED: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    grpc.StatusCode.UNIMPLEMENTED: HTTPStatus.NOT_IMPLEMENTED,
    grpc.StatusCode.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED: HTTPStatus.SERVICE_UNAVAILABLE,
    grpc.StatusCode.CANCELLED: HTTPStatus.SERVICE_UNAVAILABLE,
}
# Where HTTP is finer than gRPC's codes.
REASON_STATUSES: dict[str, HTTPStatus] = {
    "unknown_type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "range_unsatisfiable": HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
}
# Statuses that gRPC itself gives, which no service put into words.
BARE_REASONS: dict[grpc.StatusCode, str] = {
    grpc.StatusCode.UNAVAILABLE: "service_unavailable",
    grpc.StatusCode.CANCELLED: "service_unavailable",
    grpc.StatusCode.UNIMPLEMENTED: "service_unavailable",
    grpc.StatusCode.RESOURCE_EXHAUSTED: "service_unavailable",
    grpc.StatusCode.DEADLINE_EXCEEDED: "deadline_exceeded",
}
TITLES: dict[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: ("Cerere greșită", "Bad request"),
    HTTPStatus.UNAUTHORIZED: ("Autentificare necesară", "Sign-in needed"),
    HTTPStatus.FORBIDDEN: ("Acces interzis", "Not allowed"),
    HTTPStatus.NOT_FOUND: ("Nu există", "Not found"),
    HTTPStatus.METHOD_NOT_ALLOWED: ("Metodă nepermisă", "Method not allowed"),
    HTTPStatus.REQUEST_TIMEOUT: ("Cerere prea lentă", "Request timed out"),
    HTTPStatus.CONFLICT: ("Conflict", "Conflict"),
    HTTPStatus.PRECONDITION_FAILED: ("Condiție neîndeplinită", "Precondition failed"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("Prea mare", "Too large"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("Tip de conținut nepotrivit", "Unsupported media type"),
    HTTPStatus.LOCKED: ("Ocupat", "Locked"),
    460: ("Suma de control nu se potrivește", "Checksum mismatch"),
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: ("Interval în afara fișierului", "Range not satisfiable"),
    HTTPStatus.TOO_MANY_REQUESTS: ("Prea multe cereri", "Too many requests"),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("Eroare internă", "Internal error"),
    HTTPStatus.SERVICE_UNAVAILABLE: ("Serviciu indisponibil", "Service unavailable"),
    HTTPStatus.INSUFFICIENT_STORAGE: ("Disc plin", "Insufficient storage"),
}


@dataclass(frozen=True)
class Problem:
    """What went wrong. `errors` gives a sentence for each field at fault, `extra` further members."""

    status: int
    reason: str
    detail: str
    errors: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def response(self, language: str) -> Response:
        romanian, english = TITLES.get(self.status) or (HTTPStatus(self.status).phrase,) * 2
        members: dict[str, Any] = {
            "type": f"urn:contapics:problem:{self.reason}",
            "title": romanian if language == ROMANIAN else english,
            "status": int(self.status),
            "detail": self.detail,
            "reason": self.reason,
        }
        if self.errors:
            members["errors"] = [{"field": name, "message": fault} for name, fault in self.errors.items()]
        headers = {"content-language": language, "cache-control": "no-store", **self.headers}
        if self.status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers.setdefault("retry-after", RETRY_SECONDS)
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers.setdefault("www-authenticate", "Bearer")
        body = json.dumps(members | dict(self.extra), ensure_ascii=False).encode()
        return Response(body, self.status, headers, MEDIA_TYPE)

    def with_members(self, extra: Mapping[str, Any]) -> Problem:
        """The same problem with further members of its own (RFC 9457, 3.2)."""
        return replace(self, extra=extra)


def is_passing(problem: Problem) -> bool:
    """Whether the same request may well succeed later."""
    return problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR or problem.status in (
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
    )


def problem_of(error: Exception, language: str) -> Problem:
    """The problem that an error is; one that nobody foresaw gives the general sentence."""
    if isinstance(error, DomainError):
        return domain_problem(error, language)
    if isinstance(error, grpc.aio.AioRpcError):
        return rpc_problem(error, language)
    return internal_problem(language)


def internal_problem(language: str) -> Problem:
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", say("internal", {}, language))


def domain_problem(error: DomainError, language: str) -> Problem:
    status = error.status if isinstance(error, Refused) else STATUSES.get(error.code, HTTPStatus.INTERNAL_SERVER_ERROR)
    headers = error.headers if isinstance(error, Refused) else {}
    errors = error.fields
    if isinstance(error, WrongFields):
        errors = {name: say(*fault, language) for name, fault in error.faults.items()}
    return Problem(status, error.reason, say(error.reason, error.metadata, language), errors, headers)


def rpc_problem(error: grpc.aio.AioRpcError, language: str) -> Problem:
    """The problem in a status: the reason of ErrorInfo, LocalizedMessage or our own words, BadRequest's fields."""
    info, localized, bad_request = details_of(error)
    if not info.reason:
        reason = BARE_REASONS.get(error.code())
        if reason is None:
            return internal_problem(language)
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, reason, say(reason, {}, language))
    spoken = localized.message if localized.locale == language else ""
    return Problem(
        REASON_STATUSES.get(info.reason) or STATUSES.get(error.code(), HTTPStatus.INTERNAL_SERVER_ERROR),
        info.reason,
        spoken or say(info.reason, info.metadata, language),
        {violation.field: violation.description for violation in bad_request.field_violations},
    )


def details_of(
    error: grpc.aio.AioRpcError,
) -> tuple[error_details_pb2.ErrorInfo, error_details_pb2.LocalizedMessage, error_details_pb2.BadRequest]:
    """The details of a status, empty where it has none or they can't be read."""
    found = (error_details_pb2.ErrorInfo(), error_details_pb2.LocalizedMessage(), error_details_pb2.BadRequest())
    call: Any = error  # has all that from_call reads, though it is no Call
    try:
        status = rpc_status.from_call(call)
    except ValueError:  # details that contradict the call's own code
        return found
    for detail in status.details if status else ():
        for message in found:
            if detail.Is(message.DESCRIPTOR):
                detail.Unpack(message)
    return found
