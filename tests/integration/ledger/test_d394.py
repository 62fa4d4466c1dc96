"""D394 totals of the books: by operation, partner and rate; a storno is taken out where its note stood."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from contapics.common.v1 import extraction_pb2
from integration.ledger.test_report_settings import rows, storno

from services.ledger import days
from services.ledger.models import SupplierFacts

OWED: dict[str, Any] = {"kind": "invoice", "payments": []}


async def known(ledger: Any, office: Any, cui: str, day: date, **facts: bool) -> None:
    """What ANAF said of a supplier on a day."""
    values = {"registered": True, "vat_payer": True, "vat_on_collection": False, "inactive": False, **facts}
    async with ledger.database.transaction(office.tenant_id) as session:
        await session.merge(
            SupplierFacts(
                cui=cui,
                asked_on=day,
                name="",
                source="anaf",
                for_document=True,
                fetched_at=datetime.now(UTC),
                **values,
            )
        )


async def declared(ledger: Any, office: Any, **period: str) -> list[tuple[str, ...]]:
    """(operation, type of partner, code, rate, documents, base, VAT, total)."""
    found = await rows(ledger, office, "partner-totals", **period)
    return [(row[0], row[2], row[3], *row[6:]) for row in found]


async def test_purchases_stand_under_their_operation_by_partner_and_rate(ledger: Any, office: Any) -> None:
    collects = extraction_pb2.Supplier(name="LIDL", cui="22891860", vat_payer=True)
    small = extraction_pb2.Supplier(name="PFA MIC", cui="14399840")
    await known(ledger, office, "22891860", date(2024, 3, 10), vat_on_collection=True)
    await known(ledger, office, "14399840", date(2024, 3, 10), vat_payer=False)
    await ledger.approve(office, uuid4(), **OWED)
    await ledger.approve(office, uuid4(), number="2", supplier=collects, **OWED)
    await ledger.approve(office, uuid4(), number="3", supplier=small, vat=[], total="100.00", **OWED)
    await ledger.approve(office, uuid4())
    await ledger.approve(office, uuid4(), number="5", buyer=extraction_pb2.Buyer())
    assert await declared(ledger, office) == [
        ("A", "1", "11201891", "19", "1", "221.24", "42.04", "263.28"),
        ("AI", "1", "22891860", "19", "1", "221.24", "42.04", "263.28"),
        ("N", "2", "14399840", "0", "1", "100.00", "0.00", "100.00"),
        ("BF", "", "11201891", "19", "1", "221.24", "42.04", "263.28"),
        ("-", "", "11201891", "", "1", "263.28", "0.00", "263.28"),
    ]


async def test_a_storno_takes_its_note_out_of_the_place_where_it_stood(ledger: Any, office: Any) -> None:
    supplier = extraction_pb2.Supplier(name="LIDL", cui="22891860", vat_payer=True)
    await known(ledger, office, "22891860", date(2024, 3, 10), vat_on_collection=True)
    await ledger.approve(office, uuid4(), supplier=supplier, **OWED)
    document_id = uuid4()
    await ledger.approve(office, document_id, number="2", supplier=supplier, **OWED)
    [note] = await ledger.notes(office, document_id)
    await storno(ledger, office, note.id)
    assert await declared(ledger, office, to_date=days.today().isoformat()) == [
        ("AI", "1", "22891860", "19", "1", "221.24", "42.04", "263.28")
    ]
