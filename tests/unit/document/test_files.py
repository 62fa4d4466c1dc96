"""An upload is stored whole and as announced, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.common.blobs import Blobs
from services.common.errors import Invalid, TooLarge, Unavailable
from services.document.files import take_in

TENANT = UUID("0190f4c6-0000-7000-8000-000000000001")
JPEG = b"\xff\xd8\xff\xe0" + b"receipt" * 1000


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs.open(f"file://{tmp_path}/with%20space/blobs")


async def chunks(content: bytes, size: int = 512) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def stored(blobs: Blobs) -> list[Path]:
    assert blobs.folder is not None
    return [path for path in blobs.folder.rglob("*") if path.is_file()]


async def test_a_file_is_stored_byte_for_byte_under_its_tenant(blobs: Blobs) -> None:
    file = await take_in(blobs, TENANT, "bon.jpg", chunks(JPEG), 1_000_000, "")
    assert file.blob_key.startswith(f"{TENANT}/")
    assert (file.size, file.media_type) == (len(JPEG), "image/jpeg")
    assert file.sha256 == hashlib.sha256(JPEG).hexdigest()
    assert await blobs.get(file.blob_key) == JPEG


async def test_the_announced_digest_may_be_upper_case(blobs: Blobs) -> None:
    file = await take_in(blobs, TENANT, "bon.jpg", chunks(JPEG), 1_000_000, hashlib.sha256(JPEG).hexdigest().upper())
    assert file.sha256 == hashlib.sha256(JPEG).hexdigest()


@pytest.mark.parametrize(
    ("content", "digest", "reason"),
    [
        (b"", "", "empty_file"),
        (b"just some text, whatever its name says", "", "unknown_type"),
        (JPEG, "0" * 64, "digest_mismatch"),
    ],
)
async def test_an_unusable_file_leaves_nothing_behind(blobs: Blobs, content: bytes, digest: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        await take_in(blobs, TENANT, "bon.jpg", chunks(content), 1_000_000, digest)
    assert refused.value.reason == reason
    assert stored(blobs) == []


async def test_a_file_over_the_limit_is_cut_off_where_it_passes_it(blobs: Blobs) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield JPEG

    with pytest.raises(TooLarge) as refused:
        await take_in(blobs, TENANT, "bon.jpg", endless(), 1024 * 1024, "")
    assert refused.value.metadata == {"limit_mib": "1"}
    assert taken <= 1024 * 1024 // len(JPEG) + 64, "the rest was not asked for"
    assert stored(blobs) == []


async def test_a_store_that_cannot_be_written_is_said_to_be_away(blobs: Blobs) -> None:
    assert blobs.folder is not None
    blobs.folder.rmdir()
    blobs.folder.write_text("no folder any more")
    with pytest.raises(Unavailable):
        await take_in(blobs, TENANT, "bon.jpg", chunks(JPEG), 1_000_000, "")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("bon.jpg", "bon.jpg"),
        ("C:\\poze\\bon.jpg", "bon.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nb\x00.jpg", "ab.jpg"),
        ("", "document"),
        ("/", "document"),
        ("..", "document"),
        ("  ", "document"),
        ("x" * 300 + ".jpg", "x" * 251 + ".jpg"),
        ("bon ștampilat.jpg", "bon ștampilat.jpg"),
    ],
)
async def test_a_name_is_kept_without_folders_and_control_characters(blobs: Blobs, sent: str, kept: str) -> None:
    assert (await take_in(blobs, TENANT, sent, chunks(JPEG), 1_000_000, "")).filename == kept


async def test_two_files_never_share_a_key(blobs: Blobs) -> None:
    keys = {(await take_in(blobs, uuid4(), "bon.jpg", chunks(JPEG), 1_000_000, "")).blob_key for _ in range(20)}
    assert len(keys) == 20
