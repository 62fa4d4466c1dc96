"""The first office: made once, found again, its password never changed in silence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any
from uuid import uuid4

import pytest


def bootstrap(postgres: Any, email: str, password: str | None, *more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": postgres.url("tenant")}
    if password is not None:
        environment["CONTAPICS_ADMIN_PASSWORD"] = password
    command = [sys.executable, "-m", "services.tenant.bootstrap", "--office-name", "Cabinet", "--email", email, *more]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex}@cabinet.example"


async def test_a_second_run_makes_nothing_and_a_password_changes_only_on_request(
    postgres: Any, tenant_service: Any, email: str, refused: Any
) -> None:
    first = bootstrap(postgres, email, "prima parolă")
    again = bootstrap(postgres, email.upper(), "prima parolă")
    assert [json.loads(run.stdout) for run in (first, again)] == [{"created": True}, {"created": False}]
    assert (await tenant_service.log_in(email, "prima parolă")).access_token

    other = bootstrap(postgres, email, "altă parolă")
    assert (other.returncode, json.loads(other.stdout)) == (0, {"created": False})
    assert "--reset-password" in other.stderr
    assert (await refused(tenant_service.log_in(email, "altă parolă"))).reason == "credentials_wrong"

    bootstrap(postgres, email, "altă parolă", "--reset-password")
    assert (await tenant_service.log_in(email, "altă parolă")).access_token


@pytest.mark.parametrize(
    ("address", "password"), [("no-address", "o parolă"), ("a@b.example", None), ("a@b.example", "")]
)
def test_what_can_not_be_used_ends_with_one_line_and_no_office(
    postgres: Any, address: str, password: str | None
) -> None:
    run = bootstrap(postgres, address, password)
    assert run.returncode == 1
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1
