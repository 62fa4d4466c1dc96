"""An update mask and the values beside it as changes by dotted path."""

from __future__ import annotations

from typing import Any

from contapics.document.v1 import document_service_pb2 as pb
from google.protobuf.field_mask_pb2 import FieldMask

from services.common.errors import Invalid
from services.document import events, rules


def changes_of(request: pb.UpdateExtractionRequest) -> dict[str, Any]:
    """New values by dotted path; a path of the mask that the extraction leaves unset clears the value.

    Without a mask every field that is set counts. Raises Invalid for a path that is none.
    """
    given = events.to_json(request.extraction)
    paths = list(request.update_mask.paths) or [name for name in given if name in rules.CORRECTABLE]
    for path in paths:
        if not FieldMask(paths=[path]).IsValidForDescriptor(request.extraction.DESCRIPTOR):
            raise Invalid("field_unknown", f"No field {path}.", {"field": path}, {"update_mask": f"no field {path}"})
    return {path: _value(given, path) for path in paths}


def _value(given: dict[str, Any], path: str) -> Any:
    value: Any = given
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
