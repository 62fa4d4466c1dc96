"""Documents put right: merged, split, moved and approved in bulk; once, whoever else is at it, and undone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

import grpc
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.document.v1 import document_pb2, events_pb2
from contapics.document.v1 import document_service_pb2 as documents
from contapics.document.v1 import filing_service_pb2 as pb
from integration.document.conftest import Desk, picture
from sqlalchemy import select

from services.document import events, models, readings

WIRE = document_pb2.Document.State
READ = {"kind": "receipt", "total": "119.00", "currency": "RON", "issue_date": "2024-05-03", "text": "BON"}


async def uploaded(desk: Desk, *ranges: tuple[int, int], pages: int = 1, **values: Any) -> document_pb2.Document:
    """A document of one file with so many pages, or with ranges its first part, read."""
    document = await desk.upload(picture() + str(uuid4()).encode())
    await read(desk, document.id, *ranges, pages=[pages], **values)
    return await desk.get(document.id)


async def read(desk: Desk, document_id: str, *ranges: tuple[int, int], pages: Sequence[int], **values: Any) -> None:
    found = [extraction_pb2.Extraction(**{**READ, **values}) for _ in ranges or [None]]
    async with desk.database.transaction(desk.tenant_id) as session:
        attempt = (
            await session.scalars(select(models.Document.attempt).where(models.Document.id == document_id))
        ).one()
        told = readings.PagesRead(pages, ranges)
        await readings.take_reading(session, UUID(document_id), attempt, "image/png", found, told)


async def asked(desk: Desk, document_id: str) -> events_pb2.DocumentReceived:
    """The last reading that was asked for."""
    columns = models.outbox.c
    statement = select(columns.payload).where(columns.tenant_id == desk.tenant_id, columns.subject == events.RECEIVED)
    async with desk.database.transaction_as("contapics_document_relay") as session:
        payloads = [row[0] for row in await session.execute(statement.order_by(columns.id))]
    received = [events_pb2.DocumentReceived.FromString(payload) for payload in payloads]
    return [event for event in received if event.document_id == document_id][-1]


async def merge(desk: Desk, document: Any, *others: Any, **values: Any) -> document_pb2.Document:
    request = pb.MergeDocumentsRequest(id=document.id, ids=[other.id for other in others], **values)
    answer: document_pb2.Document = (await desk.filing.MergeDocuments(request, metadata=desk.by())).document
    return answer


async def split(desk: Desk, document: Any, *first_pages: int, **values: Any) -> list[document_pb2.Document]:
    request = pb.SplitDocumentRequest(id=document.id, first_pages=first_pages, **values)
    return list((await desk.filing.SplitDocument(request, metadata=desk.by())).documents)


async def move(desk: Desk, document: Any, client_id: UUID, **values: Any) -> document_pb2.Document:
    request = pb.MoveDocumentRequest(id=document.id, client_id=str(client_id), **values)
    answer: document_pb2.Document = (await desk.filing.MoveDocument(request, metadata=desk.by())).document
    return answer


async def retry(desk: Desk, document: Any) -> document_pb2.Document:
    request = documents.RetryDocumentRequest(id=document.id)
    answer: document_pb2.Document = (await desk.service.RetryDocument(request, metadata=desk.by())).document
    return answer


async def history(desk: Desk, document: Any) -> list[tuple[str, str, str, str]]:
    request = documents.ListCorrectionsRequest(id=document.id)
    entries = (await desk.service.ListCorrections(request, metadata=desk.by())).corrections
    return [(entry.field, entry.old_value, entry.new_value, entry.corrected_by) for entry in entries]


def spans(event: events_pb2.DocumentReceived) -> list[tuple[str, int, int]]:
    return [(file.sha256, file.first_page, file.last_page) for file in event.files]


async def test_merged_documents_are_read_as_one_in_their_order(desk: Desk) -> None:
    one, two, three = [await uploaded(desk) for _ in range(3)]
    merged = await merge(desk, two, three, one, revision=two.revision, revisions=[three.revision, one.revision])
    assert (merged.id, merged.state, merged.whole, merged.page_count) == (two.id, WIRE.RECEIVED, True, 3)
    event = await asked(desk, two.id)
    assert (event.whole, [file.sha256 for file in event.files]) == (True, [two.sha256, three.sha256, one.sha256])
    for other in (one, three):
        gone = await desk.get(other.id, role="client")
        assert (gone.state, gone.merged_into) == (WIRE.REJECTED, two.id)
        assert gone.rejection_reason == "Documentul a fost unit cu „bon.png”."
        assert await history(desk, other) == [("merged_into", "", f'"{two.id}"', "accountant@cabinet.example")]
    assert [entry[0] for entry in await history(desk, two)] == ["files"]


async def test_a_merge_that_is_repeated_changes_nothing_more(desk: Desk) -> None:
    one, two = await uploaded(desk), await uploaded(desk)
    first = await merge(desk, one, two, revision=one.revision)
    assert (await merge(desk, one, two, revision=one.revision)).revision == first.revision


async def test_what_was_merged_can_be_taken_out_again(desk: Desk) -> None:
    one, two, three = [await uploaded(desk) for _ in range(3)]
    await merge(desk, one, two)
    await read(desk, one.id, pages=[1, 1])
    await merge(desk, one, three)
    out = await retry(desk, two)
    assert (out.state, out.HasField("merged_into"), out.rejection_reason) == (WIRE.RECEIVED, False, "")
    assert [sha for sha, _, _ in spans(await asked(desk, one.id))] == [one.sha256, three.sha256]
    assert [sha for sha, _, _ in spans(await asked(desk, two.id))] == [two.sha256]
    await retry(desk, three)
    alone = await asked(desk, one.id)
    assert (spans(alone), alone.whole) == ([(one.sha256, 0, 0)], False)


async def test_nothing_is_taken_out_of_a_document_in_the_books_or_that_went_on(desk: Desk, refused: Any) -> None:
    one, two, three = [await uploaded(desk) for _ in range(3)]
    await merge(desk, one, two)
    await desk.bring_to(one.id, "POSTED")
    assert (await refused(retry(desk, two))).reason == "state_forbids"
    await desk.bring_to(one.id, "REVIEW")
    await merge(desk, three, one)
    assert (await refused(retry(desk, two))).reason == "document_merged"


async def test_the_parts_of_one_photo_are_merged_into_the_photo_read_as_one(desk: Desk, refused: Any) -> None:
    whole = await uploaded(desk, (1, 1), (1, 1), (1, 1))
    parts = [await desk.get(str(uuid5(UUID(whole.id), part))) for part in ("2", "3")]
    assert (await refused(merge(desk, whole, parts[0]))).reason == "parts_incomplete"
    merged = await merge(desk, parts[0], whole, parts[1])
    event = await asked(desk, merged.id)
    assert (event.whole, spans(event)) == (True, [(whole.sha256, 0, 0)])
    await read(desk, merged.id, pages=[1])
    read_again = await desk.get(merged.id)
    assert (read_again.state, read_again.HasField("part"), read_again.HasField("part_of")) == (
        WIRE.REVIEW,
        False,
        False,
    )


async def test_two_invoices_of_a_scan_that_are_one_are_merged_without_the_others(desk: Desk) -> None:
    scan = await uploaded(desk, (1, 2), (3, 3), (4, 5), pages=5)
    second = await desk.get(str(uuid5(UUID(scan.id), "2")))
    third = await desk.get(str(uuid5(UUID(scan.id), "3")))
    merged = await merge(desk, second, third)
    assert (merged.page_count, spans(await asked(desk, merged.id))) == (3, [(scan.sha256, 3, 5)])
    await retry(desk, third)
    again = await asked(desk, second.id)
    assert (spans(again), again.whole) == ([(scan.sha256, 0, 0)], False)
    assert (await desk.get(second.id)).part_of == scan.id


@pytest.mark.parametrize("state", ["RECEIVED", "READING", "APPROVED", "POSTED"])
async def test_only_what_waits_for_a_person_is_put_right(desk: Desk, refused: Any, state: str) -> None:
    one, two = await uploaded(desk, pages=2), await uploaded(desk)
    await desk.bring_to(one.id, state)
    calls = merge(desk, one, two), merge(desk, two, one), split(desk, one, 2), move(desk, one, desk.employ(uuid4()))
    for call in calls:
        assert (await refused(call)).reason == "state_forbids"


async def test_documents_of_two_companies_or_of_an_older_revision_are_not_merged(desk: Desk, refused: Any) -> None:
    one, two = await uploaded(desk), await uploaded(desk)
    for revisions in ({"revision": one.revision - 1}, {"revisions": [two.revision - 1]}):
        assert (await refused(merge(desk, one, two, **revisions))).reason == "revision_stale"
    await move(desk, two, desk.employ(uuid4()))
    assert (await refused(merge(desk, one, two))).reason == "clients_differ"


async def test_a_document_is_split_before_pages_and_each_is_read_as_one(desk: Desk) -> None:
    scan = await uploaded(desk, pages=5)
    first, second, third = await split(desk, scan, 3, 5, revision=scan.revision)
    assert [each.page_count for each in (first, second, third)] == [2, 2, 1]
    found = [(await asked(desk, each.id)) for each in (first, second, third)]
    assert [spans(event)[0][1:] for event in found] == [(1, 2), (3, 4), (5, 5)]
    assert all(event.whole for event in found)
    assert first.id == scan.id
    again = await split(desk, scan, 3, 5, revision=scan.revision)
    assert [each.id for each in again] == [first.id, second.id, third.id]
    for each in (first, second, third):
        await read(desk, each.id, pages=[each.page_count])
    assert not (await desk.get(second.id)).HasField("duplicate_of")
    back = await merge(desk, first, second, third)
    assert spans(await asked(desk, back.id)) == [(scan.sha256, 1, 5)]


async def test_a_split_document_may_be_split_on_and_pages_count_from_its_own(desk: Desk, refused: Any) -> None:
    scan = await uploaded(desk, pages=5)
    _, rest = await split(desk, scan, 3)
    await read(desk, rest.id, pages=[3])
    for wrong in ((4,), (9,), (3, 2)):
        assert (await refused(split(desk, rest, *wrong))).reason == "first_pages_invalid"
    _, last = await split(desk, rest, 3)
    assert spans(await asked(desk, last.id))[0][1:] == (5, 5)


async def test_a_part_of_a_scan_is_split_within_its_own_pages(desk: Desk, refused: Any) -> None:
    scan = await uploaded(desk, (1, 2), (3, 5), pages=5)
    part = await desk.get(str(uuid5(UUID(scan.id), "2")))
    assert (await refused(split(desk, part, 3))).reason == "first_pages_invalid"
    both = [await asked(desk, each.id) for each in await split(desk, part, 5)]
    assert [spans(event)[0][1:] for event in both] == [(3, 4), (5, 5)]


async def test_a_moved_document_is_the_other_companys_with_all_that_was_read(desk: Desk) -> None:
    other = desk.employ(uuid4())
    document = await uploaded(desk, number="7", supplier=extraction_pb2.Supplier(cui="14399840"))
    copy = await uploaded(desk, number="7", supplier=extraction_pb2.Supplier(cui="14399840"))
    assert [each.document_id for each in (await desk.get(copy.id)).possible_duplicates] == [document.id]
    moved = await move(desk, copy, other, revision=copy.revision)
    assert (moved.client_id, moved.state, moved.extraction.number) == (str(other), WIRE.REVIEW, "7")
    assert not moved.possible_duplicates
    assert (await desk.get(copy.id, role="client", clients=[other])).id == copy.id
    with pytest.raises(grpc.aio.AioRpcError):
        await desk.get(copy.id, role="client")
    assert (await move(desk, copy, other, revision=copy.revision)).revision == moved.revision
    expected = ("client_id", f'"{desk.client_id}"', f'"{other}"', "accountant@cabinet.example")
    assert await history(desk, copy) == [expected]
    back = await move(desk, moved, desk.client_id)
    assert [each.document_id for each in back.possible_duplicates] == [document.id]


async def test_copies_are_counted_anew_in_both_companies(desk: Desk) -> None:
    other, content = desk.employ(uuid4()), picture(1)
    first, second, third = [await desk.upload(content) for _ in range(3)]
    assert [each.duplicate_of for each in (first, second, third)] == ["", first.id, first.id]
    await desk.bring_to(first.id, "REVIEW")
    await move(desk, first, other)
    assert [(await desk.get(each.id)).duplicate_of for each in (first, second, third)] == ["", "", second.id]


async def test_what_was_merged_moves_along(desk: Desk) -> None:
    one, two, other = await uploaded(desk), await uploaded(desk), desk.employ(uuid4())
    await merge(desk, one, two)
    await read(desk, one.id, pages=[1, 1])
    await move(desk, one, other)
    assert (await desk.get(two.id)).client_id == str(other)
    assert (await retry(desk, two)).client_id == str(other)


async def test_of_two_merges_at_once_each_page_ends_in_one_document(desk: Desk) -> None:
    for _ in range(5):
        one, two, three = [await uploaded(desk) for _ in range(3)]
        calls = merge(desk, one, two), merge(desk, two, three), merge(desk, three, one)
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
        assert all(isinstance(each, document_pb2.Document | grpc.aio.AioRpcError) for each in outcomes)
        living = [
            each for each in [await desk.get(each.id) for each in (one, two, three)] if each.state != WIRE.REJECTED
        ]
        pages = [file.sha256 for each in living for file in each.files]
        assert sorted(pages) == sorted([one.sha256, two.sha256, three.sha256])
        codes = {each.code() for each in outcomes if isinstance(each, grpc.aio.AioRpcError)}
        assert codes <= {grpc.StatusCode.FAILED_PRECONDITION}


async def test_of_a_merge_and_an_approval_at_once_one_wins(desk: Desk) -> None:
    for _ in range(5):
        one, two = await uploaded(desk), await uploaded(desk)
        request = documents.ApproveDocumentRequest(id=two.id, revision=two.revision)
        await asyncio.gather(
            merge(desk, one, two), desk.service.ApproveDocument(request, metadata=desk.by()), return_exceptions=True
        )
        first, second = await desk.get(one.id), await desk.get(two.id)
        merged = (len(first.files), second.state, second.merged_into) == (2, WIRE.REJECTED, one.id)
        approved = (len(first.files), second.state, second.merged_into) == (1, WIRE.APPROVED, "")
        assert merged or approved


async def test_of_ten_splits_at_once_one_splits_and_all_answer_the_same(desk: Desk) -> None:
    scan = await uploaded(desk, pages=4)
    answers = await asyncio.gather(*(split(desk, scan, 2, 3, revision=scan.revision) for _ in range(10)))
    assert len({tuple(each.id for each in answer) for answer in answers}) == 1
    assert len((await desk.list()).documents) == 3


async def test_ten_moves_at_once_between_two_companies_leave_one_original_of_each(desk: Desk) -> None:
    other, content = desk.employ(uuid4()), picture(2)
    sent = [await desk.upload(content) for _ in range(6)]
    for each in sent:
        await desk.bring_to(each.id, "REVIEW")
    await asyncio.gather(*(move(desk, each, other) for each in sent[::2]))
    found = [await desk.get(each.id) for each in sent]
    for company in (str(desk.client_id), str(other)):
        assert [bool(each.duplicate_of) for each in found if each.client_id == company] == [False, True, True]


async def test_many_are_approved_at_once_and_one_that_can_not_be_keeps_none_back(desk: Desk) -> None:
    good, stale, empty = await desk.reviewed(1), await desk.reviewed(2), await desk.reviewed(3, issue_date="")
    items = [
        documents.Approval(id=good.id, revision=good.revision),
        documents.Approval(id=str(uuid4())),
        documents.Approval(id=stale.id, revision=stale.revision + 7),
        documents.Approval(id=empty.id),
    ]
    request = documents.ApproveDocumentsRequest(items=items)
    for _ in range(2):
        results = (await desk.service.ApproveDocuments(request, metadata=desk.by())).results
        assert [each.id for each in results] == [each.id for each in items]
        assert [each.problem.reason for each in results] == [
            "", "document_unknown", "revision_stale", "key_value_missing",
        ]  # fmt: skip
        assert (results[0].document.state, results[0].document.revision) == (WIRE.APPROVED, good.revision + 1)
        assert results[3].problem.message


async def test_another_office_neither_merges_nor_splits_nor_moves_nor_approves(desk: Desk, refused: Any) -> None:
    theirs, office = await uploaded(desk, pages=2), desk.another_office()
    mine = await uploaded(office)
    calls = (
        merge(office, mine, theirs),
        merge(office, theirs, mine),
        split(office, theirs, 2),
        move(office, theirs, office.client_id),
    )
    for call in calls:
        assert (await refused(call)).reason == "document_unknown"
    assert (await refused(move(office, mine, desk.client_id))).reason == "client_unknown"
    request = documents.ApproveDocumentsRequest(items=[documents.Approval(id=theirs.id)])
    [result] = (await office.service.ApproveDocuments(request, metadata=office.by())).results
    assert result.problem.reason == "document_unknown"
