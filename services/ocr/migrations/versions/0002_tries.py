"""How often the reading of a file was begun."""

import sqlalchemy as sa
from alembic import op

from services.common.migrate import tenant_table

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "tries",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("message_id", sa.String(100), primary_key=True),
        sa.Column("begun", sa.Integer(), nullable=False),
        schema="ocr",
    )
    for statement in tenant_table("ocr", "tries"):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("tries", schema="ocr")
