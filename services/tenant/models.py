"""Tables of the schema `tenant`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    DateTime,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

EMAIL_UNIQUE = "users_email_key"
LIVING_CUI_UNIQUE = "clients_living_cui_key"


class Base(DeclarativeBase):
    metadata = MetaData(schema="tenant")
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        list[UUID]: ARRAY(Uuid),
        bytes: LargeBinary,
    }


class Office(Base):
    """An accounting office: the tenant itself."""

    __tablename__ = "offices"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]


class User(Base):
    """A person who logs in. The e-mail, in lower case, is unique over all offices: it is what one logs in by."""

    __tablename__ = "users"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    client_ids: Mapped[list[UUID]]
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool]
    created_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.offices.tenant_id"], name="users_office_fkey"),
        UniqueConstraint("email", name=EMAIL_UNIQUE),
        Index("users_by_email", "tenant_id", "email"),
    )


class Session(Base):
    """A family of refresh tokens, each replacing the one before; only the digest of the newest is kept."""

    __tablename__ = "sessions"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    token_digest: Mapped[bytes]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "user_id"],
            ["tenant.users.tenant_id", "tenant.users.id"],
            name="sessions_user_fkey",
            ondelete="CASCADE",
        ),
        Index("sessions_by_user", "tenant_id", "user_id"),
    )


class PasswordReset(Base):
    """An owner gave somebody a new first password. Rows are only ever added: they say who could have logged in as whom.

    `reset_by` is the owner's e-mail.
    """

    __tablename__ = "password_resets"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    reset_by: Mapped[str] = mapped_column(String(254))
    reset_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "user_id"],
            ["tenant.users.tenant_id", "tenant.users.id"],
            name="password_resets_user_fkey",
            ondelete="CASCADE",
        ),
        Index("password_resets_by_user", "tenant_id", "user_id", "reset_at"),
    )


class Client(Base):
    """A company. It is never removed, because documents and notes name it; `deleted_at` takes it off the lists.

    `name_folded` is the name in lower case without diacritics: what lists search and sort by.
    """

    __tablename__ = "clients"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    name_folded: Mapped[str]
    cui: Mapped[str] = mapped_column(String(10))
    registration_number: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(500))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40))
    vat_payer: Mapped[bool]
    vat_on_collection: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.offices.tenant_id"], name="clients_office_fkey"),
        Index(LIVING_CUI_UNIQUE, "tenant_id", "cui", unique=True, postgresql_where=text("deleted_at IS NULL")),
    )


metadata = Base.metadata
