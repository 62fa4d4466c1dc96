"""Every binding of the protos, over HTTP, down to a real gRPC server and back."""

from __future__ import annotations

import json
from typing import Any

import grpc
import httpx
import pytest
from contapics.document.v1 import document_pb2, document_service_pb2
from contapics.ledger.v1 import ledger_service_pb2
from contapics.tenant.v1 import client_service_pb2
from google.api import httpbody_pb2
from unit.gateway.stage import Service, client_of, token_of

from gateway.bindings import Binding, bindings
from services.common.errors import Conflict, Denied, Invalid, NotFound, TooLarge, Unauthenticated, Unavailable
from services.common.rpc import open_channel

OWN_ROUTES = ("SessionService",)


def generic() -> list[Binding]:
    return [each for each in bindings() if each.rpc.containing_service.name not in OWN_ROUTES]


@pytest.mark.parametrize("binding", generic(), ids=lambda each: each.rpc.name)
async def test_each_binding_reaches_its_own_rpc_with_the_values_of_its_path(
    binding: Binding, http: httpx.AsyncClient, service: Service
) -> None:
    path = binding.template
    for name in binding.variables:
        path = path.replace(f"{{{name}}}", f"{name}-1%2F2")
    response = await http.request(binding.verb, path, json={} if binding.body else None)
    assert response.is_success, response.text
    assert isinstance(service.request, binding.request)
    assert {name: getattr(service.request, name) for name in binding.variables} == {
        name: f"{name}-1/2" for name in binding.variables
    }


async def test_query_parameters_become_fields_by_type_and_public_name(
    http: httpx.AsyncClient, service: Service
) -> None:
    await http.get("/api/v1/documents?state=REVIEW&state=FAILED&page_size=7&needs_review=false&search=bon+fiscal%C4%83")
    assert service.request == document_service_pb2.ListDocumentsRequest(
        state=[document_pb2.Document.REVIEW, document_pb2.Document.FAILED],
        page_size=7,
        needs_review=False,
        search="bon fiscală",
    )
    await http.get("/api/v1/journals/purchases?client_id=c&from=2025-08-01&to=2025-08-31&format=json")
    assert service.request == ledger_service_pb2.GetPurchaseJournalRequest(
        client_id="c", from_date="2025-08-01", to_date="2025-08-31", format="json"
    )


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({"total": "12.50"}, ["total"]),
        ({"total": None}, ["total"]),
        ({"supplier": {"cui": "123", "name": None}}, ["supplier.cui", "supplier.name"]),
        ({"supplier": None}, ["supplier"]),
        ({"vat": [{"rate": "21"}], "payments": []}, ["vat", "payments"]),
        ({"issueDate": "2025-08-01"}, ["issue_date"]),
        ({"confidence": {"total": 1}}, ["confidence"]),
        ({}, []),
    ],
)
async def test_patch_computes_the_mask_from_the_leaves_of_the_body(
    body: dict[str, Any], paths: list[str], http: httpx.AsyncClient, service: Service
) -> None:
    response = await http.patch("/api/v1/documents/d1/extraction?revision=4", json=body)
    assert response.status_code == 200, response.text
    assert list(service.request.update_mask.paths) == paths
    assert service.request.HasField("extraction")
    assert (service.request.id, service.request.revision) == ("d1", 4)


async def test_empty_parameters_are_not_given(http: httpx.AsyncClient, service: Service) -> None:
    response = await http.get("/api/v1/documents?client_id=&state=&search=&page_size=&page_token=")
    assert response.status_code == 200
    assert service.request == document_service_pb2.ListDocumentsRequest()


async def test_patch_takes_the_mask_of_the_query_in_addition(http: httpx.AsyncClient, service: Service) -> None:
    await http.patch("/api/v1/clients/c1?update_mask=name,vat_payer", json={"name": "Alfa"})
    assert list(service.request.update_mask.paths) == ["name", "vat_payer"]


async def test_answers_are_snake_case_json_of_the_response_body_with_empty_values_printed(
    http: httpx.AsyncClient, service: Service
) -> None:
    answer = client_service_pb2.CreateClientResponse()
    answer.client.name, answer.client.vat_payer = "Brutăria Ană", True
    answer.client.create_time.FromJsonString("2025-08-01T10:00:00Z")
    service.answers["CreateClient"] = answer
    response = await http.post("/api/v1/clients", json={"name": "Brutăria Ană", "vat_payer": True})
    assert response.status_code == 201
    assert response.headers["content-type"] == "application/json"
    assert response.json() == {
        "id": "", "name": "Brutăria Ană", "cui": "", "registration_number": "", "address": "", "email": "",
        "phone": "", "vat_payer": True, "vat_on_collection": False, "create_time": "2025-08-01T10:00:00Z",
    }  # fmt: skip


