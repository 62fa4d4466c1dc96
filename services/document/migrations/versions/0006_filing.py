"""Merged, split and moved documents: where their pages went and came from."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    columns: tuple[sa.Column[Any], ...] = (
        sa.Column("merged_into", sa.Uuid()),
        sa.Column("merge", postgresql.JSONB()),
        sa.Column("split_from", sa.Uuid()),
        sa.Column("split", postgresql.JSONB()),
    )
    for column in columns:
        op.add_column("documents", column, schema="document")
    # Few documents are parts, or merged: the indexes hold these alone.
    for name in ("merged_into", "part_of"):
        op.create_index(
            f"documents_by_{name}",
            "documents",
            ["tenant_id", name],
            schema="document",
            postgresql_where=sa.text(f"{name} IS NOT NULL"),
        )


def downgrade() -> None:
    for name in ("part_of", "merged_into"):
        op.drop_index(f"documents_by_{name}", "documents", schema="document")
    for column in ("split", "split_from", "merge", "merged_into"):
        op.drop_column("documents", column, schema="document")
