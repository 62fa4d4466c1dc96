"""One note into ROA, in one transaction: either all of it is in ACT, BAL and the attachments, or nothing is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import oracledb

from services.common.errors import Unavailable
from services.ledger.errors import Refused
from services.ledger.models import Note
from services.ledger.sinks.attachments import Attachment
from services.ledger.sinks.roa import statements
from services.ledger.sinks.roa.charset import Charset
from services.ledger.sinks.roa.driver import Connection, Cursor
from services.ledger.sinks.roa.refusals import refused_by_roa, told_of_commit
from services.ledger.sinks.roa.rows import Row, day_of, file_name, mark_of, refuse_what_books_lack, rows_of
from services.ledger.sinks.roa.settings import RoaSettings

PARTNER_NAME_BYTES = 100
MESSAGE_BYTES = 4000
LOCKS = 2**30
"""DBMS_LOCK leaves the numbers below this to applications."""
_EXCLUSIVE = 6
_WRITE = 0
_HELD, _TIME_IS_UP, _DEADLOCK, _HELD_ALREADY = 0, 1, 2, 4
"""What DBMS_LOCK answers."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What is to be posted, and when: `at` is the civil time in Romania, without a zone, as ROA keeps it.

    `obstacle` is why the note must not be posted, found before the session was there to ask whether it already is.
    """

    note: Note
    key: str
    settings: RoaSettings
    charset: Charset
    at: datetime
    attachments: tuple[Attachment, ...] = ()
    obstacle: Refused | None = None

    @property
    def mark(self) -> str:
        return mark_of(self.key)


def post(connection: Connection, posting: Posting) -> None:
    """Post and commit, unless ACT has the note already. Raises Refused, Unavailable and the driver's errors.

    Until the commit nothing is anybody's but this session's; the caller rolls back whatever did not get there.
    """
    with connection.cursor() as cursor:
        _hold_key(cursor, posting)
        if is_booked(cursor, posting):
            return
        # Not before: what is in the books stays there, whatever the settings and the file store say by now.
        if posting.obstacle is not None:
            raise posting.obstacle
        refuse_what_books_lack(posting.note, posting.settings)
        _initialise(cursor, posting)
        partner = _partner(cursor, posting)
        code = next_number(cursor, statements.NEXT_CODE)
        _insert_lines(cursor, _rows(posting, code, partner))
        for attachment in posting.attachments:
            _attach(cursor, posting, attachment, code)
        _finalise(cursor, posting, code)
        _refuse_unless_moved(cursor, posting, code)
    try:
        connection.commit()
    except oracledb.Error as error:
        raise told_of_commit(error) from error


def rehearse(connection: Connection, posting: Posting) -> list[Row]:
    """The rows that `post` would send, without writing anything or using up a number."""
    if posting.obstacle is not None:
        raise posting.obstacle
    refuse_what_books_lack(posting.note, posting.settings)
    with connection.cursor() as cursor:
        return _rows(posting, None, find_partner(cursor, posting))


def find_partner(cursor: Cursor, posting: Posting) -> int | None:
    """ID_PART by fiscal code, the oldest where there are several; None if there is none."""
    cui = posting.note.partner_cui
    if not cui:
        return posting.settings.partner_without_cui
    cursor.execute(statements.FIND_PARTNER, {"BARE": cui, "PREFIXED": f"RO{cui}", "SPACED": f"RO {cui}"})
    [found] = cursor.fetchone()
    return None if found is None else int(found)


def next_number(cursor: Cursor, statement: str) -> int:
    cursor.execute(statement)
    [number] = cursor.fetchone()
    return int(number)


def initialise(cursor: Cursor, settings: RoaSettings, year: int, month: int, at: datetime) -> None:
    """Open ROA's writing session for a month."""
    cursor.callproc(
        statements.INITIALISE,
        keyword_parameters={
            "TNIDUTIL": settings.user_id,
            "TDDATAORA": at,
            "TNAN": year,
            "TNLUNA": month,
            "TNSUPRASCRIERECOD": 0,
            "TNSUPRASCRIEREANLUNA": 0,
            "TNSCRIESTERGE": _WRITE,
            "TNIDSUCURSALA": settings.branch_id,
        },
    )


def hold(cursor: Cursor, number: int, seconds: int) -> int:
    """Take a lock of the application until the end of the transaction; gives DBMS_LOCK's answer, 0 if it is ours."""
    answer = cursor.callfunc(
        statements.LOCK,
        int,
        keyword_parameters={
            "ID": number,
            "LOCKMODE": _EXCLUSIVE,
            "TIMEOUT": seconds,
            "RELEASE_ON_COMMIT": True,
        },
    )
    return int(answer)


def _hold_key(cursor: Cursor, posting: Posting) -> None:
    """Wait for an earlier try of this key that the database has not finished: its commit may still be under way.

    Without this, a connection lost during the commit and a quick second try could both find nothing in ACT.
    """
    _hold(cursor, posting, posting.key)


