"""That ANAF has not answered is said only where it was asked and where its answer would change the note."""

from __future__ import annotations

from typing import Any

import pytest
from unit.ledger.cases import CASH, NO_PAYER, PAYER, TODAY, policy, purchase, vat

from services.ledger.approvals import drafted
from services.ledger.circumstances import Registers
from services.ledger.rules.cautions import Caution
from services.ledger.rules.expense import SupplierHistory
from services.ledger.rules.purchase import Company, Kind

CHARGED = purchase("119.00", vat("19", "19.00"), payments=CASH)


@pytest.mark.parametrize(
    ("bought", "company", "asks_anaf", "said"),
    [
        (CHARGED, PAYER, True, True),
        (CHARGED, PAYER, False, False),
        (CHARGED, NO_PAYER, True, False),
        (purchase("119.00", vat("19", "19.00"), payments=CASH, buyer_cui=None), PAYER, True, False),
        (purchase("119.00", payments=CASH, supplier_vat_payer=False), PAYER, True, False),
        (purchase("119.00", vat("19", "19.00"), payments=CASH, supplier_cui=None), PAYER, True, False),
        (purchase("119.00", vat("19"), kind=Kind.INVOICE, reverse_charge=True), PAYER, True, False),
    ],
    ids=["asked", "nobody asks", "never deducts", "no buyer's code", "no VAT", "no supplier's code", "reverse charge"],
)
def test_an_unknown_supplier_is_a_caution_where_its_registers_would_matter(
    bought: Any, company: Company, asks_anaf: bool, said: bool
) -> None:
    registers = Registers(asks_anaf, TODAY, {}, {}, {})
    draft = drafted(bought, company, SupplierHistory(), policy(TODAY), registers, "")
    assert (Caution.SUPPLIER_FACTS_UNKNOWN in draft.cautions) is said
