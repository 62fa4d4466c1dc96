"""Which HTTP request means which RPC: read from the `google.api.http` annotations of the services' descriptors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from contapics.document.v1 import document_service_pb2, filing_service_pb2, page_service_pb2, statistics_service_pb2
from contapics.ledger.v1 import (
    exchange_rate_service_pb2,
    ledger_service_pb2,
    payment_service_pb2,
    period_service_pb2,
    report_service_pb2,
    settings_service_pb2,
    sink_service_pb2,
    supplier_service_pb2,
    vehicle_service_pb2,
)
from contapics.ocr.v1 import ocr_service_pb2
from contapics.tenant.v1 import client_service_pb2, session_service_pb2, user_service_pb2
from google.api import annotations_pb2, http_pb2
from google.protobuf.descriptor import FieldDescriptor, FileDescriptor, MethodDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

FILES: tuple[FileDescriptor, ...] = (
    session_service_pb2.DESCRIPTOR,
    user_service_pb2.DESCRIPTOR,
    client_service_pb2.DESCRIPTOR,
    document_service_pb2.DESCRIPTOR,
    filing_service_pb2.DESCRIPTOR,
    page_service_pb2.DESCRIPTOR,
    statistics_service_pb2.DESCRIPTOR,
    ocr_service_pb2.DESCRIPTOR,
    ledger_service_pb2.DESCRIPTOR,
    payment_service_pb2.DESCRIPTOR,
    settings_service_pb2.DESCRIPTOR,
    period_service_pb2.DESCRIPTOR,
    vehicle_service_pb2.DESCRIPTOR,
    report_service_pb2.DESCRIPTOR,
    sink_service_pb2.DESCRIPTOR,
    supplier_service_pb2.DESCRIPTOR,
    exchange_rate_service_pb2.DESCRIPTOR,
)
VARIABLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class Binding:
    """One HTTP method and path template of one unary RPC; `body` and `response_body` as in google/api/http.proto."""

    verb: str
    template: str
    body: str
    response_body: str
    rpc: MethodDescriptor

    @property
    def part(self) -> str:
        """The part of the system that serves it, such as `document`."""
        return self.rpc.containing_service.full_name.split(".")[1]

    @property
    def path(self) -> str:
        """The path that gRPC calls it by, such as `/contapics.tenant.v1.UserService/GetUser`."""
        return f"/{self.rpc.containing_service.full_name}/{self.rpc.name}"

    @cached_property
    def request(self) -> type[Message]:
        return GetMessageClass(self.rpc.input_type)

    @cached_property
    def response(self) -> type[Message]:
        return GetMessageClass(self.rpc.output_type)

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """Request fields that the path gives."""
        return tuple(VARIABLE.findall(self.template))

    @cached_property
    def query(self) -> dict[str, FieldDescriptor]:
        """Request fields that the query string may give, by their public name: what neither path nor body gives."""
        if self.body == "*":
            return {}
        taken = {*self.variables, self.body}
        return {public_name(field): field for field in self.rpc.input_type.fields if field.name not in taken}

    @property
    def mask(self) -> str | None:
        """Name of the field that says which fields a PATCH changes."""
        field = self.rpc.input_type.fields_by_name.get("update_mask")
        return field.name if field and self.verb == "PATCH" and self.body not in ("", "*") else None


def public_name(field: FieldDescriptor) -> str:
    """The field's own snake_case name, or the `json_name` that the proto gives it on purpose, such as `from`."""
    first, *others = field.name.split("_")
    implied = first + "".join(word[:1].upper() + word[1:] for word in others)
    return str(field.name) if field.json_name == implied else str(field.json_name)


def bindings(files: tuple[FileDescriptor, ...] = FILES) -> list[Binding]:
    """Every annotated unary RPC of the files, additional bindings included."""
    return [
        binding
        for file in files
        for service in file.services_by_name.values()
        for rpc in service.methods
        for binding in rpc_bindings(rpc)
    ]


def rpc_bindings(rpc: MethodDescriptor) -> Iterator[Binding]:
    options = rpc.GetOptions()
    if not options.HasExtension(annotations_pb2.http):
        return
    rule = options.Extensions[annotations_pb2.http]
    for each in (rule, *rule.additional_bindings):
        yield bind(rpc, each)


def bind(rpc: MethodDescriptor, rule: http_pb2.HttpRule) -> Binding:
    verb = rule.WhichOneof("pattern")
    template = getattr(rule, verb) if verb else ""
    if not isinstance(template, str) or "{" in VARIABLE.sub("", template) or not template:
        raise ValueError(f"{rpc.full_name}: the gateway knows no such path template: {template}")
    for name in VARIABLE.findall(template):
        if name not in rpc.input_type.fields_by_name:
            raise ValueError(f"{rpc.full_name}: {template} names {name}, which the request lacks")
    return Binding(str(verb).upper(), template, rule.body, rule.response_body, rpc)
