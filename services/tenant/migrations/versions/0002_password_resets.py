"""Who gave whom a new first password, and when."""

import sqlalchemy as sa
from alembic import op

from services.common.migrate import tenant_table

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "password_resets",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("reset_by", sa.String(254), nullable=False),
        sa.Column("reset_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "user_id"],
            ["tenant.users.tenant_id", "tenant.users.id"],
            name="password_resets_user_fkey",
            ondelete="CASCADE",
        ),
        schema="tenant",
    )
    op.create_index("password_resets_by_user", "password_resets", ["tenant_id", "user_id", "reset_at"], schema="tenant")
    for statement in tenant_table("tenant", "password_resets"):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("password_resets", schema="tenant")
