"""The messages of an upload and of a download: a head, the bytes in chunks, and of an upload the tail."""

from __future__ import annotations

from collections.abc import AsyncIterator

from contapics.document.v1 import document_service_pb2 as pb

from services.common.blobs import READ_CHUNK
from services.common.errors import Invalid, OutOfRange
from services.document.sources import Source


async def head_of(requests: AsyncIterator[pb.UploadDocumentRequest]) -> pb.UploadHead:
    """The head, which comes first. Raises Invalid without one."""
    async for request in requests:
        if request.WhichOneof("part") == "head":
            return request.head
        break
    raise Invalid("upload_head_missing", "An upload begins with its head.")


async def chunks_of(requests: AsyncIterator[pb.UploadDocumentRequest]) -> AsyncIterator[bytes]:
    """The file's bytes. Raises Invalid if they end without the tail: gRPC ends the stream of a cancelled call alike."""
    size = 0
    async for request in requests:
        part = request.WhichOneof("part")
        if part == "head":
            raise Invalid("upload_head_missing", "Only the first message of an upload is a head.")
        if part == "tail":
            if request.tail.size == size:
                return
            break
        size += len(request.chunk)
        yield request.chunk
    raise Invalid("upload_incomplete", "The upload broke off before its tail.")


def span_of(request: pb.DownloadDocumentRequest, size: int) -> tuple[int, int]:
    """The first byte that is wanted and the one behind the last. Raises OutOfRange."""
    begin = request.offset if request.offset >= 0 else max(size + request.offset, 0)
    if begin >= size:
        raise OutOfRange("range_unsatisfiable", f"The file has {size} bytes.", {"size": str(size)})
    return begin, min(size, begin + request.length) if request.length else size


async def answers_of(
    source: Source, span: tuple[int, int], content: AsyncIterator[bytes]
) -> AsyncIterator[pb.DownloadDocumentResponse]:
    """The file's head and its bytes of a span, at most READ_CHUNK of them in a message.

    The first bytes are fetched before the head is sent: a file that is missing is an error, not half an answer.
    """
    piece = await anext(content, b"")
    yield pb.DownloadDocumentResponse(
        head=pb.DownloadHead(
            filename=source.filename,
            media_type=source.media_type,
            size=source.size,
            sha256=source.sha256,
            offset=span[0],
            length=span[1] - span[0],
        )
    )
    while piece:
        for start in range(0, len(piece), READ_CHUNK):
            yield pb.DownloadDocumentResponse(chunk=piece[start : start + READ_CHUNK])
        piece = await anext(content, b"")
