"""What is in the books, summed up: each report is one statement that PostgreSQL sums, and a table made of its rows."""

from services.ledger.reports.accounts import supplier_statement, trial_balance
from services.ledger.reports.cash import cash_limits
from services.ledger.reports.purchases import partner_totals, purchases
from services.ledger.reports.report import Report, Scope, checked
from services.ledger.reports.vat import deferred_vat, vat_summary

REPORTS = {
    "purchase-journal": purchases,
    "vat-summary": vat_summary,
    "partner-totals": partner_totals,
    "trial-balance": trial_balance,
    "supplier-statement": supplier_statement,
    "deferred-vat": deferred_vat,
    "cash-limits": cash_limits,
}

__all__ = ["REPORTS", "Report", "Scope", "checked"]
