"""Files on their way back: any of a document's, whole or a piece, and only to the company that they came for."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4, uuid5

import grpc
import pytest
from contapics.document.v1 import document_service_pb2 as pb
from integration.document.conftest import Desk
from integration.document.test_filing import merge, move, uploaded

CONTENT = b"\x89PNG\r\n\x1a\n0123456789"


async def download(desk: Desk, document_id: str, caller: dict[str, Any] | None = None, **asked: Any) -> Any:
    request = pb.DownloadDocumentRequest(id=document_id, **asked)
    answers = [each async for each in desk.service.DownloadDocument(request, metadata=desk.by(**caller or {}))]
    return answers[0].head, b"".join(answer.chunk for answer in answers[1:])


@pytest.mark.parametrize(
    ("offset", "length", "expected"),
    [(0, 0, CONTENT), (8, 0, b"0123456789"), (8, 3, b"012"), (-4, 0, b"6789"), (-99, 2, CONTENT[:2]), (17, 9, b"9")],
)
async def test_a_piece_of_a_file_is_sent_with_where_it_stands(
    desk: Desk, offset: int, length: int, expected: bytes
) -> None:
    document = await desk.upload(CONTENT)
    head, content = await download(desk, document.id, offset=offset, length=length)
    assert content == expected
    assert (head.size, head.length) == (len(CONTENT), len(expected))
    assert CONTENT[head.offset : head.offset + head.length] == expected


async def test_what_lies_behind_the_end_is_refused(desk: Desk, refused: Any) -> None:
    document = await desk.upload(CONTENT)
    refusal = await refused(download(desk, document.id, offset=len(CONTENT)))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.OUT_OF_RANGE, "range_unsatisfiable")


async def test_each_file_of_a_merged_document_is_there(desk: Desk, refused: Any) -> None:
    one, two = await uploaded(desk), await uploaded(desk)
    await merge(desk, one, two)
    digests = [(await download(desk, one.id, file=number))[0].sha256 for number in (0, 1, 2)]
    assert digests == [one.sha256, one.sha256, two.sha256]
    assert (await refused(download(desk, one.id, file=3))).reason == "file_unknown"


async def test_a_scan_of_two_companies_is_downloaded_by_the_one_that_sent_it(desk: Desk, refused: Any) -> None:
    scan = await uploaded(desk, (1, 1), (2, 2), pages=2)
    part, other = await desk.get(str(uuid5(UUID(scan.id), "2"))), desk.employ(uuid4())
    await move(desk, part, other)
    theirs = {"role": "client", "clients": [other]}
    assert (await refused(download(desk, part.id, theirs))).reason == "file_of_another"
    assert (await download(desk, part.id))[0].sha256 == scan.sha256, "the office has it all"


async def test_a_file_that_was_moved_with_its_only_document_goes_along(desk: Desk) -> None:
    document, other = await uploaded(desk), desk.employ(uuid4())
    await move(desk, document, other)
    head, _ = await download(desk, document.id, {"role": "client", "clients": [other]})
    assert head.sha256 == document.sha256
