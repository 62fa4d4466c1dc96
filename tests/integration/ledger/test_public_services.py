"""The clients of ANAF and BNR against strict stand-ins that replay their real answers."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from integration.ledger.public_services import ANAF_PATH, AnafStandIn, BnrStandIn, serving
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from services.common.db import Database
from services.ledger.registry import anaf, bnr
from services.ledger.registry.public_service import Away, PublicService, Turn, Unexpected
from services.ledger.registry.turns import turns

DATA = Path(os.environ.get("CONTAPICS_DATA", Path(__file__).parents[4] / "shared" / "data"))
DAY = date(2023, 11, 11)
needs_data = pytest.mark.skipif(not (DATA / "anaf").is_dir(), reason=f"no shared answers in {DATA}")
pytestmark = needs_data


def companies() -> dict[str, Any]:
    answers = json.loads((DATA / "anaf" / "anaf_data.json").read_text())
    return {cui: company for cui, company in answers.items() if "date_generale" in company}


@pytest.fixture
async def anaf_service() -> AsyncIterator[AnafStandIn]:
    stand_in = AnafStandIn(companies(), spacing=0.0)
    async with serving(stand_in):
        yield stand_in
    assert stand_in.faults == []


@pytest.fixture
async def bnr_service() -> AsyncIterator[BnrStandIn]:
    files = {year: (DATA / "bnr" / f"nbrfxrates{year}.xml").read_bytes() for year in (2023, 2024)}
    stand_in = BnrStandIn(files)
    async with serving(stand_in):
        yield stand_in
    assert stand_in.faults == []


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as opened:
        yield opened


async def at_once() -> None:
    pass


def ask_anaf(http: httpx.AsyncClient, stand_in: AnafStandIn, turn: Turn = at_once) -> anaf.Anaf:
    return anaf.Anaf(PublicService(http, turn, anaf.MOST_BYTES, pauses=(0.01, 0.02)), stand_in.url + ANAF_PATH)


def ask_bnr(http: httpx.AsyncClient, stand_in: BnrStandIn, most: int = bnr.MOST_BYTES) -> bnr.Bnr:
    return bnr.Bnr(PublicService(http, at_once, most, pauses=(0.01, 0.02)), stand_in.url + "/")


async def test_real_answers_become_the_facts_that_they_state(
    http: httpx.AsyncClient, anaf_service: AnafStandIn
) -> None:
    cuis = ("4264242", "27193515", "30834857", "42078234", "8235738", "14399840")
    facts = {fact.cui: fact for fact in await ask_anaf(http, anaf_service).ask(dict.fromkeys(cuis, DAY))}
    flags = {cui: (f.registered, f.vat_payer, f.vat_on_collection, f.inactive) for cui, f in facts.items()}
    assert flags == {
        "4264242": (True, True, False, False),
        "27193515": (True, False, False, False),
        "30834857": (True, True, False, False),
        "42078234": (True, False, False, False),
        "8235738": (True, True, True, False),
        "14399840": (False, False, False, False),
    }
    assert facts["4264242"].name == "CUMPANA 1993 SRL"
    assert {fact.day for fact in facts.values()} == {DAY}
    assert anaf_service.asked == [[{"cui": int(cui), "data": "2023-11-11"} for cui in cuis]]


async def test_an_answer_of_404_that_knows_none_of_the_companies_is_an_answer(
    http: httpx.AsyncClient, anaf_service: AnafStandIn
) -> None:
    [facts] = await ask_anaf(http, anaf_service).ask({"14399840": DAY})
    assert not facts.registered


async def test_hundred_companies_fit_into_one_request_and_more_are_never_sent(
    http: httpx.AsyncClient, anaf_service: AnafStandIn
) -> None:
    client = ask_anaf(http, anaf_service)
    questions = {str(1_000_000_000 + number): DAY for number in range(101)}
    with pytest.raises(ValueError, match="101 companies"):
        await client.ask(questions)
    questions.popitem()
    assert len(await client.ask(questions)) == 100
    assert len(anaf_service.asked) == 1


async def test_processes_together_keep_to_one_request_a_second(http: httpx.AsyncClient, open_database: Any) -> None:
    stand_in = AnafStandIn(companies(), spacing=1.0)
    service = f"anaf-{uuid4().hex[:8]}"
    async with serving(stand_in):
        # Two databases stand for two processes.
        clients = [
            ask_anaf(http, stand_in, turns(open_database("ledger"), service, anaf.SPACING_SECONDS)) for _ in range(2)
        ]
        began = time.monotonic()
        await asyncio.gather(*(client.ask({"4264242": DAY}) for client in clients))
        await clients[0].ask({"8235738": DAY})
        assert time.monotonic() - began >= 2 * anaf.SPACING_SECONDS - 0.1
    assert stand_in.faults == []
    assert len(stand_in.asked) == 3


async def test_a_turn_that_nobody_took_is_free_at_once(open_database: Any) -> None:
    database: Database = open_database("ledger")
    began = time.monotonic()
    await turns(database, f"bnr-{uuid4().hex[:8]}", 60.0)()
    assert time.monotonic() - began < 5


def status(code: int, **headers: str) -> Any:
    return lambda: JSONResponse({}, code, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
async def test_a_failure_that_may_pass_is_tried_again(
    http: httpx.AsyncClient, anaf_service: AnafStandIn, code: int
) -> None:
    anaf_service.troubles = [status(code), status(code)]
    [facts] = await ask_anaf(http, anaf_service).ask({"8235738": DAY})
    assert facts.vat_on_collection
    assert len(anaf_service.asked) == 3


async def test_tries_end_and_each_of_them_takes_its_turn(http: httpx.AsyncClient, anaf_service: AnafStandIn) -> None:
    taken = []

    async def turn() -> None:
        taken.append(1)

    anaf_service.troubles = [status(503)] * 9
    with pytest.raises(Away):
        await ask_anaf(http, anaf_service, turn).ask({"8235738": DAY})
    assert (len(taken), len(anaf_service.asked)) == (3, 3)


async def test_a_service_that_asks_for_time_is_given_it(http: httpx.AsyncClient, anaf_service: AnafStandIn) -> None:
    anaf_service.troubles = [status(429, Retry_After="1")]
    began = time.monotonic()
    await ask_anaf(http, anaf_service).ask({"8235738": DAY})
    assert time.monotonic() - began >= 1
    anaf_service.troubles = [status(429, Retry_After="3600")]
    with pytest.raises(Away):
        await ask_anaf(http, anaf_service).ask({"8235738": DAY})


@pytest.mark.parametrize(
    "trouble",
    [
        status(400),
        status(403),
        lambda: RedirectResponse("http://127.0.0.1:1/"),
        lambda: Response("<html>mentenanță</html>", media_type="text/html"),
    ],
)
async def test_what_no_later_try_would_change_is_not_tried_again(
    http: httpx.AsyncClient, anaf_service: AnafStandIn, trouble: Any
) -> None:
    anaf_service.troubles = [trouble]
    with pytest.raises(Unexpected):
        await ask_anaf(http, anaf_service).ask({"8235738": DAY})
    assert len(anaf_service.asked) == 1


async def test_a_service_that_nobody_answers_at_is_away(http: httpx.AsyncClient) -> None:
    nobody = anaf.Anaf(PublicService(http, at_once, 1000, pauses=(0.01,)), "http://127.0.0.1:1/")
    with pytest.raises(Away):
        await nobody.ask({"8235738": DAY})


async def test_an_answer_that_is_too_large_is_cut_off(http: httpx.AsyncClient, bnr_service: BnrStandIn) -> None:
    async def large() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 65536
            await asyncio.sleep(0)

    bnr_service.troubles = [lambda: StreamingResponse(large(), media_type="text/xml")]
    with pytest.raises(Unexpected, match="more than"):
        await ask_bnr(http, bnr_service, most=10**6).latest()


async def test_a_year_of_bnrs_rates_is_read_whole(http: httpx.AsyncClient, bnr_service: BnrStandIn) -> None:
    rates = await ask_bnr(http, bnr_service).of_year(2023)
    by_key = {(rate.currency, rate.day): rate for rate in rates}
    assert len({rate.currency for rate in rates}) == 31
    assert len(rates) == (263 - len({rate.day for rate in await ask_bnr(http, bnr_service).of_year(2024)})) * 31
    assert by_key["EUR", date(2023, 12, 29)].rate == 49746
    assert by_key["HUF", date(2023, 12, 29)].multiplier == 100
    assert all(rate.day.weekday() < 5 for rate in rates)


async def test_a_year_without_a_file_and_a_file_of_another_year_are_refused(
    http: httpx.AsyncClient, bnr_service: BnrStandIn
) -> None:
    bnr_service.years[2022] = bnr_service.years[2023]
    for year in (2031, 2022):
        with pytest.raises(Unexpected):
            await ask_bnr(http, bnr_service).of_year(year)


async def test_the_file_of_the_day_has_the_last_days_rates(http: httpx.AsyncClient, bnr_service: BnrStandIn) -> None:
    bnr_service.latest = last_day(bnr_service.years[2024])
    rates = await ask_bnr(http, bnr_service).latest()
    assert {rate.day for rate in rates} == {date(2024, 1, 23)}
    assert {rate.currency: rate.rate for rate in rates}["EUR"] == 49767
    assert date(2024, 1, 23) - timedelta(days=1) not in {rate.day for rate in rates}


def last_day(year: bytes) -> bytes:
    """The file of the day as BNR has it: the same head, one cube."""
    head, _, rest = year.partition(b"<Cube")
    return head + b"<Cube" + rest.rpartition(b"<Cube")[2]
