"""Tables of what the office says: accounts that it ruled or taught, sinks, settings, vehicles, closed months."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Index,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.ledger.models.base import Base


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
