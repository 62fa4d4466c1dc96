"""The store of facts about suppliers: what was answered, and what is to be asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ARRAY, ColumnElement, Date, String, cast, column, delete, func, literal, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from stdnum.ro import cui as ro_cui

from services.ledger.models import SupplierFacts, SupplierQuestion
from services.ledger.registry.anaf import MOST_COMPANIES, CompanyFacts

SOURCE = "anaf"
HOLDS = timedelta(days=30)
"""How long an answer stands in where the day itself was not asked about; its `asked_on` tells that it does."""
REFRESHED_AFTER = timedelta(days=7)
IN_USE = timedelta(days=90)
"""After its last document a supplier is kept fresh for so long."""
CLAIM = timedelta(minutes=3)
"""A claimed question is asked by then, tries included, or its asker is gone."""
POSTPONED = timedelta(hours=6)
"""Until a question is asked again that ANAF left out of its answer."""


def can_be_asked(cui: str) -> bool:
    """Whether it is a fiscal code at all, by its check digit."""
    return bool(ro_cui.is_valid(cui)) and cui.isascii() and cui.isdecimal()


async def on_days(session: AsyncSession, asked: Collection[tuple[str, date]]) -> dict[tuple[str, date], SupplierFacts]:
    """By company and day the answer about this day, else the newest about one of the 30 days before, if any."""
    if not asked:
        return {}
    cuis, days = zip(*asked, strict=True)
    wanted = (
        func.unnest(cast(list(cuis), ARRAY(String)), cast(list(days), ARRAY(Date)))
        .table_valued(column("cui", String), column("day", Date), name="wanted")
        .render_derived()
    )
    other = aliased(SupplierFacts)
    newest = (
        select(func.max(other.asked_on))
        .where(other.cui == wanted.c.cui, other.asked_on.between(wanted.c.day - HOLDS.days, wanted.c.day))
        .correlate(wanted)
        .scalar_subquery()
    )
    statement = select(SupplierFacts, wanted.c.day).join(
        wanted, (SupplierFacts.cui == wanted.c.cui) & (SupplierFacts.asked_on == newest)
    )
    return {(facts.cui, day): facts for facts, day in await session.execute(statement)}


async def on_day(session: AsyncSession, cui: str, day: date) -> SupplierFacts | None:
    """The answer about this day, else the newest about one of the 30 days before; None without either."""
    return (await on_days(session, [(cui, day)])).get((cui, day))


async def want(session: AsyncSession, asked: Collection[tuple[str, date]]) -> None:
    """Put questions for documents' days on the list, or for today where the day is still to come."""
    now = datetime.now(UTC)
    # In one order everywhere: two batches that want the same can't wait for each other.
    keys = sorted({(cui, min(day, now.date())) for cui, day in asked})
    rows = [{"cui": cui, "day": day, "for_document": True, "asked_at": now} for cui, day in keys]
    if rows:
        await session.execute(insert(SupplierQuestion).values(rows).on_conflict_do_nothing())


async def want_refreshed(session: AsyncSession, today: date) -> None:
    """Ask anew about suppliers in use whose newest answer is a week old."""
    now = datetime.now(UTC)
    used = func.max(SupplierFacts.fetched_at).filter(SupplierFacts.for_document)
    old = (
        select(SupplierFacts.cui, literal(today), literal(False), literal(now))
        .group_by(SupplierFacts.cui)
        .having(func.max(SupplierFacts.asked_on) < today - REFRESHED_AFTER, used > now - IN_USE)
    )
    columns = ["cui", "day", "for_document", "asked_at"]
    await session.execute(insert(SupplierQuestion).from_select(columns, old).on_conflict_do_nothing())


async def claim(session: AsyncSession) -> dict[str, date]:
    """Take the next questions, at most as many as fit into one request and one for each company."""
    now = datetime.now(UTC)
    free = (
        select(SupplierQuestion.cui, SupplierQuestion.day)
        .where((SupplierQuestion.claimed_until.is_(None)) | (SupplierQuestion.claimed_until < now))
        .order_by(SupplierQuestion.asked_at)
        .limit(MOST_COMPANIES)
        .with_for_update(skip_locked=True)
    )
    questions: dict[str, date] = {}
    for cui, day in await session.execute(free):
        questions.setdefault(cui, day)
    await _claim_until(session, questions, now + CLAIM)
    return questions


async def store(session: AsyncSession, questions: Mapping[str, date], answers: Sequence[CompanyFacts]) -> None:
    """Keep the answers, strike their questions, postpone those without one."""
    now = datetime.now(UTC)
    answered = {answer.cui: answer.day for answer in answers}
    unanswered = {cui: day for cui, day in questions.items() if cui not in answered}
    for_document = await _strike(session, answered)
    for answer in answers:
        row = insert(SupplierFacts).values(
            cui=answer.cui,
            asked_on=answer.day,
            registered=answer.registered,
            name=answer.name,
            vat_payer=answer.vat_payer,
            vat_on_collection=answer.vat_on_collection,
            inactive=answer.inactive,
            source=SOURCE,
            for_document=answer.cui in for_document,
            fetched_at=now,
        )
        key = [SupplierFacts.cui, SupplierFacts.asked_on]
        changed = {column.name: column for column in row.excluded if column.name not in ("cui", "asked_on")}
        await session.execute(row.on_conflict_do_update(index_elements=key, set_=changed))
    await _claim_until(session, unanswered, now + POSTPONED)


async def release(session: AsyncSession, questions: Mapping[str, date], until: datetime | None) -> None:
    """Give claimed questions back, to be asked from `until` on."""
    await _claim_until(session, questions, until)


async def _strike(session: AsyncSession, answered: Mapping[str, date]) -> set[str]:
    """Take answered questions off the list; gives the companies that a document asked about."""
    if not answered:
        return set()
    struck = delete(SupplierQuestion).where(_among(answered))
    rows = await session.execute(struck.returning(SupplierQuestion.cui, SupplierQuestion.for_document))
    return {cui for cui, for_document in rows if for_document}


async def _claim_until(session: AsyncSession, questions: Mapping[str, date], until: datetime | None) -> None:
    if questions:
        await session.execute(update(SupplierQuestion).where(_among(questions)).values(claimed_until=until))


def _among(questions: Mapping[str, date]) -> ColumnElement[bool]:
    return tuple_(SupplierQuestion.cui, SupplierQuestion.day).in_(list(questions.items()))
