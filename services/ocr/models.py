"""Tables of the schema `ocr`: the result cache, the tries under way, outbox and inbox."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary, MetaData, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.inbox import inbox_table
from services.common.outbox import outbox_table


class Base(DeclarativeBase):
    metadata = MetaData(schema="ocr")


class Result(Base):
    """What one version of the reader made of one content, for one office: offices share no rows, not even these.

    `sha256` is the file's, or a digest of all that was read together (see sources.py).
    `payload` is a serialized `contapics.ocr.v1.ExtractResponse`.
    """

    __tablename__ = "results"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    reader: Mapped[str] = mapped_column(String(200), primary_key=True)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Try(Base):
    """How often the reading that a message asks for was begun; gone once it was read."""

    __tablename__ = "tries"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    begun: Mapped[int]
    begun_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


outbox = outbox_table(Base.metadata)
inbox = inbox_table(Base.metadata)
metadata = Base.metadata
