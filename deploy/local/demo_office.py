"""The office that the first start makes, so that there is something to log in to."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import StartError
from deploy.local.parts import Wiring
from deploy.local.program import Command
from deploy.local.secrets import memorable_password

OFFICE_NAME = "Cabinet demonstrativ"
DEFAULT_EMAIL = "contabil@contapics.example"

_PASSWORD_SECRET = "admin_password"  # noqa: S105 (the name of a file, not its content)
_MARK = "demo_office.json"


@dataclass(frozen=True, slots=True)
class Login:
    """How to log in; `password` is None when only its owner knows it. `is_new` is true at the first start."""

    email: str
    password: str | None
    is_new: bool


async def ensure_login(wiring: Wiring, *, database_is_ours: bool) -> Login:
    """Makes the office if there is none. Raises StartError.

    CONTAPICS_ADMIN_PASSWORD sets its owner's password, also later; without it the first start makes one up and keeps
    it in the folder of secrets. In a database that is not ours the office may have been made from elsewhere.
    """
    chosen = wiring.environment.get("CONTAPICS_ADMIN_PASSWORD")
    kept = wiring.secrets.known(_PASSWORD_SECRET)
    mark = wiring.directory.root / _MARK
    made_before = mark.exists()
    email = _email(wiring, mark)
    if database_is_ours and made_before and (not chosen or chosen == kept):
        return Login(email, kept, is_new=False)
    password = chosen or kept or memorable_password()
    if password != kept:
        # Kept before it is set: a start that is cut short here must not end with a password that nobody knows.
        wiring.secrets.keep(_PASSWORD_SECRET, password)
    reset = bool(chosen) and chosen != kept and (made_before or not database_is_ours)
    created = await _bootstrap(wiring, email, password, reset=reset)
    if not created and not chosen and not kept:
        wiring.secrets.path(_PASSWORD_SECRET).unlink()
        return Login(email, None, is_new=False)
    mark.write_text(json.dumps({"email": email}))
    return Login(email, password, is_new=created)


def _email(wiring: Wiring, mark: Path) -> str:
    if mark.exists():
        return str(json.loads(mark.read_text())["email"])
    return wiring.environment.get("CONTAPICS_ADMIN_EMAIL") or DEFAULT_EMAIL


async def _bootstrap(wiring: Wiring, email: str, password: str, *, reset: bool) -> bool:
    """Asks the tenant service's own command; returns whether it made the office."""
    arguments = ("--office-name", OFFICE_NAME, "--email", email, *(("--reset-password",) if reset else ()))
    bootstrap = Command(
        name="bootstrap",
        command=(sys.executable, "-m", "services.tenant.bootstrap", *arguments),
        environment=wiring.environment_of("tenant") | {"CONTAPICS_ADMIN_PASSWORD": password},
        folder=wiring.directory.run,
    )
    options = bootstrap.launch_options() | {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = await asyncio.create_subprocess_exec(*bootstrap.command, **options)
    try:
        answer, log = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    log_file = wiring.directory.logs / "bootstrap.log"
    log_file.write_bytes(log)
    if process.returncode:
        raise StartError(f"The demo office could not be made:\n{log[-2000:].decode()}\nThe whole story: {log_file}")
    try:
        return bool(json.loads(answer.splitlines()[-1])["created"])
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise StartError(f"services.tenant.bootstrap gave no answer but {answer!r}. Its log: {log_file}") from error
