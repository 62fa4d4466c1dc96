"""The endpoints that the protos' annotations describe: one generic way from HTTP to gRPC and back."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import grpc
from google.api import httpbody_pb2
from google.protobuf.message import Message
from starlette.requests import Request
from starlette.responses import Response

from gateway.auth import Caller
from gateway.bindings import Binding
from gateway.bodies import read_json_bytes
from gateway.openapi import success
from gateway.routes import ApiRoute
from gateway.transcode import has_bytes, read_request, write_response

JSON_BYTES = 2**20
COMPRESSED_BYTES = 4096
EXPORT = ":export"
EXTENSIONS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/plain": "txt",
}
"""Of the media types whose own name is no extension."""
NO_STORE = {"cache-control": "no-store"}
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
"""What no file's name has to have."""


def rest_routes(
    bindings: list[Binding], channels: Mapping[str, grpc.aio.Channel], public: frozenset[str], max_upload_bytes: int
) -> list[ApiRoute]:
    """A route for each binding; `public` names the RPCs that ask for no token."""
    calls = {binding: Call(binding, channels[binding.part], max_upload_bytes) for binding in bindings}
    exports = {binding.template: call for binding, call in calls.items() if binding.template.endswith(EXPORT)}
    routes = []
    for binding, call in calls.items():
        export = exports.get(binding.template + EXPORT) if binding.verb == "GET" else None
        endpoint = WithFormats(call, export) if export else call
        routes.append(ApiRoute(binding.verb, binding.template, endpoint, binding.rpc.full_name in public))
    return routes


class Call:
    """Serves one binding by calling its RPC."""

    def __init__(self, binding: Binding, channel: grpc.aio.Channel, max_upload_bytes: int) -> None:
        self._binding = binding
        self._status = success(binding)
        # A file in JSON is base64, a third longer than itself.
        self._limit = JSON_BYTES + (max_upload_bytes * 4 // 3 if has_bytes(binding.rpc.input_type) else 0)
        self._call: Any = channel.unary_unary(
            binding.path,
            request_serializer=binding.request.SerializeToString,
            response_deserializer=binding.response.FromString,
        )

    async def __call__(self, request: Request, caller: Caller) -> Response:
        body = await read_json_bytes(request, self._limit) if self._binding.body else b""
        message = read_request(self._binding, request.path_params, request.query_params.multi_items(), body)
        return self.answer(await self._call(message, metadata=caller.metadata), request)

    def answer(self, message: Message, request: Request) -> Response:
        if isinstance(message, httpbody_pb2.HttpBody):
            return file_response(self._binding, message, request.path_params)
        if self._status == HTTPStatus.NO_CONTENT:
            return Response(status_code=self._status, headers=NO_STORE)
        return json_response(write_response(self._binding, message), self._status, request)


class WithFormats:
    """A GET that answers JSON itself and leaves every other `format` to the export beside it."""

    def __init__(self, plain: Call, export: Call) -> None:
        self._plain = plain
        self._export = export

    async def __call__(self, request: Request, caller: Caller) -> Response:
        other = request.query_params.get("format", "json") not in ("", "json")
        return await (self._export if other else self._plain)(request, caller)


def json_response(body: bytes, status: int, request: Request) -> Response:
    """Compressed where it pays: lists shrink to a tenth, which counts on a phone."""
    headers = {**NO_STORE, "vary": "accept-encoding"}
    if len(body) > COMPRESSED_BYTES and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        body = gzip.compress(body, compresslevel=4, mtime=0)
    return Response(body, status, headers, "application/json")


def file_response(binding: Binding, body: httpbody_pb2.HttpBody, path: Mapping[str, str]) -> Response:
    """A file made by a service, named after its address; the browser saves it and never runs it."""
    media_type = body.content_type or "application/octet-stream"
    place = binding.template.removesuffix(EXPORT).rsplit("/", 1)[-1]
    name = _UNSAFE.sub("", place.format_map(path))
    plain = media_type.partition(";")[0]
    extension = EXTENSIONS.get(plain) or plain.rsplit("/", 1)[-1]
    headers = {
        **NO_STORE,
        "content-disposition": f'attachment; filename="{name}.{extension}"',
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return Response(body.data, HTTPStatus.OK, headers, media_type)
