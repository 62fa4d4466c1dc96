"""Reports: whatever is in the books, their totals are those of its notes to the ban, and files repeat to the byte."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pypdfium2
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.ledger.v1 import ledger_service_pb2
from contapics.ledger.v1 import report_service_pb2 as pb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from integration.ledger.conftest import CUI

from services.common.db import Database
from services.common.money import format_amount
from services.ledger import consumer, paper
from services.ledger.models import Note, NoteLine, NoteVat, State
from services.ledger.reports import REPORTS, Scope, report
from services.ledger.reports.cash import ALL_SUPPLIERS
from services.ledger.reports.report import Report

FIRST, LAST = date(2024, 3, 1), date(2024, 3, 31)
NAME = "Ștefan Țăran"
ACCOUNTS = ["6022", "401", "404", "4426", "4428", "5311"]

money = st.integers(-(10**9), 10**9)
lines = st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), money), min_size=1, max_size=4)
vat = st.lists(st.tuples(st.sampled_from([None, 0, 900, 2100]), money, money, money, money, st.booleans()), max_size=3)
drawn_notes = st.lists(
    st.tuples(
        st.dates(FIRST - timedelta(20), LAST + timedelta(20)),
        st.sampled_from(["11201891", "14399840", ""]),
        st.sampled_from(["purchase_receipt_cash", "purchase_invoice_unpaid", "purchase_credit_note_unpaid", "release"]),
        st.sampled_from([State.POSTED, State.POSTED, State.REFUSED, State.PENDING]),
        money,
        lines,
        vat,
    ),
    max_size=8,
)


def stored(tenant_id: UUID, client_id: UUID, drawn: tuple[Any, ...]) -> Note:
    day, cui, rule, state, rest, sides, parts = drawn
    return Note(
        tenant_id=tenant_id,
        id=uuid4(),
        document_id=uuid4(),
        revision=1,
        client_id=client_id,
        state=state,
        rule=rule,
        date=day,
        currency="RON",
        total=rest + sum(base + (0 if reverse else amount) for _, base, amount, _, _, reverse in parts),
        non_deductible=rest,
        number="1",
        partner_cui=cui,
        partner_name=NAME,
        approved_by="ana@cabinet.example",
        created_at=datetime.now(UTC),
        lines=[
            NoteLine(position=index, debit=debit, credit=credit, amount=amount, explanation="")
            for index, (debit, credit, amount) in enumerate(sides)
        ],
        vat=[
            NoteVat(
                position=index,
                rate=rate,
                base=base,
                amount=amount,
                deferred=deferred,
                non_deductible=own,
                reverse=reverse,
            )
            for index, (rate, base, amount, deferred, own, reverse) in enumerate(parts)
        ],
    )


async def all_reports(url: str, drawn: Sequence[tuple[Any, ...]]) -> tuple[list[Note], dict[str, Report]]:
    """The notes that were stored, and what every report says of them; another office has the same."""
    database = Database(url)
    mine = theirs = list[Note]()
    tenant_id, client_id = uuid4(), uuid4()
    for office in (uuid4(), tenant_id):
        theirs, mine = mine, [stored(office, client_id, each) for each in drawn]
        async with database.transaction(office) as session:
            session.add_all(mine)
    scope = Scope(client_id, FIRST, LAST, "11201891")
    async with database.transaction(tenant_id) as session:
        made = {name: await offered.make(session, scope) for name, offered in REPORTS.items()}
    await database.close()
    assert len(mine) == len(theirs)
    return mine, made


def totals(report: Report) -> dict[str, Any]:
    return dict(zip((column.name for column in report.columns), report.totals, strict=True))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn_notes)
def test_the_totals_of_every_report_are_those_of_the_posted_notes(postgres: Any, drawn: Any) -> None:
    notes, made = asyncio.run(all_reports(postgres.url("ledger"), drawn))
    posted = [note for note in notes if note.state == State.POSTED and note.date <= LAST]
    inside = [note for note in posted if note.date >= FIRST]
    for each in made.values():
        assert all(len(row) == len(each.columns) for row in each.all_rows)
    parts = [part for note in inside for part in note.vat]
    total = sum(note.total for note in inside)

    journal = totals(made["purchase-journal"])
    assert journal["total"] == total
    assert len(made["purchase-journal"].rows) == len(inside)
    by_rate = {name: value for name, value in journal.items() if re.match("(base|vat)_[0-9u]", name)}
    charged = {name: value for name, value in by_rate.items() if not re.match("vat_.*_reverse", name)}
    assert sum(charged.values()) + journal["non_deductible"] == total
    assert sum(by_rate.values()) == sum(part.base + part.amount for part in parts)
    assert journal["deferred"] == sum(part.deferred for part in parts)
    assert journal["vat_non_deductible"] == sum(part.non_deductible for part in parts)

    rest = sum(note.non_deductible for note in inside)
    summary = totals(made["vat-summary"])
    assert summary["base"] == sum(part.base for part in parts) + rest
    assert summary["vat"] == sum(part.amount for part in parts)
    assert summary["collected"] == sum(part.amount for part in parts if part.reverse)
    assert summary["base"] + summary["vat"] - summary["collected"] == total
    assert summary["deductible"] == sum(part.amount - part.deferred - part.non_deductible for part in parts)

    partners = totals(made["partner-totals"])
    assert partners["total"] == total
    assert (partners["base"], partners["vat"]) == (summary["base"], summary["vat"])
    places = [row[:7] for row in made["partner-totals"].rows]
    assert len(places) == len(set(places))

    balance = totals(made["trial-balance"])
    turnover = sum(line.amount for note in inside for line in note.lines)
    assert balance["debit"] == balance["credit"] == turnover
    assert balance["initial_debit"] == balance["initial_credit"]
    assert balance["final_debit"] == balance["final_credit"]
    assert balance["sum_debit"] == balance["sum_credit"] == balance["initial_debit"] + turnover

    owed = [
        line.amount * ((line.credit in ("401", "404")) - (line.debit in ("401", "404")))
        for note in posted
        if note.partner_cui == "11201891"
        for line in note.lines
    ]
    assert totals(made["supplier-statement"])["balance"] == sum(owed)

    register = totals(made["deferred-vat"])
    open_now = [
        line.amount * ((line.debit == "4428") - (line.credit == "4428")) for note in posted for line in note.lines
    ]
    assert register["open"] == register["deferred"] - register["released"] == sum(open_now)

    for name, each in made.items():
        file = printed(paper.written(each, paper.Heading("Firma", CUI, FIRST, LAST)))
        amounts = [value for value, column in zip(each.totals, each.columns, strict=False) if column.kind == "AMOUNT"]
        assert totals_in(file) == [format_amount(value) for value in amounts if isinstance(value, int)], name

    assert [row[:2] + row[3:] for row in made["cash-limits"].rows] == over_the_limits(inside)


def over_the_limits(notes: list[Note]) -> list[tuple[Any, ...]]:
    """What the law of 2024 says of the drawn notes: 5,000 lei to one supplier, 10,000 a day."""
    paid: dict[tuple[date, str], int] = {}
    for note in notes:
        for line in note.lines:
            if line.credit == "5311" and line.amount > 0 and note.date is not None:
                place = (note.date, note.partner_cui)
                paid[place] = paid.get(place, 0) + line.amount
    found: list[tuple[Any, ...]] = []
    for day in sorted({day for day, _ in paid}):
        ways = {cui: amount for (each, cui), amount in sorted(paid.items()) if each == day}
        found += [(day, NAME, cash, 500_000, cash - 500_000) for cash in ways.values() if cash > 500_000]
        in_all = sum(ways.values())
        if in_all > 1_000_000:
            found.append((day, ALL_SUPPLIERS, in_all, 1_000_000, in_all - 1_000_000))
    return found


def asked(office: Any, name: str, **more: str) -> dict[str, str]:
    period = {"from_date": "2024-03-01", "to_date": "2024-03-31"}
    return {"report": name, "client_id": str(office.client_id), "supplier_cui": "RO11201891", **period, **more}


@pytest.mark.parametrize("name", sorted(REPORTS))
@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
async def test_a_file_is_the_same_to_the_byte_each_time_and_holds_what_the_report_shows(
    ledger: Any, office: Any, name: str, kind: str
) -> None:
    for number in ("1", "2"):
        await ledger.approve(office, uuid4(), number=number)
    request = pb.ExportReportRequest(**asked(office, name), format=kind)
    files = [await ledger.reports.ExportReport(request, metadata=office.metadata()) for _ in range(2)]
    assert files[0] == files[1]
    shown = (
        await ledger.reports.GetReport(pb.GetReportRequest(**asked(office, name)), metadata=office.metadata())
    ).report
    assert len(shown.columns) == len({column.name for column in shown.columns})
    if kind == "csv":
        table = list(csv.reader(io.StringIO(files[0].data.decode("utf-8-sig")), delimiter=";"))
        assert table[0] == [column.title for column in shown.columns]
        assert len(table) == 1 + len(shown.rows) + (1 if shown.HasField("totals") else 0)
    if kind == "pdf":
        text = printed(files[0].data)
        assert "Firma SRL" in text
        assert f"RO{CUI}" in text
        assert "01.03.2024 – 31.03.2024" in text
        assert shown.subject in text
        assert totals_in(text) == [value for value in shown.totals.values if re.fullmatch(r"-?\d+\.\d\d", value)]


def printed(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def totals_in(text: str) -> list[str]:
    """The amounts behind TOTAL, as messages have them."""
    _, _, behind = text.partition("TOTAL")
    amounts = re.findall(r"-?[\d.]+,\d\d", behind.partition("Întocmit")[0])
    return [amount.replace(".", "").replace(",", ".") for amount in amounts]


@pytest.mark.parametrize(
    ("form", "begins"), [("", b"\xef\xbb\xbf"), ("csv", b"\xef"), ("xlsx", b"PK"), ("pdf", b"%PDF")]
)
async def test_the_purchase_journal_is_a_file_of_any_kind_for_any_period(
    ledger: Any, office: Any, form: str, begins: bytes
) -> None:
    await ledger.approve(office, uuid4())
    for period in ({}, {"from_date": "2024-03-01"}, {"from_date": "2024-03-01", "to_date": "2024-03-31"}):
        request = ledger_service_pb2.ExportPurchaseJournalRequest(
            client_id=str(office.client_id), format=form, **period
        )
        body = await ledger.service.ExportPurchaseJournal(request, metadata=office.metadata())
        assert body.data.startswith(begins)
        if form == "pdf":
            assert totals_in(printed(body.data)) == ["263.28", "221.24", "42.04", "0.00", "0.00", "0.00"]


async def test_a_company_that_nobody_knows_has_nothing_to_print(ledger: Any, office: Any, refused: Any) -> None:
    request = pb.ExportReportRequest(**{**asked(office, "vat-summary"), "client_id": str(uuid4())}, format="pdf")
    assert (await refused(ledger.reports.ExportReport(request, metadata=office.metadata()))).reason == "client_unknown"


SHAPES = {
    "KIND_CODE": r".{0,60}",
    "KIND_TEXT": r".{0,300}",
    "KIND_DATE": r"\d{4}-\d{2}-\d{2}",
    "KIND_MONTH": r"\d{4}-\d{2}",
    "KIND_AMOUNT": r"-?\d+\.\d{2}",
    "KIND_RATE": r"(\d{1,2}(\.\d{1,2})?)?",
    "KIND_COUNT": r"\d+",
}


@pytest.mark.parametrize("tongue", ["ro", "en"])
async def test_a_program_can_draw_every_report_without_knowing_it(ledger: Any, office: Any, tongue: str) -> None:
    await ledger.approve(office, uuid4())
    metadata = [*office.metadata(), ("accept-language", tongue)]
    offered = (await ledger.reports.ListReports(pb.ListReportsRequest(), metadata=metadata)).reports
    assert [each.name for each in offered] == list(REPORTS)
    for each in offered:
        assert all((each.title, each.description, "csv" in each.formats))
        assert each.needs_supplier == (each.name == "supplier-statement")
        request = pb.GetReportRequest(**asked(office, each.name))
        shown = (await ledger.reports.GetReport(request, metadata=metadata)).report
        assert (shown.name, shown.title) == (each.name, each.title)
        kinds = [column.Kind.Name(column.kind) for column in shown.columns]
        for row in shown.rows:
            for kind, value in zip(kinds, row.values, strict=True):
                assert re.fullmatch(SHAPES[kind], value), (each.name, kind, value)
        sums = [column.summed for column in shown.columns]
        assert any(sums) == shown.HasField("totals")
        assert all(value for value, summed in zip(shown.totals.values, sums, strict=False) if summed)


async def test_headings_are_in_the_language_of_the_caller(ledger: Any, office: Any) -> None:
    request = pb.GetReportRequest(**asked(office, "trial-balance"))
    titles = {
        tongue: (
            await ledger.reports.GetReport(request, metadata=[*office.metadata(), ("accept-language", tongue)])
        ).report.title
        for tongue in ("ro", "en")
    }
    assert titles == {"ro": "Balanța de verificare", "en": "Trial balance"}


async def test_cash_over_the_limits_is_shown_by_supplier_and_by_day(ledger: Any, office: Any) -> None:
    suppliers = {"11201891": "3000.00", "14399840": "5100.00", "1590082": "3000.00"}
    for cui, amount in suppliers.items():
        await ledger.approve(
            office,
            uuid4(),
            supplier=extraction_pb2.Supplier(name=f"F {cui}", cui=cui),
            total=amount,
            vat=[],
            payments=[extraction_pb2.Payment(method="CASH", amount=amount)],
        )
    request = pb.GetReportRequest(**asked(office, "cash-limits"))
    answer = (await ledger.reports.GetReport(request, metadata=office.metadata())).report
    assert [list(row.values) for row in answer.rows] == [
        ["2024-03-15", "F 14399840", CUI, "5100.00", "5000.00", "100.00"],
        ["2024-03-15", "Toți furnizorii", "", "11100.00", "10000.00", "1100.00"],
    ]


async def test_vat_that_waits_for_payment_stands_in_the_register(ledger: Any, office: Any) -> None:
    approval = office.approval(uuid4(), kind="invoice", payments=[])
    approval.client.vat_on_collection = True
    await consumer.handler(ledger.database, ledger.sinks)(office.message(approval))
    request = pb.GetReportRequest(**asked(office, "deferred-vat"))
    answer = (await ledger.reports.GetReport(request, metadata=office.metadata())).report
    assert [list(row.values)[-3:] for row in answer.rows] == [[format_amount(4204), "0.00", format_amount(4204)]]


@pytest.mark.parametrize("name", ["purchase-journal", "deferred-vat", "supplier-statement", "vat-summary"])
async def test_a_row_of_one_document_leads_to_it(name: str, ledger: Any, office: Any) -> None:
    approval = office.approval(document_id := uuid4(), kind="invoice", payments=[])
    approval.client.vat_on_collection = True
    await consumer.handler(ledger.database, ledger.sinks)(office.message(approval))
    request = pb.GetReportRequest(**asked(office, name))
    answer = (await ledger.reports.GetReport(request, metadata=office.metadata())).report
    named = {row.document_id for row in answer.rows if row.document_id}
    assert named == (set() if name == "vat-summary" else {str(document_id)})


async def test_a_report_that_is_too_large_says_how_many_rows_it_may_have(
    ledger: Any, office: Any, refused: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("1", "2"):
        await ledger.approve(office, uuid4(), number=number, issue_date=f"2024-03-0{number}")
    monkeypatch.setattr(report, "MOST_ROWS", 1)
    request = pb.GetReportRequest(**asked(office, "supplier-statement"))
    refusal = await refused(ledger.reports.GetReport(request, metadata=office.metadata()))
    assert refusal.reason == "report_too_large"
    assert "mai mult de 1 rânduri" in refusal.sentence


async def test_a_statement_needs_a_supplier_and_an_office_sees_its_own_alone(
    ledger: Any, office: Any, other_office: Any, refused: Any
) -> None:
    await ledger.approve(office, uuid4())
    nobody = pb.GetReportRequest(**{**asked(office, "supplier-statement"), "supplier_cui": ""})
    assert (await refused(ledger.reports.GetReport(nobody, metadata=office.metadata()))).reason == "supplier_missing"
    ours = pb.GetReportRequest(**asked(office, "purchase-journal"))
    answer = await ledger.reports.GetReport(ours, metadata=other_office.metadata("owner"))
    assert list(answer.report.rows) == []
    denied = await refused(ledger.reports.GetReport(ours, metadata=office.metadata("client")))
    assert denied.code == grpc.StatusCode.PERMISSION_DENIED
