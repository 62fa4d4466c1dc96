"""What a document is read from: several files, or some pages of one; and whether all of it is one document."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    columns: tuple[sa.Column[Any], ...] = (
        sa.Column("sources", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'")),
        sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("first_page", sa.Integer()),
        sa.Column("last_page", sa.Integer()),
    )
    for column in columns:
        op.add_column("documents", column, schema="document")


def downgrade() -> None:
    for column in ("last_page", "first_page", "whole", "sources"):
        op.drop_column("documents", column, schema="document")
