"""What an installation lets offices have it connect to."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from services.common.config import ConfigurationError
from services.ledger.errors import Refused
from services.ledger.sinks.hosts import Hosts
from services.ledger.sinks.roa.pool import Pool, dialling
from services.ledger.sinks.roa.settings import RoaSettings

LISTED = "roa.firma.ro, ora.firma.ro:1522 10.1.0.0/16 192.168.1.7:1530"


def listed(text: str = LISTED) -> Hosts:
    return Hosts.read(text, "LEDGER_ROA_HOSTS", 1521)


@pytest.mark.parametrize(
    ("host", "port", "allowed"),
    [
        ("roa.firma.ro", 1521, True),
        ("ROA.Firma.RO.", 1521, True),
        ("roa.firma.ro", 1522, False),
        ("ora.firma.ro", 1522, True),
        ("ora.firma.ro", 1521, False),
        ("x.roa.firma.ro", 1521, False),
        ("10.1.255.3", 1521, True),
        ("10.1.255.3", 22, False),
        ("10.2.0.1", 1521, False),
        ("192.168.1.7", 1530, True),
        ("10.1", 1521, False),
        ("0x0a010001", 1521, False),
        ("167837697", 1521, False),
        ("010.1.0.1", 1521, False),
        ("127.0.0.1", 1521, False),
        ("localhost", 1521, False),
        ("169.254.169.254", 80, False),
    ],
)
def test_only_what_is_listed_may_be_dialled_by_its_port(host: str, port: int, allowed: bool) -> None:
    assert listed().allows(host, port) is allowed


def test_without_a_list_nothing_may_be_dialled() -> None:
    assert not listed("").allows("roa.firma.ro", 1521)


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255"])  # noqa: S104
def test_a_wide_network_has_neither_this_machine_nor_a_clouds_metadata(host: str) -> None:
    assert not listed("0.0.0.0/0").allows(host, 1521)
    assert listed(host).allows(host, 1521)


@pytest.mark.parametrize("entry", ["[::1]:1521", "10.0.0.1/8", "10.0.0.0/33", "host name!", "a/b", "*", "roa:port"])
def test_an_entry_that_says_nothing_is_told_at_the_start(entry: str) -> None:
    with pytest.raises(ConfigurationError, match="LEDGER_ROA_HOSTS"):
        listed(f"good.host {entry.replace(' ', '_')}")


@pytest.mark.parametrize(
    ("text", "addresses", "harmless"),
    [
        ("roa.firma.ro", ["203.0.113.9"], True),
        ("roa.firma.ro", ["10.9.8.7"], True),
        ("roa.firma.ro", ["127.0.0.1"], False),
        ("roa.firma.ro", ["203.0.113.9", "169.254.169.254"], False),
        ("roa.firma.ro", ["::1"], False),
        ("roa.firma.ro", ["::ffff:127.0.0.1"], False),
        ("roa.firma.ro", ["fe80::1%eth0"], False),
        ("roa.firma.ro 127.0.0.1", ["127.0.0.1"], True),
    ],
)
def test_a_listed_name_that_comes_to_stand_for_this_machine_is_not_dialled(
    text: str, addresses: list[str], harmless: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 1521)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    dialled: list[dict[str, Any]] = []

    def connect(**parameters: Any) -> Any:
        dialled.append(parameters)
        raise OSError("nobody there")

    settings = RoaSettings.read(
        {
            "dsn": "roa.firma.ro/roa",
            "user": "u",
            "password": "p",
            "user_id": 1,
            "document_types": {"receipt": 17},
            "currencies": {"RON": 3},
        }
    )
    pool = Pool(settings, dialling(settings, listed(text), connect))
    with pytest.raises(Exception) as failure, pool.session():  # noqa: PT011 (told apart below)
        pass
    assert (len(dialled) == 1) is harmless
    assert isinstance(failure.value, Refused) is not harmless


def test_this_machine_by_its_own_name_is_dialled_where_it_is_listed() -> None:
    listed("localhost").require_harmless("localhost", 1521)
