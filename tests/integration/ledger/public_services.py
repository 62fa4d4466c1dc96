"""Strict stand-ins for ANAF's and BNR's services on this machine: they check all they are given and replay answers."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, date, datetime
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from deploy.local.ports import LOOPBACK

Trouble = Callable[[], Response]
ANAF_PATH = "/api/PlatitorTvaRest/v9/tva"
MOST_REQUEST_BYTES = 8_000
"""Hundred companies fit: `{"cui":1234567890,"data":"2024-01-01"},` is shorter than 80 bytes."""


class StandIn:
    """A service that notes every fault of its callers; `troubles` are its next answers instead of the right ones."""

    def __init__(self, spacing: float) -> None:
        self.faults: list[str] = []
        self.troubles: list[Trouble] = []
        self.asked: list[Any] = []
        self.url = ""
        self._spacing = spacing
        self._last = 0.0

    def too_soon(self) -> bool:
        now = time.monotonic()
        early = now - self._last < self._spacing
        self._last = now
        if early:
            self.faults.append("two requests within the time for one")
        return early

    def expect(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)

    @property
    def routes(self) -> list[Route]:
        raise NotImplementedError


class AnafStandIn(StandIn):
    """PlatitorTvaRest v9 with the companies that it is given, in ANAF's own shape, by fiscal code."""

    def __init__(self, companies: dict[str, Any], spacing: float = 1.0) -> None:
        super().__init__(spacing)
        self._companies = companies

    @property
    def routes(self) -> list[Route]:
        return [Route(ANAF_PATH, self._answer, methods=["POST"])]

    async def _answer(self, request: Request) -> Response:
        if self.too_soon():
            return JSONResponse({"message": "too many requests"}, 429)
        body = await request.body()
        self.expect(request.headers.get("content-type") == "application/json", "no JSON is announced")
        self.expect(request.headers.get("accept") == "application/json", "no JSON is accepted")
        self.expect(request.headers.get("user-agent", "").startswith("ContaPics/"), "the caller has no name")
        self.expect(not request.query_params, "there is a query")
        self.expect(len(body) <= MOST_REQUEST_BYTES, "the request is too large")
        questions = json.loads(body)
        before = len(self.faults)
        self._check(questions)
        if len(self.faults) > before:
            return JSONResponse({"cod": 400, "message": self.faults[-1]}, 400)
        self.asked.append(questions)
        if self.troubles:
            return self.troubles.pop(0)()
        found = [self._company(question) for question in questions if str(question["cui"]) in self._companies]
        missing = [question["cui"] for question in questions if str(question["cui"]) not in self._companies]
        body_out = {"cod": 200, "message": "SUCCESS", "found": found, "notFound": missing}
        return JSONResponse(body_out, 200 if found else 404)

    def _check(self, questions: Any) -> None:
        if not isinstance(questions, list) or not 1 <= len(questions) <= 100:
            self.faults.append("not a list of 1 to 100 companies")
            return
        for question in questions:
            fine = isinstance(question, dict) and set(question) == {"cui", "data"} and type(question["cui"]) is int
            self.expect(fine, f"not a company and a day: {question}")
            self.expect(date.fromisoformat(question["data"]) <= datetime.now(UTC).date(), "a day to come")
        self.expect(len({question["cui"] for question in questions}) == len(questions), "a company twice")

    def _company(self, question: dict[str, Any]) -> Any:
        company = json.loads(json.dumps(self._companies[str(question["cui"])]))
        company["date_generale"]["data"] = question["data"]
        return company


class BnrStandIn(StandIn):
    """BNR's files: `years` by year, `latest` as they are on the wire."""

    def __init__(self, years: dict[int, bytes], latest: bytes = b"", spacing: float = 0.0) -> None:
        super().__init__(spacing)
        self.years = years
        self.latest = latest

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/files/xml/years/nbrfxrates{year:int}.xml", self._year, methods=["GET"]),
            Route("/nbrfxrates.xml", self._latest, methods=["GET"]),
        ]

    async def _year(self, request: Request) -> Response:
        return await self._file(request, self.years.get(request.path_params["year"]))

    async def _latest(self, request: Request) -> Response:
        return await self._file(request, self.latest)

    async def _file(self, request: Request, content: bytes | None) -> Response:
        self.expect(
            not await request.body() and not request.query_params, "a file is asked for with more than its name"
        )
        self.expect("xml" in request.headers.get("accept", ""), "no XML is accepted")
        self.expect(request.headers.get("user-agent", "").startswith("ContaPics/"), "the caller has no name")
        self.asked.append(request.url.path)
        if self.troubles:
            return self.troubles.pop(0)()
        return Response(content, media_type="text/xml") if content else Response("no such file", 404)


@asynccontextmanager
async def serving(stand_in: StandIn) -> AsyncIterator[None]:
    """Serve it on a free port of this machine; `stand_in.url` is its address meanwhile."""
    config = uvicorn.Config(Starlette(routes=stand_in.routes), LOOPBACK, 0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # type: ignore[method-assign, assignment]
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.005)
    stand_in.url = f"http://{LOOPBACK}:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield
    finally:
        server.should_exit = True
        await running
