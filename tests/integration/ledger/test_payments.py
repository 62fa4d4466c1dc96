"""A purchase whose VAT waits is paid: its VAT becomes deductible by the share that is paid, and never twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import psycopg
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.ledger.v1 import events_pb2, note_pb2, report_service_pb2
from contapics.ledger.v1 import ledger_service_pb2 as ledger_pb
from contapics.ledger.v1 import payment_service_pb2 as pb
from integration.ledger.test_periods import close
from integration.ledger.test_posting import lines
from integration.ledger.test_stornos import Breaking, ask, post

from services.common.bus import Message
from services.common.errors import Unavailable
from services.common.ids import new_id
from services.ledger import consumer, days, events
from services.ledger.errors import Refused
from services.ledger.sinks.sink import SameForAll

STATE = note_pb2.Note.State


async def invoice(ledger: Any, office: Any, **changes: Any) -> Any:
    """The note of an unpaid invoice of 119.00 whose supplier applies TVA la încasare."""
    values: dict[str, Any] = {
        "kind": "invoice",
        "total": "119.00",
        "vat": [extraction_pb2.Vat(rate="19", amount="19.00")],
        "payments": [],
        "regimes": ["vat_on_collection"],
    }
    document_id = uuid4()
    await ledger.approve(office, document_id, **{**values, **changes})
    [note] = await ledger.notes(office, document_id)
    return note


async def pay(
    ledger: Any,
    office: Any,
    note_id: str,
    amount: str,
    day: str = "2024-04-10",
    payment_id: str = "",
    role: str = "accountant",
) -> Any:
    request = pb.RecordPaymentRequest(note_id=note_id, id=payment_id or str(uuid4()), date=day, amount=amount)
    return (await ledger.payments.RecordPayment(request, metadata=office.metadata(role))).payment


async def post_release(ledger: Any, office: Any, release_id: str, sink: Any = None) -> None:
    payload = events_pb2.ReleaseRequested(note_id=release_id).SerializeToString()
    message = Message(str(new_id()), office.tenant_id, events.RELEASE_REQUESTED, payload, 1)
    sinks = SameForAll(sink) if sink else ledger.sinks
    await consumer.request_handler(ledger.database, sinks, message.subject)(message)


async def paid(ledger: Any, office: Any, note_id: str, amount: str, **rest: Any) -> Any:
    """A payment whose release is in the books, if it has one."""
    payment = await pay(ledger, office, note_id, amount, **rest)
    if payment.release_id:
        await post_release(ledger, office, payment.release_id)
    return payment


async def listed(ledger: Any, office: Any, note_id: str) -> Any:
    return await ledger.payments.ListPayments(pb.ListPaymentsRequest(note_id=note_id), metadata=office.metadata())


async def cancel(ledger: Any, office: Any, payment_id: str, day: str = "") -> Any:
    request = pb.CancelPaymentRequest(id=payment_id, date=day, reason="dublată")
    return (await ledger.payments.CancelPayment(request, metadata=office.metadata())).payment


async def note(ledger: Any, office: Any, note_id: str) -> Any:
    return (await ledger.service.GetNote(ledger_pb.GetNoteRequest(id=note_id), metadata=office.metadata())).note


def told(postgres: Any, office: Any) -> list[str]:
    with psycopg.connect(postgres.admin_url) as connection:
        rows = connection.execute(
            "SELECT subject FROM ledger.outbox WHERE tenant_id = %s ORDER BY id", (office.tenant_id,)
        ).fetchall()
    return [subject for (subject,) in rows]


async def test_a_payment_releases_its_share_of_the_vat_into_the_books_and_the_last_one_the_rest(
    ledger: Any, office: Any, postgres: Any
) -> None:
    booked = await invoice(ledger, office)
    assert (lines(booked), booked.deferred_vat) == (["6022=401 100.00", "4428=401 19.00"], "19.00")
    first = await pay(ledger, office, booked.id, "33.33")
    assert (first.state, first.released) == (first.PENDING, "5.32")
    await post_release(ledger, office, first.release_id)
    release = await note(ledger, office, first.release_id)
    assert (release.state, release.rule, release.release_of, release.date, lines(release)) == (
        STATE.POSTED,
        "release_deferred_vat",
        booked.id,
        "2024-04-10",
        ["4426=4428 5.32"],
    )
    now = await listed(ledger, office, booked.id)
    assert (now.open, now.deferred, now.released, now.waiting) == ("85.67", "19.00", "5.32", "13.68")
    last = await paid(ledger, office, booked.id, "85.67", day="2024-05-02")
    assert last.released == "13.68"
    done = await listed(ledger, office, booked.id)
    assert (done.open, done.waiting, [each.state for each in done.payments]) == ("0.00", "0.00", [first.POSTED] * 2)
    assert len(ledger.files(office)) == 3
    assert told(postgres, office).count("ledger.v1.posted") == 1


async def test_the_same_payment_twice_or_many_times_at_once_is_one(ledger: Any, office: Any, refused: Any) -> None:
    booked, payment_id = await invoice(ledger, office), str(uuid4())
    answers = await asyncio.gather(*(pay(ledger, office, booked.id, "59.50", payment_id=payment_id) for _ in range(5)))
    assert len({answer.release_id for answer in answers}) == 1
    await post_release(ledger, office, answers[0].release_id)
    await post_release(ledger, office, answers[0].release_id)
    again = await pay(ledger, office, booked.id, "59.50", payment_id=payment_id)
    assert (again.state, again.released) == (again.POSTED, "9.50")
    assert (await refused(pay(ledger, office, booked.id, "1.00", payment_id=payment_id))).reason == "payment_id_taken"
    assert len((await listed(ledger, office, booked.id)).payments) == 1


async def test_payments_at_once_never_pay_more_than_is_due(ledger: Any, office: Any) -> None:
    booked = await invoice(ledger, office)
    answers = await asyncio.gather(*(pay(ledger, office, booked.id, "50.00") for _ in range(6)), return_exceptions=True)
    assert sum(not isinstance(answer, BaseException) for answer in answers) == 2
    assert (await listed(ledger, office, booked.id)).open == "19.00"


@pytest.mark.parametrize(
    ("amount", "day", "reason"),
    [
        ("119.01", "2024-04-10", "payment_exceeds_open"),
        ("0.00", "2024-04-10", "payment_exceeds_open"),
        ("-1.00", "2024-04-10", "payment_exceeds_open"),
        ("1.00", "2024-03-14", "payment_date_wrong"),
        ("1.00", "2024-02-30", "request_invalid"),
        ("1.00", "", "request_invalid"),
        ("1,00", "2024-04-10", "request_invalid"),
    ],
)
async def test_a_payment_that_can_not_be_is_refused_in_words(
    ledger: Any, office: Any, refused: Any, amount: str, day: str, reason: str
) -> None:
    booked = await invoice(ledger, office)
    refusal = await refused(pay(ledger, office, booked.id, amount, day))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, reason)
    assert list((await listed(ledger, office, booked.id)).payments) == []


async def test_nothing_is_paid_tomorrow_or_into_a_closed_month(ledger: Any, office: Any, refused: Any) -> None:
    booked = await invoice(ledger, office)
    tomorrow = (days.today() + timedelta(days=1)).isoformat()
    assert (await refused(pay(ledger, office, booked.id, "1.00", tomorrow))).reason == "payment_date_wrong"
    await close(ledger, office, "2024-04")
    assert (await refused(pay(ledger, office, booked.id, "1.00", "2024-04-10"))).reason == "period_closed"
    payment = await pay(ledger, office, booked.id, "19.00", "2024-05-10")
    assert (await refused(close(ledger, office, "2024-05"))).reason == "postings_in_flight"
    await post_release(ledger, office, payment.release_id)
    await close(ledger, office, "2024-05")


async def test_only_purchases_in_the_books_whose_vat_waits_are_paid(ledger: Any, office: Any, refused: Any) -> None:
    usual = await invoice(ledger, office, regimes=[])
    assert (await refused(pay(ledger, office, usual.id, "1.00"))).reason == "vat_not_deferred"
    never = await invoice(ledger, office, total="1.00")
    assert (await refused(pay(ledger, office, never.id, "1.00"))).reason == "note_not_posted"
    booked = await invoice(ledger, office)
    payment = await paid(ledger, office, booked.id, "19.00")
    assert (await refused(pay(ledger, office, payment.release_id, "1.00"))).reason == "release_of_release"
    other = await invoice(ledger, office)
    await post(ledger, office, (await ask(ledger, office, other.id)).id)
    assert (await refused(pay(ledger, office, other.id, "1.00"))).reason == "note_stornoed"
    assert (await refused(pay(ledger, office, str(uuid4()), "1.00"))).reason == "note_unknown"


async def test_a_credit_note_is_paid_back(ledger: Any, office: Any) -> None:
    booked = await invoice(ledger, office, kind="credit_note")
    payment = await paid(ledger, office, booked.id, "-59.50")
    assert payment.released == "-9.50"
    assert (await listed(ledger, office, booked.id)).open == "-59.50"


async def test_what_was_paid_at_once_is_not_open_any_more(ledger: Any, office: Any) -> None:
    cash = [extraction_pb2.Payment(method="CASH", amount="59.50")]
    booked = await invoice(ledger, office, payments=cash)
    assert booked.deferred_vat == "9.50"
    assert (await listed(ledger, office, booked.id)).open == "59.50"
    assert (await paid(ledger, office, booked.id, "59.50")).released == "9.50"


async def test_a_payment_is_taken_back_by_the_storno_of_its_release_and_its_vat_waits_again(
    ledger: Any, office: Any, postgres: Any, refused: Any
) -> None:
    booked = await invoice(ledger, office)
    mistaken, kept = [await paid(ledger, office, booked.id, amount) for amount in ("33.33", "33.33")]
    assert (await cancel(ledger, office, mistaken.id, "2024-06-01")).state == mistaken.POSTED
    [storno_id] = [(await note(ledger, office, mistaken.release_id)).storno_by]
    storno = await note(ledger, office, storno_id)
    assert (lines(storno), storno.release_of, storno.date) == (["4426=4428 -5.32"], booked.id, "2024-06-01")
    await post(ledger, office, storno_id)
    now = await listed(ledger, office, booked.id)
    assert [each.state for each in now.payments] == [mistaken.CANCELLED, kept.POSTED]
    assert (now.open, now.waiting) == ("85.67", "13.68")
    assert (await refused(cancel(ledger, office, mistaken.id))).reason == "payment_cancelled"
    assert "ledger.v1.stornoed" not in told(postgres, office)
    assert (await paid(ledger, office, booked.id, "85.67")).released == "13.68"
    assert len(set(ledger.files(office))) == 5


async def test_a_payment_too_small_for_a_ban_of_vat_is_kept_and_taken_back_without_a_note(
    ledger: Any, office: Any
) -> None:
    booked = await invoice(ledger, office)
    payment = await paid(ledger, office, booked.id, "0.01")
    assert (payment.state, payment.released, payment.HasField("release_id")) == (payment.POSTED, "0.00", False)
    assert (await cancel(ledger, office, payment.id)).state == payment.CANCELLED
    assert (await listed(ledger, office, booked.id)).open == "119.00"


async def test_a_purchase_is_taken_back_only_after_its_payments(ledger: Any, office: Any, refused: Any) -> None:
    booked = await invoice(ledger, office)
    payment = await paid(ledger, office, booked.id, "19.00")
    assert (await refused(ask(ledger, office, booked.id))).reason == "note_paid"
    await post(ledger, office, (await ask(ledger, office, payment.release_id)).id)
    await post(ledger, office, (await ask(ledger, office, booked.id)).id)
    notes = await ledger.notes(office, UUID(booked.document_id))
    assert [each.state for each in notes] == [STATE.POSTED] * 4
    await ledger.approve(office, UUID(booked.document_id), 4)
    assert (await ledger.notes(office, UUID(booked.document_id)))[0].state == STATE.POSTED


async def test_a_release_broken_off_is_posted_by_the_next_delivery_under_the_same_key(ledger: Any, office: Any) -> None:
    booked = await invoice(ledger, office)
    payment = await pay(ledger, office, booked.id, "19.00")
    away = Breaking(Unavailable("storage_unavailable"))
    for _ in range(2):
        with pytest.raises(Unavailable):
            await post_release(ledger, office, payment.release_id, away)
    assert away.keys == [f"{booked.document_id}:1:release:{payment.release_id}"] * 2
    await post_release(ledger, office, payment.release_id)
    assert len(ledger.files(office)) == 2


async def test_a_release_that_the_books_refuse_does_not_count_and_may_be_recorded_again(
    ledger: Any, office: Any, postgres: Any
) -> None:
    booked = await invoice(ledger, office)
    payment = await pay(ledger, office, booked.id, "119.00")
    await post_release(ledger, office, payment.release_id, Breaking(Refused("account_unknown")))
    now = await listed(ledger, office, booked.id)
    assert (now.payments[0].state, now.open, now.waiting) == (payment.REFUSED, "119.00", "19.00")
    assert "ledger.v1.refused" not in told(postgres, office)
    assert (await paid(ledger, office, booked.id, "119.00")).released == "19.00"


async def test_the_register_of_deferred_vat_and_the_months_summary_follow_the_payments(
    ledger: Any, office: Any
) -> None:
    booked = await invoice(ledger, office)
    kept, mistaken = [await paid(ledger, office, booked.id, amount) for amount in ("59.50", "19.00")]
    assert kept.released == "9.50"
    await cancel(ledger, office, mistaken.id, "2024-05-01")
    await post(ledger, office, (await note(ledger, office, mistaken.release_id)).storno_by)
    assert await register(ledger, office, "2024-03-31") == ("19.00", "0.00", "19.00")
    assert await register(ledger, office, "2024-04-30") == ("19.00", "12.53", "6.47")
    assert await register(ledger, office, "2024-05-31") == ("19.00", "9.50", "9.50")
    journal = ledger_pb.GetPurchaseJournalRequest(client_id=str(office.client_id))
    answer = await ledger.service.GetPurchaseJournal(journal, metadata=office.metadata())
    assert [(vat.base, vat.amount, vat.deferred) for vat in answer.vat] == [("100.00", "19.00", "9.50")]
    partners = await report(ledger, office, "partner-totals", "2024-05-31")
    assert [(row[7], row[10]) for row in partners] == [("1", "119.00")]


async def register(ledger: Any, office: Any, last: str) -> tuple[str, ...]:
    return tuple((await report(ledger, office, "deferred-vat", last))[-1][-3:])


async def report(ledger: Any, office: Any, name: str, last: str) -> list[list[str]]:
    request = report_service_pb2.GetReportRequest(
        report=name, client_id=str(office.client_id), from_date="2024-01-01", to_date=last
    )
    answer = await ledger.reports.GetReport(request, metadata=office.metadata())
    return [list(row.values) for row in answer.report.rows]


@pytest.mark.parametrize("role", ["viewer", "client"])
async def test_only_who_books_records_payments_and_only_ones_own(
    ledger: Any, office: Any, other_office: Any, refused: Any, role: str
) -> None:
    booked = await invoice(ledger, office)
    assert (await refused(pay(ledger, office, booked.id, "1.00", role=role))).reason == "role_denied"
    payment = await paid(ledger, office, booked.id, "19.00")
    assert (await refused(pay(ledger, other_office, booked.id, "1.00"))).reason == "note_unknown"
    assert (await refused(listed(ledger, other_office, booked.id))).reason == "note_unknown"
    assert (await refused(cancel(ledger, other_office, payment.id))).reason == "payment_unknown"
