"""The document service's gRPC side: translates, opens transactions, calls operations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import grpc
from contapics.document.v1 import document_pb2, document_service_pb2_grpc
from contapics.document.v1 import document_service_pb2 as pb
from contapics.tenant.v1 import client_pb2

from services.common import identity, messages, pages
from services.common.blobs import Blobs
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.errors import Conflict, Denied, DomainError, NotFound
from services.common.ids import new_id
from services.common.interceptors import language
from services.common.keyset import Order
from services.document import events, filing, operations, pairs, repository, rules, sources, streams
from services.document.files import take_in
from services.document.masks import changes_of
from services.document.models import Document
from services.document.pairs import Duplicates
from services.document.repository import ORDERS, Filter
from services.document.verification import Verification
from services.document.words import Words

CORRECTION_TRIES = 3


class DocumentService(document_service_pb2_grpc.DocumentServiceServicer):
    """Stores documents and takes them through their states."""

    def __init__(
        self,
        database: Database,
        blobs: Blobs,
        clients: ClientDirectory,
        verification: Verification,
        words: Words,
        max_upload_bytes: int,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._clients = clients
        self._verification = verification
        self._words = words
        self._max_upload_bytes = max_upload_bytes

    async def UploadDocument(
        self, requests: AsyncIterator[pb.UploadDocumentRequest], context: grpc.aio.ServicerContext[Any, Any]
    ) -> pb.UploadDocumentResponse:
        caller = identity.current()
        head = await streams.head_of(requests)
        client_id = UUID(head.client_id)
        await self._clients.get(client_id)
        document_id = UUID(head.id) if head.id else new_id()
        known = await self._uploaded_before(caller.tenant_id, document_id, client_id, head.sha256)
        if known is None:
            chunks = streams.chunks_of(requests)
            file = await take_in(
                self._blobs, caller.tenant_id, head.filename, chunks, self._max_upload_bytes, head.sha256
            )

            async def store() -> Document:
                async with self._database.transaction(caller.tenant_id) as session:
                    return await operations.receive(
                        session, caller.tenant_id, document_id, client_id, file, caller.email, whole=head.whole
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
            alike = await pairs.of_documents(session, [document.id])
        return pb.GetDocumentResponse(document=_shown(document, alike))

    async def ListDocuments(self, request: pb.ListDocumentsRequest, context: Any) -> pb.ListDocumentsResponse:
        caller = identity.current()
        states = sorted({document_pb2.Document.State.Name(state) for state in request.state if state})
        wanted = Filter(
            visible=caller.visible_clients,
            client_id=UUID(request.client_id) if request.client_id else None,
            states=tuple(states),
            search=request.search,
            needs_review=request.needs_review if request.HasField("needs_review") else None,
            received_from=rules.begin_of("received_from", request.received_from),
            received_before=rules.begin_of("received_to", request.received_to, days=1),
            supplier_cui=request.supplier_cui,
        )
        order = Order.read(request.order_by, "create_time desc", ORDERS, Document.id)
        # Not bound to what the caller may see: that is asked anew for each page.
        period = f"{wanted.received_from} {wanted.received_before}"
        narrow = f"{wanted.client_id} {states} {wanted.search!r} {wanted.needs_review} {period} {wanted.supplier_cui!r}"
        query = f"documents {narrow} {order}"
        size = pages.page_size(request.page_size)
        after = pages.decode_token(request.page_token, query)
        async with self._database.transaction(caller.tenant_id) as session:
            rows = await repository.list_page(session, wanted, order, after, size)
            alike = await pairs.of_documents(session, [document.id for document, _ in rows])
        token = ""
        if len(rows) > size:
            last, value = rows[size - 1]
            token = pages.encode_token(query, _token_value(value), str(last.id))
        documents = [_shown(document, alike, in_list=True) for document, _ in rows[:size]]
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
        read_from = sources.of(document)
        if request.file > len(read_from):
            raise NotFound("file_unknown", "The document has no such file.")
        source = read_from[max(request.file, 1) - 1]
        if not caller.may_see(UUID(source.client_id)):
            raise Denied("file_of_another", "The file was uploaded for another company.")
        span = streams.span_of(request, source.size)
        async for answer in streams.answers_of(source, span, self._blobs.stream(source.blob_key, *span)):
            yield answer

    async def UpdateExtraction(self, request: pb.UpdateExtractionRequest, context: Any) -> pb.UpdateExtractionResponse:
        """Reads, lets the reader check the corrected values outside of any transaction, and writes if nothing came
        between; else once more."""
        caller = identity.current()
        document_id, changes = UUID(request.id), changes_of(request)
        for _ in range(CORRECTION_TRIES):
            async with self._database.transaction(caller.tenant_id) as session:
                document = await repository.get(session, document_id, caller.visible_clients)
                alike = await pairs.of_documents(session, [document_id])
            operations.require_revision(document, request.revision)
            rules.require("correct", document.state)
            corrected, old_values = rules.corrected(document.extraction or {"kind": "other"}, changes)
            if not old_values:
                break
            corrected = await self._verification.verified(corrected)
            async with self._database.transaction(caller.tenant_id) as session:
                locked = await repository.get(session, document_id, caller.visible_clients, lock=True)
                if locked.revision != document.revision:
                    continue
                await operations.correct(session, locked, corrected, old_values, caller.email)
                alike = await pairs.of_documents(session, [document_id])
                document = locked
            break
        else:
            raise Conflict("revision_stale", "The document keeps changing.")
        return pb.UpdateExtractionResponse(document=_shown(document, alike))

    async def ListWords(self, request: pb.ListWordsRequest, context: Any) -> pb.ListWordsResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            document = await repository.get(session, UUID(request.id), caller.visible_clients)
        files = events.stored_files(document)
        return pb.ListWordsResponse(words=await self._words.on_page(files, max(request.page, 1), whole=document.whole))

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
            _require_company(document, client)
            await operations.approve(session, document, client, request.revision, caller.email, request.booking)

        document = await self._change(request.id, approve)
        return pb.ApproveDocumentResponse(document=document)

    async def ApproveDocuments(self, request: pb.ApproveDocumentsRequest, context: Any) -> pb.ApproveDocumentsResponse:
        asked: dict[UUID, client_pb2.Client] = {}
        results = [await self._approved(item, asked) for item in request.items]
        return pb.ApproveDocumentsResponse(results=results)

    async def _approved(self, item: pb.Approval, asked: dict[UUID, client_pb2.Client]) -> pb.ApprovalResult:
        """One of several approvals; `asked` keeps what the companies are at this moment."""
        caller = identity.current()
        try:
            async with self._database.transaction(caller.tenant_id) as session:
                seen = await repository.get(session, UUID(item.id), caller.visible_clients)
            if seen.client_id not in asked:
                asked[seen.client_id] = await self._clients.get(seen.client_id, fresh=True)

            async def approve(session: Any, document: Document) -> None:
                if not rules.was_approved(item.revision, document.state, document.revision):
                    client = asked[seen.client_id]
                    _require_company(document, client)
                    await operations.approve(session, document, client, item.revision, caller.email)

            document = await self._change(item.id, approve, in_list=True)
        except DomainError as error:
            sentence = messages.say(error.reason, error.metadata, language.get())
            return pb.ApprovalResult(id=item.id, problem=document_pb2.Problem(reason=error.reason, message=sentence))
        return pb.ApprovalResult(id=item.id, document=document)

    async def RejectDocument(self, request: pb.RejectDocumentRequest, context: Any) -> pb.RejectDocumentResponse:
        async def reject(session: Any, document: Document) -> None:
            await operations.reject(session, document, request.reason)

        document = await self._change(request.id, reject)
        return pb.RejectDocumentResponse(document=document)

    async def DecideDuplicate(self, request: pb.DecideDuplicateRequest, context: Any) -> pb.DecideDuplicateResponse:
        caller, other_id = identity.current(), UUID(request.other_id)

        async def decide(session: Any, document: Document) -> None:
            operations.require_revision(document, request.revision)
            if request.decision == pb.DecideDuplicateRequest.DECISION_KEEP_BOTH:
                await operations.keep_both(session, document, other_id, caller.email)
            else:
                await operations.reject_duplicate(session, document, other_id)

        return pb.DecideDuplicateResponse(document=await self._change(request.id, decide))

    async def RetryDocument(self, request: pb.RetryDocumentRequest, context: Any) -> pb.RetryDocumentResponse:
        caller, document_id = identity.current(), UUID(request.id)
        async with self._database.transaction(caller.tenant_id) as session:
            merged_into = (await repository.get(session, document_id, caller.visible_clients)).merged_into

        async def retry(session: Any, document: Document) -> None:
            if document.merged_into != merged_into:
                raise Conflict("revision_stale", "The document has changed meanwhile.")
            if merged_into is None:
                await operations.retry(session, document)
            else:
                target = await repository.get(session, merged_into, caller.visible_clients)
                await filing.take_out(session, document, target, caller.email)

        document = await self._change(request.id, retry, also=[merged_into] if merged_into else [])
        return pb.RetryDocumentResponse(document=document)

    async def _change(
        self,
        document_id: str,
        verb: Callable[[Any, Document], Awaitable[None]],
        *,
        also: Sequence[UUID] = (),
        in_list: bool = False,
    ) -> document_pb2.Document:
        """The document after a verb in a transaction of its own, which has locked it, and others `also`."""
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            found = await repository.locked(session, [UUID(document_id), *also], caller.visible_clients)
            document = found[UUID(document_id)]
            await verb(session, document)
            alike = await pairs.of_documents(session, [document.id])
        return _shown(document, alike, in_list=in_list)

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


def _require_company(document: Document, client: client_pb2.Client) -> None:
    """Raise Conflict if the document was moved while its company was asked for."""
    if str(document.client_id) != client.id:
        raise Conflict("revision_stale", "The document has changed meanwhile.", {"revision": str(document.revision)})


def _shown(document: Document, alike: Duplicates, *, in_list: bool = False) -> document_pb2.Document:
    return events.as_document(document, language.get(), in_list=in_list, duplicates=alike.get(document.id, ()))


def _token_value(value: Any) -> str | int:
    return value if isinstance(value, int) else value.isoformat() if hasattr(value, "isoformat") else str(value)
