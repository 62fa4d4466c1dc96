"""The document service in this process, with stand-ins that speak gRPC in place of the tenant and ocr services."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from contapics.common.v1 import extraction_pb2, word_pb2
from contapics.document.v1 import (
    document_pb2,
    document_service_pb2_grpc,
    filing_service_pb2,
    filing_service_pb2_grpc,
    page_service_pb2,
    page_service_pb2_grpc,
    statistics_service_pb2,
    statistics_service_pb2_grpc,
)
from contapics.document.v1 import document_service_pb2 as pb
from contapics.ocr.v1 import ocr_service_pb2, ocr_service_pb2_grpc
from contapics.tenant.v1 import client_pb2, client_service_pb2, client_service_pb2_grpc
from google.protobuf.field_mask_pb2 import FieldMask

from services.common import identity
from services.common.blobs import Blobs
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.errors import Invalid, NotFound, Unavailable
from services.common.identity import TokenVerifier
from services.document import readings, repository
from services.document.filing_service import FilingService
from services.document.page_pictures import PagePictures
from services.document.page_service import PageService
from services.document.service import DocumentService
from services.document.statistics_service import StatisticsService
from services.document.verification import Verification
from services.document.words import Words

MAX_BYTES = 64 * 1024
PNG = b"\x89PNG\r\n\x1a\n"


def picture(number: int = 0) -> bytes:
    """What passes for a PNG file, different by number."""
    return PNG + f"picture {number}".encode()


class Companies(client_service_pb2_grpc.ClientServiceServicer):
    """Stands in for the tenant service: knows companies by office, and counts how often it is asked."""

    def __init__(self) -> None:
        self.known: dict[tuple[UUID, str], client_pb2.Client] = {}
        self.asked = 0

    async def GetClient(self, request: Any, context: Any) -> client_service_pb2.GetClientResponse:
        self.asked += 1
        client = self.known.get((identity.current().tenant_id, request.id))
        if client is None:
            raise NotFound("client_unknown")
        return client_service_pb2.GetClientResponse(client=client)


class Checker(ocr_service_pb2_grpc.OcrServiceServicer):
    """Stands in for the ocr service: every extraction passes, with one check, unless it is away."""

    def __init__(self) -> None:
        self.away = False
        self.pages = 3
        self.drawn: list[tuple[bytes, int, int]] = []
        self.regions: list[tuple[int, int, int, int]] = []
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        """Done once while a correction is being checked."""

    async def ListReadWords(self, request: Any, context: Any) -> ocr_service_pb2.ListReadWordsResponse:
        if self.away:
            raise Unavailable("ocr_unavailable")
        told = f"{request.files[0].sha256[:8]} {len(request.files)} {request.whole} {request.page}"
        return ocr_service_pb2.ListReadWordsResponse(words=[word_pb2.Word(text=told)])

    async def DrawPage(self, request: Any, context: Any) -> ocr_service_pb2.DrawPageResponse:
        self.drawn.append((request.content, request.page, request.width))
        if request.HasField("region"):
            region = request.region
            self.regions.append((region.left, region.top, region.right, region.bottom))
        if request.page > self.pages:
            raise Invalid("page_unknown")
        if self.away:
            raise Unavailable("ocr_unavailable")
        return ocr_service_pb2.DrawPageResponse(picture=b"page %d" % request.page)

    async def VerifyExtraction(self, request: Any, context: Any) -> ocr_service_pb2.VerifyExtractionResponse:
        if self.away:
            raise Unavailable("ocr_unavailable")
        if self.meanwhile is not None:
            work, self.meanwhile = self.meanwhile, None
            await work()
        answer = extraction_pb2.Extraction()
        answer.CopyFrom(request.extraction)
        answer.checks.add(name="payments", ok=True)
        answer.needs_review = False
        return ocr_service_pb2.VerifyExtractionResponse(extraction=answer)


@dataclass
class Desk:
    """One office with one company, and calls to the running service by its users."""

    service: Any
    filing: Any
    pages: Any
    statistics: Any
    database: Database
    folder: Path
    checker: Checker
    companies: Companies
    sign_in: Callable[..., list[tuple[str, str]]]
    tenant_id: UUID = field(default_factory=uuid4)
    client_id: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        self.employ(self.client_id)

    def employ(self, client_id: UUID) -> UUID:
        """Make the office look after one company more."""
        client = client_pb2.Client(id=str(client_id), name="Firma SRL", cui="14399840", vat_payer=True)
        self.companies.known[self.tenant_id, str(client_id)] = client
        return client_id

    def another_office(self) -> Desk:
        return Desk(
            self.service,
            self.filing,
            self.pages,
            self.statistics,
            self.database,
            self.folder,
            self.checker,
            self.companies,
            self.sign_in,
        )

    def by(self, role: str = "accountant", clients: Sequence[UUID] | None = None) -> list[tuple[str, str]]:
        """Metadata of a call; a user of role client is one of this company's unless others are given."""
        return self.sign_in(self.tenant_id, role, [self.client_id] if clients is None else clients)

    def head(self, document_id: object = "", **values: Any) -> pb.UploadHead:
        return pb.UploadHead(
            **{"id": str(document_id), "client_id": str(self.client_id), "filename": "bon.png", **values}
        )

    async def send(self, parts: Iterable[Any], **caller: Any) -> document_pb2.Document:
        """An upload of these heads, chunks and tails, in that order."""
        call = self.service.UploadDocument(requests(parts), metadata=self.by(**caller), timeout=10)
        document: document_pb2.Document = (await call).document
        return document

    async def upload(self, content: bytes, document_id: object = "", **values: Any) -> document_pb2.Document:
        """A whole and well-formed upload."""
        return await self.send([self.head(document_id, **values), content, pb.UploadTail(size=len(content))])

    async def reviewed(self, number: int = 0, **values: Any) -> document_pb2.Document:
        """A document that was uploaded and read, with these values of its extraction."""
        document = await self.upload(picture(number) + str(uuid4()).encode())
        read = {"kind": "receipt", "total": "119.00", "currency": "RON", "issue_date": "2024-05-03", "text": "BON"}
        async with self.database.transaction(self.tenant_id) as session:
            extraction = extraction_pb2.Extraction(**{**read, **values})
            await readings.take_reading(session, UUID(document.id), 1, "image/png", [extraction])
        return await self.get(document.id)

    async def bring_to(self, document_id: str, state: str) -> None:
        """Put a document into a state, whatever it went through."""
        async with self.database.transaction(self.tenant_id) as session:
            document = await repository.get(session, UUID(document_id), None, lock=True)
            document.state = state

    async def get(self, document_id: str, **caller: Any) -> document_pb2.Document:
        request = pb.GetDocumentRequest(id=document_id)
        document: document_pb2.Document = (await self.service.GetDocument(request, metadata=self.by(**caller))).document
        return document

    async def list(self, caller: dict[str, Any] | None = None, **query: Any) -> pb.ListDocumentsResponse:
        request = pb.ListDocumentsRequest(**query)
        response: pb.ListDocumentsResponse = await self.service.ListDocuments(request, metadata=self.by(**caller or {}))
        return response

    async def correct(
        self, document_id: str, mask: Sequence[str] = (), revision: int = 0, **values: Any
    ) -> document_pb2.Document:
        request = pb.UpdateExtractionRequest(
            id=document_id,
            extraction=extraction_pb2.Extraction(**values),
            update_mask=FieldMask(paths=list(mask)),
            revision=revision,
        )
        document: document_pb2.Document = (await self.service.UpdateExtraction(request, metadata=self.by())).document
        return document

    async def download(self, document_id: str, **caller: Any) -> tuple[pb.DownloadHead, bytes]:
        request = pb.DownloadDocumentRequest(id=document_id)
        answers = [answer async for answer in self.service.DownloadDocument(request, metadata=self.by(**caller))]
        return answers[0].head, b"".join(answer.chunk for answer in answers[1:])

    def blobs(self) -> list[Path]:
        """The files of this office that the store holds, half-written ones included."""
        return [path for path in (self.folder / str(self.tenant_id)).rglob("*") if path.is_file()]


