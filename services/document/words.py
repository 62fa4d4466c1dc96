"""The words that the reader found on a document's pages, for a person who points at one."""

from __future__ import annotations

from collections.abc import Sequence

import grpc
from contapics.common.v1 import word_pb2
from contapics.document.v1 import events_pb2
from contapics.ocr.v1 import ocr_service_pb2, ocr_service_pb2_grpc

from services.common import rpc
from services.common.errors import Unavailable

SECONDS = 3.0


class Words:
    """Asks the reader in the name of the caller."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._reader: ocr_service_pb2_grpc.OcrServiceAsyncStub = ocr_service_pb2_grpc.OcrServiceStub(channel)

    async def on_page(
        self, files: Sequence[events_pb2.StoredFile], page: int, *, whole: bool
    ) -> Sequence[word_pb2.Word]:
        """The words on a page, counted through all files. Raises Unavailable if the reader can't be asked."""
        request = ocr_service_pb2.ListReadWordsRequest(files=files, whole=whole, page=page)
        try:
            answer = await self._reader.ListReadWords(request, timeout=SECONDS, metadata=rpc.forwarded())
        except grpc.aio.AioRpcError as error:
            raise Unavailable("ocr_unavailable", "The reader can't be asked for words.") from error
        return answer.words
