"""Tables of what the public services say of suppliers and currencies."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from services.ledger.models.base import Base


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
