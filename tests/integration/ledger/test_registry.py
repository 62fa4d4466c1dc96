"""Public facts from question to note: asked in the background, kept by day, handed to the rules, never in the way."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import grpc
import httpx
import psycopg
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.ledger.v1 import exchange_rate_service_pb2 as rate_pb
from contapics.ledger.v1 import exchange_rate_service_pb2_grpc, ledger_service_pb2, supplier_service_pb2_grpc
from contapics.ledger.v1 import supplier_service_pb2 as supplier_pb
from contapics.tenant.v1 import client_pb2
from integration.ledger.conftest import CUI, receipt
from integration.ledger.public_services import ANAF_PATH, AnafStandIn, BnrStandIn, serving
from sqlalchemy import text
from starlette.responses import JSONResponse
from stdnum.ro import cui as ro_cui

from services.common.db import Database
from services.common.identity import TokenVerifier
from services.ledger.registry import anaf, bnr, rates, suppliers, upkeep
from services.ledger.registry.public_service import Away, PublicService, Unexpected
from services.ledger.service import ExchangeRateService, SupplierService

TODAY = datetime.now(UTC).date()
DAY = date(2024, 3, 15)


def new_cui() -> str:
    """A valid code that no other test uses: public facts are shared by all offices."""
    body = str(random.randint(10**8, 10**9 - 1))
    return body + ro_cui.calc_check_digit(body)


def company(cui: str, *, payer: bool = True, collection: bool = False, inactive: bool = False) -> dict[str, Any]:
    return {
        "date_generale": {"cui": int(cui), "data": "", "denumire": "ALFA SRL"},
        "inregistrare_scop_Tva": {"scpTVA": payer, "perioade_TVA": []},
        "inregistrare_RTVAI": {"statusTvaIncasare": collection},
        "stare_inactiv": {"statusInactivi": inactive},
    }


def bnr_file(*days: str, eur: str = "4.9731") -> bytes:
    cubes = "".join(
        f'<Cube date="{day}"><Rate currency="EUR">{eur}</Rate>'
        '<Rate currency="HUF" multiplier="100">1.3054</Rate></Cube>'
        for day in days
    )
    return (
        '<?xml version="1.0"?><DataSet xmlns="http://www.bnr.ro/xsd"><Header/>'
        f"<Body><OrigCurrency>RON</OrigCurrency>{cubes}</Body></DataSet>"
    ).encode()


async def at_once() -> None:
    pass


@pytest.fixture
async def database(open_database: Any) -> Database:
    """Nothing is known and nothing is asked yet."""
    opened: Database = open_database("ledger")
    async with opened.public_transaction() as session:
        for table in ("supplier_facts", "supplier_questions", "exchange_rates", "rate_years"):
            await session.execute(text(f"DELETE FROM ledger.{table}"))  # noqa: S608
    return opened


@asynccontextmanager
async def asking(companies: dict[str, Any]) -> AsyncIterator[tuple[AnafStandIn, anaf.Anaf]]:
    stand_in = AnafStandIn(companies, spacing=0.0)
    async with serving(stand_in), httpx.AsyncClient() as http:
        service = PublicService(http, at_once, anaf.MOST_BYTES, pauses=())
        yield stand_in, anaf.Anaf(service, stand_in.url + ANAF_PATH)
    assert stand_in.faults == []


@asynccontextmanager
async def fetching(stand_in: BnrStandIn) -> AsyncIterator[bnr.Bnr]:
    async with serving(stand_in), httpx.AsyncClient() as http:
        yield bnr.Bnr(PublicService(http, at_once, bnr.MOST_BYTES, pauses=()), stand_in.url)
    assert stand_in.faults == []


@dataclass(frozen=True, slots=True)
class Registry:
    """Stubs of the services of public facts."""

    suppliers: Any
    rates: Any


@pytest.fixture
async def registry(database: Database, serve: Any, verifier: TokenVerifier) -> Registry:
    channel: grpc.aio.Channel = await serve(
        verifier,
        [
            (
                supplier_pb.DESCRIPTOR.services_by_name["SupplierService"],
                supplier_service_pb2_grpc.add_SupplierServiceServicer_to_server,
                SupplierService(database),
            ),
            (
                rate_pb.DESCRIPTOR.services_by_name["ExchangeRateService"],
                exchange_rate_service_pb2_grpc.add_ExchangeRateServiceServicer_to_server,
                ExchangeRateService(database),
            ),
        ],
    )
    return Registry(
        supplier_service_pb2_grpc.SupplierServiceStub(channel),
        exchange_rate_service_pb2_grpc.ExchangeRateServiceStub(channel),
    )


async def want(database: Database, cui: str, day: date) -> None:
    async with database.public_transaction() as session:
        await suppliers.want(session, [(cui, day)])


async def known(database: Database, cui: str, day: date) -> Any:
    async with database.public_transaction() as session:
        return await suppliers.on_day(session, cui, day)


async def questions(database: Database) -> dict[str, date]:
    async with database.public_transaction() as session:
        rows = await session.execute(text("SELECT cui, day FROM ledger.supplier_questions"))
        return {row.cui: row.day for row in rows}


async def test_what_a_document_asks_is_answered_in_batches_and_kept_with_the_day_asked(database: Database) -> None:
    cuis = [new_cui() for _ in range(130)]
    for cui in cuis:
        await want(database, cui, DAY)
    async with asking({cui: company(cui, collection=True) for cui in cuis[:-1]}) as (stand_in, client):
        assert [await upkeep.ask_next(database, client) for _ in range(3)] == [0.0, 0.0, upkeep.POLL_SECONDS]
        assert [len(asked) for asked in stand_in.asked] == [100, 30]
    facts = await known(database, cuis[0], DAY)
    assert (facts.asked_on, facts.vat_payer, facts.vat_on_collection, facts.source) == (DAY, True, True, "anaf")
    assert not (await known(database, cuis[-1], DAY)).registered
    assert await questions(database) == {}


async def test_one_company_on_two_days_is_asked_in_two_requests(database: Database) -> None:
    cui = new_cui()
    for day in (DAY, DAY + timedelta(days=1)):
        await want(database, cui, day)
    async with asking({cui: company(cui)}) as (stand_in, client):
        await upkeep.ask_next(database, client)
        await upkeep.ask_next(database, client)
        assert [len(asked) for asked in stand_in.asked] == [1, 1]
    assert await questions(database) == {}


async def test_a_day_to_come_is_asked_as_today(database: Database) -> None:
    cui = new_cui()
    await want(database, cui, TODAY + timedelta(days=9))
    assert await questions(database) == {cui: TODAY}


async def test_an_answer_stands_in_for_a_month_and_not_for_days_before_it(database: Database) -> None:
    cui = new_cui()
    await want(database, cui, DAY)
    async with asking({cui: company(cui)}) as (_, client):
        await upkeep.ask_next(database, client)
    assert (await known(database, cui, DAY + timedelta(days=30))).asked_on == DAY
    assert await known(database, cui, DAY + timedelta(days=31)) is None
    assert await known(database, cui, DAY - timedelta(days=1)) is None


async def test_questions_are_free_again_when_anaf_is_away_and_rest_when_it_answers_nonsense(
    database: Database,
) -> None:
    cui = new_cui()
    await want(database, cui, DAY)
    async with asking({cui: company(cui)}) as (stand_in, client):
        stand_in.troubles = [lambda: JSONResponse({}, 503), lambda: JSONResponse([])]
        with pytest.raises(Away):
            await upkeep.ask_next(database, client)
        with pytest.raises(Unexpected):
            await upkeep.ask_next(database, client)
        assert await upkeep.ask_next(database, client) == upkeep.POLL_SECONDS
        assert len(stand_in.asked) == 2
    assert await questions(database) == {cui: DAY}


async def test_two_processes_never_ask_the_same_question(database: Database) -> None:
    await want(database, new_cui(), DAY)
    async with database.public_transaction() as one, database.public_transaction() as other:
        assert len(await suppliers.claim(one)) == 1
        assert await suppliers.claim(other) == {}
    async with database.public_transaction() as later:
        assert await suppliers.claim(later) == {}


async def test_suppliers_in_use_are_asked_about_again_after_a_week(database: Database) -> None:
    used, fresh, unused = new_cui(), new_cui(), new_cui()
    rows = [
        (used, TODAY - timedelta(days=8), True, 8),
        (fresh, TODAY - timedelta(days=6), True, 6),
        (unused, TODAY - timedelta(days=100), True, 100),
        (unused, TODAY - timedelta(days=9), False, 9),
    ]
    async with database.public_transaction() as session:
        for cui, day, for_document, age in rows:
            await session.execute(
                text(
                    "INSERT INTO ledger.supplier_facts VALUES "
                    "(:cui, :day, true, '', true, false, false, 'anaf', :document, now() - make_interval(days => :age))"
                ),
                {"cui": cui, "day": day, "document": for_document, "age": age},
            )
        await suppliers.want_refreshed(session, TODAY)
    assert await questions(database) == {used: TODAY}


def draft_of(office: Any, companies: Any, **changes: Any) -> ledger_service_pb2.PreviewNoteRequest:
    client = client_pb2.Client(id=str(office.client_id), name="Firma SRL", cui=CUI, vat_payer=True)
    companies.known[(office.tenant_id, client.id)] = client
    return ledger_service_pb2.PreviewNoteRequest(client_id=str(office.client_id), extraction=receipt(**changes))


async def test_a_supplier_that_is_not_known_is_booked_flagged_and_asked_about(
    database: Database, ledger: Any, office: Any, companies: Any
) -> None:
    cui = new_cui()
    bought = draft_of(office, companies, supplier=extraction_pb2.Supplier(name="ALFA", cui=cui))
    draft = (await ledger.service.PreviewNote(bought, metadata=office.metadata())).note
    assert "supplier_facts_unknown" in draft.warnings
    assert draft.lines
    assert await questions(database) == {cui: DAY}
    async with asking({cui: company(cui, collection=True)}) as (_, client):
        await upkeep.ask_next(database, client)
    draft = (await ledger.service.PreviewNote(bought, metadata=office.metadata())).note
    assert "supplier_facts_unknown" not in draft.warnings
    assert "vat_deferral_not_printed" in draft.warnings
    assert "4428" in {line.debit for line in draft.lines}, "the register's TVA la încasare defers the VAT"


async def test_facts_of_another_day_and_codes_that_anaf_does_not_know_are_flagged(
    database: Database, ledger: Any, office: Any, companies: Any
) -> None:
    cui, unknown = new_cui(), new_cui()
    await want(database, cui, DAY - timedelta(days=3))
    await want(database, unknown, DAY)
    async with asking({cui: company(cui)}) as (_, client):
        await upkeep.ask_next(database, client)
    for code, warning in ((cui, "supplier_facts_older"), (unknown, "supplier_not_found")):
        bought = draft_of(office, companies, supplier=extraction_pb2.Supplier(name="ALFA", cui=code))
        assert warning in (await ledger.service.PreviewNote(bought, metadata=office.metadata())).note.warnings
    assert await questions(database) == {cui: DAY}


async def test_rates_come_from_the_years_file_once_and_then_from_the_days(database: Database) -> None:
    stand_in = BnrStandIn({2024: bnr_file("2024-01-17", "2024-01-18", "2024-01-19")}, bnr_file("2024-01-22"))
    async with fetching(stand_in) as client:
        await upkeep.fetch_rates(database, client, date(2024, 1, 20))
        assert await before(database, date(2024, 1, 20)) == date(2024, 1, 19)
        assert await before(database, date(2024, 1, 22)) is None, "the 20th and 21st may still bring one"
        await forget_tries(database)
        await upkeep.fetch_rates(database, client, date(2024, 1, 23))
        # Between the 19th and the 22nd something may be missing: the small file does not suffice.
        assert stand_in.asked[1:] == ["/nbrfxrates.xml", "/files/xml/years/nbrfxrates2024.xml"]
        stand_in.years[2024] = bnr_file("2024-01-17", "2024-01-18", "2024-01-19", "2024-01-22")
        await forget_tries(database)
        await upkeep.fetch_rates(database, client, date(2024, 1, 23))
        assert await before(database, date(2024, 1, 23)) == date(2024, 1, 22)
        stand_in.latest = bnr_file("2024-01-23")
        stand_in.asked.clear()
        await forget_tries(database)
        await upkeep.fetch_rates(database, client, date(2024, 1, 24))
        assert stand_in.asked == ["/nbrfxrates.xml"]
        await upkeep.fetch_rates(database, client, date(2024, 1, 24))
        assert len(stand_in.asked) == 1
    assert await before(database, date(2024, 1, 24)) == date(2024, 1, 23)


async def before(database: Database, day: date, currency: str = "EUR") -> date | None:
    async with database.public_transaction() as session:
        rate = await rates.before(session, currency, day)
        return rate.day if rate else None


async def forget_tries(database: Database) -> None:
    async with database.public_transaction() as session:
        await session.execute(text("UPDATE ledger.rate_years SET fetched_at = NULL"))


async def test_the_rate_of_new_years_first_day_is_the_old_years_last(database: Database) -> None:
    async with database.public_transaction() as session:
        await rates.want(session, 2023)
    files = {2023: bnr_file("2023-12-28", "2023-12-29"), 2024: bnr_file("2024-01-03")}
    async with fetching(BnrStandIn(files)) as client:
        await upkeep.fetch_rates(database, client, date(2024, 1, 4))
    assert await before(database, date(2024, 1, 3)) == date(2023, 12, 29)
    assert await before(database, date(2024, 1, 4)) == date(2024, 1, 3)


async def test_a_year_without_a_file_keeps_no_other_waiting(database: Database) -> None:
    async with database.public_transaction() as session:
        await rates.want(session, 2023)
    async with fetching(BnrStandIn({2023: bnr_file("2023-12-29")})) as client:
        await upkeep.fetch_rates(database, client, date(2024, 1, 1))
    assert await before(database, date(2024, 1, 1)) == date(2023, 12, 29)


async def test_a_foreign_document_without_rate_is_refused_in_words_until_the_rate_is_there(
    database: Database, ledger: Any, office: Any, companies: Any, refused: Any
) -> None:
    bought = draft_of(office, companies, currency="HUF", issue_date="2024-01-22")
    refusal = await refused(ledger.service.PreviewNote(bought, metadata=office.metadata()))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "rate_missing")
    assert "introduceți cursul de mână" in refusal.sentence
    async with fetching(BnrStandIn({2024: bnr_file("2024-01-18", "2024-01-19")})) as client:
        await upkeep.fetch_rates(database, client, date(2024, 1, 23))
    draft = (await ledger.service.PreviewNote(bought, metadata=office.metadata())).note
    assert (draft.currency, sum_of(draft, "401")) == ("RON", "3.44")  # 263.28 HUF at 1.3054 for 100
    told = draft.exchange_rate
    assert (told.currency, told.rate, told.date) == ("HUF", "1.3054/100", "2024-01-19")


def sum_of(note: Any, account: str) -> str:
    bani = sum(int(line.amount.replace(".", "")) for line in note.lines if line.credit == account)
    return f"{bani // 100}.{bani % 100:02d}"


async def test_a_rate_entered_by_hand_books_the_offices_own_documents_alone(
    registry: Registry, ledger: Any, office: Any, other_office: Any, companies: Any, refused: Any, signed_in: Any
) -> None:
    for rate in ("5.1000", "5"):
        entered = rate_pb.SetExchangeRateRequest(currency="EUR", date="2024-03-15", rate=rate)
        await registry.rates.SetExchangeRate(entered, metadata=signed_in(office.tenant_id))
    bought = draft_of(office, companies, currency="EUR")
    draft = (await ledger.service.PreviewNote(bought, metadata=office.metadata())).note
    assert sum_of(draft, "401") == "1316.40"
    wanted = rate_pb.GetExchangeRateRequest(currency="EUR", date="2024-03-15")
    answer = await registry.rates.GetExchangeRate(wanted, metadata=signed_in(office.tenant_id, "viewer"))
    assert (answer.own.rate, answer.own.units, answer.HasField("bnr")) == ("5.0000", 1, False)
    theirs = await registry.rates.GetExchangeRate(wanted, metadata=signed_in(other_office.tenant_id))
    assert not theirs.HasField("own")
    bought = draft_of(other_office, companies, currency="EUR")
    refusal = await refused(ledger.service.PreviewNote(bought, metadata=other_office.metadata()))
    assert refusal.reason == "rate_missing"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"rate": "4,97"}, "rate_invalid"),
        ({"rate": "0"}, "rate_invalid"),
        ({"date": "2024-02-30"}, "date_invalid"),
        ({"currency": "RON"}, "request_invalid"),
        ({"units": 7}, "request_invalid"),
    ],
)
async def test_a_rate_that_is_none_is_refused(
    registry: Registry, signed_in: Any, refused: Any, changes: dict[str, Any], reason: str
) -> None:
    request = rate_pb.SetExchangeRateRequest(**{"currency": "EUR", "date": "2024-03-15", "rate": "4.97", **changes})
    refusal = await refused(registry.rates.SetExchangeRate(request, metadata=signed_in(uuid4())))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, reason)


async def test_viewers_set_no_rates_and_clients_see_nothing(registry: Registry, signed_in: Any, refused: Any) -> None:
    rate = rate_pb.SetExchangeRateRequest(currency="EUR", date="2024-03-15", rate="4.97")
    supplier = supplier_pb.GetSupplierRequest(cui="11201891")
    for call in (
        registry.rates.SetExchangeRate(rate, metadata=signed_in(uuid4(), "viewer")),
        registry.suppliers.GetSupplier(supplier, metadata=signed_in(uuid4(), "client")),
    ):
        assert (await refused(call)).reason == "role_denied"


async def test_a_supplier_is_looked_up_and_asked_about_when_nothing_is_known(
    database: Database, registry: Registry, signed_in: Any, refused: Any
) -> None:
    cui, metadata = new_cui(), signed_in(uuid4(), "viewer")
    request = supplier_pb.GetSupplierRequest(cui=f"RO {cui}", date="2024-03-15")
    before_it = (await registry.suppliers.GetSupplier(request, metadata=metadata)).supplier
    assert (before_it.status, before_it.HasField("vat_payer")) == (
        supplier_pb.RegisteredSupplier.Status.NOT_ASKED,
        False,
    )
    async with asking({cui: company(cui)}) as (_, client):
        await upkeep.ask_next(database, client)
    supplier = (await registry.suppliers.GetSupplier(request, metadata=metadata)).supplier
    assert (supplier.status, supplier.name, supplier.asked_on) == (
        supplier_pb.RegisteredSupplier.Status.FOUND,
        "ALFA SRL",
        "2024-03-15",
    )
    assert (supplier.vat_payer, supplier.vat_on_collection, supplier.HasField("inactive")) == (True, False, True)
    wrong = supplier_pb.GetSupplierRequest(cui="11201892")
    assert (await refused(registry.suppliers.GetSupplier(wrong, metadata=metadata))).reason == "cui_invalid"


def test_public_facts_are_the_ledgers_role_alone_to_write_and_no_rate_by_hand_is_ever_changed(postgres: Any) -> None:
    tables = ("supplier_facts", "supplier_questions", "exchange_rates", "rate_years", "registry_turns")
    for service in ("tenant", "document", "ocr"):
        with psycopg.connect(postgres.url(service), autocommit=True) as connection:
            for table in tables:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f"SELECT * FROM ledger.{table}")  # noqa: S608
    with psycopg.connect(postgres.url("ledger"), autocommit=True) as connection:
        for statement in ("UPDATE ledger.own_rates SET rate = 1", "DELETE FROM ledger.own_rates"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
