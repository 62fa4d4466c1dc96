"""Rows as messages."""

from __future__ import annotations

from contapics.common.v1 import access_pb2
from contapics.tenant.v1 import client_pb2, user_pb2

from services.common.timestamps import as_timestamp
from services.tenant.models import Client, Office, PasswordReset, User


def as_user(user: User, reset: PasswordReset | None = None) -> user_pb2.User:
    """The user; `reset` is the last time that an owner gave them a new password."""
    return user_pb2.User(
        id=str(user.id),
        email=user.email,
        name=user.name,
        role=access_pb2.Role.Value(f"ROLE_{user.role.upper()}"),
        client_ids=[str(client_id) for client_id in user.client_ids],
        active=user.active,
        create_time=as_timestamp(user.created_at),
        password_reset_time=as_timestamp(reset.reset_at) if reset else None,
        password_reset_by=reset.reset_by if reset else "",
    )


def as_office(office: Office) -> user_pb2.Office:
    return user_pb2.Office(id=str(office.tenant_id), name=office.name)


def as_client(client: Client) -> client_pb2.Client:
    return client_pb2.Client(
        id=str(client.id),
        name=client.name,
        cui=client.cui,
        registration_number=client.registration_number,
        address=client.address,
        email=client.email,
        phone=client.phone,
        vat_payer=client.vat_payer,
        vat_on_collection=client.vat_on_collection,
        create_time=as_timestamp(client.created_at),
        update_time=as_timestamp(client.updated_at),
    )
