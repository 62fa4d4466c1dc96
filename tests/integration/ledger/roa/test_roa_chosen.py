"""An office chooses ROA as any other books: tested, rehearsed, and posted to from the next approval on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import grpc
import pytest
from contapics.ledger.v1 import sink_service_pb2 as pb

from services.ledger.sinks import kinds
from services.ledger.sinks.hosts import Hosts
from services.ledger.sinks.roa.pool import Pool
from tests.roa.connection import connect
from tests.roa.double import BRANCH, PASSWORD, RATES, USER
from tests.roa.notes import FUEL_IN_ACT


@pytest.fixture
async def choose(ledger: Any, office: Any, books: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    """Sets the double as the office's books, with changed settings and another password."""
    monkeypatch.setattr(kinds, "Pool", lambda settings, _: Pool(settings, connect))
    address = urlsplit(books.admin_url)
    configuration = {
        "dsn": f"{address.hostname}:{address.port}{address.path}",
        "user": USER,
        "user_id": 5,
        "branch_id": BRANCH,
        "document_types": {"receipt": 17},
        "currencies": {"RON": 3},
        "vat_columns": {str(rate): column for rate, column in RATES.items()},
    }

    async def set_sink(password: str = PASSWORD, **changes: Any) -> Any:
        request = pb.SetSinkRequest(kind="roa", secrets={"password": password})
        request.configuration.update({**configuration, **changes})
        return await ledger.books.SetSink(request, metadata=office.metadata("owner"))

    yield set_sink
    await ledger.sinks.close()


async def test_an_approval_stands_in_act_as_it_was_rehearsed(ledger: Any, office: Any, books: Any, choose: Any) -> None:
    await choose()
    tested = await ledger.books.TestSink(pb.TestSinkRequest(), metadata=office.metadata("owner"))
    assert tested.ok, tested.findings
    document_id = uuid4()
    await ledger.approve(office, document_id)
    [note] = await ledger.notes(office, document_id)
    assert (note.state, note.sink) == (note.State.POSTED, "roa")
    assert books.act() == FUEL_IN_ACT
    request = pb.RehearsePostingRequest(note_id=note.id)
    rehearsed = await ledger.books.RehearsePosting(request, metadata=office.metadata())
    assert [row.values["SUMA"] for row in rehearsed.rows] == ["221.24", "42.04", "263.28"]
    assert rehearsed.rows[0].values["DATAACT"] == "2024-03-15"


async def test_a_wrong_password_is_a_finding_in_words_and_never_shown(ledger: Any, office: Any, choose: Any) -> None:
    shown = (await choose(password="parola-veche")).sink
    assert list(shown.secrets) == ["password"]
    assert "parola-veche" not in str(shown)
    tested = await ledger.books.TestSink(pb.TestSinkRequest(), metadata=office.metadata("owner"))
    assert not tested.ok
    assert tested.findings[0].message


async def test_a_code_that_is_no_number_is_named(choose: Any) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await choose(user_id="cinci")
    assert "user_id" in str(failure.value.trailing_metadata())


@pytest.mark.parametrize(
    "dsn", ["169.254.169.254/roa", "127.0.0.1:22/roa", "localhost:5432/roa", "10.0.0.1/roa", "2130706433/roa"]
)
async def test_an_address_that_the_installation_does_not_list_is_refused_in_words(dsn: str, choose: Any) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await choose(dsn=dsn)
    assert failure.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    details = str(failure.value.trailing_metadata())
    assert "host_not_listed" in details
    assert dsn.partition(":")[0].partition("/")[0] in details


async def test_a_host_taken_off_the_list_refuses_what_was_chosen_before(
    ledger: Any, office: Any, books: Any, choose: Any
) -> None:
    await choose()
    ledger.sinks._around = replace(ledger.sinks._around, roa_hosts=Hosts())
    document_id = uuid4()
    await ledger.approve(office, document_id)
    [note] = await ledger.notes(office, document_id)
    assert (note.state, note.refusal_reason) == (note.State.REFUSED, "host_not_listed")
    assert books.act() == []
