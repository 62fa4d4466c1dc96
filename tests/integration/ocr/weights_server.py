"""A strict stand-in for the place that publishes weights: HTTPS on this machine, and it notes its callers' faults."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from deploy.local.certificates import Identity
from deploy.local.ports import LOOPBACK

Answer = Callable[[BaseHTTPRequestHandler], None]


class WeightsServer:
    """`answers` has one for each path; what is asked for is in `asked`, whatever a caller does wrong in `faults`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.faults: list[str] = []

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append(request.path)
        self._expect(request.headers.get("User-Agent", "").startswith("ContaPics/"), "it does not say who it is")
        self._expect(request.headers.get("Accept-Encoding") == "identity", "it asks for a packed body")
        for name in ("Cookie", "Authorization", "Content-Length", "Transfer-Encoding"):
            self._expect(name not in request.headers, f"it sends {name}")
        self.answers.get(request.path, missing)(request)

    def _expect(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)


def missing(request: BaseHTTPRequestHandler) -> None:
    _begin(request, 404, 0)


def whole(content: bytes) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        _begin(request, 200, len(content))
        request.wfile.write(content)

    return answer


def cut_short(content: bytes, *, length_is_told: bool) -> Answer:
    """Half of it, then the connection ends."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        _begin(request, 200, len(content) if length_is_told else None)
        request.wfile.write(content[: len(content) // 2])

    return answer


def dripping(request: BaseHTTPRequestHandler) -> None:
    _begin(request, 200, 1_000)
    for _ in range(1_000):
        request.wfile.write(b"x")
        time.sleep(0.02)


def redirect(place: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", place)
        request.send_header("Content-Length", "1000000000")  # who waits for this body waits in vain
        request.end_headers()

    return answer


def all_at_once(count: int, then: Answer) -> Answer:
    """Answers nobody before so many have asked."""
    gate = threading.Barrier(count)

    def answer(request: BaseHTTPRequestHandler) -> None:
        gate.wait(120)
        then(request)

    return answer


def _begin(request: BaseHTTPRequestHandler, status: int, length: int | None) -> None:
    request.send_response(status)
    if length is not None:
        request.send_header("Content-Length", str(length))
    request.end_headers()


@contextmanager
def serving(identity: Identity) -> Iterator[WeightsServer]:
    """The server until the block ends; nothing listens at its address afterwards."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.answer(self)
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A caller may leave in the middle: that is what some tests are about."""

    with Server((LOOPBACK, 0), Handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(identity.certificate, identity.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        served = WeightsServer(f"https://localhost:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
