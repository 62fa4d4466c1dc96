"""Downloads: a document's file as it was uploaded, with headers that keep a browser from running it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import grpc
from contapics.document.v1 import document_service_pb2, document_service_pb2_grpc
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gateway.auth import Caller
from gateway.routes import ApiRoute

DOWNLOAD_SECONDS = 900.0
SANDBOX = "default-src 'none'; frame-ancestors 'self'; sandbox"
# Browsers refuse to start their PDF viewer in a sandbox. A PDF with nosniff is no page of ours, so it needs none.
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
PDF = "application/pdf"
SHOWN_IMAGES = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/heic", "image/tiff"}
)


class Downloads:
    """The endpoint that gives files back."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._service: Any = document_service_pb2_grpc.DocumentServiceStub(channel)

    def routes(self) -> list[ApiRoute]:
        return [ApiRoute("GET", "/api/v1/documents/{id}/content", self.get)]

    async def get(self, request: Request, caller: Caller) -> Response:
        message = document_service_pb2.DownloadDocumentRequest(id=request.path_params["id"])
        call = self._service.DownloadDocument(message, metadata=caller.metadata, timeout=DOWNLOAD_SECONDS)
        try:
            head = await first_head(call)
            headers = file_headers(head)
            if is_known(request.headers.get("if-none-match", ""), headers["etag"]):
                call.cancel()
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
            headers["content-length"] = str(head.size)
            if request.method == "HEAD":
                call.cancel()
                return Response(headers=headers, media_type=head.media_type)
        except BaseException:
            call.cancel()
            raise
        return StreamingResponse(chunks_of(call), headers=headers, media_type=head.media_type)


async def first_head(call: Any) -> document_service_pb2.DownloadHead:
    async for message in call:
        head: document_service_pb2.DownloadHead = message.head
        return head
    raise RuntimeError("the document service sent no head")


async def chunks_of(call: Any) -> AsyncIterator[bytes]:
    """The file's bytes. An error here cuts the answer short of its Content-Length, which the browser notices."""
    try:
        async for message in call:
            yield message.chunk
    finally:
        call.cancel()


def file_headers(head: document_service_pb2.DownloadHead) -> dict[str, str]:
    """Everything but Content-Type and Content-Length."""
    shown = head.media_type == PDF or head.media_type in SHOWN_IMAGES
    return {
        "etag": f'"{head.sha256}"',
        "cache-control": "private, no-cache",
        "content-disposition": content_disposition("inline" if shown else "attachment", head.filename),
        "content-security-policy": PDF_POLICY if head.media_type == PDF else SANDBOX,
    }


def content_disposition(kind: str, filename: str) -> str:
    """With the name in UTF-8 (RFC 6266, 8187), and in ASCII for programs that know no better."""
    if not filename:
        return kind
    plain = "".join(each if " " <= each <= "~" and each not in '"\\%' else "_" for each in filename)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def is_known(if_none_match: str, etag: str) -> bool:
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in tags or "*" in tags
