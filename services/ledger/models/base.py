"""What the ledger's tables have in common."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    MetaData,
    String,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    metadata = MetaData(schema="ledger")
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: BigInteger,
        date: Date,
        datetime: DateTime(timezone=True),
        dict[str, str]: JSONB,
        list[str]: ARRAY(String(100)),
    }
