"""What a register says about a supplier, and what of it contradicts the document."""

from __future__ import annotations

from dataclasses import dataclass

from services.ledger.rules.cautions import Caution
from services.ledger.rules.purchase import Purchase


@dataclass(frozen=True, slots=True)
class SupplierFacts:
    """A supplier on the document's date, as ANAF's registers have it; None where nobody could be asked."""

    vat_payer: bool | None = None
    defers_vat: bool | None = None
    """In the register of who applies TVA la încasare (Cod fiscal art. 324 (16))."""
    inactive: bool | None = None
    """In the register of inactive taxpayers (Cod fiscal art. 11)."""


def defers(purchase: Purchase, facts: SupplierFacts) -> bool:
    """Whether the supplier applies TVA la încasare: by its document or by the register, whichever says so.

    The register binds a buyer as the mention on the invoice does (Cod fiscal art. 297 (3)); deducting later is the
    side on which an error costs nobody a fine.
    """
    return purchase.supplier_defers_vat or facts.defers_vat is True


def supplier_cautions(purchase: Purchase, facts: SupplierFacts, *, charges_vat: bool, deducts: bool) -> list[Caution]:
    """Whom not to buy from, and where document and register disagree; `deducts` is whether the company may at all."""
    found = {
        Caution.SUPPLIER_ABROAD: purchase.is_from_abroad and deducts and not purchase.reverse_charge,
        Caution.SUPPLIER_INACTIVE: facts.inactive is True,
        Caution.SUPPLIER_NOT_REGISTERED: facts.vat_payer is False and charges_vat,
        Caution.VAT_DEFERRAL_NOT_PRINTED: facts.defers_vat is True and charges_vat and not purchase.supplier_defers_vat,
        Caution.VAT_DEFERRAL_NOT_REGISTERED: facts.defers_vat is False and purchase.supplier_defers_vat,
    }
    return [caution for caution, holds in found.items() if holds]
