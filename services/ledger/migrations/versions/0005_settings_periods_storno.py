"""Settings, vehicles, months that are closed, and stornos."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.common.migrate import tenant_table

revision = "0005"
down_revision = "0004"

instant = sa.DateTime(timezone=True)
APPEND_ONLY = ("settings", "period_changes")
LIVING = "state IN ('PENDING', 'POSTED')"


def upgrade() -> None:
    _create_settings()
    _create_vehicles()
    _create_period_changes()
    for table in ("settings", "vehicles", "period_changes"):
        for statement in tenant_table("ledger", table):
            op.execute(statement)
    for table in APPEND_ONLY:
        op.execute(f"REVOKE UPDATE, DELETE ON ledger.{table} FROM contapics_ledger")
    _let_notes_be_stornoed()


def downgrade() -> None:
    """Loses stornos; fails where a document was booked again after one, which the old index forbids."""
    op.drop_index("notes_storno_key", "notes", schema="ledger")
    op.drop_index("notes_living_key", "notes", schema="ledger")
    op.drop_index("notes_revision_key", "notes", schema="ledger")
    stornos = "SELECT id FROM ledger.notes WHERE storno_of IS NOT NULL"
    for table in ("note_lines", "note_vat"):
        op.execute(f"DELETE FROM ledger.{table} WHERE note_id IN ({stornos})")
    op.execute("DELETE FROM ledger.notes WHERE storno_of IS NOT NULL")
    op.create_index(
        "notes_revision_key", "notes", ["tenant_id", "document_id", "revision"], unique=True, schema="ledger"
    )
    op.create_index(
        "notes_living_key",
        "notes",
        ["tenant_id", "document_id"],
        unique=True,
        schema="ledger",
        postgresql_where=sa.text(LIVING),
    )
    for column in (
        "exchange_date",
        "exchange_units",
        "exchange_rate",
        "exchange_currency",
        "reason",
        "stornoed_at",
        "storno_of",
    ):
        op.drop_column("notes", column, schema="ledger")
    for table in ("period_changes", "vehicles", "settings"):
        op.drop_table(table, schema="ledger")


def _create_settings() -> None:
    op.create_table(
        "settings",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("key", sa.String(60), nullable=False),
        sa.Column("client_id", sa.Uuid()),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", postgresql.JSONB(), nullable=False),
        sa.Column("set_by", sa.String(254), nullable=False),
        sa.Column("set_at", instant, nullable=False),
        schema="ledger",
    )
    op.create_index("settings_by_key", "settings", ["tenant_id", "key", "client_id", "valid_from"], schema="ledger")


def _create_vehicles() -> None:
    op.create_table(
        "vehicles",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("plate", sa.String(20), nullable=False),
        sa.Column("card_suffix", sa.String(8), nullable=False),
        sa.Column("deductible", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(254), nullable=False),
        sa.Column("set_at", instant, nullable=False),
        schema="ledger",
    )
    op.create_index(
        "vehicles_plate_key",
        "vehicles",
        ["tenant_id", "client_id", "plate", "valid_from"],
        unique=True,
        schema="ledger",
    )


def _create_period_changes() -> None:
    op.create_table(
        "period_changes",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("client_id", sa.Uuid(), primary_key=True),
        sa.Column("month", sa.Date(), primary_key=True),
        sa.Column("position", sa.BigInteger(), primary_key=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(254), nullable=False),
        sa.Column("changed_at", instant, nullable=False),
        schema="ledger",
    )


def _let_notes_be_stornoed() -> None:
    """A storno shares document and revision with the note that it takes back, which then no longer holds the place."""
    for column in (
        sa.Column("storno_of", sa.Uuid()),
        sa.Column("stornoed_at", instant),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("exchange_currency", sa.String(3), nullable=False, server_default=""),
        sa.Column("exchange_rate", sa.BigInteger()),
        sa.Column("exchange_units", sa.BigInteger()),
        sa.Column("exchange_date", sa.Date()),
    ):
        op.add_column("notes", column, schema="ledger")
    for name in ("reason", "exchange_currency"):
        op.alter_column("notes", name, server_default=None, schema="ledger")
    op.drop_index("notes_living_key", "notes", schema="ledger")
    op.drop_index("notes_revision_key", "notes", schema="ledger")
    op.create_index(
        "notes_revision_key",
        "notes",
        ["tenant_id", "document_id", "revision"],
        unique=True,
        schema="ledger",
        postgresql_where=sa.text("storno_of IS NULL"),
    )
    op.create_index(
        "notes_living_key",
        "notes",
        ["tenant_id", "document_id"],
        unique=True,
        schema="ledger",
        postgresql_where=sa.text(f"{LIVING} AND storno_of IS NULL AND stornoed_at IS NULL"),
    )
    op.create_index(
        "notes_storno_key",
        "notes",
        ["tenant_id", "storno_of"],
        unique=True,
        schema="ledger",
        postgresql_where=sa.text(f"{LIVING} AND storno_of IS NOT NULL"),
    )
