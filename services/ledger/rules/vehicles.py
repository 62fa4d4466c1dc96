"""Fuel and its kin: which vehicle it was for, and how much of the VAT can be deducted (Cod fiscal art. 298)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.common.money import divide
from services.ledger.rules.cautions import Caution
from services.ledger.rules.policy import WHOLE, Policy, Vehicle
from services.ledger.rules.purchase import Purchase
from services.ledger.rules.vat import VatPart

SOURCE = "Cod fiscal art. 298"


@dataclass(frozen=True, slots=True)
class Use:
    """The share of the VAT that can be deducted, in basis points, and the plate of the vehicle that says so."""

    share: int = WHOLE
    plate: str = ""
    cautions: tuple[Caution, ...] = ()


def vehicle_use(purchase: Purchase, expense: str, policy: Policy) -> Use:
    """What the vehicle on the document allows; for fuel without a vehicle that is known, what the office chose."""
    account = expense.split(".")[0]
    if account not in policy.vehicle_accounts | policy.fuel_accounts:
        return Use()
    found = [vehicle for vehicle in policy.vehicles if _stands_on(purchase, vehicle)]
    if len({vehicle.deductible for vehicle in found}) == 1:
        return Use(found[0].deductible, found[0].plate if len(found) == 1 else "")
    if found:
        return Use(min(vehicle.deductible for vehicle in found), "", (Caution.VEHICLES_SEVERAL,))
    if account in policy.fuel_accounts:
        return Use(policy.unknown_vehicle_deductible, "", (Caution.VEHICLE_UNKNOWN,))
    return Use()


def limited(part: VatPart, use: Use) -> VatPart:
    """The part with the share of its VAT that can't be deducted; of an odd ban the deductible half is the larger."""
    return replace(part, non_deductible=part.amount - divide(part.amount * use.share, WHOLE))


def _stands_on(purchase: Purchase, vehicle: Vehicle) -> bool:
    """By plate, or by a fuel card of which the document, or the office, may have the last digits alone."""
    return vehicle.plate in purchase.plates or any(
        known.endswith(read) or read.endswith(known) for known in vehicle.cards for read in purchase.fuel_cards
    )
