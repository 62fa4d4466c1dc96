"""What every call passes on its way in: tracing, deadline, identity and access, validation, and errors to statuses."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

import grpc
import protovalidate
from contapics.common.v1 import access_pb2
from google.protobuf import any_pb2
from google.protobuf.descriptor import FieldDescriptor, ServiceDescriptor
from google.protobuf.message import DecodeError, Message
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status
from opentelemetry import propagate, trace

from services.common import identity, messages
from services.common.durations import duration_histogram
from services.common.errors import Denied, DomainError, Invalid, Unauthenticated, Unavailable

DEFAULT_SECONDS = 30.0
"""Time for a call whose caller set no deadline."""
SHOWN_BYTES = 400
"""Of a text that a caller sent, what an error repeats at most."""
VIOLATION_BYTES = 2500
"""Room for the fields at fault in an error's details."""

log = logging.getLogger(__name__)
tracer = trace.get_tracer(__name__)
durations = duration_histogram("rpc.server.call.duration", "Time to answer a call.")
_CODES: dict[int, grpc.StatusCode] = {code.value[0]: code for code in grpc.StatusCode}
language: ContextVar[str] = ContextVar("language", default=messages.ROMANIAN)
"""The language that the caller of the present call asked for."""

Context = grpc.aio.ServicerContext[Any, Any]


class Boundary(grpc.aio.ServerInterceptor):
    """The one place where a call is admitted and where its errors become statuses.

    A method is open to the roles of its `access` option; a method without the option is closed. Health and
    reflection, which carry no tenant's data, are passed through.
    """

    def __init__(self, services: list[ServiceDescriptor], verifier: identity.TokenVerifier) -> None:
        self._verifier = verifier
        self._access = {
            f"/{service.full_name}/{method.name}": method.GetOptions().Extensions[access_pb2.access]
            for service in services
            for method in service.methods
        }

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Any]],
        details: grpc.HandlerCallDetails,
    ) -> Any:
        handler = await continuation(details)
        access = self._access.get(details.method)
        if handler is None or access is None:
            return handler
        if handler.response_streaming:
            return grpc.unary_stream_rpc_method_handler(
                self._streaming(details.method, access, handler.unary_stream),
                request_deserializer=_reading(handler.request_deserializer),
                response_serializer=handler.response_serializer,
            )
        build = (
            grpc.stream_unary_rpc_method_handler if handler.request_streaming else grpc.unary_unary_rpc_method_handler
        )
        return build(
            self._single(details.method, access, handler.stream_unary or handler.unary_unary),
            request_deserializer=_reading(handler.request_deserializer),
            response_serializer=handler.response_serializer,
        )

    def _single(self, method: str, access: access_pb2.Access, behaviour: Callable[..., Awaitable[Message]]) -> Any:
        async def call(request: Any, context: Context) -> Message:
            async with self._admitted(method, access, context):
                return await behaviour(_validated(request), context)
            raise AssertionError("the context above returns or aborts")

        return call

    def _streaming(self, method: str, access: access_pb2.Access, behaviour: Callable[..., Any]) -> Any:
        async def call(request: Message, context: Context) -> AsyncIterator[Message]:
            async with self._admitted(method, access, context):
                async for response in behaviour(_validated(request), context):
                    yield response

        return call

    @asynccontextmanager
    async def _admitted(self, method: str, access: access_pb2.Access, context: Context) -> AsyncIterator[None]:
        metadata = {str(key): str(value) for key, value in context.invocation_metadata() or ()}
        language.set(messages.language_of(metadata.get("accept-language", "")))
        with tracer.start_as_current_span(method, propagate.extract(metadata), kind=trace.SpanKind.SERVER):
            begun, code = time.perf_counter(), grpc.StatusCode.OK
            try:
                identity.set_current(await self._identify(access, metadata))
                async with asyncio.timeout(context.time_remaining() or DEFAULT_SECONDS):
                    yield
            except grpc.aio.AbortError:
                raise
            except Exception as error:
                status = _status_of(error, method)
                code = _CODES[status.code]
                await context.abort_with_status(rpc_status.to_status(status))
            finally:
                attributes = {"rpc.method": method, "rpc.response.status_code": code.name}
                durations.record(time.perf_counter() - begun, attributes)

    async def _identify(self, access: access_pb2.Access, metadata: dict[str, str]) -> identity.Identity | None:
        if access.public:
            # Not even looked at: who continues a session may well send the token along that has just run out.
            return None
        scheme, _, token = metadata.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated("not_signed_in", "This call needs a signed-in user.")
        caller = await self._verifier.verify(token)
        if _role_value(caller.role) not in access.roles:
            raise Denied("role_denied", f"The role {caller.role} may not do this.", {"role": caller.role})
        return caller


def _role_value(role: str) -> access_pb2.Role.ValueType:
    return access_pb2.Role.Value(f"ROLE_{role.upper()}")


class _Unreadable:
    """Stands for bytes that are no message: gRPC itself would tell the caller our parser's words."""


def _reading(deserialize: Callable[[bytes], Message]) -> Callable[[bytes], Message | _Unreadable]:
    def read(content: bytes) -> Message | _Unreadable:
        try:
            return deserialize(content)
        except DecodeError:
            return _Unreadable()

    return read


