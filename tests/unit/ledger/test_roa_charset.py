"""Texts in the database's letters and bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.sinks.roa.charset import Charset

NAMES = ["AL32UTF8", "UTF8", "EE8MSWIN1250", "EE8ISO8859P2", "EE8PC852", "WE8MSWIN1252", "US7ASCII", "NO_SUCH_SET"]


@pytest.mark.parametrize(
    ("name", "text", "spelled"),
    [
        ("AL32UTF8", "Șoșea „Țară”", "Șoșea „Țară”"),
        ("EE8MSWIN1250", "Șoșea „Țară”", "Şoşea „Ţară”"),
        ("EE8ISO8859P2", "Șoșea „Țară”", 'Şoşea "Ţară"'),
        ("WE8MSWIN1252", "Șoșea Țară", "Sosea Tara"),
        ("US7ASCII", "Șoșea – ăîâ…", "Sosea - aia..."),
        ("NO_SUCH_SET", "Ărămie", "Aramie"),
        ("EE8MSWIN1250", "două\nrânduri\t\u200bși", "două rânduri ?şi"),
        ("AL32UTF8", "bon 🧾", "bon ?"),
        ("EE8MSWIN1250", "Бон", "???"),
    ],
)
def test_letters_that_a_set_lacks_are_spelled_with_those_it_has(name: str, text: str, spelled: str) -> None:
    assert Charset.named(name).spelled(text) == spelled


@pytest.mark.parametrize(
    ("name", "text", "limit", "cut"),
    [
        ("AL32UTF8", "scurt", 10, "scurt"),
        ("AL32UTF8", "Materiale de birou", 12, "Materiale de"),
        ("AL32UTF8", "Materiale de birou", 14, "Materiale de"),
        ("AL32UTF8", "ăăăăă", 5, "ăă"),
        ("EE8MSWIN1250", "ăăăăă", 5, "ăăăăă"),
        ("EE8MSWIN1250", "a bcdefghijkl", 10, "a bcdefghi"),
        ("EE8MSWIN1250", "OMV, PETROM", 6, "OMV"),
        ("EE8MSWIN1250", "", 10, ""),
    ],
)
def test_a_text_is_cut_on_a_word_by_bytes(name: str, text: str, limit: int, cut: str) -> None:
    assert Charset.named(name).fit(text, limit) == cut


@given(st.text(max_size=120), st.integers(min_value=1, max_value=100), st.sampled_from(NAMES))
def test_whatever_is_cut_fits_and_can_be_encoded(text: str, limit: int, name: str) -> None:
    charset = Charset.named(name)
    assert len(charset.fit(text, limit).encode(charset.codec)) <= limit


def test_a_set_that_is_not_known_says_so() -> None:
    assert not Charset.named("JA16SJIS").known
    assert Charset.named("al32utf8").known
