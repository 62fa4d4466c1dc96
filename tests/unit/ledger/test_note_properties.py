"""What holds for the note of any document that is not refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime

from hypothesis import assume, given
from hypothesis import strategies as st
from unit.ledger.cases import CUI, DEFERRING, LORRY, TODAY, policy, stored

from services.common.errors import Invalid
from services.ledger import payments, releases, stornos
from services.ledger.models import Note, Payment, State
from services.ledger.payments import Recorded
from services.ledger.rules.cash import CashPaid
from services.ledger.rules.currency import ExchangeRate
from services.ledger.rules.expense import AccountReason, Basis
from services.ledger.rules.note import Circumstances, Draft, build_note
from services.ledger.rules.policy import Policy, Vehicle
from services.ledger.rules.purchase import Company, Item, Kind, Method, Purchase, Vat, with_storno_signs
from services.ledger.rules.purchase import Payment as Settled
from services.ledger.rules.release import release
from services.ledger.rules.supplier import SupplierFacts
from services.ledger.sinks.sink import Choice

CAR = Vehicle("B200ABC", deductible=5000)
PLATES = frozenset({LORRY.plate}), frozenset({CAR.plate}), frozenset[str]()
SUPPLIERS = ("401", "404")

amounts = st.integers(-(10**12), 10**12)
maybe_amount = st.none() | amounts
maybe = st.none() | st.booleans()
vat_groups = st.builds(Vat, st.none() | st.sampled_from([0, 500, 900, 1100, 1900, 2100]), maybe_amount, maybe_amount)
companies = st.builds(Company, cui=st.just(CUI), vat_payer=st.booleans(), defers_vat=st.booleans())
policies = st.builds(
    policy,
    st.just(date(2024, 3, 15)),
    st.just((LORRY, CAR)),
    card=st.sampled_from(["", "5125"]),
    non_deductible_vat=st.sampled_from(["", "635"]),
    cash_paid_from=st.sampled_from(["cash", "advance"]),
    unregistered_supplier_vat=st.sampled_from(["deduct", "cost"]),
    receipt_over_limit_vat=st.sampled_from(["deduct", "cost"]),
    unknown_vehicle_deductible=st.sampled_from([0, 3333, 10_000]),
)
knowledge = st.builds(
    Circumstances,
    supplier=st.builds(SupplierFacts, maybe, maybe, maybe),
    rate=st.builds(
        ExchangeRate,
        st.just("EUR"),
        st.just(date(2024, 3, 14)),
        st.integers(1, 10**6),
        st.sampled_from([1, 100]),
    ),
    cash=st.builds(CashPaid, st.integers(0, 10**6), st.integers(0, 10**6)),
)


@dataclass(frozen=True, slots=True)
class Given:
    """All that a note is built from."""

    bought: Purchase
    company: Company
    policy: Policy
    known: Circumstances
    account: str

    @property
    def draft(self) -> Draft:
        reason = AccountReason(self.account, Basis.DEFAULT)
        try:
            return build_note(self.bought, self.company, reason, self.policy, TODAY, self.known)
        except Invalid:
            assume(False)
            raise

    @property
    def document(self) -> int:
        """The document's total, in bani of lei."""
        total = with_storno_signs(self.bought).total or 0
        rate = self.known.rate
        return rate.in_lei(total) if self.bought.currency == "EUR" and rate else total


beside = st.builds(Item, st.sampled_from(["GARANTIE SGR", "BACSIS", "MOTORINA"]), st.integers(-(10**6), 10**6))


