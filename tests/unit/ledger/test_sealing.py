"""Secrets of sinks are unreadable without the installation's key, and outside of the row they were sealed for."""

from __future__ import annotations

from uuid import uuid4

import pytest

from services.common.config import ConfigurationError
from services.ledger.errors import Refused
from services.ledger.sinks.sealing import Seal

KEY = "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k"
TENANT, SINK = uuid4(), uuid4()


def test_what_was_sealed_is_opened_and_nothing_of_it_shows() -> None:
    sealed = Seal.read(KEY).close({"password": "parolă secretă"}, TENANT, SINK)
    assert sealed is not None
    assert b"parol" not in sealed
    assert b"password" not in sealed
    assert Seal.read(f"{KEY}=").open(sealed, TENANT, SINK) == {"password": "parolă secretă"}


def test_the_same_secret_sealed_twice_looks_different() -> None:
    seal = Seal.read(KEY)
    assert seal.close({"a": "b"}, TENANT, SINK) != seal.close({"a": "b"}, TENANT, SINK)


def test_nothing_to_keep_is_nothing_kept() -> None:
    seal = Seal.read(KEY)
    assert seal.close({}, TENANT, SINK) is None
    assert seal.open(None, TENANT, SINK) == {}


@pytest.mark.parametrize("fault", ["tenant", "row", "key", "bits", "version", "cut"])
def test_a_secret_opens_only_where_it_belongs(fault: str) -> None:
    sealed = Seal.read(KEY).close({"password": "x"}, TENANT, SINK) or b""
    tenant = uuid4() if fault == "tenant" else TENANT
    row = uuid4() if fault == "row" else SINK
    seal = Seal.read("B" * 43 if fault == "key" else KEY)
    damaged = {"bits": sealed[:-1] + bytes([sealed[-1] ^ 1]), "version": b"\x02" + sealed[1:], "cut": sealed[:9]}
    with pytest.raises(Refused) as refusal:
        seal.open(damaged.get(fault, sealed), tenant, row)
    assert refusal.value.reason == "sink_secret_unreadable"


@pytest.mark.parametrize("text", ["", "short", "A" * 44, "not base64!" * 4, "Ș" * 43])
def test_a_key_of_another_length_stops_the_start(text: str) -> None:
    with pytest.raises(ConfigurationError, match="LEDGER_SECRETS_KEY"):
        Seal.read(text)
