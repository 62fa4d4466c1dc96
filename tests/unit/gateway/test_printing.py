"""The gateway's JSON is json_format's, whatever a message holds."""

from __future__ import annotations

import json
from typing import Any

from google.protobuf import json_format
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from hypothesis import given
from hypothesis import strategies as st

from gateway.bindings import bindings
from gateway.printing import OPTIONS
from gateway.schemas import is_map, map_value
from gateway.transcode import to_json

ANSWERS = [each.rpc.output_type for each in bindings() if each.rpc.output_type.full_name != "google.api.HttpBody"]
INTEGERS = {
    FieldDescriptor.CPPTYPE_INT32: st.integers(-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_UINT32: st.integers(0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_INT64: st.integers(-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT64: st.integers(0, 2**64 - 1),
}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


def value(field: FieldDescriptor, draw: Any) -> Any:
    if field.message_type is not None:
        return filled(field.message_type, draw)
    if field.enum_type is not None:
        return draw(st.sampled_from([each.number for each in field.enum_type.values] + [77]))
    if field.cpp_type == FieldDescriptor.CPPTYPE_STRING:
        return draw(st.binary(max_size=5) if field.type == FieldDescriptor.TYPE_BYTES else TEXTS)
    if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        return draw(st.booleans())
    return draw(INTEGERS.get(field.cpp_type, st.floats()))


def filled(descriptor: Descriptor, draw: Any) -> Message:
    """A message in which any field may be set, and any list or map have up to two values."""
    message = GetMessageClass(descriptor)()
    if descriptor.full_name == "google.protobuf.Timestamp":
        message.FromMilliseconds(draw(st.integers(0, 10**13)))  # type: ignore[attr-defined]  # a Timestamp
        return message
    for field in descriptor.fields:
        place = getattr(message, field.name)
        if is_map(field):
            for key in draw(st.lists(TEXTS, max_size=2)):
                inner = value(map_value(field), draw)
                place[key].CopyFrom(inner) if isinstance(inner, Message) else place.update({key: inner})
        elif field.is_repeated:
            place.extend(value(field, draw) for _ in range(draw(st.integers(0, 2))))
        elif draw(st.booleans()):
            inner = value(field, draw)
            place.CopyFrom(inner) if isinstance(inner, Message) else setattr(message, field.name, inner)
    return message


@st.composite
def answers(draw: Any) -> Message:
    return filled(draw(st.sampled_from(ANSWERS)), draw)


@given(answers())
def test_every_answer_is_printed_as_json_format_prints_it(message: Message) -> None:
    assert json.loads(to_json(message)) == json.loads(json.dumps(json_format.MessageToDict(message, **OPTIONS)))
