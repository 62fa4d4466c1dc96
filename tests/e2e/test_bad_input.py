"""Bad files and bad requests get a sentence and the right status; nothing breaks and memory stays bounded."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from e2e.installation import Installation, Office

JPEG_HEAD = bytes.fromhex("ffd8ffe000104a46494600010100000100010000")


def png_of_size(side: int) -> bytes:
    """A small PNG file that claims to be huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def pdf(trailer: str = "", kids: str = "[]", count: int = 0) -> bytes:
    """A PDF of that many pages."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids{kids}/Count {count}>>"]
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(body)
    body += (
        f"xref\n0 3\n0000000000 65535 f \n{table}trailer<</Size 3/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    )
    return body.encode()


ENCRYPTED = pdf(
    "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    f"/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<{'41' * 32}>/U<{'42' * 32}>>>"
)

AT_ONCE = {
    "empty": (b"", 400, "empty_file"),
    "text named .jpg": (b"hello, I am no picture", 415, "unknown_type"),
}
AFTER_READING = {
    "truncated JPEG": (JPEG_HEAD + b"\xff\xda" + b"\x11" * 500, "broken_file"),
    "50,000 x 50,000 PNG": (png_of_size(50_000), "too_many_pixels"),
    "encrypted PDF": (ENCRYPTED, "encrypted_pdf"),
    "PDF without pages": (pdf(), "no_pages"),
}


@pytest.mark.parametrize("name", AT_ONCE)
def test_what_is_no_document_is_refused_at_once(office: Office, name: str) -> None:
    content, status, reason = AT_ONCE[name]
    said = set()
    for language in ("ro", "en-GB,en;q=0.9"):
        answer = office.http.put(
            f"/api/v1/documents/{uuid4()}/content",
            params={"client_id": office.client_id, "filename": "bon.jpg"},
            headers={"accept-language": language},
            content=content,
        )
        assert (answer.status_code, answer.json()["reason"]) == (status, reason)
        assert answer.headers["content-type"] == "application/problem+json"
        said.add(answer.json()["detail"])
    assert len(said) == 2


@pytest.mark.parametrize("name", AFTER_READING)
def test_what_cannot_be_read_fails_with_a_reason_in_words(office: Office, name: str) -> None:
    content, reason = AFTER_READING[name]
    document_id = str(uuid4())
    assert office.upload(content, document_id=document_id).status_code == 202
    document = office.wait_for(document_id, "FAILED", "REVIEW")
    assert (document["state"], document["problem"]["reason"]) == ("FAILED", reason)
    english = office.http.get(f"/api/v1/documents/{document_id}", headers={"accept-language": "en"}).json()
    assert english["problem"]["message"] != document["problem"]["message"]
    assert office.http.post(f"/api/v1/documents/{document_id}:retry", json={}).status_code == 200


def test_every_hostile_file_on_the_command_line_gives_a_reason_and_status_1(tmp_path: Path) -> None:
    files = {**{name: case[::2] for name, case in AT_ONCE.items()}, **AFTER_READING}
    paths = []
    for name, (content, _) in files.items():
        paths.append(tmp_path / f"{name.replace('/', '')}.jpg")
        paths[-1].write_bytes(content)
    paths.append(tmp_path / "not there.jpg")
    done = subprocess.run(
        [sys.executable, "-m", "deploy.local.cli", "extract", "--json", *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["file"] for answer in answers] == [str(path) for path in paths]
    reasons = [answer["error"]["reason"] for answer in answers]
    assert reasons[:-1] == [reason for _, reason in files.values()]
    assert all(answer["error"]["message"] for answer in answers)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_file_over_the_limit_is_cut_off_with_413(office: Office) -> None:
    def endless() -> Any:
        yield JPEG_HEAD
        for _ in range(25):
            yield b"\0" * (1024 * 1024)

    answer = office.http.put(
        f"/api/v1/documents/{uuid4()}/content", params={"client_id": office.client_id}, content=endless()
    )
    assert answer.status_code == 413
    assert "20" in answer.json()["detail"]


def test_a_wrong_digest_is_refused_and_nothing_is_stored(office: Office, draw_receipt: Callable[[int], bytes]) -> None:
    document_id = str(uuid4())
    answer = office.http.post(
        "/api/v1/documents",
        data={"client_id": office.client_id, "id": document_id, "sha256": "0" * 64},
        files={"file": ("bon.png", draw_receipt(1), "image/png")},
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["reason"] == "digest_mismatch"
    assert office.http.get(f"/api/v1/documents/{document_id}").status_code == 404


def test_an_unknown_client_is_refused(office: Office, draw_receipt: Callable[[int], bytes]) -> None:
    answer = office.http.put(
        f"/api/v1/documents/{uuid4()}/content", params={"client_id": str(uuid4())}, content=draw_receipt(1)
    )
    assert (answer.status_code, answer.json()["reason"]) == (404, "client_unknown")


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/api/v1/documents/not-a-uuid", None, 400),
        ("GET", "/api/v1/documents?state=NONSENSE", None, 400),
        ("GET", "/api/v1/documents?page_size=100000", None, 400),
        ("GET", "/api/v1/documents?page_token=rubbish", None, 400),
        ("GET", "/api/v1/documents?order_by=password", None, 400),
        ("GET", f"/api/v1/documents/{uuid4()}", None, 404),
        ("GET", "/api/v1/nothing-here", None, 404),
        ("DELETE", "/api/v1/documents", None, 405),
        ("POST", "/api/v1/clients", "{not json", 400),
        ("POST", "/api/v1/clients", '{"name":"X","cui":"11201892"}', 400),
        ("POST", "/api/v1/clients", '{"name":"X","cui":"11201891","surprise":1}', 400),
        ("POST", "/api/v1/sessions", '{"email":"a@b.ro","password":"wrong-password"}', 401),
    ],
)
def test_a_bad_request_is_answered_by_a_problem_without_internals(
    office: Office, method: str, path: str, body: str | None, status: int
) -> None:
    answer = office.http.request(method, path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["detail"]
    for leak in ("Traceback", ".py", "psycopg", "sqlalchemy", "grpc", "/work", "site-packages"):
        assert leak not in answer.text


def test_without_a_session_nothing_is_shown(installation: Installation, office: Office) -> None:
    import httpx

    for path in ("/api/v1/documents", "/api/v1/clients", "/api/v1/notes", "/api/v1/me", "/api/v1/events"):
        assert httpx.get(f"{installation.url}{path}", timeout=10).status_code == 401, path


def test_memory_stays_bounded_and_every_part_is_up_after_all_that(installation: Installation, office: Office) -> None:
    assert office.http.get("/readyz").status_code == 200
    for module, most_mib in (("gateway.main", 300), ("services.document.main", 400), ("services.ocr.main", 1200)):
        [pid] = installation.pids(module)[:1]
        peak = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
        assert int(peak.split()[1]) / 1024 < most_mib, f"{module}: {peak}"
