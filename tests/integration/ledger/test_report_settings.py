"""Reports follow what an office set, each note by what held when it was built, and find every account that it had."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from contapics.common.v1 import extraction_pb2
from contapics.ledger.v1 import (
    events_pb2,
    ledger_service_pb2,
    report_service_pb2,
    setting_pb2,
    settings_service_pb2,
)

from services.common.bus import Message
from services.ledger import consumer, days, events

CUI = "11201891"
CASH_AND_CARRY = extraction_pb2.Supplier(name="ALFA CASH&CARRY SRL", cui="14399840", vat_payer=True)


async def put(ledger: Any, office: Any, key: str, *items: str, since: str, own: bool = False) -> None:
    request = settings_service_pb2.SetSettingRequest(
        key=key,
        client_id=str(office.client_id) if own else "",
        valid_from=since,
        value=setting_pb2.SettingValue(items=items),
    )
    await ledger.settings.SetSetting(request, metadata=office.metadata("owner"))


async def paid(ledger: Any, office: Any, day: str, amount: str, **changes: Any) -> None:
    """A receipt without VAT."""
    payments = [extraction_pb2.Payment(method="CASH", amount=amount)]
    await ledger.approve(
        office, uuid4(), issue_date=day, total=amount, vat=[], payments=payments, number=day, **changes
    )


async def owed(ledger: Any, office: Any, day: str, document_id: Any = None) -> None:
    """An invoice of 263.28, unpaid."""
    await ledger.approve(office, document_id or uuid4(), issue_date=day, number=day, kind="invoice", payments=[])


async def rows(ledger: Any, office: Any, name: str, **more: str) -> list[list[str]]:
    period = {"from_date": "2024-03-01", "to_date": "2024-03-31"}
    request = report_service_pb2.GetReportRequest(
        report=name, client_id=str(office.client_id), supplier_cui=CUI, **{**period, **more}
    )
    answer = await ledger.reports.GetReport(request, metadata=office.metadata())
    return [list(row.values) for row in answer.report.rows]


async def test_cash_is_watched_by_the_limit_that_the_office_set_for_the_day(ledger: Any, office: Any) -> None:
    await put(ledger, office, "cash_to_one_supplier", "1000.00", since="2024-03-15")
    await put(ledger, office, "cash_to_one_supplier", "1500.00", since="2024-03-20", own=True)
    for day in ("2024-03-14", "2024-03-15", "2024-03-20"):
        await paid(ledger, office, day, "1400.00")
    found = await rows(ledger, office, "cash-limits")
    assert [(row[0], *row[3:]) for row in found] == [("2024-03-15", "1400.00", "1000.00", "400.00")]


@pytest.mark.parametrize("supplier", [{"supplier": CASH_AND_CARRY}, {}])
async def test_cash_and_carry_has_its_own_limit_by_its_name_or_the_offices_list(
    ledger: Any, office: Any, supplier: dict[str, Any]
) -> None:
    await put(ledger, office, "cash_and_carry_suppliers", CUI, since="2024-03-15")
    await paid(ledger, office, "2024-03-16", "6000.00", **supplier)
    assert await rows(ledger, office, "cash-limits") == []


@pytest.mark.parametrize(("key", "account"), [("cash", "5311.02"), ("cash_paid_from", "advance"), ("cash", "581")])
async def test_cash_is_found_on_whatever_account_the_office_books_it(
    ledger: Any, office: Any, key: str, account: str
) -> None:
    await paid(ledger, office, "2024-03-10", "3000.00")
    await put(ledger, office, key, account, since="2024-03-10")
    await paid(ledger, office, "2024-03-10", "3000.00")
    [row] = await rows(ledger, office, "cash-limits")
    assert row[3:] == ["6000.00", "5000.00", "1000.00"]


async def test_cash_that_was_booked_by_mistake_or_given_back_does_not_count(ledger: Any, office: Any) -> None:
    document_id = uuid4()
    cash = [extraction_pb2.Payment(method="CASH", amount="6000.00")]
    await ledger.approve(office, document_id, total="6000.00", vat=[], payments=cash)
    await paid(ledger, office, "2024-03-15", "6000.00")
    assert [row[3] for row in await rows(ledger, office, "cash-limits")] == ["12000.00", "12000.00"]
    [note] = await ledger.notes(office, document_id)
    await storno(ledger, office, note.id)
    assert [row[3] for row in await rows(ledger, office, "cash-limits")] == ["6000.00"]
    await paid(ledger, office, "2024-03-15", "-5500.00")
    assert len(await rows(ledger, office, "purchase-journal")) == 3
    assert [row[3] for row in await rows(ledger, office, "cash-limits")] == ["6000.00"]


async def test_a_statement_has_what_is_owed_on_every_account_that_was_set_for_it(ledger: Any, office: Any) -> None:
    await owed(ledger, office, "2024-02-28")
    await owed(ledger, office, "2024-03-14")
    await put(ledger, office, "supplier", "462", since="2024-03-15")
    await owed(ledger, office, "2024-03-15")
    await put(ledger, office, "supplier", "401.07", since="2024-03-15", own=True)
    await owed(ledger, office, "2024-03-16")
    found = await rows(ledger, office, "supplier-statement")
    assert [row[0] for row in found] == ["2024-03-01", *["2024-03-14"] * 2, *["2024-03-15"] * 2, *["2024-03-16"] * 2]
    assert [row[-1] for row in found] == ["263.28", "484.52", "526.56", "747.80", "789.84", "1011.08", "1053.12"]


async def test_a_register_follows_deferred_vat_from_account_to_account(ledger: Any, office: Any) -> None:
    for day, number in (("2024-03-14", 1), ("2024-03-15", 2)):
        approval = office.approval(uuid4(), kind="invoice", payments=[], issue_date=day, number=str(number))
        approval.client.vat_on_collection = True
        await consumer.handler(ledger.database, ledger.sinks)(office.message(approval))
        await put(ledger, office, "deferred_vat", "4428.01", since="2024-03-15")
    assert [row[1:2] + row[-1:] for row in await rows(ledger, office, "deferred-vat")] == [
        ["1", "42.04"],
        ["2", "42.04"],
    ]


async def test_a_storno_takes_back_on_the_account_of_its_note_whatever_is_set_by_then(ledger: Any, office: Any) -> None:
    document_id = uuid4()
    await owed(ledger, office, "2024-03-14", document_id)
    await put(ledger, office, "supplier", "462", since="2024-03-15")
    [note] = await ledger.notes(office, document_id)
    await storno(ledger, office, note.id)
    found = await rows(ledger, office, "supplier-statement", to_date=days.today().isoformat())
    assert found[-1][-1] == "0.00"


async def storno(ledger: Any, office: Any, note_id: str) -> None:
    request = ledger_service_pb2.StornoNoteRequest(id=note_id, reason="Greșit")
    storno = (await ledger.service.StornoNote(request, metadata=office.metadata())).note
    payload = events_pb2.StornoRequested(note_id=storno.id).SerializeToString()
    message = Message(str(uuid4()), office.tenant_id, events.STORNO_REQUESTED, payload, 1)
    await consumer.request_handler(ledger.database, ledger.sinks, message.subject)(message)
