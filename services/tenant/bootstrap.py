"""Makes the first office and its owner: `python -m services.tenant.bootstrap --office-name … --email …`.

The password comes from CONTAPICS_ADMIN_PASSWORD, the database, under the service's own role, from DATABASE_URL.
Run again it changes nothing, unless `--reset-password` asks for the password to be set anew.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from uuid import UUID

from contapics.common.v1 import access_pb2
from contapics.tenant.v1 import user_pb2

from services.common.config import ConfigurationError, Environment
from services.common.db import Database
from services.common.errors import AlreadyExists, DomainError
from services.common.ids import new_id
from services.common.interceptors import validate
from services.tenant import operations, repository
from services.tenant.operations import ClientFacts
from services.tenant.passwords import Passwords
from services.tenant.rules import OWNER, normal_email

OFFICE_NAME_LENGTH = 200
DEMO_COMPANY = ClientFacts(
    name="Firma Demonstrativă SRL",
    cui="99999992",  # a right check digit on a number that no company has
    registration_number="J40/1/2025",
    address="Strada Exemplului 1, București",
    vat_payer=True,
)


async def ensure_office(
    database: Database, passwords: Passwords, office_name: str, email: str, password: str, *, reset: bool
) -> bool:
    """Make the office, its owner and a demo company if no user has the e-mail; True if they were made."""
    login = await _find(database, email)
    if login is None:
        try:
            await _create(database, office_name, email, await passwords.hash(password))
        except AlreadyExists:  # another start was quicker
            return False
        return True
    if await passwords.check(login.password_hash, password):
        return False
    if reset:
        await _reset(database, login.tenant_id, login.user_id, await passwords.hash(password))
    else:
        print(f"{email} exists with another password, which stays; set it anew with --reset-password.", file=sys.stderr)
    return False


async def _find(database: Database, email: str) -> repository.Login | None:
    async with database.transaction_as(repository.LOGIN_ROLE) as session:
        return await repository.find_login(session, email)


async def _create(database: Database, office_name: str, email: str, password_hash: str) -> None:
    tenant_id = new_id()
    async with database.transaction(tenant_id) as session:
        await operations.create_office(session, tenant_id, office_name)
        await operations.create_user(
            session, tenant_id, email=email, name="", role=OWNER, client_ids=(), password_hash=password_hash
        )
        await operations.create_client(session, tenant_id, DEMO_COMPANY)


async def _reset(database: Database, tenant_id: UUID, user_id: UUID, password_hash: str) -> None:
    async with database.transaction(tenant_id) as session:
        user = await repository.user(session, tenant_id, user_id, lock=True)
        await operations.change_password(session, user, password_hash)


async def _run(variables: Mapping[str, str], arguments: Sequence[str]) -> bool:
    parser = argparse.ArgumentParser(prog="python -m services.tenant.bootstrap", description=__doc__)
    parser.add_argument("--office-name", required=True)
    parser.add_argument("--email", required=True, help="the owner's e-mail address")
    parser.add_argument("--reset-password", action="store_true", help="set the password of a user who exists")
    options = parser.parse_args(arguments)
    if not 1 <= len(options.office_name.strip()) <= OFFICE_NAME_LENGTH:
        parser.error(f"--office-name needs 1 to {OFFICE_NAME_LENGTH} characters")
    environment = Environment(variables)
    url, password = environment.text("DATABASE_URL"), environment.text("CONTAPICS_ADMIN_PASSWORD")
    environment.finish()
    email = normal_email(options.email)
    validate(user_pb2.User(email=email, role=access_pb2.ROLE_OWNER))
    database = Database(url)
    try:
        return await ensure_office(
            database, Passwords(), options.office_name.strip(), email, password, reset=options.reset_password
        )
    finally:
        await database.close()


def main() -> int:
    try:
        created = asyncio.run(_run(os.environ, sys.argv[1:]))
    except (ConfigurationError, DomainError) as error:
        print(f"bootstrap: {error}", file=sys.stderr)
        return 1
    print(json.dumps({"created": created}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
