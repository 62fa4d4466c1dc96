"""HTTP to proto messages and back, by the bindings alone: canonical proto JSON with snake_case names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from google.protobuf import json_format
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from gateway.bindings import Binding
from gateway.errors import Fault, WrongFields
from gateway.printing import field_printer, message_printer
from gateway.schemas import is_map
from services.common.errors import Invalid


def read_request(binding: Binding, path: Mapping[str, str], query: Iterable[tuple[str, str]], body: bytes) -> Message:
    """The request message. Path values win over the body's. Raises Invalid naming what can't be used."""
    request = binding.request()
    if binding.body:
        read_body(binding, request, body)
    read_query(binding, request, query)
    for name, value in path.items():
        set_text(request, binding.rpc.input_type.fields_by_name[name], [value], name)
    return request


def read_body(binding: Binding, request: Message, body: bytes) -> None:
    document = load_json(body)
    target, descriptor = request, binding.rpc.input_type
    if binding.body != "*":
        target, descriptor = getattr(request, binding.body), message_of(descriptor.fields_by_name[binding.body])
        target.SetInParent()
    try:
        json_format.ParseDict(document, target)
    except (json_format.ParseError, UnicodeError, OverflowError, RecursionError) as error:
        faults = faults_of(document, descriptor)
        raise WrongFields(faults or {binding.body: Fault("must_be_object")}) from error
    if binding.mask:
        getattr(request, binding.mask).paths.extend(mask_paths(document, descriptor))


def load_json(body: bytes) -> dict[str, Any]:
    """A JSON object; no bytes at all are an empty one. Raises Invalid for anything else."""
    if not body.strip():
        return {}
    try:
        document = json.loads(body, object_pairs_hook=without_repeats, parse_constant=no_constant)
    except (ValueError, RecursionError) as error:
        raise Invalid("json_invalid", f"The body is no JSON: {error}") from error
    if not isinstance(document, dict):
        raise Invalid("json_invalid", "The body is no JSON object.")
    return document


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    "".join(found).encode()  # raises for half of a surrogate pair, which no answer could name
    return found


def no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def field_of(descriptor: Descriptor, name: str) -> FieldDescriptor | None:
    """The field that a JSON name means: its own name or its camelCase form, as json_format takes both."""
    by_name = descriptor.fields_by_name.get(name)
    return by_name or next((field for field in descriptor.fields if field.json_name == name), None)


def is_plain_message(field: FieldDescriptor) -> bool:
    """A single message that is an object in JSON, so no list, map or well-known type."""
    message = field.message_type
    return message is not None and not field.is_repeated and message.file.package != "google.protobuf"


def faults_of(document: Mapping[str, Any], descriptor: Descriptor, prefix: str = "") -> dict[str, Fault]:
    """Each field of the document that json_format can't take, by its path."""
    faults: dict[str, Fault] = {}
    for name, value in document.items():
        path = prefix + name
        field = field_of(descriptor, name)
        if field is None:
            faults[path] = Fault("field_not_known")
        elif is_plain_message(field) and isinstance(value, dict):
            faults |= faults_of(value, message_of(field), f"{path}.")
        elif is_objects(field) and isinstance(value, list):
            for index, item in enumerate(value):
                inner = message_of(field)
                faults |= faults_of(item, inner, f"{path}.{index}.") if isinstance(item, dict) else {}
        if field is not None and path not in faults and not any(each.startswith(f"{path}.") for each in faults):
            faults |= leaf_fault(field, value, path)
    return faults


def is_objects(field: FieldDescriptor) -> bool:
    return field.is_repeated and field.message_type is not None and not is_map(field)


def message_of(field: FieldDescriptor) -> Descriptor:
    if field.message_type is None:
        raise TypeError(f"{field.full_name} is no message")
    return field.message_type


def leaf_fault(field: FieldDescriptor, value: Any, path: str) -> dict[str, Fault]:
    owner = field.containing_type
    if owner is None:
        raise TypeError(f"{field.full_name} belongs to no message")
    try:
        json_format.ParseDict({field.name: value}, GetMessageClass(owner)())
    except (json_format.ParseError, UnicodeError, OverflowError, RecursionError):
        return {path: expected(field)}
    return {}


def expected(field: FieldDescriptor) -> Fault:
    """What a field takes, as the fault of a value that is something else."""
    if is_map(field):
        return Fault("must_be_object")
    return Fault("must_be_list") if field.is_repeated else expected_one(field)


