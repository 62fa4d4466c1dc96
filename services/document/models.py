"""Tables of the schema `document`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Computed, Date, DateTime, Index, MetaData, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.inbox import inbox_table
from services.common.outbox import outbox_table


class Base(DeclarativeBase):
    metadata = MetaData(schema="document")
    type_annotation_map: ClassVar = {datetime: DateTime(timezone=True), dict[str, Any]: JSONB, date: Date}


class Document(Base):
    """One document. The key begins with the tenant: a client-minted id of one office can't collide with another's.

    `filename` to `blob_key` are of the file that was uploaded, `sources` is what is read (see sources.py).
    `extraction` is the proto's JSON; the columns after it repeat what lists sort, search and filter by. `booking`, as
    JSON too, is what was said about the note at the last approval.
    `read_clean` says whether it needed no review as it was read, `corrected` whether anybody changed a value since.
    `merge` and `split` tell what the last one made of this document (see filing.py and parting.py).
    `attempt` counts readings, `revision` counts changes.
    """

    __tablename__ = "documents"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(20))
    filename: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    blob_key: Mapped[str] = mapped_column(String(200))
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    whole: Mapped[bool] = mapped_column(default=False)
    duplicate_of: Mapped[UUID | None]
    part: Mapped[int | None]
    part_of: Mapped[UUID | None]
    merged_into: Mapped[UUID | None]
    merge: Mapped[dict[str, Any] | None]
    split_from: Mapped[UUID | None]
    split: Mapped[dict[str, Any] | None]
    first_page: Mapped[int | None]
    last_page: Mapped[int | None]
    extraction: Mapped[dict[str, Any] | None]
    needs_review: Mapped[bool | None]
    read_clean: Mapped[bool | None]
    corrected: Mapped[bool] = mapped_column(default=False)
    supplier: Mapped[str] = mapped_column(Text, default="")
    supplier_cui: Mapped[str] = mapped_column(
        Text, Computed("coalesce(extraction #>> '{supplier,cui}', '')", persisted=True), deferred=True
    )
    issue_date: Mapped[date | None]
    total: Mapped[int | None] = mapped_column(BigInteger)
    search_text: Mapped[str] = mapped_column(Text, default="")
    problem_reason: Mapped[str] = mapped_column(String(100), default="")
    problem_metadata: Mapped[dict[str, Any]] = mapped_column(default=dict)
    rejection_reason: Mapped[str] = mapped_column(Text, default="")
    attempt: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[str] = mapped_column(String(254))
    approved_by: Mapped[str] = mapped_column(String(254), default="")
    booking: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __table_args__ = (
        Index("documents_by_time", "tenant_id", "created_at", "id"),
        Index("documents_by_state", "tenant_id", "state", "created_at", "id"),
        Index("documents_by_client", "tenant_id", "client_id", "created_at", "id"),
        Index("documents_by_supplier_cui", "tenant_id", "supplier_cui", "state"),
        Index("documents_by_supplier", "tenant_id", "supplier", "state"),
        Index("documents_by_content", "tenant_id", "client_id", "sha256"),
        Index("documents_by_blob", "tenant_id", "blob_key"),
        Index("documents_by_update_time", "tenant_id", "updated_at", "id"),
        Index("documents_by_issue_date", "tenant_id", text("coalesce(issue_date, '0001-01-01'::date)"), "id"),
        Index("documents_by_total", "tenant_id", text("coalesce(total, 0)"), "id"),
        Index(
            "documents_by_words",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
        Index(
            "documents_statistics",
            "tenant_id",
            "created_at",
            postgresql_include=["client_id", "state", "read_clean", "corrected"],
            postgresql_where=text("merged_into IS NULL"),
        ),
        Index("documents_by_merged_into", "tenant_id", "merged_into", postgresql_where=text("merged_into IS NOT NULL")),
        Index("documents_by_part_of", "tenant_id", "part_of", postgresql_where=text("part_of IS NOT NULL")),
    )


class Correction(Base):
    """One corrected field: JSON before and after; an empty text where there was or is no value."""

    __tablename__ = "corrections"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID]
    field: Mapped[str] = mapped_column(String(200))
    old_value: Mapped[str] = mapped_column(Text)
    new_value: Mapped[str] = mapped_column(Text)
    corrected_by: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime]

    __table_args__ = (
        Index("corrections_by_document", "tenant_id", "document_id", "id"),
        Index("corrections_statistics", "tenant_id", "created_at", postgresql_include=["field", "document_id"]),
    )


class Pair(Base):
    """Two documents of one company that may be the same purchase; `first_id` is the smaller id.

    Decided means that both stay. If one of them is rejected, no decision is needed here.
    """

    __tablename__ = "pairs"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    first_id: Mapped[UUID] = mapped_column(primary_key=True)
    second_id: Mapped[UUID] = mapped_column(primary_key=True)
    decided_by: Mapped[str] = mapped_column(String(254))
    decided_at: Mapped[datetime | None]

    __table_args__ = (Index("pairs_by_second", "tenant_id", "second_id"),)


outbox = outbox_table(Base.metadata)
inbox = inbox_table(Base.metadata)
metadata = Base.metadata
