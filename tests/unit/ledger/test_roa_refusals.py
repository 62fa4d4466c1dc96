"""What Oracle answers, sorted: a person has to look, or time heals it. All of it has words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import oracledb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.errors import Unavailable
from services.common.messages import ENGLISH, REASONS, ROMANIAN, say
from services.ledger.errors import Refused
from services.ledger.sinks.roa import refusals
from services.ledger.sinks.roa.refusals import refused_by_roa, told, told_of_commit
from tests.roa.connection import driver_error, oracle_error

FOLDER = Path(refusals.__file__).parent


@pytest.mark.parametrize(
    ("code", "text", "kind", "reason"),
    [
        (1017, "invalid username/password; logon denied", Refused, "roa_login_refused"),
        (28000, "the account is locked", Refused, "roa_login_refused"),
        (942, "table or view does not exist", Refused, "roa_object_missing"),
        (904, '"TAXCODE": invalid identifier', Refused, "roa_object_missing"),
        (6550, "line 1, column 7:\nPLS-00201: identifier must be declared", Refused, "roa_object_missing"),
        (1031, "insufficient privileges", Refused, "roa_right_missing"),
        (12899, "value too large for column", Refused, "roa_text_too_long"),
        (1400, "cannot insert NULL", Refused, "roa_value_missing"),
        (2291, "parent key not found", Refused, "roa_id_unknown"),
        (20001, "Luna 03/2024 este închisă", Refused, "roa_month_closed"),
        (20150, "Partenerul este blocat", Refused, "roa_refused"),
        (6502, "PL/SQL: numeric or value error", Refused, "roa_failed"),
        (1, "unique constraint violated", Unavailable, "roa_unavailable"),
        (3113, "end-of-file on communication channel", Unavailable, "roa_unavailable"),
        (12514, "TNS:listener does not currently know of service", Unavailable, "roa_unavailable"),
        (12541, "TNS:no listener", Unavailable, "roa_unavailable"),
        (1033, "ORACLE initialization or shutdown in progress", Unavailable, "roa_unavailable"),
        (60, "deadlock detected", Unavailable, "roa_unavailable"),
        (54, "resource busy", Unavailable, "roa_unavailable"),
        (4068, "existing state of packages has been discarded", Unavailable, "roa_unavailable"),
        (1653, "unable to extend table", Unavailable, "roa_unavailable"),
    ],
)
def test_oracles_errors_are_sorted(code: int, text: str, kind: type[Exception], reason: str) -> None:
    failure = told(oracle_error(code, text))
    assert (type(failure), failure.reason) == (kind, reason)
    for language in (ROMANIAN, ENGLISH):
        words = say(failure.reason, failure.metadata, language)
        assert "…" not in words
        assert "\n" not in words


@pytest.mark.parametrize(
    ("number", "kind"),
    [(4011, Unavailable), (4024, Unavailable), (6005, Unavailable), (3010, Refused), (2003, Refused)],
)
def test_the_drivers_errors_are_sorted(number: int, kind: type[Exception]) -> None:
    assert type(told(driver_error(number, "what the driver says"))) is kind


@given(st.integers(min_value=1, max_value=65535), st.text(max_size=400))
def test_every_error_is_one_or_the_other_and_has_words(code: int, text: str) -> None:
    failure = told(oracle_error(code, text))
    assert isinstance(failure, Refused | Unavailable)
    assert failure.reason in REASONS
    assert len(say(failure.reason, failure.metadata, ROMANIAN)) < 500


def test_an_error_without_a_code_is_for_a_person() -> None:
    assert told(oracledb.Error()).reason == "roa_failed"
    assert told(oracledb.Error("odd")).reason == "roa_failed"


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("Luna martie este închisă!", "roa_month_closed"),
        ("Nu se poate scrie: luna 3 blocata", "roa_month_closed"),
        ("Este inchisa luna 3", "roa_month_closed"),
        ("Suma lunară este greșită", "roa_refused"),
        ("Nota contabilă nu este echilibrată", "roa_refused"),
    ],
)
def test_a_message_of_roa_is_passed_on_and_a_closed_month_known(message: str, reason: str) -> None:
    refusal = refused_by_roa(message)
    assert (refusal.reason, refusal.metadata) == (reason, {"message": message})


def test_a_commit_is_refused_only_if_oracle_rolled_it_back() -> None:
    assert isinstance(told_of_commit(oracle_error(2091, "transaction rolled back")), Refused)
    assert isinstance(told_of_commit(oracle_error(6502, "PL/SQL: numeric or value error")), Unavailable)
    assert isinstance(told_of_commit(driver_error(4011, "closed")), Unavailable)


def test_every_reason_in_the_sinks_code_has_its_sentence() -> None:
    reason = re.compile(r"roa_[a-z_]+")
    written = {
        node.value
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and reason.fullmatch(node.value)
    }
    assert len(written) > 20
    assert written <= REASONS.keys()
    assert {reason for reason in REASONS if reason.startswith("roa_")} == written
