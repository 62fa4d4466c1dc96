"""Two receipts on one page: a cut makes two documents, each read from its piece, undone by merging them."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4, uuid5

import grpc
from contapics.document.v1 import document_pb2, events_pb2
from contapics.document.v1 import document_service_pb2 as documents
from contapics.document.v1 import filing_service_pb2 as pb
from integration.document.conftest import Desk
from integration.document.test_filing import asked, history, merge, move, read, spans, uploaded
from integration.document.test_page_pictures import page as shown

WIRE = document_pb2.Document.State
ACROSS, DOWN = pb.CutPageRequest.DIRECTION_ACROSS, pb.CutPageRequest.DIRECTION_DOWN


async def cut(
    desk: Desk, document: Any, page: int = 1, position: int = 4000, direction: Any = ACROSS, **values: Any
) -> list[document_pb2.Document]:
    request = pb.CutPageRequest(id=document.id, page=page, position=position, direction=direction, **values)
    return list((await desk.filing.CutPage(request, metadata=desk.by())).documents)


def regions(event: events_pb2.DocumentReceived) -> list[tuple[int, int, int, int] | None]:
    return [
        (file.region.left, file.region.top, file.region.right, file.region.bottom) if file.HasField("region") else None
        for file in event.files
    ]


async def test_a_page_is_cut_into_two_documents_of_the_same_file(desk: Desk) -> None:
    photo = await uploaded(desk)
    first, second = await cut(desk, photo, revision=photo.revision)
    assert first.id == photo.id
    for each, piece in ((first, (0, 0, 10000, 4000)), (second, (0, 4000, 10000, 10000))):
        assert (each.state, each.sha256, each.page_count) == (WIRE.RECEIVED, photo.sha256, 1)
        event = await asked(desk, each.id)
        assert (event.whole, spans(event), regions(event)) == (True, [(photo.sha256, 1, 1)], [piece])
    assert first.pages_version not in (photo.pages_version, second.pages_version)
    assert (await history(desk, second))[0][2] == '["bon.png 1-1 (0-100 % × 40-100 %)"]'
    again = await cut(desk, photo, revision=photo.revision)
    assert [each.id for each in again] == [first.id, second.id], "a repetition changes nothing more"


async def test_each_document_shows_the_picture_of_its_piece(desk: Desk) -> None:
    first, second = await cut(desk, await uploaded(desk), direction=DOWN)
    for each in (first, second):
        await shown(desk, each)
    assert desk.checker.regions == [(0, 0, 4000, 10000), (4000, 0, 10000, 10000)]
    assert (await shown(desk, first)).etag != (await shown(desk, second)).etag


async def test_pieces_that_are_merged_are_the_page_again(desk: Desk) -> None:
    photo = await uploaded(desk)
    first, second = await cut(desk, photo)
    for each in (first, second):
        await read(desk, each.id, pages=[1])
    assert not (await desk.get(second.id)).HasField("duplicate_of")
    back = await merge(desk, first, second)
    event = await asked(desk, back.id)
    assert (spans(event), regions(event), back.page_count) == ([(photo.sha256, 1, 1)], [None], 1)


async def test_a_piece_may_be_cut_on_within_itself(desk: Desk) -> None:
    photo = await uploaded(desk)
    _, below = await cut(desk, photo, position=5000)
    await read(desk, below.id, pages=[1])
    left, right = await cut(desk, below, position=5000, direction=DOWN)
    assert [regions(await asked(desk, each.id)) for each in (left, right)] == [
        [(0, 5000, 5000, 10000)], [(5000, 5000, 10000, 10000)],
    ]  # fmt: skip


async def test_the_pages_before_stay_and_those_after_go_with_what_is_below(desk: Desk) -> None:
    scan = await uploaded(desk, pages=3)
    first, second = await cut(desk, scan, page=2)
    found = [await asked(desk, each.id) for each in (first, second)]
    assert [[span[1:] for span in spans(event)] for event in found] == [[(1, 1), (2, 2)], [(2, 2), (3, 3)]]
    assert [regions(event) for event in found] == [[None, (0, 0, 10000, 4000)], [(0, 4000, 10000, 10000), None]]
    assert [each.page_count for each in (first, second)] == [2, 2]


async def test_where_nothing_can_be_cut_it_says_so(desk: Desk, refused: Any) -> None:
    photo = await uploaded(desk)
    assert (await refused(cut(desk, photo, page=2))).reason == "page_unknown"
    assert (await refused(cut(desk, photo, revision=photo.revision - 1))).reason == "revision_stale"
    for wrong in ({"position": 100}, {"position": 9900}, {"direction": 0}, {"direction": 7}):
        assert (await refused(cut(desk, photo, **wrong))).code == grpc.StatusCode.INVALID_ARGUMENT
    await cut(desk, photo, position=400)
    await read(desk, photo.id, pages=[1])
    assert (await refused(cut(desk, photo, position=200))).reason == "cut_too_narrow"
    invoice = await uploaded(desk, pages=0)
    assert (await refused(cut(desk, invoice))).reason == "page_unknown"
    await desk.bring_to(photo.id, "APPROVED")
    assert (await refused(cut(desk, photo))).reason == "state_forbids"


async def test_a_page_that_another_document_is_read_from_too_is_not_cut(desk: Desk, refused: Any) -> None:
    photo = await uploaded(desk, (1, 1), (1, 1))
    assert (await refused(cut(desk, photo))).reason == "parts_incomplete"
    await desk.bring_to(str(uuid5(UUID(photo.id), "2")), "REJECTED")
    assert len(await cut(desk, photo)) == 2


async def test_a_piece_that_went_to_another_company_shows_it_nothing_of_the_rest(desk: Desk, refused: Any) -> None:
    _, theirs = await cut(desk, await uploaded(desk))
    await read(desk, theirs.id, pages=[1])
    other = desk.employ(uuid4())
    await move(desk, theirs, other)
    await shown(desk, theirs, role="client", clients=[other])
    assert desk.checker.regions[-1] == (0, 4000, 10000, 10000)

    async def downloaded() -> None:
        request = documents.DownloadDocumentRequest(id=theirs.id)
        async for _ in desk.service.DownloadDocument(request, metadata=desk.by(role="client", clients=[other])):
            pass

    assert (await refused(downloaded())).reason == "file_of_another"


async def test_of_ten_cuts_at_once_one_cuts_and_all_answer_the_same(desk: Desk) -> None:
    photo = await uploaded(desk)
    answers = await asyncio.gather(*(cut(desk, photo, revision=photo.revision) for _ in range(10)))
    assert len({tuple(document.id for document in answer) for answer in answers}) == 1


async def test_another_office_cuts_nothing(desk: Desk, refused: Any) -> None:
    theirs, office = await uploaded(desk), desk.another_office()
    assert (await refused(cut(office, theirs))).reason == "document_unknown"