def expected_one(field: FieldDescriptor) -> Fault:
    if field.enum_type is not None:
        return Fault("must_be_one_of", {"values": ", ".join(value.name for value in field.enum_type.values)})
    if field.message_type is not None:
        return Fault("must_be_instant" if field.message_type.full_name == TIMESTAMP else "must_be_object")
    return Fault("must_be_base64" if field.type == FieldDescriptor.TYPE_BYTES else REASONS[field.cpp_type])


TIMESTAMP = "google.protobuf.Timestamp"
REASONS = {
    FieldDescriptor.CPPTYPE_INT32: "must_be_integer",
    FieldDescriptor.CPPTYPE_UINT32: "must_be_integer",
    FieldDescriptor.CPPTYPE_INT64: "must_be_integer",
    FieldDescriptor.CPPTYPE_UINT64: "must_be_integer",
    FieldDescriptor.CPPTYPE_DOUBLE: "must_be_number",
    FieldDescriptor.CPPTYPE_FLOAT: "must_be_number",
    FieldDescriptor.CPPTYPE_BOOL: "must_be_boolean",
    FieldDescriptor.CPPTYPE_STRING: "must_be_text",
}


def mask_paths(document: Mapping[str, Any], descriptor: Descriptor, prefix: str = "") -> list[str]:
    """The leaves of a PATCH body by their proto names: null counts, objects are gone into, lists and maps are whole."""
    paths: list[str] = []
    for name, value in document.items():
        field = field_of(descriptor, name)
        if field is None:
            raise WrongFields({prefix + name: Fault("field_not_known")})
        path = prefix + str(field.name)
        if is_plain_message(field) and isinstance(value, dict):
            paths += mask_paths(value, message_of(field), f"{path}.")
        else:
            paths.append(path)
    return paths


def read_query(binding: Binding, request: Message, query: Iterable[tuple[str, str]]) -> None:
    given: dict[str, list[str]] = {}
    for name, value in query:
        if value:  # `?state=&search=` is how a form asks for everything
            given.setdefault(name, []).append(value)
    for name, values in given.items():
        field = binding.query.get(name) or by_own_name(binding, name)
        if field is None:
            raise WrongFields({name: Fault("parameter_not_known")})
        if len(values) > 1 and not field.is_repeated:
            raise WrongFields({name: Fault("given_twice")})
        set_text(request, field, values, name)


def by_own_name(binding: Binding, name: str) -> FieldDescriptor | None:
    return next((field for field in binding.query.values() if field.name == name), None)


def set_text(request: Message, field: FieldDescriptor, values: list[str], name: str) -> None:
    """Set a field from the text of a path or query."""
    if field.message_type is not None and field.message_type.full_name == "google.protobuf.FieldMask":
        mask = getattr(request, field.name)
        del mask.paths[:]
        mask.paths.extend(path.strip() for value in values for path in value.split(",") if path.strip())
        return
    try:
        parsed = [from_text(field, value) for value in values]
        json_format.ParseDict({field.name: parsed if field.is_repeated else parsed[-1]}, request)
    except (json_format.ParseError, UnicodeError, ValueError) as error:
        raise WrongFields({name: expected_one(field)}) from error


def from_text(field: FieldDescriptor, value: str) -> Any:
    """The JSON value that a text stands for; json_format itself reads numbers from text."""
    if field.enum_type is not None and value not in field.enum_type.values_by_name:
        raise ValueError(f"{field.enum_type.full_name} has no {value}")
    if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        return {"true": True, "false": False}.get(value.lower(), value)
    return value


def write_response(binding: Binding, response: Message) -> bytes:
    """The answer's JSON: the whole message, or the field that the binding names."""
    if not binding.response_body:
        return to_json(response)
    field = binding.rpc.output_type.fields_by_name[binding.response_body]
    value, print_value = getattr(response, field.name), field_printer(field)
    return as_bytes(print_value(value) if print_value else value)


def to_json(message: Message) -> bytes:
    """Canonical proto JSON with snake_case names."""
    descriptor: Any = message.DESCRIPTOR  # typed as either of the two implementations of protobuf
    return as_bytes(message_printer(descriptor)(message))


def as_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def has_bytes(descriptor: Descriptor) -> bool:
    """Whether a request carries a file."""
    return any(field.type == FieldDescriptor.TYPE_BYTES for field in descriptor.fields)
