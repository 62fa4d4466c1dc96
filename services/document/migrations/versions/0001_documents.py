"""Documents, corrections, outbox and inbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.common.migrate import tenant_table
from services.common.outbox import outbox_grants

revision = "0001"
down_revision = None

instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("filename", sa.String(255), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("blob_key", sa.String(200), nullable=False),
        sa.Column("duplicate_of", sa.Uuid()),
        sa.Column("part", sa.Integer()),
        sa.Column("part_of", sa.Uuid()),
        sa.Column("extraction", postgresql.JSONB()),
        sa.Column("needs_review", sa.Boolean()),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("issue_date", sa.Date()),
        sa.Column("total", sa.BigInteger()),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("problem_reason", sa.String(100), nullable=False),
        sa.Column("problem_metadata", postgresql.JSONB(), nullable=False),
        sa.Column("rejection_reason", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(254), nullable=False),
        sa.Column("approved_by", sa.String(254), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("updated_at", instant, nullable=False),
        schema="document",
    )
    op.create_index("documents_by_time", "documents", ["tenant_id", "created_at", "id"], schema="document")
    op.create_index("documents_by_state", "documents", ["tenant_id", "state", "created_at", "id"], schema="document")
    op.create_index(
        "documents_by_client", "documents", ["tenant_id", "client_id", "created_at", "id"], schema="document"
    )
    op.create_index("documents_by_content", "documents", ["tenant_id", "client_id", "sha256"], schema="document")
    op.create_table(
        "corrections",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(200), nullable=False),
        sa.Column("old_value", sa.Text(), nullable=False),
        sa.Column("new_value", sa.Text(), nullable=False),
        sa.Column("corrected_by", sa.String(254), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        schema="document",
    )
    op.create_index("corrections_by_document", "corrections", ["tenant_id", "document_id", "id"], schema="document")
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("headers", postgresql.JSONB(), nullable=False),
        sa.Column("claimed_until", instant),
        schema="document",
    )
    op.create_table(
        "inbox",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("consumer", sa.String(100), primary_key=True),
        sa.Column("message_id", sa.String(100), primary_key=True),
        sa.Column("processed_at", instant, nullable=False),
        schema="document",
    )
    for statement in (
        *tenant_table("document", "documents"),
        *tenant_table("document", "corrections"),
        *tenant_table("document", "inbox"),
        *outbox_grants("document"),
        # The relay's role finds documents whose reading fell silent; not what they hold.
        "CREATE POLICY silent_readings ON document.documents FOR SELECT TO contapics_document_relay USING (true)",
        "GRANT SELECT (tenant_id, id, state, updated_at) ON document.documents TO contapics_document_relay",
    ):
        op.execute(statement)


def downgrade() -> None:
    for table in ("inbox", "outbox", "corrections", "documents"):
        op.drop_table(table, schema="document")
    op.execute("DROP FUNCTION document.wake_relay()")
