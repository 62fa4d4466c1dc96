"""What people read: every reason in both languages, in correct letters, and never a code or a trace."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.messages import ENGLISH, REASONS, ROMANIAN, language_of, say
from services.common.review_sentences import REVIEW_SENTENCES
from services.common.sentences import Sentence

ROOT = Path(__file__).resolve().parents[3]
ERRORS = {
    "DomainError",
    "NotFound",
    "AlreadyExists",
    "Invalid",
    "Conflict",
    "Unauthenticated",
    "Denied",
    "TooLarge",
    "Unavailable",
}
ALL = [*REASONS.items(), *REVIEW_SENTENCES.items()]
OTHER_CODES = {"vat_rates_in_force", "date_not_too_old", "request_invalid"}
"""Checks and errors that end as reasons do."""
STARTING = {"port_taken"}
"""Reasons that only a process's log tells, in English."""


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(("reason", "sentence"), ALL)
def test_every_message_is_a_sentence_or_what_follows_a_fields_name_in_both_languages_alike(
    reason: str, sentence: Sentence
) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", reason)
    assert all(text and text == text.strip() for text in sentence)
    whole = [text.endswith(".") for text in sentence]
    assert whole == [not text[0].islower() for text in sentence]
    assert len(set(whole)) == 1
    assert names(sentence.ro) == names(sentence.en)
    assert sentence.ro != sentence.en


@pytest.mark.parametrize(("reason", "sentence"), ALL)
def test_romanian_is_written_with_comma_below_and_typographic_quotes(reason: str, sentence: Sentence) -> None:
    text = sentence.ro
    assert not set("şţŞŢãÃõ") & set(text), "cedilla or tilde where Romanian has comma or breve"
    assert '"' not in text
    assert "\u0326" not in text, "combining comma: use the precomposed letter"


def _reasons_raised() -> set[tuple[str, str]]:
    """Every literal reason of a domain error in the code, with its place."""
    found = set()
    for folder in ("services", "gateway"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                    name = node.func.id if isinstance(node.func, ast.Name) else ""
                    if name in ERRORS and isinstance(node.args[0].value, str):
                        found.add((node.args[0].value, f"{path.relative_to(ROOT)}:{node.lineno}"))
    return found


def test_every_reason_that_the_code_raises_has_its_sentence() -> None:
    raised = _reasons_raised()
    assert len(raised) > 10
    missing = sorted(f"{reason} ({place})" for reason, place in raised if reason not in REASONS.keys() | STARTING)
    assert missing == []


@given(st.text(max_size=30), st.dictionaries(st.sampled_from(["cui", "state", "fields"]), st.text(max_size=10)))
def test_any_reason_with_any_values_gives_a_sentence(reason: str, metadata: dict[str, str]) -> None:
    for language in (ROMANIAN, ENGLISH):
        assert say(reason, metadata, language)
    assert say("no_such_reason", {}, ROMANIAN) == REASONS["internal"].ro


def test_values_are_put_in_as_they_are_and_a_missing_one_reads_as_dots() -> None:
    assert say("client_exists", {"cui": "{13}"}, ENGLISH) == "A company with fiscal code {13} already exists."
    assert say("client_exists", {}, ENGLISH) == "A company with fiscal code … already exists."


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", ROMANIAN),
        ("*", ROMANIAN),
        ("en", ENGLISH),
        ("en-GB", ENGLISH),
        ("EN;q=0.9, ro-RO;q=0.8", ENGLISH),
        ("ro-RO,ro;q=0.9,en-US;q=0.8,en;q=0.7", ROMANIAN),
        ("de, fr;q=0.5", ROMANIAN),
        ("en;q=0", ROMANIAN),
        ("en;q=x", ROMANIAN),
        ("en; q=0.5", ENGLISH),
        ("ro;q=0.5,en;q=0.5", ROMANIAN),
        (",,;;q=,", ROMANIAN),
    ],
)
def test_the_language_is_the_one_that_the_caller_prefers(header: str, language: str) -> None:
    assert language_of(header) == language


@given(st.text(max_size=60))
def test_no_header_breaks_the_choice(header: str) -> None:
    assert language_of(header) in (ROMANIAN, ENGLISH)


def test_every_reason_for_review_has_its_sentence() -> None:
    """The reader's codes are literals of its package that end in what was found wrong."""
    ending = re.compile(r"[a-z_]+_(unread|uncertain|invalid|mismatch|in_force|in_future|too_old|inexact|unusable)")
    written = {
        node.value
        for path in (ROOT / "services" / "ocr").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ending.fullmatch(node.value)
    }
    codes = {code for code in written if code not in OTHER_CODES}
    assert len(codes) > 20
    assert sorted(codes - REVIEW_SENTENCES.keys()) == []
