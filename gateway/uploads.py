"""Uploads: files pass through in pieces on their way to the document service."""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO

import grpc
from contapics.document.v1 import document_pb2, document_service_pb2
from starlette.requests import Request
from starlette.responses import Response

from gateway.auth import Caller
from gateway.bodies import announced_bytes, at_most, chunks
from gateway.errors import Fault, TooLarge, WrongFields, body_too_large, file_too_large
from gateway.multipart import Multipart, Part
from gateway.problems import problem_of
from gateway.rest import NO_STORE
from gateway.routes import ApiRoute
from gateway.storing import DocumentStore, reread
from gateway.transcode import to_json
from services.common.errors import DomainError, Invalid

MEMORY_BYTES = 512 * 1024
"""What a file that has to wait for a field may take of memory; above it waits on disk."""
FIELD_BYTES = 2048
MAX_FILES = 20
OVERHEAD_BYTES = 64 * 1024
"""Room for boundaries, headers and fields beside the files of one request."""
FIELDS = ("client_id", "id", "sha256", "whole")

Document = document_pb2.Document


@dataclass
class Waiting:
    """A file that arrived before all that must be known to send it on."""

    filename: str
    content: IO[bytes]


@dataclass
class Form:
    """What a multipart request has told so far."""

    fields: dict[str, str] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    files: int = 0

    @property
    def ready(self) -> bool:
        """Whether nothing that may still come can change how the next file is sent."""
        single = "id" in self.fields and "sha256" in self.fields
        return "client_id" in self.fields and not self.waiting and (single or self.files > 1)


class FileError(Exception):
    """One file of a request was refused; `__cause__` says why."""

    def __init__(self, filename: str) -> None:
        super().__init__(filename)
        self.filename = filename


