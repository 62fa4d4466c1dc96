"""JSON Schema 2020-12 of proto messages as they look in canonical proto JSON with snake_case names.

A message has up to three schemas: as answered (what is always printed is required), as sent (`…Input`) and as sent
by PATCH (`…Patch`: any part may be left out, null clears).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from buf.validate import validate_pb2
from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor

Schema = dict[str, Any]
Use = Literal["", "Input", "Patch"]
Comments = Mapping[str, str]

SCALARS: dict[int, Schema] = {
    FieldDescriptor.CPPTYPE_INT32: {"type": "integer", "format": "int32"},
    FieldDescriptor.CPPTYPE_UINT32: {"type": "integer", "minimum": 0, "maximum": 2**32 - 1},
    FieldDescriptor.CPPTYPE_INT64: {"type": "string", "pattern": "^-?[0-9]+$"},
    FieldDescriptor.CPPTYPE_UINT64: {"type": "string", "pattern": "^[0-9]+$"},
    FieldDescriptor.CPPTYPE_DOUBLE: {"type": "number", "format": "double"},
    FieldDescriptor.CPPTYPE_FLOAT: {"type": "number", "format": "float"},
    FieldDescriptor.CPPTYPE_BOOL: {"type": "boolean"},
}
WELL_KNOWN: dict[str, Schema] = {
    "google.protobuf.Timestamp": {"type": "string", "format": "date-time"},
    "google.protobuf.Duration": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?s$"},
    "google.protobuf.FieldMask": {"type": "string"},
    "google.protobuf.Struct": {"type": "object", "additionalProperties": True},
}


class Schemas:
    """Collects the named schemas that a document refers to."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments
        self.named: dict[str, Schema] = {}
        self._origin: dict[str, str] = {}

    def message(self, descriptor: Descriptor, use: Use = "") -> Schema:
        """A reference to the message's schema, which is added where it's new."""
        name = self._claim(descriptor, use)
        if name not in self.named:
            self.named[name] = {}  # stands there before its fields do: messages may contain themselves
            self.named[name].update(self._object(descriptor, use))
        return {"$ref": f"#/components/schemas/{name}"}

    def field(self, field: FieldDescriptor, use: Use = "") -> Schema:
        """The schema of a field with its limits and its comment."""
        rules = field.GetOptions().Extensions[validate_pb2.field]
        # PATCH replaces lists and maps whole, so what they hold is sent as in any other request.
        inner: Use = "Input" if use == "Patch" else use
        if is_map(field):
            schema: Schema = {"type": "object", "additionalProperties": self._value(map_value(field), inner)}
        elif field.is_repeated:
            item = self._value(field, inner) | limits(rules.repeated.items)
            schema = {"type": "array", "items": item} | limits(rules)
        else:
            schema = self._value(field, use) | limits(rules)
        if use == "Patch":
            schema = {"anyOf": [schema, {"type": "null"}]}
        comment = self.comments.get(field.full_name)
        return schema | {"description": comment} if comment else schema

    def _object(self, descriptor: Descriptor, use: Use) -> Schema:
        required = [field.name for field in descriptor.fields if is_required(field, use)]
        schema: Schema = {
            "type": "object",
            "properties": {field.name: self.field(field, use) for field in descriptor.fields},
        }
        if use:
            schema["additionalProperties"] = False
        if required:
            schema["required"] = required
        if descriptor.full_name in self.comments:
            schema["description"] = self.comments[descriptor.full_name]
        return schema

    def _value(self, field: FieldDescriptor, use: Use) -> Schema:
        if field.message_type is not None:
            known = WELL_KNOWN.get(field.message_type.full_name)
            return dict(known) if known else self.message(field.message_type, use)
        if field.enum_type is not None:
            return self._enum(field.enum_type)
        if field.type == FieldDescriptor.TYPE_BYTES:
            return {"type": "string", "contentEncoding": "base64"}
        return dict(SCALARS.get(field.cpp_type, {"type": "string"}))

    def _enum(self, enum: EnumDescriptor) -> Schema:
        name = self._claim(enum, "")
        self.named[name] = {"type": "string", "enum": [value.name for value in enum.values]}
        if enum.full_name in self.comments:
            self.named[name]["description"] = self.comments[enum.full_name]
        return {"$ref": f"#/components/schemas/{name}"}

    def _claim(self, descriptor: Descriptor | EnumDescriptor, use: Use) -> str:
        """The schema's name: the message's own without its package, such as DocumentState for Document.State."""
        name = str(descriptor.full_name).removeprefix(f"{descriptor.file.package}.").replace(".", "") + use
        origin = self._origin.setdefault(name, descriptor.full_name)
        if origin != descriptor.full_name:
            raise ValueError(f"{origin} and {descriptor.full_name} would both be the schema {name}")
        return name


def is_map(field: FieldDescriptor) -> bool:
    return field.message_type is not None and bool(field.message_type.GetOptions().map_entry)


def map_value(field: FieldDescriptor) -> FieldDescriptor:
    if field.message_type is None:
        raise TypeError(f"{field.full_name} is no map")
    return field.message_type.fields_by_name["value"]


def is_required(field: FieldDescriptor, use: Use) -> bool:
    """In answers: what is printed even when empty. In requests: what the limits ask for."""
    if use == "":
        return not field.has_presence
    rules = field.GetOptions().Extensions[validate_pb2.field]
    asked_for = rules.required or rules.string.min_len > 0 or rules.bytes.min_len > 0
    plain_uuid = rules.string.uuid and rules.ignore != validate_pb2.IGNORE_IF_ZERO_VALUE
    return use == "Input" and bool(asked_for or (plain_uuid and not field.is_repeated))


def limits(rules: validate_pb2.FieldRules) -> Schema:
    """What buf.validate's rules say in words of JSON Schema."""
    kind = rules.WhichOneof("type")
    if kind == "string":
        schema = string_limits(rules.string)
        if rules.string.email and rules.ignore == validate_pb2.IGNORE_IF_ZERO_VALUE:
            del schema["format"]  # an answer shows the empty one, which is no e-mail address
        return schema
    if kind == "int32":
        lowest = {"minimum": rules.int32.gte} if rules.int32.HasField("gte") else {}
        highest = {"maximum": rules.int32.lte} if rules.int32.HasField("lte") else {}
        return lowest | highest
    if kind == "repeated" and rules.repeated.max_items:
        return {"maxItems": rules.repeated.max_items}
    return {}


def string_limits(rules: validate_pb2.StringRules) -> Schema:
    schema: Schema = {}
    if rules.HasField("min_len"):
        schema["minLength"] = rules.min_len
    if rules.HasField("max_len"):
        schema["maxLength"] = rules.max_len
    if rules.HasField("pattern"):
        schema["pattern"] = rules.pattern
    if getattr(rules, "in"):
        schema["enum"] = list(getattr(rules, "in"))
    if rules.uuid:
        schema["format"] = "uuid"
    if rules.email:
        schema["format"] = "email"
    return schema
