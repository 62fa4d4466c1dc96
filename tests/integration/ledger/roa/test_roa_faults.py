"""A posting broken off at any step, in any way, and delivered again is one note in ACT, and ACT_TEMP is empty."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import sys
import time
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import oracledb
import pytest
from integration.ledger.roa.conftest import PICTURE, Files

from services.common.errors import Unavailable
from services.common.messages import ROMANIAN, say
from services.ledger import consumer, operations
from services.ledger.errors import Refused
from services.ledger.sinks.roa import pool as pools
from services.ledger.sinks.roa.pool import Pool
from services.ledger.sinks.roa.rows import mark_of
from services.ledger.sinks.roa.sink import RoaSink
from services.ledger.sinks.sink import SameForAll
from tests.roa.connection import connect, driver_error, oracle_error
from tests.roa.double import Books
from tests.roa.faults import ALL_STEPS, breaking
from tests.roa.notes import FUEL_IN_ACT, note

MOMENTS = [(step, when) for step in ALL_STEPS for when in ("before", "after")]


class Cut(BaseException):
    """Ends the work as a power cut would: nothing after it runs, nothing handles it."""


def cut(_: Any) -> None:
    raise Cut


def one_note(books: Any) -> None:
    assert books.act() == FUEL_IN_ACT
    assert books.waiting() == 0
    for table in ("nom_parteneri", "atas_atasamente", "atas_referinte"):
        assert books.rows(f"SELECT count(*) FROM {table}") == [(1,)]  # noqa: S608 (the tables above)
    assert books.rows("SELECT sum(rulaj_d), sum(rulaj_c) FROM bal") == [(Decimal("526.56"), Decimal("526.56"))]


@pytest.mark.parametrize(("step", "when"), MOMENTS)
@pytest.mark.parametrize("how", ["connection dropped", "cut"])
async def test_a_posting_broken_off_at_any_step_is_one_note_after_the_next_delivery(
    how: str, step: str, when: str, ledger: Any, office: Any, books: Any, open_sink: Any
) -> None:
    def drop(connection: Any) -> None:
        books.execute("SELECT pg_terminate_backend(%s, 5000)", (connection.backend,))
        if when == "after":  # what was done is done, but nobody hears of it
            raise driver_error(4011, "the database or network closed the connection")

    document_id = uuid4()
    message = office.message(office.approval(document_id))
    broken = open_sink(connect=breaking(step, when, cut if how == "cut" else drop))
    with pytest.raises(Cut if how == "cut" else Unavailable):
        await consumer.handler(ledger.database, SameForAll(broken))(message)
    assert books.act() == (FUEL_IN_ACT if (step, when) == ("commit", "after") else [])
    assert books.waiting() == 0
    await consumer.handler(ledger.database, SameForAll(open_sink()))(message)
    [stored] = await ledger.notes(office, document_id)
    assert stored.state == stored.State.POSTED
    one_note(books)


@pytest.mark.parametrize("moment", ["before the file is read", "before the transaction begins"])
async def test_a_posting_cut_off_around_the_reading_of_its_file_is_one_note_after_the_next_delivery(
    moment: str, ledger: Any, office: Any, books: Any, open_sink: Any
) -> None:
    class CutOff(Files):
        async def of(self, note: Any, most_bytes: int) -> Any:
            if moment == "before the transaction begins":
                await super().of(note, most_bytes)
            raise Cut

    document_id = uuid4()
    message = office.message(office.approval(document_id))
    with pytest.raises(Cut):
        await consumer.handler(ledger.database, SameForAll(open_sink(files=CutOff(PICTURE))))(message)
    assert books.act() == []
    await consumer.handler(ledger.database, SameForAll(open_sink()))(message)
    [stored] = await ledger.notes(office, document_id)
    assert stored.state == stored.State.POSTED
    one_note(books)


@pytest.mark.parametrize("step", ["confirm", "acknowledgement"])
async def test_a_delivery_after_the_posting_was_done_adds_nothing(
    step: str, ledger: Any, office: Any, books: Any, open_sink: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cut_off(*_: Any) -> None:
        raise Cut

    document_id, sink = uuid4(), open_sink()
    message = office.message(office.approval(document_id))
    with monkeypatch.context() as patch:
        if step == "confirm":
            patch.setattr(operations, "confirm", cut_off)
            with pytest.raises(Cut):
                await consumer.handler(ledger.database, SameForAll(sink))(message)
        else:
            await consumer.handler(ledger.database, SameForAll(sink))(message)
    await consumer.handler(ledger.database, SameForAll(sink))(message)
    [stored] = await ledger.notes(office, document_id)
    assert stored.state == stored.State.POSTED
    one_note(books)


async def test_a_process_killed_at_any_step_leaves_all_or_nothing_and_the_next_try_completes_it(
    books: Any, open_sink: Any, repository_root: Any
) -> None:
    cases = [{"document_id": str(uuid4()), "step": step, "when": when} for step, when in MOMENTS]
    settings = books.settings()
    work = {
        "settings": {
            "dsn": settings.dsn,
            "user": settings.user,
            "password": settings.password.reveal(),
            "user_id": 5,
            "document_types": {"receipt": 17},
            "currencies": {"RON": 3},
            "vat_columns": {"19": 190},
        },
        "cases": cases,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.roa.killed",
        cwd=repository_root,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate(json.dumps(work).encode())
    said = output.decode().split()
    # Only the first posting makes the partner; later ones have no such step to be killed at.
    assert said.count("killed") >= len(cases) - 2
    assert books.waiting() == 0
    sink = open_sink()
    for case in cases:
        made = note(document_id=case["document_id"])
        await sink.post(made, made.posting_key)
    in_act = dict(books.rows("SELECT right(explicatia, 17), count(*) FROM act GROUP BY 1"))
    assert in_act == {mark_of(f"{case['document_id']}:1"): 3 for case in cases}
    assert books.waiting() == 0
    assert books.rows("SELECT count(*) FROM atas_referinte") == [(len(cases),)]


async def test_a_task_that_is_cancelled_leaves_its_thread_to_finish_and_the_next_try_finds_the_note(
    books: Any, open_sink: Any
) -> None:
    def wait(_: Any) -> None:
        time.sleep(0.3)

    made = note()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.15):
            await open_sink(connect=breaking("commit", "before", wait)).post(made, made.posting_key)
    await open_sink().post(made, made.posting_key)
    one_note(books)


async def test_a_call_that_takes_too_long_is_given_up_and_may_be_tried_again(books: Any, open_sink: Any) -> None:
    def sleep(connection: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")

    made, begin = note(), time.monotonic()
    with pytest.raises(Unavailable) as caught:
        await open_sink(connect=breaking("finalise", "before", sleep), call_seconds=1).post(made, made.posting_key)
    assert caught.value.metadata == {"code": "DPY-4024"}
    assert time.monotonic() - begin < 4
    await open_sink().post(made, made.posting_key)
    one_note(books)


async def test_a_session_that_died_while_it_rested_is_replaced_before_it_is_used(
    books: Any, open_sink: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "IDLE_SECONDS", 0.0)
    sink, first, second = open_sink(pool_size=1), note(), note()
    await sink.post(first, first.posting_key)
    books.close_sessions()
    await sink.post(second, second.posting_key)
    assert books.act() == FUEL_IN_ACT * 2


async def test_a_wrong_password_is_told_in_words_and_not_tried_again_at_once(books: Any, open_sink: Any) -> None:
    """Oracle would lock the user."""
    logins = []

    def counted(**parameters: Any) -> Any:
        logins.append(parameters["user"])
        return connect(**parameters)

    sink, made = open_sink(connect=counted, password="wrong"), note()
    for _ in range(5):
        with pytest.raises(Refused) as caught:
            await sink.post(made, made.posting_key)
        assert caught.value.reason == "roa_login_refused"
    assert logins == ["roa"]
    assert "parola" in say(caught.value.reason, caught.value.metadata, ROMANIAN)
    assert "wrong" not in repr(books.settings(password="wrong"))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the driver leaves its socket open
async def test_a_database_that_is_down_or_silent_is_unavailable_and_holds_nothing_up(
    books: Any, open_sink: Any
) -> None:
    """Through the real driver, which has no time limit for a login of its own."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        for dsn, code in ((f"127.0.0.1:{port}/roa", "LOGIN"), ("127.0.0.1:1/roa", "DPY-6005")):
            sink, made, begin = (
                open_sink(connect=oracledb.connect, dsn=dsn, connect_seconds=1),
                note(),
                time.monotonic(),
            )
            with pytest.raises(Unavailable) as caught:
                await sink.post(made, made.posting_key)
            assert caught.value.metadata["code"] == code
            await sink.close()
            assert time.monotonic() - begin < 5
    gc.collect()


