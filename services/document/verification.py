"""The checks of the reader, run again over values that a person corrected."""

from __future__ import annotations

import logging
from typing import Any

import grpc
from contapics.ocr.v1 import ocr_service_pb2, ocr_service_pb2_grpc

from services.common import rpc
from services.document import events

SECONDS = 3.0

log = logging.getLogger(__name__)


class Verification:
    """Asks the reader in the name of the caller."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._reader: ocr_service_pb2_grpc.OcrServiceAsyncStub = ocr_service_pb2_grpc.OcrServiceStub(channel)

    async def verified(self, extraction: dict[str, Any]) -> dict[str, Any]:
        """The extraction with its checks run again; if the reader can't, it is marked for a person instead."""
        request = ocr_service_pb2.VerifyExtractionRequest(extraction=events.from_json(extraction))
        try:
            answer = await self._reader.VerifyExtraction(request, timeout=SECONDS, metadata=rpc.forwarded())
        except grpc.aio.AioRpcError as error:
            log.warning("a correction was not verified", extra={"code": error.code().name})
            return {**extraction, "checks": [], "needs_review": True, "review_reasons": ["not_verified"]}
        return events.to_json(answer.extraction)
