"""Notes a second into ROA's double on PostgreSQL: `make bench-roa_posting ARGS="--notes 2000"`.

The double is no Oracle: the figure says what the adapter and its round trips cost, not what a real ROA takes. The
books hold a month of notes before the measuring begins, as they would at its end.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from deploy.local.postgres import EmbeddedPostgres
from services.ledger.models import Note
from services.ledger.sinks.attachments import Attachment
from services.ledger.sinks.roa.pool import Pool
from services.ledger.sinks.roa.sink import RoaSink
from tests.roa.connection import connect
from tests.roa.double import Books
from tests.roa.notes import note

GOAL = 200.0
SUPPLIERS = 50
PICTURE = Attachment("bon.jpg", b"\xff\xd8" + random.Random(1).randbytes(200_000))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=2000, help="notes to post")
    parser.add_argument("--booked", type=int, default=1000, help="notes in ACT's month before")
    parser.add_argument("--sessions", type=int, default=4, help="sessions of the pool")
    parser.add_argument("--pictures", action="store_true", help="attach a picture of 200 KB to each")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres.running(Path(folder)) as server:
        books = Books.make(server.admin_url, "roa")
        _book(books, options.booked)
        seconds = asyncio.run(_post(books, options.notes, options.sessions, options.pictures))
        assert books.rows("SELECT count(DISTINCT cod), count(*) FROM act WHERE cod > 0") == [
            (options.notes, 3 * options.notes)
        ]
        assert books.waiting() == 0
    rate = options.notes / seconds
    size = f"{options.notes} notes beside {options.booked}, {options.sessions} sessions"
    print(f"{size}: {rate:.0f} notes/s (goal {GOAL:.0f})")
    return 0 if rate >= GOAL else 1


def _book(books: Books, notes: int) -> None:
    """Notes of others, in the month that is searched for each posting's key."""
    with books.admin() as connection:
        connection.execute("ALTER TABLE act DISABLE TRIGGER ALL")
        connection.execute(
            "INSERT INTO act (luna, an, cod, dataireg, dataact, explicatia, scd, scc, suma, id_fdoc, id_valuta, "
            "tva_incasare) SELECT 3, 2024, -number, '2024-03-01', '2024-03-01', 'Alta nota ' || number, '6022', '401', "
            "1, 17, 3, 0 FROM generate_series(1, %s) number, generate_series(1, 3)",
            (notes,),
        )
        connection.execute("ALTER TABLE act ENABLE TRIGGER ALL")
        connection.execute("ANALYZE act")


class Pictures:
    """The same picture for every note."""

    async def of(self, note: Note, most_bytes: int) -> Sequence[Attachment]:
        return [PICTURE]


async def _post(books: Books, count: int, sessions: int, pictures: bool) -> float:
    settings = books.settings(pool_size=sessions, wait_seconds=60, call_seconds=60)
    sink = RoaSink(Pool(settings, connect), settings, Pictures() if pictures else None)
    notes = [note(partner_cui=str(10_000 + number % SUPPLIERS)) for number in range(count)]
    waiting = iter(notes)

    async def work() -> None:
        for each in waiting:
            await sink.post(each, each.posting_key)

    begin = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(sessions)))
    seconds = time.perf_counter() - begin
    await sink.close()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
