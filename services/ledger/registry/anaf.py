"""ANAF's public web service about companies: who is registered for VAT, who defers it, who is inactive, on a day.

Documented by ANAF as PlatitorTvaRest, version 9 (static.anaf.ro, doc_WS_V9.txt): POST of a list of {cui, data}, at
most 100 a request and one request a second; `found` has what it knows, `notFound` the codes that it does not. When it
knows none of them it answers with status 404 and the same body.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.ledger.registry.public_service import PublicService, Unexpected

MOST_COMPANIES = 100
"""In one request."""
SPACING_SECONDS = 1.5
"""Between two requests; ANAF counts arrivals, one a second, and a first connection takes longer than the next."""
MOST_BYTES = 4 * 2**20
_ANSWERS = frozenset({200, 404})
_COMMA_BELOW = str.maketrans("şţŞŢ", "șțȘȚ")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """What ANAF says of a company on a day; `registered` is False for a fiscal code that it does not know."""

    cui: str
    day: date
    registered: bool
    name: str = ""
    vat_payer: bool = False
    vat_on_collection: bool = False
    inactive: bool = False


class Anaf:
    """Asks ANAF at the address of its service, version 9 (version 8 answers alike)."""

    def __init__(self, service: PublicService, url: str) -> None:
        self._service = service
        self._url = url

    async def ask(self, questions: Mapping[str, date]) -> list[CompanyFacts]:
        """Facts by fiscal code (digits) and day, at most 100 of them, at most today.

        A company that the answer leaves out, or of which it can't be read, is left out. Raises Away, Unexpected.
        """
        if not 0 < len(questions) <= MOST_COMPANIES:
            raise ValueError(f"{len(questions)} companies; ANAF takes 1 to {MOST_COMPANIES} at once")
        body = [{"cui": int(cui), "data": day.isoformat()} for cui, day in questions.items()]
        answer = await self._service.ask("POST", self._url, "application/json", json=body, expected=_ANSWERS)
        return read_answer(answer.body, questions)


def read_answer(body: bytes, questions: Mapping[str, date]) -> list[CompanyFacts]:
    """The facts in an answer to these questions, each at most once. Raises Unexpected."""
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise Unexpected("ANAF's answer is not JSON") from error
    if not isinstance(answer, dict) or answer.get("cod", 200) not in _ANSWERS:
        raise Unexpected(f"ANAF's answer is none: {str(answer)[:200]}")
    found, missing = answer.get("found"), answer.get("notFound", [])
    if not isinstance(found, list) or not isinstance(missing, list):
        raise Unexpected("ANAF's answer has no list of what it found")
    facts: dict[str, CompanyFacts] = {}
    for company in found:
        fact = _read(company, questions)
        if fact is not None:
            facts.setdefault(fact.cui, fact)
    for item in missing:
        cui = _code(item.get("cui") if isinstance(item, dict) else item)
        if cui in questions and cui not in facts:
            facts[cui] = CompanyFacts(cui, questions[cui], registered=False)
    return list(facts.values())


def _read(company: Any, questions: Mapping[str, date]) -> CompanyFacts | None:
    """One company, or None if it is not one that was asked about, or lacks a fact: no fact is made up."""
    try:
        general = company["date_generale"]
        cui = _code(general["cui"])
        facts = CompanyFacts(
            cui=cui,
            day=date.fromisoformat(general["data"]),
            registered=True,
            name=" ".join(str(general["denumire"]).split()).translate(_COMMA_BELOW),
            vat_payer=_flag(company["inregistrare_scop_Tva"]["scpTVA"]),
            vat_on_collection=_flag(company["inregistrare_RTVAI"]["statusTvaIncasare"]),
            inactive=_flag(company["stare_inactiv"]["statusInactivi"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        log.warning("ANAF's facts about a company can't be read", extra={"error": repr(error)})
        return None
    if questions.get(cui) != facts.day:
        log.warning("ANAF answers what was not asked", extra={"cui": cui, "day": facts.day.isoformat()})
        return None
    return facts


def _code(value: Any) -> str:
    """A fiscal code as digits: version 9 sends a number, version 8 some as text. Empty for anything else."""
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return text if text.isascii() and text.isdecimal() else ""


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"neither true nor false: {value!r}")
    return value
