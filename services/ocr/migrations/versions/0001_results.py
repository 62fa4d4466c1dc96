"""Result cache, outbox and inbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.common.migrate import tenant_table
from services.common.outbox import outbox_grants

revision = "0001"
down_revision = None

instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "results",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("reader", sa.String(200), primary_key=True),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        schema="ocr",
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("headers", postgresql.JSONB(), nullable=False),
        sa.Column("claimed_until", instant),
        schema="ocr",
    )
    op.create_table(
        "inbox",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("consumer", sa.String(100), primary_key=True),
        sa.Column("message_id", sa.String(100), primary_key=True),
        sa.Column("processed_at", instant, nullable=False),
        schema="ocr",
    )
    for statement in (*tenant_table("ocr", "results"), *tenant_table("ocr", "inbox"), *outbox_grants("ocr")):
        op.execute(statement)


def downgrade() -> None:
    for table in ("inbox", "outbox", "results"):
        op.drop_table(table, schema="ocr")
    op.execute("DROP FUNCTION ocr.wake_relay()")
