"""Whatever the rules say in a code, the dashboard says in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from unit.ledger.test_note_rules import CASES

from services.ledger.rules.cautions import Caution
from services.ledger.rules.regime import Regime
from services.ledger.sinks.attachments import LEFT_OUT

PWA = Path(__file__).parents[3] / "pwa" / "src"


@pytest.mark.parametrize("language", ["ro", "en"])
def test_every_caution_has_a_sentence(language: str) -> None:
    written = (PWA / "shared" / "i18n" / language / "codes.ts").read_text()
    assert [code for code in (*Caution, LEFT_OUT) if f'"caution.{code}":' not in written] == []


@pytest.mark.parametrize("language", ["ro", "en"])
def test_every_regime_has_words(language: str) -> None:
    written = (PWA / "shared" / "i18n" / language / "review.ts").read_text()
    assert [regime for regime in Regime if f'"rule.vat.{regime or "deducted"}":' not in written] == []


def test_the_dashboard_knows_the_name_of_every_rule() -> None:
    source = (PWA / "review" / "explanations.ts").read_text()
    known = re.search(r"const RULE =\s*/(\^purchase.*\$)/;", source)
    assert known is not None
    assert {case.rule for case in CASES if not re.fullmatch(known[1], case.rule)} == set()


def test_every_regime_names_its_law_and_no_vat_needs_none() -> None:
    assert [regime for regime in Regime if not regime.source] == [Regime.NO_VAT]
