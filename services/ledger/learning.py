"""What approvals teach about a supplier's account, and how that is unlearned.

A note teaches from when it is built until the books refuse it or a storno takes it back. Works in the transaction of
its caller and never commits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import case, delete, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import days
from services.ledger.models import LearnedAccount, Note
from services.ledger.rules.expense import Basis, SupplierHistory

Lesson = tuple[str, str]
"""A supplier's fiscal code and an account."""


async def histories(session: AsyncSession, supplier_cuis: Collection[str]) -> dict[str, SupplierHistory]:
    """The office's rule for each supplier and its earlier approvals, the latest first; unknown suppliers left out."""
    if not any(supplier_cuis):
        return {}
    rows = await session.execute(_HISTORIES, {"cuis": list(supplier_cuis)})
    return {
        row.cui: SupplierHistory(
            row.rule,
            dict(zip(row.accounts, row.counts, strict=True)),
            (row.corrected, days.day_of(row.corrected_at)) if row.corrected else None,
        )
        for row in rows
    }


async def learn(
    session: AsyncSession, tenant_id: UUID, lessons: Mapping[Lesson, int], chosen: Collection[Lesson]
) -> None:
    """Count documents by supplier and account, fewer where a number is negative; the last lesson is the latest.

    `chosen` are those that notes with an account by hand came into or went out of.
    """
    if not lessons:
        return
    now = datetime.now(UTC)
    rows = [
        {
            "tenant_id": tenant_id,
            "supplier_cui": supplier_cui,
            "account": account,
            "approvals": times,
            "approved_at": now + timedelta(microseconds=position),
        }
        for position, ((supplier_cui, account), times) in enumerate(lessons.items())
    ]
    rows.sort(key=lambda row: (row["supplier_cui"], row["account"]))  # one order: no two transactions wait in a circle
    row = insert(LearnedAccount)
    latest = case((row.excluded.approvals > 0, row.excluded.approved_at), else_=LearnedAccount.approved_at)
    counted = row.on_conflict_do_update(
        index_elements=[LearnedAccount.tenant_id, LearnedAccount.supplier_cui, LearnedAccount.account],
        set_={"approvals": LearnedAccount.approvals + row.excluded.approvals, "approved_at": latest},
    )
    await session.execute(counted, rows)
    if any(times < 0 for times in lessons.values()):
        of_these = tuple_(LearnedAccount.supplier_cui, LearnedAccount.account).in_(list(lessons))
        await session.execute(delete(LearnedAccount).where(of_these, LearnedAccount.approvals <= 0))
    if chosen:
        await session.flush()
        await session.execute(_CORRECTED, {"cuis": [cui for cui, _ in chosen], "accounts": [own for _, own in chosen]})


async def unlearn(session: AsyncSession, tenant_id: UUID, note_ids: Collection[UUID]) -> None:
    """Take back what notes taught."""
    statement = select(Note.partner_cui, Note.account, Note.account_basis).where(Note.id.in_(note_ids), Note.taught)
    taught = (await session.execute(statement)).all()
    forgotten = update(Note).where(Note.id.in_(note_ids), Note.taught).values(taught=False)
    await session.execute(forgotten.execution_options(synchronize_session=False))
    counts = Counter((cui, account) for cui, account, _ in taught)
    chosen = {(cui, account) for cui, account, basis in taught if basis == Basis.CHOSEN}
    await learn(session, tenant_id, {lesson: -times for lesson, times in counts.items()}, chosen)


_HISTORIES = text(
    """
    SELECT cui, max(rule) AS rule,
           coalesce(array_agg(account ORDER BY approved_at DESC) FILTER (WHERE account IS NOT NULL), '{}') AS accounts,
           coalesce(array_agg(approvals ORDER BY approved_at DESC) FILTER (WHERE account IS NOT NULL), '{}') AS counts,
           (array_agg(account ORDER BY corrected_at DESC) FILTER (WHERE corrected_at IS NOT NULL))[1] AS corrected,
           max(corrected_at) AS corrected_at
    FROM (
        SELECT supplier_cui AS cui, account AS rule, NULL AS account, NULL AS approvals, NULL AS approved_at,
               NULL AS corrected_at
        FROM ledger.account_rules WHERE supplier_cui = ANY(CAST(:cuis AS text[]))
        UNION ALL
        SELECT supplier_cui, NULL, account, approvals, approved_at, corrected_at
        FROM ledger.learned_accounts WHERE supplier_cui = ANY(CAST(:cuis AS text[]))
    ) AS known
    GROUP BY cui
    """
)
_CORRECTED = text(
    """
    UPDATE ledger.learned_accounts AS learned SET corrected_at = (
        SELECT max(note.created_at) FROM ledger.notes AS note
        WHERE note.tenant_id = learned.tenant_id AND note.partner_cui = learned.supplier_cui
          AND note.account = learned.account AND note.account_basis = 'chosen' AND note.taught
    )
    WHERE (supplier_cui, account) IN (
        SELECT * FROM unnest(CAST(:cuis AS text[]), CAST(:accounts AS text[]))
    )
    """
)


async def learned_accounts(session: AsyncSession) -> Sequence[LearnedAccount]:
    """What the documents in the books taught, by fiscal code and account."""
    held = select(LearnedAccount).where(LearnedAccount.approvals > 0)
    return (await session.scalars(held.order_by(LearnedAccount.supplier_cui, LearnedAccount.account))).all()
