"""Notes, journals, and the accounts that they are built with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable
from typing import Any
from uuid import UUID

from contapics.ledger.v1 import ledger_service_pb2 as pb
from contapics.ledger.v1 import ledger_service_pb2_grpc, note_pb2
from google.api import httpbody_pb2

from services.common import identity, pages
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.errors import DomainError, Invalid
from services.common.interceptors import language
from services.common.money import format_amount, format_rate
from services.ledger import days, events, facts, learning, operations, periods, repository, stornos
from services.ledger.journal import Entry, Journal, VatSum, purchase_journal
from services.ledger.reports.purchases import journal_report
from services.ledger.repository import Period
from services.ledger.rules import chart
from services.ledger.rules.note import Draft
from services.ledger.service.days import read_day
from services.ledger.service.files import report_file
from services.ledger.sinks.kinds import export_format
from services.ledger.sinks.withheld import download_all, download_rest


class LedgerService(ledger_service_pb2_grpc.LedgerServiceServicer):
    """Notes, journals and accounts of the caller's office."""

    def __init__(self, database: Database, clients: ClientDirectory, *, asks_anaf: bool = False) -> None:
        self._database = database
        self._clients = clients
        self._asks_anaf = asks_anaf

    async def ListNotes(self, request: pb.ListNotesRequest, context: Any) -> pb.ListNotesResponse:
        query = f"notes {request.document_id} {request.client_id}"
        before = _last_id(pages.decode_token(request.page_token, query))
        size = pages.page_size(request.page_size)
        async with self._database.transaction(identity.current().tenant_id) as session:
            notes = await repository.list_page(
                session, _id(request.document_id), _id(request.client_id), before, size + 1
            )
            taken_back = await stornos.by_note(session, [note.id for note in notes])
        shown = notes[:size]
        token = pages.encode_token(query, str(shown[-1].id)) if len(notes) > size else ""
        tongue = language.get()
        return pb.ListNotesResponse(
            notes=[events.as_note(note, tongue, taken_back.get(note.id)) for note in shown], next_page_token=token
        )

    async def GetNote(self, request: pb.GetNoteRequest, context: Any) -> pb.GetNoteResponse:
        async with self._database.transaction(identity.current().tenant_id) as session:
            note = await repository.get(session, UUID(request.id))
            taken_back = await stornos.by_note(session, [note.id])
        return pb.GetNoteResponse(note=events.as_note(note, language.get(), taken_back.get(note.id)))

    async def StornoNote(self, request: pb.StornoNoteRequest, context: Any) -> pb.StornoNoteResponse:
        caller = identity.current()
        day = read_day(request.date, "date")
        async with self._database.transaction(caller.tenant_id) as session:
            storno = await stornos.ask(
                session, caller.tenant_id, UUID(request.id), day, days.today(), request.reason.strip(), caller.email
            )
        return pb.StornoNoteResponse(note=events.as_note(storno, language.get()))

    async def PreviewNote(self, request: pb.PreviewNoteRequest, context: Any) -> pb.PreviewNoteResponse:
        client = await self._clients.get(UUID(request.client_id), fresh=True)
        async with self._database.transaction(identity.current().tenant_id) as session:
            company = facts.company(client)
            drafting = operations.draft(
                session, request.extraction, request.booking, company, UUID(client.id), asks_anaf=self._asks_anaf
            )
            draft = await _settled(drafting)
            closed = isinstance(draft, Draft) and await periods.is_closed(session, UUID(client.id), draft.date)
        if isinstance(draft, DomainError):
            raise draft
        note = events.as_draft(draft, request.document_id, request.client_id, period_closed=closed)
        return pb.PreviewNoteResponse(note=note)

    async def ExportNotes(self, request: pb.ExportNotesRequest, context: Any) -> httpbody_pb2.HttpBody:
        period = period_of(request.from_date, request.to_date)
        async with self._database.transaction(identity.current().tenant_id) as session:
            notes = await repository.posted(session, _id(request.client_id), period)
            chosen = await repository.sink_of(session, _id(request.client_id))
        written = export_format(request.format or "csv", chosen)
        write = download_rest if request.leave_out_unfit else download_all
        file = await asyncio.to_thread(write, written, notes, language.get())
        return httpbody_pb2.HttpBody(content_type=file.content_type, data=file.content)

    async def GetPurchaseJournal(
        self, request: pb.GetPurchaseJournalRequest, context: Any
    ) -> pb.GetPurchaseJournalResponse:
        journal = await self._journal(request.client_id, request.from_date, request.to_date)
        return pb.GetPurchaseJournalResponse(
            entries=[_entry(entry) for entry in journal.entries],
            vat=_vat(journal.vat),
            total=format_amount(journal.total),
        )

    async def ExportPurchaseJournal(
        self, request: pb.ExportPurchaseJournalRequest, context: Any
    ) -> httpbody_pb2.HttpBody:
        journal = await self._journal(request.client_id, request.from_date, request.to_date)
        period = period_of(request.from_date, request.to_date)
        return await report_file(
            journal_report(journal), request.format, self._clients, UUID(request.client_id), period
        )

    async def ListAccounts(self, request: pb.ListAccountsRequest, context: Any) -> pb.ListAccountsResponse:
        accounts = [note_pb2.Account(code=code, name=name) for code, name in chart.ACCOUNTS.items()]
        return pb.ListAccountsResponse(accounts=accounts)

    async def ListAccountRules(self, request: pb.ListAccountRulesRequest, context: Any) -> pb.ListAccountRulesResponse:
        async with self._database.transaction(identity.current().tenant_id) as session:
            rules = await repository.account_rules(session)
            learned = await learning.learned_accounts(session)
        return pb.ListAccountRulesResponse(
            rules=[pb.AccountRule(supplier_cui=rule.supplier_cui, account=rule.account) for rule in rules],
            learned=[
                pb.LearnedAccount(supplier_cui=one.supplier_cui, account=one.account, approvals=one.approvals)
                for one in learned
            ],
        )

    async def SetAccountRule(self, request: pb.SetAccountRuleRequest, context: Any) -> pb.SetAccountRuleResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            cui = await operations.set_account_rule(
                session, caller.tenant_id, request.supplier_cui, request.account, caller.email
            )
        return pb.SetAccountRuleResponse(rule=pb.AccountRule(supplier_cui=cui, account=request.account))

    async def _journal(self, client_id: str, first: str, last: str) -> Journal:
        period = period_of(first, last)
        async with self._database.transaction(identity.current().tenant_id) as session:
            notes = await repository.purchases(session, UUID(client_id), period)
        return purchase_journal(notes)


