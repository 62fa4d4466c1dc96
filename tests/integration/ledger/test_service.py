"""What accountants ask of the ledger, through the real boundary."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import uuid4

import grpc
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.ledger.v1 import ledger_service_pb2 as pb
from contapics.tenant.v1 import client_pb2
from integration.ledger.conftest import CUI, receipt


def company(companies: Any, office: Any, **facts: Any) -> None:
    client = client_pb2.Client(id=str(office.client_id), name="Firma SRL", cui=CUI, **{"vat_payer": True, **facts})
    companies.known[(office.tenant_id, client.id)] = client


async def preview(ledger: Any, office: Any, extraction: Any, client_id: Any = None) -> Any:
    request = pb.PreviewNoteRequest(client_id=str(client_id or office.client_id), extraction=extraction)
    return (await ledger.service.PreviewNote(request, metadata=office.metadata())).note


async def approve_days(ledger: Any, office: Any, *days: str) -> None:
    for day in days:
        await ledger.approve(office, uuid4(), issue_date=day)


async def journal(ledger: Any, office: Any, first: str = "", last: str = "") -> Any:
    request = pb.GetPurchaseJournalRequest(client_id=str(office.client_id), from_date=first, to_date=last)
    return await ledger.service.GetPurchaseJournal(request, metadata=office.metadata())


async def test_notes_come_newest_first_in_pages_that_miss_and_repeat_none(ledger: Any, office: Any) -> None:
    for _ in range(5):
        await ledger.approve(office, uuid4())
    seen: list[str] = []
    token = ""
    sizes = []
    while True:
        request = pb.ListNotesRequest(client_id=str(office.client_id), page_size=2, page_token=token)
        page = await ledger.service.ListNotes(request, metadata=office.metadata())
        seen += [note.id for note in page.notes]
        sizes.append(len(page.notes))
        token = page.next_page_token
        if not token:
            break
    assert sizes == [2, 2, 1]
    assert seen == sorted(set(seen), reverse=True)


async def test_a_page_token_of_another_query_or_none_at_all_is_refused(ledger: Any, office: Any, refused: Any) -> None:
    for _ in range(2):
        await ledger.approve(office, uuid4())
    first = await ledger.service.ListNotes(pb.ListNotesRequest(page_size=1), metadata=office.metadata())
    for token, client_id in ((first.next_page_token, str(uuid4())), ("nonsense", "")):
        request = pb.ListNotesRequest(page_token=token, client_id=client_id)
        refusal = await refused(ledger.service.ListNotes(request, metadata=office.metadata()))
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "page_token_invalid")


async def test_one_note_is_given_by_its_id_and_an_unknown_id_is_said_to_be_unknown(
    ledger: Any, office: Any, refused: Any
) -> None:
    document_id = uuid4()
    await ledger.approve(office, document_id)
    [listed] = await ledger.notes(office, document_id)
    answer = await ledger.service.GetNote(pb.GetNoteRequest(id=listed.id), metadata=office.metadata())
    assert answer.note == listed
    refusal = await refused(ledger.service.GetNote(pb.GetNoteRequest(id=str(uuid4())), metadata=office.metadata()))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.NOT_FOUND, "note_unknown")


async def test_a_preview_is_the_note_that_the_approval_then_builds_and_stores_nothing(
    ledger: Any, office: Any, companies: Any
) -> None:
    company(companies, office)
    draft = await preview(ledger, office, receipt())
    assert draft.state == draft.State.DRAFT
    assert (draft.id, draft.sink) == ("", "")
    document_id = uuid4()
    assert await ledger.notes(office, document_id) == []
    await ledger.approve(office, document_id)
    [note] = await ledger.notes(office, document_id)
    assert list(note.lines) == list(draft.lines)
    assert (note.rule, note.source, note.date, note.account_reason) == (
        draft.rule,
        draft.source,
        draft.date,
        draft.account_reason,
    )


async def test_a_preview_follows_the_company_as_the_tenant_service_knows_it_now(
    ledger: Any, office: Any, companies: Any
) -> None:
    company(companies, office)
    assert (await preview(ledger, office, receipt())).rule == "purchase_receipt_cash"
    company(companies, office, vat_payer=False)
    assert (await preview(ledger, office, receipt())).rule == "purchase_receipt_cash_gross"
    company(companies, office, vat_on_collection=True)
    assert (await preview(ledger, office, receipt())).rule == "purchase_receipt_cash_deferred_vat"


async def test_a_preview_without_the_buyers_code_warns_while_something_can_be_done(
    ledger: Any, office: Any, companies: Any
) -> None:
    company(companies, office)
    draft = await preview(ledger, office, receipt(buyer=extraction_pb2.Buyer()))
    assert list(draft.warnings) == ["buyer_cui_missing"]
    assert [line.amount for line in draft.lines] == ["263.28", "263.28"]


async def test_a_preview_for_an_unknown_company_or_of_nonsense_is_refused_in_words(
    ledger: Any, office: Any, other_office: Any, companies: Any, refused: Any
) -> None:
    company(companies, office)
    unknown = await refused(preview(ledger, other_office, receipt(), office.client_id))
    assert (unknown.code, unknown.reason) == (grpc.StatusCode.NOT_FOUND, "client_unknown")
    nonsense = await refused(preview(ledger, office, receipt(total="1.00", payments=[])))
    assert (nonsense.code, nonsense.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "vat_exceeds_total")
    assert nonsense.sentence == "TVA-ul (42.04) nu încape în total (1.00)."


async def test_the_journal_takes_both_its_days_in(ledger: Any, office: Any) -> None:
    await approve_days(ledger, office, "2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01")
    march = await journal(ledger, office, "2024-03-01", "2024-03-31")
    assert [entry.date for entry in march.entries] == ["2024-03-01", "2024-03-31"]
    assert (march.total, [(vat.rate, vat.base, vat.amount) for vat in march.vat]) == (
        "526.56",
        [("19", "442.48", "84.08")],
    )
    assert len((await journal(ledger, office)).entries) == 4
    assert len((await journal(ledger, office, first="2024-03-31")).entries) == 2


async def test_a_journal_entry_shows_the_document(ledger: Any, office: Any) -> None:
    document_id = uuid4()
    await ledger.approve(office, document_id, series="A")
    [entry] = (await journal(ledger, office)).entries
    [note] = await ledger.notes(office, document_id)
    assert (entry.note_id, entry.document_id, entry.number) == (note.id, str(document_id), "A 0123")
    assert (entry.supplier_name, entry.supplier_cui) == ("OMV PETROM MARKETING SRL", "11201891")
    assert (entry.total, entry.non_deductible) == ("263.28", "0.00")


async def test_what_was_refused_is_in_no_journal_and_no_export(ledger: Any, office: Any) -> None:
    await ledger.approve(office, uuid4(), total="1.00")
    assert list((await journal(ledger, office)).entries) == []
    exported = await ledger.service.ExportNotes(pb.ExportNotesRequest(), metadata=office.metadata())
    assert exported.data.count(b"\r\n") == 1


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13-01"])
async def test_a_day_that_does_not_exist_is_refused_by_name(ledger: Any, office: Any, refused: Any, day: str) -> None:
    refusal = await refused(journal(ledger, office, last=day))
    assert (refusal.code, refusal.fields) == (grpc.StatusCode.INVALID_ARGUMENT, {"to"})


async def test_days_in_the_wrong_order_are_refused_instead_of_showing_a_quiet_month(
    ledger: Any, office: Any, refused: Any
) -> None:
    refusal = await refused(journal(ledger, office, first="2024-03-31", last="2024-03-01"))
    assert (refusal.reason, refusal.fields) == ("days_reversed", {"from"})


async def test_exports_are_tables_of_what_the_lists_show(ledger: Any, office: Any) -> None:
    await approve_days(ledger, office, "2024-03-01", "2024-03-02", "2024-04-01")
    wanted = {"client_id": str(office.client_id), "from_date": "2024-03-01", "to_date": "2024-03-31"}
    notes = await ledger.service.ExportNotes(pb.ExportNotesRequest(**wanted), metadata=office.metadata())
    purchases = await ledger.service.ExportPurchaseJournal(
        pb.ExportPurchaseJournalRequest(**wanted), metadata=office.metadata()
    )
    rows = [list(csv.reader(io.StringIO(body.data.decode("utf-8-sig")), delimiter=";")) for body in (notes, purchases)]
    assert [len(table) for table in rows] == [1 + 2 * 3, 1 + 2 + 1]
    assert rows[1][-1][5] == "526,56"
    assert {body.content_type for body in (notes, purchases)} == {"text/csv; charset=utf-8; header=present"}


async def test_what_approvals_taught_stands_beside_the_rules(ledger: Any, office: Any, other_office: Any) -> None:
    for number in ("1", "2"):
        await ledger.approve(office, uuid4(), number=number)
    asked = pb.ListAccountRulesRequest()
    listed = await ledger.service.ListAccountRules(asked, metadata=office.metadata())
    assert list(listed.learned) == [pb.LearnedAccount(supplier_cui="11201891", account="6022", approvals=2)]
    theirs = await ledger.service.ListAccountRules(asked, metadata=other_office.metadata("owner"))
    assert list(theirs.learned) == []


async def test_a_rule_for_a_supplier_is_kept_and_used_at_once(ledger: Any, office: Any) -> None:
    for account in ("6024", "611"):
        request = pb.SetAccountRuleRequest(supplier_cui="RO 11201891", account=account)
        answer = await ledger.service.SetAccountRule(request, metadata=office.metadata())
        assert answer.rule == pb.AccountRule(supplier_cui="11201891", account=account)
    listed = await ledger.service.ListAccountRules(pb.ListAccountRulesRequest(), metadata=office.metadata())
    assert list(listed.rules) == [pb.AccountRule(supplier_cui="11201891", account="611")]
    document_id = uuid4()
    await ledger.approve(office, document_id)
    [note] = await ledger.notes(office, document_id)
    assert (note.lines[0].debit, note.account_reason.basis, note.account_reason.detail) == (
        "611",
        "supplier_rule",
        "11201891",
    )


@pytest.mark.parametrize(
    ("cui", "account", "reason"),
    [
        ("11201892", "6022", "cui_invalid"),
        ("OMV", "6022", "cui_invalid"),
        ("11201891", "9999", "account_unknown"),
        ("11201891", "401", "account_unknown"),
    ],
)
async def test_a_rule_with_a_wrong_code_or_account_is_refused(
    ledger: Any, office: Any, refused: Any, cui: str, account: str, reason: str
) -> None:
    request = pb.SetAccountRuleRequest(supplier_cui=cui, account=account)
    refusal = await refused(ledger.service.SetAccountRule(request, metadata=office.metadata()))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, reason)


async def test_approvals_teach_the_account_of_a_supplier_and_count_each_document_once(ledger: Any, office: Any) -> None:
    fuel = [extraction_pb2.Line(description="MOTORINA", amount="263.28")]
    coffee = [extraction_pb2.Line(description="CAFEA", amount="263.28")]
    refused_first = uuid4()
    await ledger.approve(office, refused_first, 1, lines=fuel, total="1.00")
    await ledger.approve(office, uuid4(), lines=fuel)
    again = uuid4()
    for _ in range(3):
        await ledger.approve(office, again, lines=fuel)
    document_id = uuid4()
    await ledger.approve(office, document_id, lines=coffee)
    [note] = await ledger.notes(office, document_id)
    assert (note.account_reason.account, note.account_reason.basis, note.account_reason.detail) == (
        "6022",
        "learned",
        "2/2",
    )


async def test_a_default_that_nobody_chose_is_not_learned(ledger: Any, office: Any) -> None:
    unknown = {"supplier": extraction_pb2.Supplier(name="ALFA", cui="6719278"), "lines": []}
    await ledger.approve(office, uuid4(), **unknown)
    document_id = uuid4()
    lines = [extraction_pb2.Line(description="TONER", amount="263.28")]
    await ledger.approve(office, document_id, **{**unknown, "lines": lines})
    [note] = await ledger.notes(office, document_id)
    assert (note.account_reason.account, note.account_reason.basis) == ("6021", "keyword")


async def test_the_chart_of_accounts_is_listed_by_number(ledger: Any, office: Any) -> None:
    answer = await ledger.service.ListAccounts(pb.ListAccountsRequest(), metadata=office.metadata("viewer"))
    names = {account.code: account.name for account in answer.accounts}
    assert names["6022"] == "Cheltuieli privind combustibilii"
    assert list(names) == sorted(names)


async def test_another_office_sees_sets_and_learns_nothing_of_ours(
    ledger: Any, office: Any, other_office: Any, refused: Any
) -> None:
    document_id = uuid4()
    await ledger.approve(office, document_id)
    rule = pb.SetAccountRuleRequest(supplier_cui="11201891", account="611")
    await ledger.service.SetAccountRule(rule, metadata=office.metadata())
    [note] = await ledger.notes(office, document_id)
    theirs = {"metadata": other_office.metadata("owner")}
    assert await ledger.notes(other_office, document_id) == []
    listed = await ledger.service.ListNotes(pb.ListNotesRequest(client_id=str(office.client_id)), **theirs)
    assert list(listed.notes) == []
    assert (await refused(ledger.service.GetNote(pb.GetNoteRequest(id=note.id), **theirs))).reason == "note_unknown"
    wanted = pb.GetPurchaseJournalRequest(client_id=str(office.client_id))
    assert list((await ledger.service.GetPurchaseJournal(wanted, **theirs)).entries) == []
    assert (await ledger.service.ExportNotes(pb.ExportNotesRequest(), **theirs)).data.count(b"\r\n") == 1
    assert list((await ledger.service.ListAccountRules(pb.ListAccountRulesRequest(), **theirs)).rules) == []
    same_document = uuid4()
    await ledger.approve(other_office, same_document)
    [own] = await ledger.notes(other_office, same_document)
    assert own.account_reason.basis == "keyword"
    assert set(ledger.files(other_office)) == {f"{own.id}.csv"}


async def test_the_same_document_id_in_two_offices_is_two_documents(
    ledger: Any, office: Any, other_office: Any
) -> None:
    document_id = uuid4()
    await ledger.approve(office, document_id)
    await ledger.approve(other_office, document_id)
    [ours], [theirs] = await ledger.notes(office, document_id), await ledger.notes(other_office, document_id)
    assert ours.id != theirs.id
    assert (ours.client_id, theirs.client_id) == (str(office.client_id), str(other_office.client_id))


@pytest.mark.parametrize(
    ("role", "method", "request_message"),
    [
        ("client", "ListNotes", pb.ListNotesRequest()),
        ("client", "ExportNotes", pb.ExportNotesRequest()),
        ("client", "ListAccounts", pb.ListAccountsRequest()),
        ("viewer", "SetAccountRule", pb.SetAccountRuleRequest(supplier_cui="11201891", account="611")),
    ],
)
async def test_a_role_without_the_right_is_denied(
    ledger: Any, office: Any, refused: Any, role: str, method: str, request_message: Any
) -> None:
    call = getattr(ledger.service, method)
    assert (await refused(call(request_message, metadata=office.metadata(role)))).reason == "role_denied"
    assert (await refused(call(request_message))).code == grpc.StatusCode.UNAUTHENTICATED
