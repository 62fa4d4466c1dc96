"""What nothing needs is cleared away, and nothing else: whoever sweeps, however often, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from contapics.document.v1 import page_service_pb2
from integration.document.conftest import Desk, picture
from sqlalchemy import select, text, update

from services.common import inbox
from services.common.blobs import Blobs
from services.common.bus import MAX_AGE_SECONDS
from services.document import models
from services.document.upkeep import sweep_blobs

MONTH = timedelta(days=30)
NOW = datetime.now(UTC)


@pytest.fixture
def blobs(desk: Desk) -> Blobs:
    return Blobs.open(desk.folder.as_uri())


async def put(blobs: Blobs, key: str, age: timedelta) -> Path:
    async def content() -> AsyncIterator[bytes]:
        yield b"x"

    await blobs.put(key, content())
    assert blobs.folder is not None
    path = blobs.folder / key
    stamp = (NOW - age).timestamp()
    os.utime(path, (stamp, stamp))
    return path


async def test_an_upload_without_a_document_is_swept_after_a_day(desk: Desk, blobs: Blobs) -> None:
    key = f"{desk.tenant_id}/2025/01/{{}}"
    old = await put(blobs, key.format(uuid4()), timedelta(hours=25))
    young = await put(blobs, key.format(uuid4()), timedelta(hours=23))
    await desk.upload(picture())
    [kept] = [path for path in desk.blobs() if path not in (old, young)]
    os.utime(kept, (0, 0))
    assert await sweep_blobs(desk.database, blobs, NOW, MONTH) == 1
    assert (old.exists(), young.exists(), kept.exists()) == (False, True, True)


async def test_what_is_not_ours_is_left_alone_however_old(desk: Desk, blobs: Blobs) -> None:
    keys = [
        f"{desk.tenant_id}/exports/notes/{uuid4()}.csv",
        f"{desk.tenant_id}/exports/2025/01/{uuid4()}",
        f"{desk.tenant_id}/2025/01/readme.txt",
        f"elsewhere/2025/01/{uuid4()}",
    ]
    paths = [await put(blobs, key, timedelta(days=900)) for key in keys]
    assert await sweep_blobs(desk.database, blobs, NOW, MONTH) == 0
    assert all(path.exists() for path in paths)


async def test_a_document_of_another_office_keeps_no_blob_of_this_one(desk: Desk, blobs: Blobs) -> None:
    theirs = desk.another_office()
    await theirs.upload(picture())
    [kept] = theirs.blobs()
    os.utime(kept, (0, 0))
    mine = await put(blobs, f"{desk.tenant_id}/2025/01/{kept.name}", timedelta(days=2))
    assert await sweep_blobs(desk.database, blobs, NOW, MONTH) == 1
    assert (mine.exists(), kept.exists()) == (False, True)


async def test_old_pictures_of_pages_are_swept_and_drawn_anew_when_asked_for(desk: Desk, blobs: Blobs) -> None:
    document = await desk.upload(picture())
    request = page_service_pb2.GetPageRequest(id=document.id, page=1)
    await desk.pages.GetPage(request, metadata=desk.by())
    for age, swept in ((29, 0), (31, 1)):
        for path in desk.blobs():
            if "pages" in path.parts:
                os.utime(path, ((NOW - timedelta(days=age)).timestamp(),) * 2)
        assert await sweep_blobs(desk.database, blobs, NOW, MONTH) == swept
    assert (await desk.pages.GetPage(request, metadata=desk.by())).picture == b"page 1"


async def test_sweeping_many_times_at_once_while_files_come_loses_none(desk: Desk, blobs: Blobs) -> None:
    for _ in range(20):
        await put(blobs, f"{desk.tenant_id}/2025/01/{uuid4()}", timedelta(days=2))
    work = [sweep_blobs(desk.database, blobs, NOW, MONTH) for _ in range(4)]
    documents, *_ = await asyncio.gather(asyncio.gather(*(desk.upload(picture(n)) for n in range(10))), *work)
    assert len(desk.blobs()) == 10
    for document in documents:
        assert (await desk.download(document.id))[0].sha256 == document.sha256


async def test_messages_that_the_bus_forgot_are_forgotten_and_others_are_not(desk: Desk) -> None:
    async with desk.database.transaction(desk.tenant_id) as session:
        for name in ("old", "young"):
            assert await inbox.record(session, models.inbox, desk.tenant_id, "c", name)
        old = update(models.inbox).where(models.inbox.c.message_id == "old")
        await session.execute(old.values(processed_at=NOW - timedelta(days=92)))
    counts = await asyncio.gather(*(inbox.forget(desk.database, models.inbox) for _ in range(4)))
    assert sum(counts) >= 1
    async with desk.database.transaction(desk.tenant_id) as session:
        assert list(await session.scalars(select(models.inbox.c.message_id))) == ["young"]


async def test_the_relays_role_sees_no_message_that_may_come_again(desk: Desk) -> None:
    async with desk.database.transaction(desk.tenant_id) as session:
        await inbox.record(session, models.inbox, desk.tenant_id, "c", "young")
    async with desk.database.transaction_as("contapics_document_relay") as session:
        assert not (await session.execute(text("SELECT 1 FROM document.inbox WHERE message_id = 'young'"))).all()
        deleted = await session.execute(text("DELETE FROM document.inbox WHERE message_id = 'young' RETURNING 1"))
        assert not deleted.all()


def test_messages_are_remembered_longer_than_the_bus_has_them() -> None:
    assert inbox.FORGOTTEN_DAYS * 86400 > MAX_AGE_SECONDS
