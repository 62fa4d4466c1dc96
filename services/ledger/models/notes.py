"""Tables of notes: their lines, their VAT, and the payments that release it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.ledger.models.base import Base
from services.ledger.rules import currency as exchange

Day = date
"""For classes that have a column of the name `date`."""


class State(StrEnum):
    """Where a note stands: stored and waiting for the sink, in the books, or refused by the rules or the sink."""

    PENDING = "PENDING"
    POSTED = "POSTED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file of the document that a note was built from, as it lies in the blob store."""

    blob_key: str
    filename: str
    media_type: str
    size: int
    sha256: str


class Note(Base):
    """The note of one approved revision of a document; `(document_id, revision)` is the key of its posting.

    At most one note of a document is in the books or on its way there (`notes_living_key`). A revision that the
    rules refused is stored too, without lines, so that its event has an effect only once. A storno is a note of the
    same revision that takes back the one it names; from its posting on, that one no longer holds the document's place.
    """

    __tablename__ = "notes"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID]
    revision: Mapped[int]
    client_id: Mapped[UUID]
    client_cui: Mapped[str] = mapped_column(String(20), default="")
    client_name: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20))
    rule: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[str] = mapped_column(Text, default="")
    date: Mapped[date | None]
    currency: Mapped[str] = mapped_column(String(3), default="")
    total: Mapped[int] = mapped_column(default=0)
    non_deductible: Mapped[int] = mapped_column(default=0)
    paid: Mapped[int] = mapped_column(default=0)
    """What of the total counted as paid when it was booked, for VAT that waits for its payment."""
    number: Mapped[str] = mapped_column(Text, default="")
    partner_cui: Mapped[str] = mapped_column(String(20), default="")
    partner_name: Mapped[str] = mapped_column(Text, default="")
    account: Mapped[str] = mapped_column(String(20), default="")
    account_basis: Mapped[str] = mapped_column(String(20), default="")
    account_detail: Mapped[str] = mapped_column(Text, default="")
    taught: Mapped[bool] = mapped_column(default=False)
    """Counted in `learned_accounts`: of a document's notes at most one is, and none that was taken back."""
    warnings: Mapped[list[str]] = mapped_column(default=list)
    sink: Mapped[str] = mapped_column(String(40), default="")
    sink_id: Mapped[UUID | None]
    refusal_reason: Mapped[str] = mapped_column(String(100), default="")
    refusal_metadata: Mapped[dict[str, str]] = mapped_column(default=dict)
    approved_by: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime]
    posted_at: Mapped[datetime | None]
    storno_of: Mapped[UUID | None]
    stornoed_at: Mapped[datetime | None]
    release_of: Mapped[UUID | None]
    """The purchase's note, of a note that releases its deferred VAT and of the storno of such a one."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Of a storno: why, in the words of who asked for it."""
    exchange_currency: Mapped[str] = mapped_column(String(3), default="")
    exchange_rate: Mapped[int | None]
    """Ten-thousandths of a leu for `exchange_units` of the document's currency, as published for `exchange_date`."""
    exchange_units: Mapped[int | None]
    exchange_date: Mapped[Day | None]
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """`DocumentFile`s; a storno has none, its document hangs at the note that it takes back."""

    lines: Mapped[list[NoteLine]] = relationship(order_by="NoteLine.position", lazy="selectin")
    vat: Mapped[list[NoteVat]] = relationship(order_by="NoteVat.position", lazy="selectin")

    __table_args__ = (
        Index(
            "notes_revision_key",
            "tenant_id",
            "document_id",
            "revision",
            unique=True,
            postgresql_where=text("storno_of IS NULL AND release_of IS NULL"),
        ),
        Index(
            "notes_living_key",
            "tenant_id",
            "document_id",
            unique=True,
            postgresql_where=text(
                "state IN ('PENDING', 'POSTED') AND storno_of IS NULL AND stornoed_at IS NULL AND release_of IS NULL"
            ),
        ),
        Index(
            "notes_storno_key",
            "tenant_id",
            "storno_of",
            unique=True,
            postgresql_where=text("state IN ('PENDING', 'POSTED') AND storno_of IS NOT NULL"),
        ),
        Index(
            "notes_corrections",
            "tenant_id",
            "partner_cui",
            "account",
            postgresql_where=text("account_basis = 'chosen' AND taught"),
        ),
        Index("notes_by_client", "tenant_id", "client_id", "id"),
        Index("notes_by_date", "tenant_id", "client_id", "date", postgresql_where=text("state = 'POSTED'")),
    )

    @property
    def posting_key(self) -> str:
        """What makes a second try of the same posting recognisable in a sink."""
        key = f"{self.document_id}:{self.revision}"
        if self.release_of is not None:
            key = f"{key}:release:{self.storno_of or self.id}"
        return key if self.storno_of is None else f"{key}:storno"

    @property
    def document_files(self) -> list[DocumentFile]:
        """What the books may keep beside the note."""
        return [DocumentFile(**file) for file in self.files or ()]

    @property
    def is_purchase(self) -> bool:
        """Whether it is the note of a document itself, and no storno of one and no release of deferred VAT."""
        return self.storno_of is None and self.release_of is None

    @property
    def booked_at(self) -> exchange.ExchangeRate | None:
        """The rate that a foreign document was converted at; None for one in lei."""
        if self.exchange_rate is None or self.exchange_date is None:
            return None
        return exchange.ExchangeRate(
            self.exchange_currency, self.exchange_date, self.exchange_rate, self.exchange_units or 1
        )

    @property
    def is_living(self) -> bool:
        """Whether it holds its document's place in the books: no other note of the document may go there."""
        return self.state != State.REFUSED and self.is_purchase and self.stornoed_at is None


class NoteLine(Base):
    """The same amount on a debit and a credit account."""

    __tablename__ = "note_lines"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    debit: Mapped[str] = mapped_column(String(20))
    credit: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int]
    vat_rate: Mapped[int | None]
    explanation: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "note_id"], ["ledger.notes.tenant_id", "ledger.notes.id"], name="note_lines_note_fkey"
        ),
    )


class NoteVat(Base):
    """Base and VAT of one rate of a note, as `rules.vat.VatPart` has them."""

    __tablename__ = "note_vat"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    rate: Mapped[int | None]
    base: Mapped[int]
    amount: Mapped[int]
    deferred: Mapped[int]
    non_deductible: Mapped[int] = mapped_column(default=0)
    reverse: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "note_id"], ["ledger.notes.tenant_id", "ledger.notes.id"], name="note_vat_note_fkey"
        ),
    )


class Payment(Base):
    """What was paid of a purchase whose VAT waits for it, with the note that releases the VAT, if a ban of it is due.

    It counts until it is cancelled, unless the books refuse its release.
    """

    __tablename__ = "payments"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID]
    date: Mapped[Day]
    amount: Mapped[int]
    release_id: Mapped[UUID | None]
    recorded_by: Mapped[str] = mapped_column(String(254))
    recorded_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[str] = mapped_column(String(254), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was cancelled, in the words of who did."""

    __table_args__ = (
        Index("payments_by_note", "tenant_id", "note_id", "recorded_at"),
        Index("payments_by_release", "tenant_id", "release_id", unique=True),
        ForeignKeyConstraint(
            ["tenant_id", "note_id"], ["ledger.notes.tenant_id", "ledger.notes.id"], name="payments_note_fkey"
        ),
    )
