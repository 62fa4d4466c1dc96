"""Pages as pictures: of the right file, kept, and only for those who may see the document."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID, uuid4, uuid5

import grpc
import pytest
from contapics.document.v1 import page_service_pb2 as pb
from integration.document.conftest import Desk, picture
from integration.document.test_filing import merge, move, read, split, uploaded

from services.document.page_pictures import width_of


async def page(desk: Desk, document: Any, number: int = 1, width: int = 0, etag: str = "", **caller: Any) -> Any:
    request = pb.GetPageRequest(id=document.id, page=number, width=width, etag=etag)
    return await desk.pages.GetPage(request, metadata=desk.by(**caller))


@pytest.mark.parametrize(("asked", "kept"), [(0, 2200), (1, 160), (160, 160), (700, 640), (9999, 2200)])
def test_a_width_is_rounded_down_to_one_that_is_kept(asked: int, kept: int) -> None:
    assert width_of(asked) == kept


async def test_a_page_is_drawn_once_and_then_comes_from_the_store(desk: Desk) -> None:
    document = await desk.upload(picture(1))
    first = await page(desk, document, width=700)
    again = await page(desk, document, width=650, role="client")
    assert (first.picture, again.etag) == (b"page 1", first.etag)
    assert first.pages_version == (await desk.get(document.id)).pages_version
    assert desk.checker.drawn == [(picture(1), 1, 640)]
    assert (await page(desk, document, width=640, etag=first.etag)).picture == b""


async def test_pages_are_numbered_through_all_files_of_a_document(desk: Desk) -> None:
    one, two = await uploaded(desk, pages=2), await uploaded(desk, pages=3)
    merged = await merge(desk, one, two)
    assert [(await page(desk, merged, number)).picture for number in (1, 2, 3, 5)] == [
        b"page 1", b"page 2", b"page 1", b"page 3",
    ]  # fmt: skip
    await read(desk, one.id, pages=[2, 3])
    first, second = await split(desk, merged, 4)
    assert (await page(desk, second, 1)).picture == b"page 2"
    assert first.pages_version != merged.pages_version


async def test_a_page_that_is_not_there_or_can_not_be_drawn_says_so(desk: Desk, refused: Any) -> None:
    document = await uploaded(desk, pages=2)
    assert (await refused(page(desk, document, 3))).reason == "page_unknown"
    desk.checker.pages = 1
    assert (await refused(page(desk, document, 2))).reason == "page_unknown"
    desk.checker.away = True
    refusal = await refused(page(desk, document, 1))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.UNAVAILABLE, "ocr_unavailable")


async def test_pages_are_shown_to_whom_the_document_is(desk: Desk, refused: Any) -> None:
    document = await uploaded(desk)
    await page(desk, document)
    for caller in ({"role": "client", "clients": [uuid4()]}, {"role": "client", "clients": []}):
        assert (await refused(page(desk, document, **caller))).reason == "document_unknown"
    assert (await refused(page(desk.another_office(), document))).reason == "document_unknown"


async def test_the_same_file_in_another_office_is_drawn_for_it_alone(desk: Desk) -> None:
    await page(desk, await desk.upload(picture(1)))
    office = desk.another_office()
    await page(office, await office.upload(picture(1)))
    assert len(desk.checker.drawn) == 2


async def test_a_company_sees_of_a_scan_that_was_parted_its_own_pages(desk: Desk, refused: Any) -> None:
    scan = await uploaded(desk, (1, 1), (2, 3), pages=3)
    part, other = await desk.get(str(uuid5(UUID(scan.id), "2"))), desk.employ(uuid4())
    await move(desk, part, other)
    theirs = {"role": "client", "clients": [other]}
    assert (await page(desk, part, 2, **theirs)).picture == b"page 2"
    assert (await refused(page(desk, part, 1, **theirs))).reason == "page_unknown"
    assert (await page(desk, part, 1)).picture == b"page 1", "the office sees the whole scan"


async def test_a_kept_page_comes_fast(desk: Desk) -> None:
    document = await desk.upload(picture(1))
    await page(desk, document)
    begun = time.perf_counter()
    for _ in range(20):
        await page(desk, document)
    assert time.perf_counter() - begun < 4
