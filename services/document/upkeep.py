"""Clears away what nothing needs any more: blobs that never became a document's, old pictures of pages, and the record
of messages that the bus itself has forgotten.

Safe to run anywhere and at once: what is deleted is deleted by what it is, and twice is as good as once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.common import inbox, upkeep
from services.common.blobs import Blobs
from services.common.db import Database
from services.document import models, repository
from services.document.page_pictures import FOLDER

ORPHANED = timedelta(days=1)
"""An upload has its row within minutes of its blob."""

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_UPLOADED = re.compile(rf"({_ID})/[0-9]{{4}}/[0-9]{{2}}/{_ID}")
"""Keys as `files.take_in` makes them: the store may hold others' files too, which are none of ours to judge."""
_PICTURE = re.compile(rf"{_ID}/{FOLDER}/[0-9a-f]{{2}}/[^/]+\.jpg")


async def watch(database: Database, blobs: Blobs, period: timedelta, pictures_kept: timedelta) -> None:
    """Clear away once per period, for ever."""

    async def sweep() -> Mapping[str, int]:
        return {
            "blobs": await sweep_blobs(database, blobs, datetime.now(UTC), pictures_kept),
            "messages": await inbox.forget(database, models.inbox),
        }

    await upkeep.watch(period, sweep)


async def sweep_blobs(database: Database, blobs: Blobs, now: datetime, pictures_kept: timedelta) -> int:
    """Delete uploads without a document and old pictures of pages; their number. Raises Unavailable."""
    count = 0
    async for batch in blobs.list():
        old = [key for key, changed in batch if _PICTURE.fullmatch(key) and changed < now - pictures_kept]
        uploads = [key for key, changed in batch if _UPLOADED.fullmatch(key) and changed < now - ORPHANED]
        for key in [*old, *await _without_document(database, uploads)]:
            await blobs.delete(key)
            count += 1
    return count


async def _without_document(database: Database, keys: Iterable[str]) -> list[str]:
    by_tenant: dict[UUID, set[str]] = {}
    for key in keys:
        by_tenant.setdefault(UUID(key.partition("/")[0]), set()).add(key)
    orphans: list[str] = []
    for tenant_id, theirs in by_tenant.items():
        async with database.transaction(tenant_id) as session:
            orphans += theirs - await repository.known_blobs(session, theirs)
    return orphans
