"""The reports that can be asked for: what each is called, what it answers, and what makes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.reports.accounts import BALANCE_TITLE, STATEMENT_TITLE, supplier_statement, trial_balance
from services.ledger.reports.cash import CASH_TITLE, cash_limits
from services.ledger.reports.partners import PARTNERS_TITLE, partner_totals
from services.ledger.reports.purchases import JOURNAL_TITLE, purchases
from services.ledger.reports.report import Report, Scope, Words
from services.ledger.reports.vat import REGISTER_TITLE, SUMMARY_TITLE, deferred_vat, vat_summary


@dataclass(frozen=True, slots=True)
class Offered:
    """A report by what it is called and what it answers."""

    title: Words
    description: Words
    make: Callable[[AsyncSession, Scope], Awaitable[Report]]
    needs_supplier: bool = False


REPORTS: dict[str, Offered] = {
    "purchase-journal": Offered(
        JOURNAL_TITLE,
        Words(
            "Toate achizițiile înregistrate, pe documente, cu baza și TVA pe cote.",
            "Every purchase in the books, by document, with base and VAT by rate.",
        ),
        purchases,
    ),
    "vat-summary": Offered(
        SUMMARY_TITLE,
        Words(
            "TVA pe luni și cote: cât se deduce acum, cât așteaptă plata, cât nu se deduce.",
            "VAT by month and rate: what is deducted now, what waits for payment, what is not deductible.",
        ),
        vat_summary,
    ),
    "partner-totals": Offered(
        PARTNERS_TITLE,
        Words(
            "Achizițiile pe parteneri, operațiuni (A, AI, C, N, bonuri) și cote, așa cum le cere declarația 394.",
            "Purchases by partner, operation (A, AI, C, N, receipts) and rate, as the D394 return asks for them.",
        ),
        partner_totals,
    ),
    "trial-balance": Offered(
        BALANCE_TITLE,
        Words(
            "Solduri și rulaje pe conturi, din notele înregistrate prin ContaPics.",
            "Balances and turnovers by account, of the notes that ContaPics posted.",
        ),
        trial_balance,
    ),
    "supplier-statement": Offered(
        STATEMENT_TITLE,
        Words(
            "Facturile și plățile unui furnizor, cu soldul după fiecare.",
            "A supplier's invoices and payments, with the balance after each.",
        ),
        supplier_statement,
        needs_supplier=True,
    ),
    "deferred-vat": Offered(
        REGISTER_TITLE,
        Words(
            "TVA care se deduce abia la plată, pe documente: cât a devenit exigibilă și cât a rămas.",
            "VAT that is deducted only when paid, by document: what became due and what is left.",
        ),
        deferred_vat,
    ),
    "cash-limits": Offered(
        CASH_TITLE,
        Words(
            "Zilele în care plățile în numerar trec de plafoanele din Legea 70/2015.",
            "Days on which cash payments exceed the limits of Legea 70/2015.",
        ),
        cash_limits,
    ),
}
"""By name, in the order in which people look for them."""
