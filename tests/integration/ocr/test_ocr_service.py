"""The ocr service over gRPC: files on demand, and values that a person corrected."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.document.v1 import events_pb2
from contapics.ocr.v1 import ocr_service_pb2 as pb
from contapics.ocr.v1 import ocr_service_pb2_grpc
from integration.conftest import Refusal
from integration.ocr.conftest import WORD, Desk, picture

from benchmarks.sample_files import encrypted_pdf, png_header
from services.common.identity import TokenVerifier
from services.ocr.drawing import Drawing
from services.ocr.limits import Limits
from services.ocr.service import MAX_ON_DEMAND, OcrService

Refused = Callable[[Awaitable[object]], Awaitable[Refusal]]
SignIn = Callable[..., list[tuple[str, str]]]

RIGHT = extraction_pb2.Extraction(
    kind="receipt",
    source="ocr",
    supplier=extraction_pb2.Supplier(name="Brutăria", cui="11201891", vat_payer=True),
    number="7",
    issue_date=(datetime.now(UTC).date() - timedelta(days=9)).isoformat(),
    currency="RON",
    total="121.00",
    vat=[extraction_pb2.Vat(rate="21", base="100.00", amount="21.00")],
    payments=[extraction_pb2.Payment(method="CASH", amount="121.00")],
    confidence={"total": 1.0},
    text="TOTAL 121,00",
)


@pytest.fixture
def drawing() -> Iterator[Drawing]:
    drawer = Drawing(Limits(), 2)
    yield drawer
    drawer.close()


@pytest.fixture
async def service(desk: Desk, serve: Any, verifier: TokenVerifier, drawing: Drawing) -> Any:
    descriptor = pb.DESCRIPTOR.services_by_name["OcrService"]
    add = ocr_service_pb2_grpc.add_OcrServiceServicer_to_server
    channel = await serve(verifier, [(descriptor, add, OcrService(desk.database, desk.reading, drawing))])
    return ocr_service_pb2_grpc.OcrServiceStub(channel)


@pytest.fixture
def caller(desk: Desk, signed_in: SignIn) -> Callable[..., list[tuple[str, str]]]:
    def metadata(role: str = "accountant", tenant_id: UUID = desk.tenant_id) -> list[tuple[str, str]]:
        return signed_in(tenant_id, role)

    return metadata


async def test_a_file_is_read_on_demand_under_its_name_and_kept_only_in_the_cache(
    desk: Desk, service: Any, caller: SignIn
) -> None:
    first = await service.Extract(pb.ExtractRequest(content=picture(), filename="a/bon.png"), metadata=caller())
    [extraction] = first.extractions
    assert (extraction.file, extraction.text) == ("bon.png", WORD)
    read = desk.reader.read
    again = await service.Extract(pb.ExtractRequest(content=picture(), filename="alt.png"), metadata=caller())
    assert again.extractions[0].file == "alt.png"
    assert desk.reader.read == read
    await service.Extract(pb.ExtractRequest(content=picture()), metadata=caller(tenant_id=uuid4()))
    assert desk.reader.read > read, "another office's cache is its own"
    assert await desk.events() == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hello", "unknown_type"),
        (b"\xff\xd8\xff\xe0 and no more", "broken_file"),
        (encrypted_pdf(), "encrypted_pdf"),
        (png_header(50_000, 50_000), "too_many_pixels"),
        (b"%PDF-" + b"\0" * (20 * 1024 * 1024), "too_large"),
    ],
)
async def test_a_file_that_can_not_be_read_is_refused_in_words(
    service: Any, caller: SignIn, refused: Refused, content: bytes, reason: str
) -> None:
    said = set()
    for language in ("ro", "en"):
        metadata = [*caller(), ("accept-language", language)]
        refusal = await refused(service.Extract(pb.ExtractRequest(content=content), metadata=metadata, timeout=30))
        assert (refusal.code, refusal.reason, refusal.fields) == (
            grpc.StatusCode.INVALID_ARGUMENT,
            reason,
            {"content"},
        )
        said.add(refusal.sentence)
    assert len(said) == 2


async def test_an_engine_that_stumbles_tells_the_caller_nothing_of_itself(
    desk: Desk, service: Any, caller: SignIn, refused: Refused
) -> None:
    desk.reader.breaks = True
    refusal = await refused(service.Extract(pb.ExtractRequest(content=picture()), metadata=caller()))
    assert refusal.code == grpc.StatusCode.INTERNAL
    assert "stumbled" not in refusal.sentence
    desk.reader.breaks = False
    assert (await service.Extract(pb.ExtractRequest(content=picture()), metadata=caller())).extractions


async def test_of_too_many_files_at_once_the_last_are_asked_to_wait(desk: Desk, service: Any, caller: SignIn) -> None:
    desk.reader.may_end.clear()
    calls = [
        asyncio.ensure_future(service.Extract(pb.ExtractRequest(content=picture(number)), metadata=caller()))
        for number in range(MAX_ON_DEMAND + 2)
    ]
    done, waiting = await asyncio.wait(calls, timeout=20, return_when=asyncio.FIRST_COMPLETED)
    desk.reader.may_end.set()
    done |= set((await asyncio.wait(waiting, timeout=20))[0])
    refusals = [error.code() for call in done if isinstance(error := call.exception(), grpc.aio.AioRpcError)]
    assert refusals == [grpc.StatusCode.UNAVAILABLE] * 2
    assert len(done) == len(calls)


@pytest.mark.parametrize("role", ["viewer", "client"])
async def test_only_owners_and_accountants_have_files_read(
    service: Any, caller: SignIn, refused: Refused, role: str
) -> None:
    for call in (
        service.Extract(pb.ExtractRequest(content=picture()), metadata=caller(role)),
        service.VerifyExtraction(pb.VerifyExtractionRequest(extraction=RIGHT), metadata=caller(role)),
    ):
        assert (await refused(call)).reason == "role_denied"


async def verified(service: Any, caller: SignIn, **changes: Any) -> extraction_pb2.Extraction:
    asked = extraction_pb2.Extraction()
    asked.CopyFrom(RIGHT)
    for name, value in changes.items():
        asked.ClearField(name)  # type: ignore[arg-type]  # a name of the test's own
        asked.MergeFrom(extraction_pb2.Extraction(**{name: value}))
    answer = await service.VerifyExtraction(pb.VerifyExtractionRequest(extraction=asked), metadata=caller())
    extraction: extraction_pb2.Extraction = answer.extraction
    unchanged = extraction_pb2.Extraction()
    unchanged.CopyFrom(extraction)
    for made in ("checks", "review_reasons", "needs_review"):
        unchanged.ClearField(made)  # type: ignore[arg-type]  # likewise
        asked.ClearField(made)  # type: ignore[arg-type]  # likewise
    assert unchanged == asked, "no value is changed"
    return extraction


async def test_right_values_pass_every_check_and_need_no_person(service: Any, caller: SignIn) -> None:
    stale = [extraction_pb2.Check(name="payments", ok=False)]
    answer = await verified(service, caller, checks=stale, review_reasons=["total_unread"], needs_review=True)
    assert {check.name for check in answer.checks} >= {"supplier_cui", "vat_rate", "vat_gross", "payments"}
    assert all(check.ok for check in answer.checks)
    assert (answer.needs_review, list(answer.review_reasons)) == (False, [])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"total": "122.00"}, "payments_mismatch"),
        ({"supplier": {"cui": "11201892"}}, "supplier_cui_invalid"),
        ({"issue_date": "9999-12-31"}, "date_in_future"),
        ({"issue_date": "0001-01-01"}, "date_too_old"),
        ({"vat": [{"rate": "21", "base": "100.00", "amount": "2.00"}]}, "vat_mismatch"),
        ({"confidence": {"total": 0.2}}, "total_uncertain"),
        ({"total": None}, "total_unread"),
    ],
)
async def test_a_wrong_or_doubtful_value_asks_for_a_person(
    service: Any, caller: SignIn, changes: dict[str, Any], reason: str
) -> None:
    answer = await verified(service, caller, **changes)
    assert answer.needs_review
    assert reason in answer.review_reasons


@pytest.mark.parametrize(
    "changes",
    [
        {"total": "NaN"},
        {"total": "1e9"},
        {"total": "121"},
        {"issue_date": "2025-02-30"},
        {"lines": [{"description": "x", "quantity": "NaN", "unit_price": "1", "amount": "1.00"}]},
        {"lines": [{"description": "x", "quantity": "1e999999", "unit_price": "1e999999", "amount": "1.00"}]},
        {"lines": [{"description": "x", "quantity": "Infinity", "unit_price": "0", "amount": "1.00"}]},
        {"vat": [{"rate": "1000"}]},
        {"payments": [{"method": "CASH", "amount": "12,50"}]},
        {"regimes": ["none"]},
    ],
)
async def test_hostile_numbers_are_refused(
    service: Any, caller: SignIn, refused: Refused, changes: dict[str, Any]
) -> None:
    refusal = await refused(verified(service, caller, **changes))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "request_invalid")
    assert refusal.sentence


async def test_the_largest_numbers_that_are_taken_are_checked_in_no_time(service: Any, caller: SignIn) -> None:
    line = {"description": "x", "quantity": "9999999999999.9999999999", "unit_price": "-9999999999999.9999999999"}
    answer = await verified(service, caller, lines=[{**line, "amount": "-9999999999999.99"}] * 2000)
    assert answer.needs_review


async def test_an_empty_extraction_can_be_checked(service: Any, caller: SignIn) -> None:
    request = pb.VerifyExtractionRequest(extraction=extraction_pb2.Extraction())
    answer = await service.VerifyExtraction(request, metadata=caller())
    assert answer.extraction.needs_review


async def test_words_of_a_file_that_was_read_are_told_by_page_and_others_not_at_all(
    desk: Desk, service: Any, caller: SignIn
) -> None:
    content = picture()
    await service.Extract(pb.ExtractRequest(content=content), metadata=caller())

    async def words(page: int = 1, whole: bool = False, tenant_id: UUID = desk.tenant_id) -> list[str]:
        files = [events_pb2.StoredFile(sha256=hashlib.sha256(content).hexdigest())]
        request = pb.ListReadWordsRequest(files=files, whole=whole, page=page)
        answer = await service.ListReadWords(request, metadata=caller(tenant_id=tenant_id))
        assert all(len(word.quad) == 8 and all(0 <= x <= 1 for x in word.quad) for word in answer.words)
        return [word.text for word in answer.words]

    assert set(await words()) == {WORD}
    assert await words(page=2) == await words(whole=True) == await words(tenant_id=uuid4()) == []


async def test_a_page_is_drawn_and_one_that_can_not_be_says_why(service: Any, caller: SignIn, refused: Refused) -> None:
    drawn = await service.DrawPage(
        pb.DrawPageRequest(content=picture(), page=1, width=100), metadata=caller(role="client")
    )
    assert (drawn.width, drawn.picture[:3]) == (100, b"\xff\xd8\xff")
    for content, page, reason in ((encrypted_pdf(), 1, "encrypted_pdf"), (picture(), 2, "page_unknown")):
        request = pb.DrawPageRequest(content=content, page=page, width=100)
        refusal = await refused(service.DrawPage(request, metadata=caller()))
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, reason)
