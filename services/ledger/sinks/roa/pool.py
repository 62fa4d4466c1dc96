"""Sessions of one login to ROA's database: kept open, given out one at a time, never used again after a failure.

Not the driver's own pool: a listener that accepts and then says nothing holds that one's thread for ever, and with it
the end of the process (python-oracledb issue 451: the driver limits the connect, not the login).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import Any

import oracledb

from services.common.errors import Unavailable
from services.ledger.errors import Refused
from services.ledger.sinks.hosts import Hosts
from services.ledger.sinks.roa.charset import Charset
from services.ledger.sinks.roa.driver import Connect, Connection
from services.ledger.sinks.roa.refusals import LOGIN_REASON, told
from services.ledger.sinks.roa.settings import RoaSettings
from services.ledger.sinks.roa.statements import CHARACTER_SET

oracledb.enable_thin_mode()  # type: ignore[no-untyped-call] # the driver left this one out
"""Said at once: until the mode is settled the driver lets one login at a time run, and one that hangs stops all."""

LOGIN_PAUSE_SECONDS = 300.0
"""Oracle locks a user after some wrong passwords (ten by default): after one refusal we don't try again for this."""
IDLE_SECONDS = 20.0
"""A session that rested longer is asked whether it still lives before it is given out: firewalls forget quietly."""
KEEPALIVE_MINUTES = 1


def dialling(settings: RoaSettings, hosts: Hosts, connect: Connect = oracledb.connect) -> Connect:
    """Connects to what the installation allows. Looks at each login what the name stands for by then."""

    def dial(**parameters: Any) -> Connection:
        hosts.require_harmless(settings.host, settings.port)
        return connect(**parameters)

    return dial


class Pool:
    """Opens nothing before the first session is asked for. Safe to use from several threads."""

    def __init__(self, settings: RoaSettings, connect: Connect = oracledb.connect) -> None:
        self._settings = settings
        self._connect = connect
        self._room = threading.Semaphore(settings.pool_size)
        self._resting: list[tuple[float, Connection]] = []
        self._closed = False
        self._refusal: tuple[float, Refused] | None = None
        self._charset: Charset | None = None

    @contextmanager
    def session(self) -> Iterator[Connection]:
        """One session in no transaction. What is not committed when the block ends is rolled back.

        A session in which anything failed is closed: ROA's packages keep variables in it that a rollback leaves as
        they are. Raises Refused, Unavailable.
        """
        try:
            connection = self._take()
            try:
                yield connection
                connection.rollback()
            except BaseException:
                self._discard(connection)
                raise
            self._give_back(connection)
        except oracledb.Error as error:
            raise told(error) from error

    def charset(self, connection: Connection) -> Charset:
        """The database's character set; asked for once."""
        if self._charset is None:
            with connection.cursor() as cursor:
                cursor.execute(CHARACTER_SET)
                row = cursor.fetchone()
            self._charset = Charset.named(str(row[0]) if row else "")
        return self._charset

    def close(self) -> None:
        """Close the sessions that rest now, and those in use when they are done."""
        self._closed = True
        with suppress(IndexError):  # another thread may close the last one
            while self._resting:
                _close(self._resting.pop()[1])

    def _take(self) -> Connection:
        """A session that rested and still lives, else a new one."""
        if not self._room.acquire(timeout=self._settings.wait_seconds):
            raise Unavailable("roa_unavailable", "All sessions to ROA are in use.", {"code": "POOL"})
        while self._resting:
            with suppress(IndexError):  # another thread may be quicker
                since, connection = self._resting.pop()
                if time.monotonic() - since < IDLE_SECONDS or _lives(connection):
                    return connection
                _close(connection)
        return self._login()

    def _give_back(self, connection: Connection) -> None:
        self._resting.append((time.monotonic(), connection))
        if self._closed:
            self.close()
        self._room.release()

    def _discard(self, connection: Connection) -> None:
        # Closing the session rolls back too, but later: locks should go now, if it still answers.
        with suppress(oracledb.Error):
            connection.rollback()
        _close(connection)
        self._room.release()

    def _login(self) -> Connection:
        """Log in within the time that the settings give.

        A login that does not answer keeps its place in the pool until the network ends it, so that a dead server
        never gathers more of them than the pool has places.
        """
        answer: Future[Connection] = Future()
        threading.Thread(target=self._log_in, args=(answer,), name="roa-login", daemon=True).start()
        try:
            return answer.result(timeout=self._settings.connect_seconds)
        except TimeoutError:
            answer.add_done_callback(self._drop_late)
            raise Unavailable(
                "roa_unavailable", "ROA's database did not answer the login.", {"code": "LOGIN"}
            ) from None
        except BaseException:
            self._room.release()
            raise

    def _log_in(self, answer: Future[Connection]) -> None:
        settings = self._settings
        try:
            self._refuse_while_barred()
            connection = self._connect(
                dsn=settings.dsn,
                user=settings.user,
                password=settings.password.reveal(),
                tcp_connect_timeout=settings.connect_seconds,
                expire_time=KEEPALIVE_MINUTES,
                retry_count=0,
            )
            connection.call_timeout = settings.call_seconds * 1000
        except OSError as error:  # what the driver leaves as it is: a name that no server knows
            answer.set_exception(Unavailable("roa_unavailable", str(error), {"code": type(error).__name__}))
        except BaseException as error:
            self._bar_after(error)
            answer.set_exception(error)
        else:
            answer.set_result(connection)

    def _drop_late(self, answer: Future[Connection]) -> None:
        if answer.exception() is None:
            _close(answer.result())
        self._room.release()

    def _bar_after(self, error: BaseException) -> None:
        failure = told(error) if isinstance(error, oracledb.Error) else None
        if isinstance(failure, Refused) and failure.reason == LOGIN_REASON:
            self._refusal = (time.monotonic() + LOGIN_PAUSE_SECONDS, failure)

    def _refuse_while_barred(self) -> None:
        if self._refusal is not None and time.monotonic() < self._refusal[0]:
            refusal = self._refusal[1]
            raise Refused(refusal.reason, refusal.message, refusal.metadata)


def _lives(connection: Connection) -> bool:
    try:
        connection.ping()
    except oracledb.Error:
        return False
    return True


def _close(connection: Connection) -> None:
    with suppress(oracledb.Error):
        connection.close()
