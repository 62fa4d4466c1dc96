"""Into a closed month nothing is posted, whatever happens at the same time."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from contapics.ledger.v1 import ledger_service_pb2
from contapics.ledger.v1 import period_service_pb2 as pb
from integration.ledger.conftest import receipt
from integration.ledger.test_posting import outbox_of

from services.common.errors import Unavailable
from services.ledger import consumer
from services.ledger.service import periods as servicer
from services.ledger.sinks.sink import SameForAll

MARCH = "2024-03"


async def close(ledger: Any, office: Any, month: str = MARCH, role: str = "owner") -> Any:
    request = pb.ClosePeriodRequest(client_id=str(office.client_id), month=month)
    return (await ledger.periods.ClosePeriod(request, metadata=office.metadata(role))).period


async def reopen(ledger: Any, office: Any, month: str = MARCH, role: str = "owner") -> Any:
    request = pb.ReopenPeriodRequest(client_id=str(office.client_id), month=month, reason="factură întârziată")
    return (await ledger.periods.ReopenPeriod(request, metadata=office.metadata(role))).period


async def listed(ledger: Any, office: Any) -> list[tuple[str, bool, int]]:
    request = pb.ListPeriodsRequest(client_id=str(office.client_id))
    answer = await ledger.periods.ListPeriods(request, metadata=office.metadata("viewer"))
    return [(period.month, period.closed, period.notes) for period in answer.periods]


async def state_of(ledger: Any, office: Any, document_id: UUID) -> str:
    [note, *_] = await ledger.notes(office, document_id)
    return str(note.State.Name(note.state))


async def test_months_are_listed_with_their_notes_the_latest_first(ledger: Any, office: Any) -> None:
    for day in ("2024-02-29", "2024-03-01", "2024-03-31"):
        await ledger.approve(office, uuid4(), issue_date=day)
    await close(ledger, office, "2024-01")
    assert await listed(ledger, office) == [("2024-03", False, 2), ("2024-02", False, 1), ("2024-01", True, 0)]


async def test_an_approval_into_a_closed_month_is_refused_with_the_reason_and_posted_once_reopened(
    ledger: Any, office: Any, postgres: Any
) -> None:
    closed = await close(ledger, office)
    assert (closed.closed, closed.changed_by) == (True, "ana@cabinet.example")
    document_id = uuid4()
    await ledger.approve(office, document_id, 1)
    [refused_note] = await ledger.notes(office, document_id)
    assert (refused_note.refusal_reason, refused_note.refusal_message) == (
        "period_closed",
        "Luna 03.2024 este închisă; nu se mai înregistrează nimic în ea.",
    )
    [(subject, event)] = await outbox_of(postgres, document_id)
    assert (subject, event.revision, event.reason, dict(event.metadata)) == (
        "ledger.v1.refused",
        1,
        "period_closed",
        {"month": "03.2024"},
    )
    assert ledger.files(office) == {}
    opened = await reopen(ledger, office)
    assert (opened.closed, opened.reason) == (False, "factură întârziată")
    await ledger.approve(office, document_id, 3)
    assert await state_of(ledger, office, document_id) == "POSTED"


async def test_a_closed_month_closes_no_other_and_no_other_companys(
    ledger: Any, office: Any, other_office: Any
) -> None:
    await close(ledger, office)
    april, theirs = uuid4(), uuid4()
    await ledger.approve(office, april, issue_date="2024-04-01")
    await ledger.approve(other_office, theirs)
    assert await state_of(ledger, office, april) == "POSTED"
    assert await state_of(ledger, other_office, theirs) == "POSTED"


async def test_a_preview_into_a_closed_month_says_so(ledger: Any, office: Any) -> None:
    request = ledger_service_pb2.PreviewNoteRequest(client_id=str(office.client_id), extraction=receipt())
    before = (await ledger.service.PreviewNote(request, metadata=office.metadata())).note
    await close(ledger, office)
    after = (await ledger.service.PreviewNote(request, metadata=office.metadata())).note
    assert ("period_closed" in before.warnings, "period_closed" in after.warnings) == (False, True)


async def test_closing_twice_is_closing_and_only_a_closed_month_is_reopened(
    ledger: Any, office: Any, refused: Any
) -> None:
    assert (await refused(reopen(ledger, office))).reason == "period_open"
    first = await close(ledger, office)
    assert await close(ledger, office) == first
    await reopen(ledger, office)
    assert (await refused(reopen(ledger, office))).reason == "period_open"
    assert (await close(ledger, office)).closed


@pytest.mark.parametrize("role", ["accountant", "viewer", "client"])
async def test_only_the_owner_closes_and_reopens(ledger: Any, office: Any, refused: Any, role: str) -> None:
    for verb in (close, reopen):
        assert (await refused(verb(ledger, office, role=role))).reason == "role_denied"


async def test_no_month_but_one_of_the_calendar_and_no_company_but_ones_own(
    ledger: Any, office: Any, other_office: Any, refused: Any
) -> None:
    for month in ("2024-13", "2024", "2024-03-01", "0000-01"):
        refusal = await refused(close(ledger, office, month))
        assert (refusal.code, refusal.fields) == (grpc.StatusCode.INVALID_ARGUMENT, {"month"})
    request = pb.ClosePeriodRequest(client_id=str(office.client_id), month=MARCH)
    theirs = ledger.periods.ClosePeriod(request, metadata=other_office.metadata("owner"))
    assert (await refused(theirs)).reason == "client_unknown"


class SlowSink:
    """Posts only when it is let go on."""

    name = "csv"

    def __init__(self, sink: Any) -> None:
        self._sink = sink
        self.reached = asyncio.Event()
        self.go_on = asyncio.Event()

    async def post(self, note: Any, key: str) -> Any:
        self.reached.set()
        await self.go_on.wait()
        return await self._sink.post(note, key)


async def test_closing_waits_for_a_posting_on_its_way(ledger: Any, office: Any) -> None:
    sink, document_id = SlowSink(await ledger.sinks.open(office.tenant_id, None)), uuid4()
    message = office.message(office.approval(document_id))
    posting = asyncio.create_task(consumer.handler(ledger.database, SameForAll(sink))(message))
    await sink.reached.wait()
    closing = asyncio.create_task(close(ledger, office))
    await asyncio.sleep(0.3)
    assert not closing.done()
    sink.go_on.set()
    await posting
    assert (await closing).notes == 1
    assert await state_of(ledger, office, document_id) == "POSTED"


async def test_a_sink_that_stays_away_keeps_its_months_open_and_says_why(
    ledger: Any, office: Any, refused: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        name = "csv"

        async def post(self, note: Any, key: str) -> None:
            raise Unavailable("storage_unavailable")

    monkeypatch.setattr(servicer, "PATIENCE_SECONDS", 0.2)
    message = office.message(office.approval(uuid4()))
    with pytest.raises(Unavailable):
        await consumer.handler(ledger.database, SameForAll(Away()))(message)
    assert (await refused(close(ledger, office))).reason == "postings_in_flight"
    assert await listed(ledger, office) == []
    await consumer.handler(ledger.database, ledger.sinks)(message)
    assert (await close(ledger, office)).notes == 1


async def test_approvals_and_a_closing_at_once_leave_nothing_posted_after_it(ledger: Any, office: Any) -> None:
    document_ids = [uuid4() for _ in range(24)]

    async def approve(position: int, document_id: UUID) -> None:
        await asyncio.sleep(position * 0.005)
        await ledger.approve(office, document_id)

    approving = [asyncio.create_task(approve(*each)) for each in enumerate(document_ids)]
    await asyncio.sleep(0.04)
    counted = (await close(ledger, office)).notes
    await asyncio.gather(*approving)
    states = [await state_of(ledger, office, document_id) for document_id in document_ids]
    assert set(states) <= {"POSTED", "REFUSED"}
    assert states.count("POSTED") == counted == len(ledger.files(office))
    assert await listed(ledger, office) == [(MARCH, True, counted)]
