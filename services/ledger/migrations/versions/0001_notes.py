"""Notes with their lines and VAT, account rules, learned accounts, outbox and inbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.common.migrate import tenant_table
from services.common.outbox import outbox_grants

revision = "0001"
down_revision = None

instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_notes()
    _create_parts_of_notes()
    _create_accounts()
    _create_outbox_and_inbox()
    for table in ("notes", "note_lines", "note_vat", "account_rules", "learned_accounts", "inbox"):
        for statement in tenant_table("ledger", table):
            op.execute(statement)
    for statement in outbox_grants("ledger"):
        op.execute(statement)


def downgrade() -> None:
    for table in ("inbox", "outbox", "learned_accounts", "account_rules", "note_vat", "note_lines", "notes"):
        op.drop_table(table, schema="ledger")
    op.execute("DROP FUNCTION ledger.wake_relay()")


def _create_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("rule", sa.String(100), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("date", sa.Date()),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("non_deductible", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("partner_cui", sa.String(20), nullable=False),
        sa.Column("partner_name", sa.Text(), nullable=False),
        sa.Column("account", sa.String(20), nullable=False),
        sa.Column("account_basis", sa.String(20), nullable=False),
        sa.Column("account_detail", sa.Text(), nullable=False),
        sa.Column("warnings", postgresql.ARRAY(sa.String(100)), nullable=False),
        sa.Column("sink", sa.String(40), nullable=False),
        sa.Column("refusal_reason", sa.String(100), nullable=False),
        sa.Column("refusal_metadata", postgresql.JSONB(), nullable=False),
        sa.Column("approved_by", sa.String(254), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("posted_at", instant),
        schema="ledger",
    )
    revision_columns = ["tenant_id", "document_id", "revision"]
    op.create_index("notes_revision_key", "notes", revision_columns, unique=True, schema="ledger")
    op.create_index(
        "notes_living_key",
        "notes",
        ["tenant_id", "document_id"],
        unique=True,
        schema="ledger",
        postgresql_where=sa.text("state IN ('PENDING', 'POSTED')"),
    )
    op.create_index("notes_by_client", "notes", ["tenant_id", "client_id", "id"], schema="ledger")
    op.create_index(
        "notes_by_date",
        "notes",
        ["tenant_id", "client_id", "date"],
        schema="ledger",
        postgresql_where=sa.text("state = 'POSTED'"),
    )


def _create_parts_of_notes() -> None:
    note = ["ledger.notes.tenant_id", "ledger.notes.id"]
    op.create_table(
        "note_lines",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("note_id", sa.Uuid(), primary_key=True),
        sa.Column("position", sa.BigInteger(), primary_key=True),
        sa.Column("debit", sa.String(20), nullable=False),
        sa.Column("credit", sa.String(20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("vat_rate", sa.BigInteger()),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id", "note_id"], note, name="note_lines_note_fkey"),
        schema="ledger",
    )
    op.create_table(
        "note_vat",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("note_id", sa.Uuid(), primary_key=True),
        sa.Column("position", sa.BigInteger(), primary_key=True),
        sa.Column("rate", sa.BigInteger()),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("deferred", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id", "note_id"], note, name="note_vat_note_fkey"),
        schema="ledger",
    )


def _create_accounts() -> None:
    op.create_table(
        "account_rules",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("supplier_cui", sa.String(20), primary_key=True),
        sa.Column("account", sa.String(20), nullable=False),
        sa.Column("set_by", sa.String(254), nullable=False),
        sa.Column("set_at", instant, nullable=False),
        schema="ledger",
    )
    op.create_table(
        "learned_accounts",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("supplier_cui", sa.String(20), primary_key=True),
        sa.Column("account", sa.String(20), primary_key=True),
        sa.Column("approvals", sa.BigInteger(), nullable=False),
        sa.Column("approved_at", instant, nullable=False),
        schema="ledger",
    )


def _create_outbox_and_inbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("headers", postgresql.JSONB(), nullable=False),
        sa.Column("claimed_until", instant),
        schema="ledger",
    )
    op.create_table(
        "inbox",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("consumer", sa.String(100), primary_key=True),
        sa.Column("message_id", sa.String(100), primary_key=True),
        sa.Column("processed_at", instant, nullable=False),
        schema="ledger",
    )
