"""Which expense account a purchase goes to, and why: the office's rule, earlier approvals, keywords, the default."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.ledger.rules.keywords import ITEMS, SUPPLIER_CUIS, SUPPLIERS
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Purchase, bare_cui


class Basis(StrEnum):
    """What an account was chosen by, in the order of precedence."""

    SUPPLIER_RULE = "supplier_rule"
    LEARNED = "learned"
    KEYWORD = "keyword"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class AccountReason:
    """An account and why; `detail` is the rule's fiscal code, the count of earlier approvals, or the keyword."""

    account: str
    basis: Basis
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SupplierHistory:
    """What the office said and did about a supplier: its rule, and how often it approved which account."""

    rule: str | None = None
    approvals: Mapping[str, int] | None = None


def choose_account(purchase: Purchase, history: SupplierHistory, policy: Policy) -> AccountReason:
    """The account for the whole purchase. The account approved most often wins, of equals the first."""
    if history.rule is not None:
        return AccountReason(history.rule, Basis.SUPPLIER_RULE, bare_cui(purchase.supplier_cui or ""))
    if history.approvals:
        account, count = max(history.approvals.items(), key=lambda approval: approval[1])
        return AccountReason(account, Basis.LEARNED, str(count))
    return _by_keyword(purchase) or AccountReason(policy.default_expense, Basis.DEFAULT)


def _by_keyword(purchase: Purchase) -> AccountReason | None:
    """The account whose things bought cost most; without any, the one that the supplier stands for."""
    weights: dict[str, int] = {}
    keywords: dict[str, str] = {}
    for item in purchase.items:
        found = _ITEMS.find(item.description)
        if found is not None:
            account, keyword = found
            weights[account] = weights.get(account, 0) + abs(item.amount or 0)
            keywords.setdefault(account, keyword)
    if weights:
        account = max(weights, key=lambda known: weights[known])
        return AccountReason(account, Basis.KEYWORD, keywords[account])
    cui = bare_cui(purchase.supplier_cui or "")
    if cui in SUPPLIER_CUIS:
        return AccountReason(SUPPLIER_CUIS[cui], Basis.KEYWORD, cui)
    found = _SUPPLIERS.find(purchase.supplier_name or "")
    return None if found is None else AccountReason(found[0], Basis.KEYWORD, found[1])


def teaches(reason: AccountReason) -> bool:
    """Whether approving a note with this account says something about its supplier; the default was nobody's choice."""
    return reason.basis is not Basis.DEFAULT


class _Finder:
    """Finds a table's keywords in texts; one pattern with a group a keyword, the longest first."""

    def __init__(self, table: Mapping[str, tuple[str, ...]]) -> None:
        pairs = [(keyword, account) for account, keywords in table.items() for keyword in keywords]
        pairs.sort(key=lambda pair: -len(pair[0]))
        self._accounts = [account for _, account in pairs]
        self._pattern = re.compile(r"\b(?:" + "|".join(f"({_expression(keyword)})" for keyword, _ in pairs) + r")\b")

    def find(self, text: str) -> tuple[str, str] | None:
        """The account of the longest keyword in a text, with the words: `FILTRU MOTORINA` is a part, not fuel."""
        matches = [match for match in self._pattern.finditer(_words(text)) if match.lastindex]
        if not matches:
            return None
        best = min(matches, key=lambda match: match.lastindex or 0)
        return self._accounts[(best.lastindex or 0) - 1], best.group()


def _expression(keyword: str) -> str:
    return re.escape(keyword.removesuffix("*")) + (r"\w*" if keyword.endswith("*") else "")


def _words(text: str) -> str:
    """Capitals without diacritics, everything but letters and digits as one blank."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[A-Z0-9]+", bare.upper()))


_ITEMS = _Finder(ITEMS)
_SUPPLIERS = _Finder(SUPPLIERS)
