"""Public facts: about suppliers, exchange rates, and what is still to be asked. An office's own rates beside them."""

import sqlalchemy as sa
from alembic import op

from services.common.migrate import tenant_table

revision = "0006"
down_revision = "0005"

instant = sa.DateTime(timezone=True)
PUBLIC = ("supplier_facts", "supplier_questions", "exchange_rates", "rate_years", "registry_turns")
"""Tables of no office: the ledger's role alone reads and writes them."""


def upgrade() -> None:
    _create_supplier_facts()
    _create_rates()
    op.create_table(
        "registry_turns",
        sa.Column("service", sa.String(20), primary_key=True),
        sa.Column("next_at", instant, nullable=False),
        schema="ledger",
    )
    for table in PUBLIC:
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ledger.{table} TO contapics_ledger")
    for statement in tenant_table("ledger", "own_rates"):
        op.execute(statement)
    # The history of a rate is part of its audit: nothing takes it away.
    op.execute("REVOKE UPDATE, DELETE ON ledger.own_rates FROM contapics_ledger")


def downgrade() -> None:
    for table in ("own_rates", *reversed(PUBLIC)):
        op.drop_table(table, schema="ledger")


def _create_supplier_facts() -> None:
    op.create_table(
        "supplier_facts",
        sa.Column("cui", sa.String(20), primary_key=True),
        sa.Column("asked_on", sa.Date(), primary_key=True),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("vat_payer", sa.Boolean(), nullable=False),
        sa.Column("vat_on_collection", sa.Boolean(), nullable=False),
        sa.Column("inactive", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("for_document", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", instant, nullable=False),
        schema="ledger",
    )
    op.create_index("supplier_facts_by_age", "supplier_facts", ["fetched_at"], schema="ledger")
    op.create_table(
        "supplier_questions",
        sa.Column("cui", sa.String(20), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("for_document", sa.Boolean(), nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("claimed_until", instant),
        schema="ledger",
    )


def _create_rates() -> None:
    op.create_table(
        "exchange_rates",
        sa.Column("currency", sa.String(3), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("multiplier", sa.BigInteger(), nullable=False),
        schema="ledger",
    )
    op.create_table(
        "rate_years",
        sa.Column("year", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("complete_through", sa.Date()),
        sa.Column("fetched_at", instant),
        schema="ledger",
    )
    op.create_table(
        "own_rates",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("multiplier", sa.BigInteger(), nullable=False),
        sa.Column("set_by", sa.String(254), nullable=False),
        sa.Column("set_at", instant, nullable=False),
        schema="ledger",
    )
    op.create_index("own_rates_by_day", "own_rates", ["tenant_id", "currency", "day", "id"], schema="ledger")
