"""Days on which more was paid in cash than Legea 70/2015 allows, to one supplier or in all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.reports.report import Column, Kind, Report, Scope, Words, rows_of
from services.ledger.rules.policy import Policy, policy_on

_PAID = text(
    """
    SELECT note.date, note.partner_cui, CASE WHEN note.partner_cui = '' THEN note.partner_name ELSE '' END AS unknown,
           max(note.partner_name) AS name, sum(line.amount)::bigint AS paid
    FROM ledger.notes AS note
    JOIN ledger.note_lines AS line ON line.tenant_id = note.tenant_id AND line.note_id = note.id
    WHERE note.state = 'POSTED' AND note.client_id = :client AND note.date BETWEEN :first AND :last
      AND line.credit LIKE '531%'
    GROUP BY 1, 2, 3
    ORDER BY 1, 2, 3
    LIMIT :most
    """
)

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
    policies: dict[date, Policy] = {}

    def policy(day: date) -> Policy:
        if day not in policies:
            policies[day] = policy_on({}, day)
        return policies[day]

    paid = [(row[0], str(row[1]), str(row[3]), row[4]) for row in await rows_of(session, _PAID, scope)]
    return watched(paid, policy)


def watched(paid: Iterable[tuple[Any, str, str, Any]], policy: Callable[[date], Policy]) -> Report:
    """From (date, fiscal code, name, cash): what is over its limit, by date, the sum of a day behind its suppliers."""
    days: dict[date, list[tuple[str, str, int]]] = {}
    for day, cui, name, amount in paid:
        days.setdefault(day, []).append((cui, name, amount))
    rows: list[tuple[date, str | Words, str, int, int, int]] = []
    for day, suppliers in sorted(days.items()):
        limits = policy(day)
        for cui, name, amount in suppliers:
            carries = cui in limits.cash_and_carry_suppliers or "cash & carry" in name.lower()
            limit = limits.cash_to_cash_and_carry if carries else limits.cash_to_one_supplier
            if limit is not None and amount > limit:
                rows.append((day, name, cui, amount, limit, amount - limit))
        in_all = sum(amount for _, _, amount in suppliers)
        if limits.cash_in_all is not None and in_all > limits.cash_in_all:
            rows.append((day, ALL_SUPPLIERS, "", in_all, limits.cash_in_all, in_all - limits.cash_in_all))
    return Report(CASH_TITLE, _COLUMNS, rows)
