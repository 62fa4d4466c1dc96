"""Cash that the law limits by the day (Legea 70/2015, art. 3): a warning, never a different note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.ledger.rules.cautions import Caution
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Method, Purchase, bare_cui


@dataclass(frozen=True, slots=True)
class CashPaid:
    """Bani that the company paid in cash on the document's day by other documents."""

    to_supplier: int = 0
    in_all: int = 0


def cash_cautions(
    purchase: Purchase, by_method: Mapping[Method, int], earlier: CashPaid, policy: Policy
) -> list[Caution]:
    """Whether a payment, in lei, takes the day's cash above a limit; an employee's advance is cash as well."""
    cash = by_method.get(Method.CASH, 0) + by_method.get(Method.ADVANCE, 0)
    if cash <= 0:
        return []
    to_supplier = limit_of(purchase.supplier_name or "", purchase.supplier_cui or "", policy)
    found = {
        Caution.CASH_OVER_LIMIT: to_supplier is not None and earlier.to_supplier + cash > to_supplier,
        Caution.CASH_OVER_DAY_LIMIT: policy.cash_in_all is not None and earlier.in_all + cash > policy.cash_in_all,
    }
    return [caution for caution, holds in found.items() if holds]


def limit_of(supplier_name: str, supplier_cui: str, policy: Policy) -> int | None:
    """What a supplier may be paid in cash on a day, in bani; None where the law names no limit."""
    name = supplier_name.upper()
    named = "CASH & CARRY" in name or "CASH AND CARRY" in name or "CASH&CARRY" in name
    carries = named or bare_cui(supplier_cui) in policy.cash_and_carry_suppliers
    return policy.cash_to_cash_and_carry if carries else policy.cash_to_one_supplier
