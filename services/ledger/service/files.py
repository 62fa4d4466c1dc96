"""Reports as files that are saved or printed."""

from __future__ import annotations

import asyncio
from uuid import UUID

from google.api import httpbody_pb2

from services.common.clients import ClientDirectory
from services.ledger import exports, paper, workbooks
from services.ledger.reports import Report
from services.ledger.repository import Period
from services.ledger.rules.purchase import bare_cui

FILES = ("csv", "xlsx", "pdf")


async def report_file(
    report: Report, form: str, clients: ClientDirectory, client_id: UUID, period: Period
) -> httpbody_pb2.HttpBody:
    """A report in one of `FILES`, CSV if none is named. Raises Invalid(report_too_large), NotFound, Unavailable."""
    if form == "pdf":
        heading = await _heading(clients, client_id, period)
        content = await asyncio.to_thread(paper.written, report, heading)
        return httpbody_pb2.HttpBody(content_type=paper.CONTENT_TYPE, data=content)
    if form == "xlsx":
        content = await asyncio.to_thread(exports.report_workbook, report)
        return httpbody_pb2.HttpBody(content_type=workbooks.CONTENT_TYPE, data=content)
    content = await asyncio.to_thread(exports.report_table, report)
    return httpbody_pb2.HttpBody(content_type=exports.CONTENT_TYPE, data=content)


async def _heading(clients: ClientDirectory, client_id: UUID, period: Period) -> paper.Heading:
    """A fiscal code with RO in front says that the company is registered for VAT."""
    company = await clients.get(client_id)
    cui = bare_cui(company.cui)
    return paper.Heading(company.name, f"RO{cui}" if company.vat_payer and cui else cui, period.first, period.last)
