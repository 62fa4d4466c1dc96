"""Small rules of the launcher: addresses, roles, folders, arguments."""

from __future__ import annotations

import socket
from pathlib import Path

import psycopg.conninfo
import pytest

from deploy.local import cli, up
from deploy.local.certificates import Certificates
from deploy.local.data_directory import DataDirectory, default_folder
from deploy.local.errors import StartError
from deploy.local.parts import Wiring, role_url
from deploy.local.ports import free_port, is_free
from deploy.local.program import Program
from deploy.local.secrets import Secrets
from services.ocr.readers import download


@pytest.mark.parametrize(
    "admin_url",
    [
        "postgresql://admin:secret@db.example:6543/books?sslmode=require",
        "postgresql://admin:s%40cret@db.example:6543/books?sslmode=require",
        "postgresql://db.example:6543/books?sslmode=require",
    ],
)
def test_a_service_connects_where_the_administrator_does_but_as_itself(admin_url: str) -> None:
    seen = psycopg.conninfo.conninfo_to_dict(role_url(admin_url, "ledger", "p@ss/word"))
    assert seen == {
        "user": "contapics_ledger",
        "password": "p@ss/word",
        "host": "db.example",
        "port": "6543",
        "dbname": "books",
        "sslmode": "require",
    }


def test_a_port_is_handed_out_once_and_lies_below_those_of_outgoing_connections() -> None:
    ports = [free_port() for _ in range(200)]
    assert len(set(ports)) == 200
    assert max(ports) < 32_768


def test_a_port_that_somebody_listens_on_is_not_free() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        assert not is_free(server.getsockname()[1])


@pytest.mark.parametrize("host", ["192.0.2.1", "999.1.1.1", "x" * 100, "a..b"])
def test_an_address_that_is_not_this_machines_is_told_as_such(host: str) -> None:
    with pytest.raises(StartError, match="no address of this machine"):
        up._choose_port(up.Options(Path("data"), host))


def test_the_next_port_is_used_and_told_when_the_default_is_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(up, "is_free", lambda port, host: port != up.DEFAULT_PORT)
    assert up._choose_port(up.Options(Path("data"))) == up.DEFAULT_PORT + 1
    assert "8080 is taken" in capsys.readouterr().err


def test_data_lives_where_the_desktop_standard_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "contapics"
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/invalid")
    monkeypatch.setenv("HOME", "/home/ana")
    assert default_folder() == Path("/home/ana/.local/share/contapics")


def test_a_data_folder_that_cannot_be_made_is_told_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartError, match="--data"):
        DataDirectory.open(tmp_path / "file" / "data")


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["up", "--port", port])
    assert "1 to 65535" in capsys.readouterr().err


def test_the_address_that_is_told_can_be_opened() -> None:
    assert up._url("0.0.0.0", 80) == "http://127.0.0.1:80"  # noqa: S104 (only shown)
    assert up._url("::1", 80) == "http://[::1]:80"
    assert up._url("192.168.1.5", 80) == "http://192.168.1.5:80"


def test_a_reader_that_may_fetch_its_weights_is_waited_for(tmp_path: Path) -> None:
    given = {"OCR_DOCTR_DETECTOR": "fast_base", "HTTPS_PROXY": "http://proxy:3128", "XDG_CACHE_HOME": "/cache"}
    directory = DataDirectory.open(tmp_path)

    def reader(environment: dict[str, str]) -> Program:
        places = Secrets(tmp_path / "secrets"), Certificates(tmp_path / "certificates")
        return Wiring(directory, *places, "postgresql://", "nats://", "127.0.0.1", 80, environment).program("ocr")

    assert given.items() <= reader(given).environment.items()
    assert reader(given).ready_within > 2 * download._WHOLE_SECONDS
    assert reader({}).ready_within == 60
