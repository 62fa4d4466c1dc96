"""Migrations: what they build is what the models say, they can be run again, and they can be taken back."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine

from services.common import migrate

PASSWORD = "only-for-tests"


def metadata_of(service: str) -> MetaData:
    metadata: MetaData = importlib.import_module(f"services.{service}.models").metadata
    return metadata


@pytest.mark.parametrize("service", migrate.SERVICES)
def test_the_migrated_schema_is_what_the_models_describe(postgres: Any, service: str) -> None:
    engine = create_engine(postgres.admin_url.replace("postgresql://", "postgresql+psycopg://", 1))
    options = {
        "include_schemas": True,
        "include_name": lambda name, kind, _: kind != "schema" or name == service,
        "version_table_schema": service,
        "compare_type": True,
    }
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata_of(service))
    engine.dispose()
    assert differences == []


@pytest.mark.parametrize("service", migrate.SERVICES)
def test_revisions_form_one_line(service: str, repository_root: Path) -> None:
    scripts = ScriptDirectory(str(repository_root / "services" / service / "migrations"))
    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1


def test_provisioning_again_changes_nothing_but_a_password(postgres: Any) -> None:
    migrate.provision(postgres.admin_url, dict.fromkeys(migrate.SERVICES, PASSWORD))
    with psycopg.connect(postgres.url("tenant")) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("contapics_tenant",)


def test_two_installers_at_once_do_not_stand_in_one_anothers_way(postgres: Any, repository_root: Path) -> None:
    database = "two_installers"
    with psycopg.connect(postgres.admin_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {database}")
    url = postgres.admin_url.rpartition("/")[0] + f"/{database}"
    script = (
        "import sys; from services.common import migrate; "
        f"migrate.provision(sys.argv[1], dict.fromkeys(migrate.SERVICES, {PASSWORD!r}))"
    )
    installers = [
        subprocess.Popen([sys.executable, "-c", script, url], cwd=repository_root, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    errors = [installer.communicate(timeout=60)[1] for installer in installers]
    assert [(installer.returncode, error) for installer, error in zip(installers, errors, strict=True)] == [(0, "")] * 2


@pytest.mark.parametrize("service", migrate.SERVICES)
def test_a_schema_can_be_taken_back_to_nothing_and_built_again(
    postgres: Any, service: str, repository_root: Path
) -> None:
    database = f"back_and_forth_{service}"
    with psycopg.connect(postgres.admin_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {database}")
    url = postgres.admin_url.rpartition("/")[0] + f"/{database}"
    migrate.provision(url, dict.fromkeys(migrate.SERVICES, PASSWORD))
    config = alembic.config.Config()
    config.set_main_option("script_location", str(repository_root / "services" / service / "migrations"))
    config.attributes.update(url=url, service=service)
    alembic.command.downgrade(config, "base")
    with psycopg.connect(url) as connection:
        left = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'S', 'v')",
            (service,),
        ).fetchall()
    assert left == [("alembic_version",)]
    migrate.upgrade(url, service)
