"""What was posted by account: trial balance (balanța de verificare), supplier's statement (fișa furnizorului)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.errors import Invalid
from services.ledger import office
from services.ledger.reports.report import Column, Kind, Report, Scope, Value, Words, amount, rows_of, summed
from services.ledger.rules import chart

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

BALANCE_TITLE = Words("Balanța de verificare", "Trial balance")
_BALANCE = (
    Column("account", Words("Cont", "Account"), Kind.CODE),
    Column("name", Words("Denumire", "Name")),
    amount("initial_debit", "Sold inițial debitor", "Opening debit"),
    amount("initial_credit", "Sold inițial creditor", "Opening credit"),
    amount("debit", "Rulaj debitor", "Debit turnover"),
    amount("credit", "Rulaj creditor", "Credit turnover"),
    amount("sum_debit", "Total sume debitoare", "Total debit"),
    amount("sum_credit", "Total sume creditoare", "Total credit"),
    amount("final_debit", "Sold final debitor", "Closing debit"),
    amount("final_credit", "Sold final creditor", "Closing credit"),
)


async def trial_balance(session: AsyncSession, scope: Scope) -> Report:
    return balance_of(await rows_of(session, _MOVEMENTS, scope))


def balance_of(movements: Iterable[Any]) -> Report:
    """From (account, debit before, credit before, debit, credit): each of the four pairs sums up to the same."""
    rows = [_account(*movement) for movement in movements]
    return summed(BALANCE_TITLE, _BALANCE, rows)


def _account(account: str, debit_before: int, credit_before: int, debit: int, credit: int) -> tuple[Value, ...]:
    """An analytic has the name of its account."""
    name = chart.ACCOUNTS.get(account.split(".")[0], "")
    opened = _sides(debit_before - credit_before)
    sums = (opened[0] + debit, opened[1] + credit)
    return (account, name, *opened, debit, credit, *sums, *_sides(sums[0] - sums[1]))


def _sides(balance: int) -> tuple[int, int]:
    return (balance, 0) if balance > 0 else (0, -balance)


OWED = ("supplier", "asset_supplier")
"""Settings with an account that suppliers are owed on."""

_STATEMENT_ROWS = text(
    """
    SELECT note.document_id, note.date, note.number, line.explanation,
           CASE WHEN line.debit = ANY(CAST(:owed AS text[])) THEN line.amount ELSE 0 END AS debit,
           CASE WHEN line.credit = ANY(CAST(:owed AS text[])) THEN line.amount ELSE 0 END AS credit
    FROM ledger.notes AS note
    JOIN ledger.note_lines AS line ON line.tenant_id = note.tenant_id AND line.note_id = note.id
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.partner_cui = :supplier
      AND note.date BETWEEN :first AND :last
      AND (line.debit = ANY(CAST(:owed AS text[])) OR line.credit = ANY(CAST(:owed AS text[])))
    ORDER BY note.date, note.number, note.id, line.position
    LIMIT :most
    """
)

_STATEMENT_BEFORE = text(
    """
    SELECT coalesce(max(note.partner_name), '') AS name,
           coalesce(sum(CASE WHEN line.credit = ANY(CAST(:owed AS text[])) THEN line.amount ELSE 0 END
                      - CASE WHEN line.debit = ANY(CAST(:owed AS text[])) THEN line.amount ELSE 0 END)
                    FILTER (WHERE note.date < :first), 0)::bigint AS owed
    FROM ledger.notes AS note
    JOIN ledger.note_lines AS line ON line.tenant_id = note.tenant_id AND line.note_id = note.id
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.partner_cui = :supplier AND note.date <= :last
    """
)

STATEMENT_TITLE = Words("Fișa furnizorului", "Supplier statement")
_STATEMENT = (
    Column("date", Words("Data", "Date"), Kind.DATE),
    Column("number", Words("Document", "Document"), Kind.CODE),
    Column("explanation", Words("Explicație", "Explanation")),
    amount("debit", "Plăți (debit)", "Payments (debit)"),
    amount("credit", "Facturi (credit)", "Invoices (credit)"),
    Column("balance", Words("Sold de plată", "Balance owed"), Kind.AMOUNT),
)


async def supplier_statement(session: AsyncSession, scope: Scope) -> Report:
    """What is on the accounts that suppliers are owed on by the office's settings. Raises Invalid(supplier_missing)."""
    if not scope.supplier_cui:
        raise Invalid("supplier_missing", "A supplier is needed.", {}, {"supplier_cui": "required"})
    chosen = await office.chosen(session, [scope.client_id])
    owed = chosen.accounts(scope.client_id, OWED, scope.last)
    asked = {"supplier": scope.supplier_cui, "owed": owed}
    [before] = await rows_of(session, _STATEMENT_BEFORE, scope, **asked)
    report = statement_of(scope.first, int(before.owed), await rows_of(session, _STATEMENT_ROWS, scope, **asked))
    supplier = ", ".join(filter(None, [before.name, f"CUI {scope.supplier_cui}"]))
    return replace(report, subject=Words(f"Furnizor: {supplier}", f"Supplier: {supplier}"))


def statement_of(first: date, before: int, moves: Sequence[Any]) -> Report:
    """From the balance before and (document, date, number, explanation, debit, credit); what is owed is positive."""
    balance = before
    ids = [""]
    rows: list[tuple[Value, ...]] = [(first, "", Words("Sold inițial", "Opening balance"), 0, 0, before)]
    for document_id, day, number, explanation, debit, credit in moves:
        balance += credit - debit
        ids.append(str(document_id))
        rows.append((day, number, explanation, debit, credit, balance))
    report = summed(STATEMENT_TITLE, _STATEMENT, rows, ids)
    return replace(report, totals=(*report.totals[:-1], balance))
