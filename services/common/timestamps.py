"""Instants as messages carry them."""

from __future__ import annotations

from datetime import datetime

from google.protobuf.timestamp_pb2 import Timestamp


def as_timestamp(instant: datetime) -> Timestamp:
    """The message of an instant that knows its time zone."""
    timestamp = Timestamp()
    timestamp.FromDatetime(instant)
    return timestamp
