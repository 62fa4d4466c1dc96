"""Alembic's entry point for the schema `ocr`."""

from services.common.migrate import run_migrations
from services.ocr.models import metadata

run_migrations(metadata)
