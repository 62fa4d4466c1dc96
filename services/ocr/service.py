"""The ocr service's gRPC side, for internal systems and for corrected values."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from contapics.common.v1 import extraction_pb2
from contapics.document.v1.events_pb2 import StoredFile
from contapics.ocr.v1 import ocr_service_pb2 as pb
from contapics.ocr.v1 import ocr_service_pb2_grpc

from services.common import identity
from services.common.db import Database
from services.common.errors import Invalid, Unavailable
from services.ocr import events, operations, repository
from services.ocr.drawing import Drawing
from services.ocr.errors import ReadError
from services.ocr.extract.recheck import recheck
from services.ocr.pipeline import File
from services.ocr.reading import ROMANIA, Reading
from services.ocr.sources import digest_of, region_of

MAX_ON_DEMAND = 8
"""Files that wait or are read for callers: each is whole in memory, and none may keep documents waiting for long."""
MAX_DRAWN = 24
"""Pages that wait or are drawn."""


class OcrService(ocr_service_pb2_grpc.OcrServiceServicer):
    """Reads files on demand and checks corrected values."""

    def __init__(self, database: Database, reading: Reading, drawing: Drawing) -> None:
        self._database = database
        self._reading = reading
        self._drawing = drawing
        self._on_demand = 0
        self._drawn = 0

    async def Extract(self, request: pb.ExtractRequest, context: Any) -> pb.ExtractResponse:
        tenant_id = identity.current().tenant_id
        file = StoredFile(sha256=hashlib.sha256(request.content).hexdigest())
        digest = digest_of([file], whole=request.whole)
        async with self._database.transaction(tenant_id) as session:
            result = await repository.find_result(session, digest, self._reading.version)
        if result is None:
            result = await self._read(request.content, whole=request.whole)
            async with self._database.transaction(tenant_id) as session:
                await repository.keep_result(session, tenant_id, digest, self._reading.version, result)
        return operations.named(result, request.filename)

    async def ListReadWords(self, request: pb.ListReadWordsRequest, context: Any) -> pb.ListReadWordsResponse:
        digest = digest_of(request.files, whole=request.whole)
        async with self._database.transaction(identity.current().tenant_id) as session:
            words = await repository.find_words(session, digest, request.page)
        return pb.ListReadWordsResponse(words=words)

    async def DrawPage(self, request: pb.DrawPageRequest, context: Any) -> pb.DrawPageResponse:
        if self._drawn == MAX_DRAWN:
            raise Unavailable("ocr_unavailable", "Too many pages wait to be drawn.")
        self._drawn += 1
        try:
            region = region_of(request)
            drawn = await self._drawing.draw(request.content, request.page, request.width, region)
        except ReadError as error:
            raise Invalid(str(error.reason), error.message, fields={"content": str(error.reason)}) from error
        finally:
            self._drawn -= 1
        return pb.DrawPageResponse(picture=drawn.picture, width=drawn.width, height=drawn.height)

    async def VerifyExtraction(self, request: pb.VerifyExtractionRequest, context: Any) -> pb.VerifyExtractionResponse:
        try:
            extraction = events.from_message(request.extraction)
        except ValueError as error:
            raise Invalid(
                "request_invalid", str(error), {"fields": "extraction"}, {"extraction": str(error)}
            ) from error
        recheck(extraction, datetime.now(ROMANIA).date())
        answer = extraction_pb2.Extraction()
        answer.CopyFrom(request.extraction)
        del answer.checks[:], answer.review_reasons[:]
        answer.checks.extend(
            extraction_pb2.Check(name=check.name, ok=check.ok, detail=check.detail) for check in extraction.checks
        )
        answer.review_reasons.extend(extraction.review_reasons)
        answer.needs_review = extraction.needs_review
        return pb.VerifyExtractionResponse(extraction=answer)

    async def _read(self, content: bytes, *, whole: bool) -> pb.ExtractResponse:
        if self._on_demand == MAX_ON_DEMAND:
            raise Unavailable("ocr_unavailable", "Too many files wait to be read on demand.")
        self._on_demand += 1
        try:
            return await self._reading.read([File(content)], whole=whole)
        except ReadError as error:
            raise Invalid(str(error.reason), error.message, fields={"content": str(error.reason)}) from error
        finally:
            self._on_demand -= 1