@st.composite
def plausible(draw: st.DrawFn) -> Purchase:
    """Bases and VAT per rate that make up the total, with some values unread and rounding of some bani."""
    bases = draw(st.dictionaries(st.sampled_from([0, 500, 900, 1900]), st.integers(1, 10**9), max_size=4))
    groups = [Vat(rate, base, max(0, base * rate // 10_000 + draw(st.integers(-3, 3)))) for rate, base in bases.items()]
    total = sum((group.base or 0) + (group.amount or 0) for group in groups) + draw(st.integers(0, 10**6))
    groups = [
        Vat(group.rate, draw(st.none() | st.just(group.base)), draw(st.none() | st.just(group.amount)))
        for group in groups
    ]
    cash = draw(st.integers(0, max(total, 0)))
    payments = draw(st.sampled_from([(), (Settled(Method.CASH),), (Settled(Method.CASH, cash), Settled(Method.CARD))]))
    return Purchase(
        kind=draw(st.sampled_from(Kind)),
        buyer_cui=draw(st.sampled_from([CUI, CUI, CUI, None, "1"])),
        issued=date(2024, 3, 15),
        currency=draw(st.sampled_from(["RON", "EUR"])),
        total=total,
        vat=tuple(groups),
        vat_total=draw(st.none() | st.just(sum(group.amount or 0 for group in groups))),
        payments=payments,
        supplier_defers_vat=draw(st.booleans()),
        reverse_charge=draw(st.booleans()),
        plates=draw(st.sampled_from(PLATES)),
        items=draw(st.lists(beside, max_size=2).map(tuple)),
        paid_from_advance=draw(maybe),
    )


anything = st.builds(
    Purchase,
    kind=st.sampled_from(Kind),
    buyer_cui=st.sampled_from([CUI, None]),
    issued=st.just(date(2024, 3, 15)),
    currency=st.sampled_from([None, "EUR"]),
    total=amounts,
    net_total=maybe_amount,
    vat_total=maybe_amount,
    vat=st.lists(vat_groups, max_size=4).map(tuple),
    payments=st.lists(st.builds(Settled, st.sampled_from(Method), maybe_amount), max_size=3).map(tuple),
    reverse_charge=st.booleans(),
    plates=st.sampled_from(PLATES),
)
accounts = st.sampled_from(["6022", "6028", "2133"])
usual = st.builds(Given, plausible(), companies, policies, knowledge, accounts)
cases = usual | st.builds(Given, anything, companies, policies, knowledge, accounts)


def balances(drafts: Iterable[Draft | Note]) -> Counter[str]:
    """Debit less credit by account, without those that are even."""
    sums: Counter[str] = Counter()
    for line in (line for draft in drafts for line in draft.lines):
        sums[line.debit] += line.amount
        sums[line.credit] -= line.amount
    return Counter({account: amount for account, amount in sums.items() if amount})


@given(cases)
def test_what_is_booked_against_the_supplier_is_the_document_to_the_ban(case: Given) -> None:
    draft = case.draft
    owed = sum(line.amount for line in draft.lines if line.credit in SUPPLIERS)
    paid = sum(line.amount for line in draft.lines if line.debit in SUPPLIERS)
    assert owed == draft.total == case.document
    assert abs(paid) <= abs(draft.total)


@given(cases)
def test_bases_vat_and_what_has_none_add_up_to_the_document(case: Given) -> None:
    draft = case.draft
    assert sum(part.in_total for part in draft.vat) + draft.non_deductible == draft.total


@given(cases)
def test_every_note_balances_and_its_vat_is_what_its_parts_say(case: Given) -> None:
    draft = case.draft
    sums = balances([draft])
    assert sum(sums.values()) == 0
    assert sums["4426"] == sum(part.deductible - part.deferred for part in draft.vat)
    assert sums["4428"] == sum(part.deferred for part in draft.vat)
    assert -sums["4427"] == sum(part.amount for part in draft.vat if part.reverse)


@given(cases)
def test_deferred_vat_is_released_never_more_than_it_is(case: Given) -> None:
    draft = case.draft
    deferred = sum(line.amount for line in draft.lines if line.debit == "4428")
    released = sum(line.amount for line in draft.lines if line.credit == "4428")
    assert deferred - released == sum(part.deferred for part in draft.vat)
    assert abs(released) <= abs(deferred)


@given(cases)
def test_money_is_whole_bani_and_no_line_is_empty(case: Given) -> None:
    draft = case.draft
    numbers = [line.amount for line in draft.lines] + [draft.total, draft.non_deductible]
    bani = [field.name for field in fields(draft.vat[0]) if field.name not in ("rate", "reverse")] if draft.vat else []
    numbers += [getattr(part, name) for part in draft.vat for name in bani]
    assert all(type(number) is int for number in numbers)
    assert all(line.amount for line in draft.lines)


@given(usual)
def test_a_credit_note_is_the_invoice_turned_negative_on_the_same_sides(case: Given) -> None:
    assume(sum(item.amount or 0 for item in case.bought.items) >= 0)  # negative lines are a credit note's already
    invoice, credit = (
        replace(case, bought=replace(case.bought, kind=kind, payments=())).draft
        for kind in (Kind.INVOICE, Kind.CREDIT_NOTE)
    )
    assert [(line.debit, line.credit, -line.amount) for line in invoice.lines] == [
        (line.debit, line.credit, line.amount) for line in credit.lines
    ]
    assert invoice.total + credit.total == 0


@given(cases)
def test_a_note_and_its_storno_are_nothing(case: Given) -> None:
    note = stored(case.draft)
    storno = red(note)
    assert not balances([note, storno])
    assert note.total + storno.total == note.non_deductible + storno.non_deductible == note.paid + storno.paid == 0
    assert [(line.debit, line.credit) for line in storno.lines] == [(line.debit, line.credit) for line in note.lines]
    for name in ("base", "amount", "deferred", "non_deductible"):
        sums = [getattr(one, name) + getattr(other, name) for one, other in zip(note.vat, storno.vat, strict=True)]
        assert not any(sums)


def red(note: Note) -> Note:
    return stornos.red(note, date(2024, 5, 1), "greșit", "ana@cabinet.example")


@given(st.lists(usual, max_size=5))
def test_the_sum_over_notes_is_the_sum_over_documents(cases: list[Given]) -> None:
    drafts = [case.draft for case in cases]
    sums = balances(drafts)
    paid = sum(line.amount for draft in drafts for line in draft.lines if line.debit in SUPPLIERS)
    assert paid - sums["401"] - sums["404"] == sum(case.document for case in cases)
    assert sum(draft.total for draft in drafts) == sum(case.document for case in cases)


@given(usual, st.lists(st.tuples(st.integers(1, 10**9), st.booleans()), max_size=6), st.sampled_from(Kind))
def test_whatever_is_paid_and_taken_back_what_was_released_and_what_still_waits_is_what_waited_at_first(
    case: Given, moves: list[tuple[int, bool]], kind: Kind
) -> None:
    bought = replace(case.bought, kind=kind, buyer_cui=CUI, payments=(), paid_from_advance=False)
    known = replace(case.known, supplier=SupplierFacts())
    note = stored(replace(case, bought=bought, company=DEFERRING, known=known).draft)
    deferred = sum(part.deferred for part in note.vat)
    assume(deferred)
    books, recorded = [note], list[Recorded]()
    for amount, taken_back in [*moves, (abs(note.total), False)]:
        purchase = payments.open_purchase(note, recorded)
        left = purchase.total - purchase.paid
        now = max(-amount, left) if left < 0 else min(amount, left)
        if now:
            recorded.append(pay(note, recorded, now, case.policy))
            booked = recorded[-1].release
            books += [booked] if booked else []
            if taken_back and booked:
                recorded[-1].payment.cancelled_at = datetime(2024, 6, 2, tzinfo=UTC)
                books.append(red(booked))
        parts = payments.open_purchase(note, recorded).parts
        waiting = sum(part.deductible - part.released for part in parts)
        released = sum(each.released for each in recorded if each.counts)
        assert released + waiting == deferred == sum(part.deferred for part in note.vat)
        assert balances(books)["4428"] == waiting
        assert 0 <= abs(waiting) <= abs(deferred)
    assert balances(books)["4428"] == 0
    assert balances(books)["4426"] == sum(part.amount - part.non_deductible for part in note.vat)
    assert sum(each.total for each in books) == note.total


def pay(note: Note, recorded: list[Recorded], amount: int, held: Policy) -> Recorded:
    made = release(payments.open_purchase(note, recorded), amount, held)
    booked = releases.release_note(note, made, date(2024, 6, 1), Choice("csv", None), "ana") if made.lines else None
    if booked:
        booked.state = State.POSTED
    return Recorded(Payment(amount=amount), booked)
