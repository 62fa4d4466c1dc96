"""Which expense account a purchase goes to, and why.

In this order: the word of who approves it, the office's rule, a correction, earlier approvals, keywords, the default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.common.errors import Invalid
from services.ledger.rules.chart import takes_purchases
from services.ledger.rules.keywords import ITEMS, SUPPLIER_CUIS, SUPPLIERS
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Purchase, bare_cui
from services.ledger.rules.words import Finder


class Basis(StrEnum):
    """What an account was chosen by, in the order of precedence."""

    CHOSEN = "chosen"
    """By hand, for this very note."""
    SUPPLIER_RULE = "supplier_rule"
    CORRECTED = "corrected"
    """By hand, for an earlier note of the supplier: the last word of a person goes before any number of habits."""
    LEARNED = "learned"
    KEYWORD = "keyword"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class AccountReason:
    """An account and why.

    `detail` is the rule's fiscal code, the day of the earlier choice, the earlier approvals with this account of all
    that there were (`11/12`), or the keyword.
    """

    account: str
    basis: Basis
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SupplierHistory:
    """What the office said and did about a supplier: its rule, and how often it approved which account.

    `corrected` is the account that was last chosen by hand, with the day of that.
    """

    rule: str | None = None
    approvals: Mapping[str, int] | None = None
    corrected: tuple[str, date] | None = None

    def with_approval(self, account: str, chosen_on: date | None = None) -> SupplierHistory:
        """After one more approval, which is now the latest: accounts stand in this order. By hand if with a day."""
        earlier = dict(self.approvals or {})
        count = earlier.pop(account, 0)
        corrected = self.corrected if chosen_on is None else (account, chosen_on)
        return SupplierHistory(self.rule, {account: count + 1, **earlier}, corrected)


def choose_account(
    purchase: Purchase, history: SupplierHistory, policy: Policy, chosen: str | None = None
) -> AccountReason:
    """The account for the whole purchase; `chosen` is the approval's own word.

    Of those learned the account approved most often wins, of equals the first. Raises Invalid(account_unknown).
    """
    if chosen is not None:
        return _by_hand(chosen)
    if history.rule is not None:
        return AccountReason(history.rule, Basis.SUPPLIER_RULE, bare_cui(purchase.supplier_cui or ""))
    if history.corrected is not None:
        account, day = history.corrected
        return AccountReason(account, Basis.CORRECTED, day.isoformat())
    if history.approvals:
        account, count = max(history.approvals.items(), key=lambda approval: approval[1])
        return AccountReason(account, Basis.LEARNED, f"{count}/{sum(history.approvals.values())}")
    return _by_keyword(purchase) or AccountReason(policy.default_expense, Basis.DEFAULT)


def _by_hand(account: str) -> AccountReason:
    if not takes_purchases(account):
        fields = {"booking.account": "not for purchases"}
        raise Invalid("account_unknown", "No account for purchases.", {"account": account}, fields)
    return AccountReason(account, Basis.CHOSEN)


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


_ITEMS = Finder(ITEMS)
_SUPPLIERS = Finder(SUPPLIERS)
