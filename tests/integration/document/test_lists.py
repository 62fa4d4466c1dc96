"""Lists of documents: what a page shows is what a plain sort and filter would show, in all orders."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.document.v1 import document_pb2
from contapics.document.v1 import document_service_pb2 as pb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from integration.conftest import Refusal
from integration.document.conftest import Desk, picture
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from services.common.folding import folded
from services.document import repository, rules
from services.document.models import Document
from services.document.rules import State

Refused = Callable[[Awaitable[object]], Awaitable[Refusal]]

NAMES = ["", "Brutăria Ștefan", "BRUTARIA STEFAN", "100% Natural", "a_b", "a\\b", 'O\'Hara "SRL"', "Ørsted 🧾", "ΑΒΓ"]
SEARCHES = [
    "",
    "stefan",
    "ȘTEFAN",
    "%",
    "_",
    "\\",
    "'",
    '"',
    "a_",
    "100%",
    "brutaria  stefan",
    "bon",
    "🧾",
    "αβγ",
    "x y",
]
DAY = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """What a model of the list knows of one document."""

    id: UUID
    client: int
    state: State
    supplier: str
    issued: date | None
    total: int | None
    needs_review: bool | None
    created: datetime
    updated: datetime

    @property
    def search_text(self) -> str:
        return rules.search_text("bon.png", {"supplier": {"name": self.supplier}})

    def value(self, order: str) -> Any:
        return {
            "create_time": self.created,
            "update_time": self.updated,
            "issue_date": self.issued or date.min,
            "total": self.total or 0,
            "supplier": folded(self.supplier).encode(),
        }[order]


rows = st.builds(
    Row,
    id=st.uuids(version=4),
    client=st.integers(0, 1),
    state=st.sampled_from(State),
    supplier=st.sampled_from(NAMES),
    issued=st.none() | st.dates(date(2023, 1, 1), date(2023, 1, 4)),
    total=st.none() | st.integers(-2, 2) | st.just(10**15 - 1),
    needs_review=st.none() | st.booleans(),
    created=st.integers(0, 3).map(lambda number: DAY + timedelta(microseconds=number)),
    updated=st.integers(0, 3).map(lambda number: DAY + timedelta(days=number)),
)


@dataclass(frozen=True)
class Query:
    order: str
    descending: bool
    search: str
    states: tuple[State, ...]
    client: int | None
    needs_review: bool | None
    size: int

    def of(self, clients: Sequence[UUID]) -> dict[str, Any]:
        query: dict[str, Any] = {"order_by": f"{self.order}{' desc' if self.descending else ''}"}
        query |= {"search": self.search, "state": [state.value for state in self.states], "page_size": self.size}
        if self.client is not None:
            query["client_id"] = str(clients[self.client])
        if self.needs_review is not None:
            query["needs_review"] = self.needs_review
        return query

    def shows(self, row: Row) -> bool:
        return (
            all(word in row.search_text for word in folded(self.search).split())
            and (not self.states or row.state in self.states)
            and self.client in (None, row.client)
            and self.needs_review in (None, row.needs_review)
        )

    def expected(self, documents: Sequence[Row]) -> list[str]:
        shown = [row for row in documents if self.shows(row)]
        shown.sort(key=lambda row: (row.value(self.order), row.id), reverse=self.descending)
        return [str(row.id) for row in shown]


queries = st.builds(
    Query,
    order=st.sampled_from(["create_time", "update_time", "issue_date", "total", "supplier"]),
    descending=st.booleans(),
    search=st.sampled_from(SEARCHES),
    states=st.lists(st.sampled_from(State), unique=True, max_size=3).map(tuple),
    client=st.none() | st.integers(0, 1),
    needs_review=st.none() | st.booleans(),
    size=st.integers(1, 4),
)


async def fill(desk: Desk, clients: Sequence[UUID], documents: Sequence[Row]) -> None:
    async with desk.database.transaction(desk.tenant_id) as session:
        for row in documents:
            extraction = {"supplier": {"name": row.supplier}} if row.supplier else {}
            session.add(
                Document(
                    tenant_id=desk.tenant_id,
                    id=row.id,
                    client_id=clients[row.client],
                    state=row.state,
                    filename="bon.png",
                    media_type="image/png",
                    size=1,
                    sha256="0" * 64,
                    blob_key="none",
                    extraction=extraction,
                    needs_review=row.needs_review,
                    supplier=folded(row.supplier),
                    issue_date=row.issued,
                    total=row.total,
                    search_text=row.search_text,
                    problem_metadata={},
                    attempt=1,
                    revision=1,
                    created_by="ana@cabinet.example",
                    created_at=row.created,
                    updated_at=row.updated,
                )
            )


async def whole(desk: Desk, caller: dict[str, Any] | None = None, **query: Any) -> list[str]:
    """The ids of all pages."""
    found: list[str] = []
    token = ""
    while True:
        page = await desk.list(caller, **query, page_token=token)
        assert len(page.documents) <= (query.get("page_size") or 50)
        found += [document.id for document in page.documents]
        token = page.next_page_token
        if not token:
            return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows, max_size=12, unique_by=lambda row: row.id), st.lists(queries, min_size=1, max_size=4))
async def test_paging_through_any_query_gives_what_a_plain_sort_and_filter_give(
    desk: Desk, documents: list[Row], asked: list[Query]
) -> None:
    office = desk.another_office()
    clients = [office.client_id, office.employ(uuid4())]
    await fill(office, clients, documents)
    for query in asked:
        assert await whole(office, **query.of(clients)) == query.expected(documents), query
        own = [row for row in documents if row.client == 0]
        assert await whole(office, {"role": "client"}, **query.of(clients)) == query.expected(own), query


async def test_a_page_goes_on_where_the_last_ended_whatever_came_meanwhile(desk: Desk) -> None:
    first = [(await desk.upload(picture(number))).id for number in range(4)]
    page = await desk.list(page_size=2)
    late = (await desk.upload(picture(9))).id
    rest = await desk.list(page_size=10, page_token=page.next_page_token)
    seen = [document.id for document in [*page.documents, *rest.documents]]
    assert seen == first[::-1]
    assert late not in seen


async def test_a_page_goes_on_after_the_user_was_given_more_companies(desk: Desk) -> None:
    other = desk.employ(uuid4())
    for number in range(3):
        await desk.upload(picture(number))
    page = await desk.list({"role": "client"}, page_size=2)
    more = {"role": "client", "clients": [other, desk.client_id]}
    assert len((await desk.list(more, page_size=2, page_token=page.next_page_token)).documents) == 1


async def test_a_token_is_refused_by_every_other_query(desk: Desk, refused: Refused) -> None:
    for number in range(3):
        await desk.upload(picture(number))
    asked: dict[str, Any] = {"state": ["RECEIVED", "READING"], "search": "bon", "page_size": 1}
    token = (await desk.list(**asked)).next_page_token
    same = {**asked, "state": ["READING", "RECEIVED", "RECEIVED"], "page_size": 2, "order_by": "create_time  desc"}
    assert len((await desk.list(**same, page_token=token)).documents) == 2
    for change in (
        {"state": ["RECEIVED"]},
        {"search": "bonuri"},
        {"order_by": "create_time"},
        {"order_by": "total desc"},
        {"client_id": str(desk.client_id)},
        {"needs_review": False},
    ):
        refusal = await refused(desk.list(**{**asked, **change, "page_token": token}))
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "page_token_invalid")


FORGED: list[list[Any]] = [
    [],
    ["x"],
    [None, None],
    ["\ud800", str(uuid4())],
    ["a\0", str(uuid4())],
    [10**300, str(uuid4())],
    [-(10**300), str(uuid4())],
    [1.5, str(uuid4())],
    ["1", "no-uuid"],
    ["1", str(uuid4()), "more"],
    [{}, []],
]


@pytest.mark.parametrize("order", ["supplier", "total desc", "issue_date", "create_time"])
async def test_a_forged_token_is_refused_or_a_page_but_never_an_error_of_ours(desk: Desk, order: str) -> None:
    for number in range(2):
        await desk.upload(picture(number))
    token = (await desk.list(order_by=order, page_size=1)).next_page_token
    digest = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))[0]
    for values in FORGED:
        forged = base64.urlsafe_b64encode(json.dumps([digest, *values]).encode()).decode()
        [outcome] = await asyncio.gather(desk.list(order_by=order, page_token=forged), return_exceptions=True)
        if not isinstance(outcome, pb.ListDocumentsResponse):
            assert isinstance(outcome, grpc.aio.AioRpcError)
            assert outcome.code() == grpc.StatusCode.INVALID_ARGUMENT, (values, outcome.details())


async def test_the_longest_name_of_a_supplier_still_makes_a_token_that_is_taken(desk: Desk) -> None:
    clients = [desk.client_id]
    sample = Row(uuid4(), 0, State.REVIEW, "", None, None, None, DAY, DAY)
    names = ["諸" * 300, "🧾" * 300]
    await fill(desk, clients, [replace(sample, id=uuid4(), supplier=name) for name in names])
    assert len(await whole(desk, order_by="supplier", page_size=1)) == 2


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"order_by": "password"}, "order_by_invalid"),
        ({"order_by": "total downwards"}, "order_by_invalid"),
        ({"order_by": "total desc desc"}, "order_by_invalid"),
        ({"page_size": 201}, "request_invalid"),
        ({"page_size": -1}, "request_invalid"),
        ({"client_id": "x"}, "request_invalid"),
        ({"search": "a\0b"}, "request_invalid"),
        ({"search": "a" * 201}, "request_invalid"),
        ({"state": ["REVIEW"] * 11}, "request_invalid"),
    ],
)
async def test_a_query_that_can_not_be_answered_is_refused(
    desk: Desk, refused: Refused, query: dict[str, Any], reason: str
) -> None:
    refusal = await refused(desk.list(**query))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, reason)


async def test_a_list_leaves_out_what_only_the_review_needs(desk: Desk) -> None:
    document = await desk.reviewed(supplier={"name": "Brutăria"}, confidence={"total": 0.5})
    [listed] = (await desk.list()).documents
    assert (listed.extraction.supplier.name, listed.extraction.total) == ("Brutăria", "119.00")
    assert not listed.extraction.text
    assert not listed.extraction.confidence
    assert document.extraction.text == "BON"


async def test_the_summary_counts_what_the_caller_may_see(desk: Desk) -> None:
    other = desk.employ(uuid4())
    await desk.reviewed()
    for number in range(2):
        await desk.upload(picture(number), client_id=str(other))
    theirs = desk.another_office()

    async def summary(of: Desk = desk, client_id: str = "", **caller: Any) -> dict[str, int]:
        request = pb.SummarizeDocumentsRequest(client_id=client_id)
        answer = await of.service.SummarizeDocuments(request, metadata=of.by(**caller))
        assert answer.total == sum(answer.states.values())
        assert set(answer.states) == set(document_pb2.Document.State.keys()) - {"STATE_UNSPECIFIED"}
        return {state: count for state, count in answer.states.items() if count}

    assert await summary() == {"REVIEW": 1, "RECEIVED": 2}
    assert await summary(client_id=str(other)) == {"RECEIVED": 2}
    assert await summary(role="client") == {"REVIEW": 1}
    assert await summary(role="client", client_id=str(other)) == {}
    assert await summary(theirs, client_id=str(desk.client_id)) == {}


async def test_a_client_user_sees_its_own_companies_by_every_call_and_no_other(desk: Desk, refused: Refused) -> None:
    document, stranger = await desk.reviewed(), {"role": "client", "clients": [desk.employ(uuid4())]}
    assert (await desk.list(stranger)).documents == []
    assert (await desk.list(stranger, client_id=str(desk.client_id))).documents == []
    assert (await refused(desk.get(document.id, **stranger))).reason == "document_unknown"
    assert (await desk.get(document.id, role="client")).id == document.id
    assert [found.id for found in (await desk.list({"role": "client"})).documents] == [document.id]
    for role in ("owner", "accountant", "viewer"):
        assert (await desk.get(document.id, role=role)).id == document.id


async def test_lists_and_uploads_at_once_never_show_a_document_twice(desk: Desk) -> None:
    uploads = [asyncio.create_task(desk.upload(picture(number))) for number in range(12)]
    while not all(upload.done() for upload in uploads):
        seen = await whole(desk, order_by="create_time desc", page_size=3)
        assert len(seen) == len(set(seen))
    await asyncio.gather(*uploads)
    assert len(await whole(desk, page_size=5)) == 12


async def test_the_index_of_words_tells_of_no_other_office(desk: Desk) -> None:
    theirs = desk.another_office()
    mine = await desk.upload(picture(), filename="sediu nou.png")
    await theirs.upload(picture(), filename="sediu nou.png")
    matching = text("SELECT document.matching(ARRAY['%sediu%', '%nou%'], 10)")
    async with desk.database.transaction(desk.tenant_id) as session:
        assert list(await session.scalars(matching)) == [UUID(mine.id)]
    async with desk.database.public_transaction() as session:
        assert list(await session.scalars(matching)) == []
    with pytest.raises(DBAPIError):
        async with desk.database.transaction_as("contapics_document_search") as session:
            await session.execute(text("SELECT 1"))


async def test_few_and_many_finds_make_the_same_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        await desk.upload(picture(number), filename=f"bon {number} combustibil.png")
    for search in ("combustibil", "combustibil 3", "bon com png"):
        lists = []
        for few in (1000, 1):
            monkeypatch.setattr(repository, "FEW", few)
            lists.append([each.id for each in (await desk.list(search=search)).documents])
        assert lists[0] == lists[1] != []


async def test_a_list_is_narrowed_to_romanian_days_and_to_a_supplier(desk: Desk) -> None:
    documents = [await desk.reviewed(n, supplier=extraction_pb2.Supplier(cui=f"1{n}")) for n in range(3)]
    instants = ["2025-05-31T20:59:59+00:00", "2025-05-31T21:00:00+00:00", "2025-06-01T20:59:59+00:00"]
    async with desk.database.transaction(desk.tenant_id) as session:
        for document, at in zip(documents, instants, strict=True):
            changed = update(Document).where(Document.id == UUID(document.id))
            await session.execute(changed.values(created_at=datetime.fromisoformat(at)))

    async def shown(**query: Any) -> list[int]:
        ids = [each.id for each in (await desk.list(order_by="create_time", **query)).documents]
        return [index for index, document in enumerate(documents) if document.id in ids]

    assert await shown(received_from="2025-06-01") == [1, 2]
    assert await shown(received_to="2025-05-31") == [0]
    assert await shown(received_from="2025-06-01", received_to="2025-06-01", supplier_cui="12") == [2]


async def test_a_day_that_is_in_no_calendar_narrows_nothing(desk: Desk, refused: Refused) -> None:
    for field in ("received_from", "received_to"):
        assert (await refused(desk.list(**{field: "2025-02-30"}))).reason == "date_invalid"
