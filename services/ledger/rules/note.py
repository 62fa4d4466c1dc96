"""The note of a purchase: what was read, settled step by step, and the name and source of the rule that did it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from services.common.errors import Invalid
from services.ledger.rules import currency, vehicles
from services.ledger.rules.cash import CashPaid, cash_cautions
from services.ledger.rules.cautions import Caution
from services.ledger.rules.currency import LEU, ExchangeRate
from services.ledger.rules.expense import AccountReason
from services.ledger.rules.extras import Extra, read_extras
from services.ledger.rules.lines import Booking, Line, lines_of, with_deferral
from services.ledger.rules.policy import WHOLE, Policy
from services.ledger.rules.purchase import Company, Kind, Purchase, bare_cui, same_cui, with_storno_signs
from services.ledger.rules.regime import (
    Regime,
    applies_reverse_charge,
    deducts,
    is_deferred,
    is_over_limit,
    regime_of,
    source_of,
)
from services.ledger.rules.reverse import read_reverse_charge
from services.ledger.rules.settlement import Settlement, settle
from services.ledger.rules.supplier import SupplierFacts, supplier_cautions
from services.ledger.rules.vat import VatPart, VatReading, read_vat
from services.ledger.rules.vehicles import Use, limited, vehicle_use

_ACCOUNTS_SOURCE = "OMFP 1802/2014, funcțiunea conturilor"
STORNO_SOURCE = "Cod fiscal art. 330; OMFP 2634/2015 (stornare în roșu)"
_KIND_CODES = {
    Kind.RECEIPT: "receipt",
    Kind.INVOICE: "invoice",
    Kind.CREDIT_NOTE: "credit_note",
    Kind.OTHER: "document",
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What others know of a purchase: the registers, BNR and the day's other documents."""

    supplier: SupplierFacts = field(default_factory=SupplierFacts)
    rate: ExchangeRate | None = None
    cash: CashPaid = field(default_factory=CashPaid)


UNKNOWN = Circumstances()


@dataclass(frozen=True, slots=True)
class Draft:
    """A balanced note, in lei. `vat` (what is in the total) and `non_deductible` (what has no VAT that could be
    deducted) add up to `total` to the ban; the lines on the supplier's credit do too.

    `paid` is what of the total counted as paid on the day, for VAT that waits for it; `rate` is the one that a foreign
    document was converted at, `vehicle` the plate that limits the deduction.
    """

    rule: str
    source: str
    date: date
    currency: str
    total: int
    non_deductible: int
    lines: tuple[Line, ...]
    vat: tuple[VatPart, ...]
    partner_cui: str
    partner_name: str
    number: str
    account: AccountReason
    cautions: tuple[Caution, ...]
    paid: int = 0
    rate: ExchangeRate | None = None
    vehicle: str = ""


@dataclass(frozen=True, slots=True)
class _Terms:
    """A purchase in lei: total and date that are there, VAT by rate, payments, the rate of exchange if any, and what
    has an account of its own.
    """

    total: int
    day: date
    reading: VatReading
    settlement: Settlement
    rate: ExchangeRate | None
    extras: tuple[Extra, ...] = ()


def build_note(
    purchase: Purchase,
    company: Company,
    account: AccountReason,
    policy: Policy,
    today: date,
    known: Circumstances = UNKNOWN,
) -> Draft:
    """The note of an approved purchase. `policy` is that of the document's date, `today` the civil date in Romania.

    Raises Invalid: total_missing, total_zero, date_missing, rate_missing, vat_exceeds_total, payments_mismatch.
    """
    purchase = with_storno_signs(purchase)
    terms = _terms(purchase, company, known.rate, policy)
    regime = regime_of(purchase, company, known.supplier, terms.reading, terms.total, policy)
    use = Use() if regime.is_cost or regime is Regime.NO_VAT else vehicle_use(purchase, account.account, policy)
    booking = _booking(purchase, company, known.supplier, terms, regime, use, account.account, policy)
    return Draft(
        rule=_rule(purchase, terms, regime, use),
        source=_source(purchase, company, terms, regime, use),
        date=terms.day,
        currency=LEU,
        total=terms.total,
        non_deductible=terms.total if regime.is_cost else terms.reading.untaxed,
        lines=lines_of(booking),
        vat=booking.vat,
        partner_cui=bare_cui(purchase.supplier_cui or ""),
        partner_name=purchase.supplier_name or "",
        number=purchase.full_number,
        account=account,
        cautions=(
            *_document_cautions(purchase, terms, policy, today),
            *_buyer_cautions(purchase, company),
            *supplier_cautions(
                purchase,
                known.supplier,
                charges_vat=any(part.charged for part in terms.reading.parts),
                deducts=deducts(purchase, company),
            ),
            *_vat_cautions(purchase, company, known.supplier, terms.reading, regime),
            *use.cautions,
            *terms.settlement.cautions,
            *cash_cautions(purchase, terms.settlement.by_method, known.cash, policy),
        ),
        paid=terms.settlement.paid,
        rate=terms.rate,
        vehicle=use.plate,
    )


