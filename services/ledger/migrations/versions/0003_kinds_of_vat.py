"""VAT that can never be deducted, and VAT that the buyer owes itself."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COLUMNS = (("non_deductible", sa.BigInteger(), "0"), ("reverse", sa.Boolean(), "false"))


def upgrade() -> None:
    for name, kind, value in COLUMNS:
        op.add_column("note_vat", sa.Column(name, kind, nullable=False, server_default=value), schema="ledger")
        op.alter_column("note_vat", name, server_default=None, schema="ledger")


def downgrade() -> None:
    for name, _, _ in COLUMNS:
        op.drop_column("note_vat", name, schema="ledger")
