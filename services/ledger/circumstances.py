"""What the registers know of purchases, as the rules take it; what they do not know yet is put on their list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import SupplierFacts as StoredFacts
from services.ledger.registry import rates, suppliers
from services.ledger.registry.bnr import LONGEST_SILENCE
from services.ledger.rules.cautions import Caution
from services.ledger.rules.currency import LEU, ExchangeRate, rate_day
from services.ledger.rules.note import Circumstances
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Purchase, bare_cui
from services.ledger.rules.supplier import SupplierFacts

Key = tuple[str, date]
"""A fiscal code or a currency, and the day that matters."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules are given, and what an accountant should know of its lack or age."""

    circumstances: Circumstances
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Registers:
    """What is stored about some purchases: suppliers on their days, BNR's rates, and the office's own.

    `asks_anaf` tells an installation that asks ANAF from one where nothing of its registers is ever to be known.
    """

    asks_anaf: bool
    today: date
    suppliers: Mapping[Key, StoredFacts]
    published: Mapping[Key, ExchangeRate]
    own: Mapping[Key, ExchangeRate]

    def about(self, purchase: Purchase, policy: Policy) -> Known:
        facts, cautions = self._supplier(bare_cui(purchase.supplier_cui or ""), purchase.issued or self.today)
        return Known(Circumstances(supplier=facts, rate=self._rate(purchase, policy)), cautions)

    def _supplier(self, cui: str, day: date) -> tuple[SupplierFacts, tuple[Caution, ...]]:
        if not suppliers.can_be_asked(cui):
            return SupplierFacts(), ()
        found = self.suppliers.get((cui, day))
        if found is None:
            return SupplierFacts(), (Caution.SUPPLIER_FACTS_UNKNOWN,) if self.asks_anaf else ()
        if not found.registered:
            return SupplierFacts(), (Caution.SUPPLIER_NOT_FOUND,)
        facts = SupplierFacts(found.vat_payer, found.vat_on_collection, found.inactive)
        return facts, () if found.asked_on == day else (Caution.SUPPLIER_FACTS_OLDER,)

    def _rate(self, purchase: Purchase, policy: Policy) -> ExchangeRate | None:
        """The office's own rate for documents of the day, else BNR's of the day that the policy names."""
        if purchase.currency is None or purchase.issued is None:
            return None
        own = self.own.get((purchase.currency, purchase.issued))
        return own or self.published.get((purchase.currency, rate_day(purchase.issued, policy)))


async def look_up(session: AsyncSession, purchases: Sequence[Purchase], today: date, *, asks_anaf: bool) -> Registers:
    """Never waits for anybody: what is not stored is asked by `registry.upkeep` and known to a later draft."""
    asked = {(bare_cui(purchase.supplier_cui or ""), purchase.issued or today) for purchase in purchases}
    asked = {(cui, day) for cui, day in asked if suppliers.can_be_asked(cui)}
    found = await suppliers.on_days(session, asked)
    await suppliers.want(session, {key for key in asked if key not in found or found[key].asked_on != key[1]})
    foreign = {
        (purchase.currency, purchase.issued)
        for purchase in purchases
        if purchase.currency not in (None, LEU) and purchase.issued is not None
    }
    published: dict[Key, ExchangeRate] = {}
    own: dict[Key, ExchangeRate] = {}
    for currency, issued in sorted((currency or "", issued) for currency, issued in foreign):
        await _look_up_rates(session, currency, issued, published, own)
    return Registers(asks_anaf, today, found, published, own)


async def _look_up_rates(
    session: AsyncSession, currency: str, issued: date, published: dict[Key, ExchangeRate], own: dict[Key, ExchangeRate]
) -> None:
    """Both of BNR's rates that a policy may choose between: that of the day before and that of the day."""
    entered = await rates.own(session, currency, issued)
    if entered is not None:
        own[currency, issued] = ExchangeRate(currency, issued, entered.rate, entered.multiplier)
    for day in (issued - timedelta(days=1), issued):
        rate = await rates.before(session, currency, day + timedelta(days=1))
        if rate is not None:
            published[currency, day] = ExchangeRate(currency, rate.day, rate.rate, rate.multiplier)
    if (currency, issued - timedelta(days=1)) not in published:
        for year in sorted({issued.year, (issued - LONGEST_SILENCE).year}):
            await rates.want(session, year)
