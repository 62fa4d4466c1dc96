"""What becomes of a purchase's VAT, and the article that says so."""

from __future__ import annotations

from enum import StrEnum

from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Company, Kind, Purchase, same_cui
from services.ledger.rules.supplier import SupplierFacts, defers
from services.ledger.rules.vat import VatReading


class Regime(StrEnum):
    """The last word of a rule's name; deducting is what goes without saying."""

    DEDUCTED = ""
    DEFERRED = "deferred_vat"
    REVERSE = "reverse_charge"
    NO_VAT = "no_vat"
    GROSS = "gross"
    OVER_LIMIT = "over_limit"
    INACTIVE = "inactive_supplier"
    UNREGISTERED = "unregistered_supplier"
    ABROAD = "other_state_vat"

    @property
    def source(self) -> str:
        return _SOURCES[self]

    @property
    def is_cost(self) -> bool:
        """Whether the VAT is a part of the cost and the note knows nothing of it."""
        return self in (Regime.GROSS, Regime.OVER_LIMIT, Regime.INACTIVE, Regime.UNREGISTERED, Regime.ABROAD)


_SOURCES = {
    Regime.DEDUCTED: "Cod fiscal art. 297 și art. 299",
    Regime.DEFERRED: "Cod fiscal art. 282 (3)-(8) și art. 297 (2)-(3)",
    Regime.REVERSE: "Cod fiscal art. 331 și art. 307 (2)-(6)",
    Regime.NO_VAT: "",
    Regime.GROSS: "Cod fiscal art. 299 (1) a) și art. 319 (12)",
    Regime.OVER_LIMIT: "Cod fiscal art. 299 (1) a) și art. 319 (12)-(13)",
    Regime.INACTIVE: "Cod fiscal art. 11 (7)",
    Regime.UNREGISTERED: "Cod fiscal art. 11 (9) și art. 299 (1) a)",
    Regime.ABROAD: "Cod fiscal art. 297 și art. 302; Directiva 2008/9/CE (rambursare)",
}


_NO_RIGHT = "Cod fiscal art. 297 (4) și art. 310"
"""Of a company that is not registered: the exemption of small ones takes the deduction with it."""


def source_of(regime: Regime, company: Company) -> str:
    """The articles of a regime; without registration the paper's faults no longer matter."""
    return _NO_RIGHT if regime is Regime.GROSS and not company.vat_payer else regime.source


def regime_of(
    purchase: Purchase, company: Company, supplier: SupplierFacts, reading: VatReading, total: int, policy: Policy
) -> Regime:
    """The regime of a whole document; `total` is in bani of lei."""
    if not deducts(purchase, company):
        return Regime.GROSS
    if not reading.amount:
        return Regime.NO_VAT
    if purchase.is_from_abroad and not any(part.reverse for part in reading.parts):
        return Regime.ABROAD
    if supplier.inactive:
        return Regime.INACTIVE
    if supplier.vat_payer is False and policy.unregistered_supplier_vat == "cost":
        return Regime.UNREGISTERED
    if needs_invoice(purchase, total, policy):
        return Regime.OVER_LIMIT
    if any(part.reverse for part in reading.parts):
        return Regime.REVERSE
    return Regime.DEFERRED if is_deferred(purchase, company, supplier) else Regime.DEDUCTED


def deducts(purchase: Purchase, company: Company) -> bool:
    """Whether the company may deduct at all: registered for VAT, and its own code stands on the document."""
    return company.vat_payer and purchase.buyer_cui is not None and same_cui(purchase.buyer_cui, company.cui)


def applies_reverse_charge(purchase: Purchase, company: Company) -> bool:
    """Whether a mention of taxare inversă has an effect: on an invoice, to a buyer who deducts (art. 319 (20) n)."""
    return purchase.reverse_charge and purchase.kind is not Kind.RECEIPT and deducts(purchase, company)


def is_deferred(purchase: Purchase, company: Company, supplier: SupplierFacts) -> bool:
    """Whether charged VAT waits for its payment: seller or buyer applies TVA la încasare."""
    return company.defers_vat or defers(purchase, supplier)


def is_over_limit(purchase: Purchase, total: int, policy: Policy) -> bool:
    """Whether a receipt with the buyer's code is too large to count as a simplified invoice."""
    limit = policy.simplified_invoice
    return purchase.kind is Kind.RECEIPT and purchase.buyer_cui is not None and limit is not None and abs(total) > limit


def needs_invoice(purchase: Purchase, total: int, policy: Policy) -> bool:
    """Whether such a receipt gives no right to deduct: beyond 400 EUR by law, before that where the office says so."""
    most = policy.simplified_invoice_at_most
    beyond = most is not None and abs(total) > most
    return is_over_limit(purchase, total, policy) and (beyond or policy.receipt_over_limit_vat == "cost")
