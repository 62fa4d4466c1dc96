"""Pairs of documents that may be the same purchase."""

import sqlalchemy as sa
from alembic import op

from services.common.migrate import tenant_table

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "pairs",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("first_id", sa.Uuid(), primary_key=True),
        sa.Column("second_id", sa.Uuid(), primary_key=True),
        sa.Column("decided_by", sa.String(254), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        schema="document",
    )
    op.create_index("pairs_by_second", "pairs", ["tenant_id", "second_id"], schema="document")
    for statement in tenant_table("document", "pairs"):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("pairs", schema="document")
