"""The gRPC side: one servicer a file. Each translates, opens the transactions and calls the operations."""

from services.ledger.service.notes import LedgerService

__all__ = ["LedgerService"]
