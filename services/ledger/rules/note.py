"""The note of a purchase: debit = credit line by line, so that it balances by construction, and the rule's name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.common.errors import Invalid
from services.common.money import divide, format_rate
from services.ledger.rules.cautions import Caution
from services.ledger.rules.expense import AccountReason
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Company, Kind, Method, Purchase, bare_cui, same_cui, with_storno_signs
from services.ledger.rules.settlement import Settlement, account_of, settle
from services.ledger.rules.vat import VatPart, VatReading, read_vat

CURRENCY = "RON"

DEDUCTED = ""
DEFERRED = "deferred_vat"
NO_VAT = "no_vat"
GROSS = "gross"

_ACCOUNTS_SOURCE = "OMFP 1802/2014, funcțiunea conturilor"
_STORNO_SOURCE = "Cod fiscal art. 330; OMFP 2634/2015 (stornare în roșu)"
_VAT_SOURCES = {
    DEDUCTED: "Cod fiscal art. 297 și art. 299",
    DEFERRED: "Cod fiscal art. 282 (3)-(8) și art. 297 (2)-(3)",
    NO_VAT: "",
    GROSS: "Cod fiscal art. 297 (4), art. 299 și art. 319 (12)",
}
_KIND_CODES = {
    Kind.RECEIPT: "receipt",
    Kind.INVOICE: "invoice",
    Kind.CREDIT_NOTE: "credit_note",
    Kind.OTHER: "document",
}
_KIND_NAMES = {
    Kind.RECEIPT: "Bon fiscal",
    Kind.INVOICE: "Factură",
    Kind.CREDIT_NOTE: "Factură storno",
    Kind.OTHER: "Document",
}
_METHOD_NAMES = {Method.CASH: "Plată numerar", Method.VOUCHER: "Plată tichete", Method.CARD: "Plată card"}


@dataclass(frozen=True, slots=True)
class Line:
    """The same amount, in bani, on a debit and a credit account; rate in basis points where the line has one."""

    debit: str
    credit: str
    amount: int
    explanation: str
    vat_rate: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A balanced note. `vat` and `non_deductible` add up to `total` to the ban; the lines on 401's credit do too."""

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


def build_note(purchase: Purchase, company: Company, account: AccountReason, policy: Policy, today: date) -> Draft:
    """The note of an approved purchase. `today` is the civil date in Romania.

    Raises Invalid: total_missing, total_zero, date_missing, currency_unsupported, vat_exceeds_total,
    payments_mismatch.
    """
    purchase = with_storno_signs(purchase)
    total, day = _key_values(purchase)
    reading = read_vat(purchase, total, policy.vat_rates)
    settlement = settle(purchase, total, policy)
    regime = _regime(purchase, company, reading)
    vat = () if regime == GROSS else _deferred(reading.parts, regime, settlement.paid, total)
    lines = [
        *_purchase_lines(purchase, account.account, vat, policy, total, regime),
        *_payment_lines(purchase, settlement, policy),
        *_release_lines(purchase, vat, policy, regime),
    ]
    return Draft(
        rule="_".join(part for part in ("purchase", _KIND_CODES[purchase.kind], settlement.name, regime) if part),
        source=_source(purchase.kind, regime),
        date=day,
        currency=CURRENCY,
        total=total,
        non_deductible=total if regime == GROSS else reading.untaxed,
        lines=tuple(lines),
        vat=vat,
        partner_cui=bare_cui(purchase.supplier_cui or ""),
        partner_name=purchase.supplier_name or "",
        number=purchase.full_number,
        account=account,
        cautions=(
            *_document_cautions(purchase, total, day, policy, today),
            *_buyer_cautions(purchase, company),
            *_vat_cautions(purchase, company, reading, regime),
            *settlement.cautions,
        ),
    )


def _key_values(purchase: Purchase) -> tuple[int, date]:
    if purchase.total is None:
        raise Invalid("total_missing", "Without a total no note can be built.")
    if purchase.total == 0:
        raise Invalid("total_zero", "The total is zero; there is nothing to book.")
    if purchase.issued is None:
        raise Invalid("date_missing", "Without a date no note can be built.")
    if purchase.currency not in (None, CURRENCY):
        raise Invalid("currency_unsupported", "Only lei can be booked.", {"currency": purchase.currency or ""})
    return purchase.total, purchase.issued


def _regime(purchase: Purchase, company: Company, reading: VatReading) -> str:
    """What becomes of the VAT: deducted (no name), deferred until paid, none on the document, or part of the cost."""
    if not company.vat_payer or purchase.buyer_cui is None or not same_cui(purchase.buyer_cui, company.cui):
        return GROSS
    if reading.amount == 0:
        return NO_VAT
    return DEFERRED if company.defers_vat or purchase.supplier_defers_vat else DEDUCTED


