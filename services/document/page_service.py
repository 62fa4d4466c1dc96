"""The gRPC side of pages: who may see which, and under which name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contapics.document.v1 import page_service_pb2 as pb
from contapics.document.v1 import page_service_pb2_grpc

from services.common import identity
from services.common.db import Database
from services.common.errors import NotFound
from services.document import repository, sources
from services.document.models import Document
from services.document.page_pictures import PagePictures, etag_of, width_of


class PageService(page_service_pb2_grpc.PageServiceServicer):
    """Shows pages to whom the document is shown."""

    def __init__(self, database: Database, pictures: PagePictures) -> None:
        self._database = database
        self._pictures = pictures

    async def GetPage(self, request: pb.GetPageRequest, context: Any) -> pb.GetPageResponse:
        caller = identity.current()
        async with self._database.transaction(caller.tenant_id) as session:
            document = await repository.get(session, UUID(request.id), caller.visible_clients)
        read_from = sources.of(document)
        place = sources.located(read_from, request.page)
        if place is None or (caller.visible_clients is not None and not _own(document, request.page)):
            raise NotFound("page_unknown", "The document has no such page.")
        width = width_of(request.width)
        etag = etag_of(*place, width)
        picture = b"" if etag == request.etag else await self._pictures.get(caller.tenant_id, *place, width)
        return pb.GetPageResponse(picture=picture, etag=etag, pages_version=sources.version(read_from))


def _own(document: Document, page: int) -> bool:
    """False for pages of a file that are other documents', which may since be another company's."""
    first, last = document.first_page, document.last_page
    return first is None or last is None or first <= page <= last
