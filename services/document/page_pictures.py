"""Pictures of pages: kept in the blob store by content, drawn by the reader's sandbox when they are first asked for.

Nothing here or in the gateway ever decodes a file.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from uuid import UUID

import grpc
from contapics.ocr.v1 import ocr_service_pb2, ocr_service_pb2_grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from services.common import rpc
from services.common.blobs import Blobs
from services.common.errors import Invalid, NotFound, Unavailable
from services.document import events
from services.document.sources import Source

WIDTHS = (160, 320, 480, 640, 960, 1280, 1600, 2200)
"""Of pictures, in pixels: few, so that they are kept for many askers."""
FOLDER = "pages"
DRAWING = 1
"""Grows whenever pages are drawn differently, so that older pictures are no longer used."""
SECONDS = 30.0

log = logging.getLogger(__name__)


def width_of(asked: int) -> int:
    """The largest width that is kept and not larger than asked; the least for even smaller ones."""
    return max((width for width in WIDTHS if width <= (asked or WIDTHS[-1])), default=WIDTHS[0])


def etag_of(source: Source, page: int, width: int) -> str:
    """Names a picture by what it shows."""
    drawing = f"{source.sha256}-{page}-{width}-{DRAWING}"
    return drawing if source.region is None else f"{drawing}-{source.region}"


class PagePictures:
    """Draws in the name of the caller and keeps what was drawn."""

    def __init__(self, blobs: Blobs, reader: grpc.aio.Channel) -> None:
        self._blobs = blobs
        self._reader: ocr_service_pb2_grpc.OcrServiceAsyncStub = ocr_service_pb2_grpc.OcrServiceStub(reader)

    async def get(self, tenant_id: UUID, source: Source, page: int, width: int) -> bytes:
        """A page of a file as a JPEG. Raises NotFound, Invalid with the reader's reason, Unavailable."""
        key = f"{tenant_id}/{FOLDER}/{source.sha256[:2]}/{etag_of(source, page, width)}.jpg"
        try:
            return await self._blobs.get(key)
        except NotFound:
            picture = await self._drawn(source, page, width)
        try:
            await self._blobs.put(key, _pieces(picture))
        except Unavailable:
            log.warning("a picture of a page was not kept")
        return picture

    async def _drawn(self, source: Source, page: int, width: int) -> bytes:
        content = await self._blobs.get(source.blob_key)
        region = events.region_of(source)
        request = ocr_service_pb2.DrawPageRequest(content=content, page=page, width=width, region=region)
        try:
            answer = await self._reader.DrawPage(request, timeout=SECONDS, metadata=rpc.forwarded())
        except grpc.aio.AioRpcError as error:
            reason = _reason_of(error)
            if reason == "page_unknown":
                raise NotFound(reason, "The file has no such page.") from error
            if error.code() == grpc.StatusCode.INVALID_ARGUMENT:
                raise Invalid(reason or "broken_file", "The page can't be drawn.") from error
            raise Unavailable("ocr_unavailable", "The page can't be drawn at the moment.") from error
        return answer.picture


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _reason_of(error: grpc.aio.AioRpcError) -> str:
    status = rpc_status.from_call(error)  # type: ignore[arg-type]  # typed for the synchronous calls only
    info = error_details_pb2.ErrorInfo()
    for detail in status.details if status else ():
        if detail.Unpack(info):
            return str(info.reason)
    return ""
