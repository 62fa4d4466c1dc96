"""Payments of purchases whose VAT waits for them, and the notes that release it."""

import sqlalchemy as sa
from alembic import op

from services.common.migrate import tenant_table

revision = "0009"
down_revision = "0008"

instant = sa.DateTime(timezone=True)
LIVING = "state IN ('PENDING', 'POSTED')"
KEYS = {
    "notes_revision_key": (["tenant_id", "document_id", "revision"], "storno_of IS NULL"),
    "notes_living_key": (["tenant_id", "document_id"], f"{LIVING} AND storno_of IS NULL AND stornoed_at IS NULL"),
}
PAID = """
UPDATE ledger.notes AS note SET paid = coalesce((
    SELECT sum(line.amount) FROM ledger.note_lines AS line
    WHERE line.tenant_id = note.tenant_id AND line.note_id = note.id
      AND line.debit ~ '^40' AND line.credit ~ '^(531|532|542)'
), 0)
"""
"""Until now what was paid at once stood in the lines alone: cash, vouchers and advances."""


def upgrade() -> None:
    op.add_column("notes", sa.Column("paid", sa.BigInteger(), nullable=False, server_default="0"), schema="ledger")
    op.execute(PAID)
    op.add_column("notes", sa.Column("release_of", sa.Uuid()), schema="ledger")
    _set_keys(" AND release_of IS NULL")
    op.create_table(
        "payments",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("release_id", sa.Uuid()),
        sa.Column("recorded_by", sa.String(254), nullable=False),
        sa.Column("recorded_at", instant, nullable=False),
        sa.Column("cancelled_at", instant),
        sa.Column("cancelled_by", sa.String(254), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "note_id"], ["ledger.notes.tenant_id", "ledger.notes.id"], name="payments_note_fkey"
        ),
        schema="ledger",
    )
    op.create_index("payments_by_note", "payments", ["tenant_id", "note_id", "recorded_at"], schema="ledger")
    op.create_index("payments_by_release", "payments", ["tenant_id", "release_id"], unique=True, schema="ledger")
    for statement in tenant_table("ledger", "payments"):
        op.execute(statement)


def downgrade() -> None:
    """Loses payments and what they released."""
    op.drop_table("payments", schema="ledger")
    releases = "SELECT id FROM ledger.notes WHERE release_of IS NOT NULL"
    for table in ("note_lines", "note_vat"):
        op.execute(f"DELETE FROM ledger.{table} WHERE note_id IN ({releases})")
    op.execute("DELETE FROM ledger.notes WHERE release_of IS NOT NULL")
    _set_keys("")
    op.drop_column("notes", "release_of", schema="ledger")
    op.drop_column("notes", "paid", schema="ledger")


def _set_keys(more: str) -> None:
    """A release shares document and revision with the note whose VAT it releases."""
    for name, (columns, condition) in KEYS.items():
        op.drop_index(name, "notes", schema="ledger")
        where = sa.text(condition + more)
        op.create_index(name, "notes", columns, unique=True, schema="ledger", postgresql_where=where)