async def requests(parts: Iterable[Any]) -> AsyncIterator[pb.UploadDocumentRequest]:
    for part in parts:
        name = {pb.UploadHead: "head", pb.UploadTail: "tail"}.get(type(part), "chunk")
        yield pb.UploadDocumentRequest(**{name: part})


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
async def desk(
    open_database: Callable[[str], Database],
    serve: Any,
    verifier: TokenVerifier,
    signed_in: Callable[..., list[tuple[str, str]]],
    tmp_path: Path,
) -> Desk:
    companies, checker, folder = Companies(), Checker(), tmp_path / "blobs"
    add_companies = client_service_pb2_grpc.add_ClientServiceServicer_to_server
    add_checker = ocr_service_pb2_grpc.add_OcrServiceServicer_to_server
    others: grpc.aio.Channel = await serve(
        verifier,
        [
            (client_service_pb2.DESCRIPTOR.services_by_name["ClientService"], add_companies, companies),
            (ocr_service_pb2.DESCRIPTOR.services_by_name["OcrService"], add_checker, checker),
        ],
    )
    database = open_database("document")
    service = DocumentService(
        database, Blobs.open(folder.as_uri()), ClientDirectory(others), Verification(others), Words(others), MAX_BYTES
    )
    add = document_service_pb2_grpc.add_DocumentServiceServicer_to_server
    filing = FilingService(database, ClientDirectory(others))
    channel = await serve(
        verifier,
        [
            (pb.DESCRIPTOR.services_by_name["DocumentService"], add, service),
            (
                filing_service_pb2.DESCRIPTOR.services_by_name["FilingService"],
                filing_service_pb2_grpc.add_FilingServiceServicer_to_server,
                filing,
            ),
            (
                page_service_pb2.DESCRIPTOR.services_by_name["PageService"],
                page_service_pb2_grpc.add_PageServiceServicer_to_server,
                PageService(database, PagePictures(Blobs.open(folder.as_uri()), others)),
            ),
            (
                statistics_service_pb2.DESCRIPTOR.services_by_name["StatisticsService"],
                statistics_service_pb2_grpc.add_StatisticsServiceServicer_to_server,
                StatisticsService(database),
            ),
        ],
    )
    stub: Any = document_service_pb2_grpc.DocumentServiceStub(channel)
    filing_stub: Any = filing_service_pb2_grpc.FilingServiceStub(channel)
    statistics_stub: Any = statistics_service_pb2_grpc.StatisticsServiceStub(channel)
    page_stub: Any = page_service_pb2_grpc.PageServiceStub(channel)
    return Desk(stub, filing_stub, page_stub, statistics_stub, database, folder, checker, companies, signed_in)
