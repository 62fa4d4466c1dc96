"""Days on which more was paid in cash than Legea 70/2015 allows, to one supplier or in all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import office
from services.ledger.reports.report import Column, Kind, Report, Scope, Words, rows_of
from services.ledger.rules.cash import limit_of
from services.ledger.rules.policy import Policy

CASH = ("cash", "foreign_cash", "advance")
"""Settings with an account that cash is paid from; an employee's advance is cash as well."""

_PAID = text(
    """
    WITH note AS MATERIALIZED (
        SELECT id, date, partner_cui, partner_name FROM ledger.notes
        WHERE state = 'POSTED' AND storno_of IS NULL AND stornoed_at IS NULL
          AND client_id = :client AND date BETWEEN :first AND :last
    ), line AS MATERIALIZED (
        SELECT note_id, amount FROM ledger.note_lines
        WHERE note_id = ANY(ARRAY(SELECT id FROM note ORDER BY id))
          AND credit = ANY(CAST(:cash AS text[])) AND amount > 0
    )
    SELECT note.date, note.partner_cui, CASE WHEN note.partner_cui = '' THEN note.partner_name ELSE '' END AS unknown,
           max(note.partner_name) AS name, sum(line.amount)::bigint AS paid
    FROM note LEFT JOIN line ON line.note_id = note.id
    GROUP BY 1, 2, 3
    HAVING sum(line.amount) > 0
    ORDER BY 1, 2, 3
    LIMIT :most
    """
)
"""What was booked by mistake and taken back was never paid; what a supplier gives back is no payment.

The lines are found as the journal finds its VAT (`repository.purchases`).
"""

CASH_TITLE = Words("Plafoane de plăți în numerar", "Cash limits")
_COLUMNS = (
    Column("date", Words("Data", "Date"), Kind.DATE),
    Column("supplier_name", Words("Furnizor", "Supplier")),
    Column("supplier_cui", Words("CUI furnizor", "Supplier's fiscal code"), Kind.CODE),
    Column("paid", Words("Plătit în numerar", "Paid in cash"), Kind.AMOUNT),
    Column("limit", Words("Plafon", "Limit"), Kind.AMOUNT),
    Column("over", Words("Depășire", "Over the limit"), Kind.AMOUNT),
)
ALL_SUPPLIERS = Words("Toți furnizorii", "All suppliers")


async def cash_limits(session: AsyncSession, scope: Scope) -> Report:
    """By the limits and the accounts that the office set for each day."""
    chosen = await office.chosen(session, [scope.client_id])

    @cache
    def policy(day: date) -> Policy:
        return chosen.policy(scope.client_id, day)

    cash = chosen.accounts(scope.client_id, CASH, scope.last)
    rows = await rows_of(session, _PAID, scope, cash=cash)
    return watched([(row.date, row.partner_cui, row.name, row.paid) for row in rows], policy)


def watched(paid: Iterable[tuple[Any, str, str, Any]], policy: Callable[[date], Policy]) -> Report:
    """From (date, fiscal code, name, cash): what is over its limit, by date, the sum of a day behind its suppliers."""
    days: dict[date, list[tuple[str, str, int]]] = {}
    for day, cui, name, cash in paid:
        days.setdefault(day, []).append((cui, name, cash))
    rows: list[tuple[date, str | Words, str, int, int, int]] = []
    for day, suppliers in sorted(days.items()):
        limits = policy(day)
        for cui, name, cash in suppliers:
            limit = limit_of(name, cui, limits)
            if limit is not None and cash > limit:
                rows.append((day, name, cui, cash, limit, cash - limit))
        in_all = sum(cash for _, _, cash in suppliers)
        if limits.cash_in_all is not None and in_all > limits.cash_in_all:
            rows.append((day, ALL_SUPPLIERS, "", in_all, limits.cash_in_all, in_all - limits.cash_in_all))
    return Report(CASH_TITLE, _COLUMNS, rows)