class Uploads:
    """The endpoints that take files; none may be larger than `max_bytes`."""

    def __init__(self, store: DocumentStore, max_bytes: int) -> None:
        self._store = store
        self._max_bytes = max_bytes

    def routes(self) -> list[ApiRoute]:
        return [
            ApiRoute("POST", "/api/v1/documents", self.post),
            ApiRoute("PUT", "/api/v1/documents/{id}/content", self.put),
        ]

    async def put(self, request: Request, caller: Caller) -> Response:
        """One file as the raw body."""
        if announced_bytes(request) > self._max_bytes:
            raise file_too_large(self._max_bytes)
        query = request.query_params
        for name in set(query) - {"client_id", "filename", "whole"}:
            raise WrongFields({name: Fault("parameter_not_known")})
        head = document_service_pb2.UploadHead(
            id=request.path_params["id"],
            client_id=query.get("client_id", ""),
            filename=query.get("filename", ""),
            sha256=content_digest(request.headers.get("content-digest")),
            whole=truth("whole", query.get("whole", "false")),
        )
        document = await self._store.send(head, self._limited(chunks(request)), caller)
        return Response(to_json(document), HTTPStatus.ACCEPTED, NO_STORE, "application/json")

    async def post(self, request: Request, caller: Caller) -> Response:
        """A form with one or more files; its fields may stand before or after them, `whole` only before."""
        limit = self._max_bytes * MAX_FILES + OVERHEAD_BYTES
        if announced_bytes(request) > limit:
            raise body_too_large(limit)
        body = at_most(limit, chunks(request), body_too_large)
        multipart = Multipart(request.headers.get("content-type", ""), body)
        form = Form()
        try:
            async for part in multipart.parts():
                await self._take(part, form, caller)
            await self._send_waiting(form, caller)
        except FileError as error:
            return refused_file(error, form, caller.language)
        finally:
            for waiting in form.waiting:
                waiting.content.close()
        if not form.documents:
            raise WrongFields({"file": Fault("field_missing")})
        answer = b'{"documents":[' + b",".join(to_json(document) for document in form.documents) + b"]}"
        return Response(answer, HTTPStatus.ACCEPTED, NO_STORE, "application/json")

    async def _take(self, part: Part, form: Form, caller: Caller) -> None:
        if part.name in FIELDS:
            if part.name in form.fields:
                raise WrongFields({part.name: Fault("given_twice")})
            if part.name == "whole" and form.files:
                raise WrongFields({part.name: Fault("before_files")})
            form.fields[part.name] = await field_text(part)
            return
        if part.name != "file":
            raise WrongFields({part.name: Fault("field_not_known")})
        form.files += 1
        if form.files > MAX_FILES:
            raise Invalid("too_many_files", "Too many files.", {"limit": str(MAX_FILES)})
        if form.files > 1:
            refuse_single_fields(form)
            if "client_id" in form.fields:
                await self._send_waiting(form, caller)
        filename = part.filename or ""
        if form.ready:
            await self._send_file(filename, part.pieces, form, caller)
        else:
            form.waiting.append(Waiting(filename, await self._spooled(filename, part.pieces)))

    async def _spooled(self, filename: str, pieces: AsyncIterator[bytes]) -> IO[bytes]:
        spool = tempfile.SpooledTemporaryFile(max_size=MEMORY_BYTES)  # noqa: SIM115 - closed with the form
        try:
            async for piece in self._limited(pieces):
                on_disk = spool.tell() + len(piece) > MEMORY_BYTES
                await asyncio.to_thread(spool.write, piece) if on_disk else spool.write(piece)
        except BaseException as error:
            spool.close()
            if isinstance(error, TooLarge):
                raise FileError(filename) from error
            raise
        spool.seek(0)
        return spool

    async def _send_waiting(self, form: Form, caller: Caller) -> None:
        if form.files > 1:
            refuse_single_fields(form)
        while form.waiting:
            waiting = form.waiting[0]
            await self._send_file(waiting.filename, reread(waiting.content), form, caller)
            form.waiting.pop(0).content.close()

    async def _send_file(self, filename: str, pieces: AsyncIterator[bytes], form: Form, caller: Caller) -> None:
        fields = {name: value for name, value in form.fields.items() if name != "whole"}
        whole = truth("whole", form.fields.get("whole", "false"))
        head = document_service_pb2.UploadHead(filename=filename, whole=whole, **fields)
        try:
            form.documents.append(await self._store.send(head, self._limited(pieces), caller))
        except (DomainError, grpc.aio.AioRpcError) as error:
            raise FileError(filename) from error

    def _limited(self, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        return at_most(self._max_bytes, pieces, file_too_large)


async def field_text(part: Part) -> str:
    value = bytearray()
    async for piece in part.pieces:
        value += piece
        if len(value) > FIELD_BYTES:
            raise WrongFields({part.name: Fault("field_too_long")})
    try:
        return value.decode().strip()
    except UnicodeDecodeError as error:
        raise WrongFields({part.name: Fault("must_be_text")}) from error


def truth(name: str, text: str) -> bool:
    """`true` or `false`; raises WrongFields for anything else."""
    if text not in ("true", "false"):
        raise WrongFields({name: Fault("must_be_boolean")})
    return text == "true"


def refuse_single_fields(form: Form) -> None:
    """`id` and `sha256` mean one file; with several nobody could tell which."""
    faults = {name: Fault("for_single_file") for name in ("id", "sha256") if form.fields.get(name)}
    if faults:
        raise WrongFields(faults)


def refused_file(error: FileError, form: Form, language: str) -> Response:
    """The problem of the file that was refused, with the documents that were stored before it."""
    cause = error.__cause__ if isinstance(error.__cause__, Exception) else error
    problem = problem_of(cause, language)
    stored = [{"id": document.id, "filename": document.filename} for document in form.documents]
    extra = {"filename": error.filename, "documents": stored}
    return problem.with_members(extra).response(language)


DIGEST = re.compile(r"^sha-256=:([A-Za-z0-9+/]+=*):$")


def content_digest(header: str | None) -> str:
    """The SHA-256 of a Content-Digest header (RFC 9530) in hexadecimal; empty without the header.

    Raises Invalid where it can't be read, or has no SHA-256: a check that was asked for must not be left out quietly.
    """
    if header is None:
        return ""
    for entry in header.split(","):
        match = DIGEST.match(entry.strip())
        if match:
            try:
                digest = base64.b64decode(match[1], validate=True)
            except binascii.Error:
                break
            if len(digest) == 32:
                return digest.hex()
    raise Invalid("digest_invalid", "Content-Digest has no readable sha-256.", None, {"Content-Digest": "sha-256=:…:"})
