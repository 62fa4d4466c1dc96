"""The office that the first start makes, so that there is something to log in to."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import StartError
from deploy.local.parts import Wiring
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
    created = await asyncio.to_thread(_bootstrap, wiring, email, password, reset=bool(chosen))
    if not created and not chosen and not kept:
        wiring.secrets.path(_PASSWORD_SECRET).unlink()
        return Login(email, None, is_new=False)
    mark.write_text(json.dumps({"email": email}))
    return Login(email, password, is_new=created)


def _email(wiring: Wiring, mark: Path) -> str:
    if mark.exists():
        return str(json.loads(mark.read_text())["email"])
    return wiring.environment.get("CONTAPICS_ADMIN_EMAIL") or DEFAULT_EMAIL


def _bootstrap(wiring: Wiring, email: str, password: str, *, reset: bool) -> bool:
    command = [sys.executable, "-m", "services.tenant.bootstrap", "--office-name", OFFICE_NAME, "--email", email]
    if reset:
        command.append("--reset-password")
    done = subprocess.run(  # noqa: S603 (our own module)
        command,
        env=wiring.environment_of("tenant") | {"CONTAPICS_ADMIN_PASSWORD": password},
        cwd=wiring.directory.run,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    log = wiring.directory.logs / "bootstrap.log"
    log.write_text(done.stderr)
    if done.returncode:
        raise StartError(f"The demo office could not be made:\n{done.stderr[-2000:]}\nThe whole story: {log}")
    try:
        return bool(json.loads(done.stdout.splitlines()[-1])["created"])
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise StartError(f"services.tenant.bootstrap answered {done.stdout!r}{os.linesep}") from error
