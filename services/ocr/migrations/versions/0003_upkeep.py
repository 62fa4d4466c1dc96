"""When a reading was begun, and the relay's right to forget old messages and tries."""

import sqlalchemy as sa
from alembic import op

from services.common.inbox import FORGOTTEN_DAYS, inbox_upkeep

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    begun_at = sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())
    op.add_column("tries", begun_at, schema="ocr")
    for statement in (
        *inbox_upkeep("ocr"),
        "CREATE POLICY forgotten ON ocr.tries TO contapics_ocr_relay "
        f"USING (begun_at < now() - interval '{FORGOTTEN_DAYS} days')",
        "GRANT SELECT, DELETE ON ocr.tries TO contapics_ocr_relay",
    ):
        op.execute(statement)


def downgrade() -> None:
    for table in ("tries", "inbox"):
        op.execute(f"REVOKE SELECT, DELETE ON ocr.{table} FROM contapics_ocr_relay")
        op.execute(f"DROP POLICY forgotten ON ocr.{table}")
    op.drop_column("tries", "begun_at", schema="ocr")
