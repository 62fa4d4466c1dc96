"""multipart/form-data (RFC 7578) read as a stream: one part after the other, each in pieces, never whole in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from gateway.errors import UnsupportedMediaType
from services.common.errors import Invalid

Event = tuple[Literal["header", "data", "end", "finish"], bytes]


@dataclass
class Part:
    """One part. `pieces` has to be read before the next part is asked for; what is left of it is dropped then."""

    name: str
    filename: str | None
    pieces: AsyncIterator[bytes] = field(repr=False)


class Multipart:
    """The parts of a body that arrives in `chunks`. Raises Invalid where it's malformed or ends too early."""

    def __init__(self, content_type: str, chunks: AsyncIterator[bytes]) -> None:
        media_type, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if media_type != b"multipart/form-data" or not boundary:
            raise UnsupportedMediaType(
                "media_type_unsupported", "Send multipart/form-data.", {"types": "multipart/form-data"}
            )
        self._chunks = chunks
        self._events: deque[Event] = deque()
        with _as_invalid():
            self._parser = _parser(boundary, self._events)

    async def parts(self) -> AsyncIterator[Part]:
        disposition = b""
        while (event := await self._next())[0] != "finish":
            if event[0] == "header":
                disposition = event[1]
                part = _part(disposition, self._pieces())
                yield part
                async for _ in part.pieces:
                    pass

    async def _pieces(self) -> AsyncIterator[bytes]:
        while (event := await self._next())[0] == "data":
            yield event[1]

    async def _next(self) -> Event:
        while not self._events:
            chunk = await anext(self._chunks, None)
            if chunk is None:
                raise Invalid("upload_incomplete", "The multipart body ends too early.")
            with _as_invalid():
                self._parser.write(chunk)
        return self._events.popleft()


@contextmanager
def _as_invalid() -> Iterator[None]:
    try:
        yield
    except FormParserError as error:
        raise Invalid("multipart_invalid", f"The multipart body can't be read: {error}") from error


def _parser(boundary: bytes, events: deque[Event]) -> MultipartParser:
    """A parser that appends what it finds: the Content-Disposition of each part, its data, its end, and the finish."""
    name, value = bytearray(), bytearray()
    disposition = bytearray()

    def on_header_end() -> None:
        if bytes(name).lower() == b"content-disposition":
            disposition[:] = value
        name.clear()
        value.clear()

    def on_headers_finished() -> None:
        events.append(("header", bytes(disposition)))
        disposition.clear()

    return MultipartParser(
        boundary,
        {
            "on_header_field": lambda data, start, end: name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: value.extend(data[start:end]),
            "on_header_end": on_header_end,
            "on_headers_finished": on_headers_finished,
            "on_part_data": lambda data, start, end: events.append(("data", data[start:end])),
            "on_part_end": lambda: events.append(("end", b"")),
            "on_end": lambda: events.append(("finish", b"")),
        },
    )


def _part(disposition: bytes, pieces: AsyncIterator[bytes]) -> Part:
    kind, options = parse_options_header(disposition)
    name = options.get(b"name")
    if kind != b"form-data" or name is None:
        raise Invalid("multipart_invalid", "A part has no name.")
    filename = options.get(b"filename")
    return Part(_text(name), None if filename is None else _text(filename), pieces)


def _text(value: bytes) -> str:
    """Names come as UTF-8; browsers percent-encode a quotation mark in them."""
    return value.decode("utf-8", "replace").replace("%22", '"')