async def test_an_answer_with_nothing_to_tell_is_204(http: httpx.AsyncClient) -> None:
    response = await http.delete("/api/v1/clients/c1")
    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize(
    ("path", "filename"),
    [
        ("/api/v1/journals/purchases?client_id=c&format=csv", "purchases.csv"),
        ("/api/v1/notes?format=csv", "notes.csv"),
        ("/api/v1/notes:export?format=csv", "notes.csv"),
        ("/api/v1/reports/vat-summary:export?client_id=c&format=csv", "vat-summary.csv"),
        ("/api/v1/reports/vat-summary?client_id=c&format=csv", "vat-summary.csv"),
        ("/api/v1/reports/a%22b:export?client_id=c&format=csv", "ab.csv"),
    ],
)
async def test_another_format_goes_to_the_export_and_comes_as_a_file(
    path: str, filename: str, http: httpx.AsyncClient, service: Service
) -> None:
    for name in ("ExportPurchaseJournal", "ExportNotes", "ExportReport"):
        service.answers[name] = httpbody_pb2.HttpBody(content_type="text/csv; charset=utf-8", data="dată;sumă".encode())
    response = await http.get(path)
    assert response.text == "dată;sumă"
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == f'attachment; filename="{filename}"'
    assert service.request.format == "csv"


async def test_the_token_and_the_language_go_along_to_the_service(http: httpx.AsyncClient, service: Service) -> None:
    token = token_of()
    await http.get("/api/v1/me", headers={"authorization": f"bearer {token}", "accept-language": "en-GB,ro;q=0.5"})
    assert service.metadata["authorization"] == f"Bearer {token}"
    assert service.metadata["accept-language"] == "en"


@pytest.mark.parametrize(
    ("verb", "path", "body", "field"),
    [
        ("GET", "/api/v1/documents?colour=red", None, "colour"),
        ("GET", "/api/v1/documents?state=SLEEPING", None, "state"),
        ("GET", "/api/v1/documents?state=3", None, "state"),
        ("GET", "/api/v1/documents?page_size=many", None, "page_size"),
        ("GET", "/api/v1/documents?page_size=1&page_size=2", None, "page_size"),
        ("GET", "/api/v1/documents?needs_review=maybe", None, "needs_review"),
        ("POST", "/api/v1/clients", '{"nmae": "x"}', "nmae"),
        ("POST", "/api/v1/clients", '{"name": 5}', "name"),
        ("POST", "/api/v1/clients", '{"name": "\\ud800"}', "name"),
        ("POST", "/api/v1/clients", '{"vat_payer": "yes"}', "vat_payer"),
        ("POST", "/api/v1/clients", '{"create_time": "yesterday"}', "create_time"),
        ("PATCH", "/api/v1/documents/d/extraction", '{"supplier": {"cui": 5}}', "supplier.cui"),
        ("PATCH", "/api/v1/documents/d/extraction", '{"supplier": {"iban": null}}', "supplier.iban"),
        ("PATCH", "/api/v1/documents/d/extraction", '{"vat": [{"rate": "9"}, {"rate": 9}]}', "vat.1.rate"),
        ("PATCH", "/api/v1/documents/d/extraction", '{"vat": "9"}', "vat"),
        ("PATCH", "/api/v1/documents/d/extraction", '{"vat": [5]}', "vat"),
        ("POST", "/api/v1/documents/d:approve", '{"revision": 99999999999}', "revision"),
    ],
)
async def test_what_cannot_be_used_is_a_problem_that_names_the_field(
    verb: str, path: str, body: str | None, field: str, http: httpx.AsyncClient, service: Service
) -> None:
    response = await http.request(verb, path, content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert [each["field"] for each in response.json()["errors"]] == [field]
    assert field in response.json()["detail"]
    assert service.requests == []


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[1]",
        b"5",
        b'"x"',
        b'{"name": NaN}',
        b'{"name":1,"name":2}',
        b'{"\\ud800":1}',
        b"\xff\xfe",
        b'{"a":' * 100_000,
        b"9" * 5000,
    ],
)
async def test_what_is_no_json_object_is_refused_with_400(body: bytes, http: httpx.AsyncClient) -> None:
    response = await http.post("/api/v1/clients", content=body, headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["reason"]) == (400, "json_invalid")


async def test_a_body_above_its_limit_is_413_and_one_of_another_type_is_415(http: httpx.AsyncClient) -> None:
    large = json.dumps({"name": "x" * 2**20}).encode()
    refused = await http.post("/api/v1/clients", content=large, headers={"content-type": "application/json"})
    assert (refused.status_code, refused.json()["reason"]) == (413, "body_too_large")
    form = await http.post("/api/v1/clients", data={"name": "x"})
    assert (form.status_code, form.json()["reason"]) == (415, "media_type_unsupported")


