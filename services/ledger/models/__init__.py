"""Tables of the schema `ledger`."""

from __future__ import annotations

from services.common.inbox import inbox_table
from services.common.outbox import outbox_table
from services.ledger.models.base import Base
from services.ledger.models.notes import DocumentFile, Note, NoteLine, NoteVat, Payment, State
from services.ledger.models.office import AccountRule, LearnedAccount, PeriodChange, Setting, SinkChoice, Vehicle
from services.ledger.models.registry import (
    ExchangeRate,
    OwnRate,
    RateYear,
    RegistryTurn,
    SupplierFacts,
    SupplierQuestion,
)

__all__ = [
    "AccountRule",
    "Base",
    "DocumentFile",
    "ExchangeRate",
    "LearnedAccount",
    "Note",
    "NoteLine",
    "NoteVat",
    "OwnRate",
    "Payment",
    "PeriodChange",
    "RateYear",
    "RegistryTurn",
    "Setting",
    "SinkChoice",
    "State",
    "SupplierFacts",
    "SupplierQuestion",
    "Vehicle",
    "inbox",
    "metadata",
    "outbox",
]

outbox = outbox_table(Base.metadata)
inbox = inbox_table(Base.metadata)
metadata = Base.metadata
