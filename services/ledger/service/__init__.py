"""The gRPC side: one servicer a file. Each translates, opens the transactions and calls the operations."""

from services.ledger.service.notes import LedgerService
from services.ledger.service.payments import PaymentService
from services.ledger.service.periods import PeriodService
from services.ledger.service.registry import ExchangeRateService, SupplierService
from services.ledger.service.reports import ReportService
from services.ledger.service.settings import SettingsService
from services.ledger.service.sinks import SinkService
from services.ledger.service.vehicles import VehicleService

__all__ = [
    "ExchangeRateService",
    "LedgerService",
    "PaymentService",
    "PeriodService",
    "ReportService",
    "SettingsService",
    "SinkService",
    "SupplierService",
    "VehicleService",
]
