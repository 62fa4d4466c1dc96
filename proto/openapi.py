"""Writes the OpenAPI document of the REST API.

    python proto/openapi.py IMAGE OUTPUT

IMAGE is the descriptor image with sources that generate.py writes: only it has the protos' comments. The operations
come from the gateway's own bindings, so that the document describes what the gateway does.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

from google.protobuf.descriptor_pb2 import DescriptorProto, EnumDescriptorProto, FileDescriptorProto, FileDescriptorSet

from gateway.bindings import bindings
from gateway.openapi import document

# Field numbers of descriptor.proto: a location's path is made of them and of indexes.
MESSAGES, ENUMS, SERVICES = 4, 5, 6
FIELDS, NESTED_MESSAGES, NESTED_ENUMS = 2, 3, 4
METHODS, VALUES = 2, 2


def main(image: Path, output: Path) -> None:
    described = document(bindings(), comments(image), version("contapics"))
    output.write_text(json.dumps(described, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def comments(image: Path) -> dict[str, str]:
    """The leading comment of each message, field, enum, service and method of ours, by full name."""
    found: dict[str, str] = {}
    for file in FileDescriptorSet.FromString(image.read_bytes()).file:
        if file.package.startswith("contapics."):
            names = element_names(file)
            for location in file.source_code_info.location:
                name = names.get(tuple(location.path))
                if name and location.leading_comments:
                    found[name] = sentence(location.leading_comments)
    return found


def element_names(file: FileDescriptorProto) -> dict[tuple[int, ...], str]:
    names: dict[tuple[int, ...], str] = {}
    for index, message in enumerate(file.message_type):
        name_message(message, file.package, (MESSAGES, index), names)
    for index, enum in enumerate(file.enum_type):
        name_enum(enum, file.package, (ENUMS, index), names)
    for index, service in enumerate(file.service):
        name = f"{file.package}.{service.name}"
        names[SERVICES, index] = name
        for number, method in enumerate(service.method):
            names[SERVICES, index, METHODS, number] = f"{name}.{method.name}"
    return names


def name_message(
    message: DescriptorProto, scope: str, path: tuple[int, ...], names: dict[tuple[int, ...], str]
) -> None:
    name = f"{scope}.{message.name}"
    names[path] = name
    for index, field in enumerate(message.field):
        names[(*path, FIELDS, index)] = f"{name}.{field.name}"
    for index, nested in enumerate(message.nested_type):
        name_message(nested, name, (*path, NESTED_MESSAGES, index), names)
    for index, enum in enumerate(message.enum_type):
        name_enum(enum, name, (*path, NESTED_ENUMS, index), names)


def name_enum(enum: EnumDescriptorProto, scope: str, path: tuple[int, ...], names: dict[tuple[int, ...], str]) -> None:
    names[path] = f"{scope}.{enum.name}"
    for index, value in enumerate(enum.value):
        names[(*path, VALUES, index)] = f"{scope}.{value.name}"


def sentence(comment: str) -> str:
    """The comment on one line, without what it tells the linter."""
    lines = (line.strip() for line in comment.splitlines())
    return " ".join(line for line in lines if line and not line.startswith("buf:lint:"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
