"""The gRPC side of putting documents right: translates, locks what is concerned in one order, calls the verbs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from contapics.document.v1 import document_pb2, filing_service_pb2_grpc
from contapics.document.v1 import filing_service_pb2 as pb
from sqlalchemy.ext.asyncio import AsyncSession

from services.common import identity
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.interceptors import language
from services.document import events, filing, operations, pairs, parting, repository
from services.document.models import Document


class FilingService(filing_service_pb2_grpc.FilingServiceServicer):
    """Merges, splits, cuts and moves documents."""

    def __init__(self, database: Database, clients: ClientDirectory) -> None:
        self._database = database
        self._clients = clients

    async def MergeDocuments(self, request: pb.MergeDocumentsRequest, context: Any) -> pb.MergeDocumentsResponse:
        caller = identity.current()
        ids = [UUID(each) for each in request.ids if each != request.id]
        seen = dict(zip(request.ids, request.revisions, strict=False))
        async with self._database.transaction(caller.tenant_id) as session:
            found = await repository.locked(session, [UUID(request.id), *ids], caller.visible_clients)
            document, others = found[UUID(request.id)], [found[each] for each in ids]
            others = [other for other in others if other.merged_into != document.id]
            if others:
                operations.require_revision(document, request.revision)
                for other in others:
                    operations.require_revision(other, seen.get(str(other.id), 0))
                await filing.merge(session, document, others, caller.email)
            return pb.MergeDocumentsResponse(document=await _shown(session, document))

    async def SplitDocument(self, request: pb.SplitDocumentRequest, context: Any) -> pb.SplitDocumentResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            found = await repository.locked(session, [UUID(request.id)], caller.visible_clients)
            document = found[UUID(request.id)]
            new = await _known_parts(session, document, parting.by_pages(request.first_pages), caller)
            if new is None:
                operations.require_revision(document, request.revision)
                new = await parting.split(session, document, request.first_pages, caller.email)
            documents = [await _shown(session, each) for each in (document, *new)]
        return pb.SplitDocumentResponse(documents=documents)

    async def CutPage(self, request: pb.CutPageRequest, context: Any) -> pb.CutPageResponse:
        caller, across = identity.current(), request.direction == pb.CutPageRequest.DIRECTION_ACROSS
        page, position = request.page, request.position
        async with self._database.transaction(caller.tenant_id) as session:
            found = await repository.locked(session, [UUID(request.id)], caller.visible_clients)
            document = found[UUID(request.id)]
            new = await _known_parts(session, document, parting.by_cut(page, position, across=across), caller)
            if new is None:
                operations.require_revision(document, request.revision)
                new = await parting.cut(session, document, page, position, caller.email, across=across)
            documents = [await _shown(session, each) for each in (document, *new)]
        return pb.CutPageResponse(documents=documents)

    async def MoveDocument(self, request: pb.MoveDocumentRequest, context: Any) -> pb.MoveDocumentResponse:
        caller, client_id = identity.current(), UUID(request.client_id)
        async with self._database.transaction(caller.tenant_id) as session:
            await repository.get(session, UUID(request.id), caller.visible_clients)
        await self._clients.get(client_id, fresh=True)
        async with self._database.transaction(caller.tenant_id) as session:
            document = await _locked_for_move(session, UUID(request.id), client_id, caller)
            if document.client_id != client_id:
                operations.require_revision(document, request.revision)
                await filing.move(session, document, client_id, caller.email)
            return pb.MoveDocumentResponse(document=await _shown(session, document))


async def _known_parts(
    session: AsyncSession, document: Document, how: Mapping[str, Any], caller: identity.Identity
) -> list[Document] | None:
    """What the same parting of the document made before; None where it has still to be done."""
    known = parting.parted_before(document, how)
    return None if known is None else [await repository.get(session, each, caller.visible_clients) for each in known]


async def _locked_for_move(
    session: AsyncSession, document_id: UUID, client_id: UUID, caller: identity.Identity
) -> Document:
    """The document; locked with it those that go along, and the copies of both companies, which are counted anew."""
    seen = await repository.get(session, document_id, caller.visible_clients)
    concerned = {document_id, *(each.id for each in await repository.merged_into(session, document_id))}
    for company in sorted({seen.client_id, client_id}):
        await repository.await_turn(session, caller.tenant_id, document_id, company, seen.sha256)
        concerned |= {copy.id for copy in await repository.with_content(session, company, seen.sha256)}
    return (await repository.locked(session, concerned, None))[document_id]


async def _shown(session: AsyncSession, document: Document) -> document_pb2.Document:
    alike = await pairs.of_documents(session, [document.id])
    return events.as_document(document, language.get(), duplicates=alike.get(document.id, ()))
