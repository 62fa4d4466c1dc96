"""Downloads: a document's files as they were uploaded, whole or a piece, with headers that keep a browser from running
them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import grpc
from contapics.document.v1 import document_service_pb2, document_service_pb2_grpc
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gateway.auth import Caller
from gateway.errors import Fault, WrongFields
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
        message = document_service_pb2.DownloadDocumentRequest(
            id=request.path_params["id"], file=file_number(request.query_params.get("file") or "0")
        )
        span = wanted(request.headers.get("range", "")) if request.method == "GET" else None
        if span is not None:
            message.offset, message.length = span
        head, call = await self._begun(message, caller)
        if_range = request.headers.get("if-range")
        if span is not None and if_range is not None and if_range != f'"{head.sha256}"':
            # What the caller has a piece of is another file: it gets this one whole (RFC 9110, 13.1.5).
            call.cancel()
            message.offset = message.length = 0
            span = None
            head, call = await self._begun(message, caller)
        headers = file_headers(head)
        if is_known(request.headers.get("if-none-match", ""), headers["etag"]):
            call.cancel()
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        headers["content-length"] = str(head.length if span else head.size)
        if request.method == "HEAD":
            call.cancel()
            return Response(headers=headers, media_type=head.media_type)
        status = HTTPStatus.OK
        if span is not None:
            status = HTTPStatus.PARTIAL_CONTENT
            headers["content-range"] = f"bytes {head.offset}-{head.offset + head.length - 1}/{head.size}"
        return StreamingResponse(chunks_of(call), status, headers, head.media_type)

    async def _begun(
        self, message: document_service_pb2.DownloadDocumentRequest, caller: Caller
    ) -> tuple[document_service_pb2.DownloadHead, Any]:
        """The head of a download, and the call that its bytes come from."""
        call = self._service.DownloadDocument(message, metadata=caller.metadata, timeout=DOWNLOAD_SECONDS)
        try:
            return await first_head(call), call
        except BaseException:
            call.cancel()
            raise


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
        "accept-ranges": "bytes",
        "cache-control": "private, no-cache",
        "content-disposition": content_disposition("inline" if shown else "attachment", head.filename),
        "content-security-policy": PDF_POLICY if head.media_type == PDF else SANDBOX,
    }


RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))")


def wanted(header: str) -> tuple[int, int] | None:
    """Offset and length of a Range with one span, for the document service; None where all is to be sent.

    What is no such Range, several spans included, is ignored, as RFC 9110 (14.2) allows.
    """
    match = RANGE.fullmatch(header.replace(" ", ""))
    if match is None:
        return None
    first, last, suffix = match.groups()
    if suffix is not None:
        return (-int(suffix), 0) if int(suffix) else None
    if not last:
        return int(first), 0
    return (int(first), int(last) - int(first) + 1) if int(first) <= int(last) else None


def file_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        raise WrongFields({"file": Fault("must_be_integer")})
    return int(text)


def content_disposition(kind: str, filename: str) -> str:
    """With the name in UTF-8 (RFC 6266, 8187), and in ASCII for programs that know no better."""
    if not filename:
        return kind
    plain = "".join(each if " " <= each <= "~" and each not in '"\\%' else "_" for each in filename)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def is_known(if_none_match: str, etag: str) -> bool:
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in tags or "*" in tags
