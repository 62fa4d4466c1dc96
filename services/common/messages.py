"""Reason codes in words, in the caller's language: Romanian first, English second."""

from __future__ import annotations

from collections.abc import Mapping

from services.common.document_sentences import DOCUMENT_SENTENCES
from services.common.ledger_sentences import LEDGER_SENTENCES
from services.common.review_sentences import REVIEW_SENTENCES
from services.common.roa_sentences import ROA_SENTENCES
from services.common.sentences import SENTENCES

ROMANIAN = "ro"
ENGLISH = "en"

REASONS = SENTENCES | DOCUMENT_SENTENCES | LEDGER_SENTENCES | ROA_SENTENCES
"""The sentence of every reason code of an error or a finding."""


def language_of(accept_language: str) -> str:
    """The better of our two languages for an Accept-Language header (RFC 9110, 12.5.4); Romanian when in doubt."""
    best, best_weight = ROMANIAN, 0.0
    for part in accept_language.split(","):
        tag, _, parameters = part.strip().partition(";")
        language = tag.strip().lower().split("-")[0]
        weight = _weight(parameters)
        if language in (ROMANIAN, ENGLISH) and weight > best_weight:
            best, best_weight = language, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def say(reason: str, metadata: Mapping[str, str], language: str) -> str:
    """The sentence of a reason; an unknown reason gives the general one, never a code or a trace."""
    sentence = REASONS.get(reason, REASONS["internal"])
    template = sentence.en if language == ENGLISH else sentence.ro
    return template.format_map(_Known(metadata))


def say_review(reason: str, language: str) -> str:
    """The sentence of a reason to look at a document; the code itself where a newer reader has one without words."""
    sentence = REVIEW_SENTENCES.get(reason)
    if sentence is None:
        return reason
    return sentence.en if language == ENGLISH else sentence.ro


class _Known(dict[str, str]):
    """Metadata in which a missing value reads as three dots, so that a sentence never fails."""

    def __missing__(self, key: str) -> str:
        return "…"
