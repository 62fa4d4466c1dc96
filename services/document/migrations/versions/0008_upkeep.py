"""What clearing away needs: documents by their blob, and the relay's right to forget old messages."""

from alembic import op

from services.common.inbox import inbox_upkeep

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_index("documents_by_blob", "documents", ["tenant_id", "blob_key"], schema="document")
    for statement in inbox_upkeep("document"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("REVOKE SELECT, DELETE ON document.inbox FROM contapics_document_relay")
    op.execute("DROP POLICY forgotten ON document.inbox")
    op.drop_index("documents_by_blob", "documents", schema="document")
