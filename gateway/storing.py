"""Streams one file to the document service, and finds its answer even where grpc loses it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import IO, Any

import grpc
from contapics.document.v1 import document_pb2, document_service_pb2, document_service_pb2_grpc

from gateway.auth import Caller
from gateway.problems import details_of
from services.common.errors import Unavailable

MESSAGE_BYTES = 256 * 1024
UPLOAD_SECONDS = 900.0

Document = document_pb2.Document


class DocumentStore:
    """The document service as those see it who bring files."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._service: Any = document_service_pb2_grpc.DocumentServiceStub(channel)

    async def send(
        self, head: document_service_pb2.UploadHead, pieces: AsyncIterator[bytes], caller: Caller
    ) -> Document:
        """Stream one file there. Nothing is stored unless it arrives whole."""
        call = self._service.UploadDocument(metadata=caller.metadata, timeout=UPLOAD_SECONDS)
        try:
            await call.write(document_service_pb2.UploadDocumentRequest(head=head))
            async for message in messages_of(pieces):
                await call.write(message)
            await call.done_writing()
        except (asyncio.InvalidStateError, grpc.aio.AioRpcError):
            # The service has answered before the end; the call says what. Its writer still waits for more.
            with suppress(asyncio.InvalidStateError, grpc.aio.AioRpcError):
                await call.done_writing()
        except BaseException:
            call.cancel()
            raise
        try:
            response: document_service_pb2.UploadDocumentResponse = await call
        except grpc.aio.AioRpcError as error:
            if not is_lost_answer(error):
                raise
            response = await self._ask_again(head, caller)
        return response.document

    async def _ask_again(
        self, head: document_service_pb2.UploadHead, caller: Caller
    ) -> document_service_pb2.UploadDocumentResponse:
        """The answer of a service that knew it from the head alone: a refusal, or the document that it has already.

        Without chunks and tail this call can store nothing.
        """
        call = self._service.UploadDocument(metadata=caller.metadata)
        with suppress(asyncio.InvalidStateError, grpc.aio.AioRpcError):
            await call.write(document_service_pb2.UploadDocumentRequest(head=head))
            await call.done_writing()
        try:
            response: document_service_pb2.UploadDocumentResponse = await call
        except grpc.aio.AioRpcError as error:
            if details_of(error)[0].reason == "upload_incomplete":
                raise Unavailable("service_unavailable", "The upload was cut off by the service.") from error
            raise
        return response


def is_lost_answer(error: grpc.aio.AioRpcError) -> bool:
    """Whether grpc.aio put its own failed write in place of the service's answer.

    It does so now and then when the service answers before everything is written (`set_internal_error` in its
    `_call.py`).
    """
    happened = error.debug_error_string() or ""
    return error.code() == grpc.StatusCode.INTERNAL and happened.startswith('Failed "execute_batch"')


async def messages_of(pieces: AsyncIterator[bytes]) -> AsyncIterator[document_service_pb2.UploadDocumentRequest]:
    """Chunks of MESSAGE_BYTES, as a message for each small piece of a network read would cost too much; the tail."""
    gathered, size = bytearray(), 0
    async for piece in pieces:
        size += len(piece)
        gathered += piece
        while len(gathered) >= MESSAGE_BYTES:
            yield document_service_pb2.UploadDocumentRequest(chunk=bytes(gathered[:MESSAGE_BYTES]))
            del gathered[:MESSAGE_BYTES]
    if gathered:
        yield document_service_pb2.UploadDocumentRequest(chunk=bytes(gathered))
    yield document_service_pb2.UploadDocumentRequest(tail=document_service_pb2.UploadTail(size=size))


async def reread(content: IO[bytes]) -> AsyncIterator[bytes]:
    while piece := await asyncio.to_thread(content.read, MESSAGE_BYTES):
        yield piece
