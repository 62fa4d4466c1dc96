"""How well documents were read, and indexes that lists, searches and statistics of large offices are answered from."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("documents", sa.Column("read_clean", sa.Boolean()), schema="document")
    corrected: sa.Column[bool] = sa.Column("corrected", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("documents", corrected, schema="document")
    op.create_index(
        "documents_statistics",
        "documents",
        ["tenant_id", "created_at"],
        schema="document",
        postgresql_include=["client_id", "state", "read_clean", "corrected"],
        postgresql_where=sa.text("merged_into IS NULL"),
    )
    op.create_index(
        "corrections_statistics",
        "corrections",
        ["tenant_id", "created_at"],
        schema="document",
        postgresql_include=["field", "document_id"],
    )


def downgrade() -> None:
    op.drop_index("corrections_statistics", "corrections", schema="document")
    op.drop_index("documents_statistics", "documents", schema="document")
    for column in ("corrected", "read_clean"):
        op.drop_column("documents", column, schema="document")
