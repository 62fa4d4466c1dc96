"""Purchases by document: the purchase journal (jurnalul pentru cumpărări)."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import repository
from services.ledger.journal import Journal, VatSum, purchase_journal
from services.ledger.reports.report import (
    MOST_ROWS,
    Column,
    Kind,
    Report,
    Scope,
    Value,
    Words,
    amount,
    checked,
    summed,
)
from services.ledger.reports.values import rate_name
from services.ledger.repository import Period

JOURNAL_TITLE = Words("Jurnal pentru cumpărări", "Purchase journal")
_ENTRY = (
    Column("entry", Words("Nr. crt.", "No."), Kind.COUNT),
    Column("date", Words("Data", "Date"), Kind.DATE),
    Column("number", Words("Document", "Document"), Kind.CODE),
    Column("supplier_name", Words("Furnizor", "Supplier")),
    Column("supplier_cui", Words("CUI furnizor", "Supplier's fiscal code"), Kind.CODE),
    amount("total", "Total cu TVA", "Total with VAT"),
)
_REST = (
    amount("non_deductible", "Scutite sau fără drept de deducere", "Exempt or without right to deduct"),
    amount("deferred", "din care TVA neexigibilă", "of it VAT not yet due"),
    amount("vat_non_deductible", "din care TVA nedeductibilă", "of it VAT not deductible"),
)


async def purchases(session: AsyncSession, scope: Scope) -> Report:
    entries = await repository.purchases(session, scope.client_id, Period(scope.first, scope.last), MOST_ROWS + 1)
    checked(len(entries), MOST_ROWS)
    return journal_report(purchase_journal(entries))


def journal_report(journal: Journal) -> Report:
    """Two columns for each rate that appears, and for each under reverse charge.

    All bases, the VAT of those without reverse charge and `non_deductible` add up to the total.
    """
    columns = [*_ENTRY]
    places: dict[tuple[int | None, bool], int] = {}
    for part in journal.vat:
        places[part.rate, part.reverse] = 2 * len(places)
        columns += _columns_of(part)
    nothing = [0] * (2 * len(places))
    rows: list[tuple[Value, ...]] = []
    for position, entry in enumerate(journal.entries, start=1):
        amounts = [*nothing]
        deferred = own = 0
        for part in entry.vat:
            place = places[part.rate, part.reverse]
            amounts[place : place + 2] = part.base, part.amount
            deferred += part.deferred
            own += part.non_deductible
        head = (position, entry.date, entry.number, entry.supplier_name, entry.supplier_cui, entry.total)
        rows.append((*head, *amounts, entry.non_deductible, deferred, own))
    return summed(JOURNAL_TITLE, [*columns, *_REST], rows, [entry.document_id for entry in journal.entries])


def _columns_of(part: VatSum) -> tuple[Column, Column]:
    """Such as base_2100 and vat_2100, or base_2100_reverse and vat_2100_reverse."""
    code = "unknown" if part.rate is None else str(part.rate)
    name = rate_name(part.rate)
    if not part.reverse:
        return (
            amount(f"base_{code}", f"Bază {name.ro}", f"Base {name.en}"),
            amount(f"vat_{code}", f"TVA {name.ro}", f"VAT {name.en}"),
        )
    return (
        amount(f"base_{code}_reverse", f"Taxare inversă: bază {name.ro}", f"Reverse charge: base {name.en}"),
        amount(f"vat_{code}_reverse", f"Taxare inversă: TVA {name.ro}", f"Reverse charge: VAT {name.en}"),
    )
