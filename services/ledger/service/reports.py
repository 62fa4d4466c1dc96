"""Reports over the notes in the books, as messages and as files."""

from __future__ import annotations

import asyncio
from datetime import date
from itertools import repeat
from typing import Any
from uuid import UUID

from contapics.ledger.v1 import report_pb2, report_service_pb2_grpc
from contapics.ledger.v1 import report_service_pb2 as pb
from google.api import httpbody_pb2

from services.common import identity
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.interceptors import language
from services.ledger.reports import REPORTS, Report, Scope
from services.ledger.reports.report import Column
from services.ledger.reports.values import as_text, texts
from services.ledger.rules.purchase import bare_cui
from services.ledger.service.files import FILES, report_file
from services.ledger.service.notes import period_of


class ReportService(report_service_pb2_grpc.ReportServiceServicer):
    """Reports of the caller's office."""

    def __init__(self, database: Database, clients: ClientDirectory) -> None:
        self._database = database
        self._clients = clients

    async def ListReports(self, request: pb.ListReportsRequest, context: Any) -> pb.ListReportsResponse:
        tongue = language.get()
        reports = [
            report_pb2.ReportDescription(
                name=name,
                title=report.title.said(tongue),
                description=report.description.said(tongue),
                needs_supplier=report.needs_supplier,
                formats=FILES,
            )
            for name, report in REPORTS.items()
        ]
        return pb.ListReportsResponse(reports=reports)

    async def GetReport(self, request: pb.GetReportRequest, context: Any) -> pb.GetReportResponse:
        report = await self._report(request)
        message = await asyncio.to_thread(_message, request.report, report, language.get())
        return pb.GetReportResponse(report=message)

    async def ExportReport(self, request: pb.ExportReportRequest, context: Any) -> httpbody_pb2.HttpBody:
        report = await self._report(request)
        period = period_of(request.from_date, request.to_date)
        return await report_file(report, request.format, self._clients, UUID(request.client_id), period)

    async def _report(self, request: pb.GetReportRequest | pb.ExportReportRequest) -> Report:
        period = period_of(request.from_date, request.to_date)
        scope = Scope(
            UUID(request.client_id), period.first or date.min, period.last or date.max, bare_cui(request.supplier_cui)
        )
        async with self._database.transaction(identity.current().tenant_id) as session:
            return await REPORTS[request.report].make(session, scope)


def _message(name: str, report: Report, tongue: str) -> report_pb2.Report:
    return report_pb2.Report(
        name=name,
        title=report.title.said(tongue),
        subject=report.subject.said(tongue),
        columns=[_column(column, tongue) for column in report.columns],
        rows=[
            report_pb2.ReportRow(values=row, document_id=document_id)
            for row, document_id in zip(texts(report, tongue), report.documents or repeat(""), strict=False)
        ],
        totals=_totals(report, tongue) if report.totals else None,
    )


def _column(column: Column, tongue: str) -> report_pb2.ReportColumn:
    return report_pb2.ReportColumn(
        name=column.name,
        title=column.title.said(tongue),
        kind=report_pb2.ReportColumn.Kind.Value(f"KIND_{column.kind}"),
        summed=column.summed,
    )


def _totals(report: Report, tongue: str) -> report_pb2.ReportRow:
    values = zip(report.totals, report.columns, strict=True)
    return report_pb2.ReportRow(values=[as_text(value, column.kind, tongue) for value, column in values])
