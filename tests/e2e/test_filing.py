"""A receipt photographed in two halves becomes one document, is looked at, parted again, and counted; two receipts on
one page are cut apart."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
from e2e.installation import Office, drawn
from PIL import Image

BEGINNING = """MAGAZIN EXEMPLU SRL
STR. LUNGA NR. 5 BRASOV
CIF RO11201891
2,000 BUC X 4,50
PAINE ALBA 9,00 B"""
END = """1,000 BUC X 3,50
LAPTE 1L 3,50 B
TOTAL LEI 12,50
TVA B 11% 1,24
NUMERAR 12,50
DATA 14-10-2025 ORA 10:15
NR. BON 0042"""


@pytest.fixture
def halves(office: Office) -> list[dict[str, Any]]:
    """Two photos that were sent as two documents."""
    documents = []
    for text in (BEGINNING, END):
        document_id = str(uuid4())
        assert office.upload(drawn(text + f"\n{document_id[:8]}"), document_id=document_id).status_code == 202
        documents.append(office.wait_for(document_id, "REVIEW", "FAILED"))
    return documents


def act(office: Office, document: dict[str, Any], verb: str, **body: Any) -> dict[str, Any]:
    answer = office.http.post(f"/api/v1/documents/{document['id']}:{verb}", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_two_photos_of_one_receipt_are_merged_shown_taken_apart_and_counted(
    office: Office, halves: list[dict[str, Any]]
) -> None:
    first, second = halves
    act(office, first, "merge", ids=[second["id"]], revision=first["revision"])
    merged = office.wait_for(first["id"], "REVIEW", "FAILED")
    extraction = merged["extraction"]
    assert (extraction["supplier"]["cui"], extraction["total"]) == ("11201891", "12.50")
    assert [line["description"] for line in extraction["lines"]] == ["PAINE ALBA", "LAPTE 1L"]
    assert (extraction["boxes"]["supplier.cui"]["page"], extraction["boxes"]["total"]["page"]) == (1, 2)
    assert (merged["page_count"], office.document(second["id"])["merged_into"]) == (2, first["id"])

    for number, original in ((1, first), (2, second)):
        address = f"/api/v1/documents/{first['id']}/pages/{number}"
        shown = office.http.get(address, params={"width": 320, "version": merged["pages_version"]})
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
        assert "immutable" in shown.headers["cache-control"]
        assert Image.open(io.BytesIO(shown.content)).width <= 320
        file = office.http.get(f"/api/v1/documents/{first['id']}/content", params={"file": number})
        assert file.headers["etag"] == f'"{original["sha256"]}"'
        piece = office.http.get(str(file.url), headers={"range": "bytes=0-7"})
        assert (piece.status_code, piece.content) == (206, b"\x89PNG\r\n\x1a\n")
    assert office.http.get(f"/api/v1/documents/{first['id']}/pages/3").json()["reason"] == "page_unknown"

    _, torn = act(office, merged, "split", first_pages=[2])["documents"]
    for document_id in (first["id"], torn["id"]):
        assert office.wait_for(document_id, "REVIEW", "FAILED")["page_count"] == 1
    statistics = office.http.get("/api/v1/documents:statistics").json()
    assert sum(month["received"] for month in statistics["months"]) >= 2


def test_two_receipts_on_one_page_are_cut_apart_and_each_is_read_alone(office: Office) -> None:
    marks = ("VA MAI ASTEPTAM", "LA REVEDERE")  # words: an O of a random mark may be read as a 0
    receipts = [Image.open(io.BytesIO(drawn(f"{BEGINNING}\n{END}\n{mark}"))).convert("RGB") for mark in marks]
    width, height = receipts[0].size
    sheet = Image.new("RGB", (2 * width, height), "white")
    for place, receipt in enumerate(receipts):
        sheet.paste(receipt, (place * width, 0))
    stream, document_id = io.BytesIO(), str(uuid4())
    sheet.save(stream, "PNG")
    assert office.upload(stream.getvalue(), document_id=document_id).status_code == 202
    office.wait_for(document_id, "REVIEW", "FAILED")
    parts = office.http.get("/api/v1/documents", params={"page_size": 50}).raise_for_status().json()["documents"]
    others = [each["id"] for each in parts if each.get("part_of") == document_id]
    if others:  # the reader told them apart: put them together, as a page that it does not understand
        act(office, {"id": document_id}, "merge", ids=others)
        office.wait_for(document_id, "REVIEW", "FAILED")
    left, right = act(office, {"id": document_id}, "cut", page=1, direction="DIRECTION_DOWN", position=5000)[
        "documents"
    ]
    for document, own, other in ((left, *marks), (right, *reversed(marks))):
        read = office.wait_for(document["id"], "REVIEW", "FAILED")
        assert (read["extraction"]["total"], read["extraction"]["supplier"]["cui"]) == ("12.50", "11201891")
        assert own in read["extraction"]["text"]
        assert other not in read["extraction"]["text"]
        shown = office.http.get(f"/api/v1/documents/{document['id']}/pages/1")
        assert Image.open(io.BytesIO(shown.content)).size == (width, height)