async def test_silent_logins_never_gather_beyond_the_pool(books: Any, open_sink: Any) -> None:
    begun = []

    def silent(**_: Any) -> Any:
        begun.append(1)
        time.sleep(3)
        raise oracle_error(12170, "connect timeout occurred")

    sink, made = open_sink(connect=silent, connect_seconds=1, wait_seconds=1, pool_size=2), note()
    for _ in range(3):
        with pytest.raises(Unavailable):
            await sink.post(made, made.posting_key)
    assert len(begun) <= 3
    await asyncio.sleep(1.5)


async def test_closing_leaves_no_session_behind(books: Any, open_sink: Any) -> None:
    sink, made = open_sink(), [note() for _ in range(6)]
    await asyncio.gather(*(sink.post(each, each.posting_key) for each in made))
    await sink.close()
    assert isinstance(sink._pool, Pool)
    await asyncio.sleep(0.2)
    assert books.rows("SELECT count(*) FROM pg_stat_activity WHERE usename = 'roa'") == [(0,)]


async def test_books_that_are_closed_while_notes_wait_post_these_and_take_no_more(books: Any, open_sink: Any) -> None:
    sink, made = open_sink(pool_size=1), [note() for _ in range(6)]
    posting = [asyncio.create_task(sink.post(each, each.posting_key)) for each in made]
    await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    await sink.close()
    await asyncio.gather(*posting)
    assert len(books.act()) == 18
    with pytest.raises(Unavailable):
        await sink.post(note(), "one more")
    await asyncio.sleep(0.2)
    assert books.rows("SELECT count(*) FROM pg_stat_activity WHERE usename = 'roa'") == [(0,)]