def _hold(cursor: Cursor, posting: Posting, name: str) -> None:
    """Only one transaction at a time holds a name. Names that share a number wait for one another, no more."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % LOCKS
    answer = hold(cursor, number, max(1, posting.settings.call_seconds - 1))
    if answer in (_TIME_IS_UP, _DEADLOCK):
        raise Unavailable("roa_unavailable", "Another posting holds what this one needs.", {"code": "DBMS_LOCK"})
    if answer not in (_HELD, _HELD_ALREADY):
        raise Refused("roa_failed", "DBMS_LOCK refused.", {"code": "DBMS_LOCK", "message": str(answer)})


def is_booked(cursor: Cursor, posting: Posting) -> bool:
    """Whether ACT has the note of this key."""
    cursor.execute(statements.FIND_NOTE, _place(posting))
    [lines] = cursor.fetchone()
    return int(lines) > 0


def _place(posting: Posting) -> dict[str, int | str]:
    """Where in ACT the lines of this key are."""
    day = day_of(posting.note)
    return {"AN": day.year, "LUNA": day.month, "MARK": f"%{posting.mark}"}


def _initialise(cursor: Cursor, posting: Posting) -> None:
    day = day_of(posting.note)
    initialise(cursor, posting.settings, day.year, day.month, posting.at)


def _partner(cursor: Cursor, posting: Posting) -> int:
    found = find_partner(cursor, posting)
    if found is None:
        # Another note of the same new supplier may be about to create it: then it is there once this is ours.
        _hold(cursor, posting, f"partner {posting.note.partner_cui}")
        found = find_partner(cursor, posting)
    return found if found is not None else _create_partner(cursor, posting)


def _create_partner(cursor: Cursor, posting: Posting) -> int:
    name = posting.charset.fit(posting.note.partner_name, PARTNER_NAME_BYTES)
    if not name:
        raise Refused("roa_supplier_without_name", "A new partner needs a name.", {"cui": posting.note.partner_cui})
    number = cursor.var(oracledb.DB_TYPE_NUMBER)
    cursor.callproc(
        statements.ADD_PARTNER,
        keyword_parameters={
            "TCDENUMIRE": name,
            "TCCOD_FISCAL": posting.note.partner_cui,
            "TNIDUTIL": posting.settings.user_id,
            "TNIDPART": number,
        },
    )
    created = number.getvalue()
    if created is None:
        raise Refused("roa_failed", "No new partner.", {"code": statements.ADD_PARTNER, "message": "ID_PART"})
    return int(created)


def _rows(posting: Posting, code: int | None, partner: int | None) -> list[Row]:
    return rows_of(posting.note, posting.key, posting.settings, posting.charset, code=code, partner=partner)


def _insert_lines(cursor: Cursor, rows: list[Row]) -> None:
    """All lines in one round trip; then ACT_TEMP must hold them and nothing else, or foreign rows would be booked."""
    cursor.executemany(statements.INSERT_LINE, rows)
    if next_number(cursor, statements.COUNT_WAITING) != len(rows):
        raise Refused("roa_act_temp_not_empty", "ACT_TEMP holds rows that are not ours.")


def _attach(cursor: Cursor, posting: Posting, attachment: Attachment, code: int) -> None:
    day = day_of(posting.note)
    number = next_number(cursor, statements.NEXT_ATTACHMENT)
    cursor.setinputsizes(CONTINUT=oracledb.DB_TYPE_BLOB)
    cursor.execute(
        statements.INSERT_ATTACHMENT,
        {
            "ID_ATASAMENT": number,
            "DENUMIRE": file_name(attachment.name, posting.charset),
            "CONTINUT": attachment.content,
            "ID_UTIL": posting.settings.user_id,
            "DATAORA": posting.at,
        },
    )
    reference = {"ID_ATASAMENT": number, "AN": day.year, "LUNA": day.month, "COD": code}
    cursor.execute(statements.INSERT_REFERENCE, reference)


def _finalise(cursor: Cursor, posting: Posting, code: int) -> None:
    message = cursor.var(oracledb.DB_TYPE_VARCHAR, MESSAGE_BYTES)
    cursor.callproc(
        statements.FINALISE,
        keyword_parameters={
            "TNIDUTIL": posting.settings.user_id,
            "TNCOD": code,
            "TNSCRIESTERGE": _WRITE,
            "TNMODIFICARENOTA": 0,
            "TNSCRIECUMPVANZ": 1 if posting.settings.purchase_journal else 0,
            "TCMESAJREFACERENOTA": message,
        },
    )
    text = str(message.getvalue() or "").strip()
    if text:
        raise refused_by_roa(text)


def _refuse_unless_moved(cursor: Cursor, posting: Posting, code: int) -> None:
    """Hold ROA to what it is taken to do: every line in ACT where a second try finds it, none left behind."""
    cursor.execute(statements.COUNT_MOVED, _place(posting) | {"COD": code})
    moved, left = (int(count) for count in cursor.fetchone())
    if moved != len(posting.note.lines) or left:
        metadata = {"moved": str(moved), "lines": str(len(posting.note.lines))}
        raise Refused("roa_not_moved", "ROA did not move the lines to ACT.", metadata)
