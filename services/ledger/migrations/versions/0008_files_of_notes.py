"""Notes know the files of their document, for books that keep them beside the note."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("notes", sa.Column("files", JSONB(), nullable=False, server_default="[]"), schema="ledger")
    op.alter_column("notes", "files", server_default=None, schema="ledger")


def downgrade() -> None:
    op.drop_column("notes", "files", schema="ledger")
