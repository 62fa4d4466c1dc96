"""A set of books in the double: made empty in a database of its own, looked into as an accountant would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from services.ledger.rules.chart import ACCOUNTS
from services.ledger.sinks.roa.settings import RoaSettings

USER = "roa"
PASSWORD = "only-for-tests"
BRANCH = 7
RATES = {19: 190, 9: 90, 5: 50, 21: 210, 11: 110}
"""ID_JTVA_COLOANA by percent."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Books:
    """`admin_url` reaches the database past every right; the adapter logs in as `roa`."""

    admin_url: str

    @classmethod
    def make(cls, server_url: str, database: str) -> Books:
        """A database with ROA's tables and packages, users and codes, and the months of 2024 to 2026 open."""
        with psycopg.connect(server_url, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (USER,)).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(USER), PASSWORD))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(database)))
        books = cls(urlsplit(server_url)._replace(path=f"/{database}").geturl())
        with books.admin() as connection:
            for name in ("tables.sql", "packages.sql"):
                connection.execute((_FOLDER / name).read_text())
            _fill(connection)
            connection.execute(f"GRANT USAGE ON SCHEMA pack_contafin, pack_parteneri, dbms_lock TO {USER}")
            connection.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {USER}")
            connection.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {USER}")
        return books

    @contextmanager
    def admin(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self.admin_url) as connection:
            yield connection

    def settings(self, **changes: Any) -> RoaSettings:
        address = urlsplit(self.admin_url)
        values: dict[str, Any] = {
            "dsn": f"{address.hostname}:{address.port}{address.path}",
            "user": USER,
            "password": PASSWORD,
            "user_id": 5,
            "branch_id": BRANCH,
            "document_types": {"receipt": 17, "invoice": 1, "credit_note": 2},
            "currencies": {"RON": 3},
            "vat_columns": {str(rate): column for rate, column in RATES.items()},
            "connect_seconds": 5,
            "call_seconds": 10,
        }
        return RoaSettings.read(values | changes)

    def execute(self, statement: str, parameters: Any = ()) -> None:
        with self.admin() as connection:
            connection.execute(statement, parameters)

    def rows(self, query: str, parameters: Any = ()) -> list[Any]:
        with self.admin() as connection:
            return connection.execute(query, parameters).fetchall()

    def act(self) -> list[str]:
        """The lines of ACT as people write them."""
        rows = self.rows("SELECT scd, scc, suma FROM act ORDER BY cod, ctid")
        return [f"{debit}={credit} {amount:.2f}" for debit, credit, amount in rows]

    def waiting(self) -> int:
        """Rows in ACT_TEMP that were committed: always none."""
        return int(self.rows("SELECT count(*) FROM act_temp")[0][0])

    def clear(self) -> None:
        """As after `make`, but for the numbers that were given out."""
        with self.admin() as connection:
            connection.execute(
                "TRUNCATE act, act_temp, bal, scriere, atas_referinte, atas_atasamente, nom_parteneri, calendar, "
                "utilizatori, sucursale, nom_fdoc, nom_valute, jtva_coloane, plcont CASCADE"
            )
            connection.execute("UPDATE nls_database_parameters SET value = 'EE8MSWIN1250'")
            _fill(connection)

    def close_sessions(self) -> None:
        """Cut off everyone who is logged in as the adapter."""
        self.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (USER,))


def _fill(connection: psycopg.Connection) -> None:
    connection.execute(
        "INSERT INTO calendar SELECT an, luna FROM generate_series(2024, 2026) an, generate_series(1, 12) luna"
    )
    connection.execute("INSERT INTO utilizatori VALUES (5)")
    connection.execute("INSERT INTO sucursale VALUES (%s)", (BRANCH,))
    connection.execute("INSERT INTO nom_fdoc VALUES (17, 'BON FISCAL'), (1, 'FACTURA'), (2, 'FACTURA STORNO')")
    connection.execute("INSERT INTO nom_valute VALUES (3, 'RON')")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO jtva_coloane VALUES (%s, 1 + %s / 100.0)", [(column, rate) for rate, column in RATES.items()]
        )
        cursor.executemany("INSERT INTO plcont VALUES (%s)", [(account,) for account in ACCOUNTS])
