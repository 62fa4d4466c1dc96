"""Where a purchase stands in the D394 return (OPANAF 3769/2015, as last amended by OPANAF 2194/2025).

Purchases have the letters A, AI, C and N by partner and rate, and receipts a sum of their own; sales (L, LS, V) are not
in these books. Deferral and limited deduction change nothing here: base and VAT are declared as they were invoiced.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Operation(StrEnum):
    """The letter of an operation; receipts have none in the return, nor has what is not in it."""

    TAXED = "A"
    """From who is registered for VAT."""
    ON_COLLECTION = "AI"
    """From who is registered and applies TVA la încasare."""
    REVERSE_CHARGE = "C"
    """The buyer owes the VAT."""
    UNREGISTERED = "N"
    """From who is not registered: value without VAT, under the rate of zero."""
    RECEIPT = "BF"
    """Receipts with the buyer's code that count as simplified invoices (I.1.5)."""
    UNSETTLED = "?"
    """What the books can't tell: a person has to."""
    NOT_DECLARED = "-"
    """Exempt, or a receipt that counts as no invoice."""

    @property
    def partner_type(self) -> str:
        """1 for who is registered for VAT in Romania, 2 for who is not; receipts are declared without partners."""
        return _PARTNER_TYPES.get(self, "")


_PARTNER_TYPES = {
    Operation.TAXED: "1",
    Operation.ON_COLLECTION: "1",
    Operation.REVERSE_CHARGE: "1",
    Operation.UNREGISTERED: "2",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One rate of a purchase, or what of it carries no VAT to deduct (`taxed` False)."""

    kind: str
    """receipt, invoice or other."""
    taxed: bool
    rate: int | None = None
    reverse: bool = False
    romanian: bool = True
    """The supplier has a Romanian fiscal code."""
    registered: bool | None = None
    """For VAT, on the document's day; None where nobody could be asked."""
    on_collection: bool = False
    """The supplier applies TVA la încasare; that the buyer does changes nothing."""


def operation_of(part: Part) -> Operation:
    """The place of a part. Nothing is guessed: where a register has to answer and did not, it is UNSETTLED."""
    with_vat = part.taxed and part.rate != 0
    if part.kind == "receipt":
        return Operation.RECEIPT if with_vat else Operation.NOT_DECLARED
    if not part.romanian:
        return Operation.UNSETTLED
    if with_vat:
        return _with_vat(part)
    if part.registered is None:
        return Operation.UNSETTLED
    return Operation.NOT_DECLARED if part.registered else Operation.UNREGISTERED


def _with_vat(part: Part) -> Operation:
    """Who is not registered can't charge VAT: whoever declares such an invoice has to look at it first."""
    if part.registered is False:
        return Operation.UNSETTLED
    if part.reverse:
        return Operation.REVERSE_CHARGE
    return Operation.ON_COLLECTION if part.on_collection else Operation.TAXED
