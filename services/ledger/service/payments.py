"""Payments of purchases whose VAT waits for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contapics.ledger.v1 import payment_pb2, payment_service_pb2_grpc
from contapics.ledger.v1 import payment_service_pb2 as pb

from services.common import identity
from services.common.db import Database
from services.common.errors import Invalid
from services.common.money import format_amount, parse_amount
from services.common.timestamps import as_timestamp
from services.ledger import days, payments, releases, repository
from services.ledger.payments import Recorded
from services.ledger.releases import Paid
from services.ledger.service.days import read_day
from services.ledger.sinks.sink import Sinks


class PaymentService(payment_service_pb2_grpc.PaymentServiceServicer):
    """Payments of the caller's office."""

    def __init__(self, database: Database, sinks: Sinks) -> None:
        self._database = database
        self._sinks = sinks

    async def RecordPayment(self, request: pb.RecordPaymentRequest, context: Any) -> pb.RecordPaymentResponse:
        caller, paid = identity.current(), _paid(request)
        async with self._database.transaction(caller.tenant_id) as session:
            client_id = (await repository.get(session, paid.note_id)).client_id
        sink = await self._sinks.of(caller.tenant_id, client_id)
        async with self._database.transaction(caller.tenant_id) as session:
            purchase = await repository.get(session, paid.note_id)
            recorded = await releases.record(
                session, caller.tenant_id, paid, purchase, sink, days.today(), caller.email
            )
        return pb.RecordPaymentResponse(payment=_shown(recorded))

    async def ListPayments(self, request: pb.ListPaymentsRequest, context: Any) -> pb.ListPaymentsResponse:
        async with self._database.transaction(identity.current().tenant_id) as session:
            note = await repository.get(session, UUID(request.note_id))
            recorded = await payments.of_note(session, note.id)
        purchase = payments.open_purchase(note, recorded)
        deferred = sum(part.deferred for part in note.vat)
        waiting = sum(part.deductible - part.released for part in purchase.parts)
        return pb.ListPaymentsResponse(
            payments=[_shown(each) for each in recorded],
            open=format_amount(purchase.total - purchase.paid),
            deferred=format_amount(deferred),
            released=format_amount(deferred - waiting),
            waiting=format_amount(waiting),
        )

    async def CancelPayment(self, request: pb.CancelPaymentRequest, context: Any) -> pb.CancelPaymentResponse:
        caller, day = identity.current(), read_day(request.date, "date")
        async with self._database.transaction(caller.tenant_id) as session:
            cancelled = await releases.cancel(
                session, caller.tenant_id, UUID(request.id), day, days.today(), request.reason.strip(), caller.email
            )
        return pb.CancelPaymentResponse(payment=_shown(cancelled))


def _paid(request: pb.RecordPaymentRequest) -> Paid:
    day = read_day(request.date, "date")
    if day is None:
        raise Invalid("request_invalid", "A payment has a day.", {"fields": "date"}, {"date": "field_missing"})
    return Paid(UUID(request.id), UUID(request.note_id), day, parse_amount(request.amount))


def _shown(recorded: Recorded) -> payment_pb2.PurchasePayment:
    payment = recorded.payment
    return payment_pb2.PurchasePayment(
        id=str(payment.id),
        note_id=str(payment.note_id),
        date=payment.date.isoformat(),
        amount=format_amount(payment.amount),
        state=payment_pb2.PurchasePayment.State.Value(_state(recorded)),
        release_id=str(payment.release_id) if payment.release_id else None,
        released=format_amount(recorded.released),
        recorded_by=payment.recorded_by,
        record_time=as_timestamp(payment.recorded_at),
    )


def _state(recorded: Recorded) -> str:
    if recorded.payment.cancelled_at is not None:
        return "CANCELLED"
    return recorded.release.state if recorded.release else "POSTED"
