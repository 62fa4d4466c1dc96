"""The same purchase sent twice is booked once, unless a person says that it is two."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.document.v1 import document_service_pb2 as pb
from integration.conftest import Refusal
from integration.document.test_document_operations import Desk, stored_file

from services.common.db import Database
from services.common.errors import Conflict, NotFound
from services.document import operations, pairs, repository
from services.document.rules import State


@pytest.fixture
def papers(open_database: Callable[[str], Database]) -> Desk:
    return Desk(open_database("document"), uuid4(), uuid4())


def invoice(source: str = "ubl", **changes: Any) -> extraction_pb2.Extraction:
    values: dict[str, Any] = {
        "kind": "invoice",
        "source": source,
        "supplier": extraction_pb2.Supplier(name="ALFA SRL", cui="11201891"),
        "series": "FCT",
        "number": "00123",
        "issue_date": "2024-05-03",
        "currency": "RON",
        "total": "119.00",
    }
    return extraction_pb2.Extraction(**{**values, **changes})


async def sent(papers: Desk, extraction: extraction_pb2.Extraction) -> UUID:
    document = await papers.receive(file=stored_file(uuid4().hex * 2))
    await papers.read(document.id, extraction)
    return document.id


async def pair_of(papers: Desk, document_id: UUID) -> list[tuple[UUID, bool]]:
    async with papers.database.transaction(papers.tenant_id) as session:
        return list((await pairs.of_documents(session, [document_id])).get(document_id, ()))


async def decide(papers: Desk, document_id: UUID, verb: Any, *rest: Any) -> None:
    async with papers.database.transaction(papers.tenant_id) as session:
        document = await repository.get(session, document_id, None, lock=True)
        await verb(session, document, *rest)


async def test_a_photo_of_an_e_invoice_waits_for_a_decision(papers: Desk) -> None:
    xml, photo = await sent(papers, invoice()), await sent(papers, invoice("ocr", series="", number="FCT 123"))
    assert await pair_of(papers, xml) == [(photo, False)]
    assert await pair_of(papers, photo) == [(xml, False)]
    await papers.approve(xml)
    with pytest.raises(Conflict) as refusal:
        await papers.approve(photo)
    assert (refusal.value.reason, refusal.value.metadata) == ("duplicate_undecided", {"id": str(xml)})


async def test_both_are_booked_once_a_person_keeps_both(papers: Desk) -> None:
    first, second = await sent(papers, invoice()), await sent(papers, invoice())
    await decide(papers, second, operations.keep_both, first, "dan@cabinet.ro")
    assert await pair_of(papers, first) == [(second, True)]
    for document_id in (second, first):
        await papers.approve(document_id)
    assert {(await papers.get(document_id)).state for document_id in (first, second)} == {State.APPROVED}


async def test_the_other_one_goes_on_when_one_is_rejected(papers: Desk) -> None:
    first, second = await sent(papers, invoice()), await sent(papers, invoice())
    await decide(papers, first, operations.reject_duplicate, second)
    rejected = await papers.get(first)
    assert (rejected.state, rejected.rejection_reason) == (State.REJECTED, operations.DUPLICATE)
    await papers.approve(second)


async def test_a_rejected_one_that_is_read_again_waits_for_a_decision_again(papers: Desk) -> None:
    first, second = await sent(papers, invoice()), await sent(papers, invoice())
    await decide(papers, first, operations.reject_duplicate, second)
    await papers.approve(second)
    await decide(papers, first, operations.retry)
    await papers.read(first, invoice(), attempt=2)
    with pytest.raises(Conflict, match="same purchase"):
        await papers.approve(first)


async def test_a_correction_finds_pairs_and_lets_go_of_others(papers: Desk) -> None:
    first, second = await sent(papers, invoice()), await sent(papers, invoice(number="999"))
    assert await pair_of(papers, second) == []
    for number, expected in (("123", [(first, False)]), ("124", [])):
        document = await papers.get(second)
        corrected = {**(document.extraction or {}), "number": number}
        await decide(papers, second, operations.correct, corrected, {"number": ""}, "dan@cabinet.ro")
        assert await pair_of(papers, second) == expected
        assert bool(await pair_of(papers, first)) == bool(expected)
    await papers.approve(second)


async def test_two_that_are_read_at_the_same_time_see_one_another(papers: Desk) -> None:
    documents = [await papers.receive(file=stored_file(uuid4().hex * 2)) for _ in range(6)]
    await asyncio.gather(*(papers.read(document.id, invoice()) for document in documents))
    assert [len(await pair_of(papers, document.id)) for document in documents] == [5] * 6
    outcomes = await asyncio.gather(*(papers.approve(document.id) for document in documents), return_exceptions=True)
    assert sum(not isinstance(outcome, Conflict) for outcome in outcomes) == 1


async def test_companies_and_offices_share_no_pairs(papers: Desk) -> None:
    await sent(papers, invoice())
    for other in (Desk(papers.database, papers.tenant_id, uuid4()), Desk(papers.database, uuid4(), papers.client_id)):
        theirs = await sent(other, invoice())
        assert await pair_of(other, theirs) == []
        await other.approve(theirs)


async def test_only_a_pair_can_be_decided(papers: Desk) -> None:
    one, other = await sent(papers, invoice()), await sent(papers, invoice(number="77"))
    for verb, rest in ((operations.keep_both, ("dan@cabinet.ro",)), (operations.reject_duplicate, ())):
        with pytest.raises(NotFound):
            await decide(papers, one, verb, other, *rest)
    assert (await papers.get(one)).state == State.REVIEW


async def test_a_decision_is_asked_for_and_made_through_the_service(
    desk: Any, refused: Callable[[Awaitable[object]], Awaitable[Refusal]]
) -> None:
    values = {"supplier": extraction_pb2.Supplier(cui="11201891"), "series": "B17"}
    first, second = await desk.reviewed(1, **values), await desk.reviewed(2, **values)
    assert [(pair.document_id, pair.kept) for pair in second.possible_duplicates] == [(first.id, False)]
    listed = {document.id: document for document in (await desk.list()).documents}
    assert [pair.document_id for pair in listed[first.id].possible_duplicates] == [second.id]
    approve = pb.ApproveDocumentRequest(id=second.id)
    refusal = await refused(desk.service.ApproveDocument(approve, metadata=desk.by()))
    assert refusal.reason == "duplicate_undecided"

    def decide(decision: str, **caller: Any) -> Any:
        request = pb.DecideDuplicateRequest(id=second.id, other_id=first.id, decision=decision)
        return desk.service.DecideDuplicate(request, metadata=desk.by(**caller))

    assert (await refused(decide("DECISION_KEEP_BOTH", role="viewer"))).code == grpc.StatusCode.PERMISSION_DENIED
    document = (await decide("DECISION_KEEP_BOTH")).document
    assert [pair.kept for pair in document.possible_duplicates] == [True]
    await desk.service.ApproveDocument(approve, metadata=desk.by())
