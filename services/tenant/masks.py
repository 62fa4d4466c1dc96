"""Changes by field mask (AIP-134): what a request means to change, laid over what is stored."""

from __future__ import annotations

from typing import TypeVar

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message

from services.common.errors import Invalid

AnyMessage = TypeVar("AnyMessage", bound=Message)


def merged(
    stored: AnyMessage, given: AnyMessage, mask: FieldMask, *, changeable: frozenset[str], ignored: frozenset[str]
) -> AnyMessage:
    """The stored message with the given values of the mask's fields, or of the fields that are set if it is empty.

    `ignored` fields are the service's own and may be sent back as they were read. Any other may be named only if it
    keeps its value. Raises Invalid.
    """
    paths = list(mask.paths) or [field.name for field, _ in given.ListFields()]
    for path in paths:
        known = path in given.DESCRIPTOR.fields_by_name
        if path in changeable | ignored or (known and getattr(given, path) == getattr(stored, path)):
            continue
        raise Invalid("field_readonly", f"{path} can't be changed.", {"field": path}, {"update_mask": path})
    result = type(stored)()
    result.CopyFrom(stored)
    chosen = FieldMask(paths=[path for path in paths if path in changeable])
    chosen.MergeMessage(given, result, replace_message_field=True, replace_repeated_field=True)
    return result
