"""Alembic's entry point for the schema `tenant`."""

from services.common.migrate import run_migrations
from services.tenant.models import metadata

run_migrations(metadata)
