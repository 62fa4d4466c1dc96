"""VAT by month and rate, and the register of VAT that can't be deducted yet (TVA neexigibilă)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import office
from services.ledger.reports.report import Column, Kind, Report, Scope, Value, Words, amount, rows_of, summed

_BY_MONTH = text(
    """
    SELECT to_char(note.date, 'YYYY-MM') AS month, vat.rate, vat.reverse, sum(vat.base)::bigint AS base,
           sum(vat.amount)::bigint AS amount, sum(vat.deferred)::bigint AS deferred,
           sum(vat.non_deductible)::bigint AS non_deductible
    FROM ledger.notes AS note
    JOIN ledger.note_vat AS vat ON vat.tenant_id = note.tenant_id AND vat.note_id = note.id
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.date BETWEEN :first AND :last
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT to_char(note.date, 'YYYY-MM'), NULL, NULL, sum(note.non_deductible)::bigint, 0, 0, 0
    FROM ledger.notes AS note
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.date BETWEEN :first AND :last
    GROUP BY 1
    HAVING sum(note.non_deductible) <> 0
    ORDER BY 1, 3 NULLS LAST, 2 DESC NULLS LAST
    LIMIT :most
    """
)

_OPERATIONS = {
    False: Words("Achiziții taxabile", "Taxed purchases"),
    True: Words("Taxare inversă", "Reverse charge"),
    None: Words("Scutite sau fără drept de deducere", "Exempt or without right to deduct"),
}
SUMMARY_TITLE = Words("Situația TVA pe luni și cote", "VAT by month and rate")
_SUMMARY = (
    Column("month", Words("Luna", "Month"), Kind.MONTH),
    Column("rate", Words("Cota", "Rate"), Kind.RATE),
    Column("operation", Words("Operațiune", "Operation")),
    amount("base", "Bază", "Base"),
    amount("vat", "TVA", "VAT"),
    amount("deferred", "din care neexigibilă", "of it not yet due"),
    amount("non_deductible", "din care nedeductibilă", "of it not deductible"),
    amount("deductible", "Deductibilă acum", "Deductible now"),
    amount("collected", "Colectată", "Collected"),
)


async def vat_summary(session: AsyncSession, scope: Scope) -> Report:
    return summary_of(await rows_of(session, _BY_MONTH, scope))


def summary_of(sums: Iterable[Any]) -> Report:
    """From (month, rate, reverse, base, amount, deferred, non-deductible); `reverse` is None for what has no VAT.

    VAT under reverse charge is owed as well as deducted.
    """
    rows = [
        (
            month,
            "" if reverse is None else rate,
            _OPERATIONS[reverse],
            base,
            vat,
            deferred,
            non_deductible,
            vat - deferred - non_deductible,
            vat if reverse else 0,
        )
        for month, rate, reverse, base, vat, deferred, non_deductible in sums
    ]
    return summed(SUMMARY_TITLE, _SUMMARY, rows)


_REGISTER_ROWS = text(
    """
    SELECT note.document_id, min(note.date) AS date, min(note.number) AS number, min(note.partner_name) AS supplier,
           min(note.partner_cui) AS cui,
           sum(CASE WHEN line.debit = ANY(CAST(:deferred AS text[])) THEN line.amount ELSE 0 END)::bigint AS deferred,
           sum(CASE WHEN line.credit = ANY(CAST(:deferred AS text[])) THEN line.amount ELSE 0 END)::bigint AS released
    FROM ledger.notes AS note
    JOIN ledger.note_lines AS line ON line.tenant_id = note.tenant_id AND line.note_id = note.id
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.date <= :last
      AND (line.debit = ANY(CAST(:deferred AS text[])) OR line.credit = ANY(CAST(:deferred AS text[])))
    GROUP BY note.document_id
    HAVING max(note.date) >= :first
        OR sum(CASE WHEN line.debit = ANY(CAST(:deferred AS text[])) THEN line.amount ELSE -line.amount END) <> 0
    ORDER BY 2, 3, note.document_id
    LIMIT :most
    """
)

REGISTER_TITLE = Words("Registrul TVA neexigibilă", "Register of deferred VAT")
_REGISTER = (
    Column("date", Words("Data", "Date"), Kind.DATE),
    Column("number", Words("Document", "Document"), Kind.CODE),
    Column("supplier_name", Words("Furnizor", "Supplier")),
    Column("supplier_cui", Words("CUI furnizor", "Supplier's fiscal code"), Kind.CODE),
    amount("deferred", "TVA neexigibilă", "Deferred VAT"),
    amount("released", "Devenită exigibilă", "Became due"),
    amount("open", "Rest neexigibil", "Still deferred"),
)


async def deferred_vat(session: AsyncSession, scope: Scope) -> Report:
    """What is on the accounts for deferred VAT that the office's settings name."""
    chosen = await office.chosen(session, [scope.client_id])
    deferred = chosen.accounts(scope.client_id, ["deferred_vat"], scope.last)
    return register_of(await rows_of(session, _REGISTER_ROWS, scope, deferred=deferred))


def register_of(documents: Iterable[Any]) -> Report:
    """From (document, date, number, supplier, fiscal code, deferred, released), up to the last day of the period."""
    ids: list[str] = []
    rows: list[tuple[Value, ...]] = []
    for document_id, day, number, supplier, cui, deferred, released in documents:
        ids.append(str(document_id))
        rows.append((day, number, supplier, cui, deferred, released, deferred - released))
    return summed(REGISTER_TITLE, _REGISTER, rows, ids)