def _terms(purchase: Purchase, company: Company, rate: ExchangeRate | None, policy: Policy) -> _Terms:
    """VAT and payments are settled in the document's own currency, where printed sums have to hold, then converted."""
    total, day = _key_values(purchase)
    reverses = applies_reverse_charge(purchase, company)
    extras: list[Extra] = []
    if reverses:
        reading = read_reverse_charge(purchase, total, policy)
    else:
        reading, extras = read_extras(purchase, total, policy, read_vat(purchase, total, policy.vat_rates))
    settlement = settle(purchase, total, policy)
    rate = currency.rate_for(purchase, day, rate, policy)
    if rate is None:
        return _Terms(total, day, reading, settlement, None, tuple(extras))
    in_lei = rate.in_lei(total)
    if not in_lei:
        raise Invalid("total_zero", "The total is zero; there is nothing to book.")
    paid = currency.payments_in_lei(settlement.by_method, total, in_lei, rate)
    return _Terms(
        in_lei, day, currency.reading_in_lei(reading, in_lei, rate), replace(settlement, by_method=paid), rate
    )


def _key_values(purchase: Purchase) -> tuple[int, date]:
    if purchase.total is None:
        raise Invalid("total_missing", "Without a total no note can be built.")
    if purchase.total == 0:
        raise Invalid("total_zero", "The total is zero; there is nothing to book.")
    if purchase.issued is None:
        raise Invalid("date_missing", "Without a date no note can be built.")
    return purchase.total, purchase.issued


def _booking(
    purchase: Purchase,
    company: Company,
    supplier: SupplierFacts,
    terms: _Terms,
    regime: Regime,
    use: Use,
    expense: str,
    policy: Policy,
) -> Booking:
    """The purchase with its VAT cut into what is deducted, what waits and what never can be."""
    vat = () if regime.is_cost else tuple(limited(part, use) for part in terms.reading.parts)
    defers = bool(vat) and regime is not Regime.NO_VAT and is_deferred(purchase, company, supplier)
    if defers:
        vat = with_deferral(vat, terms.settlement.paid, terms.total)
    return Booking(purchase, terms.total, expense, vat, defers, terms.settlement, terms.rate, policy, terms.extras)


def _rule(purchase: Purchase, terms: _Terms, regime: Regime, use: Use) -> str:
    """Such as `purchase_receipt_cash_deferred_vat_vehicle`: what, how paid, what of the VAT, and what else."""
    special = ("vehicle" if use.share < WHOLE else "", "foreign" if terms.rate else "")
    parts = ("purchase", _KIND_CODES[purchase.kind], terms.settlement.name, regime.value, *special)
    return "_".join(part for part in parts if part)


def _source(purchase: Purchase, company: Company, terms: _Terms, regime: Regime, use: Use) -> str:
    sources = [
        _ACCOUNTS_SOURCE,
        source_of(regime, company),
        *(extra.source for extra in terms.extras),
        vehicles.SOURCE if use.share < WHOLE else "",
        currency.SOURCE if terms.rate else "",
        STORNO_SOURCE if purchase.kind is Kind.CREDIT_NOTE else "",
    ]
    return "; ".join(source for source in sources if source)


def _document_cautions(purchase: Purchase, terms: _Terms, policy: Policy, today: date) -> list[Caution]:
    found = {
        Caution.KIND_UNKNOWN: purchase.kind is Kind.OTHER,
        Caution.CURRENCY_ASSUMED: purchase.currency is None,
        Caution.DATE_IN_FUTURE: terms.day > today,
        Caution.NUMBER_MISSING: not purchase.number,
        Caution.SUPPLIER_CUI_MISSING: not purchase.supplier_cui,
        Caution.RECEIPT_OVER_LIMIT: is_over_limit(purchase, terms.total, policy),
    }
    return [caution for caution, holds in found.items() if holds]


def _buyer_cautions(purchase: Purchase, company: Company) -> list[Caution]:
    """A missing code matters only to a company that could deduct; another company's code matters to all."""
    found = []
    if purchase.buyer_cui is None:
        found += [Caution.BUYER_CUI_MISSING] if company.vat_payer else []
    elif not same_cui(purchase.buyer_cui, company.cui):
        found.append(Caution.BUYER_CUI_OTHER)
    if purchase.reverse_charge and not applies_reverse_charge(purchase, company):
        found.append(Caution.REVERSE_CHARGE)
    return found


def _vat_cautions(
    purchase: Purchase, company: Company, supplier: SupplierFacts, reading: VatReading, regime: Regime
) -> list[Caution]:
    """Doubts about VAT matter only where it is not simply part of the cost."""
    if regime.is_cost:
        return []
    cautions = list(reading.cautions)
    registered = supplier.vat_payer if supplier.vat_payer is not None else purchase.supplier_vat_payer
    if not reading.parts and registered is not False and not purchase.is_from_abroad:
        cautions.append(Caution.VAT_MISSING)
    if regime is Regime.DEFERRED and not company.defers_vat:
        cautions.append(Caution.VAT_DEFERRED_BY_SUPPLIER)
    return list(dict.fromkeys(cautions))
