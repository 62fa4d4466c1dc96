"""An office's settings for ROA: read with clear errors, and the password is never shown."""

from __future__ import annotations

from typing import Any

import pytest

from services.common.errors import Invalid
from services.common.messages import REASONS
from services.ledger.sinks.roa.settings import RoaSettings, Secret

VALUES: dict[str, Any] = {
    "dsn": "roa.cabinet.example:1521/roa",
    "user": "contapics",
    "password": "parolă-secretă",
    "user_id": 5,
    "document_types": {"receipt": 17},
    "currencies": {"RON": 3},
}


def test_the_least_that_is_needed_is_enough() -> None:
    settings = RoaSettings.read(VALUES)
    assert (settings.user_id, settings.branch_id, settings.document_types["receipt"]) == (5, None, 17)
    assert (settings.attachments, settings.pool_size) == (True, 4)


def test_rates_are_read_as_basis_points() -> None:
    assert RoaSettings.read(VALUES | {"vat_columns": {"19": 1, "5.5": 2}}).vat_columns == {1900: 1, 550: 2}


def test_numbers_are_taken_as_forms_and_structs_send_them() -> None:
    settings = RoaSettings.read(VALUES | {"user_id": 5.0, "branch_id": "7", "document_types": {"receipt": 17.0}})
    assert (settings.user_id, settings.branch_id, settings.document_types) == (5, 7, {"receipt": 17})


def test_the_password_is_never_shown() -> None:
    settings = RoaSettings.read(VALUES)
    assert settings.password.reveal() == "parolă-secretă"
    for shown in (repr(settings), str(settings), f"{settings.password}", repr([settings.password])):
        assert "secret" not in shown.replace("Secret", "")
    assert settings.password == Secret("parolă-secretă") != Secret("x")


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"dsn": ""}, {"dsn": "field_missing"}),
        ({"dsn": "no service"}, {"dsn": "wrong_format"}),
        ({"dsn": "host/roa?wallet_location=/etc"}, {"dsn": "wrong_format"}),
        ({"password": None}, {"password": "field_missing"}),
        ({"user": 7}, {"user": "must_be_text"}),
        ({"user_id": "5a"}, {"user_id": "must_be_integer"}),
        ({"user_id": 5.5}, {"user_id": "must_be_integer"}),
        ({"user_id": True}, {"user_id": "must_be_integer"}),
        ({"branch_id": -1}, {"branch_id": "out_of_range"}),
        ({"document_types": {}}, {"document_types": "field_missing"}),
        ({"document_types": {"bon": 17}}, {"document_types": "wrong_format"}),
        ({"currencies": {"lei": 3}}, {"currencies": "wrong_format"}),
        ({"vat_columns": {"x": 1}}, {"vat_columns": "wrong_format"}),
        ({"vat_columns": [1]}, {"vat_columns": "must_be_object"}),
        ({"analytics": {"401": "0" * 21}}, {"analytics": "wrong_format"}),
        ({"attachments": "yes"}, {"attachments": "must_be_boolean"}),
        ({"pool_size": 0}, {"pool_size": "out_of_range"}),
        ({"dsn": "(DESCRIPTION=(ADDRESS=(HOST=h)))"}, {"dsn": "wrong_format"}),
        ({"colour": "red"}, {"colour": "field_not_known"}),
        ({"dsn": "", "user_id": None}, {"dsn": "field_missing", "user_id": "field_missing"}),
    ],
)
def test_everything_that_is_wrong_is_named_at_once(change: dict[str, Any], faults: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        RoaSettings.read(VALUES | change)
    assert (caught.value.reason, caught.value.fields) == ("sink_settings_invalid", faults)
    assert set(faults.values()) <= REASONS.keys()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("dsn", "host"), [("h/s", "h"), ("10.0.0.5:1521/XEPDB1", "10.0.0.5"), ("tcps://h:2484/s", "h")]
)
def test_addresses_in_oracles_forms_are_taken(dsn: str, host: str) -> None:
    settings = RoaSettings.read(VALUES | {"dsn": dsn})
    assert (settings.dsn, settings.host) == (dsn, host)
