"""Notes know their company's fiscal code and name, as programs that import them ask for both."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("notes", sa.Column("client_cui", sa.String(20), nullable=False, server_default=""), schema="ledger")
    op.add_column("notes", sa.Column("client_name", sa.Text(), nullable=False, server_default=""), schema="ledger")
    for column in ("client_cui", "client_name"):
        op.alter_column("notes", column, server_default=None, schema="ledger")


def downgrade() -> None:
    for column in ("client_name", "client_cui"):
        op.drop_column("notes", column, schema="ledger")
