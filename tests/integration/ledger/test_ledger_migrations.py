"""The migrations and the models say the same."""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from services.ledger.models import metadata


def test_the_migrated_schema_is_what_the_models_describe(postgres: Any) -> None:
    engine = create_engine(postgres.admin_url.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_name": lambda name, kind, _: kind != "schema" or name == "ledger",
                "version_table_schema": "ledger",
                "compare_type": True,
            },
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()
