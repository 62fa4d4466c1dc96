"""The document service's gRPC side: translates, opens transactions, calls operations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import grpc
from contapics.document.v1 import document_pb2, document_service_pb2_grpc
from contapics.document.v1 import document_service_pb2 as pb
from contapics.ocr.v1 import ocr_service_pb2, ocr_service_pb2_grpc
from google.protobuf.field_mask_pb2 import FieldMask

from services.common import identity, pages, rpc
from services.common.blobs import READ_CHUNK, Blobs
from services.common.db import Database
from services.common.errors import Conflict, Invalid
from services.common.ids import new_id
from services.common.interceptors import language
from services.document import events, operations, repository, rules
from services.document.clients import ClientDirectory
from services.document.files import take_in
from services.document.models import Document
from services.document.repository import Filter, Order

VERIFY_SECONDS = 3.0
CORRECTION_TRIES = 3


class DocumentService(document_service_pb2_grpc.DocumentServiceServicer):
    """Stores documents and takes them through their states."""

    def __init__(
        self,
        database: Database,
        blobs: Blobs,
        clients: ClientDirectory,
        reader: ocr_service_pb2_grpc.OcrServiceAsyncStub,
        max_upload_bytes: int,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._clients = clients
        self._reader = reader
        self._max_upload_bytes = max_upload_bytes

    async def UploadDocument(
        self, requests: AsyncIterator[pb.UploadDocumentRequest], context: grpc.aio.ServicerContext[Any, Any]
    ) -> pb.UploadDocumentResponse:
        caller = identity.current()
        head = await _head(requests)
        client_id = UUID(head.client_id)
        await self._clients.get(client_id)
        document_id = UUID(head.id) if head.id else new_id()
        known = await self._uploaded_before(caller.tenant_id, document_id, client_id, head.sha256)
        if known is None:
            file = await take_in(
                self._blobs, caller.tenant_id, head.filename, _chunks(requests), self._max_upload_bytes, head.sha256
            )

            async def store() -> Document:
                async with self._database.transaction(caller.tenant_id) as session:
                    return await operations.receive(
                        session, caller.tenant_id, document_id, client_id, file, caller.email
                    )

            try:
                known = await self._database.retried(store)
            except Conflict:
                await self._blobs.delete(file.blob_key)
                raise
            if known.blob_key != file.blob_key:
                await self._blobs.delete(file.blob_key)
        return pb.UploadDocumentResponse(document=events.as_document(known, language.get(), in_list=True))

    async def GetDocument(self, request: pb.GetDocumentRequest, context: Any) -> pb.GetDocumentResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            document = await repository.get(session, UUID(request.id), caller.visible_clients)
        return pb.GetDocumentResponse(document=events.as_document(document, language.get()))

    async def ListDocuments(self, request: pb.ListDocumentsRequest, context: Any) -> pb.ListDocumentsResponse:
        caller = identity.current()
        wanted = Filter(
            visible=caller.visible_clients,
            client_id=UUID(request.client_id) if request.client_id else None,
            states=tuple(document_pb2.Document.State.Name(state) for state in request.state if state),
            search=request.search,
            needs_review=request.needs_review if request.HasField("needs_review") else None,
        )
        order = Order.read(request.order_by)
        size = pages.page_size(request.page_size)
        query = f"{wanted}{request.order_by}"
        after = pages.decode_token(request.page_token, query)
        async with self._database.transaction(caller.tenant_id) as session:
            rows = await repository.list_page(session, wanted, order, after, size + 1)
        token = ""
        if len(rows) > size:
            last, value = rows[size - 1]
            token = pages.encode_token(query, _token_value(value), str(last.id))
        documents = [events.as_document(document, language.get(), in_list=True) for document, _ in rows[:size]]
        return pb.ListDocumentsResponse(documents=documents, next_page_token=token)

    async def SummarizeDocuments(
        self, request: pb.SummarizeDocumentsRequest, context: Any
    ) -> pb.SummarizeDocumentsResponse:
        caller = identity.current()
        client_id = UUID(request.client_id) if request.client_id else None
        async with self._database.transaction(caller.tenant_id) as session:
            counts = await repository.count_by_state(session, Filter(caller.visible_clients, client_id))
        return pb.SummarizeDocumentsResponse(states=counts, total=sum(counts.values()))

    async def DownloadDocument(
        self, request: pb.DownloadDocumentRequest, context: Any
    ) -> AsyncIterator[pb.DownloadDocumentResponse]:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            document = await repository.get(session, UUID(request.id), caller.visible_clients)
        head = pb.DownloadHead(
            filename=document.filename, media_type=document.media_type, size=document.size, sha256=document.sha256
        )
        yield pb.DownloadDocumentResponse(head=head)
        async for chunk in self._blobs.stream(document.blob_key):
            for start in range(0, len(chunk), READ_CHUNK):
                yield pb.DownloadDocumentResponse(chunk=chunk[start : start + READ_CHUNK])

    async def UpdateExtraction(self, request: pb.UpdateExtractionRequest, context: Any) -> pb.UpdateExtractionResponse:
        """Reads, lets the reader check the corrected values outside of any transaction, and writes if nothing came
        between; else once more."""
        caller = identity.current()
        document_id, changes = UUID(request.id), _changes(request)
        for _ in range(CORRECTION_TRIES):
            async with self._database.transaction(caller.tenant_id) as session:
                document = await repository.get(session, document_id, caller.visible_clients)
            operations.require_revision(document, request.revision)
            rules.require("correct", document.state)
            corrected, old_values = rules.corrected(document.extraction or {"kind": "other"}, changes)
            if not old_values:
                break
            corrected = await self._verified(corrected)
            async with self._database.transaction(caller.tenant_id) as session:
                locked = await repository.get(session, document_id, caller.visible_clients, lock=True)
                if locked.revision != document.revision:
                    continue
                await operations.correct(session, locked, corrected, old_values, caller.email)
                document = locked
            break
        else:
            raise Conflict("revision_stale", "The document keeps changing.")
        return pb.UpdateExtractionResponse(document=events.as_document(document, language.get()))

    async def ListCorrections(self, request: pb.ListCorrectionsRequest, context: Any) -> pb.ListCorrectionsResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            document = await repository.get(session, UUID(request.id), caller.visible_clients)
            history = await repository.corrections(session, document.id)
        return pb.ListCorrectionsResponse(corrections=[events.as_correction(entry) for entry in history])

    async def ApproveDocument(self, request: pb.ApproveDocumentRequest, context: Any) -> pb.ApproveDocumentResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            seen = await repository.get(session, UUID(request.id), caller.visible_clients)
        client = await self._clients.get(seen.client_id, fresh=True)

        async def approve(session: Any, document: Document) -> None:
            await operations.approve(session, document, client, request.revision, caller.email)

        document = await self._change(request.id, approve)
        return pb.ApproveDocumentResponse(document=events.as_document(document, language.get()))

    async def RejectDocument(self, request: pb.RejectDocumentRequest, context: Any) -> pb.RejectDocumentResponse:
        async def reject(session: Any, document: Document) -> None:
            await operations.reject(session, document, request.reason)

        document = await self._change(request.id, reject)
        return pb.RejectDocumentResponse(document=events.as_document(document, language.get()))

    async def RetryDocument(self, request: pb.RetryDocumentRequest, context: Any) -> pb.RetryDocumentResponse:
        document = await self._change(request.id, operations.retry)
        return pb.RetryDocumentResponse(document=events.as_document(document, language.get()))

    async def _change(self, document_id: str, verb: Callable[[Any, Document], Awaitable[None]]) -> Document:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            document = await repository.get(session, UUID(document_id), caller.visible_clients, lock=True)
            await verb(session, document)
        return document

    async def _uploaded_before(
        self, tenant_id: UUID, document_id: UUID, client_id: UUID, sha256: str
    ) -> Document | None:
        """The document of an upload that is repeated because its answer was lost; spares sending the bytes again."""
        if not sha256:
            return None

        async def look() -> Document | None:
            async with self._database.transaction(tenant_id) as session:
                return await repository.find(session, document_id)

        known = await self._database.retried(look)
        if known is not None:
            operations.require_same(known, client_id, sha256.lower())
        return known

    async def _verified(self, extraction: dict[str, Any]) -> dict[str, Any]:
        """The extraction with its checks run again; while the reader is away it is marked for a person instead."""
        request = ocr_service_pb2.VerifyExtractionRequest(extraction=events.from_json(extraction))
        try:
            answer = await self._reader.VerifyExtraction(request, timeout=VERIFY_SECONDS, metadata=rpc.forwarded())
        except grpc.aio.AioRpcError:
            return {**extraction, "checks": [], "needs_review": True, "review_reasons": ["not_verified"]}
        return events.to_json(answer.extraction)


async def _head(requests: AsyncIterator[pb.UploadDocumentRequest]) -> pb.UploadHead:
    async for request in requests:
        if request.WhichOneof("part") == "head":
            return request.head
        break
    raise Invalid("upload_head_missing", "An upload begins with its head.")


async def _chunks(requests: AsyncIterator[pb.UploadDocumentRequest]) -> AsyncIterator[bytes]:
    """The file's bytes. Raises Invalid if they end without the tail: gRPC ends the stream of a cancelled call alike."""
    size = 0
    async for request in requests:
        part = request.WhichOneof("part")
        if part == "tail" and request.tail.size == size:
            return
        if part == "head":
            raise Invalid("upload_head_missing", "Only the first message of an upload is a head.")
        size += len(request.chunk)
        yield request.chunk
    raise Invalid("upload_incomplete", "The upload broke off before its tail.")


def _changes(request: pb.UpdateExtractionRequest) -> dict[str, Any]:
    """New values by dotted path; a path of the mask that the extraction leaves unset clears the value.

    Without a mask every field that is set counts.
    """
    given = events.to_json(request.extraction)
    paths = list(request.update_mask.paths) or [name for name in given if name in rules.CORRECTABLE]
    for path in paths:
        if not FieldMask(paths=[path]).IsValidForDescriptor(request.extraction.DESCRIPTOR):
            raise Invalid("field_unknown", f"No field {path}.", {"field": path}, {"update_mask": f"no field {path}"})
    return {path: _value(given, path) for path in paths}


def _value(given: dict[str, Any], path: str) -> Any:
    value: Any = given
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _token_value(value: Any) -> str | int:
    return value if isinstance(value, int) else value.isoformat() if hasattr(value, "isoformat") else str(value)
