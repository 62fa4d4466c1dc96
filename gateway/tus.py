"""Uploads that can be interrupted: tus 1.0 (https://tus.io/protocols/resumable-upload) with its extensions creation,
creation-with-upload, checksum, expiration and termination.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import os
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from email.utils import format_datetime
from http import HTTPStatus
from typing import IO

import grpc
from contapics.common.v1 import access_pb2
from contapics.document.v1 import document_service_pb2
from starlette.requests import Request
from starlette.responses import Response

from gateway.auth import Caller
from gateway.bodies import announced_bytes, chunks
from gateway.errors import (
    ChecksumMismatch,
    OffsetMismatch,
    TooLarge,
    UnsupportedMediaType,
    VersionMismatch,
    file_too_large,
)
from gateway.holds import Hold, Holds
from gateway.problems import is_passing, problem_of
from gateway.rest import NO_STORE
from gateway.routes import ApiRoute, Endpoint
from gateway.spool import Entry, Spool, no_room_told
from gateway.storing import DocumentStore, reread
from gateway.tus_headers import checksum, head_of, length, offset
from services.common.errors import Denied, DomainError, Unavailable

VERSION = "1.0.0"
PATH = "/api/v1/uploads"
PIECE_TYPE = "application/offset+octet-stream"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
RESUMABLE = {"tus-resumable": VERSION}
UPLOADING = (
    document_service_pb2.DESCRIPTOR.services_by_name["DocumentService"]
    .methods_by_name["UploadDocument"]
    .GetOptions()
    .Extensions[access_pb2.access]
)
"""Who may upload, as the document service has it."""


class Tus:
    """The endpoints of resumable uploads; none may be larger than `max_bytes`."""

    def __init__(self, store: DocumentStore, spool: Spool, max_bytes: int) -> None:
        self._store = store
        self._spool = spool
        self._max_bytes = max_bytes
        self._holds = Holds()

    def routes(self) -> list[ApiRoute]:
        every = [
            ("POST", PATH, self.create),
            ("HEAD", f"{PATH}/{{id}}", self.ask),
            ("PATCH", f"{PATH}/{{id}}", self.go_on),
            ("DELETE", f"{PATH}/{{id}}", self.end),
        ]
        return [
            ApiRoute("OPTIONS", PATH, self.tell, public=True, headers=RESUMABLE),
            *(ApiRoute(verb, path, of_version(endpoint), headers=RESUMABLE) for verb, path, endpoint in every),
        ]

    async def tell(self, request: Request, caller: Caller) -> Response:
        """What this server can do."""
        headers = {
            "tus-version": VERSION,
            "tus-extension": EXTENSIONS,
            "tus-max-size": str(self._max_bytes),
            "tus-checksum-algorithm": "sha256",
        }
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=NO_STORE | headers)

    async def create(self, request: Request, caller: Caller) -> Response:
        """A new upload; a body is its first piece."""
        require_uploader(caller)
        size, metadata = length(request), request.headers.get("upload-metadata", "")
        if size > self._max_bytes:
            raise file_too_large(self._max_bytes)
        new = Entry.new(owner_of(caller), size, metadata, head_of(metadata))
        async with self._holds.hold(new.key) as hold:
            entry = await asyncio.to_thread(self._spool.create, new, self._holds.held)
            headers = {"location": f"{PATH}/{entry.id}"}
            if request.headers.get("content-type", "") == PIECE_TYPE:
                entry = await self._take(entry, 0, request, caller, hold)
                headers |= await self._standing(entry)
            headers["upload-expires"] = await self._expires(entry)
        return Response(status_code=HTTPStatus.CREATED, headers=NO_STORE | headers)

    async def ask(self, request: Request, caller: Caller) -> Response:
        """Where an upload stands."""
        async with self._holds.hold(key_of(request, caller), take_over=True):
            entry = await self._find(request, caller)
            headers = await self._standing(entry)
        headers |= {"upload-length": str(entry.length), "upload-expires": await self._expires(entry)}
        if entry.metadata:
            headers["upload-metadata"] = entry.metadata
        return Response(status_code=HTTPStatus.OK, headers=NO_STORE | headers)

    async def go_on(self, request: Request, caller: Caller) -> Response:
        """The next piece. The last one is answered once the document is stored."""
        if request.headers.get("content-type", "") != PIECE_TYPE:
            raise UnsupportedMediaType("media_type_unsupported", f"Send {PIECE_TYPE}.", {"types": PIECE_TYPE})
        start = offset(request)
        async with self._holds.hold(key_of(request, caller)) as hold:
            entry = await self._find(request, caller)
            arrived = await asyncio.to_thread(self._spool.offset, entry)
            if start != arrived:
                raise OffsetMismatch("upload_offset_mismatch", "", {"offset": str(arrived)})
            if not entry.stored:
                entry = await self._take(entry, start, request, caller, hold)
            headers = await self._standing(entry)
        headers["upload-expires"] = await self._expires(entry)
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=NO_STORE | headers)

    async def end(self, request: Request, caller: Caller) -> Response:
        """Forget an upload. A document that it became stays."""
        async with self._holds.hold(key_of(request, caller), take_over=True):
            await asyncio.to_thread(self._spool.remove, await self._find(request, caller))
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=NO_STORE)

    async def _find(self, request: Request, caller: Caller) -> Entry:
        return await asyncio.to_thread(self._spool.find, owner_of(caller), request.path_params["id"])

    async def _take(self, entry: Entry, start: int, request: Request, caller: Caller, hold: Hold) -> Entry:
        """Add the request's body; with the last byte store the document."""
        room = entry.length - start
        if announced_bytes(request) > room:
            raise too_long(entry)
        await asyncio.to_thread(self._spool.make_sure_of_room, room)
        with no_room_told():
            file = await asyncio.to_thread(self._spool.open, entry, start)
            try:
                await write(file, start, entry, request, hold)
                arrived = file.tell()
            finally:
                await asyncio.to_thread(close, file)
        return await self._deliver(entry, caller) if arrived == entry.length else entry

    async def _deliver(self, entry: Entry, caller: Caller) -> Entry:
        """Store the document. Bytes that are refused for good are dropped, all others wait for another try."""
        head = document_service_pb2.UploadHead(**entry.head)
        content = await asyncio.to_thread(self._spool.read, entry)
        try:
            document = await self._store.send(head, reread(content), caller)
        except (DomainError, grpc.aio.AioRpcError) as error:
            if not is_passing(problem_of(error, caller.language)):
                await asyncio.to_thread(self._spool.remove, entry)
            raise
        finally:
            content.close()
        return await asyncio.to_thread(self._spool.finish, entry, document.sha256)

    async def _standing(self, entry: Entry) -> dict[str, str]:
        headers = {"upload-offset": str(await asyncio.to_thread(self._spool.offset, entry))}
        if entry.stored:
            digest = base64.b64encode(bytes.fromhex(entry.stored)).decode()
            headers["repr-digest"] = f"sha-256=:{digest}:"
        return headers

    async def _expires(self, entry: Entry) -> str:
        return format_datetime(await asyncio.to_thread(self._spool.expires, entry), usegmt=True)