async def test_the_connection_test_passes_on_whole_books(books: Any, open_sink: Any) -> None:
    findings = await open_sink().examine()
    assert [finding for finding in findings if not finding.ok] == []
    assert len(findings) >= 12
    assert all("…" not in say(finding.reason, finding.metadata, ROMANIAN) for finding in findings)
    assert books.act() == []
    assert books.rows("SELECT count(*) FROM scriere") == [(0,)]


@pytest.mark.parametrize(
    ("change", "reason", "words"),
    [
        ("ALTER TABLE act_temp RENAME COLUMN taxcode TO cod_taxa", "roa_object_missing", "taxcode"),
        ("ALTER TABLE atas_referinte RENAME TO atas_legaturi", "roa_object_missing", "atas_referinte"),
        ("ALTER SCHEMA pack_parteneri RENAME TO pack_part", "roa_procedure_missing", "PACK_PARTENERI"),
        ("ALTER SEQUENCE seq_cod RENAME TO seq_cod_nota", "roa_sequence_missing", "SEQ_COD"),
        ("ALTER SCHEMA dbms_lock RENAME TO dbms_locks", "roa_object_missing", "PLS-00201"),
        ("REVOKE SELECT ON nom_parteneri FROM roa", "roa_right_missing", "nom_parteneri"),
        ("UPDATE nls_database_parameters SET value = 'JA16SJIS'", "roa_charset_unknown", "JA16SJIS"),
        ("UPDATE calendar SET inchisa = true", "roa_month_closed", "inchisa"),
    ],
)
async def test_the_connection_test_names_what_is_not_as_expected(
    change: str, reason: str, words: str, postgres: Any, all_books: Any
) -> None:
    books = Books.make(postgres.admin_url, f"roa_{uuid4().hex}")
    books.execute(change)
    settings = books.settings()
    sink = RoaSink(Pool(settings, connect), settings)
    at = datetime.now()  # noqa: DTZ005 (only its year is looked at)
    books.execute(
        "INSERT INTO calendar SELECT %s, luna, true FROM generate_series(1, 12) luna ON CONFLICT DO NOTHING", (at.year,)
    )
    failed = [finding for finding in await sink.examine() if not finding.ok]
    await sink.close()
    assert [finding.reason for finding in failed] == [reason]
    assert words in say(failed[0].reason, failed[0].metadata, ROMANIAN)


async def test_the_connection_test_without_a_login_tells_only_that(books: Any, open_sink: Any) -> None:
    [finding] = await open_sink(password="wrong").examine()
    assert (finding.ok, finding.reason) == (False, "roa_login_refused")
