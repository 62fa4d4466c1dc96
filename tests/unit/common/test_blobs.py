"""The local store: whole files or none, keys that stay keys, errors that a person understands."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.common.blobs import Blobs
from services.common.errors import NotFound, Unavailable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "depozit cu spații și ș"


@pytest.fixture
def blobs(folder: Path) -> Blobs:
    return Blobs.open(folder.as_uri())


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_stream_is_stored_whole_and_read_back(blobs: Blobs) -> None:
    content = os.urandom(1_500_000)
    await blobs.put("tenant/a/b", chunks(content[:700_000], content[700_000:]))
    assert await blobs.get("tenant/a/b") == content
    assert b"".join([chunk async for chunk in blobs.stream("tenant/a/b")]) == content


async def test_a_stream_that_breaks_off_leaves_nothing(blobs: Blobs, folder: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 100_000
        raise ConnectionResetError("gone")

    with pytest.raises((ConnectionResetError, Unavailable)):
        await blobs.put("tenant/broken", broken())
    with pytest.raises(NotFound):
        await blobs.get("tenant/broken")
    assert files_in(folder) == []


async def test_what_is_not_there_is_told_as_such_and_can_be_deleted_again(blobs: Blobs) -> None:
    with pytest.raises(NotFound) as caught:
        await blobs.get("tenant/none")
    assert caught.value.reason == "file_missing"
    await blobs.put("tenant/one", chunks(b"x"))
    await blobs.delete("tenant/one")
    await blobs.delete("tenant/one")
    with pytest.raises(NotFound):
        await blobs.get("tenant/one")


async def test_writing_over_a_key_replaces_its_content(blobs: Blobs) -> None:
    for content in (b"first", b"second"):
        await blobs.put("tenant/one", chunks(content))
    assert await blobs.get("tenant/one") == b"second"


def test_the_folder_is_made_and_private(blobs: Blobs, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
