"""What was said about the note of a document at its last approval."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("documents", sa.Column("booking", postgresql.JSONB()), schema="document")


def downgrade() -> None:
    op.drop_column("documents", "booking", schema="document")
