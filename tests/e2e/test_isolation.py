"""Two offices in one installation never see a trace of each other, by whatever way one asks."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import grpc
import httpx
import pytest
from e2e.installation import Installation, Office
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import Message
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

SECRET = "FURNIZOR NUMAI AL LOR"
SERVICES = ("tenant", "document", "ocr", "ledger")
REFUSALS = {grpc.StatusCode.NOT_FOUND, grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.INVALID_ARGUMENT}


@pytest.fixture(scope="module")
def theirs(installation: Installation) -> dict[str, str]:
    """Ids of one of each thing that another office has, the document with a name that must not leak."""
    office = installation.another_office()
    document_id = str(uuid4())
    from PIL import Image

    picture = Image.new("L", (400, 300), 255)
    import io

    stream = io.BytesIO()
    picture.save(stream, "PNG")
    assert office.upload(stream.getvalue(), document_id=document_id, name=f"{SECRET}.png").status_code == 202
    office.wait_for(document_id, "FAILED", "REVIEW")
    values = {"supplier": {"name": SECRET, "cui": "11201891"}, "total": "119.00", "currency": "RON"}
    values |= {"issue_date": "2024-05-03", "kind": "receipt", "payments": [{"method": "CASH", "amount": "119.00"}]}
    changed = office.http.patch(f"/api/v1/documents/{document_id}/extraction", json=values)
    assert changed.status_code == 200, changed.text
    office.http.put("/api/v1/account-rules/11201891", json={"account": "6022"}).raise_for_status()
    car = {"client_id": office.client_id, "plate": "B12ABC", "deductible": 50, "valid_from": "2024-01-01"}
    vehicle = office.http.post("/api/v1/vehicles", json=car).raise_for_status().json()
    office.http.put("/api/v1/settings/default_expense", json={"value": {"items": ["604"]}}).raise_for_status()
    office.http.post(f"/api/v1/documents/{document_id}:approve", json={}).raise_for_status()
    office.wait_for(document_id, "POSTED")
    [note] = office.http.get("/api/v1/notes").json()["notes"]
    user = office.http.get("/api/v1/me").json()["user"]
    return {
        "document": document_id,
        "client": office.client_id,
        "note": note["id"],
        "user": user["id"],
        "vehicle": vehicle["id"],
    }


def filled(schema: dict[str, Any], ids: dict[str, str], path: str, name: str) -> str:
    for thing, identifier in ids.items():
        if name == f"{thing}_id" or (name == "id" and f"/{thing}s/" in path):
            return identifier
    return {"supplier_cui": "11201891"}.get(name, "")


def test_no_rest_route_shows_a_trace_of_another_office(office: Office, theirs: dict[str, str]) -> None:
    specification = office.http.get("/api/v1/openapi.json").json()
    walked = 0
    for path, operations in specification["paths"].items():
        for method, operation in operations.items():
            if method not in ("get", "post", "put", "patch", "delete") or path.endswith(("/events", "/sessions")):
                continue
            if "sessions" in path or path.endswith("openapi.json"):
                continue
            url, params = path, {}
            for parameter in operation.get("parameters", []):
                value = filled(parameter, theirs, path, parameter["name"])
                if parameter["in"] == "path":
                    url = url.replace(f"{{{parameter['name']}}}", value)
                elif parameter["in"] == "query" and value:
                    params[parameter["name"]] = value
            body = {"client_id": theirs["client"], "document_id": theirs["document"], "reason": "x", "account": "6022"}
            answer = office.http.request(method.upper(), url, params=params, json=body if method != "get" else None)
            assert SECRET not in answer.text, (method, url)
            assert theirs["note"] not in answer.text, (method, url)
            if "{id}" in path:
                assert answer.status_code in (400, 403, 404), (method, url, answer.text)
            walked += 1
    assert walked >= 25, "the walk saw the whole surface"


def test_no_list_or_search_shows_anything_of_another_office(office: Office, theirs: dict[str, str]) -> None:
    for path, params in (
        ("documents", {"search": SECRET}),
        ("documents", {"client_id": theirs["client"]}),
        ("notes", {"document_id": theirs["document"]}),
        ("notes", {"client_id": theirs["client"]}),
        ("clients", {"search": "Demonstrativ", "page_size": 200}),
        ("users", {}),
        ("account-rules", {}),
        ("settings", {"client_id": theirs["client"]}),
        ("settings:history", {}),
        ("periods", {"client_id": theirs["client"]}),
        ("vehicles", {"client_id": theirs["client"]}),
    ):
        text = office.http.get(f"/api/v1/{path}", params=params).text
        assert not any(identifier in text for identifier in theirs.values()), (path, text)
        assert SECRET not in text


def test_an_id_of_another_office_can_be_used_without_learning_of_theirs(
    office: Office, theirs: dict[str, str], draw_receipt: Callable[[int], bytes]
) -> None:
    answer = office.upload(draw_receipt(8), document_id=theirs["document"])
    assert answer.status_code == 202, "ids are minted by clients: one that another office uses is simply free here"
    assert office.document(theirs["document"])["filename"] == "bon.png"


def test_the_event_stream_is_silent_about_another_office(
    installation: Installation, office: Office, draw_receipt: Callable[[int], bytes]
) -> None:
    other, mine, foreign = installation.another_office(), str(uuid4()), str(uuid4())
    seen: list[str] = []
    listening = threading.Event()

    def listen() -> None:
        with (
            httpx.Client(base_url=installation.url, headers=office.http.headers, timeout=60) as http,
            http.stream("GET", "/api/v1/events") as stream,
        ):
            listening.set()
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    seen.append(line)
                if mine in line and "REVIEW" in line:
                    return

    thread = threading.Thread(target=listen)
    thread.start()
    listening.wait(10)
    other.upload(draw_receipt(9), document_id=foreign)
    other.wait_for(foreign, "REVIEW")
    office.upload(draw_receipt(10), document_id=mine)
    thread.join(60)
    assert any(mine in line for line in seen)
    assert not any(foreign in line for line in seen)


@pytest.fixture
def channels(installation: Installation) -> Iterator[dict[str, grpc.Channel]]:
    """Channels to every service, as an internal system of this machine would open them."""
    environment = installation.environment_of("gateway.main")
    pem = {name: Path(environment[f"TLS_{name}_FILE"]).read_bytes() for name in ("CERTIFICATE", "KEY", "AUTHORITY")}
    credentials = grpc.ssl_channel_credentials(pem["AUTHORITY"], pem["KEY"], pem["CERTIFICATE"])
    options = [("grpc.ssl_target_name_override", "contapics")]
    opened = {
        name: grpc.secure_channel(environment[f"{name.upper()}_ADDRESS"], credentials, options) for name in SERVICES
    }
    yield opened
    for channel in opened.values():
        channel.close()


def reflected(channel: grpc.Channel) -> Iterator[Any]:
    """Descriptors of the services that a server says it has."""
    stub: Any = reflection_pb2_grpc.ServerReflectionStub(channel)
    pool = descriptor_pool.DescriptorPool()
    names = next(
        stub.ServerReflectionInfo(iter([reflection_pb2.ServerReflectionRequest(list_services="")]))
    ).list_services_response.service
    for service in names:
        if not service.name.startswith("contapics."):
            continue
        request = reflection_pb2.ServerReflectionRequest(file_containing_symbol=service.name)
        answer = next(stub.ServerReflectionInfo(iter([request])))
        add_files(pool, stub, answer.file_descriptor_response.file_descriptor_proto)
        yield pool.FindServiceByName(service.name)


def add_files(pool: Any, stub: Any, serialized: Any) -> None:
    for raw in serialized:
        file = descriptor_pb2.FileDescriptorProto.FromString(raw)
        try:
            pool.FindFileByName(file.name)
            continue
        except KeyError:
            pass
        for dependency in file.dependency:
            request = reflection_pb2.ServerReflectionRequest(file_by_filename=dependency)
            answer = next(stub.ServerReflectionInfo(iter([request])))
            add_files(pool, stub, answer.file_descriptor_response.file_descriptor_proto)
        pool.Add(file)


def with_ids(message: Message, service: str, ids: dict[str, str]) -> Message:
    for field in message.DESCRIPTOR.fields:
        thing = service.rpartition(".")[2].removesuffix("Service").lower()
        value = ids.get(thing if field.name == "id" else field.name.removesuffix("_id"), "")
        if field.name == "id" and thing == "ledger":
            value = ids["note"]
        if value and field.type == field.TYPE_STRING and not field.is_repeated:
            setattr(message, field.name, value)
        elif (
            field.message_type is not None
            and not field.is_repeated
            and field.message_type.file.package.startswith("contap")
        ):
            with_ids(getattr(message, field.name), service, ids)
            getattr(message, field.name).SetInParent()
    return message


def test_no_rpc_of_any_service_shows_a_trace_of_another_office(
    other_office: Office, theirs: dict[str, str], channels: dict[str, grpc.Channel]
) -> None:
    metadata = [("authorization", other_office.http.headers["authorization"])]
    walked = 0
    for channel in channels.values():
        for service in reflected(channel):
            if service.name == "SessionService":
                continue
            for method in service.methods:
                request = with_ids(message_factory.GetMessageClass(method.input_type)(), service.full_name, theirs)
                answer = call(channel, service, method, request, metadata)
                assert SECRET.encode() not in answer, method.full_name
                assert theirs["note"].encode() not in answer, method.full_name
                walked += 1
    assert walked >= 28, "the walk saw every RPC"


def call(channel: grpc.Channel, service: Any, method: Any, request: Message, metadata: Any) -> bytes:
    """The answer's bytes; of a refusal, its words, which must not tell whether the thing exists elsewhere."""
    path = f"/{service.full_name}/{method.name}"
    send = request.SerializeToString()
    kind = "stream_unary" if method.client_streaming else "unary_stream" if method.server_streaming else "unary_unary"
    stub = getattr(channel, kind)(path, request_serializer=lambda raw: raw, response_deserializer=lambda raw: raw)
    try:
        if method.client_streaming:
            return bytes(stub(iter([send]), metadata=metadata, timeout=10))
        answer = stub(send, metadata=metadata, timeout=10)
        return b"".join(answer) if method.server_streaming else bytes(answer)
    except grpc.RpcError as error:
        if error.code() not in REFUSALS:
            raise AssertionError(f"{path}: {error}") from error
        return json.dumps(error.details()).encode()
