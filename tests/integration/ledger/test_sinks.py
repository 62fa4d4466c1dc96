"""An office chooses its books, alone sees what it chose, and its notes go there from the next approval on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import grpc
import psycopg
import pytest
from contapics.ledger.v1 import ledger_service_pb2 as ledger_pb
from contapics.ledger.v1 import setting_pb2
from contapics.ledger.v1 import settings_service_pb2 as settings_pb
from contapics.ledger.v1 import sink_service_pb2 as pb
from contapics.tenant.v1 import client_pb2
from integration.ledger.conftest import CUI, receipt
from moto.server import ThreadedMotoServer

from services.ledger import consumer

BUCKET = {
    "destination": "s3",
    "bucket": "registre-cabinet",
    "region": "eu-central-1",
    "prefix": "contapics/saga",
    "access_key_id": "AKIATEST",
}
SECRET = {"secret_access_key": "nu-se-arata-niciodata"}


@dataclass(frozen=True, slots=True)
class Bucket:
    """An empty bucket, and the configuration that leads there."""

    client: Any
    configuration: dict[str, str]

    def held(self) -> dict[str, str]:
        entries = self.client.list_objects_v2(Bucket=self.configuration["bucket"]).get("Contents", [])
        return {entry["Key"]: entry["ETag"] for entry in entries}


@pytest.fixture
def bucket(ledger: Any) -> Iterator[Bucket]:
    server = ThreadedMotoServer("127.0.0.1", int(ledger.s3_endpoint.rpartition(":")[2]), verbose=False)
    server.start()
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=ledger.s3_endpoint, **keys)
    configuration = {**BUCKET, "endpoint": ledger.s3_endpoint, "bucket": f"registre-{uuid4().hex}"}
    client.create_bucket(Bucket=configuration["bucket"])
    yield Bucket(client, configuration)
    client.close()
    server.stop()


@pytest.fixture(autouse=True)
def company(companies: Any, office: Any) -> None:
    client = client_pb2.Client(id=str(office.client_id), name="Firma SRL", cui=CUI, vat_payer=True)
    companies.known[(office.tenant_id, client.id)] = client


def chosen(kind: str, configuration: dict[str, Any], secrets: dict[str, str] | None = None, **more: str) -> Any:
    request = pb.SetSinkRequest(kind=kind, secrets=secrets or {}, **more)
    request.configuration.update(configuration)
    return request


async def choose(ledger: Any, office: Any, kind: str, configuration: dict[str, Any], *rest: Any, **more: str) -> Any:
    request = chosen(kind, configuration, *rest, **more)
    return (await ledger.books.SetSink(request, metadata=office.metadata("owner"))).sink


async def listed(ledger: Any, office: Any) -> list[Any]:
    return list((await ledger.books.ListSinks(pb.ListSinksRequest(), metadata=office.metadata())).sinks)


def folder(ledger: Any, office: Any, kind: str) -> list[Path]:
    root = ledger.exports.parent / "folder" / str(office.tenant_id) / kind
    return sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file())


async def test_notes_go_to_the_chosen_books_from_the_next_approval_on(ledger: Any, office: Any) -> None:
    before, after = uuid4(), uuid4()
    await ledger.approve(office, before)
    await choose(ledger, office, "saga", {"destination": "folder"})
    await ledger.approve(office, after)
    [first], [second] = await ledger.notes(office, before), await ledger.notes(office, after)
    assert (first.sink, second.sink) == ("csv", "saga")
    assert list(ledger.files(office)) == [f"{first.id}.csv"]
    assert folder(ledger, office, "saga") == [
        Path(f"{CUI}/2024-03/{second.id}/F_11201891_0123_15-03-2024.xml"),
        Path(f"{CUI}/2024-03/{second.id}/P_15-03-2024.xml"),
    ]


async def test_a_companys_own_books_win_over_the_offices_until_they_are_reset(ledger: Any, office: Any) -> None:
    await choose(ledger, office, "xlsx", {})
    await choose(ledger, office, "saga", {}, client_id=str(office.client_id))
    assert [(sink.kind, bool(sink.client_id)) for sink in await listed(ledger, office)] == [
        ("saga", True),
        ("xlsx", False),
    ]
    kinds = []
    for _ in range(2):
        document_id = uuid4()
        await ledger.approve(office, document_id)
        kinds += [note.sink for note in await ledger.notes(office, document_id)]
        request = pb.ResetSinkRequest(client_id=str(office.client_id))
        await ledger.books.ResetSink(request, metadata=office.metadata("owner"))
    assert kinds == ["saga", "xlsx"]


async def test_a_note_stays_with_the_books_it_was_made_for(ledger: Any, office: Any) -> None:
    """A first try may have reached them."""
    document_id = uuid4()
    message = office.message(office.approval(document_id))
    await choose(ledger, office, "saga", {"destination": "folder"})
    await consumer._accept(ledger.database, ledger.sinks, office.tenant_id, [delivery_of(message)])
    await choose(ledger, office, "xlsx", {"destination": "folder"})
    await consumer.handler(ledger.database, ledger.sinks)(message)
    [note] = await ledger.notes(office, document_id)
    assert (note.sink, note.state) == ("saga", note.State.POSTED)
    assert len(folder(ledger, office, "saga")) == 2
    assert folder(ledger, office, "xlsx") == []


def delivery_of(message: Any) -> Any:
    delivery = consumer._read(message)
    assert delivery is not None
    return delivery


async def test_files_are_pushed_into_a_bucket_whole_and_the_same_each_time(
    ledger: Any, office: Any, bucket: Bucket
) -> None:
    await choose(ledger, office, "saga", bucket.configuration, SECRET)
    document_id = uuid4()
    message = office.message(office.approval(document_id))
    held = []
    for _ in range(2):
        await consumer.handler(ledger.database, ledger.sinks)(message)
        held.append(bucket.held())
    [note] = await ledger.notes(office, document_id)
    assert held[0] == held[1]
    assert min(held[0]) == f"contapics/saga/{CUI}/2024-03/{note.id}/F_11201891_0123_15-03-2024.xml"


async def test_the_connection_test_tells_in_words_and_leaves_nothing_behind(
    ledger: Any, office: Any, bucket: Bucket
) -> None:
    async def tested(**changes: str) -> Any:
        request = pb.TestSinkRequest(kind="saga", secrets=SECRET)
        request.configuration.update({**bucket.configuration, **changes})
        return await ledger.books.TestSink(request, metadata=[*office.metadata("owner"), ("accept-language", "en")])

    good, bad = await tested(), await tested(bucket="alt-bucket")
    assert (good.ok, [finding.reason for finding in good.findings]) == (True, ["sink_writable"])
    assert (bad.ok, bad.findings[0].message) == (False, "There is no such bucket.")
    assert bucket.held() == {}


async def test_secrets_are_kept_sealed_and_never_come_back(ledger: Any, office: Any, postgres: Any) -> None:
    first = await choose(ledger, office, "saga", BUCKET, SECRET)
    second = await choose(ledger, office, "saga", {**BUCKET, "prefix": "alt"})
    assert list(second.secrets) == ["secret_access_key"], "left out, the secret stays"
    assert SECRET["secret_access_key"] not in f"{first}{second}{await listed(ledger, office)}"
    async with await psycopg.AsyncConnection.connect(postgres.admin_url) as connection:
        rows = await (await connection.execute("SELECT configuration::text, secret FROM ledger.sinks")).fetchall()
    assert len(rows) >= 2, "what was chosen before stays as its audit"
    assert all(b"nu-se-arata" not in sealed and "nu-se-arata" not in shown for shown, sealed in rows if sealed)


async def test_a_secret_goes_with_the_place_that_it_was_for(ledger: Any, office: Any) -> None:
    await choose(ledger, office, "saga", BUCKET, SECRET)
    assert list((await choose(ledger, office, "saga", {"destination": "folder"})).secrets) == []
    with pytest.raises(grpc.aio.AioRpcError, match="secret_access_key"):
        await choose(ledger, office, "saga", BUCKET)


@pytest.mark.parametrize(
    ("kind", "configuration", "secrets", "reason", "field"),
    [
        ("oracle", {}, {}, "sink_kind_unknown", "kind"),
        ("saga", {"folder": "/etc"}, {}, "sink_settings_invalid", "folder"),
        ("saga", {"destination": "/etc"}, {}, "sink_settings_invalid", "destination"),
        ("saga", {**BUCKET, "prefix": "../x"}, SECRET, "sink_settings_invalid", "prefix"),
        ("saga", {**BUCKET, "bucket": "a/b"}, SECRET, "sink_settings_invalid", "bucket"),
        ("saga", {**BUCKET, "endpoint": "http://169.254.169.254"}, SECRET, "sink_settings_invalid", "endpoint"),
        ("saga", BUCKET, {}, "sink_settings_invalid", "secret_access_key"),
        ("saga", {**BUCKET, **SECRET}, {}, "sink_settings_invalid", "secret_access_key"),
        ("saga", BUCKET, {**SECRET, "x": "y"}, "sink_settings_invalid", "x"),
        ("winmentor", {"articles": {"19": 7}}, {}, "sink_settings_invalid", "articles"),
    ],
)
async def test_settings_that_cannot_be_used_are_named_and_not_stored(
    kind: str,
    configuration: dict[str, Any],
    secrets: dict[str, str],
    reason: str,
    field: str,
    ledger: Any,
    office: Any,
) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await choose(ledger, office, kind, configuration, secrets)
    assert failure.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    details = str(failure.value.trailing_metadata())
    assert reason in details
    assert field in details
    assert await listed(ledger, office) == []


async def test_a_rehearsal_shows_the_bytes_that_a_posting_writes_and_writes_none(ledger: Any, office: Any) -> None:
    await choose(ledger, office, "saga", {"destination": "folder"})
    request = pb.RehearsePostingRequest(client_id=str(office.client_id), extraction=receipt())
    shown = await ledger.books.RehearsePosting(request, metadata=office.metadata())
    assert [file.path.rpartition("/")[2] for file in shown.files] == [
        "F_11201891_0123_15-03-2024.xml",
        "P_15-03-2024.xml",
    ]
    assert folder(ledger, office, "saga") == []
    document_id = uuid4()
    await ledger.approve(office, document_id)
    [note] = await ledger.notes(office, document_id)
    request = pb.RehearsePostingRequest(note_id=note.id)
    shown = await ledger.books.RehearsePosting(request, metadata=office.metadata())
    root = ledger.exports.parent / "folder" / str(office.tenant_id) / "saga"
    assert {file.path: file.content for file in shown.files} == {
        str(path): (root / path).read_bytes() for path in folder(ledger, office, "saga")
    }


async def test_what_the_books_refuse_goes_back_to_a_person(ledger: Any, office: Any) -> None:
    await choose(ledger, office, "winmentor", {"articles": {"21": "CH21"}})
    document_id = uuid4()
    await ledger.approve(office, document_id)
    [note] = await ledger.notes(office, document_id)
    assert note.state == note.State.REFUSED


async def test_books_whose_key_is_lost_refuse_instead_of_hanging(ledger: Any, office: Any, postgres: Any) -> None:
    await choose(ledger, office, "saga", BUCKET, SECRET)
    async with await psycopg.AsyncConnection.connect(postgres.admin_url) as connection:
        await connection.execute("UPDATE ledger.sinks SET secret = '\\x0102' WHERE secret IS NOT NULL")
    document_id = uuid4()
    await ledger.approve(office, document_id)
    [note] = await ledger.notes(office, document_id)
    assert note.state == note.State.REFUSED


async def test_offices_never_meet(ledger: Any, office: Any, other_office: Any) -> None:
    mine = await choose(ledger, office, "saga", {"destination": "folder"})
    assert await listed(ledger, other_office) == []
    with pytest.raises(Exception, match="no such books"):
        await ledger.sinks.books(other_office.tenant_id, mine.id)
    for method, request in (
        ("SetSink", chosen("csv", {}, client_id=str(office.client_id))),
        ("ResetSink", pb.ResetSinkRequest(client_id=str(office.client_id))),
        ("TestSink", pb.TestSinkRequest(client_id=str(office.client_id))),
        ("RehearsePosting", pb.RehearsePostingRequest(client_id=str(office.client_id), extraction=receipt())),
    ):
        with pytest.raises(grpc.aio.AioRpcError) as failure:
            await getattr(ledger.books, method)(request, metadata=other_office.metadata("owner"))
        assert failure.value.code() == grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize("role", ["accountant", "viewer", "client"])
async def test_only_an_owner_chooses(role: str, ledger: Any, office: Any) -> None:
    for method, request in (
        ("SetSink", chosen("csv", {})),
        ("ResetSink", pb.ResetSinkRequest()),
        ("TestSink", pb.TestSinkRequest()),
    ):
        with pytest.raises(grpc.aio.AioRpcError) as failure:
            await getattr(ledger.books, method)(request, metadata=office.metadata(role))
        assert failure.value.code() == grpc.StatusCode.PERMISSION_DENIED


async def test_an_export_is_whole_or_says_what_it_lacks(ledger: Any, office: Any, refused: Any) -> None:
    await ledger.approve(office, uuid4(), number="100")
    a_third = settings_pb.SetSettingRequest(
        key="unknown_vehicle_deductible", valid_from="2024-03-20", value=setting_pb2.SettingValue(items=["30"])
    )
    await ledger.settings.SetSetting(a_third, metadata=office.metadata("owner"))
    await ledger.approve(office, uuid4(), number="200", issue_date="2024-03-21")
    wanted = ledger_pb.ExportNotesRequest(client_id=str(office.client_id), format="saga")
    refusal = await refused(ledger.service.ExportNotes(wanted, metadata=office.metadata("viewer")))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "notes_unfit")
    assert "200 / 2024-03-21 / OMV PETROM MARKETING SRL: " in refusal.sentence
    wanted.leave_out_unfit = True
    files = [await ledger.service.ExportNotes(wanted, metadata=office.metadata("viewer")) for _ in range(2)]
    assert files[0] == files[1]
    with zipfile.ZipFile(io.BytesIO(files[0].data)) as packed:
        assert [name.rpartition("/")[2] for name in packed.namelist()] == [
            "F_11201891_100_15-03-2024.xml",
            "P_15-03-2024.xml",
            "neexportate.csv",
        ]
        assert b";200;OMV PETROM" in packed.read("neexportate.csv")
