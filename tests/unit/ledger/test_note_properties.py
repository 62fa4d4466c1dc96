"""What holds for the note of any document that is not refused."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st
from unit.ledger.cases import CUI, TODAY, policy

from services.common.errors import Invalid
from services.ledger.rules.expense import AccountReason, Basis
from services.ledger.rules.note import Draft, build_note
from services.ledger.rules.policy import Policy
from services.ledger.rules.purchase import Company, Kind, Method, Payment, Purchase, Vat, with_storno_signs

amounts = st.integers(-(10**12), 10**12)
maybe_amount = st.none() | amounts
vat_groups = st.builds(Vat, st.none() | st.sampled_from([0, 500, 900, 1100, 1900, 2100]), maybe_amount, maybe_amount)
companies = st.builds(Company, cui=st.just(CUI), vat_payer=st.booleans(), defers_vat=st.booleans())
policies = st.builds(policy, st.just(date(2024, 3, 15)), card=st.sampled_from(["", "5125"]))
REASON = AccountReason("6022", Basis.DEFAULT)


@st.composite
def plausible(draw: st.DrawFn) -> Purchase:
    """Bases and VAT per rate that make up the total, with some values unread and rounding of some bani."""
    bases = draw(st.dictionaries(st.sampled_from([0, 500, 900, 1900]), st.integers(1, 10**9), max_size=4))
    groups = [Vat(rate, base, base * rate // 10_000 + draw(st.integers(-3, 3))) for rate, base in bases.items()]
    total = sum((group.base or 0) + (group.amount or 0) for group in groups) + draw(st.integers(0, 10**6))
    groups = [
        Vat(group.rate, draw(st.none() | st.just(group.base)), draw(st.none() | st.just(group.amount)))
        for group in groups
    ]
    cash = draw(st.integers(0, max(total, 0)))
    payments = draw(st.sampled_from([(), (Payment(Method.CASH),), (Payment(Method.CASH, cash), Payment(Method.CARD))]))
    return Purchase(
        kind=draw(st.sampled_from(Kind)),
        buyer_cui=draw(st.sampled_from([CUI, None, "1"])),
        issued=draw(st.dates(date(2020, 1, 1), date(2026, 12, 31))),
        total=total,
        vat=tuple(groups),
        vat_total=draw(st.none() | st.just(sum(group.amount or 0 for group in groups))),
        payments=payments,
        supplier_defers_vat=draw(st.booleans()),
    )


anything = st.builds(
    Purchase,
    kind=st.sampled_from(Kind),
    buyer_cui=st.sampled_from([CUI, None]),
    issued=st.just(date(2024, 3, 15)),
    total=amounts,
    net_total=maybe_amount,
    vat_total=maybe_amount,
    vat=st.lists(vat_groups, max_size=4).map(tuple),
    payments=st.lists(st.builds(Payment, st.sampled_from(Method), maybe_amount), max_size=3).map(tuple),
)


def built(bought: Purchase, company: Company, policy: Policy) -> Draft:
    try:
        return build_note(bought, company, REASON, policy, TODAY)
    except Invalid:
        assume(False)
        raise


@given(plausible() | anything, companies, policies)
def test_what_is_booked_against_the_supplier_is_the_document_to_the_ban(
    bought: Purchase, company: Company, policy: Policy
) -> None:
    draft = built(bought, company, policy)
    owed = sum(line.amount for line in draft.lines if line.credit == "401")
    paid = sum(line.amount for line in draft.lines if line.debit == "401")
    assert owed == draft.total == with_storno_signs(bought).total
    assert abs(paid) <= abs(draft.total)


@given(plausible() | anything, companies, policies)
def test_bases_vat_and_what_has_none_add_up_to_the_document(bought: Purchase, company: Company, policy: Policy) -> None:
    draft = built(bought, company, policy)
    assert sum(part.base + part.amount for part in draft.vat) + draft.non_deductible == draft.total


@given(plausible() | anything, companies, policies)
def test_deferred_vat_is_released_never_more_than_it_is(bought: Purchase, company: Company, policy: Policy) -> None:
    draft = built(bought, company, policy)
    deferred = sum(line.amount for line in draft.lines if line.debit == "4428")
    released = sum(line.amount for line in draft.lines if line.credit == "4428")
    assert deferred - released == sum(part.deferred for part in draft.vat)
    assert abs(released) <= abs(deferred)


@given(plausible() | anything, companies, policies)
def test_money_is_whole_bani_and_no_line_is_empty(bought: Purchase, company: Company, policy: Policy) -> None:
    draft = built(bought, company, policy)
    numbers = [line.amount for line in draft.lines] + [draft.total, draft.non_deductible]
    numbers += [number for part in draft.vat for number in astuple(part)[1:]]
    assert all(type(number) is int for number in numbers)
    assert all(line.amount for line in draft.lines)


@given(plausible(), companies, policies)
def test_a_credit_note_is_the_invoice_turned_negative_on_the_same_sides(
    bought: Purchase, company: Company, policy: Policy
) -> None:
    invoice, credit = (
        built(replace(bought, kind=kind, payments=()), company, policy) for kind in (Kind.INVOICE, Kind.CREDIT_NOTE)
    )
    assert [(line.debit, line.credit, -line.amount) for line in invoice.lines] == [
        (line.debit, line.credit, line.amount) for line in credit.lines
    ]
    assert invoice.total + credit.total == 0
