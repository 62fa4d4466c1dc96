"""HTTP/1.1 on the wire as uvicorn speaks it, but in our words and never waiting for ever for a request to begin."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from gateway.errors import Refused
from gateway.problems import domain_problem
from services.common.messages import ROMANIAN

HEAD_SECONDS = 30.0
"""How long the head of a request may take; uvicorn waits without end, and each wait holds a connection."""


class Wire(H11Protocol):
    """One connection. Its body is waited for in `bodies`, its rest between two requests by uvicorn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._hanging_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._wait_no_more()
        elif self.timeout_keep_alive_task is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """A problem for what is no HTTP, in Romanian, as nothing of the request can be trusted to name a language."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            answer = domain_problem(Refused("http_invalid", msg), ROMANIAN).response(ROMANIAN)
            head = h11.Response(
                status_code=answer.status_code, headers=[*answer.raw_headers, (b"connection", b"close")]
            )
            for event in (head, h11.Data(data=bytes(answer.body)), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _wait_for_head(self) -> None:
        if self._hanging_up is None:
            self._hanging_up = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._hanging_up is not None:
            self._hanging_up.cancel()
            self._hanging_up = None
