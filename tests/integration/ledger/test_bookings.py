"""What a person says about a note when approving it, and what the office learns from that."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from contapics.common.v1 import booking_pb2
from contapics.ledger.v1 import ledger_service_pb2 as pb
from integration.ledger.conftest import receipt
from integration.ledger.test_posting import lines
from integration.ledger.test_stornos import Breaking, ask, post

from services.ledger import consumer, days
from services.ledger.errors import Refused
from services.ledger.sinks.sink import SameForAll

BY_HAND = booking_pb2.Booking(account="6024.07")
FROM_ADVANCE = booking_pb2.Booking(paid_from_advance=True)


async def approve(ledger: Any, office: Any, booking: Any = None, revision: int = 1, **rest: Any) -> UUID:
    document_id = rest.pop("document_id", None) or uuid4()
    approval = office.approval(document_id, revision)
    if booking is not None:
        approval.booking.CopyFrom(booking)
    sink = rest.pop("sink", None)
    await consumer.handler(ledger.database, SameForAll(sink) if sink else ledger.sinks)(office.message(approval))
    return document_id


async def preview(ledger: Any, office: Any, booking: Any = None) -> Any:
    request = pb.PreviewNoteRequest(client_id=str(office.client_id), extraction=receipt(), booking=booking)
    return (await ledger.service.PreviewNote(request, metadata=office.metadata())).note


def reason(note: Any) -> tuple[str, str, str]:
    return note.account_reason.account, note.account_reason.basis, note.account_reason.detail


async def test_who_approves_can_say_that_an_employee_paid_and_sees_it_before(ledger: Any, office: Any) -> None:
    expected = ["6022=401 221.24", "4426=401 42.04", "401=542 263.28"]
    draft = await preview(ledger, office, FROM_ADVANCE)
    assert (draft.rule, lines(draft)) == ("purchase_receipt_advance", expected)
    [note] = await ledger.notes(office, await approve(ledger, office, FROM_ADVANCE))
    assert (note.rule, lines(note)) == ("purchase_receipt_advance", expected)
    [usual] = await ledger.notes(office, await approve(ledger, office))
    assert lines(usual)[-1] == "401=5311 263.28"


async def test_an_account_chosen_by_hand_is_booked_and_proposed_at_once_whatever_was_usual(
    ledger: Any, office: Any
) -> None:
    for _ in range(3):
        await approve(ledger, office)
    assert reason(await preview(ledger, office)) == ("6022", "learned", "3/3")
    assert reason(await preview(ledger, office, BY_HAND)) == ("6024.07", "chosen", "")
    [note] = await ledger.notes(office, await approve(ledger, office, BY_HAND))
    assert (lines(note)[0], reason(note)) == ("6024.07=401 221.24", ("6024.07", "chosen", ""))
    assert reason(await preview(ledger, office)) == ("6024.07", "corrected", days.today().isoformat())
    await approve(ledger, office, booking_pb2.Booking(account="623"))
    assert reason(await preview(ledger, office))[0] == "623"


async def test_a_correction_counts_for_the_rest_of_its_batch(ledger: Any, office: Any) -> None:
    first, second = uuid4(), uuid4()
    corrected = office.approval(first)
    corrected.booking.CopyFrom(BY_HAND)
    messages = [office.message(corrected), office.message(office.approval(second))]
    assert await consumer.batch_handler(ledger.database, ledger.sinks)(messages) == [None, None]
    [note] = await ledger.notes(office, second)
    assert reason(note) == ("6024.07", "corrected", days.today().isoformat())


async def test_an_account_that_takes_no_purchases_is_refused_in_words(ledger: Any, office: Any, refused: Any) -> None:
    refusal = await refused(preview(ledger, office, booking_pb2.Booking(account="5311")))
    assert (refusal.reason, refusal.fields) == ("account_unknown", {"booking.account"})
    [note] = await ledger.notes(office, await approve(ledger, office, booking_pb2.Booking(account="5311")))
    assert (note.refusal_reason, note.refusal_message) == (
        "account_unknown",
        "Contul 5311 nu există în planul de conturi.",
    )
    assert reason(await preview(ledger, office))[1] == "keyword"


async def take_back(ledger: Any, office: Any, document_id: UUID) -> None:
    note = (await ledger.notes(office, document_id))[0]
    await post(ledger, office, (await ask(ledger, office, note.id)).id)


async def test_a_storno_undoes_what_its_note_taught(ledger: Any, office: Any) -> None:
    usual = [await approve(ledger, office) for _ in range(2)]
    mistaken = [await approve(ledger, office, booking_pb2.Booking(account=account)) for account in ("623", "611")]
    for document_id, proposed in zip(reversed(mistaken), ("623", "6022"), strict=True):
        await take_back(ledger, office, document_id)
        assert reason(await preview(ledger, office))[0] == proposed
    assert reason(await preview(ledger, office)) == ("6022", "learned", "2/2")
    await take_back(ledger, office, usual[0])
    assert reason(await preview(ledger, office)) == ("6022", "learned", "1/1")
    await take_back(ledger, office, usual[1])
    assert reason(await preview(ledger, office)) == ("6022", "keyword", "MOTORINA")


async def test_what_is_approved_again_after_a_storno_teaches_again(ledger: Any, office: Any) -> None:
    document_id = await approve(ledger, office, booking_pb2.Booking(account="623"))
    await take_back(ledger, office, document_id)
    await approve(ledger, office, booking_pb2.Booking(account="611"), 3, document_id=document_id)
    assert reason(await preview(ledger, office))[:2] == ("611", "corrected")


async def test_a_note_that_the_books_refuse_teaches_nothing(ledger: Any, office: Any) -> None:
    document_id = await approve(ledger, office, BY_HAND, sink=Breaking(Refused("account_unknown")))
    assert reason(await preview(ledger, office))[1] == "keyword"
    await approve(ledger, office, None, 3, document_id=document_id)
    assert reason(await preview(ledger, office)) == ("6022", "learned", "1/1")


@pytest.mark.parametrize("account", ["6", "6022.", "abc", "6022.0123456789012345"])
async def test_what_looks_like_no_account_is_no_booking(ledger: Any, office: Any, refused: Any, account: str) -> None:
    refusal = await refused(preview(ledger, office, booking_pb2.Booking(account=account)))
    assert refusal.reason == "request_invalid"