async def _settled(drafting: Awaitable[Draft]) -> Draft | DomainError:
    """The draft or its refusal: the transaction ends well either way, with what the registers are to be asked."""
    try:
        return await drafting
    except DomainError as refusal:
        return refusal


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None


def _last_id(values: list[str | int | None] | None) -> UUID | None:
    if values is None:
        return None
    try:
        return UUID(str(values[0]))
    except (ValueError, IndexError) as error:
        raise Invalid("page_token_invalid", "The page token is damaged.", fields={"page_token": "invalid"}) from error


def period_of(first: str, last: str) -> Period:
    """Raises Invalid where it ends before it begins: figures of nothing look like figures of a quiet month."""
    since, until = read_day(first, "from"), read_day(last, "to")
    if since is not None and until is not None and until < since:
        raise Invalid("days_reversed", f"From {since} to {until}.", None, {"from": "after `to`"})
    return Period(since, until)


def _entry(entry: Entry) -> pb.PurchaseEntry:
    return pb.PurchaseEntry(
        note_id=entry.note_id,
        document_id=entry.document_id,
        date=entry.date.isoformat(),
        number=entry.number,
        supplier_name=entry.supplier_name,
        supplier_cui=entry.supplier_cui,
        total=format_amount(entry.total),
        vat=_vat(entry.vat),
        non_deductible=format_amount(entry.non_deductible),
    )


def _vat(parts: Iterable[VatSum]) -> list[pb.JournalVat]:
    """One a rate; VAT under reverse charge is not in a document's total, so that here it has its base alone."""
    sums: dict[int | None, tuple[int, int, int]] = {}
    for part in parts:
        base, amount, deferred = sums.get(part.rate, (0, 0, 0))
        charged = 0 if part.reverse else part.amount
        sums[part.rate] = (base + part.base, amount + charged, deferred + part.deferred)
    return [
        pb.JournalVat(
            rate="" if rate is None else format_rate(rate),
            base=format_amount(base),
            amount=format_amount(amount),
            deferred=format_amount(deferred),
        )
        for rate, (base, amount, deferred) in sums.items()
    ]
