"""Uploads and downloads as callers of the service see them: whole or not at all, once, and only where allowed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any
from uuid import uuid4

import grpc
import pytest
from contapics.document.v1 import document_pb2
from contapics.document.v1 import document_service_pb2 as pb
from integration.conftest import Refusal
from integration.document.conftest import MAX_BYTES, Desk, picture, requests, sha256

Refused = Callable[[Awaitable[object]], Awaitable[Refusal]]
State = document_pb2.Document.State
TAIL = pb.UploadTail(size=len(picture()))


async def test_an_upload_comes_back_byte_for_byte_under_its_name(desk: Desk) -> None:
    content, document_id = picture() + bytes(range(256)) * 200, str(uuid4())
    sent = await desk.upload(content, document_id, sha256=sha256(content).upper())
    assert (sent.id, sent.state, sent.sha256, sent.size) == (document_id, State.RECEIVED, sha256(content), len(content))
    head, received = await desk.download(document_id)
    assert received == content
    assert (head.filename, head.media_type, head.sha256) == ("bon.png", "image/png", sha256(content))


async def test_without_an_id_the_service_mints_one(desk: Desk) -> None:
    first, second = await desk.upload(picture(1)), await desk.upload(picture(2))
    assert first.id
    assert first.id != second.id


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], "upload_head_missing"),
        ([picture(), TAIL], "upload_head_missing"),
        ([TAIL], "upload_head_missing"),
        (["head", "head", picture(), TAIL], "upload_head_missing"),
        (["head", picture(), "head", TAIL], "upload_head_missing"),
        (["head"], "upload_incomplete"),
        (["head", picture()], "upload_incomplete"),
        (["head", picture(), pb.UploadTail(size=len(picture()) - 1)], "upload_incomplete"),
        (["head", picture(), pb.UploadTail(size=len(picture()) + 1)], "upload_incomplete"),
        (["head", pb.UploadTail(size=0)], "empty_file"),
        (["head", b"no picture", pb.UploadTail(size=10)], "unknown_type"),
        (["head", picture(), b"x" * (1024 * 1024 + 1), TAIL], "request_invalid"),
        (["head", pb.UploadTail(size=-1)], "request_invalid"),
    ],
)
async def test_an_upload_that_is_not_whole_is_refused_and_leaves_nothing(
    desk: Desk, refused: Refused, parts: Sequence[Any], reason: str
) -> None:
    document_id = str(uuid4())
    stream = [desk.head(document_id) if part == "head" else part for part in parts]
    refusal = await refused(desk.send(stream))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, reason)
    assert refusal.sentence
    assert (await refused(desk.get(document_id))).reason == "document_unknown"
    assert desk.blobs() == []


async def test_bytes_that_differ_from_their_digest_are_refused_and_leave_nothing(desk: Desk, refused: Refused) -> None:
    refusal = await refused(desk.upload(picture(1), uuid4(), sha256=sha256(picture(2))))
    assert (refusal.reason, refusal.fields) == ("digest_mismatch", {"sha256"})
    assert desk.blobs() == []


async def test_a_file_over_the_limit_is_cut_off_and_leaves_nothing(desk: Desk, refused: Refused) -> None:
    largest = picture().ljust(MAX_BYTES, b"\0")
    assert (await desk.upload(largest)).size == MAX_BYTES
    before = desk.blobs()
    refusal = await refused(desk.upload(largest + b"\0"))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "file_too_large")
    assert desk.blobs() == before


async def test_a_caller_that_hangs_up_leaves_nothing(desk: Desk, until: Callable[..., Awaitable[None]]) -> None:
    sent, document_id = asyncio.Event(), str(uuid4())

    async def half() -> AsyncIterator[pb.UploadDocumentRequest]:
        yield pb.UploadDocumentRequest(head=desk.head(document_id))
        for _ in range(8):
            yield pb.UploadDocumentRequest(chunk=picture())
        sent.set()
        await asyncio.sleep(60)

    call = desk.service.UploadDocument(half(), metadata=desk.by())
    await asyncio.wait_for(sent.wait(), 10)
    await asyncio.sleep(0.2)
    call.cancel()
    await until(lambda: desk.blobs() == [])
    assert (await desk.list()).documents == []


async def test_an_upload_repeated_after_a_lost_answer_needs_only_its_head(desk: Desk) -> None:
    content, document_id = picture(), str(uuid4())
    first = await desk.upload(content, document_id, sha256=sha256(content))
    again = await desk.send([desk.head(document_id, sha256=sha256(content))])
    assert again == first
    assert len(desk.blobs()) == 1


async def test_an_upload_repeated_whole_and_without_a_digest_keeps_one_file(desk: Desk) -> None:
    document_id = str(uuid4())
    first = await desk.upload(picture(), document_id)
    again = await desk.upload(picture(), document_id.upper())
    assert again == first
    assert len(desk.blobs()) == 1


async def test_an_id_stands_for_one_file_of_one_company(desk: Desk, refused: Refused) -> None:
    document_id, other = str(uuid4()), desk.employ(uuid4())
    await desk.upload(picture(), document_id)
    for attempt in (
        desk.upload(picture(1), document_id),
        desk.upload(picture(1), document_id, sha256=sha256(picture(1))),
        desk.upload(picture(), document_id, client_id=str(other)),
        desk.send([desk.head(document_id, client_id=str(other), sha256=sha256(picture()))]),
    ):
        refusal = await refused(attempt)
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "document_id_taken")
    assert len(desk.blobs()) == 1


async def test_different_files_under_one_id_at_once_are_one_document_and_refusals(desk: Desk) -> None:
    document_id = str(uuid4())
    outcomes = await asyncio.gather(
        *(desk.upload(picture(number % 4), document_id) for number in range(20)), return_exceptions=True
    )
    kept = {outcome.sha256 for outcome in outcomes if isinstance(outcome, document_pb2.Document)}
    assert len(kept) == 1
    codes = {outcome.code() for outcome in outcomes if isinstance(outcome, grpc.aio.AioRpcError)}
    assert codes == {grpc.StatusCode.FAILED_PRECONDITION}
    assert len(desk.blobs()) == 1


async def test_only_companies_that_the_office_and_the_user_have_can_be_uploaded_to(
    desk: Desk, refused: Refused
) -> None:
    theirs, colleague = desk.another_office(), desk.employ(uuid4())
    tail = pb.UploadTail(size=len(picture()))
    for head, caller in (
        (desk.head(client_id=str(uuid4())), {}),
        (desk.head(client_id=str(theirs.client_id)), {}),
        (desk.head(client_id=str(colleague)), {"role": "client"}),
        (desk.head(), {"role": "client", "clients": []}),
        (desk.head(client_id=str(theirs.client_id)), {"role": "client", "clients": [theirs.client_id]}),
    ):
        refusal = await refused(desk.send([head, picture(), tail], **caller))
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.NOT_FOUND, "client_unknown")
    assert (await desk.send([desk.head(), picture(), tail], role="client")).created_by == "client@cabinet.example"


async def test_a_company_that_was_looked_up_for_one_office_stays_unknown_to_another(
    desk: Desk, refused: Refused
) -> None:
    await desk.upload(picture())
    asked = desk.companies.asked
    await desk.upload(picture(1))
    assert desk.companies.asked == asked, "known for some seconds"
    theirs = desk.another_office()
    assert (await refused(theirs.upload(picture(), client_id=str(desk.client_id)))).reason == "client_unknown"


@pytest.mark.parametrize("role", ["viewer"])
async def test_who_may_only_look_uploads_nothing(desk: Desk, refused: Refused, role: str) -> None:
    refusal = await refused(desk.send([desk.head(), picture(), TAIL], role=role))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.PERMISSION_DENIED, "role_denied")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\Ana\\bon.png", "bon.png"),
        ("/storage/emulated/0/DCIM/bon.png", "bon.png"),
        ("bon\u202egnp.exe", "bongnp.exe"),
        ("bon\r\nSet-Cookie: a=b.png", "bonSet-Cookie: a=b.png"),
        ("bon 🧾 țară.png", "bon 🧾 țară.png"),
        ("", "document"),
        ("\u200b", "document"),
        ("a" * 300 + ".png", "a" * 251 + ".png"),
    ],
)
async def test_a_file_name_loses_folders_and_what_can_not_be_printed(desk: Desk, sent: str, kept: str) -> None:
    assert (await desk.upload(picture(), filename=sent)).filename == kept


@pytest.mark.parametrize(
    "head",
    [
        {"id": "no-uuid"},
        {"id": "{" + str(uuid4()) + "}"},
        {"client_id": ""},
        {"sha256": "abc"},
        {"filename": "x" * 1025},
    ],
)
async def test_a_head_that_can_not_be_used_is_refused_by_its_field(
    desk: Desk, refused: Refused, head: dict[str, str]
) -> None:
    refusal = await refused(desk.upload(picture(), **{"document_id": uuid4(), **head} if "id" not in head else head))
    assert refusal.reason == "request_invalid"
    assert refusal.fields == {f"head.{name}" for name in head}


async def test_a_file_that_is_gone_from_the_store_is_said_to_be_gone_before_anything_is_sent(
    desk: Desk, refused: Refused
) -> None:
    document = await desk.upload(picture())
    for path in desk.blobs():
        path.unlink()
    refusal = await refused(desk.download(document.id))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.NOT_FOUND, "file_missing")
    call = desk.service.DownloadDocument(pb.DownloadDocumentRequest(id=document.id), metadata=desk.by())
    with pytest.raises(grpc.aio.AioRpcError):
        await anext(aiter(call))


async def test_a_download_is_for_those_who_may_see_the_document(desk: Desk, refused: Refused) -> None:
    document, theirs = await desk.upload(picture()), desk.another_office()
    assert (await desk.download(document.id, role="client"))[1] == picture()
    for attempt in (
        desk.download(document.id, role="client", clients=[uuid4()]),
        theirs.download(document.id),
        theirs.download(document.id, role="client", clients=[desk.client_id]),
    ):
        assert (await refused(attempt)).reason == "document_unknown"


async def test_a_file_may_come_byte_by_byte(desk: Desk) -> None:
    parts = [desk.head(), *(picture()[at : at + 1] for at in range(len(picture()))), TAIL]
    call = desk.service.UploadDocument(requests(parts), metadata=desk.by())
    assert (await call).document.sha256 == sha256(picture())