async def test_a_file_in_json_may_be_as_large_as_an_upload(http: httpx.AsyncClient, service: Service) -> None:
    response = await http.post("/api/v1/extractions", json={"content": "QUJD" * 330_000})
    assert response.status_code == 200, response.text
    assert service.request.content == b"ABC" * 330_000


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        (Invalid("cui_invalid", "", {"cui": "12"}), 400, "cui_invalid"),
        (Unauthenticated("token_invalid"), 401, "token_invalid"),
        (Denied("role_denied"), 403, "role_denied"),
        (NotFound("client_unknown"), 404, "client_unknown"),
        (Conflict("revision_stale"), 409, "revision_stale"),
        (TooLarge("too_large"), 413, "too_large"),
        (Invalid("unknown_type"), 415, "unknown_type"),
        (Unavailable("database_unavailable"), 503, "database_unavailable"),
        (grpc.StatusCode.UNAVAILABLE, 503, "service_unavailable"),
        (grpc.StatusCode.DEADLINE_EXCEEDED, 503, "deadline_exceeded"),
        (grpc.StatusCode.INTERNAL, 500, "internal"),
        (grpc.StatusCode.UNKNOWN, 500, "internal"),
    ],
)
async def test_an_error_of_a_service_becomes_a_problem_without_anything_internal(
    error: Any, status: int, reason: str, http: httpx.AsyncClient, service: Service
) -> None:
    service.answers["GetClient"] = error
    for language in ("ro", "en"):
        response = await http.get("/api/v1/clients/c1", headers={"accept-language": language})
        problem = response.json()
        assert (response.status_code, problem["status"], problem["reason"]) == (status, status, reason)
        assert response.headers["content-language"] == language
        assert all(problem[member] for member in ("type", "title", "detail"))
        assert "psycopg" not in response.text


async def test_the_sentence_of_a_problem_is_romanian_unless_english_is_preferred(
    http: httpx.AsyncClient, service: Service
) -> None:
    service.answers["GetClient"] = NotFound("client_unknown")
    details = {
        language: (await http.get("/api/v1/clients/c1", headers={"accept-language": language})).json()["detail"]
        for language in ("", "de", "en", "ro;q=0.1, en;q=0.9")
    }
    assert details[""] == details["de"] == "Firma nu există sau nu aveți acces la ea."
    assert details["en"] == details["ro;q=0.1, en;q=0.9"] == "There is no such company, or you have no access to it."


async def test_field_violations_of_a_service_are_told_by_field_in_the_readers_language(
    http: httpx.AsyncClient, service: Service
) -> None:
    fields = {"client.cui": "field_missing"}
    service.answers["CreateClient"] = Invalid("request_invalid", "", {"fields": "client.cui"}, fields)
    for language, fault in (("ro", "lipsește"), ("en", "is missing")):
        problem = (await http.post("/api/v1/clients", json={}, headers={"accept-language": language})).json()
        assert problem["errors"] == [{"field": "client.cui", "message": fault}]


async def test_an_unknown_address_is_404_and_a_wrong_method_405_with_those_allowed(http: httpx.AsyncClient) -> None:
    unknown = await http.get("/api/v1/documents/d1/nothing")
    assert (unknown.status_code, unknown.json()["reason"]) == (404, "route_unknown")
    wrong = await http.delete("/api/v1/documents/d1/content")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, PUT")
    assert wrong.json()["reason"] == "method_not_allowed"


async def test_a_service_that_is_away_is_503_with_a_time_to_come_back(build: Any) -> None:
    async with open_channel("127.0.0.1:1", None) as nobody:
        channels = dict.fromkeys(("tenant", "document", "ocr", "ledger"), nobody)
        async with client_of(build(channels=channels), token_of()) as client:
            response = await client.get("/api/v1/me")
    assert (response.status_code, response.json()["reason"]) == (503, "service_unavailable")
    assert response.headers["retry-after"]


async def test_what_is_wrong_with_a_field_is_said_in_the_language_asked_for(http: httpx.AsyncClient) -> None:
    faults = {
        language: (await http.get("/api/v1/documents?page_size=x", headers={"accept-language": language})).json()
        for language in ("ro", "en")
    }
    assert faults["ro"]["errors"] == [{"field": "page_size", "message": "trebuie să fie un număr întreg"}]
    assert faults["en"]["errors"] == [{"field": "page_size", "message": "must be a whole number"}]


async def test_a_long_list_is_compressed_for_those_who_can_read_it(http: httpx.AsyncClient, service: Service) -> None:
    answer = document_service_pb2.ListDocumentsResponse()
    for number in range(100):
        answer.documents.add(id=str(number), filename="bon.jpg")
    service.answers["ListDocuments"] = answer
    packed = await http.get("/api/v1/documents", headers={"accept-encoding": "gzip, br"})
    plain = await http.get("/api/v1/documents", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 5
    assert packed.json() == plain.json()


async def test_a_request_is_logged_without_its_token_query_or_body(
    http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    await http.patch("/api/v1/clients/c1?update_mask=name", json={"name": "Secret SRL"})
    [record] = [each for each in caplog.records if each.name == "gateway.access"]
    told = json.dumps(record.__dict__, default=str)
    assert (record.__dict__["path"], record.__dict__["status"]) == ("/api/v1/clients/c1", 200)
    assert http.headers["authorization"].removeprefix("Bearer ") not in told
    assert "Secret" not in told
    assert "update_mask" not in told
