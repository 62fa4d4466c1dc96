"""Configuration: nothing secret by default, and everything that is wrong told at once."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import pytest

from gateway.settings import PARTS
from gateway.settings import Settings as GatewaySettings
from services.common.blobs import Blobs
from services.common.config import ConfigurationError, Environment, Settings, Tls
from services.common.telemetry import JsonFormatter


def test_everything_missing_or_wrong_is_told_in_one_error(tmp_path: Path) -> None:
    environment = Environment({"NUMBER": "minus one", "FILE": str(tmp_path / "none")})
    environment.text("TEXT")
    environment.number("NUMBER", 7)
    environment.file("FILE")
    environment.file("OTHER_FILE")
    with pytest.raises(ConfigurationError) as caught:
        environment.finish()
    for name in ("TEXT", "NUMBER", "FILE", "OTHER_FILE"):
        assert name in str(caught.value)


@pytest.mark.parametrize(("raw", "expected"), [("12", 12), (" 12 ", 12), ("", 7)])
def test_a_number_is_read_or_has_its_default(raw: str, expected: int) -> None:
    environment = Environment({"N": raw})
    assert environment.number("N", 7) == expected
    environment.finish()


@pytest.mark.parametrize("raw", ["-1", "1.5", "0", "²", "1e3", "0x10"])
def test_a_number_that_is_none_or_too_small_is_refused(raw: str) -> None:
    environment = Environment({"N": raw})
    environment.number("N", 7, at_least=1)
    with pytest.raises(ConfigurationError, match="N must be"):
        environment.finish()


def test_no_secret_and_no_address_has_a_default() -> None:
    environment = Environment({})
    Settings.read("tenant", environment)
    with pytest.raises(ConfigurationError) as caught:
        environment.finish()
    for name in ("DATABASE_URL", "NATS_URL", "GRPC_LISTEN", "OPS_LISTEN", "TENANT_ADDRESS"):
        assert f"{name} is not set" in str(caught.value)


def test_certificates_come_whole_or_not_at_all(tmp_path: Path) -> None:
    assert Tls.read(Environment({})) is None
    certificate = tmp_path / "certificate.pem"
    certificate.touch()
    environment = Environment({"TLS_CERTIFICATE_FILE": str(certificate)})
    Tls.read(environment)
    with pytest.raises(ConfigurationError, match="TLS_KEY_FILE is not set; TLS_AUTHORITY_FILE is not set"):
        environment.finish()


def test_the_gateway_names_limits_and_an_address_that_it_cannot_read() -> None:
    needed = dict.fromkeys(("HTTP_LISTEN", "NATS_URL", *(f"{part.upper()}_ADDRESS" for part in PARTS)), "x")
    assert GatewaySettings.read(Environment(needed)).public_url is None
    wrong = {"GATEWAY_LOGIN_LIMIT": "abc", "GATEWAY_REQUEST_LIMIT": "5/x", "PUBLIC_URL": "example.ro"}
    with pytest.raises(ConfigurationError) as refused:
        GatewaySettings.read(Environment(needed | wrong))
    assert all(name in str(refused.value) for name in wrong)


@pytest.mark.parametrize("url", ["nonsense", "ftp://x", "s3://", "file:///dev/null/x"])
def test_a_storage_that_cannot_be_meant_is_a_wrong_configuration(url: str) -> None:
    with pytest.raises(ConfigurationError):
        Blobs.open(url)


def test_a_log_line_is_one_json_object_with_what_the_call_gave() -> None:
    try:
        raise ValueError("înăuntru\nlinie nouă")
    except ValueError:
        record = logging.LogRecord("name", logging.ERROR, __file__, 1, "failed %s", ("here",), sys.exc_info())
    record.subject = "document.v1.received"
    line = JsonFormatter("tenant").format(record)
    entry = json.loads(line)
    assert "\n" not in line
    assert (entry["part"], entry["level"], entry["message"]) == ("tenant", "error", "failed here")
    assert entry["subject"] == "document.v1.received"
    assert "înăuntru" in entry["exception"]
