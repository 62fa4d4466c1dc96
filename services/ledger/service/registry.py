"""The gRPC side of the public facts: suppliers in ANAF's registers, exchange rates. Never calls out itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from contapics.ledger.v1 import exchange_rate_service_pb2 as rate_pb
from contapics.ledger.v1 import exchange_rate_service_pb2_grpc, supplier_service_pb2_grpc
from contapics.ledger.v1 import supplier_service_pb2 as supplier_pb

from services.common import identity
from services.common.db import Database
from services.common.errors import Invalid
from services.common.timestamps import as_timestamp
from services.ledger.days import day_on_paper
from services.ledger.models import OwnRate, SupplierFacts
from services.ledger.registry import rates, suppliers
from services.ledger.registry.bnr import Rate
from services.ledger.rules.purchase import bare_cui


class SupplierService(supplier_service_pb2_grpc.SupplierServiceServicer):
    """Facts about suppliers; they belong to no office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def GetSupplier(
        self, request: supplier_pb.GetSupplierRequest, context: Any
    ) -> supplier_pb.GetSupplierResponse:
        cui = bare_cui(request.cui)
        if not suppliers.can_be_asked(cui):
            raise Invalid("cui_invalid", "The fiscal code is not valid.", {"cui": request.cui}, {"cui": "check digit"})
        day = _day(request.date) if request.date else datetime.now(UTC).date()
        async with self._database.transaction(identity.current().tenant_id) as session:
            facts = await suppliers.on_day(session, cui, day)
            if facts is None or facts.asked_on != day:
                await suppliers.want(session, [(cui, day)])
        return supplier_pb.GetSupplierResponse(supplier=_supplier(cui, facts))


class ExchangeRateService(exchange_rate_service_pb2_grpc.ExchangeRateServiceServicer):
    """BNR's rates, and those that the caller's office entered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def GetExchangeRate(
        self, request: rate_pb.GetExchangeRateRequest, context: Any
    ) -> rate_pb.GetExchangeRateResponse:
        day = _day(request.date)
        async with self._database.transaction(identity.current().tenant_id) as session:
            published = await rates.before(session, request.currency, day)
            own = await rates.own(session, request.currency, day)
            if published is None:
                await rates.want(session, day.year)
        return rate_pb.GetExchangeRateResponse(
            bnr=_published(published) if published else None, own=_own(own) if own else None
        )

    async def SetExchangeRate(
        self, request: rate_pb.SetExchangeRateRequest, context: Any
    ) -> rate_pb.SetExchangeRateResponse:
        caller = identity.current()
        rate = Rate(request.currency, _day(request.date), _rate(request.rate), request.units or 1)
        async with self._database.transaction(caller.tenant_id) as session:
            own = await rates.enter(session, caller.tenant_id, rate, caller.email)
        return rate_pb.SetExchangeRateResponse(rate=_own(own))


def _day(text: str) -> date:
    try:
        return day_on_paper(text)
    except ValueError as error:
        raise Invalid("date_invalid", f"{text} is no date.", {"value": text}, {"date": "no such day"}) from error


def _rate(text: str) -> int:
    try:
        return rates.parse_rate(text)
    except ValueError as error:
        raise Invalid("rate_invalid", "No exchange rate.", {"rate": text}, {"rate": "four decimals"}) from error


def _supplier(cui: str, facts: SupplierFacts | None) -> supplier_pb.RegisteredSupplier:
    """The facts as callers see them; without an answer only that there is none."""
    if facts is None:
        return supplier_pb.RegisteredSupplier(cui=cui, status=supplier_pb.RegisteredSupplier.Status.NOT_ASKED)
    supplier = supplier_pb.RegisteredSupplier(
        cui=cui,
        status=supplier_pb.RegisteredSupplier.Status.NOT_FOUND,
        asked_on=facts.asked_on.isoformat(),
        source=facts.source,
        fetch_time=as_timestamp(facts.fetched_at),
    )
    if facts.registered:
        supplier.status = supplier_pb.RegisteredSupplier.Status.FOUND
        supplier.name = facts.name
        supplier.vat_payer = facts.vat_payer
        supplier.vat_on_collection = facts.vat_on_collection
        supplier.inactive = facts.inactive
    return supplier


def _published(rate: Rate) -> rate_pb.RateOfDay:
    return _exchange_rate(rate.currency, rate.day, rate.rate, rate.multiplier, "bnr")


def _own(rate: OwnRate) -> rate_pb.RateOfDay:
    return _exchange_rate(rate.currency, rate.day, rate.rate, rate.multiplier, rate.set_by)


def _exchange_rate(currency: str, day: date, rate: int, units: int, source: str) -> rate_pb.RateOfDay:
    return rate_pb.RateOfDay(
        currency=currency, date=day.isoformat(), rate=rates.format_rate(rate), units=units, source=source
    )
