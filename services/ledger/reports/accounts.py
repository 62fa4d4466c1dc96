"""What was posted by account: trial balance (balanța de verificare), supplier's statement (fișa furnizorului)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.errors import Invalid
from services.ledger.reports.report import Column, Report, Scope, rows_of, summed
from services.ledger.rules import chart
from services.ledger.workbooks import Cell

_MOVEMENTS = text(
    """
    SELECT side.account,
           coalesce(sum(side.debit) FILTER (WHERE note.date < :first), 0)::bigint AS debit_before,
           coalesce(sum(side.credit) FILTER (WHERE note.date < :first), 0)::bigint AS credit_before,
           coalesce(sum(side.debit) FILTER (WHERE note.date >= :first), 0)::bigint AS debit,
           coalesce(sum(side.credit) FILTER (WHERE note.date >= :first), 0)::bigint AS credit
    FROM ledger.notes AS note
    JOIN ledger.note_lines AS line ON line.tenant_id = note.tenant_id AND line.note_id = note.id
    CROSS JOIN LATERAL (VALUES (line.debit, line.amount, 0), (line.credit, 0, line.amount))
        AS side (account, debit, credit)
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.date <= :last
    GROUP BY side.account
    ORDER BY side.account COLLATE "C"
    LIMIT :most
    """
)

_BALANCE = (
    Column("account", "Cont"),
    Column("name", "Denumire"),
    Column("initial_debit", "Sold inițial debitor", summed=True),
    Column("initial_credit", "Sold inițial creditor", summed=True),
    Column("debit", "Rulaj debitor", summed=True),
    Column("credit", "Rulaj creditor", summed=True),
    Column("final_debit", "Sold final debitor", summed=True),
    Column("final_credit", "Sold final creditor", summed=True),
)


async def trial_balance(session: AsyncSession, scope: Scope) -> Report:
    return balance_of(await rows_of(session, _MOVEMENTS, scope))


def balance_of(movements: Iterable[Any]) -> Report:
    """From (account, debit before, credit before, debit, credit): every pair of columns sums up to the same."""
    rows = [
        (
            account,
            chart.ACCOUNTS.get(account, ""),
            *_sides(debit_before - credit_before),
            debit,
            credit,
            *_sides(debit_before - credit_before + debit - credit),
        )
        for account, debit_before, credit_before, debit, credit in movements
    ]
    return summed("Balanța de verificare", _BALANCE, rows)


def _sides(balance: int) -> tuple[int, int]:
    return (balance, 0) if balance > 0 else (0, -balance)


_STATEMENT_ROWS = text(
    """
    SELECT note.date, note.number, line.explanation,
           CASE WHEN line.debit ~ '^40[14]' THEN line.amount ELSE 0 END AS debit,
           CASE WHEN line.credit ~ '^40[14]' THEN line.amount ELSE 0 END AS credit
    FROM ledger.notes AS note
    JOIN ledger.note_lines AS line ON line.tenant_id = note.tenant_id AND line.note_id = note.id
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.partner_cui = :supplier
      AND note.date BETWEEN :first AND :last AND (line.debit ~ '^40[14]' OR line.credit ~ '^40[14]')
    ORDER BY note.date, note.number, note.id, line.position
    LIMIT :most
    """
)

_STATEMENT_BEFORE = text(
    """
    SELECT coalesce(sum(CASE WHEN line.credit ~ '^40[14]' THEN line.amount ELSE 0 END
                      - CASE WHEN line.debit ~ '^40[14]' THEN line.amount ELSE 0 END), 0)::bigint
    FROM ledger.notes AS note
    JOIN ledger.note_lines AS line ON line.tenant_id = note.tenant_id AND line.note_id = note.id
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.partner_cui = :supplier AND note.date < :first
    """
)

_STATEMENT = (
    Column("date", "Data"),
    Column("number", "Document"),
    Column("explanation", "Explicație"),
    Column("debit", "Plăți (debit)", summed=True),
    Column("credit", "Facturi (credit)", summed=True),
    Column("balance", "Sold de plată"),
)


async def supplier_statement(session: AsyncSession, scope: Scope) -> Report:
    """Raises Invalid(supplier_missing)."""
    if not scope.supplier_cui:
        raise Invalid("supplier_missing", "A supplier is needed.", {}, {"supplier_cui": "required"})
    supplier = {"supplier": scope.supplier_cui}
    [before] = await rows_of(session, _STATEMENT_BEFORE, scope, **supplier)
    return statement_of(scope.first, int(before[0]), await rows_of(session, _STATEMENT_ROWS, scope, **supplier))


def statement_of(first: date, before: int, moves: Sequence[Any]) -> Report:
    """From the balance before and (date, number, explanation, debit, credit); what is owed is positive."""
    balance = before
    rows: list[tuple[Cell, ...]] = [(first, "", "Sold inițial", 0, 0, before)]
    for day, number, explanation, debit, credit in moves:
        balance += credit - debit
        rows.append((day, number, explanation, debit, credit, balance))
    report = summed("Fișa furnizorului", _STATEMENT, rows)
    return replace(report, totals=(*report.totals[:-1], balance))
