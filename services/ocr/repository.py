"""The result cache: the same bytes, read by the same version of the reader, are read once per office. The tries: how
often a reading was begun."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from contapics.common.v1 import word_pb2
from contapics.ocr.v1 import ocr_service_pb2 as pb
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.common.inbox import FORGOTTEN_DAYS
from services.ocr.models import Result, Try


async def find_result(session: AsyncSession, sha256: str, reader: str) -> pb.ExtractResponse | None:
    statement = select(Result.payload).where(Result.sha256 == sha256, Result.reader == reader)
    payload = await session.scalar(statement)
    return None if payload is None else pb.ExtractResponse.FromString(payload)


async def find_words(session: AsyncSession, sha256: str, page: int) -> Sequence[word_pb2.Word]:
    """The words on a page as the reader that read last found them, whichever version it was."""
    latest = select(Result.payload).where(Result.sha256 == sha256).order_by(Result.created_at.desc()).limit(1)
    payload = await session.scalar(latest)
    result = pb.ExtractResponse() if payload is None else pb.ExtractResponse.FromString(payload)
    return next((found.words for found in result.words if found.page == page), [])


async def keep_result(
    session: AsyncSession, tenant_id: UUID, sha256: str, reader: str, result: pb.ExtractResponse
) -> None:
    statement = insert(Result).values(
        tenant_id=tenant_id,
        sha256=sha256,
        reader=reader,
        payload=result.SerializeToString(),
        created_at=datetime.now(UTC),
    )
    await session.execute(statement.on_conflict_do_nothing())


async def count_try(session: AsyncSession, tenant_id: UUID, message_id: str) -> int:
    """Note that a reading begins; how often it has begun, this time included."""
    statement = insert(Try).values(tenant_id=tenant_id, message_id=message_id, begun=1)
    counted = statement.on_conflict_do_update(
        index_elements=[Try.tenant_id, Try.message_id], set_={"begun": Try.begun + 1}
    )
    return (await session.execute(counted.returning(Try.begun))).scalar_one()


async def forget_tries(session: AsyncSession, tenant_id: UUID, message_id: str) -> None:
    await session.execute(delete(Try).where(Try.tenant_id == tenant_id, Try.message_id == message_id))


async def forget_old_tries(session: AsyncSession) -> int:
    """Forget the tries of messages that never come again, of all tenants; their number. The relay's role may."""
    before = datetime.now(UTC) - timedelta(days=FORGOTTEN_DAYS)
    gone = await session.execute(delete(Try).where(Try.begun_at < before).returning(Try.message_id))
    return len(gone.all())
