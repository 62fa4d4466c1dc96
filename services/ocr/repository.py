"""The result cache: the same bytes, read by the same version of the reader, are read once per office."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from contapics.ocr.v1 import ocr_service_pb2 as pb
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.ocr.models import Result


async def find_result(session: AsyncSession, sha256: str, reader: str) -> pb.ExtractResponse | None:
    statement = select(Result.payload).where(Result.sha256 == sha256, Result.reader == reader)
    payload = await session.scalar(statement)
    return None if payload is None else pb.ExtractResponse.FromString(payload)


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
