"""Reports over the notes in the books, as messages and as files."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from contapics.ledger.v1 import report_pb2, report_service_pb2_grpc
from contapics.ledger.v1 import report_service_pb2 as pb
from google.api import httpbody_pb2

from services.common import identity
from services.common.db import Database
from services.common.money import format_amount
from services.ledger import exports, workbooks
from services.ledger.reports import REPORTS, Report, Scope
from services.ledger.rules.purchase import bare_cui
from services.ledger.service.notes import period_of
from services.ledger.workbooks import Cell

FORMATS = {
    "csv": (exports.CONTENT_TYPE, exports.report_table),
    "xlsx": (workbooks.CONTENT_TYPE, exports.report_workbook),
}


class ReportService(report_service_pb2_grpc.ReportServiceServicer):
    """Reports of the caller's office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def GetReport(self, request: pb.GetReportRequest, context: Any) -> pb.GetReportResponse:
        report = await self._report(request)
        return pb.GetReportResponse(report=await asyncio.to_thread(_message, report))

    async def ExportReport(self, request: pb.ExportReportRequest, context: Any) -> httpbody_pb2.HttpBody:
        content_type, write = FORMATS[request.format or "csv"]
        report = await self._report(request)
        return httpbody_pb2.HttpBody(content_type=content_type, data=await asyncio.to_thread(write, report))

    async def _report(self, request: pb.GetReportRequest | pb.ExportReportRequest) -> Report:
        period = period_of(request.from_date, request.to_date)
        scope = Scope(
            UUID(request.client_id), period.first or date.min, period.last or date.max, bare_cui(request.supplier_cui)
        )
        async with self._database.transaction(identity.current().tenant_id) as session:
            return await REPORTS[request.report](session, scope)


def _message(report: Report) -> report_pb2.Report:
    return report_pb2.Report(
        title=report.title,
        columns=[report_pb2.ReportColumn(name=column.name, title=column.title) for column in report.columns],
        rows=[_row(row) for row in report.rows],
        totals=_row(report.totals) if report.totals else None,
    )


def _row(cells: Sequence[Cell]) -> report_pb2.ReportRow:
    return report_pb2.ReportRow(values=[_value(cell) for cell in cells])


def _value(cell: Cell) -> str:
    if isinstance(cell, int):
        return format_amount(cell)
    return cell.isoformat() if isinstance(cell, date) else cell or ""