def _validated(request: Any) -> Any:
    """The request, or for a stream its messages, each held against the limits that its proto declares."""
    return _sound(request) if isinstance(request, (Message, _Unreadable)) else _each_validated(request)


async def _each_validated(requests: AsyncIterator[Message | _Unreadable]) -> AsyncIterator[Message]:
    async for request in requests:
        yield _sound(request)


def _sound(request: Message | _Unreadable) -> Message:
    if isinstance(request, _Unreadable):
        raise Invalid("message_unreadable", "The request is no message of this method, or nests too deeply.")
    validate(request)
    return request


def validate(message: Message, within: str = "") -> None:
    """Hold a message against the limits that its proto declares; `within` names the field that it came in.

    Raises Invalid with every field at fault.
    """
    faults = {_path(violation): _fault(violation) for violation in protovalidate.collect_violations(message)}
    faults.update(dict.fromkeys(_fields_with_nul(message), "wrong_format"))
    if faults:
        fields = {f"{within}.{name}" if within else name: fault for name, fault in faults.items()}
        raise Invalid(
            "request_invalid",
            "; ".join(f"{name}: {fault}" for name, fault in fields.items()),
            {"fields": ", ".join(fields)},
            fields,
        )


_FAULTS = {
    "required": "field_missing",
    "min_len": "field_missing",
    "min_items": "field_missing",
    "max_len": "field_too_long",
    "max_items": "field_too_long",
    "uuid": "must_be_uuid",
    "uuid_empty": "must_be_uuid",
    "email": "must_be_email",
    "email_empty": "must_be_email",
    "in": "unknown_value",
    "not_in": "unknown_value",
    "defined_only": "unknown_value",
    "gte": "out_of_range",
    "lte": "out_of_range",
    "gte_lte": "out_of_range",
}
"""Codes for what a rule asked, by the last part of protovalidate's rule id, such as `string.max_len`."""


def _fault(violation: protovalidate.Violation) -> str:
    return _FAULTS.get(violation.proto.rule_id.rpartition(".")[2], "wrong_format")


def _path(violation: protovalidate.Violation) -> str:
    return ".".join(element.field_name for element in violation.proto.field.elements) if violation.proto.field else ""


def _fields_with_nul(message: Message, prefix: str = "") -> Iterator[str]:
    """Text with U+0000 is good UTF-8 and bad input all the same: PostgreSQL can't store it."""
    for field, value in message.ListFields():
        values = value if field.is_repeated and not _is_map(field) else [value]
        for item in values:
            if isinstance(item, str) and "\0" in item:
                yield f"{prefix}{field.name}"
            elif isinstance(item, Message):
                yield from _fields_with_nul(item, f"{prefix}{field.name}.")


def _is_map(field: FieldDescriptor) -> bool:
    return field.message_type is not None and field.message_type.GetOptions().map_entry


def _status_of(error: Exception, method: str) -> status_pb2.Status:
    """What the caller is told of an error; of one that is nobody's doing, nothing but that it happened."""
    if isinstance(error, DomainError):
        return as_status(error, language.get())
    if isinstance(error, TimeoutError):
        return as_status(Unavailable("deadline_exceeded", "This took too long; please try again."), language.get())
    log.error("call failed", exc_info=error, extra={"method": method})
    return _internal(language.get())


def as_status(error: DomainError, tongue: str) -> status_pb2.Status:
    """The status of a domain error: a reason for programs, a sentence in the caller's language for people.

    It travels in the trailers of a call, of which gRPC takes 8 KiB: what the caller sent is shown by its beginning.
    """
    metadata = {name: _beginning(value) for name, value in error.metadata.items()}
    sentence = messages.say(error.reason, metadata, tongue)
    details: list[Message] = [
        error_details_pb2.ErrorInfo(reason=error.reason, domain="contapics", metadata=metadata),
        error_details_pb2.LocalizedMessage(locale=tongue, message=sentence),
    ]
    violations = [
        error_details_pb2.BadRequest.FieldViolation(
            field=_beginning(name),
            description=messages.say(fault, {}, tongue) if fault in messages.REASONS else sentence,
        )
        for name, fault in error.fields.items()
    ]
    while sum(violation.ByteSize() for violation in violations) > VIOLATION_BYTES:
        violations.pop()
    if violations:
        details.append(error_details_pb2.BadRequest(field_violations=violations))
    message = _beginning(error.message) or sentence
    return status_pb2.Status(code=error.code.value[0], message=message, details=_packed(details))


def _beginning(text: str) -> str:
    whole = text.encode(errors="replace")
    return text if len(whole) <= SHOWN_BYTES else f"{whole[:SHOWN_BYTES].decode(errors='ignore')}…"


def _internal(tongue: str) -> status_pb2.Status:
    sentence = messages.say("internal", {}, tongue)
    detail = error_details_pb2.LocalizedMessage(locale=tongue, message=sentence)
    return status_pb2.Status(code=code_pb2.INTERNAL, message=sentence, details=_packed([detail]))


def _packed(details: list[Message]) -> list[any_pb2.Any]:
    packed = []
    for detail in details:
        packed.append(any_pb2.Any())
        packed[-1].Pack(detail)
    return packed
