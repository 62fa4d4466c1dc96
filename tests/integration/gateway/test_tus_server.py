"""Resumable uploads where only a real connection shows what happens: it breaks."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from contextlib import suppress
from uuid import uuid4

import httpx
from contapics.document.v1 import document_service_pb2
from unit.gateway.stage import Service

VERSION = {"tus-resumable": "1.0.0"}
PIECE = VERSION | {"content-type": "application/offset+octet-stream"}
FILE = bytes(range(256)) * 4096
"""1 MiB."""


def metadata(**fields: str) -> str:
    return ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in fields.items())


async def offset_of(client: httpx.AsyncClient, url: str) -> int:
    return int((await client.head(url, headers=VERSION)).headers["upload-offset"])


async def test_a_network_cut_in_the_middle_of_a_piece_costs_nothing_that_arrived(
    client: httpx.AsyncClient, port: int, service: Service
) -> None:
    answer = document_service_pb2.UploadDocumentResponse()
    answer.document.sha256 = hashlib.sha256(FILE).hexdigest()
    service.answers["UploadDocument"] = answer
    head = {"upload-length": str(len(FILE)), "upload-metadata": metadata(id=str(uuid4()), client_id="c")}
    url = (await client.post("/api/v1/uploads", headers=VERSION | head)).headers["location"]

    _, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = (PIECE | {"upload-offset": "0", "authorization": client.headers["authorization"]}).items()
    headers = "".join(f"{name}: {value}\r\n" for name, value in lines)
    writer.write(f"PATCH {url} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {len(FILE)}\r\n\r\n".encode())
    writer.write(FILE[:700_000])
    await writer.drain()
    await asyncio.sleep(0.3)
    writer.transport.abort()
    with suppress(ConnectionError):
        await writer.wait_closed()

    arrived = await offset_of(client, url)
    assert arrived == 700_000
    rest = await client.patch(url, content=FILE[arrived:], headers=PIECE | {"upload-offset": str(arrived)})
    assert (rest.status_code, rest.headers["upload-offset"]) == (204, str(len(FILE)))
    assert [content for _, content in service.uploads] == [FILE]
