"""Pictures of pages: JPEG by the document service, kept by the browser under the version that its address names."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import grpc
from contapics.document.v1 import page_service_pb2, page_service_pb2_grpc
from starlette.requests import Request
from starlette.responses import Response

from gateway.auth import Caller
from gateway.downloads import SANDBOX
from gateway.errors import Fault, WrongFields
from gateway.routes import ApiRoute

SECONDS = 40.0
IMMUTABLE = "private, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"
LARGEST = 10_000


class PagePictures:
    """The endpoint that shows pages."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._service: Any = page_service_pb2_grpc.PageServiceStub(channel)

    def routes(self) -> list[ApiRoute]:
        return [ApiRoute("GET", "/api/v1/documents/{id}/pages/{page}", self.get)]

    async def get(self, request: Request, caller: Caller) -> Response:
        for name in set(request.query_params) - {"width", "version"}:
            raise WrongFields({name: Fault("parameter_not_known")})
        message = page_service_pb2.GetPageRequest(
            id=request.path_params["id"],
            page=number("page", request.path_params["page"]),
            width=number("width", request.query_params.get("width") or "0"),
            etag=request.headers.get("if-none-match", "").strip().removeprefix("W/").strip('"')[:200],
        )
        answer = await self._service.GetPage(message, metadata=caller.metadata, timeout=SECONDS)
        is_named = request.query_params.get("version") == answer.pages_version
        headers = {
            "etag": f'"{answer.etag}"',
            "cache-control": IMMUTABLE if is_named else ASK_AGAIN,
            "content-security-policy": SANDBOX,
        }
        if not answer.picture:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(answer.picture, headers=headers, media_type="image/jpeg")


def number(name: str, text: str) -> int:
    """Raises WrongFields for what is no number that a page or a width may be."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= LARGEST):
        raise WrongFields({name: Fault("must_be_integer")})
    return int(text)
