"""What is in the books, summed up: each report is one statement that PostgreSQL sums, and a table made of its rows."""

from services.ledger.reports.catalogue import REPORTS, Offered
from services.ledger.reports.report import Report, Scope, checked

__all__ = ["REPORTS", "Offered", "Report", "Scope", "checked"]