async def write(file: IO[bytes], start: int, entry: Entry, request: Request, hold: Hold) -> None:
    """Add the body as it comes, so that of a cut one nothing is lost.

    A body with a checksum counts as a whole: cut, changed or too long, none of it stays.
    """
    expected = checksum(request)
    digest, size = hashlib.sha256(), start
    try:
        async with aclosing(interruptible(chunks(request), hold)) as pieces:
            async for piece in pieces:
                size += len(piece)
                if size > entry.length:
                    raise too_long(entry)
                digest.update(piece)
                await asyncio.to_thread(file.write, piece)
        if expected and not hmac.compare_digest(digest.digest(), expected):
            raise ChecksumMismatch("upload_checksum_mismatch")
    except BaseException as error:
        if expected or isinstance(error, TooLarge):
            await asyncio.to_thread(file.truncate, start)
        raise


async def interruptible(pieces: AsyncIterator[bytes], hold: Hold) -> AsyncGenerator[bytes, None]:
    """The same pieces, until another request asks for the upload. Raises Locked then."""
    while True:
        async with hold.reading():
            piece = await anext(pieces, None)
        if piece is None:
            return
        yield piece


def close(file: IO[bytes]) -> None:
    """What a sender is told to have arrived is on the disk."""
    with file:
        file.flush()
        os.fsync(file.fileno())


def of_version(endpoint: Endpoint) -> Endpoint:
    """The endpoint for those who speak our version of the protocol."""

    async def answer(request: Request, caller: Caller) -> Response:
        if request.headers.get("tus-resumable") != VERSION:
            raise VersionMismatch("tus_version_unsupported", "", {"version": VERSION}, None, {"tus-version": VERSION})
        return await endpoint(request, caller)

    return answer


def key_of(request: Request, caller: Caller) -> str:
    return f"{owner_of(caller)}/{request.path_params['id']}"


def owner_of(caller: Caller) -> str:
    """Who may go on with an upload. Raises Unavailable while it can't be proved who asks."""
    if caller.identity is None:
        raise Unavailable("tenant_unavailable", "No key to prove the token by is at hand.")
    return f"{caller.identity.tenant_id}/{caller.identity.user_id}"


def require_uploader(caller: Caller) -> None:
    """Raises Denied for a role whose file the document service would refuse, once all of it had been sent."""
    role = caller.identity.role if caller.identity else ""
    if role and access_pb2.Role.Value(f"ROLE_{role.upper()}") not in UPLOADING.roles:
        raise Denied("role_denied", f"The role {role} may not do this.", {"role": role})


def too_long(entry: Entry) -> TooLarge:
    return TooLarge("upload_too_long", "More bytes came than were announced.", {"length": str(entry.length)})
