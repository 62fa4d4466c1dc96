"""The gRPC side: one servicer a file. Each translates, opens the transactions and calls the operations."""

from services.ledger.service.notes import LedgerService
from services.ledger.service.sinks import SinkService

__all__ = ["LedgerService", "SinkService"]
