"""The figures of an office: by Romanian month, company, state and age, and only its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from contapics.document.v1 import statistics_service_pb2 as pb
from integration.document.conftest import Desk
from integration.document.test_filing import merge, uploaded
from sqlalchemy import update

from services.document.models import Document
from services.document.statistics import Scope

NOW = datetime.now(UTC)


async def received(desk: Desk, document: Any, at: datetime, state: str = "REVIEW", **values: Any) -> None:
    """Put a document into another time and state."""
    changed = update(Document).where(Document.id == UUID(document.id)).values(created_at=at, state=state, **values)
    async with desk.database.transaction(desk.tenant_id) as session:
        await session.execute(changed)


async def figures(desk: Desk, first: str = "", last: str = "", **values: Any) -> pb.GetStatisticsResponse:
    request = pb.GetStatisticsRequest(from_month=first, to_month=last, **values)
    answer: pb.GetStatisticsResponse = await desk.statistics.GetStatistics(request, metadata=desk.by("viewer"))
    return answer


async def test_documents_are_counted_in_the_romanian_month_of_their_coming(desk: Desk) -> None:
    other = desk.employ(uuid4())
    ends = [
        ("2025-01-31T21:59:59+00:00", "POSTED", desk.client_id),
        ("2025-01-31T22:00:00+00:00", "APPROVED", desk.client_id),
        ("2025-02-28T21:59:59+00:00", "FAILED", desk.client_id),
        ("2025-02-10T10:00:00+00:00", "REJECTED", other),
        ("2025-02-28T22:00:00+00:00", "POSTED", other),
    ]
    for at, state, client_id in ends:
        await received(desk, await uploaded(desk), datetime.fromisoformat(at), state, client_id=client_id)
    answer = await figures(desk, "2025-02", "2025-02")
    found = {row.client_id: row for row in answer.months}
    mine, theirs = found[str(desk.client_id)], found[str(other)]
    assert {row.month for row in answer.months} == {"2025-02"}
    assert (mine.received, mine.waiting, mine.approved, mine.posted, mine.failed) == (2, 1, 1, 0, 1)
    assert (theirs.received, theirs.rejected, theirs.posted) == (1, 1, 0)
    of_one = (await figures(desk, "2025-02", "2025-03", client_id=str(other))).months
    assert [(row.month, row.client_id) for row in of_one] == [("2025-02", str(other)), ("2025-03", str(other))]


async def test_what_waits_is_counted_by_its_age_whatever_months_are_asked(desk: Desk) -> None:
    for days in (0, 1, 2, 3, 4, 7, 8, 100):
        await received(desk, await uploaded(desk), NOW - timedelta(days=days))
    await received(desk, await uploaded(desk), NOW - timedelta(days=50), "POSTED")
    [row] = (await figures(desk, "2020-01", "2020-01")).ageing
    assert (row.days_0_1, row.days_2_3, row.days_4_7, row.days_8_up) == (2, 2, 2, 2)


async def test_reading_is_as_good_as_what_nobody_had_to_look_at_or_to_change(desk: Desk) -> None:
    clean, _, touched = [await uploaded(desk, needs_review=need) for need in (False, True, True)]
    await desk.correct(touched.id, ["total"], total="120.00")
    await desk.correct(touched.id, ["total"], total="121.00")
    for each in (clean, touched):
        await desk.bring_to(each.id, "POSTED")
    [quality] = (await figures(desk)).quality
    assert (quality.read, quality.without_review) == (3, 1)
    assert (quality.approved, quality.approved_unchanged) == (2, 1)
    assert dict(quality.corrections) == {"total": 2}


async def test_a_merged_document_counts_with_the_one_it_went_into(desk: Desk) -> None:
    one, two = await uploaded(desk), await uploaded(desk)
    await merge(desk, one, two)
    answer = await figures(desk)
    assert [(row.received, row.rejected) for row in answer.months] == [(1, 0)]
    assert dict(answer.quality[0].corrections) == {}


async def test_another_office_counts_nothing_of_it(desk: Desk) -> None:
    document = await uploaded(desk)
    await desk.correct(document.id, ["total"], total="120.00")
    for client_id in ("", str(desk.client_id)):
        assert await figures(desk.another_office(), client_id=client_id) == pb.GetStatisticsResponse()


@pytest.mark.parametrize(("first", "last"), [("2025-13", ""), ("2025-02", "2025-01"), ("1990-01", "2025-01")])
async def test_a_period_that_is_none_is_refused(desk: Desk, refused: Any, first: str, last: str) -> None:
    assert (await refused(figures(desk, first, last))).reason in ("months_invalid", "date_invalid")


def test_without_months_the_last_twelve_are_summed() -> None:
    scope = Scope.of("", "", "", datetime(2026, 10, 31, 22, 30, tzinfo=UTC))
    assert (scope.name(1), scope.name(12), len(scope.days)) == ("2025-12", "2026-11", 13)
