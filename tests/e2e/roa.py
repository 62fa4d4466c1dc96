"""Books of ROA for an installation: the double on a PostgreSQL of its own, and what makes the ledger go there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from deploy.local.postgres import EmbeddedPostgres
from tests.roa.double import BRANCH, PASSWORD, RATES, USER, Books

ROOT = Path(__file__).parents[2]
STAND_IN = ROOT / "tests" / "roa" / "stand_in"


@dataclass(frozen=True, slots=True)
class Roa:
    """A set of books that nobody has written to, and how an owner enters it."""

    books: Books

    @property
    def address(self) -> str:
        place = urlsplit(self.books.admin_url)
        return f"{place.hostname}:{place.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What an installation is started with so that its ledger may and can reach these books."""
        path = [str(STAND_IN), str(ROOT), os.environ.get("PYTHONPATH", "")]
        return {"LEDGER_ROA_HOSTS": self.address, "PYTHONPATH": os.pathsep.join(filter(None, path))}

    @property
    def sink(self) -> dict[str, Any]:
        """The body that chooses them."""
        configuration = {
            "dsn": f"{self.address}{urlsplit(self.books.admin_url).path}",
            "user": USER,
            "user_id": 5,
            "branch_id": BRANCH,
            "document_types": {"receipt": 17, "invoice": 1},
            "currencies": {"RON": 3},
            "vat_columns": {str(rate): column for rate, column in RATES.items()},
        }
        return {"kind": "roa", "configuration": configuration, "secrets": {"password": PASSWORD}}


@contextmanager
def running(folder: Path) -> Iterator[Roa]:
    with EmbeddedPostgres.running(folder) as server:
        yield Roa(Books.make(server.admin_url, "roa"))
