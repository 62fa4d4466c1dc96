"""When two documents are the same purchase, whatever way each came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from services.ledger.rules.purchase import Kind, Purchase, bare_cui, with_storno_signs


@dataclass(frozen=True, slots=True)
class NaturalKey:
    """What names a purchase: seller's code, till (empty where none was read), date, number and total in bani.

    A till counts its receipts from 1 every day, so that number and date alone name nothing.
    """

    cui: str
    serial: str
    issued: date
    number: str
    total: int

    @property
    def without_serial(self) -> str:
        """One text for all purchases that `matches` may hold for: what to look others up by."""
        return f"{self.cui}|{self.issued.isoformat()}|{self.number}|{self.total}"

    def matches(self, other: NaturalKey) -> bool:
        """Whether both are the same purchase; a serial that only one of them has read tells nothing."""
        apart = bool(self.serial and other.serial) and self.serial != other.serial
        return not apart and self.without_serial == other.without_serial


def natural_key(purchase: Purchase) -> NaturalKey | None:
    """The key of a purchase; None where a part that it needs was not read: then nothing can be said."""
    purchase = with_storno_signs(purchase)
    cui, number = bare_cui(purchase.supplier_cui or ""), _bare_number(purchase.full_number)
    if not cui or not number or purchase.issued is None or purchase.total is None:
        return None
    serial = (purchase.fiscal_serial or "") if purchase.kind in (Kind.RECEIPT, Kind.OTHER) else ""
    return NaturalKey(cui, "".join(serial.upper().split()), purchase.issued, number, purchase.total)


def _bare_number(number: str) -> str:
    """Capitals and digits, without the zeros in front of a count: `OMV 0077`, `omv-77` and `OMV77` are one."""
    bare = re.sub(r"[^A-Z0-9]", "", number.upper())
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", bare)
