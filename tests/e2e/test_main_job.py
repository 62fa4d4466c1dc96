"""The way of a document: from a picture to the purchase journal, over REST alone."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
from e2e.installation import Installation, Office


@pytest.fixture
def reviewed(office: Office, draw_receipt: Callable[[int], bytes]) -> dict[str, Any]:
    """A receipt that was read and waits for review."""
    document_id = str(uuid4())
    assert office.upload(draw_receipt(int(document_id[:4], 16)), document_id=document_id).status_code == 202
    document: dict[str, Any] = office.wait_for(document_id, "REVIEW", "FAILED")
    assert document["state"] == "REVIEW", document
    return document


def test_a_receipt_goes_from_the_picture_to_the_purchase_journal(office: Office, reviewed: dict[str, Any]) -> None:
    extraction, document_id = reviewed["extraction"], reviewed["id"]
    assert extraction["supplier"]["cui"] == "11201891"
    assert extraction["issue_date"] == "2025-10-14"
    assert extraction["kind"] == "receipt"
    [rate] = extraction["vat"]
    assert rate["rate"] == "21"

    approved = office.http.post(f"/api/v1/documents/{document_id}:approve", json={"revision": reviewed["revision"]})
    assert approved.status_code == 200, approved.text
    assert office.wait_for(document_id, "POSTED", "REVIEW")["state"] == "POSTED"

    [note] = office.http.get("/api/v1/notes", params={"document_id": document_id}).json()["notes"]
    assert note["state"] == "POSTED"
    assert note["rule"]
    by_accounts = {(line["debit"], line["credit"]): line["amount"] for line in note["lines"]}
    assert by_accounts[("4426", "401")] == rate["amount"]
    assert by_accounts[("401", "5311")] == extraction["total"]
    assert len(note["lines"]) == 3

    journal = {"client_id": office.client_id, "from": "2025-10-01", "to": "2025-10-31"}
    entries = office.http.get("/api/v1/journals/purchases", params=journal).json()["entries"]
    assert [entry["total"] for entry in entries if entry["document_id"] == document_id] == [extraction["total"]]
    exported = office.http.get("/api/v1/journals/purchases", params={**journal, "format": "csv"})
    assert exported.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(exported.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) >= 2

    asked = {**journal, "supplier_cui": "11201891"}
    offered = office.http.get("/api/v1/reports").json()["reports"]
    assert len(offered) == 7
    for report in offered:
        shown = office.http.get(f"/api/v1/reports/{report['name']}", params=asked).json()
        assert shown["title"] == report["title"]
        paper = office.http.get(f"/api/v1/reports/{report['name']}", params={**asked, "format": "pdf"})
        assert paper.headers["content-type"] == "application/pdf"
        assert f'filename="{report["name"]}.pdf"' in paper.headers["content-disposition"]
        assert paper.content.startswith(b"%PDF-")


def test_the_same_upload_again_is_the_same_document(office: Office, draw_receipt: Callable[[int], bytes]) -> None:
    content, document_id = draw_receipt(1), str(uuid4())
    answers = [office.upload(content, document_id=document_id).json() for _ in range(3)]
    assert {answer["id"] for answer in answers} == {document_id}
    listed = office.http.get("/api/v1/documents", params={"page_size": 200}).json()["documents"]
    assert [document["id"] for document in listed].count(document_id) == 1
    other = office.upload(draw_receipt(2), document_id=document_id)
    assert other.status_code == 409
    assert other.json()["reason"] == "document_id_taken"


def test_the_same_picture_under_another_id_is_marked_as_its_duplicate(
    office: Office, draw_receipt: Callable[[int], bytes]
) -> None:
    content, first, second = draw_receipt(3), str(uuid4()), str(uuid4())
    office.upload(content, document_id=first)
    assert office.upload(content, document_id=second).json()["duplicate_of"] == first


def test_multipart_takes_several_files_in_one_request(office: Office, draw_receipt: Callable[[int], bytes]) -> None:
    files = [("file", (f"bon-{number}.png", draw_receipt(number), "image/png")) for number in (4, 5)]
    answer = office.http.post("/api/v1/documents", data={"client_id": office.client_id}, files=files)
    assert answer.status_code == 202
    documents = answer.json()["documents"]
    assert [document["filename"] for document in documents] == ["bon-4.png", "bon-5.png"]
    assert {document["state"] for document in documents} <= {"RECEIVED", "READING", "REVIEW"}


def test_the_file_comes_back_byte_for_byte(office: Office, draw_receipt: Callable[[int], bytes]) -> None:
    content, document_id = draw_receipt(6), str(uuid4())
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    sent = office.http.put(
        f"/api/v1/documents/{document_id}/content",
        params={"client_id": office.client_id},
        headers={"content-digest": f"sha-256=:{digest}:"},
        content=content,
    )
    assert sent.status_code == 202
    got = office.http.get(f"/api/v1/documents/{document_id}/content")
    assert got.content == content
    assert got.headers["content-type"] == "image/png"
    assert got.headers["x-content-type-options"] == "nosniff"


def test_a_correction_is_checked_again_and_kept_in_the_history(office: Office, reviewed: dict[str, Any]) -> None:
    path = f"/api/v1/documents/{reviewed['id']}"
    wrong = office.http.patch(f"{path}/extraction", json={"total": "999.99", "supplier": {"cui": "11201892"}}).json()
    assert wrong["extraction"]["total"] == "999.99"
    assert wrong["extraction"]["supplier"]["name"] == reviewed["extraction"]["supplier"]["name"]
    assert wrong["extraction"]["needs_review"] is True
    assert {check["name"] for check in wrong["extraction"]["checks"] if not check["ok"]} >= {"supplier_cui"}

    right = office.http.patch(
        f"{path}/extraction", json={"total": reviewed["extraction"]["total"], "supplier": {"cui": "11201891"}}
    ).json()
    assert {check["name"] for check in right["extraction"]["checks"] if not check["ok"]} == set()
    history = office.http.get(f"{path}/corrections").json()["corrections"]
    assert [(entry["field"], json.loads(entry["new_value"])) for entry in history] == [
        ("total", "999.99"),
        ("supplier.cui", "11201892"),
        ("total", reviewed["extraction"]["total"]),
        ("supplier.cui", "11201891"),
    ]


def test_null_clears_a_value_and_approval_then_says_what_is_missing(office: Office, reviewed: dict[str, Any]) -> None:
    path = f"/api/v1/documents/{reviewed['id']}"
    cleared = office.http.patch(f"{path}/extraction", json={"total": None}).json()
    assert "total" not in cleared["extraction"]
    refused = office.http.post(f"{path}:approve", json={}, headers={"accept-language": "ro"})
    assert refused.status_code == 400
    assert refused.json()["reason"] == "key_value_missing"
    assert "Lipsesc" in refused.json()["detail"]


def test_an_approval_of_what_was_not_seen_is_refused(office: Office, reviewed: dict[str, Any]) -> None:
    path = f"/api/v1/documents/{reviewed['id']}"
    office.http.patch(f"{path}/extraction", json={"number": "77"})
    refused = office.http.post(f"{path}:approve", json={"revision": reviewed["revision"]})
    assert refused.status_code == 409
    assert refused.json()["reason"] == "revision_stale"


def test_a_rejected_document_says_why_and_can_be_read_again(office: Office, reviewed: dict[str, Any]) -> None:
    path = f"/api/v1/documents/{reviewed['id']}"
    rejected = office.http.post(f"{path}:reject", json={"reason": "Bonul nu este al firmei."}).json()
    assert (rejected["state"], rejected["rejection_reason"]) == ("REJECTED", "Bonul nu este al firmei.")
    assert office.http.post(f"{path}:approve", json={}).status_code == 409
    assert office.http.post(f"{path}:retry", json={}).json()["state"] == "RECEIVED"
    assert office.wait_for(reviewed["id"], "REVIEW")["rejection_reason"] == ""


def test_lists_filter_search_sort_and_page(office: Office, reviewed: dict[str, Any]) -> None:
    def listed(**params: Any) -> list[str]:
        answer = office.http.get("/api/v1/documents", params=params)
        answer.raise_for_status()
        return [document["id"] for document in answer.json()["documents"]]

    def paged(**params: Any) -> list[str]:
        ids, token = [], ""
        while True:
            page = office.http.get("/api/v1/documents", params={**params, "page_token": token}).json()
            ids += [document["id"] for document in page["documents"]]
            token = page["next_page_token"]
            if not token:
                return ids

    assert reviewed["id"] in listed(state="REVIEW", search="brutăria colt", client_id=office.client_id)
    assert reviewed["id"] not in listed(state="POSTED")
    assert reviewed["id"] not in listed(search="nu există așa ceva")
    assert listed(client_id="", state="", search="", order_by="", page_token="") == listed()
    for order in ("create_time", "total desc", "issue_date", "supplier desc", "update_time desc"):
        assert paged(order_by=order, page_size=7) == paged(order_by=order, page_size=200), order
    summary = office.http.get("/api/v1/documents:summary").json()
    assert summary["total"] == len(paged(page_size=200))
    assert set(summary["states"]) == {"RECEIVED", "READING", "REVIEW", "APPROVED", "POSTED", "REJECTED", "FAILED"}


def test_state_changes_arrive_live(
    installation: Installation, office: Office, draw_receipt: Callable[[int], bytes]
) -> None:
    document_id, seen = str(uuid4()), []
    with httpx.Client(base_url=installation.url, headers=office.http.headers, timeout=60) as listener:  # noqa: SIM117
        with listener.stream("GET", "/api/v1/events") as stream:
            lines = stream.iter_lines()
            office.upload(draw_receipt(7), document_id=document_id)
            for line in lines:
                if line.startswith("data:") and document_id in line:
                    seen.append(json.loads(line.removeprefix("data:"))["state"])
                if seen and seen[-1] in ("REVIEW", "FAILED"):
                    break
    assert seen[0] == "RECEIVED"
    assert seen[-1] == "REVIEW"
