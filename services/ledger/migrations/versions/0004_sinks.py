"""The books that offices choose, and on each note the choice that it was posted by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.common.migrate import tenant_table

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "sinks",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("client_id", sa.Uuid()),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("configuration", postgresql.JSONB(), nullable=False),
        sa.Column("secret", sa.LargeBinary()),
        sa.Column("set_by", sa.String(254), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        schema="ledger",
    )
    op.create_index("sinks_by_client", "sinks", ["tenant_id", "client_id", "id"], schema="ledger")
    for statement in tenant_table("ledger", "sinks"):
        op.execute(statement)
    op.add_column("notes", sa.Column("sink_id", sa.Uuid()), schema="ledger")


def downgrade() -> None:
    op.drop_column("notes", "sink_id", schema="ledger")
    op.drop_table("sinks", schema="ledger")
