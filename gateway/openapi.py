"""The OpenAPI 3.1 document of the REST API: the bindings' operations, and those that the gateway adds by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from buf.validate import validate_pb2
from contapics.common.v1 import access_pb2
from google.protobuf.descriptor import FieldDescriptor

from gateway.bindings import Binding
from gateway.openapi_overlay import OPERATIONS, SCHEMAS
from gateway.schemas import Comments, Schema, Schemas

HTTP_BODY = "google.api.HttpBody"
PROBLEM = {
    "description": "What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
}


def document(bindings: Iterable[Binding], comments: Comments, version: str) -> dict[str, Any]:
    """The whole document; `comments` gives the comment of a proto element by its full name.

    Where the gateway answers a path itself, the overlay's operation stands in place of the proto's.
    """
    schemas = Schemas(comments)
    paths: dict[str, dict[str, Any]] = {}
    for binding in bindings:
        verb = binding.verb.lower()
        if verb in OPERATIONS.get(binding.template, {}):
            if binding.body:
                body_schema(binding, schemas)  # the overlay's operations refer to the proto's requests
        else:
            paths.setdefault(binding.template, {})[verb] = operation(binding, schemas)
    for path, operations in OPERATIONS.items():
        paths.setdefault(path, {}).update(operations)
    for operations in paths.values():
        for each in operations.values():
            each["responses"]["default"] = PROBLEM
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ContaPics",
            "version": version,
            "description": "Receipts and invoices, from the photograph to the books.",
        },
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}, {"cookie": []}],
        "paths": {path: paths[path] for path in sorted(paths)},
        "components": {
            "schemas": dict(sorted((schemas.named | SCHEMAS).items())),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "contapics_access"},
            },
        },
    }


def operation(binding: Binding, schemas: Schemas) -> dict[str, Any]:
    rpc = binding.rpc
    described: dict[str, Any] = {
        "operationId": rpc.name,
        "tags": [rpc.containing_service.name.removesuffix("Service")],
        "summary": schemas.comments.get(rpc.full_name, rpc.name),
    }
    parameters = [
        parameter(name, rpc.input_type.fields_by_name[name], "path", schemas) for name in binding.variables
    ] + [parameter(name, field, "query", schemas) for name, field in binding.query.items()]
    if parameters:
        described["parameters"] = parameters
    if binding.body:
        described["requestBody"] = request_body(binding, schemas)
    described["responses"] = {str(success(binding)): response(binding, schemas)}
    access = rpc.GetOptions().Extensions[access_pb2.access]
    if access.public:
        described["security"] = []
    elif access.roles:
        names = [access_pb2.Role.Name(role).removeprefix("ROLE_").lower() for role in access.roles]
        described["description"] = f"Roles: {', '.join(names)}."
    return described


def parameter(name: str, field: FieldDescriptor, place: str, schemas: Schemas) -> Schema:
    schema = schemas.field(field, "Input")
    comment = schema.pop("description", None)
    described: Schema = {"name": name, "in": place, "required": place == "path", "schema": schema}
    if place == "query":
        rules = field.GetOptions().Extensions[validate_pb2.field]
        described["required"] = rules.string.uuid and rules.ignore != validate_pb2.IGNORE_IF_ZERO_VALUE
    if comment:
        described["description"] = comment
    return described


def request_body(binding: Binding, schemas: Schemas) -> Schema:
    return {"required": True, "content": {"application/json": {"schema": body_schema(binding, schemas)}}}


def body_schema(binding: Binding, schemas: Schemas) -> Schema:
    if binding.body != "*":
        field = binding.rpc.input_type.fields_by_name[binding.body]
        if field.message_type is None:
            return schemas.field(field, "Input")
        return schemas.message(field.message_type, "Patch" if binding.mask else "Input")
    schema = schemas.message(binding.rpc.input_type, "Input")
    named = schemas.named[schema["$ref"].rsplit("/", 1)[-1]]
    for name in binding.variables:  # the path gives them, so the body need not
        named["properties"].pop(name, None)
        if name in named.get("required", []):
            named["required"].remove(name)
    return schema


def success(binding: Binding) -> int:
    """201 where something was made, 204 where there's nothing to tell, else 200."""
    if binding.rpc.output_type.full_name != HTTP_BODY and not binding.rpc.output_type.fields:
        return 204
    return 201 if binding.verb == "POST" and binding.rpc.name.startswith("Create") else 200


def response(binding: Binding, schemas: Schemas) -> Schema:
    output = binding.rpc.output_type
    described: Schema = {"description": schemas.comments.get(output.full_name, "Done.")}
    if output.full_name == HTTP_BODY:
        described["description"] = "The file."
        described["content"] = {"text/csv": {"schema": {"type": "string"}}}
    elif binding.response_body:
        field = output.fields_by_name[binding.response_body]
        described["content"] = {"application/json": {"schema": schemas.field(field)}}
    elif output.fields:
        described["content"] = {"application/json": {"schema": schemas.message(output)}}
    return described
