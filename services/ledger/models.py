"""Tables of the schema `ledger`. Amounts are bigint bani, rates basis points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from services.common.inbox import inbox_table
from services.common.outbox import outbox_table
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


class Base(DeclarativeBase):
    metadata = MetaData(schema="ledger")
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: BigInteger,
        date: Date,
        datetime: DateTime(timezone=True),
        dict[str, str]: JSONB,
        list[str]: ARRAY(String(100)),
    }


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


class AccountRule(Base):
    """The expense account that the office ruled for a supplier."""

    __tablename__ = "account_rules"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    supplier_cui: Mapped[str] = mapped_column(String(20), primary_key=True)
    account: Mapped[str] = mapped_column(String(20))
    set_by: Mapped[str] = mapped_column(String(254))
    set_at: Mapped[datetime]


class LearnedAccount(Base):
    """How many documents of a supplier are booked with an account that somebody or a keyword chose.

    `corrected_at` is when it was last chosen by hand for one of them.
    """

    __tablename__ = "learned_accounts"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    supplier_cui: Mapped[str] = mapped_column(String(20), primary_key=True)
    account: Mapped[str] = mapped_column(String(20), primary_key=True)
    approvals: Mapped[int]
    approved_at: Mapped[datetime]
    corrected_at: Mapped[datetime | None]


class SinkChoice(Base):
    """The books that an office chose, for all its companies or for one; a company's row without kind undoes its own.

    Rows are added and never changed, so that they are their own audit: the newest one holds, and a note is posted by
    the one that held when it was made, however often that is tried.
    """

    __tablename__ = "sinks"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(40))
    configuration: Mapped[dict[str, Any]] = mapped_column(JSONB)
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    set_by: Mapped[str] = mapped_column(String(254))
    set_at: Mapped[datetime]

    __table_args__ = (Index("sinks_by_client", "tenant_id", "client_id", "id"),)


class Setting(Base):
    """A value that an office, or it for one of its companies, chose from a day on. Rows are only ever added."""

    __tablename__ = "settings"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    client_id: Mapped[UUID | None]
    valid_from: Mapped[date]
    value: Mapped[Any] = mapped_column(JSONB)
    """As `rules.defaults` has it; null goes back to what holds without it."""
    set_by: Mapped[str] = mapped_column(String(254))
    set_at: Mapped[datetime]

    __table_args__ = (Index("settings_by_key", "tenant_id", "key", "client_id", "valid_from"),)


class Vehicle(Base):
    """A vehicle of a company, from a day on; `deductible` in percent."""

    __tablename__ = "vehicles"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID]
    plate: Mapped[str] = mapped_column(String(20))
    card_suffix: Mapped[str] = mapped_column(String(8))
    deductible: Mapped[int]
    valid_from: Mapped[date]
    set_by: Mapped[str] = mapped_column(String(254))
    set_at: Mapped[datetime]

    __table_args__ = (Index("vehicles_plate_key", "tenant_id", "client_id", "plate", "valid_from", unique=True),)


class PeriodChange(Base):
    """A month of a company was closed or opened again; the last change says which it is. Rows are only ever added."""

    __tablename__ = "period_changes"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    closed: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[str] = mapped_column(String(254))
    changed_at: Mapped[datetime]


class SupplierFacts(Base):
    """What ANAF said of a company on the day that it was asked about. Public: no office's.

    `registered` is False for a fiscal code that ANAF does not know; the facts then mean nothing. `for_document` tells
    a question that a document of that day raised from one that only keeps the facts fresh.
    """

    __tablename__ = "supplier_facts"

    cui: Mapped[str] = mapped_column(String(20), primary_key=True)
    asked_on: Mapped[date] = mapped_column(primary_key=True)
    registered: Mapped[bool]
    name: Mapped[str] = mapped_column(Text)
    vat_payer: Mapped[bool]
    vat_on_collection: Mapped[bool]
    inactive: Mapped[bool]
    source: Mapped[str] = mapped_column(String(20))
    for_document: Mapped[bool]
    fetched_at: Mapped[datetime]

    __table_args__ = (Index("supplier_facts_by_age", "fetched_at"),)


class SupplierQuestion(Base):
    """Facts that are wanted and not there yet. Taken by one asker at a time, until `claimed_until`."""

    __tablename__ = "supplier_questions"

    cui: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    for_document: Mapped[bool]
    asked_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]


class ExchangeRate(Base):
    """BNR's rate of a day: `multiplier` units of the currency are `rate` ten-thousandths of a leu. Public."""

    __tablename__ = "exchange_rates"

    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    rate: Mapped[int]
    multiplier: Mapped[int]


class RateYear(Base):
    """A year whose rates are wanted. Of the days until `complete_through` every rate that exists is here."""

    __tablename__ = "rate_years"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    complete_through: Mapped[date | None]
    fetched_at: Mapped[datetime | None]


class OwnRate(Base):
    """A rate that an office entered for its documents of a day; the last one holds, the others are its history."""

    __tablename__ = "own_rates"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3))
    day: Mapped[date]
    rate: Mapped[int]
    multiplier: Mapped[int]
    set_by: Mapped[str] = mapped_column(String(254))
    set_at: Mapped[datetime]

    __table_args__ = (Index("own_rates_by_day", "tenant_id", "currency", "day", "id"),)


class RegistryTurn(Base):
    """When the next request to a public service may be sent, by whichever process of this installation."""

    __tablename__ = "registry_turns"

    service: Mapped[str] = mapped_column(String(20), primary_key=True)
    next_at: Mapped[datetime]


outbox = outbox_table(Base.metadata)
inbox = inbox_table(Base.metadata)
metadata = Base.metadata
