"""Which notes are counted as lessons, so that a storno takes its own back, and when an account was last corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TAUGHT = """
UPDATE ledger.notes AS note SET taught = true
WHERE storno_of IS NULL AND stornoed_at IS NULL AND partner_cui <> '' AND account_basis NOT IN ('', 'default')
  AND NOT EXISTS (
      SELECT FROM ledger.notes AS earlier
      WHERE earlier.tenant_id = note.tenant_id AND earlier.document_id = note.document_id
        AND earlier.storno_of IS NULL AND earlier.revision < note.revision
  )
"""
"""Until now the first revision of a document taught, if the rules took it."""


def upgrade() -> None:
    op.add_column("notes", sa.Column("taught", sa.Boolean(), nullable=False, server_default="false"), schema="ledger")
    op.add_column("learned_accounts", sa.Column("corrected_at", sa.DateTime(timezone=True)), schema="ledger")
    op.execute(TAUGHT)
    op.create_index(
        "notes_corrections",
        "notes",
        ["tenant_id", "partner_cui", "account"],
        schema="ledger",
        postgresql_where=sa.text("account_basis = 'chosen' AND taught"),
    )


def downgrade() -> None:
    op.drop_index("notes_corrections", "notes", schema="ledger")
    op.drop_column("learned_accounts", "corrected_at", schema="ledger")
    op.drop_column("notes", "taught", schema="ledger")
