"""The gRPC side of an office's figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from contapics.document.v1 import statistics_service_pb2 as pb
from contapics.document.v1 import statistics_service_pb2_grpc

from services.common import identity
from services.common.db import Database
from services.document import statistics
from services.document.statistics import Scope


class StatisticsService(statistics_service_pb2_grpc.StatisticsServiceServicer):
    """Sums documents up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def GetStatistics(self, request: pb.GetStatisticsRequest, context: Any) -> pb.GetStatisticsResponse:
        now = datetime.now(UTC)
        scope = Scope.of(request.client_id, request.from_month, request.to_month, now)
        async with self._database.transaction(identity.current().tenant_id) as session:
            months = await statistics.months(session, scope)
            ageing = await statistics.ageing(session, scope, now)
            corrected = await statistics.corrections(session, scope)
        return pb.GetStatisticsResponse(
            months=[_month(row, scope) for row in months],
            ageing=[
                pb.AgeingOfDocuments(
                    client_id=str(row[0]), days_0_1=row[1], days_2_3=row[2], days_4_7=row[3], days_8_up=row[4]
                )
                for row in ageing
            ],
            quality=_quality(months, corrected, scope),
        )


def _month(row: Any, scope: Scope) -> pb.MonthOfDocuments:
    return pb.MonthOfDocuments(
        month=scope.name(row.month),
        client_id=str(row.client_id),
        received=row.received,
        waiting=row.waiting,
        approved=row.approved,
        posted=row.posted,
        rejected=row.rejected,
        failed=row.failed,
    )


def _quality(months: Iterable[Any], corrected: Iterable[Any], scope: Scope) -> list[pb.ReadingQuality]:
    """All companies of a month together."""
    found: dict[str, pb.ReadingQuality] = {}

    def of(month: int) -> pb.ReadingQuality:
        name = scope.name(month)
        return found.setdefault(name, pb.ReadingQuality(month=name))

    for row in months:
        quality = of(row.month)
        quality.read += row.read
        quality.without_review += row.clean
        quality.approved += row.done
        quality.approved_unchanged += row.unchanged
    for month, field, count in corrected:
        of(month).corrections[field] = count
    return [found[name] for name in sorted(found)]
