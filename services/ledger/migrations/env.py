"""Alembic's entry point for the schema `ledger`."""

from services.common.migrate import run_migrations
from services.ledger.models import metadata

run_migrations(metadata)
