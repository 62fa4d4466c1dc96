"""The relay's right to forget messages that can't come again."""

from alembic import op

from services.common.inbox import inbox_upkeep

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    for statement in inbox_upkeep("ledger"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("REVOKE SELECT, DELETE ON ledger.inbox FROM contapics_ledger_relay")
    op.execute("DROP POLICY forgotten ON ledger.inbox")
