"""Offices, users, sessions and client companies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.common.migrate import tenant_table

revision = "0001"
down_revision = None

instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "offices",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        schema="tenant",
    )
    op.create_table(
        "users",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("client_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.offices.tenant_id"], name="users_office_fkey"),
        sa.UniqueConstraint("email", name="users_email_key"),
        schema="tenant",
    )
    op.create_index("users_by_email", "users", ["tenant_id", "email"], schema="tenant")
    op.create_table(
        "sessions",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "user_id"],
            ["tenant.users.tenant_id", "tenant.users.id"],
            name="sessions_user_fkey",
            ondelete="CASCADE",
        ),
        schema="tenant",
    )
    op.create_index("sessions_by_user", "sessions", ["tenant_id", "user_id"], schema="tenant")
    op.create_table(
        "clients",
        sa.Column("tenant_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("cui", sa.String(10), nullable=False),
        sa.Column("registration_number", sa.String(40), nullable=False),
        sa.Column("address", sa.String(500), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("vat_payer", sa.Boolean(), nullable=False),
        sa.Column("vat_on_collection", sa.Boolean(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("updated_at", instant, nullable=False),
        sa.Column("deleted_at", instant),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.offices.tenant_id"], name="clients_office_fkey"),
        schema="tenant",
    )
    op.create_index(
        "clients_living_cui_key",
        "clients",
        ["tenant_id", "cui"],
        unique=True,
        schema="tenant",
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    for statement in (
        *tenant_table("tenant", "offices"),
        *tenant_table("tenant", "users"),
        *tenant_table("tenant", "sessions"),
        *tenant_table("tenant", "clients"),
        # Who logs in names no office: this role, and no other, finds an e-mail's office and what proves its owner.
        "GRANT USAGE ON SCHEMA tenant TO contapics_tenant_login",
        "CREATE POLICY login ON tenant.users FOR SELECT TO contapics_tenant_login USING (true)",
        "GRANT SELECT (tenant_id, id, email, password_hash) ON tenant.users TO contapics_tenant_login",
    ):
        op.execute(statement)


def downgrade() -> None:
    for table in ("clients", "sessions", "users", "offices"):
        op.drop_table(table, schema="tenant")
