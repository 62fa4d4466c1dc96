"""Purchases by document (jurnalul de cumpărări) and by partner, as the D394 return asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import repository
from services.ledger.journal import Journal, purchase_journal
from services.ledger.reports.report import MOST_ROWS, Column, Report, Scope, checked, rate_name, rows_of, summed
from services.ledger.repository import Period
from services.ledger.workbooks import Cell

_ENTRY = (
    Column("date", "Data"),
    Column("number", "Document"),
    Column("supplier_name", "Furnizor"),
    Column("supplier_cui", "CUI furnizor"),
    Column("total", "Total cu TVA", summed=True),
)
_REST = (
    Column("deferred", "din care TVA neexigibilă", summed=True),
    Column("non_deductible", "Fără drept de deducere", summed=True),
)


async def purchases(session: AsyncSession, scope: Scope) -> Report:
    entries = await repository.purchases(session, scope.client_id, Period(scope.first, scope.last), MOST_ROWS + 1)
    checked(len(entries), MOST_ROWS)
    return journal_report(purchase_journal(entries))


def journal_report(journal: Journal) -> Report:
    """Two columns for each rate that appears; bases, VAT and what carries none add up to the total."""
    rates = [part.rate for part in journal.vat]
    columns = [*_ENTRY]
    for rate in rates:
        columns.append(Column(f"base_{_code(rate)}", f"Bază {rate_name(rate)}", summed=True))
        columns.append(Column(f"vat_{_code(rate)}", f"TVA {rate_name(rate)}", summed=True))
    rows: list[tuple[Cell, ...]] = []
    for entry in journal.entries:
        by_rate = {part.rate: part for part in entry.vat}
        amounts = [
            amount
            for rate in rates
            for amount in ((by_rate[rate].base, by_rate[rate].amount) if rate in by_rate else (0, 0))
        ]
        deferred = sum(part.deferred for part in entry.vat)
        head = (entry.date, entry.number, entry.supplier_name, entry.supplier_cui, entry.total)
        rows.append((*head, *amounts, deferred, entry.non_deductible))
    return summed("Jurnal de cumpărări", [*columns, *_REST], rows)


def _code(rate: int | None) -> str:
    return "unknown" if rate is None else str(rate)


_BY_PARTNER = text(
    """
    SELECT note.partner_cui, CASE WHEN note.partner_cui = '' THEN note.partner_name ELSE '' END AS unknown,
           CASE WHEN note.rule LIKE 'purchase\\_receipt%' THEN 'Bon fiscal'
                WHEN note.rule LIKE 'purchase\\_invoice%' THEN 'Factură'
                WHEN note.rule LIKE 'purchase\\_credit\\_note%' THEN 'Factură storno'
                ELSE 'Alt document' END AS kind,
           max(note.partner_name) AS name, count(*) AS documents,
           sum(note.total)::bigint AS total, sum(vat.base)::bigint AS base, sum(vat.amount)::bigint AS amount,
           sum(note.non_deductible)::bigint AS rest
    FROM ledger.notes AS note
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(part.base), 0) AS base,
               coalesce(sum(CASE WHEN part.reverse THEN 0 ELSE part.amount END), 0) AS amount
        FROM ledger.note_vat AS part WHERE part.tenant_id = note.tenant_id AND part.note_id = note.id
    ) AS vat
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.date BETWEEN :first AND :last
    GROUP BY 1, 2, 3
    ORDER BY 1, 2, 3
    LIMIT :most
    """
)

_PARTNERS = (
    Column("partner_cui", "CUI partener"),
    Column("partner_name", "Partener"),
    Column("kind", "Fel document"),
    Column("documents", "Nr. documente"),
    Column("total", "Total cu TVA", summed=True),
    Column("base", "Bază", summed=True),
    Column("vat", "TVA", summed=True),
    Column("non_deductible", "Fără drept de deducere", summed=True),
)


async def partner_totals(session: AsyncSession, scope: Scope) -> Report:
    return partners_of(await rows_of(session, _BY_PARTNER, scope))


def partners_of(sums: Iterable[Any]) -> Report:
    """From (fiscal code, -, kind, name, documents, total, base, VAT, rest)."""
    rows = [
        (cui, name, kind, str(documents), total, base, amount, rest)
        for cui, _, kind, name, documents, total, base, amount, rest in sums
    ]
    return summed("Totaluri pe parteneri (D394)", _PARTNERS, rows)