def _deferred(parts: tuple[VatPart, ...], regime: str, paid: int, total: int) -> tuple[VatPart, ...]:
    """The parts with what stays deferred: VAT becomes deductible in the proportion of the total that is paid."""
    if regime != DEFERRED:
        return parts
    return tuple(replace(part, deferred=part.amount - divide(part.amount * paid, total)) for part in parts)


def _purchase_lines(
    purchase: Purchase, expense: str, vat: tuple[VatPart, ...], policy: Policy, total: int, regime: str
) -> list[Line]:
    """6xx = 401 for the net total, then 4426 (or 4428) = 401, one line a rate. Together they are the total."""
    text = _explanation(purchase)
    net = total - sum(part.amount for part in vat)
    rate = vat[0].rate if len(vat) == 1 and vat[0].base == net else None
    account = policy.deferred_vat if regime == DEFERRED else policy.vat
    return [
        Line(expense, policy.supplier, net, text, rate),
        *(
            Line(account, policy.supplier, part.amount, f"{_vat_name(part.rate)}: {text}", part.rate)
            for part in vat
            if part.amount
        ),
    ]


def _payment_lines(purchase: Purchase, settlement: Settlement, policy: Policy) -> list[Line]:
    text = _explanation(purchase)
    booked = ((method, account_of(method, policy), amount) for method, amount in settlement.by_method.items())
    return [
        Line(policy.supplier, account, amount, f"{_METHOD_NAMES[method]}: {text}")
        for method, account, amount in booked
        if account is not None
    ]


def _release_lines(purchase: Purchase, vat: tuple[VatPart, ...], policy: Policy, regime: str) -> list[Line]:
    """4426 = 4428 for the deferred VAT that was paid at once."""
    if regime != DEFERRED:
        return []
    text = _explanation(purchase)
    return [
        Line(
            policy.vat,
            policy.deferred_vat,
            part.amount - part.deferred,
            f"{_vat_name(part.rate)} plătită: {text}",
            part.rate,
        )
        for part in vat
        if part.amount != part.deferred
    ]


def _source(kind: Kind, regime: str) -> str:
    sources = [_ACCOUNTS_SOURCE, _VAT_SOURCES[regime], _STORNO_SOURCE if kind is Kind.CREDIT_NOTE else ""]
    return "; ".join(source for source in sources if source)


def _explanation(purchase: Purchase) -> str:
    """Such as `Bon fiscal 0123 din 15.03.2024, OMV PETROM MARKETING SRL`."""
    day = purchase.issued.strftime("%d.%m.%Y") if purchase.issued else ""
    head = " ".join(part for part in (_KIND_NAMES[purchase.kind], purchase.full_number, "din", day) if part)
    return f"{head}, {purchase.supplier_name}" if purchase.supplier_name else head


def _vat_name(rate: int | None) -> str:
    return "TVA" if rate is None else f"TVA {format_rate(rate)}%"


def _document_cautions(purchase: Purchase, total: int, day: date, policy: Policy, today: date) -> list[Caution]:
    limit = policy.simplified_invoice
    over = purchase.kind is Kind.RECEIPT and limit is not None and abs(total) > limit and purchase.buyer_cui is not None
    found = {
        Caution.KIND_UNKNOWN: purchase.kind is Kind.OTHER,
        Caution.CURRENCY_ASSUMED: purchase.currency is None,
        Caution.DATE_IN_FUTURE: day > today,
        Caution.NUMBER_MISSING: not purchase.number,
        Caution.SUPPLIER_CUI_MISSING: not purchase.supplier_cui,
        Caution.RECEIPT_OVER_LIMIT: over,
        Caution.REVERSE_CHARGE: purchase.reverse_charge,
    }
    return [caution for caution, holds in found.items() if holds]


def _buyer_cautions(purchase: Purchase, company: Company) -> list[Caution]:
    """A missing code matters only to a company that could deduct; another company's code matters to all."""
    if purchase.buyer_cui is None:
        return [Caution.BUYER_CUI_MISSING] if company.vat_payer else []
    return [] if same_cui(purchase.buyer_cui, company.cui) else [Caution.BUYER_CUI_OTHER]


def _vat_cautions(purchase: Purchase, company: Company, reading: VatReading, regime: str) -> list[Caution]:
    """Doubts about VAT matter only where it is not simply part of the cost."""
    if regime == GROSS:
        return []
    cautions = list(reading.cautions)
    if not reading.parts and purchase.supplier_vat_payer is not False:
        cautions.append(Caution.VAT_MISSING)
    if regime == DEFERRED and not company.defers_vat:
        cautions.append(Caution.VAT_DEFERRED_BY_SUPPLIER)
    return list(dict.fromkeys(cautions))
