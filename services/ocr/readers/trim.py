"""Cuts a recogniser's last layer down to the characters that our documents are written in.

PP-OCRv6 tells 18,710 characters apart, most of them Chinese. Dropping those saves the widest multiplication and the
softmax over them, about a sixth of the time, and a smudged "1" can no longer be read as a Chinese stroke. The ONNX
file is edited in memory with just the fields of its format that matter (onnx.proto, IR version 10); everything else
passes through unread.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_FLOAT = 1
_FIELDS = {
    "Model": [("graph", 7, "Graph", False), ("metadata", 14, "Entry", True)],
    "Entry": [("key", 1, "string", False), ("value", 2, "string", False)],
    "Graph": [("initializer", 5, "Tensor", True), ("output", 12, "ValueInfo", True), ("value_info", 13, "bytes", True)],
    "Tensor": [("dims", 1, "int64", True), ("data_type", 2, "int32", False), ("raw_data", 9, "bytes", False)],
    "ValueInfo": [("type", 2, "bytes", False)],
}
_SCALARS = {"int64": 3, "int32": 5, "string": 9, "bytes": 12}


def trim_head(model: Path) -> tuple[bytes, list[str]]:
    """The model's bytes with a narrower head, and the character of each class that is left.

    A file that is not built as expected comes back whole: slower, but right.
    """
    whole = model.read_bytes()
    network = _model_class()()
    network.ParseFromString(whole)
    characters = _characters(network)
    kept = [index for index, character in enumerate(characters) if _is_wanted(character)]
    heads = [tensor for tensor in network.graph.initializer if tensor.dims and tensor.dims[-1] == len(characters)]
    if len(heads) != 2 or not all(_is_plain(tensor) for tensor in heads):  # the weights and their bias
        return whole, characters
    for tensor in heads:
        values = np.frombuffer(tensor.raw_data, np.float32).reshape(tuple(tensor.dims))
        tensor.raw_data = np.ascontiguousarray(values[..., kept]).tobytes()
        tensor.dims[-1] = len(kept)
    del network.graph.value_info[:]  # shapes that no longer hold; the runtime infers its own
    for output in network.graph.output:
        output.type = _ANY_FLOATS
    return network.SerializeToString(), [characters[index] for index in kept]


def _characters(network: Any) -> list[str]:
    """Class by class: CTC's blank, the characters that the file lists, the space."""
    (listed,) = (entry.value for entry in network.metadata if entry.key == "character")
    return ["", *listed.splitlines(), " "]


_ANY_FLOATS = bytes([0x0A, 0x02, 0x08, _FLOAT])  # TypeProto{tensor_type{elem_type: FLOAT}}: of any shape


def _is_plain(tensor: Any) -> bool:
    size = int(np.prod(tuple(tensor.dims))) * 4
    return tensor.data_type == _FLOAT and len(tensor.raw_data) == size


def _is_wanted(character: str) -> bool:
    """Blank, space, Latin with every European accent, Greek, Cyrillic, and the signs that tills print."""
    if character in {"", " "}:
        return True
    code = ord(character[0])
    return code < 0x250 or 0x370 <= code < 0x530 or 0x2010 <= code <= 0x2044 or character in "€№™℃←→−×÷≤≥•●■★◆□○"


def _model_class() -> Any:
    """Message classes for the few fields of onnx.proto that are touched; unknown fields are kept as they are."""
    file = descriptor_pb2.FileDescriptorProto(name="contapics_onnx_fields.proto", package="contapics.onnx_fields")
    for name, fields in _FIELDS.items():
        message = file.message_type.add(name=name)
        for field, number, kind, repeated in fields:
            added = message.field.add(name=field, number=number, label=3 if repeated else 1)
            if kind in _SCALARS:
                added.type = _SCALARS[kind]  # type: ignore[assignment]  # the enum's number
            else:
                added.type, added.type_name = 11, f".contapics.onnx_fields.{kind}"  # type: ignore[assignment]
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("contapics.onnx_fields.Model"))
