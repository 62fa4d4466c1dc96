"""Alembic's entry point for the schema `document`."""

from services.common.migrate import run_migrations
from services.document.models import metadata

run_migrations(metadata)
