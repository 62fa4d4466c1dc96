"""Corrections, approval, rejection and retry as callers of the service see them, by every role and in every state."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from contapics.common.v1 import booking_pb2, extraction_pb2
from contapics.document.v1 import document_pb2, events_pb2
from contapics.document.v1 import document_service_pb2 as pb
from integration.conftest import Refusal
from integration.document.conftest import Desk
from sqlalchemy import select

from services.document import events, models, readings
from services.document.rules import ALLOWED, State

Refused = Callable[[Awaitable[object]], Awaitable[Refusal]]
WIRE = document_pb2.Document.State
SUPPLIER = {"name": "Brutăria Ștefan", "cui": "11201891"}


async def verb(desk: Desk, name: str, document_id: str, revision: int = 0, **caller: Any) -> document_pb2.Document:
    call, request = {
        "approve": (desk.service.ApproveDocument, pb.ApproveDocumentRequest(id=document_id, revision=revision)),
        "reject": (desk.service.RejectDocument, pb.RejectDocumentRequest(id=document_id, reason="Nu este al firmei.")),
        "retry": (desk.service.RetryDocument, pb.RetryDocumentRequest(id=document_id)),
        "correct": (
            desk.service.UpdateExtraction,
            pb.UpdateExtractionRequest(id=document_id, extraction=extraction_pb2.Extraction(number=str(uuid4())[:8])),
        ),
    }[name]
    document: document_pb2.Document = (await call(request, metadata=desk.by(**caller))).document
    return document


async def history(desk: Desk, document_id: str, **caller: Any) -> list[tuple[str, str, str]]:
    request = pb.ListCorrectionsRequest(id=document_id)
    answer = await desk.service.ListCorrections(request, metadata=desk.by(**caller))
    return [(entry.field, entry.old_value, entry.new_value) for entry in answer.corrections]


LEADS_TO = {"approve": WIRE.APPROVED, "reject": WIRE.REJECTED, "retry": WIRE.RECEIVED, "correct": WIRE.REVIEW}


@pytest.mark.parametrize("name", LEADS_TO)
async def test_a_verb_leads_on_from_its_states_and_is_refused_in_all_others(
    desk: Desk, refused: Refused, name: str
) -> None:
    document = await desk.reviewed()
    for state in State:
        await desk.bring_to(document.id, state)
        if state in ALLOWED[name]:
            assert (await verb(desk, name, document.id)).state == LEADS_TO[name]
            continue
        refusal = await refused(verb(desk, name, document.id))
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "state_forbids")
        assert state in refusal.sentence
        assert (await desk.get(document.id)).state == WIRE.Value(state)


@pytest.mark.parametrize("name", LEADS_TO)
async def test_only_owners_and_accountants_of_the_office_change_documents(
    desk: Desk, refused: Refused, name: str
) -> None:
    document, theirs = await desk.reviewed(), desk.another_office()
    await desk.bring_to(document.id, min(ALLOWED[name]))
    for role in ("viewer", "client"):
        assert (await refused(verb(desk, name, document.id, role=role))).reason == "role_denied"
    for role in ("owner", "accountant"):
        assert (await refused(verb(theirs, name, document.id, role=role))).reason == "document_unknown"
    assert (await verb(desk, name, document.id, role="owner")).state == LEADS_TO[name]


@pytest.mark.parametrize("role", ["owner", "accountant", "viewer"])
async def test_the_history_of_corrections_is_for_the_office(desk: Desk, refused: Refused, role: str) -> None:
    document = await desk.reviewed()
    await desk.correct(document.id, total="120.00")
    assert await history(desk, document.id, role=role) == [("total", '"119.00"', '"120.00"')]
    assert (await refused(history(desk, document.id, role="client"))).reason == "role_denied"
    assert (await refused(history(desk.another_office(), document.id, role=role))).reason == "document_unknown"


async def test_without_a_mask_every_value_that_is_given_counts(desk: Desk) -> None:
    document = await desk.reviewed(supplier=SUPPLIER)
    corrected = await desk.correct(document.id, total="120.00", number="7")
    assert (corrected.extraction.total, corrected.extraction.number) == ("120.00", "7")
    assert corrected.extraction.supplier.name == SUPPLIER["name"]
    assert corrected.extraction.confidence["total"] == 1.0
    assert not corrected.extraction.needs_review


async def test_a_nested_path_changes_its_leaf_and_clears_it_when_it_is_not_given(desk: Desk) -> None:
    document = await desk.reviewed(supplier=SUPPLIER)
    corrected = await desk.correct(document.id, ["supplier.cui", "buyer.cui"], supplier={"cui": "14399840"})
    assert (corrected.extraction.supplier.name, corrected.extraction.supplier.cui) == (SUPPLIER["name"], "14399840")
    cleared = await desk.correct(document.id, ["supplier.cui", "total"])
    assert not cleared.extraction.supplier.HasField("cui")
    assert not cleared.extraction.HasField("total")
    assert await history(desk, document.id) == [
        ("supplier.cui", '"11201891"', '"14399840"'),
        ("supplier.cui", '"14399840"', ""),
        ("total", '"119.00"', ""),
    ]
    whole = await desk.correct(document.id, ["supplier"])
    assert not whole.extraction.HasField("supplier")


async def test_a_list_is_replaced_whole(desk: Desk) -> None:
    document = await desk.reviewed(vat=[{"rate": "19", "amount": "19.00"}, {"rate": "9", "amount": "1.00"}])
    corrected = await desk.correct(document.id, ["vat"], vat=[{"rate": "21", "amount": "20.65"}])
    assert [entry.rate for entry in corrected.extraction.vat] == ["21"]
    [(field, old, new)] = await history(desk, document.id)
    assert (field, len(json.loads(old)), len(json.loads(new))) == ("vat", 2, 1)
    assert list((await desk.correct(document.id, ["vat"])).extraction.vat) == []


async def test_a_special_way_of_vat_can_be_corrected(desk: Desk) -> None:
    document = await desk.reviewed(regimes=["vat_on_collection"])
    corrected = await desk.correct(document.id, regimes=["reverse_charge"])
    assert list(corrected.extraction.regimes) == ["reverse_charge"]


async def test_a_path_beside_the_one_that_holds_it_is_no_trouble(desk: Desk) -> None:
    document = await desk.reviewed(supplier=SUPPLIER)
    for mask in (["supplier", "supplier.cui"], ["supplier.cui", "supplier"], ["total", "total"]):
        corrected = await desk.correct(document.id, mask, supplier={"cui": "14399840"})
        assert corrected.extraction.supplier.cui == "14399840"


@pytest.mark.parametrize(
    ("mask", "reason"),
    [
        (["*"], "field_unknown"),
        ([""], "field_unknown"),
        (["total.more"], "field_unknown"),
        (["supplier."], "field_unknown"),
        (["vat.amount"], "field_unknown"),
        (["password"], "field_unknown"),
        (["confidence"], "field_unknown"),
        (["boxes"], "field_unknown"),
        (["checks"], "field_unknown"),
        (["needs_review"], "field_unknown"),
        (["text"], "field_unknown"),
        (["total", "reader"], "field_unknown"),
    ],
)
async def test_a_mask_may_name_only_what_a_person_can_vouch_for(
    desk: Desk, refused: Refused, mask: list[str], reason: str
) -> None:
    document = await desk.reviewed()
    refusal = await refused(desk.correct(document.id, mask, total="1.00", text="x", needs_review=True))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, reason)
    assert await desk.get(document.id) == document


@pytest.mark.parametrize(
    "values",
    [
        {"total": "1"},
        {"total": "1e5"},
        {"total": "99999999999999.00"},
        {"total": "-"},
        {"issue_date": "2025-2-3"},
        {"issue_time": "25:00"},
        {"currency": "lei"},
        {"kind": "poem"},
        {"supplier": {"name": "a" * 301}},
        {"number": "a\0b"},
        {"vat": [{"rate": "100"}]},
        {"vat": [{"rate": "-1"}]},
        {"payments": [{"method": "BARTER"}]},
        {"lines": [{"description": "x", "quantity": "NaN"}]},
        {"lines": [{"description": "x", "quantity": "1e999999"}]},
        {"lines": [{"description": "x", "unit_price": "abc"}]},
        {"lines": [{"description": "x"}] * 2001},
        {"regimes": ["anything"]},
    ],
)
async def test_a_value_that_is_none_of_its_kind_is_refused_by_its_field(
    desk: Desk, refused: Refused, values: dict[str, Any]
) -> None:
    document = await desk.reviewed()
    refusal = await refused(desk.correct(document.id, **values))
    assert refusal.reason == "request_invalid"
    [field] = refusal.fields
    assert field.split(".")[1] == next(iter(values))
    assert await desk.get(document.id) == document


async def test_a_day_that_is_in_no_calendar_is_refused(desk: Desk, refused: Refused) -> None:
    document = await desk.reviewed()
    refusal = await refused(desk.correct(document.id, issue_date="2025-02-30"))
    assert (refusal.reason, refusal.fields) == ("date_invalid", {"extraction.issue_date"})


async def test_the_same_value_again_is_no_correction_and_no_revision(desk: Desk) -> None:
    document = await desk.reviewed()
    assert await desk.correct(document.id, total="119.00") == document
    assert await desk.correct(document.id) == document
    assert await history(desk, document.id) == []


async def test_a_correction_of_a_document_that_failed_puts_it_under_review_by_hand(desk: Desk) -> None:
    document = await desk.upload(b"\x89PNG\r\n\x1a\n and no more")
    async with desk.database.transaction(desk.tenant_id) as session:
        await readings.fail_reading(session, UUID(document.id), 1, "blank", {})
    assert (await desk.get(document.id)).problem.reason == "blank"
    corrected = await desk.correct(document.id, total="5.00")
    assert (corrected.state, corrected.extraction.total, corrected.extraction.kind) == (WIRE.REVIEW, "5.00", "other")
    assert not corrected.HasField("problem")


async def test_while_the_reader_is_away_a_correction_is_stored_and_marked_for_a_person(desk: Desk) -> None:
    document = await desk.reviewed()
    desk.checker.away = True
    corrected = await desk.correct(document.id, total="120.00")
    assert corrected.extraction.total == "120.00"
    assert corrected.extraction.needs_review
    assert (list(corrected.extraction.checks), list(corrected.extraction.review_reasons)) == ([], ["not_verified"])


async def test_of_corrections_at_once_by_the_revision_that_all_saw_one_wins(desk: Desk) -> None:
    document = await desk.reviewed()
    outcomes = await asyncio.gather(
        *(desk.correct(document.id, revision=document.revision, number=str(number)) for number in range(8)),
        return_exceptions=True,
    )
    won = [outcome for outcome in outcomes if isinstance(outcome, document_pb2.Document)]
    codes = {outcome.code() for outcome in outcomes if isinstance(outcome, grpc.aio.AioRpcError)}
    assert (len(won), codes) == (1, {grpc.StatusCode.FAILED_PRECONDITION})
    assert (await desk.get(document.id)).extraction.number == won[0].extraction.number


async def test_corrections_of_different_fields_at_once_are_all_kept_or_told_to_try_again(desk: Desk) -> None:
    document = await desk.reviewed()
    values: list[dict[str, Any]] = [{"number": "7"}, {"series": "AB"}, {"currency": "EUR"}, {"fiscal_serial": "DB1"}]
    outcomes = await asyncio.gather(*(desk.correct(document.id, **each) for each in values), return_exceptions=True)
    stored = (await desk.get(document.id)).extraction
    for given, outcome in zip(values, outcomes, strict=True):
        [(name, value)] = given.items()
        if isinstance(outcome, grpc.aio.AioRpcError):
            assert outcome.code() == grpc.StatusCode.FAILED_PRECONDITION
        else:
            assert getattr(stored, name) == value
    kept = sum(not isinstance(outcome, grpc.aio.AioRpcError) for outcome in outcomes)
    assert len(await history(desk, document.id)) == kept >= 1


async def test_a_correction_that_was_overtaken_by_another_is_made_on_top_of_it(desk: Desk) -> None:
    document = await desk.reviewed()

    async def overtake() -> None:
        await desk.correct(document.id, number="8")

    desk.checker.meanwhile = overtake
    corrected = await desk.correct(document.id, total="120.00")
    assert (corrected.extraction.number, corrected.extraction.total) == ("8", "120.00")


async def test_a_correction_that_was_overtaken_by_the_approval_changes_nothing(desk: Desk, refused: Refused) -> None:
    document = await desk.reviewed()

    async def overtake() -> None:
        await verb(desk, "approve", document.id)

    desk.checker.meanwhile = overtake
    assert (await refused(desk.correct(document.id, total="1.00"))).reason == "state_forbids"
    assert (await desk.get(document.id)).extraction.total == "119.00"


async def test_an_approval_names_the_revision_that_was_seen(desk: Desk, refused: Refused) -> None:
    document = await desk.reviewed()
    await desk.correct(document.id, number="7")
    for stale in (document.revision, -1, 2**31 - 1):
        assert (await refused(verb(desk, "approve", document.id, stale))).reason == "revision_stale"
    approved = await verb(desk, "approve", document.id, document.revision + 1)
    assert (approved.state, approved.approved_by) == (WIRE.APPROVED, "accountant@cabinet.example")


async def test_what_is_said_at_an_approval_goes_to_the_books_and_stays_on_the_document(desk: Desk) -> None:
    said = booking_pb2.Booking(paid_from_advance=False, account="6022.01")
    document = await desk.reviewed()
    request = pb.ApproveDocumentRequest(id=document.id, booking=said)
    approved = await desk.service.ApproveDocument(request, metadata=desk.by())
    assert approved.document.booking == said
    assert (await desk.get(document.id)).booking == said
    columns = models.outbox.c
    async with desk.database.transaction_as("contapics_document_relay") as session:
        sent = select(columns.payload).where(columns.tenant_id == desk.tenant_id, columns.subject == events.APPROVED)
        [payload] = (await session.scalars(sent)).all()
    event = events_pb2.DocumentApproved.FromString(payload)
    assert (event.booking, event.booking.HasField("paid_from_advance")) == (said, True)
    silent = await verb(desk, "approve", (await desk.reviewed()).id)
    assert not silent.HasField("booking")


@pytest.mark.parametrize("missing", ["total", "issue_date", "currency"])
async def test_nothing_is_approved_without_its_key_values(desk: Desk, refused: Refused, missing: str) -> None:
    document = await desk.reviewed()
    await desk.correct(document.id, [missing])
    refusal = await refused(verb(desk, "approve", document.id))
    assert (refusal.reason, refusal.fields) == ("key_value_missing", {f"extraction.{missing}"})
    assert missing in refusal.sentence


async def test_nothing_is_approved_for_a_company_that_the_office_no_longer_has(desk: Desk, refused: Refused) -> None:
    document = await desk.reviewed()
    desk.companies.known.clear()
    assert (await refused(verb(desk, "approve", document.id))).reason == "client_unknown"
    assert (await desk.get(document.id)).state == WIRE.REVIEW


@pytest.mark.parametrize("reason", ["", "a" * 1001, "a\0"])
async def test_a_rejection_says_why_in_words_that_can_be_kept(desk: Desk, refused: Refused, reason: str) -> None:
    document = await desk.reviewed()
    request = pb.RejectDocumentRequest(id=document.id, reason=reason)
    refusal = await refused(desk.service.RejectDocument(request, metadata=desk.by()))
    assert (refusal.reason, refusal.fields) == ("request_invalid", {"reason"})


async def test_a_client_user_sees_why_its_document_was_rejected_and_a_retry_forgets_it(desk: Desk) -> None:
    document = await desk.reviewed()
    await verb(desk, "reject", document.id)
    assert (await desk.get(document.id, role="client")).rejection_reason == "Nu este al firmei."
    assert (await verb(desk, "retry", document.id)).rejection_reason == ""


async def test_a_receipt_of_several_in_a_file_is_read_again_as_itself(desk: Desk) -> None:
    document = await desk.upload(b"\x89PNG\r\n\x1a\n two receipts")

    async def read(document_id: str, attempt: int, *totals: str) -> None:
        extractions = [extraction_pb2.Extraction(kind="receipt", total=total) for total in totals]
        async with desk.database.transaction(desk.tenant_id) as session:
            await readings.take_reading(session, UUID(document_id), attempt, "image/png", extractions)

    await read(document.id, 1, "1.00", "2.00", "3.00")
    [second] = [each for each in (await desk.list()).documents if each.part == 2]
    await verb(desk, "reject", second.id)
    await verb(desk, "retry", second.id)
    await read(second.id, 2, "1.50", "2.50", "3.50")
    listed = sorted((await desk.list()).documents, key=lambda each: each.part)
    assert [(each.part, each.extraction.total) for each in listed] == [(1, "1.00"), (2, "2.50"), (3, "3.00")]

    await verb(desk, "reject", second.id)
    await verb(desk, "retry", second.id)
    await read(second.id, 3, "1.50")
    lost = await desk.get(second.id)
    assert (lost.state, lost.problem.reason) == (WIRE.FAILED, "part_missing")
    assert "2" in lost.problem.message


async def test_the_words_of_a_page_are_asked_of_the_reader_by_what_was_read(desk: Desk, refused: Refused) -> None:
    document = await desk.reviewed()

    async def words(at: Desk, role: str) -> list[str]:
        answer = await desk.service.ListWords(pb.ListWordsRequest(id=document.id), metadata=at.by(role=role))
        return [word.text for word in answer.words]

    assert await words(desk, "viewer") == [f"{document.sha256[:8]} 1 False 1"]
    assert (await refused(words(desk.another_office(), "viewer"))).reason == "document_unknown"
    assert (await refused(words(desk, "client"))).code is grpc.StatusCode.PERMISSION_DENIED
    desk.checker.away = True
    assert (await refused(words(desk, "viewer"))).reason == "ocr_unavailable"
