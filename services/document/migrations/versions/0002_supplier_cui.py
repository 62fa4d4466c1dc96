"""The supplier's fiscal code beside each extraction, so that earlier approvals of a supplier are found."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # Generated, so that documents from before have it too: no update passes row-level security without an office.
    op.execute(
        "ALTER TABLE document.documents ADD COLUMN supplier_cui text "
        "GENERATED ALWAYS AS (coalesce(extraction #>> '{supplier,cui}', '')) STORED"
    )
    op.create_index("documents_by_supplier_cui", "documents", ["tenant_id", "supplier_cui", "state"], schema="document")
    op.create_index("documents_by_supplier", "documents", ["tenant_id", "supplier", "state"], schema="document")


def downgrade() -> None:
    op.drop_index("documents_by_supplier", "documents", schema="document")
    op.drop_index("documents_by_supplier_cui", "documents", schema="document")
    op.drop_column("documents", "supplier_cui", schema="document")
