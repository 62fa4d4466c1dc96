"""The months of companies' books."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from typing import Any
from uuid import UUID

from contapics.ledger.v1 import period_pb2, period_service_pb2_grpc
from contapics.ledger.v1 import period_service_pb2 as pb

from services.common import identity
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.errors import Conflict
from services.common.timestamps import as_timestamp
from services.ledger import periods
from services.ledger.models import PeriodChange
from services.ledger.service.days import read_month

PATIENCE_SECONDS = 5.0
"""How long closing waits for notes on their way to the sink, which take milliseconds unless the sink is away."""
PAUSE_SECONDS = 0.05


class PeriodService(period_service_pb2_grpc.PeriodServiceServicer):
    def __init__(self, database: Database, clients: ClientDirectory) -> None:
        self._database = database
        self._clients = clients

    async def ListPeriods(self, request: pb.ListPeriodsRequest, context: Any) -> pb.ListPeriodsResponse:
        client_id = await self._company(request.client_id)
        async with self._database.transaction(identity.current().tenant_id) as session:
            months = await periods.months(session, client_id)
        return pb.ListPeriodsResponse(
            periods=[_period(client_id, month.month, month.change, month.notes) for month in months]
        )

    async def ClosePeriod(self, request: pb.ClosePeriodRequest, context: Any) -> pb.ClosePeriodResponse:
        """Waits between transactions, so that what is on its way can arrive."""
        client_id, month = await self._company(request.client_id), read_month(request.month, "month")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return pb.ClosePeriodResponse(period=await self._close(client_id, month))
            except Conflict:
                if time.monotonic() > deadline:
                    raise
            await asyncio.sleep(PAUSE_SECONDS)

    async def ReopenPeriod(self, request: pb.ReopenPeriodRequest, context: Any) -> pb.ReopenPeriodResponse:
        caller = identity.current()
        client_id, month = await self._company(request.client_id), read_month(request.month, "month")
        async with self._database.transaction(caller.tenant_id) as session:
            change = await periods.reopen(
                session, caller.tenant_id, client_id, month, request.reason.strip(), caller.email
            )
            notes = await periods.notes_of(session, client_id, month)
        return pb.ReopenPeriodResponse(period=_period(client_id, month, change, notes))

    async def _close(self, client_id: UUID, month: date) -> period_pb2.Period:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            change = await periods.close(session, caller.tenant_id, client_id, month, caller.email)
            notes = await periods.notes_of(session, client_id, month)
        return _period(client_id, month, change, notes)

    async def _company(self, client_id: str) -> UUID:
        """The company, which must be one of the office's. Raises NotFound."""
        return UUID((await self._clients.get(UUID(client_id))).id)


def _period(client_id: UUID, month: date, change: PeriodChange | None, notes: int) -> period_pb2.Period:
    return period_pb2.Period(
        client_id=str(client_id),
        month=month.isoformat()[:7],  # strftime leaves out the zeros of early years
        closed=change is not None and change.closed,
        changed_by=change.changed_by if change else "",
        change_time=as_timestamp(change.changed_at) if change else None,
        reason=change.reason if change else "",
        notes=notes,
    )
